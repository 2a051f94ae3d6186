//! How many questions are answered in a minute, to one user and in one channel.

use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::config::LimitConfig;

/// What becomes of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Answer it.
    Pass,
    /// Do not; say so.
    Notice,
    /// Do not, and the user was told in this minute already.
    Silence,
}

/// The limits, kept for each user and channel.
#[derive(Debug)]
pub(crate) struct Throttle {
    users: Option<DefaultKeyedRateLimiter<u64>>,
    channels: Option<DefaultKeyedRateLimiter<u64>>,
    notices: DefaultKeyedRateLimiter<u64>,
    reports: DefaultKeyedRateLimiter<u64>,
    since_sweep: AtomicU32,
}

/// Reports of mistakes that one user may send in an hour: more than anybody means, less than a flood.
const REPORTS: NonZeroU32 = NonZeroU32::new(5).expect("not zero");
/// Questions between two sweeps of users and channels that are at rest.
const SWEEP: u32 = 4096;

impl Throttle {
    /// No question was asked yet.
    pub(crate) fn new(limits: LimitConfig) -> Self {
        let keyed = |most: u32| NonZeroU32::new(most).map(|most| RateLimiter::keyed(Quota::per_minute(most)));
        Self {
            users: keyed(limits.user_per_minute),
            channels: keyed(limits.channel_per_minute),
            notices: RateLimiter::keyed(Quota::per_minute(NonZeroU32::MIN)),
            reports: RateLimiter::keyed(Quota::per_hour(REPORTS)),
            since_sweep: AtomicU32::new(0),
        }
    }

    /// Counts a question.
    pub(crate) fn check(&self, user: u64, channel: u64) -> Verdict {
        if self.since_sweep.fetch_add(1, Ordering::Relaxed) >= SWEEP {
            self.since_sweep.store(0, Ordering::Relaxed);
            self.sweep();
        }
        let passes = |limiter: &Option<DefaultKeyedRateLimiter<u64>>, key: u64| {
            limiter.as_ref().is_none_or(|limiter| limiter.check_key(&key).is_ok())
        };
        // The user first: what one user has too much does not count against everybody in the channel.
        if passes(&self.users, user) && passes(&self.channels, channel) {
            Verdict::Pass
        } else if self.notices.check_key(&user).is_ok() {
            Verdict::Notice
        } else {
            Verdict::Silence
        }
    }

    /// Counts a report of a mistake; false where one user sends too many.
    pub(crate) fn report(&self, user: u64) -> bool {
        self.reports.check_key(&user).is_ok()
    }

    /// Forgets who is at rest, so that memory does not grow with everybody who ever asked.
    fn sweep(&self) {
        for limiter in
            [&self.users, &self.channels].into_iter().flatten().chain([&self.notices, &self.reports])
        {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn throttle(user_per_minute: u32, channel_per_minute: u32) -> Throttle {
        Throttle::new(LimitConfig { user_per_minute, channel_per_minute })
    }

    #[test]
    fn too_many_questions_of_one_user_are_told_once() {
        let throttle = throttle(2, 0);
        let verdicts: Vec<_> = (0..4).map(|_| throttle.check(1, 9)).collect();
        assert_eq!(verdicts, [Verdict::Pass, Verdict::Pass, Verdict::Notice, Verdict::Silence]);
        assert_eq!(throttle.check(2, 9), Verdict::Pass, "another user is not concerned");
    }

    #[test]
    fn too_many_questions_in_one_channel_hold_back_everybody_there() {
        let throttle = throttle(0, 1);
        assert_eq!(throttle.check(1, 9), Verdict::Pass);
        assert_eq!(throttle.check(2, 9), Verdict::Notice);
        assert_eq!(throttle.check(2, 8), Verdict::Pass);
    }

    #[test]
    fn zero_is_no_limit() {
        let throttle = throttle(0, 0);
        assert!((0..10_000).all(|_| throttle.check(1, 1) == Verdict::Pass));
    }
}
