//! The real binary, as an operator runs it.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::thread;

use tempfile::TempDir;

use super::discord::Discord;
use super::ids::TOKEN;
use super::output::Output;
use super::shared::{BOUND, Shared};
use super::trap::Trap;

/// How the bot is to be started.
#[derive(Debug)]
pub(crate) struct BotBuilder {
    shared: Option<Arc<Shared>>,
    settings: Vec<(OsString, OsString)>,
    data: Option<PathBuf>,
}

/// A running bot. Killed when it is dropped, unless it was stopped.
#[derive(Debug)]
pub(crate) struct Bot {
    id: u32,
    ended: Receiver<ExitStatus>,
    exit: Option<ExitStatus>,
    stdout: Output,
    stderr: Output,
    trap: Trap,
    // Its home, and its data unless the test has its own folder for them.
    _home: TempDir,
}

/// How a bot ended.
#[derive(Debug)]
pub(crate) struct Exit {
    /// Exit status; none if a signal ended it.
    pub(crate) code: Option<i32>,
    /// All it printed.
    pub(crate) stdout: String,
    /// All it logged.
    pub(crate) stderr: String,
}

impl BotBuilder {
    /// With a setting from the environment.
    pub(crate) fn env(mut self, name: &str, value: impl Into<OsString>) -> Self {
        self.settings.push((name.into(), value.into()));
        self
    }

    /// With another token.
    pub(crate) fn token(self, token: &str) -> Self {
        self.env("KOTAE_TOKEN", token)
    }

    /// With the knowledge that the binary carries.
    pub(crate) fn embedded_knowledge(mut self) -> Self {
        self.settings.retain(|(name, _)| name != "KOTAE_KNOWLEDGE");
        self.env("KOTAE_CACHE_DIR", concat!(env!("CARGO_TARGET_TMPDIR"), "/indexes"))
    }

    /// With knowledge from a folder, instead of the small base of the tests.
    pub(crate) fn knowledge(self, folder: &Path) -> Self {
        self.env("KOTAE_KNOWLEDGE", folder)
    }

    /// With an operator beside the owner of the application.
    pub(crate) fn operator(self, user: &str) -> Self {
        self.env("KOTAE_OPERATOR_USERS", user)
    }

    /// With data that outlive the bot.
    pub(crate) fn data(mut self, folder: &Path) -> Self {
        self.data = Some(folder.to_owned());
        self
    }

    /// Starts it and does not wait for anything.
    pub(crate) fn launch(self) -> Bot {
        let home = TempDir::new().expect("a folder for the bot");
        let trap = Trap::set();
        let data = self.data.unwrap_or_else(|| home.path().join("data"));
        let mut command = Command::new(env!("CARGO_BIN_EXE_kotae"));
        command.arg("run").env_clear().current_dir(home.path());
        for kept in ["PATH", "LLVM_PROFILE_FILE"] {
            command.envs(std::env::var_os(kept).map(|value| (kept, value)));
        }
        for proxy in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"] {
            command.env(proxy, trap.url());
        }
        command.env("HOME", home.path()).env("NO_COLOR", "1").env("RUST_BACKTRACE", "1");
        command.env("KOTAE_TOKEN", TOKEN).env("KOTAE_DATA_DIR", data).envs(self.settings);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the binary starts");
        let id = child.id();
        let (stdout, read_stdout) = Output::of(child.stdout.take().expect("a pipe"));
        let (stderr, read_stderr) = Output::of(child.stderr.take().expect("a pipe"));
        if let Some(shared) = &self.shared {
            shared.change(|state| state.bot_ended = false);
        }
        let ended = watch(child, self.shared, [read_stdout, read_stderr]);
        Bot { id, ended, exit: None, stdout, stderr, trap, _home: home }
    }

    /// Starts it and waits until it is connected.
    #[track_caller]
    pub(crate) fn start(self) -> Bot {
        let shared = self.shared.clone().expect("a Discord to connect to");
        let before = shared.look(|state| state.session.readies);
        let bot = self.launch();
        shared.wait("the bot to connect", |state| (state.session.readies > before).then_some(()));
        bot
    }
}

/// Waits for the end of a program in a thread, tells the Discord that would wait for it in vain, and
/// hands the status on once all that was printed is read.
fn watch(
    mut child: Child,
    shared: Option<Arc<Shared>>,
    readers: [thread::JoinHandle<()>; 2],
) -> Receiver<ExitStatus> {
    let (tell, ended) = mpsc::channel();
    thread::spawn(move || {
        let status = child.wait().expect("a program ends");
        for reader in readers {
            reader.join().expect("output is read to its end");
        }
        if let Some(shared) = shared {
            shared.change(|state| state.bot_ended = true);
        }
        // Nobody listens once the bot was dropped.
        let _dropped = tell.send(status);
    });
    ended
}

