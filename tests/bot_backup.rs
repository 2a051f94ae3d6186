//! What the bot remembers is written out while it answers, looked at from the terminal, and put back elsewhere.

mod loopback;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Instant;

use loopback::{Bot, CHANNEL, Discord, TOKEN};
use serde_json::{Value, json};
use tempfile::TempDir;

/// Runs `kotae` on a data folder.
fn kotae(data: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kotae"));
    command.args(args).env_clear().env("NO_COLOR", "1").env("KOTAE_DATA_DIR", data);
    command.env("KOTAE_CACHE_DIR", concat!(env!("CARGO_TARGET_TMPDIR"), "/indexes-of-tests"));
    command.env("KOTAE_KNOWLEDGE", concat!(env!("CARGO_MANIFEST_DIR"), "/tests/knowledge"));
    command.output().expect("the binary starts")
}

#[track_caller]
fn printed(data: &Path, args: &[&str]) -> String {
    let output = kotae(data, args);
    let error = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{args:?}: {error}");
    assert_eq!(error, "", "{args:?}");
    String::from_utf8(output.stdout).expect("a text")
}

/// Status 1 and what it says.
#[track_caller]
fn refused(data: &Path, args: &[&str]) -> String {
    let output = kotae(data, args);
    assert_eq!(output.status.code(), Some(1), "{args:?}");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "", "{args:?}");
    String::from_utf8(output.stderr).expect("a text")
}

fn unlimited(discord: &Discord, data: &Path) -> Bot {
    let bot = Bot::of(discord).data(data);
    bot.env("KOTAE_USER_PER_MINUTE", "0").env("KOTAE_CHANNEL_PER_MINUTE", "0").start()
}

#[test]
fn a_backup_is_taken_while_it_answers_and_restored_whole() {
    let (discord, folder) = (Discord::start(), TempDir::new().expect("a folder"));
    let (data, new) = (folder.path().join("data"), folder.path().join("new"));
    let file = folder.path().join("kotae.jsonl");
    let bot = unlimited(&discord, &data);
    let alice = discord.member("alice");
    let manager = discord.member("mona").allowed(1 << 5);
    let panel = manager.slash("settings", &json!({})).reply();
    manager.selects(&panel, "set:language", &["en"]).reply();
    let answer = alice.mentions_bot(CHANNEL, "why is Hibiki little used").answer();
    let form = alice.presses(&answer, "Report a mistake");
    alice.submits_modal(&form, &json!({ "text": "it is not" })).reply();
    let said: Vec<_> = (0..200)
        .map(|number| {
            let question =
                if number % 2 == 0 { "what is Hibiki".to_owned() } else { format!("teapot {number}") };
            alice.mentions_bot(CHANNEL, &question)
        })
        .collect();
    let told = printed(&data, &["backup", file.to_str().expect("a path")]);
    for said in &said {
        said.answer();
    }
    let written = fs::read_to_string(&file).expect("a backup");
    assert_eq!(told, format!("{} lines in `{}`\n", written.lines().count(), file.display()));
    assert!(written.contains("it is not") && written.contains("settings/"), "{written}");
    for private in ["alice", alice.id(), "mona", manager.id(), TOKEN] {
        assert!(!written.contains(private), "`{private}` stands in\n{written}");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&file).expect("a file").permissions().mode() & 0o777, 0o600);
        let socket = fs::metadata(data.join("control.sock")).expect("a socket");
        assert_eq!(socket.permissions().mode() & 0o777, 0o600);
    }
    // All that was asked is in the one that is taken when it is at rest, and the same whoever hands it out.
    let running = printed(&data, &["backup", "-"]);
    bot.stop();
    let stopped = printed(&data, &["backup", "-"]);
    assert_eq!(stopped, running);
    let asked = running.lines().filter(|line| line.contains("\"unanswered\"")).count();
    assert_eq!(asked, 100);
    fs::write(&file, &running).expect("a file");
    let told = printed(&new, &["restore", file.to_str().expect("a path")]);
    assert_eq!(told, format!("{} lines restored into `{}`\n", running.lines().count(), new.display()));
    assert_eq!(printed(&new, &["backup", "-"]), running);
    // And a bot answers from it as the other did.
    let bot = unlimited(&discord, &new);
    let panel = manager.slash("settings", &json!({})).reply();
    assert_eq!(panel.menus()[1].1, ["en"]);
    bot.stop();
}

