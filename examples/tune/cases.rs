//! Labelled questions with what speaks for each candidate.

use std::sync::Arc;

use kotae::answer::Answer;
use kotae::engine::{Ask, Engine, reaches};
use kotae::knowledge::{
    AnsweredBy, Asks, FactBase, Lang, PartialDate, Placeholder, Reaches, TopicKind, placeholders,
};

use crate::PARTS;
use crate::fold::{Of, Taken, without, without_topics};

/// Every so many of the texts of facts are put to an engine without them.
const FACTS: usize = 4;

/// One question: the signals of its candidates and of nothing (the last), and which of them are right.
pub(crate) struct Case {
    /// What the question was: a fact's, an intent's, one that is refused …
    pub(crate) kind: &'static str,
    /// How much it counts.
    pub(crate) weight: f32,
    /// By how much what is right must be ahead.
    pub(crate) ahead: f32,
    /// The part of the texts that it was held out with.
    pub(crate) part: usize,
    /// As it was put.
    pub(crate) text: String,
    /// One row for each candidate, one value a signal.
    pub(crate) signals: Vec<Vec<f32>>,
    /// The score of each with the weights and trees in use.
    pub(crate) in_use: Vec<f32>,
    /// Whether each is right.
    pub(crate) right: Vec<bool>,
    /// What each answers: a fact, a figure.
    pub(crate) answers: Vec<String>,
}

/// All questions of a base whose right answer is among the candidates, or is none.
pub(crate) fn of(base: &FactBase) -> Vec<Case> {
    let mut cases = Vec::new();
    for part in 0..PARTS {
        let (thinned, taken) = without(base, part, PARTS);
        let engine = Engine::new(Arc::new(thinned));
        // Facts have far more texts than all the rest.
        let is_kept = |n: usize, taken: &Taken| !matches!(taken.of, Of::Fact(_)) || n.is_multiple_of(FACTS);
        for (n, taken) in taken.iter().enumerate().filter(|(n, taken)| is_kept(*n, taken)) {
            cases.extend(held_out(&engine, taken, n, part));
        }
        cases.extend(noted(&engine, part));
        cases.extend(strangers(&engine, part));
        let (thinned, gone) = without_topics(base, part, PARTS);
        let engine = Engine::new(Arc::new(thinned));
        for taken in &gone {
            cases.extend(case(&engine, "gone", part, &taken.text, Some(taken.lang), true, |_| false));
        }
    }
    let engine = Engine::new(Arc::new(base.clone()));
    for part in 0..PARTS {
        let own = engine.base().questions.iter().enumerate().filter(|(n, _)| n % PARTS == part);
        for (_, question) in own {
            let refused = question.reaches == Reaches::Refusal;
            let kind = if refused { "own, refused" } else { "own" };
            let right = |answer: &Answer| !refused && reaches(&question.reaches, answer);
            cases.extend(case(&engine, kind, part, &question.text, Some(question.lang), refused, right));
        }
    }
    cases
}

/// The case of a text that the engine was not given.
fn held_out(engine: &Engine, taken: &Taken, n: usize, part: usize) -> Option<Case> {
    let base = engine.base();
    match &taken.of {
        Of::Fact(id) => {
            let figures: Vec<&str> = placeholders(&base.fact(id)?.statement.en)
                .filter_map(|(_, placeholder)| match placeholder {
                    Placeholder::Figure(id) => Some(id),
                    Placeholder::Latest { .. } | Placeholder::Unknown(_) => None,
                })
                .collect();
            let right = |answer: &Answer| {
                answer.fact.as_ref() == Some(id)
                    || (answer.fact.is_none()
                        && answer.figures.first().is_some_and(|figure| figures.contains(&figure.id.as_str())))
            };
            case(engine, "fact", part, &taken.text, Some(taken.lang), false, right)
        }
        Of::Theme(slug) => {
            let right = |answer: &Answer| answer.topics.contains(slug);
            case(engine, "theme", part, &taken.text, Some(taken.lang), false, right)
        }
        Of::Gone => None,
        Of::Intent(id) => of_intent(engine, id, taken, n, part),
    }
}

