//! The work that has begun, so that stopping can wait for it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::sync::watch;

/// Counts work; once closed, no more begins.
#[derive(Debug)]
pub(crate) struct Tracker {
    active: watch::Sender<usize>,
    closed: AtomicBool,
}

/// A piece of work. Over when dropped, by a panic too.
#[derive(Debug)]
pub(crate) struct Work<'a>(&'a Tracker);

impl Tracker {
    /// Nothing has begun.
    pub(crate) fn new() -> Self {
        Self { active: watch::Sender::new(0), closed: AtomicBool::new(false) }
    }

    /// Begins a piece of work; `None` once [`Tracker::drain`] was called.
    pub(crate) fn begin(&self) -> Option<Work<'_>> {
        // Counted before the look at `closed`: between a look and a count, `drain` could see nothing and leave.
        self.active.send_modify(|active| *active += 1);
        let work = Work(self);
        (!self.closed.load(Ordering::SeqCst)).then_some(work)
    }

    /// Lets nothing more begin and waits until all that has begun is over, at most for `most`. Gives the
    /// number of pieces that were not over by then.
    pub(crate) async fn drain(&self, most: Duration) -> usize {
        self.closed.store(true, Ordering::SeqCst);
        let mut active = self.active.subscribe();
        match tokio::time::timeout(most, active.wait_for(|active| *active == 0)).await {
            Ok(_) => 0,
            Err(_) => *self.active.borrow(),
        }
    }
}

impl Drop for Work<'_> {
    fn drop(&mut self) {
        self.0.active.send_modify(|active| *active -= 1);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[tokio::test]
    async fn what_has_begun_is_waited_for_and_nothing_more_begins() {
        let tracker = Arc::new(Tracker::new());
        let work = tracker.begin().expect("open");
        let drain = tokio::spawn({
            let tracker = Arc::clone(&tracker);
            async move { tracker.drain(Duration::from_secs(60)).await }
        });
        while !tracker.closed.load(Ordering::SeqCst) {
            tokio::task::yield_now().await;
        }
        assert!(tracker.begin().is_none());
        assert!(!drain.is_finished());
        drop(work);
        assert_eq!(drain.await.expect("no panic"), 0);
    }

    #[tokio::test]
    async fn what_never_ends_is_given_up() {
        let tracker = Tracker::new();
        let _work = tracker.begin();
        assert_eq!(tracker.drain(Duration::from_millis(1)).await, 1);
    }
}
