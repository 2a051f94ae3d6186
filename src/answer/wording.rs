//! What Kotae says of itself and around its facts, in both languages: every message is one entry here,
//! and a missing language does not compile. Nothing in it is about the subject of the base.

use crate::knowledge::Lang;

/// How two values stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Course {
    Up,
    Down,
    Level,
}

pub(crate) fn ask_me(lang: Lang, subject: &str) -> String {
    match lang {
        Lang::En => format!("Ask me something about {subject}."),
        Lang::Ja => format!("{subject}について質問してください。"),
    }
}

pub(crate) fn not_known(lang: Lang, subject: &str) -> String {
    match lang {
        Lang::En => format!(
            "I don't know. I answer questions about {subject}, and only from sources that I can name."
        ),
        Lang::Ja => format!("わかりません。{subject}について、出典を示せることだけにお答えしています。"),
    }
}

/// A figure whose meaning stands in its note.
pub(crate) fn noted(lang: Lang, topic: &str, note: &str, value: &str, people: &str, when: &str) -> String {
    let beside = if people.is_empty() { String::new() } else { format!("{people}{}", separator(lang)) };
    match lang {
        Lang::En => format!("{topic}, {note}: {value} ({beside}{when})."),
        Lang::Ja => format!("{topic}、{note}：{value}（{beside}{when}）。"),
    }
}

pub(crate) fn not_sure(lang: Lang) -> String {
    match lang {
        Lang::En => "I'm not sure what you mean. Did you mean one of these?".to_owned(),
        Lang::Ja => "どの質問か確信が持てません。次のどれかでしょうか？".to_owned(),
    }
}

pub(crate) fn other_place(lang: Lang, subject: &str, place: &str) -> String {
    match lang {
        Lang::En => format!("I only know about {subject}; I have nothing about {place}."),
        Lang::Ja => format!("わかるのは{subject}についてだけで、{place}についての情報はありません。"),
    }
}

pub(crate) fn region(lang: Lang, region: &str, home: &str) -> String {
    match lang {
        Lang::En => format!("I have no figures for {region}; only for {home} as a whole."),
        Lang::Ja => format!("{region}だけの数字はありません。{home}全体の数字だけがあります。"),
    }
}

pub(crate) fn nothing_of_that_kind(lang: Lang, topic: &str, known: &[String]) -> String {
    match (lang, known.is_empty()) {
        (Lang::En, true) => format!("I have nothing of that kind about {topic}."),
        (Lang::En, false) => {
            format!("I have nothing of that kind about {topic}. What I can tell: {}.", known.join(", "))
        }
        (Lang::Ja, true) => format!("{topic}について、その種の情報はありません。"),
        (Lang::Ja, false) => {
            format!("{topic}について、その種の情報はありません。お答えできるのは、{}です。", known.join("、"))
        }
    }
}

pub(crate) fn no_group(lang: Lang, topic: &str, group: &str) -> String {
    match lang {
        Lang::En => format!("I have figures for {topic}, but none for {group}."),
        Lang::Ja => format!("{topic}の数字はありますが、{group}についてのものはありません。"),
    }
}

pub(crate) fn no_period(lang: Lang, topic: &str, from: i16, to: i16) -> String {
    match (lang, from == to) {
        (Lang::En, true) => format!("I have no figure for {topic} near that time; only one from {from}."),
        (Lang::En, false) => {
            format!("I have no figure for {topic} near that time; mine are from {from} to {to}.")
        }
        (Lang::Ja, true) => format!("その頃の{topic}の数字はありません。あるのは{from}年のものだけです。"),
        (Lang::Ja, false) => {
            format!("その頃の{topic}の数字はありません。あるのは{from}年から{to}年までです。")
        }
    }
}

pub(crate) fn nothing_to_compare(lang: Lang, topics: &[&str]) -> String {
    match lang {
        Lang::En => format!("I have no figures by which {} could be compared.", topics.join(" and ")),
        Lang::Ja => format!("{}を比べられる数字はありません。", topics.join("と")),
    }
}

