//! What should be looked at again, by now or soon.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

use super::SOON_DAYS;
use crate::knowledge::{FactBase, PartialDate};

/// Something that should be looked at again.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Review {
    /// From when.
    pub after: PartialDate,
    /// `fact` or `series`.
    pub kind: &'static str,
    /// Its id.
    pub id: String,
}

/// What is due today, and what will be within [`SOON_DAYS`].
pub(super) fn due(base: &FactBase, today: PartialDate) -> (Vec<Review>, Vec<Review>) {
    let facts = base.facts().map(|fact| ("fact", &fact.id, fact.review_after));
    let series = base.series.iter().map(|series| ("series", &series.id, series.review_after));
    let soon = days_after(today, SOON_DAYS);
    let mut reviews: Vec<Review> = facts
        .chain(series)
        .filter_map(|(kind, id, after)| Some(Review { after: after?, kind, id: id.clone() }))
        .filter(|review| review.after.first_day() <= soon.first_day())
        .collect();
    reviews.sort();
    reviews.into_iter().partition(|review| review.after.first_day() <= today.first_day())
}

/// The same day that many years earlier.
pub(super) fn years_before(today: PartialDate, years: i16) -> PartialDate {
    first(today).and_then(|date| date.checked_sub(years.years()).ok()).map_or(today, full)
}

fn days_after(today: PartialDate, days: i64) -> PartialDate {
    first(today).and_then(|date| date.checked_add(days.days()).ok()).map_or(today, full)
}

fn first(date: PartialDate) -> Option<Date> {
    let (year, month, day) = date.first_day();
    Date::new(year, month.cast_signed(), day.cast_signed()).ok()
}

fn full(date: Date) -> PartialDate {
    let [month, day] = [date.month(), date.day()].map(|n| Some(n.cast_unsigned()));
    PartialDate { year: date.year(), month, day }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at what is not there")]

    use super::*;

    #[test]
    fn days_and_years_keep_the_calendar() {
        for (today, three_years_ago, in_ninety_days) in [
            ("2026-11-23", "2023-11-23", "2027-02-21"),
            ("2028-02-29", "2025-02-28", "2028-05-29"),
            ("2026", "2023-01-01", "2026-04-01"),
        ] {
            let today: PartialDate = today.parse().unwrap();
            assert_eq!(years_before(today, 3).to_string(), three_years_ago);
            assert_eq!(days_after(today, 90).to_string(), in_ninety_days);
        }
    }
}
