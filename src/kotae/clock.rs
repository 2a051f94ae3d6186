//! What time it is: injected, so that nothing depends on the day it runs.

use std::fmt;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::knowledge::PartialDate;

/// Somebody who knows what time it is.
pub trait Clock: Send + Sync + fmt::Debug {
    /// Seconds since 1970, UTC.
    fn now(&self) -> i64;
}

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> i64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
    }
}

/// A clock that stands until somebody sets it.
#[derive(Debug, Default)]
pub struct SetClock(AtomicI64);

impl SetClock {
    /// One that shows `now`.
    pub fn new(now: i64) -> Self {
        Self(AtomicI64::new(now))
    }

    /// Sets it.
    pub fn set(&self, now: i64) {
        self.0.store(now, Ordering::Relaxed);
    }
}

impl Clock for SetClock {
    fn now(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// The day in Japan at a time in seconds since 1970, UTC.
pub fn day(now: i64) -> PartialDate {
    let time = jiff::Timestamp::from_second(now).unwrap_or_default();
    // Japan has had no summer time since 1951: no table of zones is needed.
    let date = jiff::tz::Offset::constant(9).to_datetime(time).date();
    PartialDate {
        year: date.year(),
        month: Some(date.month().unsigned_abs()),
        day: Some(date.day().unsigned_abs()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_in_japan() {
        let midnight = 1_735_657_200; // 2024-12-31T15:00:00Z
        assert_eq!(day(midnight).to_string(), "2025-01-01");
        assert_eq!(day(midnight - 1).to_string(), "2024-12-31");
    }
}
