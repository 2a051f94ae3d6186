//! A base without a part of its texts, and those texts.

use kotae::knowledge::{Asks, FactBase, Lang, Placeholder, TopicKind, Words, placeholders};

/// A text that was taken out of a base, with what it asks for.
pub(crate) struct Taken {
    /// Of which the text was one.
    pub(crate) of: Of,
    /// Its language.
    pub(crate) lang: Lang,
    /// The text, slots in braces.
    pub(crate) text: String,
}

/// What a text asks for.
#[derive(Clone)]
pub(crate) enum Of {
    /// An intent, about any topic: its id.
    Intent(String),
    /// A theme that is not named: its slug.
    Theme(String),
    /// A fact: its id.
    Fact(String),
    /// What the base does not know any more.
    Gone,
}

/// The base without the texts of that part, and the texts.
pub(crate) fn without(base: &FactBase, part: usize, parts: usize) -> (FactBase, Vec<Taken>) {
    let mut thinned = base.clone();
    let mut taken = Vec::new();
    let mut seen = 0;
    let mut thin = |words: &mut Words, of: &Of| {
        for lang in Lang::ALL {
            let texts = match lang {
                Lang::En => &mut words.en,
                Lang::Ja => &mut words.ja,
            };
            let all = std::mem::take(texts);
            // What has one text only keeps it: without it there is nothing to find.
            let only = all.len() == 1;
            for text in all.iter() {
                seen += 1;
                if !only && seen % parts == part {
                    taken.push(Taken { of: of.clone(), lang, text: text.to_owned() });
                } else {
                    texts.push(text);
                }
            }
        }
    };
    for set in thinned.phrasings.iter_mut() {
        let of = match &set.asks {
            Asks::Intent(id) => Of::Intent(id.clone()),
            Asks::Topic(slug) => Of::Theme(slug.clone()),
        };
        thin(&mut set.texts, &of);
    }
    for fact in thinned.topics.iter_mut().flat_map(|topic| &mut topic.facts) {
        let of = Of::Fact(fact.id.clone());
        thin(&mut fact.questions, &of);
    }
    (thinned, taken)
}

/// The base without the platforms of that part, and questions about those that are gone.
pub(crate) fn without_topics(base: &FactBase, part: usize, parts: usize) -> (FactBase, Vec<Taken>) {
    let is_gone = |at: usize| base.topics[at].kind == TopicKind::Platform && at % parts == part;
    let gone: Vec<&str> =
        (0..base.topics.len()).filter(|at| is_gone(*at)).map(|at| base.topics[at].slug.as_str()).collect();
    let is_left = |slug: &str| !gone.contains(&slug);
    let mut taken = Vec::new();
    for fact in base.topics.iter().filter(|topic| !is_left(&topic.slug)).flat_map(|topic| &topic.facts) {
        for lang in Lang::ALL {
            let first = fact.questions.get(lang).first();
            taken.extend(first.map(|text| Taken { of: Of::Gone, lang, text: text.to_owned() }));
        }
    }
    let figures: Vec<_> = base.figures.iter().filter(|figure| is_left(&figure.topic)).cloned().collect();
    let mut topics: Vec<_> = base.topics.iter().filter(|topic| is_left(&topic.slug)).cloned().collect();
    let is_there = |text: &str| {
        placeholders(text).all(|(_, placeholder)| match placeholder {
            Placeholder::Figure(id) => figures.iter().any(|figure| figure.id == id),
            Placeholder::Latest { topic, .. } => is_left(topic),
            Placeholder::Unknown(_) => false,
        })
    };
    for topic in &mut topics {
        topic.parent = topic.parent.take().filter(|parent| is_left(parent));
        topic.facts.retain(|fact| {
            is_there(&fact.statement.en) && fact.disagreement.as_ref().is_none_or(|text| is_there(&text.en))
        });
    }
    let thinned = FactBase::new(
        topics,
        figures,
        base.series.to_vec(),
        base.sources.to_vec(),
        base.lexicon.clone(),
        base.phrasings.to_vec(),
        Vec::new(),
    );
    (thinned, taken)
}
