//! The one place that looks at the clock for a date: the core is told what day it is.

use crate::knowledge::PartialDate;

/// Today's date, UTC.
pub fn today() -> PartialDate {
    let today = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    PartialDate {
        year: today.year(),
        month: Some(today.month().unsigned_abs()),
        day: Some(today.day().unsigned_abs()),
    }
}
