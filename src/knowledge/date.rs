//! Dates as sources give them: a year, a month or a day.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A date of the precision that its source states: `2024`, `2024-12` or `2024-12-08` (ISO 8601).
///
/// Ordered by its first day, the coarser one first where those agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PartialDate {
    /// Calendar year, 1900 to 2199.
    pub year: i16,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to 31; only with a month.
    pub day: Option<u8>,
}

/// Why a text is no date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no date; write `2024`, `2024-12` or `2024-12-08`")]
pub struct DateError(String);

impl PartialDate {
    /// A whole year.
    pub fn year(year: i16) -> Self {
        Self { year, month: None, day: None }
    }

    /// True where both agree to the precision of the coarser one.
    pub fn agrees(self, other: Self) -> bool {
        let same = |a: Option<u8>, b: Option<u8>| a.is_none() || b.is_none() || a == b;
        self.year == other.year
            && same(self.month, other.month)
            && (self.month.is_none() || other.month.is_none() || same(self.day, other.day))
    }

    /// Months since year 0, from the middle of what the date covers; for distances between dates.
    pub fn months(self) -> f32 {
        f32::from(self.year) * 12.0 + self.month.map_or(6.0, |month| f32::from(month) - 0.5)
    }

    /// Years from the date to today; none where it lies ahead.
    pub fn age(self, today: Self) -> f32 {
        (today.months() - self.months()).max(0.0) / 12.0
    }

    /// The last day that the date covers, as a full date, for "is it over yet" questions.
    pub fn last_day(self) -> (i16, u8, u8) {
        (self.year, self.month.unwrap_or(12), self.day.unwrap_or(31))
    }

    /// The first day that the date covers.
    pub fn first_day(self) -> (i16, u8, u8) {
        (self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// True where all of `self` lies before the first day of `other`.
    pub fn is_before(self, other: Self) -> bool {
        self.last_day() < other.first_day()
    }
}

impl PartialOrd for PartialDate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for PartialDate {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.year, self.month, self.day).cmp(&(other.year, other.month, other.day))
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl FromStr for PartialDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let error = || DateError(text.to_owned());
        let number = |part: &str, width: usize| {
            (part.len() == width && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse::<i16>().ok())
                .flatten()
        };
        let mut parts = text.split('-');
        let year =
            parts.next().and_then(|p| number(p, 4)).filter(|y| (1900..2200).contains(y)).ok_or_else(error)?;
        let small = |part: Option<&str>, most: i8| match part {
            None => Ok(None),
            Some(part) => number(part, 2)
                .and_then(|n| u8::try_from(n).ok())
                .filter(|n| *n >= 1 && *n <= most.unsigned_abs())
                .map(Some)
                .ok_or_else(error),
        };
        let month = small(parts.next(), 12)?;
        let day = small(parts.next(), 31)?;
        if parts.next().is_some() {
            return Err(error());
        }
        if let (Some(month), Some(day)) = (month, day) {
            jiff::civil::Date::new(year, month.cast_signed(), day.cast_signed()).map_err(|_| error())?;
        }
        Ok(Self { year, month, day })
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
