//! The time that a question asks about.

use crate::knowledge::{Era, PartialDate, PeriodWords, Words, normalise};

/// A stretch of time; both ends belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first moment.
    pub from: PartialDate,
    /// The last moment.
    pub to: PartialDate,
    /// What sort of stretch it is.
    pub kind: PeriodKind,
}

/// What sort of stretch a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodKind {
    /// A year or a month.
    At,
    /// A fiscal year, April to March.
    Fiscal,
    /// Anything up to `to`.
    Before,
    /// From one year to another; or up to today ("since 2017").
    Range,
}

/// What lies farther than this from the period asked about does not answer for it, in months.
pub(crate) const FARTHEST: f32 = 19.0;

impl Period {
    /// One year or one month.
    pub fn at(date: PartialDate) -> Self {
        Self { from: date, to: date, kind: PeriodKind::At }
    }

    /// Months between the period and a date; 0 where the date lies within it.
    ///
    /// For [`PeriodKind::Before`] the nearest moment is the last one.
    pub fn distance(&self, date: PartialDate) -> f32 {
        let inside = match self.kind {
            PeriodKind::Before => false,
            _ => {
                date.agrees(self.from)
                    || date.agrees(self.to)
                    || (!date.is_before(self.from) && !self.to.is_before(date))
            }
        };
        if inside {
            return 0.0;
        }
        match self.kind {
            PeriodKind::Before if self.to.is_before(date) || date.agrees(self.to) => {
                60.0 + (date.months() - self.to.months()).abs()
            }
            PeriodKind::Before => (self.to.months() - date.months()).max(1.0) - 1.0,
            _ if date.months() < self.from.months() => self.from.months() - date.months(),
            _ => date.months() - self.to.months(),
        }
        .max(0.5)
    }

    /// What it costs to answer for the period with a figure of that date, in years of age. Near is not at: a figure
    /// of that time goes before a better one from shortly after.
    pub fn cost(&self, date: PartialDate) -> f32 {
        let distance = self.distance(date);
        distance / 4.0 + if distance > 0.0 { 1.5 } else { 0.0 }
    }

    /// The year that a follow-up carries over.
    pub fn year(&self) -> i16 {
        self.to.year
    }
}

/// A period found in a text, with the characters (of the normalised text) that it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FoundPeriod {
    /// The period.
    pub(super) period: Period,
    /// First character and the one after the last.
    pub(super) span: (usize, usize),
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Numbers in words, as far as people count years back in them.
const NUMBERS: [&str; 12] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// The words for stretches of time of a lexicon, normalised and taken apart once.
#[derive(Debug, Default)]
pub(super) struct Periods {
    /// Names of eras with their first years.
    eras: Vec<(String, i16)>,
    years_ago: Vec<Pattern>,
    fiscal_year: Vec<Pattern>,
    year: Vec<Pattern>,
}

/// What stands before and after a number.
type Pattern = (String, String);

impl Periods {
    /// Takes the words of a lexicon apart.
    pub(super) fn new(words: &PeriodWords) -> Self {
        let patterns = |words: &Words| -> Vec<Pattern> {
            let split = |pattern: &str| {
                let pattern = normalise(pattern);
                let (before, after) = pattern.split_once("{n}")?;
                Some((before.trim_end().to_owned(), after.trim_start().to_owned()))
            };
            words.iter().filter_map(|(_, pattern)| split(pattern)).collect()
        };
        let names = |era: &Era| -> Vec<(String, i16)> {
            era.words.iter().map(|(_, name)| (normalise(name), era.first_year)).collect()
        };
        Self {
            eras: words.eras.iter().flat_map(names).collect(),
            years_ago: patterns(&words.years_ago),
            fiscal_year: patterns(&words.fiscal_year),
            year: patterns(&words.year),
        }
    }
}

/// Finds years, months, fiscal years, years of eras and "n years ago" in a normalised text.
///
/// What the words are comes from the lexicon; that a year has four digits and a month a name does not.
pub(super) fn find_periods(text: &str, words: &Periods, today: PartialDate) -> Vec<FoundPeriod> {
    let chars: Vec<char> = text.chars().collect();
    let mut found = in_words(text, words, today);
    let mut at = 0;
    while at < chars.len() {
        let Some((number, end)) = number_at(&chars, at) else {
            at += 1;
            continue;
        };
        if let Some(period) = period_of(&chars, at, end, number, words, today) {
            found.push(period);
        }
        at = end;
    }
    found
}

