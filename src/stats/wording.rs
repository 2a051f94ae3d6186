//! What statistics say around their figures, in both languages.

use crate::knowledge::{Lang, PartialDate};

use super::query::Split;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A date for a narrow column: "Dec 2024", 2024年12月.
pub(super) fn short_date(date: PartialDate, lang: Lang) -> String {
    let year = date.year;
    match (lang, date.month, date.day) {
        (Lang::En, Some(month), Some(day)) => format!("{day} {} {year}", MONTHS[usize::from(month) - 1]),
        (Lang::En, Some(month), None) => format!("{} {year}", MONTHS[usize::from(month) - 1]),
        _ => crate::answer::date_in_words(date, lang),
    }
}

/// What a breakdown is called where it is chosen.
pub(super) fn split(lang: Lang, split: Split) -> &'static str {
    match (split, lang) {
        (Split::Age, Lang::En) => "by age",
        (Split::Age, Lang::Ja) => "年代別",
        (Split::Sex, Lang::En) => "by sex",
        (Split::Sex, Lang::Ja) => "男女別",
    }
}

/// Names one after the other.
pub(super) fn listed(names: &[String], lang: Lang) -> String {
    match (names, lang) {
        ([before @ .., last], Lang::En) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        (names, Lang::En) => names.join(", "),
        (names, Lang::Ja) => names.join("・"),
    }
}

pub(super) fn title(lang: Lang, topics: &str, metric: &str, split: Option<Split>) -> String {
    let by = split.map(|own| self::split(lang, own)).unwrap_or_default();
    match (lang, by.is_empty()) {
        (Lang::En, true) => format!("{topics}: {}", metric.to_lowercase()),
        (Lang::En, false) => format!("{topics}: {} {by}", metric.to_lowercase()),
        (Lang::Ja, true) => format!("{topics}の{metric}"),
        (Lang::Ja, false) => format!("{topics}の{metric}（{by}）"),
    }
}

pub(super) fn ranking(lang: Lang, metric: &str) -> String {
    match lang {
        Lang::En => format!("Ranking by {}", metric.to_lowercase()),
        Lang::Ja => format!("{metric}の順位"),
    }
}

/// Topics that are left out, so that nobody takes the rest for all.
pub(super) fn lacking(lang: Lang, topics: &str) -> String {
    match lang {
        Lang::En => format!("Without {topics}: there is no such figure in this series."),
        Lang::Ja => format!("{topics}は、この統計に該当する数字がないため含みません。"),
    }
}

/// Topics that have too few figures for a line.
pub(super) fn no_line(lang: Lang, topics: &str) -> String {
    match lang {
        Lang::En => format!("Without {topics}: too few figures in this series for a line."),
        Lang::Ja => format!("{topics}は、この統計に推移を示せるだけの数字がないため含みません。"),
    }
}

/// Groups that are left out of a course by groups.
pub(super) fn left_out(lang: Lang, groups: &str) -> String {
    match lang {
        Lang::En => format!("Without {groups}: this series has few figures of them."),
        Lang::Ja => format!("{groups}は、この統計の数字が少ないため含みません。"),
    }
}

/// The series begins later than was asked for.
pub(super) fn begins(lang: Lang, date: &str) -> String {
    match lang {
        Lang::En => format!("The figures begin in {date}."),
        Lang::Ja => format!("数字があるのは{date}からです。"),
    }
}

/// The series ends earlier than was asked for.
pub(super) fn ends(lang: Lang, date: &str) -> String {
    match lang {
        Lang::En => format!("The figures end in {date}."),
        Lang::Ja => format!("数字があるのは{date}までです。"),
    }
}

pub(super) fn computed(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "Worked out from other figures.",
        Lang::Ja => "ほかの数字から計算した値です。",
    }
}

pub(super) fn not_firm(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "○ approximate, a lower bound, or worked out from other figures.",
        Lang::Ja => "○は概数・下限値、またはほかの数字から計算した値です。",
    }
}

pub(super) fn gaps(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "Where a line is open, the series has no figure.",
        Lang::Ja => "線が途切れている箇所は、数字がありません。",
    }
}

pub(super) fn no_bar(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "Where a bar is missing, the series has no figure.",
        Lang::Ja => "棒がない箇所は、数字がありません。",
    }
}

pub(super) fn not_joined(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "These come from sources that count differently, so they make no line.",
        Lang::Ja => "数え方の異なる出典の数字のため、推移としては描けません。",
    }
}

pub(super) fn date_head(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "As of",
        Lang::Ja => "時点",
    }
}

pub(super) fn group_head(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "Group",
        Lang::Ja => "対象",
    }
}

pub(super) fn topic_head(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "Name",
        Lang::Ja => "名称",
    }
}

pub(super) fn source(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "Source: ",
        Lang::Ja => "出典：",
    }
}

/// Who was asked at first, and in the end.
pub(super) fn later(lang: Lang, first: &str, last: &str) -> String {
    match lang {
        Lang::En => format!("{first}, later {last}"),
        Lang::Ja => format!("{first}（のち{last}）"),
    }
}

/// A note about the figures of one time.
pub(super) fn of(lang: Lang, date: &str, note: &str) -> String {
    match lang {
        Lang::En => format!("{date}: {note}"),
        Lang::Ja => format!("{date}：{note}"),
    }
}

/// A producer with the years of what is cited: "Ministry (2013–2025)".
pub(super) fn producer(lang: Lang, name: &str, from: Option<i16>, to: Option<i16>) -> String {
    match (from, to, lang) {
        (Some(from), Some(to), Lang::En) if from == to => format!("{name} ({to})"),
        (Some(from), Some(to), Lang::En) => format!("{name} ({from}–{to})"),
        (Some(from), Some(to), Lang::Ja) if from == to => format!("{name}（{to}年）"),
        (Some(from), Some(to), Lang::Ja) => format!("{name}（{from}〜{to}年）"),
        _ => name.to_owned(),
    }
}

/// With its first letter large.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// "and 7 more".
pub(super) fn more(lang: Lang, rest: usize) -> String {
    match lang {
        Lang::En => format!(" and {rest} more"),
        Lang::Ja => format!("ほか{rest}件"),
    }
}

pub(super) fn span(lang: Lang, from: &str, to: &str) -> String {
    match lang {
        Lang::En => format!("{from} – {to}"),
        Lang::Ja => format!("{from}〜{to}"),
    }
}
