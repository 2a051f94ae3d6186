//! Numbers, dates and groups as a reader of each language expects them.

use crate::knowledge::{FactBase, Figure, Lang, PartialDate, Unit, ValueKind};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The text with its first letter large, unless it begins with a name that is written small.
pub(crate) fn capital(base: &FactBase, text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) if first.is_ascii_lowercase() && !base.begins_with_small_name(text) => {
            first.to_uppercase().chain(chars).collect()
        }
        _ => text.to_owned(),
    }
}

/// The value with its unit and how exactly it was published: "about 96 million", 約9,600万人.
pub(crate) fn value(figure: &Figure, lang: Lang) -> String {
    let plain = amount(figure.value, figure.decimals, figure.unit, lang);
    match (figure.value_kind, lang) {
        (ValueKind::Exact | ValueKind::Computed, _) => plain,
        (ValueKind::Approx, Lang::En) => format!("about {plain}"),
        (ValueKind::Approx, Lang::Ja) => format!("約{plain}"),
        (ValueKind::AtLeast, Lang::En) => format!("more than {plain}"),
        (ValueKind::AtLeast, Lang::Ja) => format!("{plain}以上"),
    }
}

/// A value with its unit.
pub(crate) fn amount(value: f64, decimals: u8, unit: Unit, lang: Lang) -> String {
    let short = decimal(value, usize::from(decimals));
    match (unit, lang) {
        (Unit::Percent, _) => format!("{short}%"),
        (Unit::Minutes, Lang::En) => format!("{short} minutes"),
        (Unit::Minutes, Lang::Ja) => format!("{short}分"),
        (Unit::Rank, Lang::En) => ordinal(value),
        (Unit::Rank, Lang::Ja) => format!("{short}位"),
        (Unit::Users | Unit::Count, Lang::En) => large_en(value, decimals),
        (Unit::Users, Lang::Ja) => format!("{}人", large_ja(value, decimals)),
        (Unit::Count, Lang::Ja) => large_ja(value, decimals),
        (Unit::Yen, Lang::En) => format!("¥{}", large_en(value, decimals)),
        (Unit::Yen, Lang::Ja) => format!("{}円", large_ja(value, decimals)),
        (Unit::Usd, Lang::En) => format!("${}", large_en(value, decimals)),
        (Unit::Usd, Lang::Ja) => format!("{}ドル", large_ja(value, decimals)),
    }
}

fn ordinal(value: f64) -> String {
    let n = value as u64;
    let ending = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{n}{ending}")
}

/// With thousands separated and exactly so many decimal places.
fn decimal(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    let (whole, rest) = text.split_once('.').map_or((text.as_str(), None), |(w, r)| (w, Some(r)));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("−", digits));
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    rest.map_or_else(|| format!("{sign}{grouped}"), |rest| format!("{sign}{grouped}.{rest}"))
}