/// A Discord, and a bot that is connected to it and knows the small base.
#[track_caller]
pub(crate) fn running() -> (Discord, Bot) {
    let discord = Discord::start();
    let bot = Bot::of(&discord).start();
    (discord, bot)
}

impl Bot {
    /// A bot that is to connect to this Discord.
    pub(crate) fn of(discord: &Discord) -> BotBuilder {
        Self::at(discord.base(), Some(Arc::clone(discord.shared())))
    }

    /// A bot that is to connect to wherever nobody listens.
    pub(crate) fn without_discord() -> BotBuilder {
        let port = std::net::TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
        Self::at(&format!("http://{}", port.expect("a port that was free a moment ago")), None)
    }

    fn at(base: &str, shared: Option<Arc<Shared>>) -> BotBuilder {
        let builder = BotBuilder { shared, settings: Vec::new(), data: None };
        builder.env("KOTAE_DISCORD_API", base).knowledge(&super::knowledge::small())
    }

    /// Sends SIGTERM and waits for the end, which must be a clean one.
    #[track_caller]
    pub(crate) fn stop(mut self) -> Exit {
        self.signal("TERM");
        let exit = self.end();
        assert_eq!(exit.code, Some(0), "SIGTERM is no failure\n{}", exit.stderr);
        exit
    }

    /// Kills it, as a machine that fails does: nothing is finished, nothing written.
    #[track_caller]
    pub(crate) fn kill(mut self) -> Exit {
        self.signal("KILL");
        self.end()
    }

    /// What the system says of its process: one of the lines of `/proc/PID/status` (`VmRSS`), in KiB.
    #[track_caller]
    pub(crate) fn memory(&self, line: &str) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.id)).expect("a running bot");
        let found = status.lines().find_map(|told| told.strip_prefix(line)?.strip_prefix(':'));
        let kib = found.and_then(|rest| rest.trim().trim_end_matches(" kB").parse().ok());
        kib.unwrap_or_else(|| panic!("no {line} in\n{status}"))
    }

    /// Sends a signal: `TERM`, `HUP` …
    pub(crate) fn signal(&self, name: &str) {
        assert!(self.sends(name), "the bot is no longer there to get SIG{name}");
    }

    /// False if there is nobody to send it to.
    fn sends(&self, name: &str) -> bool {
        let mut kill = Command::new("kill");
        kill.args([&format!("-{name}"), &self.id.to_string()]).stderr(Stdio::null());
        kill.status().expect("a command `kill`").success()
    }

    /// Waits for it to end by itself.
    #[track_caller]
    pub(crate) fn wait_for_end(mut self) -> Exit {
        self.end()
    }

    /// Waits for a line of its log.
    #[track_caller]
    pub(crate) fn wait_for_log(&self, what: &str, wanted: impl Fn(&str) -> bool) -> String {
        self.stderr.wait_for_line(what, wanted)
    }

    #[track_caller]
    fn end(&mut self) -> Exit {
        let status = self.ended.recv_timeout(BOUND);
        let status = status.unwrap_or_else(|_| panic!("the bot does not end\n{}", self.stderr.text()));
        self.exit = Some(status);
        Exit { code: status.code(), stdout: self.stdout.text(), stderr: self.stderr.text() }
    }
}

impl Drop for Bot {
    fn drop(&mut self) {
        if self.exit.is_none() && self.ended.try_recv().is_err() {
            // It may have ended in this moment; a panic in here would hide the one that brought us here.
            let _there = self.sends("KILL");
            let _killed = self.ended.recv_timeout(BOUND);
        }
        let (stdout, stderr) = (self.stdout.text(), self.stderr.text());
        if thread::panicking() {
            eprintln!("the bot printed:\n{stdout}\nand logged:\n{stderr}");
            return;
        }
        assert_eq!(self.trap.caught(), Vec::<String>::new(), "the bot reached outside");
        for told in [stdout, stderr] {
            let secret = TOKEN.rsplit('.').next().expect("a last part");
            assert!(!told.contains(secret), "the token stands in the output:\n{told}");
            assert!(!told.contains("panicked at"), "something panicked:\n{told}");
        }
    }
}