pub(crate) fn yet_to_come(lang: Lang, year: i16) -> String {
    match lang {
        Lang::En => format!("{year} is yet to come, and none of my sources says anything about it."),
        Lang::Ja => format!("{year}年はまだ先のことで、それについて述べた出典はありません。"),
    }
}

pub(crate) fn nearest(lang: Lang, when: &str) -> String {
    match lang {
        Lang::En => format!("I have no figure for exactly that time; the nearest is from {when}."),
        Lang::Ja => format!("ちょうどその時期の数字はなく、最も近いのは{when}のものです。"),
    }
}

pub(crate) fn other_group(lang: Lang, asked: &str, has: &str) -> String {
    match lang {
        Lang::En => format!("I have no figure for {asked}; this is for {has}."),
        Lang::Ja => format!("{asked}だけの数字はなく、これは{has}の数字です。"),
    }
}

pub(crate) fn stale(lang: Lang, year: i16) -> String {
    match lang {
        Lang::En => format!("This is from {year}; I have nothing newer."),
        Lang::Ja => format!("これは{year}年のもので、これより新しい情報はありません。"),
    }
}

pub(crate) fn old(lang: Lang, year: i16) -> String {
    match lang {
        Lang::En => format!("This is from {year}."),
        Lang::Ja => format!("これは{year}年のものです。"),
    }
}

pub(crate) fn due_for_review(lang: Lang, when: &str) -> String {
    match lang {
        Lang::En => format!("Due for review since {when}; it may have changed."),
        Lang::Ja => format!("{when}以降の見直しがまだのため、変わっている可能性があります。"),
    }
}

pub(crate) fn secondary(lang: Lang, source: &str, via: &str) -> String {
    match lang {
        Lang::En => format!("{source}, as quoted by {via}."),
        Lang::Ja => format!("{source}（{via}による引用）。"),
    }
}

pub(crate) fn computed(lang: Lang) -> String {
    match lang {
        Lang::En => "Worked out from other figures.".to_owned(),
        Lang::Ja => "ほかの数字から計算した値です。".to_owned(),
    }
}

pub(crate) fn unreviewed(lang: Lang) -> String {
    match lang {
        Lang::En => "The Japanese version of this answer has not been reviewed.".to_owned(),
        Lang::Ja => "この日本語訳は未確認です。".to_owned(),
    }
}

pub(crate) fn not_comparable(lang: Lang) -> String {
    match lang {
        Lang::En => {
            "These come from different sources and count differently; they are not strictly comparable."
                .to_owned()
        }
        Lang::Ja => "出典と数え方が異なるため、厳密な比較はできません。".to_owned(),
    }
}

pub(crate) fn compared(lang: Lang, first: (&str, &str), others: &[(String, String)], frame: &str) -> String {
    match lang {
        Lang::En => {
            let names: Vec<&str> = others.iter().map(|(name, _)| name.as_str()).collect();
            let values: Vec<String> = others.iter().map(|(name, value)| format!("{name} {value}")).collect();
            format!(
                // In the past tense one ("LINE") and many ("women") are worded alike.
                "{} led {}: {} {}, {}{}.",
                first.0,
                names.join(" and "),
                first.0,
                first.1,
                values.join(", "),
                aside(lang, frame)
            )
        }
        Lang::Ja => {
            let names: Vec<&str> = others.iter().map(|(name, _)| name.as_str()).collect();
            let values: Vec<String> = others.iter().map(|(name, value)| format!("{name} {value}")).collect();
            format!(
                "{}が{}を上回っています。{} {}、{}{}。",
                first.0,
                names.join("や"),
                first.0,
                first.1,
                values.join("、"),
                aside(lang, frame)
            )
        }
    }
}

pub(crate) fn level_with(lang: Lang, values: &[(String, String)], frame: &str) -> String {
    let list: Vec<String> = values.iter().map(|(name, value)| format!("{name} {value}")).collect();
    match lang {
        Lang::En => format!("They are level: {}{}.", list.join(", "), aside(lang, frame)),
        Lang::Ja => format!("同じです。{}{}。", list.join("、"), aside(lang, frame)),
    }
}

