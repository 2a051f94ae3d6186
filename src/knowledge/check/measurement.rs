//! Numbers in a sentence: which are measurements, and which are part of what is told.
//!
//! A measurement is a number with a unit of measurement, or a number too long to be anything else. Years,
//! ages, dates, "top 3", numbers in names ("17LIVE", 2ちゃんねる) and small counts are none. The table of
//! tests says where the line runs.

use std::ops::Range;

/// English units, after a space or a hyphen.
const WORDS: [&str; 10] =
    ["percent", "per cent", "pct", "thousand", "million", "billion", "trillion", "yen", "dollar", "dollars"];
/// English units after a space only: a "60-minute video" is a sort of video.
const SPACED: [&str; 7] = ["users", "people", "minute", "minutes", "hour", "hours", "usd"];
/// Number words that make a measurement of a unit of size ("ten million").
const NUMBERS: [&str; 22] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "fifteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred",
];
/// Japanese units, each with what follows it where it is something else: another word (分野, 人気), a
/// fraction, a moment, the bounds of a group.
const UNITS: [(&str, &[&str]); 11] = [
    ("パーセント", &[]),
    ("割", &[]),
    ("千", &[]),
    ("万", &[]),
    ("億", &[]),
    ("兆", &[]),
    ("円", &[]),
    ("時間", &[]),
    ("人", &["気", "物", "間", "組", "目", "称", "未満", "以下", "以上の"]),
    ("分", &["野", "類", "割", "析", "岐", "の", "後", "前"]),
    ("ドル", &[]),
];

/// The measurements of a text, each with its unit.
#[derive(Debug, Default)]
pub(super) struct Measurements {
    /// In digits ("96 million", 9割).
    pub(super) typed: Vec<Range<usize>>,
    /// In words ("ten million", "nine in ten", 九割): mostly a figure that was rounded.
    pub(super) worded: Vec<Range<usize>>,
}

/// The measurements of a text.
pub(super) fn measurements(text: &str) -> Measurements {
    let mut found = Measurements::default();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if c == '{' {
            // A placeholder: what stands in it is no text.
            at = text[at..].find('}').map_or(text.len(), |length| at + length + 1);
        } else if digit(c).is_some() {
            let number = Number::read(text, at);
            if let Some(end) = number.measured() {
                found.typed.push(number.start()..end);
                at = end;
            } else {
                at = number.span.end;
            }
        } else if is_kanji(c) {
            let run = text[at..].find(|c| !is_kanji(c)).map_or(text.len(), |length| at + length);
            if let Some(end) = kanji(text, at..run) {
                found.worded.push(at..end);
            }
            at = run;
        } else {
            at += c.len_utf8();
        }
    }
    spelt(text, &mut found.worded);
    found
}

/// The numerals of kanji.
fn is_kanji(c: char) -> bool {
    matches!(
        c,
        '一' | '二'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '百'
            | '千'
            | '万'
            | '億'
            | '兆'
    )
}

fn digit(c: char) -> Option<u32> {
    c.to_digit(10).or_else(|| ('０'..='９').contains(&c).then(|| c as u32 - '０' as u32))
}

/// A number in digits, and what stands around it.
struct Number<'t> {
    text: &'t str,
    span: Range<usize>,
    /// Digits before the decimal point.
    whole: u32,
    digits: usize,
    /// True where it has separators or a decimal point.
    parted: bool,
}

impl<'t> Number<'t> {
    fn read(text: &'t str, start: usize) -> Self {
        let mut number = Self { text, span: start..start, whole: 0, digits: 0, parted: false };
        let mut fraction = false;
        let mut rest = text[start..].chars().peekable();
        while let Some(c) = rest.next() {
            if let Some(value) = digit(c) {
                if !fraction {
                    number.whole = number.whole.saturating_mul(10).saturating_add(value);
                    number.digits += 1;
                }
            } else if matches!(c, ',' | '.' | '，' | '．')
                && rest.peek().is_some_and(|next| digit(*next).is_some())
            {
                number.parted = true;
                fraction |= matches!(c, '.' | '．');
            } else {
                break;
            }
            number.span.end += c.len_utf8();
        }
        number
    }