/// "Ten years ago": only looked for where a pattern for years back stands behind the word.
fn in_words(text: &str, words: &Periods, today: PartialDate) -> Vec<FoundPeriod> {
    let mut found = Vec::new();
    for (before, after) in
        words.years_ago.iter().filter(|(before, after)| before.is_empty() && after.is_ascii())
    {
        debug_assert!(before.is_empty(), "a word before the number is not looked for");
        for (at, _) in text.match_indices(after.as_str()) {
            let head = text[..at].trim_end();
            let word = head.rsplit(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
            let Some((_, n)) = NUMBERS.into_iter().zip(1..).find(|(number, _)| *number == word) else {
                continue;
            };
            let start = head.chars().count() - word.len();
            let end = text[..at].chars().count() + after.chars().count();
            let year = PartialDate::year(today.year - n);
            found.push(FoundPeriod { period: Period::at(year), span: (start, end) });
        }
    }
    found
}

/// A run of digits, or of Han numerals behind an era's name, as a number.
fn number_at(chars: &[char], at: usize) -> Option<(u32, usize)> {
    let digits = chars[at..].iter().take_while(|c| c.is_ascii_digit()).count();
    if digits > 0 {
        let text: String = chars[at..at + digits].iter().collect();
        return Some((text.parse().unwrap_or(u32::MAX), at + digits));
    }
    let han = chars[at..].iter().take_while(|c| han_digit(**c).is_some()).count();
    (han > 0).then(|| (han_number(&chars[at..at + han]), at + han))
}

fn han_digit(c: char) -> Option<u32> {
    match c {
        '〇' => Some(0),
        '元' | '一' => Some(1),
        '二' => Some(2),
        '三' => Some(3),
        '四' => Some(4),
        '五' => Some(5),
        '六' => Some(6),
        '七' => Some(7),
        '八' => Some(8),
        '九' => Some(9),
        '十' => Some(10),
        _ => None,
    }
}

fn han_number(chars: &[char]) -> u32 {
    let (mut sum, mut last) = (0_u32, 0_u32);
    for digit in chars.iter().filter_map(|c| han_digit(*c)) {
        if digit == 10 {
            sum += last.max(1) * 10;
            last = 0;
        } else if chars.contains(&'十') || chars.contains(&'元') {
            last = digit;
        } else {
            last = last.saturating_mul(10).saturating_add(digit);
        }
    }
    sum.saturating_add(last)
}

fn period_of(
    chars: &[char],
    at: usize,
    end: usize,
    number: u32,
    words: &Periods,
    today: PartialDate,
) -> Option<FoundPeriod> {
    let small = i16::try_from(number).ok()?;
    let digits = chars[at].is_ascii_digit();
    for (name, first_year) in &words.eras {
        if let Some(start) = ends_with(chars, at, name).filter(|_| small > 0 && small < 80) {
            let date = PartialDate::year(first_year.saturating_add(small - 1));
            let (date, end) = with_month(chars, date, end);
            let fiscal = matches_pattern(chars, at, end, &words.fiscal_year);
            return Some(found(date, fiscal.map_or((start, end), |(_, e)| (start, e)), fiscal.is_some()));
        }
    }
    if let Some(span) = matches_pattern(chars, at, end, &words.years_ago).filter(|_| small < 100) {
        return Some(FoundPeriod { period: Period::at(PartialDate::year(today.year - small)), span });
    }
    if !digits {
        return None;
    }
    if end - at != 4 || !(1950..2100).contains(&small) {
        return None;
    }
    let date = PartialDate::year(small);
    if let Some(span) = matches_pattern(chars, at, end, &words.fiscal_year) {
        return Some(found(date, span, true));
    }
    let (date, after) = with_month(chars, date, end);
    if date.month.is_some() {
        return Some(found(date, (at, after), false));
    }
    if let Some((month, start)) = month_before(chars, at) {
        return Some(found(PartialDate { month: Some(month), ..date }, (start, end), false));
    }
    if let Some(span) = matches_pattern(chars, at, end, &words.year) {
        return Some(found(date, span, false));
    }
    // A bare number: a year only where no unit follows it ("2015 users" is rather a count, but who asks
    // for that?) and no letter touches it.
    let touches =
        |c: Option<&char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || "%¥$円人万億台件".contains(*c));
    (!touches(chars.get(end)) && !touches(at.checked_sub(1).and_then(|i| chars.get(i))))
        .then(|| found(date, (at, end), false))
}

fn found(date: PartialDate, span: (usize, usize), fiscal: bool) -> FoundPeriod {
    let period = if fiscal {
        Period {
            from: PartialDate { month: Some(4), ..date },
            to: PartialDate { year: date.year + 1, month: Some(3), day: None },
            kind: PeriodKind::Fiscal,
        }
    } else {
        Period::at(date)
    };
    FoundPeriod { period, span }
}

