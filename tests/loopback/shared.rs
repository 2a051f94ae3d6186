//! The state that the server's parts change and the tests wait on.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::faults::Faults;
use super::interactions::Interactions;
use super::messages::Messages;
use super::request::Request;
use super::session::Session;

/// How long anything is waited for before the test fails. Generous: it is there so that a test that
/// cannot succeed says why instead of hanging, not to measure anything.
pub(super) const BOUND: Duration = Duration::from_secs(60);

/// Everything the loopback Discord knows.
#[derive(Debug, Default)]
pub(super) struct State {
    pub(super) journal: Vec<Request>,
    /// What the client did that Discord would not have taken, or that a rule of the house forbids.
    pub(super) complaints: Vec<String>,
    pub(super) faults: Faults,
    pub(super) messages: Messages,
    pub(super) interactions: Interactions,
    /// The application's commands, as registered last.
    pub(super) commands: Vec<serde_json::Value>,
    pub(super) session: Session,
    /// Where the websocket side listens.
    pub(super) gateway_url: String,
    /// The bot under test has ended: nothing more will come, so nothing needs to be waited for.
    pub(super) bot_ended: bool,
}

/// The state, and the bell that rings when it changes.
#[derive(Debug, Default)]
pub(crate) struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

impl Shared {
    /// Changes the state and tells those who wait.
    pub(super) fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let done = change(&mut self.lock());
        self.changed.notify_all();
        done
    }

    /// Looks at the state.
    pub(super) fn look<T>(&self, look: impl FnOnce(&State) -> T) -> T {
        look(&self.lock())
    }

    /// Waits until `look` finds what it looks for; fails the test, with the journal, if it never does.
    #[track_caller]
    pub(super) fn wait<T>(&self, what: &str, mut look: impl FnMut(&State) -> Option<T>) -> T {
        let until = Instant::now() + BOUND;
        let mut state = self.lock();
        loop {
            if let Some(found) = look(&state) {
                return found;
            }
            let left = until.saturating_duration_since(Instant::now());
            let why = match (state.bot_ended, left.is_zero()) {
                (true, _) => "the bot has ended",
                (_, true) => "the bound is reached",
                _ => {
                    state = self.changed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
                    continue;
                }
            };
            let told = tell(&state);
            drop(state);
            panic!("waited for {what}, but {why}\n{told}");
        }
    }

    /// A failed assertion in one thread must not hide what the others see.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The journal, for a person who looks for the reason.
pub(super) fn tell(state: &State) -> String {
    let requests = state.journal.iter().map(|request| format!("  {request}"));
    let complaints = state.complaints.iter().map(|complaint| format!("complaint: {complaint}"));
    let gateway = format!("gateway: {}", state.session);
    let lines =
        std::iter::once("requests so far:".to_owned()).chain(requests).chain([gateway]).chain(complaints);
    lines.collect::<Vec<_>>().join("\n")
}
