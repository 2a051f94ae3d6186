//! How two bases fare with the test questions: what a reload or a change of the folder does to answers.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{Ask, Engine, missed};
use crate::answer::{Answer, Status};
use crate::knowledge::{Lang, PartialDate};

/// The test questions of a new base, put to it and to the one before.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Trials {
    /// With the base before.
    pub before: Fared,
    /// With the new one.
    pub after: Fared,
    /// Questions of either base that the new one answers otherwise.
    pub changed: Vec<Changed>,
    /// Those that the new one misses, as [`Engine::trial`] gives them.
    #[serde(skip)]
    pub missed: Vec<(usize, String)>,
}

/// How one base fares.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Fared {
    /// The test questions of the new base.
    pub questions: usize,
    /// Those that do not reach what they must.
    pub missed: usize,
}

impl Fared {
    /// Those that reach what they must.
    pub fn reached(self) -> usize {
        self.questions - self.missed
    }

    fn count(&mut self, reached: bool) {
        self.questions += 1;
        self.missed += usize::from(!reached);
    }
}

/// A question that comes to something else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Changed {
    /// Its language.
    pub language: Lang,
    /// Its text.
    pub text: String,
    /// What the base before answers with: the id of a fact or of figures, "asks back", "refused".
    pub before: String,
    /// What the new one answers with.
    pub after: String,
}

impl Trials {
    /// Puts the test questions to both.
    pub fn between(old: &Engine, new: &Engine, today: PartialDate) -> Self {
        let put = |engine: &Engine, text: &str, lang| {
            engine.ask(&Ask { text, lang: Some(lang), context: None, today })
        };
        let mut trials = Self::default();
        let mut asked: BTreeSet<(&str, Lang)> = BTreeSet::new();
        for (at, question) in new.base().questions.iter().enumerate() {
            let (text, lang) = (question.text.as_str(), question.lang);
            let (before, after) = (put(old, text, lang), put(new, text, lang));
            trials.before.count(missed(&question.reaches, &before).is_none());
            let instead = missed(&question.reaches, &after);
            trials.after.count(instead.is_none());
            trials.missed.extend(instead.map(|instead| (at, instead)));
            if asked.insert((text, lang)) {
                trials.changed.extend(Changed::between(text, lang, &before, &after));
            }
        }
        // Those that the new base has dropped: what nobody tests any more may still change.
        for question in &old.base().questions {
            let (text, lang) = (question.text.as_str(), question.lang);
            if asked.insert((text, lang)) {
                let (before, after) = (put(old, text, lang), put(new, text, lang));
                trials.changed.extend(Changed::between(text, lang, &before, &after));
            }
        }
        trials
    }
}

impl Changed {
    fn between(text: &str, language: Lang, before: &Answer, after: &Answer) -> Option<Self> {
        let (before, after) = (outcome(before), outcome(after));
        (before != after).then(|| Self { language, text: text.to_owned(), before, after })
    }
}

/// What a question comes to, short enough to be compared.
fn outcome(answer: &Answer) -> String {
    match answer.status {
        Status::Unsure => "asks back".to_owned(),
        Status::Unknown => "refused".to_owned(),
        Status::Answered => answer.fact.clone().unwrap_or_else(|| {
            let figures: Vec<&str> = answer.figures.iter().map(|figure| figure.id.as_str()).collect();
            if figures.is_empty() { answer.topics.join("+") } else { figures.join(", ") }
        }),
    }
}