/// Groups that no base has figures of.
const STRANGERS: [(&str, &str); 12] = [
    ("left-handed people", "左利きの人"),
    ("dog owners", "犬を飼っている人"),
    ("vegetarians", "菜食主義の人"),
    ("nurses", "看護師"),
    ("twins", "双子"),
    ("people with tattoos", "タトゥーのある人"),
    ("taxi drivers", "タクシー運転手"),
    ("golfers", "ゴルフをする人"),
    ("people who wear glasses", "眼鏡をかけている人"),
    ("pianists", "ピアノを弾く人"),
    ("farmers", "農家"),
    ("insomniacs", "不眠症の人"),
];

/// Ways of asking for the numbers of a group, of groups that the base knows nothing of.
fn strangers(engine: &Engine, part: usize) -> Vec<Case> {
    let base = engine.base();
    let mut cases = Vec::new();
    for set in &base.phrasings {
        let Asks::Intent(id) = &set.asks else { continue };
        if !base.lexicon.intent(id).is_some_and(|intent| intent.answered_by.is_number()) {
            continue;
        }
        for lang in Lang::ALL {
            let of_group = set.texts.get(lang).iter().filter(|text| text.contains("{group}"));
            for (n, text) in of_group.enumerate().filter(|(n, _)| n % PARTS == part) {
                let (en, ja) = STRANGERS[(n / PARTS) % STRANGERS.len()];
                let stranger = if lang == Lang::En { en } else { ja };
                let text = text.replace("{group}", stranger);
                let taken = Taken { of: Of::Gone, lang, text };
                if let Some((text, _)) = filled(base, &taken, n) {
                    cases.extend(case(engine, "stranger", part, &text, Some(lang), true, |_| false));
                }
            }
        }
    }
    cases
}

/// Questions for figures that only their notes tell apart: the topic, and every other word of the note.
fn noted(engine: &Engine, part: usize) -> Vec<Case> {
    let base = engine.base();
    let mut cases = Vec::new();
    let of_part = base.figures.iter().enumerate().filter(|(n, _)| n % PARTS == part);
    for (n, figure) in of_part {
        let (Some(note), Some(topic)) = (&figure.note, base.topic(&figure.topic)) else { continue };
        // One of a group is asked for with its group.
        if figure.group.contains(':') {
            continue;
        }
        for lang in Lang::ALL {
            let name = topic.name.get(lang);
            let text = match lang {
                Lang::En => {
                    let words = note.en.split(' ').enumerate().filter(|(at, _)| (at + n) % 3 != 0);
                    let words: Vec<&str> = words.map(|(_, word)| word).collect();
                    format!("{name} {}", words.join(" "))
                }
                Lang::Ja => {
                    let chars: Vec<char> = note.ja.chars().collect();
                    let (from, to) =
                        if n % 2 == 0 { (0, chars.len() * 2 / 3) } else { (chars.len() / 3, chars.len()) };
                    format!("{name}、{}", chars[from..to].iter().collect::<String>())
                }
            };
            let right = |answer: &Answer| {
                answer.figures.iter().any(|cited| {
                    cited.id == figure.id
                        || base
                            .figure(&cited.id)
                            .is_some_and(|other| other.topic == figure.topic && other.note == figure.note)
                })
            };
            cases.extend(case(engine, "noted", part, &text, Some(lang), false, right));
        }
    }
    cases
}