/// Questions that have to be answered while one backup is taken: that many a second at least, as a backup takes less.
const MEANWHILE: usize = 100;

#[test]
fn backups_are_taken_while_a_hundred_questions_a_second_are_answered() {
    let (discord, folder) = (Discord::start(), TempDir::new().expect("a folder"));
    let data = folder.path().join("data");
    let bot = unlimited(&discord, &data);
    let (answered, enough) = (AtomicUsize::new(0), AtomicBool::new(false));
    let ask = |person: usize| {
        let person = discord.member(&format!("member{person}"));
        for number in 0.. {
            if enough.load(Ordering::Relaxed) {
                return;
            }
            let known = number % 2 == 0;
            let question =
                if known { "what is Hibiki".to_owned() } else { format!("teapot {}", number % 90) };
            person.mentions_bot(CHANNEL, &question).answer();
            answered.fetch_add(1, Ordering::Relaxed);
        }
    };
    let began = Instant::now();
    let taken: Vec<String> = std::thread::scope(|scope| {
        for person in 0..8 {
            scope.spawn(move || ask(person));
        }
        // Let go of whoever asks, also where something below fails.
        let _enough = OnDrop(|| enough.store(true, Ordering::Relaxed));
        let backups = (0..5).map(|_| {
            let before = answered.load(Ordering::Relaxed);
            let mut backup = printed(&data, &["backup", "-"]);
            // Not only before and after it: the answers go on without a pause.
            while answered.load(Ordering::Relaxed) < before + MEANWHILE {
                backup = printed(&data, &["backup", "-"]);
            }
            backup
        });
        backups.collect()
    });
    let answered = answered.into_inner();
    println!("{:.0} questions a second", answered as f64 / began.elapsed().as_secs_f64());
    bot.stop();
    // Each is whole: what is restored from it is what was written, and a later one has no less in it.
    let met = |data: &Path| {
        let usage: Value = serde_json::from_str(&printed(data, &["usage", "--json"])).expect("JSON");
        ["answered", "unsure", "unknown"].map(|status| usage["met"][status].as_u64().expect("a count"))
    };
    let mut before = [0; 3];
    for (number, backup) in taken.iter().enumerate() {
        let (file, new) = (folder.path().join("kotae.jsonl"), folder.path().join(format!("new{number}")));
        fs::write(&file, backup).expect("a file");
        printed(&new, &["restore", file.to_str().expect("a path")]);
        assert_eq!(printed(&new, &["backup", "-"]), *backup);
        let now = met(&new);
        assert!(now.iter().zip(before).all(|(now, before)| *now >= before), "{before:?}, then {now:?}");
        before = now;
    }
    assert_eq!(met(&data).iter().sum::<u64>(), answered as u64, "none is lost or counted twice");
}

/// Does something at the end of a scope, however it is left.
struct OnDrop<F: Fn()>(F);

impl<F: Fn()> Drop for OnDrop<F> {
    fn drop(&mut self) {
        (self.0)();
    }
}

#[test]
fn what_is_no_backup_or_has_no_place_is_refused() {
    let (discord, folder) = (Discord::start(), TempDir::new().expect("a folder"));
    let (data, new) = (folder.path().join("data"), folder.path().join("new"));
    let told = refused(&data, &["backup", "-"]);
    assert!(told.contains("there is no state of a bot in") && told.contains("--data-dir"), "{told}");
    assert!(!data.exists(), "looking makes no folder");
    let bot = unlimited(&discord, &data);
    discord.member("alice").mentions_bot(CHANNEL, "what is Hibiki").answer();
    let backup = printed(&data, &["backup", "-"]);
    let file = folder.path().join("kotae.jsonl");
    let path = file.to_str().expect("a path");
    fs::write(&file, backup.replace("answered", "Answered")).expect("a file");
    assert!(refused(&new, &["restore", path]).contains("the lines are not those that were written"));
    fs::write(&file, &backup[..backup.len() - 20]).expect("a file");
    assert!(refused(&new, &["restore", path]).contains("nothing of it was taken"));
    fs::write(&file, &backup).expect("a file");
    let told = refused(&data, &["restore", path]);
    assert!(told.contains("in use"), "{told}");
    bot.stop();
    assert!(refused(&data, &["restore", path]).contains("restore into an empty data folder"));
    printed(&new, &["restore", path]);
    assert!(
        refused(&new, &["restore", folder.path().join("none").to_str().expect("a path")]).contains("none")
    );
}