/// `年2月`, or `-02` and `/2` directly behind the year.
fn with_month(chars: &[char], date: PartialDate, end: usize) -> (PartialDate, usize) {
    let from = match chars.get(end) {
        Some('年' | '-' | '/' | '.') => end + 1,
        _ => return (date, end),
    };
    let Some((month, after)) = number_at(chars, from).filter(|(month, _)| (1..=12).contains(month)) else {
        return (date, end);
    };
    match (chars.get(end), chars.get(after)) {
        (Some('年'), Some('月')) => (PartialDate { month: Some(month as u8), ..date }, after + 1),
        (Some('年'), _) => (date, end),
        _ => (PartialDate { month: Some(month as u8), ..date }, after),
    }
}

fn month_before(chars: &[char], at: usize) -> Option<(u8, usize)> {
    let before: String = chars[..at].iter().collect();
    let trimmed = before.trim_end_matches([' ', ',']);
    MONTHS.iter().enumerate().find_map(|(n, name)| {
        [*name, &name[..3]].iter().find_map(|name| {
            let rest = trimmed.strip_suffix(name)?;
            rest.chars()
                .next_back()
                .is_none_or(|c| !c.is_alphanumeric())
                .then(|| (n as u8 + 1, rest.chars().count()))
        })
    })
}

/// The span of the first pattern that fits around the number.
fn matches_pattern(chars: &[char], at: usize, end: usize, patterns: &[Pattern]) -> Option<(usize, usize)> {
    patterns.iter().find_map(|(before, after)| {
        let start = ends_with(chars, at, before)?;
        let stop = starts_with(chars, end, after)?;
        Some((start, stop))
    })
}

fn ends_with(chars: &[char], at: usize, text: &str) -> Option<usize> {
    if text.is_empty() {
        return Some(at);
    }
    let mut end = at;
    while end > 0 && chars[end - 1] == ' ' {
        end -= 1;
    }
    let start = end.checked_sub(text.chars().count())?;
    let same = chars[start..end].iter().copied().eq(text.chars());
    let apart = start == 0
        || !text.starts_with(|c: char| c.is_ascii_alphabetic())
        || !chars[start - 1].is_ascii_alphabetic();
    (same && apart).then_some(start)
}

fn starts_with(chars: &[char], at: usize, text: &str) -> Option<usize> {
    let mut start = at;
    if text.is_empty() {
        return Some(at);
    }
    while chars.get(start) == Some(&' ') {
        start += 1;
    }
    let stop = start + text.chars().count();
    (stop <= chars.len() && chars[start..stop].iter().copied().eq(text.chars())).then_some(stop)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Periods {
        let list = |en: &[&str], ja: &[&str]| Words {
            en: en.iter().map(|w| (*w).to_owned()).collect(),
            ja: ja.iter().map(|w| (*w).to_owned()).collect(),
        };
        Periods::new(&PeriodWords {
            years_ago: list(&["{n} years ago"], &["{n}年前"]),
            year: list(&["in {n}"], &["{n}年"]),
            fiscal_year: list(&["fy{n}", "fy {n}"], &["{n}年度"]),
            eras: vec![Era { words: list(&["heisei"], &["平成"]), first_year: 1989 }],
            ..PeriodWords::default()
        })
    }

    #[test]
    fn periods_are_found() {
        let today = "2026-11-23".parse().expect("a date");
        for (text, from, to) in [
            ("in 2015, how many", "2015", "2015"),
            ("2010年2月の日本の", "2010-02", "2010-02"),
            ("平成29年のlineの利用率", "2017", "2017"),
            ("平成二十九年の", "2017", "2017"),
            ("平成29年度", "2017-04", "2018-03"),
            ("the fy2020 survey", "2020-04", "2021-03"),
            ("february 2010", "2010-02", "2010-02"),
            ("5 years ago", "2021", "2021"),
            ("3年前", "2023", "2023"),
            ("十年前", "2016", "2016"),
            ("ten years ago", "2016", "2016"),
            ("facebook 2015", "2015", "2015"),
        ] {
            let found = find_periods(text, &words(), today);
            assert_eq!(found.len(), 1, "{text}");
            let period = found[0].period;
            assert_eq!((period.from.to_string(), period.to.to_string()), (from.into(), to.into()), "{text}");
        }
        for text in ["2channel", "17live", "1億人", "thread count 400", "2000円", "top 3"] {
            assert_eq!(find_periods(text, &words(), today), [], "{text}");
        }
    }

    #[test]
    fn distance_counts_months_outside_the_period() {
        let year = Period::at(PartialDate::year(2015));
        let date = |text: &str| text.parse::<PartialDate>().expect("a date");
        assert!(year.distance(date("2015-11")).abs() < f32::EPSILON);
        assert!(year.distance(date("2016-11")) > 6.0);
        assert!(year.distance(date("2010")) > 50.0);
    }
}