pub(crate) fn by_group(lang: Lang, topic: &str, values: &[(String, String)], frame: &str) -> String {
    let list: Vec<String> = values.iter().map(|(name, value)| format!("{name} {value}")).collect();
    match lang {
        Lang::En => format!("{topic} by group: {}{}.", list.join(", "), aside(lang, frame)),
        Lang::Ja => format!("{topic}の内訳は、{}です{}。", list.join("、"), aside(lang, frame)),
    }
}

pub(crate) fn ranked(lang: Lang, values: &[(String, String)], frame: &str) -> String {
    let list: Vec<String> = values
        .iter()
        .enumerate()
        .map(|(n, (name, value))| match lang {
            Lang::En => format!("{}. {name} ({value})", n + 1),
            Lang::Ja => format!("{}位 {name}（{value}）", n + 1),
        })
        .collect();
    match lang {
        Lang::En => format!("From most to least: {} ({frame}).", list.join(", ")),
        Lang::Ja => format!("多い順に、{}です（{frame}）。", list.join("、")),
    }
}

pub(crate) fn course(lang: Lang, what: &str, course: Course, from: (&str, &str), to: (&str, &str)) -> String {
    match lang {
        Lang::En => {
            let verb = match course {
                Course::Up => "rose",
                Course::Down => "fell",
                Course::Level => "stayed about level",
            };
            format!("{what} {verb} from {} ({}) to {} ({})", from.0, from.1, to.0, to.1)
        }
        Lang::Ja => {
            let verb = match course {
                Course::Up => "上昇しました",
                Course::Down => "低下しました",
                Course::Level => "ほぼ横ばいです",
            };
            format!("{what}は、{}の{}から{}の{}へ{verb}", from.1, from.0, to.1, to.0)
        }
    }
}

pub(crate) fn peak(lang: Lang, value: &str, when: &str) -> String {
    match lang {
        Lang::En => format!(", with a peak of {value} ({when})"),
        Lang::Ja => format!("（ピークは{when}の{value}）"),
    }
}

pub(crate) fn metric_of(lang: Lang, topic: &str, metric: &str) -> String {
    match lang {
        Lang::En => format!("{topic}'s {metric}"),
        Lang::Ja => format!("{topic}の{metric}"),
    }
}

/// Metric, people and date in brackets behind numbers.
pub(crate) fn frame(lang: Lang, metric: &str, people: &str, when: &str) -> String {
    let parts: Vec<&str> = [metric, people, when].into_iter().filter(|part| !part.is_empty()).collect();
    match lang {
        Lang::En => parts.join(", "),
        Lang::Ja => parts.join("、"),
    }
}

/// In brackets what belongs to a name or a sentence; nothing where there is nothing.
pub(crate) fn aside(lang: Lang, what: &str) -> String {
    match lang {
        _ if what.is_empty() => String::new(),
        Lang::En => format!(" ({what})"),
        Lang::Ja => format!("（{what}）"),
    }
}

pub(crate) fn basis(lang: Lang, basis: crate::knowledge::Basis) -> &'static str {
    use crate::knowledge::Basis;
    match (basis, lang) {
        (Basis::ReportedFact, Lang::En) => "Reported fact",
        (Basis::ReportedFact, Lang::Ja) => "報じられた事実",
        (Basis::SurveyFinding, Lang::En) => "Survey finding",
        (Basis::SurveyFinding, Lang::Ja) => "調査結果",
        (Basis::ExpertAnalysis, Lang::En) => "Expert's analysis",
        (Basis::ExpertAnalysis, Lang::Ja) => "専門家の分析",
        (Basis::AuthorOpinion, Lang::En) => "Author's opinion",
        (Basis::AuthorOpinion, Lang::Ja) => "筆者の意見",
    }
}

pub(crate) fn as_of(lang: Lang, when: &str) -> String {
    match lang {
        Lang::En => format!("as of {when}"),
        Lang::Ja => format!("{when}時点"),
    }
}

/// Between the parts of one small line.
pub(crate) fn separator(lang: Lang) -> &'static str {
    match lang {
        Lang::En => " · ",
        Lang::Ja => "・",
    }
}