#[test]
fn curators_look_from_the_terminal_while_the_bot_runs_and_after() {
    let (discord, folder) = (Discord::start(), TempDir::new().expect("a folder"));
    let data = folder.path().join("data");
    let bot = unlimited(&discord, &data);
    let alice = discord.member("alice");
    for question in ["quantum teapots", "ballads of marble statues", "quantum teapots"] {
        alice.mentions_bot(CHANNEL, question).answer();
    }
    let answer = alice.mentions_bot(CHANNEL, "why is Hibiki little used").answer();
    let form = alice.presses(&answer, "Report a mistake");
    alice.submits_modal(&form, &json!({ "text": "it is not" })).reply();
    let look = || {
        let unanswered = printed(&data, &["unanswered"]);
        let lines: Vec<&str> = unanswered.lines().collect();
        assert!(
            lines[0].starts_with("     2  2") && lines[0].ends_with("  en  quantum teapots"),
            "{unanswered}"
        );
        assert!(lines[1].ends_with("  en  ballads of marble statues") && lines.len() == 2, "{unanswered}");
        let json = printed(&data, &["unanswered", "--json"]);
        let first: Value = serde_json::from_str(json.lines().next().expect("a line")).expect("JSON");
        assert_eq!((&first["text"], &first["count"]), (&json!("quantum teapots"), &json!(2)));
        let toml = printed(&data, &["unanswered", "--toml"]);
        let table: toml::Table = toml.parse().expect("TOML");
        assert_eq!(table["question"].as_array().map(Vec::len), Some(2), "{toml}");
        let feedback = printed(&data, &["feedback"]);
        assert!(
            feedback.starts_with("1  2") && feedback.contains("  generation 1  hibiki\n    it is not\n"),
            "{feedback}"
        );
        assert!(feedback.contains("    > One critic thinks"), "{feedback}");
        let usage = printed(&data, &["usage"]);
        assert!(usage.contains("all             4         1         0         3\n"), "{usage}");
        assert!(usage.contains("\nmost asked\n       1  hibiki.why-unpopular\n"), "{usage}");
        assert!(usage.contains("\nslowest\n") && !usage.contains("teapots"), "{usage}");
        let json: Value = serde_json::from_str(&printed(&data, &["usage", "--json"])).expect("JSON");
        assert_eq!(json["met"], json!({ "answered": 1, "unsure": 0, "unknown": 3 }));
    };
    look();
    let told = discord.owner().slash("facts usage", &json!({})).reply().text();
    assert!(told.contains("4: 1 answered, 0 unsure, 3 refused") && told.contains("hibiki"), "{told}");
    assert!(!told.contains("teapots"), "{told}");
    bot.stop();
    look();
}

#[test]
fn the_invitation_is_that_of_the_token() {
    let discord = Discord::start();
    let ask = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kotae"));
        command.arg("invite").args(args).env_clear().env("KOTAE_TOKEN", TOKEN);
        command.env("KOTAE_DISCORD_API", discord.base()).output().expect("the binary starts")
    };
    let of_token = ask(&[]);
    assert_eq!(of_token.status.code(), Some(0), "{}", String::from_utf8_lossy(&of_token.stderr));
    let text = String::from_utf8(of_token.stdout).expect("a text");
    let link = format!("https://discord.com/oauth2/authorize?client_id={}&", loopback::APPLICATION);
    assert_eq!(text.matches(&link).count(), 2, "{text}");
    let named = ask(&["7"]);
    assert!(String::from_utf8_lossy(&named.stdout).contains("client_id=7&"));
    assert_eq!(discord.requests("GET", "/oauth2/applications/@me").len(), 1, "who is named is not asked for");
}
