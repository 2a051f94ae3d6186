//! From one time to another, for a course; either end may be open.

use std::fmt;
use std::str::FromStr;

use crate::knowledge::PartialDate;

/// From one time to another; both belong to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Span {
    /// The first year or month; else from the beginning.
    pub from: Option<PartialDate>,
    /// The last year or month; else to the newest.
    pub to: Option<PartialDate>,
}

impl Span {
    /// What parts both ends where a span is written.
    pub(super) const DOTS: &str = "..";

    /// True where neither end is given.
    pub fn is_open(self) -> bool {
        self == Self::default()
    }

    /// True where nothing can lie within it: it ends before it begins.
    pub fn is_backwards(self) -> bool {
        self.from.zip(self.to).is_some_and(|(from, to)| to.is_before(from))
    }

    /// Whether a date lies within it, as far as its precision tells.
    pub fn holds(self, date: PartialDate) -> bool {
        !self.from.is_some_and(|from| date.is_before(from)) && !self.to.is_some_and(|to| to.is_before(date))
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = |end: Option<PartialDate>| end.map(|date| date.to_string()).unwrap_or_default();
        write!(f, "{}{}{}", end(self.from), Self::DOTS, end(self.to))
    }
}

impl FromStr for Span {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || format!("`{text}` is no span; write `2015..2020`, `2015..` or `..2020`");
        let (from, to) = text.split_once(Self::DOTS).ok_or_else(wrong)?;
        let end = |end: &str| (!end.is_empty()).then(|| end.parse().map_err(|_| wrong())).transpose();
        Ok(Self { from: end(from)?, to: end(to)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(text: &str) -> Span {
        text.parse().expect(text)
    }

    fn date(text: &str) -> PartialDate {
        text.parse().expect(text)
    }

    #[test]
    fn both_ends_belong_to_it() {
        let years = span("2015..2020");
        for within in ["2015", "2015-01", "2018-06-01", "2020-12-31"] {
            assert!(years.holds(date(within)), "{within}");
        }
        for outside in ["2014-12", "2021", "2021-01"] {
            assert!(!years.holds(date(outside)), "{outside}");
        }
        assert!(span("2015..").holds(date("2199")) && !span("2015..").holds(date("2014")));
        assert!(span("..").holds(date("1900")) && span("..").is_open());
    }

    #[test]
    fn what_was_written_is_read_again() {
        for text in ["2015..2020", "2015-04..", "..2020", ".."] {
            assert_eq!(span(text).to_string(), text);
        }
        assert!(span("2020..2015").is_backwards() && !span("2020..2020").is_backwards());
        for wrong in ["2015", "2015..then", "1..2"] {
            assert!(wrong.parse::<Span>().is_err(), "{wrong}");
        }
    }
}