    fn before(&self) -> &'t str {
        &self.text[..self.span.start]
    }

    fn after(&self) -> &'t str {
        &self.text[self.span.end..]
    }

    /// Where the measurement begins: at a currency sign before the number.
    fn start(&self) -> usize {
        match self.before().chars().next_back() {
            Some(c) if is_currency(c) => self.span.start - c.len_utf8(),
            _ => self.span.start,
        }
    }

    /// Where the measurement ends, if it is one.
    fn measured(&self) -> Option<usize> {
        let unit = self.sign().or_else(|| self.word()).or_else(|| self.counter());
        if let Some(length) = unit {
            return Some(self.span.end + length);
        }
        if self.before().ends_with(is_currency) || self.is_long() {
            return Some(self.span.end);
        }
        None
    }

    /// The length of a percent sign after it.
    fn sign(&self) -> Option<usize> {
        let rest = self.after().trim_start();
        let sign = rest.chars().next().filter(|c| matches!(c, '%' | '％' | '‰'))?;
        Some(self.after().len() - rest.len() + sign.len_utf8())
    }

    /// The length of an English unit after it.
    fn word(&self) -> Option<usize> {
        let rest = self.after().trim_start_matches([' ', '\u{a0}', '-', '\u{2011}']);
        let gap = &self.after()[..self.after().len() - rest.len()];
        let spaced = !gap.contains(['-', '\u{2011}']);
        let unit = WORDS.iter().chain(SPACED.iter().filter(|_| spaced && !gap.is_empty())).find(|unit| {
            let same = rest.get(..unit.len()).is_some_and(|start| start.eq_ignore_ascii_case(unit));
            same && !rest[unit.len()..].starts_with(|c: char| c.is_ascii_alphanumeric())
        })?;
        // Stories that are gone after 24 hours: a day, not a measurement.
        let a_day = self.whole == 24 && unit.starts_with("hour");
        // "In 2021 people used": a count of four digits has a comma in English.
        let a_year = self.is_year() && SPACED.contains(unit);
        let a_moment = (unit.starts_with("minute") || unit.starts_with("hour"))
            && ["later", "after", "before"]
                .iter()
                .any(|word| rest[unit.len()..].trim_start().starts_with(word));
        // Platforms whose names end in a number have users, too ("mixi2 users").
        let named = self.before().ends_with(|c: char| c.is_ascii_alphabetic());
        (!a_day && !a_year && !a_moment && !named).then_some(gap.len() + unit.len())
    }

    /// The length of a Japanese unit after it.
    fn counter(&self) -> Option<usize> {
        let rest = self.after().trim_start_matches([' ', '\u{3000}']);
        let gap = self.after().len() - rest.len();
        let (unit, others) = UNITS.iter().find(|(unit, _)| rest.starts_with(unit))?;
        let next = &rest[unit.len()..];
        if others.iter().any(|other| next.starts_with(other)) {
            return None;
        }
        let named = self.before().ends_with(|c: char| c.is_ascii_alphabetic());
        let other = match *unit {
            "時間" => self.whole == 24 && !self.parted,
            // One person is anybody: 1人当たり.
            "人" => named || (self.whole == 1 && !self.parted),
            // The minutes of a clock, and "a minute".
            "分" => self.before().ends_with('時') || (self.whole == 1 && !self.parted),
            _ => false,
        };
        if other {
            return None;
        }
        // All of 9,600万人 is the measurement.
        let more: usize = next.chars().take_while(|c| "千万億兆円人".contains(*c)).map(char::len_utf8).sum();
        Some(gap + unit.len() + more)
    }

    fn is_year(&self) -> bool {
        !self.parted && self.digits == 4 && (1900..=2100).contains(&self.whole)
    }

    /// True for four digits and more that are neither a year nor part of a name.
    fn is_long(&self) -> bool {
        let (before, after) = (self.before(), self.after());
        let letter = |c: char| c.is_ascii_alphabetic() || matches!(c, '#' | '_');
        let quoted = before.ends_with(['「', '『', '"', '“', '\'', '‘'])
            && after.starts_with(['」', '』', '"', '”', '\'', '’']);
        let year = self.is_year() || (self.digits == 4 && !self.parted && after.starts_with('年'));
        let name = before.ends_with(letter) || after.starts_with(letter) || quoted;
        self.digits >= 4 && !year && !name
    }
}

fn is_currency(c: char) -> bool {
    matches!(c, '$' | '¥' | '￥' | '€' | '£' | '＄')
}