/// As many decimal places as the value has, at most `most`.
fn trimmed(value: f64, most: usize) -> String {
    let text = decimal(value, most);
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

fn large_en(value: f64, decimals: u8) -> String {
    let size = value.abs();
    let (divisor, name) = match size {
        s if s >= 1e12 => (1e12, " trillion"),
        s if s >= 1e9 => (1e9, " billion"),
        s if s >= 1e6 => (1e6, " million"),
        _ => return decimal(value, usize::from(decimals)),
    };
    format!("{}{name}", trimmed(value / divisor, 4))
}

/// By 万, 億 and 兆, as Japanese counts.
fn large_ja(value: f64, decimals: u8) -> String {
    if value.abs() < 10_000.0 || value < 0.0 {
        return decimal(value, usize::from(decimals));
    }
    let mut rest = value.round() as u64;
    let mut text = String::new();
    for (size, name) in [(1_000_000_000_000, "兆"), (100_000_000, "億"), (10_000, "万")] {
        if rest >= size {
            text.push_str(&decimal((rest / size) as f64, 0));
            text.push_str(name);
            rest %= size;
        }
    }
    if rest > 0 {
        text.push_str(&decimal(rest as f64, 0));
    }
    text
}

/// A date: "December 2024", 2024年12月.
pub(crate) fn date(date: PartialDate, lang: Lang) -> String {
    let year = date.year;
    match (lang, date.month, date.day) {
        (Lang::En, Some(month), Some(day)) => format!("{day} {} {year}", MONTHS[usize::from(month) - 1]),
        (Lang::En, Some(month), None) => format!("{} {year}", MONTHS[usize::from(month) - 1]),
        (Lang::En, None, _) => year.to_string(),
        (Lang::Ja, Some(month), Some(day)) => format!("{year}年{month}月{day}日"),
        (Lang::Ja, Some(month), None) => format!("{year}年{month}月"),
        (Lang::Ja, None, _) => format!("{year}年"),
    }
}

/// Who a figure speaks of, as a noun phrase.
pub(crate) fn people(base: &FactBase, figure: &Figure, lang: Lang) -> String {
    if figure.group == "all" {
        let of_source = base.source(&figure.source).and_then(|source| source.people.as_ref());
        let of_series = base.series(&figure.series).map(|series| &series.people);
        return of_source.or(of_series).map(|people| people.get(lang).to_owned()).unwrap_or_default();
    }
    group(base, &figure.group, lang)
}

/// A group's label; a compound's is put together from one that stands alone and those that narrow it.
pub(crate) fn group(base: &FactBase, id: &str, lang: Lang) -> String {
    if let Some(whole) = base.lexicon.group(id) {
        return whole.label.get(lang).to_owned();
    }
    let parts: Vec<&crate::knowledge::Group> =
        id.split('/').filter_map(|part| base.lexicon.group(part)).collect();
    // The part that cannot narrow stands alone; else the last.
    let Some(stem) = parts.iter().find(|part| part.narrowing.is_none()).or(parts.last()) else {
        return id.to_owned();
    };
    let narrowings =
        parts.iter().filter(|part| part.id != stem.id).filter_map(|part| part.narrowing.as_ref());
    match lang {
        Lang::En => narrowings.fold(stem.label.en.clone(), |label, n| format!("{label} {}", n.en)),
        Lang::Ja => {
            let before: String = narrowings.map(|n| n.ja.as_str()).collect();
            format!("{before}{}", stem.label.ja)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts() {
        for (number, decimals, unit, en, ja) in [
            (91.1, 1, Unit::Percent, "91.1%", "91.1%"),
            (75.0, 1, Unit::Percent, "75.0%", "75.0%"),
            (96_000_000.0, 0, Unit::Users, "96 million", "9,600万人"),
            (81_060_000.0, 0, Unit::Users, "81.06 million", "8,106万人"),
            (100_000_000.0, 0, Unit::Users, "100 million", "1億人"),
            (55_340_800.0, 0, Unit::Users, "55.3408 million", "5,534万800人"),
            (4500.0, 0, Unit::Users, "4,500", "4,500人"),
            (430_000.0, 0, Unit::Users, "430,000", "43万人"),
            (1_100_800_000_000.0, 0, Unit::Yen, "¥1.1008 trillion", "1兆1,008億円"),
            (181.8, 1, Unit::Minutes, "181.8 minutes", "181.8分"),
            (2.0, 0, Unit::Rank, "2nd", "2位"),
            (1_000_000_000.0, 0, Unit::Count, "1 billion", "10億"),
        ] {
            assert_eq!(amount(number, decimals, unit, Lang::En), en);
            assert_eq!(amount(number, decimals, unit, Lang::Ja), ja);
        }
    }

    #[test]
    fn dates() {
        for (text, en, ja) in [
            ("2024-12", "December 2024", "2024年12月"),
            ("2015", "2015", "2015年"),
            ("2019-06-27", "27 June 2019", "2019年6月27日"),
        ] {
            let parsed: PartialDate = text.parse().expect("a date");
            assert_eq!(date(parsed, Lang::En), en);
            assert_eq!(date(parsed, Lang::Ja), ja);
        }
    }
}
