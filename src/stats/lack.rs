//! Why there is no statistic.

use crate::knowledge::{FactBase, Lang};

/// Why there is no statistic. All names are slugs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lack {
    /// The base has no such topic, metric, group or series.
    Unknown(String),
    /// Fewer topics than it takes to compare, or more than anybody tells apart.
    TooFew,
    /// More topics than a picture can hold.
    TooMany,
    /// No figure of that kind about these topics.
    Nothing(Vec<String>),
    /// There are figures, but none of that group.
    NoGroup(Vec<String>),
    /// There are figures, but none near that time; those years have some.
    NoTime(Vec<i16>),
    /// Each has figures, but no series has all of them.
    Apart(Vec<String>),
    /// There are courses, but none within the years that were asked for; those years have figures.
    NoSpan(Vec<i16>),
    /// The years that were asked for end before they begin.
    Backwards,
    /// A course of each group was asked for, of several topics at once.
    OneTopic,
    /// There are figures, but only of one time.
    NoCourse(Vec<String>),
}

impl Lack {
    /// A sentence for whoever asked.
    pub fn told(&self, base: &FactBase, lang: Lang) -> String {
        let names = |slugs: &[String]| {
            let names: Vec<&str> = slugs
                .iter()
                .map(|slug| base.topic(slug).map_or(slug.as_str(), |topic| topic.name.get(lang)))
                .collect();
            names.join(if lang == Lang::En { ", " } else { "・" })
        };
        match (self, lang) {
            (Lack::Unknown(name), Lang::En) => {
                format!("I have no figures under “{name}”. Pick one of the offered entries.")
            }
            (Lack::Unknown(name), Lang::Ja) => {
                format!("「{name}」の数字はありません。表示される候補から選んでください。")
            }
            (Lack::TooFew, Lang::En) => "Name two topics at least.".to_owned(),
            (Lack::TooFew, Lang::Ja) => "テーマを2つ以上指定してください。".to_owned(),
            (Lack::TooMany, Lang::En) => format!("Name {} topics at most.", super::query::MOST_TOPICS),
            (Lack::TooMany, Lang::Ja) => {
                format!("テーマは{}つまで指定できます。", super::query::MOST_TOPICS)
            }
            (Lack::Nothing(slugs), Lang::En) if slugs.is_empty() => {
                "I have no figures of that kind.".to_owned()
            }
            (Lack::Nothing(slugs), Lang::Ja) if slugs.is_empty() => "その種の数字はありません。".to_owned(),
            (Lack::Nothing(slugs), Lang::En) => {
                format!("I have no figures of that kind for {}.", names(slugs))
            }
            (Lack::Nothing(slugs), Lang::Ja) => {
                format!("{}について、その種の数字はありません。", names(slugs))
            }
            (Lack::NoGroup(slugs), Lang::En) if slugs.is_empty() => {
                "I have figures, but not of that group.".to_owned()
            }
            (Lack::NoGroup(slugs), Lang::Ja) if slugs.is_empty() => {
                "そのグループについての数字はありません。".to_owned()
            }
            (Lack::NoGroup(slugs), Lang::En) => {
                format!("I have figures for {}, but not of that group.", names(slugs))
            }
            (Lack::NoGroup(slugs), Lang::Ja) => {
                format!("{}の数字はありますが、そのグループについてのものはありません。", names(slugs))
            }
            (Lack::NoTime(years), lang) => {
                let years: Vec<String> = years.iter().map(i16::to_string).collect();
                match lang {
                    Lang::En => {
                        format!("I have no figures near that time; there are some of {}.", years.join(", "))
                    }
                    Lang::Ja => {
                        format!("その頃の数字はありません。あるのは{}年のものです。", years.join("・"))
                    }
                }
            }
            (Lack::NoSpan(years), lang) => {
                let years: Vec<String> = years.iter().map(i16::to_string).collect();
                match lang {
                    Lang::En => format!(
                        "Within those years I have too few figures for a line; there are some of {}.",
                        years.join(", ")
                    ),
                    Lang::Ja => format!(
                        "その期間には推移を示せるだけの数字がありません。あるのは{}年のものです。",
                        years.join("・")
                    ),
                }
            }
            (Lack::Backwards, Lang::En) => "The first year lies after the last one. Swap them.".to_owned(),
            (Lack::Backwards, Lang::Ja) => {
                "最初の年が最後の年より後になっています。入れ替えてください。".to_owned()
            }
            (Lack::OneTopic, Lang::En) => {
                "Name one topic only to see its course by age or by sex.".to_owned()
            }
            (Lack::OneTopic, Lang::Ja) => {
                "年代別・男女別の推移は、テーマを1つだけ指定してください。".to_owned()
            }
            (Lack::Apart(slugs), Lang::En) => format!(
                "No single source has {} together, and figures of different sources must not stand in one \
                 picture. Ask for each one alone.",
                names(slugs)
            ),
            (Lack::Apart(slugs), Lang::Ja) => format!(
                "{}をともに含む調査がありません。出典の異なる数字を一つの図で比べることはできないため、個別に指定してください。",
                names(slugs)
            ),
            (Lack::NoCourse(slugs), Lang::En) => {
                format!("I have figures for {}, but none that make a course over time.", names(slugs))
            }
            (Lack::NoCourse(slugs), Lang::Ja) => {
                format!("{}の数字はありますが、推移を示せるものはありません。", names(slugs))
            }
        }
    }
}
