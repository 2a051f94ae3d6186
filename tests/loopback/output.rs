//! What a program prints, while it prints it.

use std::io::{BufRead, BufReader, Read};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Instant;

use super::shared::BOUND;

/// The lines of one stream.
#[derive(Clone, Debug, Default)]
pub(super) struct Output(Arc<(Mutex<Printed>, Condvar)>);

#[derive(Debug, Default)]
struct Printed {
    lines: Vec<String>,
    /// Nothing more will come.
    ended: bool,
}

impl Output {
    /// Reads a stream to its end, in a thread of its own.
    pub(super) fn of(stream: impl Read + Send + 'static) -> (Self, JoinHandle<()>) {
        let output = Self::default();
        let kept = output.clone();
        let reader = thread::spawn(move || {
            let mut stream = BufReader::new(stream);
            let mut line = Vec::new();
            while stream.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
                let text = String::from_utf8_lossy(&line).trim_end().to_owned();
                kept.change(|printed| printed.lines.push(text));
                line.clear();
            }
            kept.change(|printed| printed.ended = true);
        });
        (output, reader)
    }

    /// All of it so far.
    pub(super) fn text(&self) -> String {
        self.lock().lines.join("\n")
    }

    fn lock(&self) -> MutexGuard<'_, Printed> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(&mut Printed)) {
        change(&mut self.lock());
        self.0.1.notify_all();
    }

    /// Waits for a line, and gives it.
    #[track_caller]
    pub(super) fn wait_for_line(&self, what: &str, wanted: impl Fn(&str) -> bool) -> String {
        let until = Instant::now() + BOUND;
        let mut printed = self.lock();
        loop {
            if let Some(line) = printed.lines.iter().find(|line| wanted(line)) {
                return line.clone();
            }
            let left = until.saturating_duration_since(Instant::now());
            let over = printed.ended || left.is_zero();
            assert!(!over, "waited for {what}; printed so far:\n{}", printed.lines.join("\n"));
            printed = self.0.1.wait_timeout(printed, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}