fn of_intent(engine: &Engine, id: &str, taken: &Taken, n: usize, part: usize) -> Option<Case> {
    let base = engine.base();
    let intent = base.lexicon.intents.iter().find(|intent| intent.id == id)?;
    let (text, topic) = filled(base, taken, n)?;
    if intent.answered_by == AnsweredBy::Nothing {
        return case(engine, "outside", part, &text, Some(taken.lang), true, |_| false);
    }
    let topic = topic?;
    let of_intent =
        |answer: &Answer, id: &str| answer.intent.as_deref() == Some(id) && answer.topics.contains(&topic);
    // What answers the intent itself, else one that its facts answer too, else nothing does.
    let answers: Vec<&str> = std::iter::once(id).chain(intent.also.iter().map(String::as_str)).collect();
    let ask = Ask { text: &text, lang: Some(taken.lang), context: None, today: PartialDate::year(2026) };
    let (_, candidates) = engine.weigh(&ask)?;
    let answered = answers.iter().position(|id| candidates.iter().any(|(_, answer)| of_intent(answer, id)));
    let kind = match answered {
        Some(0) => "intent",
        Some(_) => "intent, near",
        None => "intent, nothing",
    };
    let accepted = match answered {
        Some(0) => &answers[..1],
        _ => &answers[..],
    };
    let right = |answer: &Answer| accepted.iter().any(|id| of_intent(answer, id));
    case(engine, kind, part, &text, Some(taken.lang), answered.is_none(), right)
}

/// A phrasing with its slots filled, and the slug of the topic that was put in; `None` where it needs what is not
/// told by chance.
fn filled(base: &FactBase, taken: &Taken, n: usize) -> Option<(String, Option<String>)> {
    if ["{place}", "{topic2}", "{period}"].iter().any(|slot| taken.text.contains(slot)) {
        return None;
    }
    let mut text = taken.text.clone();
    let mut slug = None;
    if text.contains("{topic}") {
        let platforms: Vec<_> =
            base.topics.iter().filter(|topic| topic.kind == TopicKind::Platform).collect();
        let all: Vec<_> = if platforms.is_empty() { base.topics.iter().collect() } else { platforms };
        let topic = all.get((n * 7919) % all.len().max(1))?;
        text = text.replace("{topic}", topic.name.get(taken.lang));
        slug = Some(topic.slug.clone());
    }
    let pick = |words: Vec<&str>| words.get((n * 31) % words.len().max(1)).map(|word| (*word).to_owned());
    if text.contains("{group}") {
        let words = base.lexicon.groups.iter().filter_map(|group| group.words.get(taken.lang).first());
        text = text.replace("{group}", &pick(words.collect())?);
    }
    if text.contains("{metric}") {
        let metrics = base.lexicon.metrics.iter().filter(|metric| metric.askable);
        let words = metrics.filter_map(|metric| metric.words.get(taken.lang).first());
        text = text.replace("{metric}", &pick(words.collect())?);
    }
    Some((text, slug))
}

/// A question with its candidates; `None` where nothing that it might be answered with is right, and where no score
/// decides: a question about another place looks like the same about the home.
pub(crate) fn case(
    engine: &Engine,
    kind: &'static str,
    part: usize,
    text: &str,
    lang: Option<Lang>,
    refused: bool,
    is_right: impl Fn(&Answer) -> bool,
) -> Option<Case> {
    let ask = Ask { text, lang, context: None, today: PartialDate::year(2026) };
    let (nothing, candidates) = engine.weigh(&ask)?;
    let (mut signals, mut in_use, mut right, mut answers) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (of_candidate, answer) in &candidates {
        signals.push(of_candidate.values().to_vec());
        in_use.push(of_candidate.score());
        right.push(!refused && is_right(answer));
        let figure = || answer.figures.first().map_or_else(String::new, |figure| figure.id.clone());
        answers.push(answer.fact.clone().unwrap_or_else(figure));
    }
    answers.push("nothing".to_owned());
    signals.push(nothing.values().to_vec());
    in_use.push(nothing.score());
    right.push(refused);
    let weight = match kind {
        "asked" => 8.0,
        "own" | "own, refused" => 12.0,
        // Of what nothing answers rightly, it is better to be refused than to be answered wrongly.
        "asked, nothing" => 4.0,
        "stranger" => 0.6,
        "outside" | "intent" | "intent, nothing" | "noted" | "gone" => 0.4,
        "theme" | "intent, near" => 0.3,
        _ => 0.2,
    };
    // A base's own questions stay as they are when it grows by a phrasing.
    let ahead = if kind.starts_with("own") { 0.5 } else { 0.0 };
    right.contains(&true).then(|| Case {
        kind,
        weight,
        ahead,
        part,
        text: text.to_owned(),
        signals,
        in_use,
        right,
        answers,
    })
}
