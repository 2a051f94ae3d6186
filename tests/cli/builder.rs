//! Runs the binary and compares everything it prints.

use std::path::Path;
use std::process::Output;

use assert_cmd::Command;
use serde_json::Value;

/// One run of `kotae`: what it gets, and what is expected of it.
#[derive(Debug)]
pub(crate) struct Test {
    args: Vec<String>,
    env: Vec<(String, String)>,
    stdin: Vec<u8>,
    knowledge: Option<String>,
    /// `None`: whatever it is.
    status: Option<i32>,
    stdout: Option<String>,
    stderr: Option<String>,
}

impl Test {
    /// With the knowledge of the town library.
    pub(crate) fn new() -> Self {
        Self { knowledge: Some("tests/cli/knowledge".to_owned()), ..Self::embedded() }
    }

    /// With the knowledge that the program carries.
    pub(crate) fn embedded() -> Self {
        Self {
            args: Vec::new(),
            env: Vec::new(),
            stdin: Vec::new(),
            knowledge: None,
            status: Some(0),
            stdout: None,
            stderr: Some(String::new()),
        }
    }

    pub(crate) fn args<'a>(mut self, args: impl IntoIterator<Item = &'a str>) -> Self {
        self.args.extend(args.into_iter().map(str::to_owned));
        self
    }

    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.env.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn stdin(mut self, stdin: impl Into<Vec<u8>>) -> Self {
        self.stdin = stdin.into();
        self
    }

    pub(crate) fn knowledge(mut self, folder: &Path) -> Self {
        self.knowledge = Some(folder.to_str().unwrap().to_owned());
        self
    }

    pub(crate) fn stdout(mut self, expected: &str) -> Self {
        self.stdout = Some(expected.to_owned());
        self
    }

    pub(crate) fn stderr(mut self, expected: &str) -> Self {
        self.stderr = Some(expected.to_owned());
        self
    }

    /// The texts of clap are its own; only what we add to them is compared.
    pub(crate) fn any_stderr(mut self) -> Self {
        self.stderr = None;
        self
    }

    pub(crate) fn status(mut self, expected: i32) -> Self {
        self.status = Some(expected);
        self
    }

    /// Mistakes in the knowledge are no matter of this test.
    pub(crate) fn any_status(mut self) -> Self {
        self.status = None;
        self
    }

    /// Runs, compares, and gives what was printed.
    #[track_caller]
    pub(crate) fn run(self) -> String {
        let Output { status, stdout, stderr } = self.command().output().unwrap();
        let stdout = String::from_utf8(stdout).unwrap();
        let stderr = String::from_utf8(stderr).unwrap();
        let ended = status.code();
        assert!(ended.is_some(), "{:?} was killed", self.args);
        assert!(
            self.status.is_none_or(|expected| ended == Some(expected)),
            "{:?} ended with {ended:?}\n{stdout}{stderr}",
            self.args
        );
        if let Some(expected) = self.stdout {
            assert_eq!(stdout, expected, "standard output of {:?}", self.args);
        }
        if let Some(expected) = self.stderr {
            assert_eq!(stderr, expected, "standard error of {:?}", self.args);
        }
        stdout
    }

    /// Runs, compares, and gives the objects that were printed, one a line.
    #[track_caller]
    pub(crate) fn objects(self) -> Vec<Value> {
        let lines = self.run();
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    fn command(&self) -> Command {
        let mut command = Command::cargo_bin("kotae").unwrap();
        // Nothing of whoever runs the tests may show in the output.
        command.env_clear().env("NO_COLOR", "1").env("KOTAE_TODAY", "2026-11-23");
        command.current_dir(env!("CARGO_MANIFEST_DIR"));
        // The small bases come and go; the index of the one that the program carries is worth keeping.
        let kept = if self.knowledge.is_some() { "indexes-of-tests" } else { "indexes" };
        command.env("KOTAE_CACHE_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join(kept));
        if let Some(folder) = &self.knowledge {
            command.env("KOTAE_KNOWLEDGE", folder);
        }
        command.envs(self.env.iter().cloned()).args(&self.args).write_stdin(self.stdin.clone());
        command
    }
}