/// Where a measurement in kanji ends (三割, 八千万人), if the run is one.
fn kanji(text: &str, run: Range<usize>) -> Option<usize> {
    // After a digit it is the number's unit and was looked at; 数千万 tells no number.
    let before = text[..run.start].chars().next_back();
    if before.is_some_and(|c| digit(c).is_some() || matches!(c, '数' | '何')) {
        return None;
    }
    let rest = &text[run.end..];
    let after =
        |units: &[&'static str]| units.iter().find(|unit| rest.starts_with(**unit)).map(|unit| unit.len());
    let large =
        text[run.clone()].chars().count() > 1 && text[run.clone()].contains(['百', '千', '万', '億', '兆']);
    let length =
        after(&["割", "パーセント", "%", "％"]).or_else(|| after(&["人", "円"]).filter(|_| large))?;
    Some(run.end + length)
}

/// Measurements whose number is spelt in English ("ten million", "fifty percent", "nine in ten").
fn spelt(text: &str, found: &mut Vec<Range<usize>>) {
    for unit in ["percent", "per cent", "thousand", "million", "billion", "trillion", "in ten", "out of ten"]
    {
        for (at, _) in text.match_indices(unit) {
            let before = text[..at].trim_end_matches([' ', '-']);
            let word = before.rsplit(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or("");
            let ends = !text[at + unit.len()..].starts_with(|c: char| c.is_ascii_alphabetic());
            if ends && before.len() < at && NUMBERS.iter().any(|number| word.eq_ignore_ascii_case(number)) {
                found.push(before.len() - word.len()..at + unit.len());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::measurements;

    fn found(text: &str) -> Vec<&str> {
        let found = measurements(text);
        found.typed.into_iter().chain(found.worded).map(|part| &text[part]).collect()
    }

    #[test]
    fn a_number_with_a_unit_is_a_measurement() {
        for (text, expected) in [
            ("91.1% of people use it", &["91.1%"][..]),
            ("about 91 percent, or 91-percent", &["91 percent", "91-percent"]),
            ("it has 96 million users", &["96 million"]),
            ("a 96-million crowd", &["96-million"]),
            ("it has 2,000 users and 300 people", &["2,000 users", "300 people"]),
            ("12 minutes and 1.5 hours a day", &["12 minutes", "1.5 hours"]),
            ("costs $5, ¥1,200 or 300 yen", &["$5", "¥1,200", "300 yen"]),
            ("it had 52000 of them", &["52000"]),
            ("ten million people, nine in ten", &["ten million", "nine in ten"]),
            ("利用率は91.1％です", &["91.1％"]),
            ("９１．１パーセント", &["９１．１パーセント"]),
            ("9,600万人が使い、3割が毎日", &["9,600万人", "3割"]),
            ("売上は2兆円、5000億円", &["2兆円", "5000億円"]),
            ("1日46分、1.5時間", &["46分", "1.5時間"]),
            ("10人に1人", &["10人"]),
            ("八千万人の三割", &["八千万人", "三割"]),
            ("1,400文字まで", &["1,400"]),
            ("2000人が参加", &["2000人"]),
        ] {
            assert_eq!(found(text), expected, "in {text:?}");
        }
    }

    #[test]
    fn other_numbers_are_none() {
        for text in [
            "It started on 23 June 2011, after the March 2011 earthquake",
            "after the quake of 7 October 2021 people wrote, 10 minutes later",
            "4分の1、10分後、1分間に、100人未満の会社、100人以上の会社",
            "In 2011 people were looking for a way to write",
            "2011年6月23日の14時46分に始まった",
            "people in their 20s, aged 13–69, 18 and over",
            "10代と20代、13〜69歳の人",
            "one of the top 3 apps, No. 1 in 2024",
            "トップ3、上位10、3位、1位",
            "17LIVE, 2channel users, mixi2 users and 5ch",
            "2ちゃんねる、mixi2の人気、5ちゃんねる",
            "posts of 140 characters",
            "140文字まで",
            "stories that are gone after 24 hours",
            "24時間で消える投稿、60-minute videos",
            "1人当たり、一人で、二人",
            "10分野、3分割、No.1人気",
            "十分に使える、万人受け、数千万人、百人一首",
            "millions of users, half of them, one in tens",
            "Web 2.0, the 3.11 earthquake, 1080p",
            "the slang 「8888」 for clapping",
            "{figure:a.2024.5} of people",
            "in the 2010s, 2019–2020, FY2024, 令和6年",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "in {text:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_will_do(text in any::<String>()) {
            let found = measurements(&text);
            for part in found.typed.into_iter().chain(found.worded) {
                prop_assert!(text.get(part).is_some());
            }
        }

        #[test]
        fn any_text_of_numbers_will_do(text in "[0-9０-９,.% 万人割三百million$-]{0,16}") {
            let found = measurements(&text);
            for part in found.typed.into_iter().chain(found.worded) {
                prop_assert!(text.get(part).is_some());
            }
        }
    }
}
