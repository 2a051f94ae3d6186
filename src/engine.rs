//! The core's front door: one fact base with its index. Immutable; swapped whole on reload.

mod trials;

use std::sync::Arc;

use crate::answer::{Answer, Status, compose};
use crate::knowledge::{FactBase, Lang, PartialDate, Reaches};
use crate::matching::{ASK_BACK, Completer, Decision, Explanation, Index, Match, Signals, find};
use crate::question::{Context, is_asking};
use crate::stats::{self, Lack, Query, Statistic};

pub use self::trials::{Changed, Fared, Trials};
pub use crate::matching::{Completion, KeptError};

/// A question put to the engine.
#[derive(Clone, Debug)]
pub struct Ask<'a> {
    /// The text as it was typed; anything at all.
    pub text: &'a str,
    /// The language wished for; else that of the text.
    pub lang: Option<Lang>,
    /// The slots of the answer that this replies to.
    pub context: Option<&'a Context>,
    /// Today's date: the core has no clock.
    pub today: PartialDate,
}

/// One fact base with its index.
#[derive(Debug)]
pub struct Engine {
    base: Arc<FactBase>,
    index: Index,
    completer: Completer,
}

impl Engine {
    /// Builds the index of a base.
    pub fn new(base: Arc<FactBase>) -> Self {
        let index = Index::new(&base);
        Self::with(base, index)
    }

    /// An engine over the index that was kept of that very base ([`Engine::index`]): many times faster than building
    /// it. That what was kept is whole is for whoever kept it to make sure.
    ///
    /// # Errors
    /// Where it is the index of another base, or of another program.
    pub fn kept(base: Arc<FactBase>, index: &[u8]) -> Result<Self, KeptError> {
        let index = Index::kept(&base, index)?;
        Ok(Self::with(base, index))
    }

    fn with(base: Arc<FactBase>, index: Index) -> Self {
        let completer = Completer::new(&base);
        Self { base, index, completer }
    }

    /// What can be kept of its index.
    pub fn index(&self) -> Vec<u8> {
        self.index.bytes()
    }

    /// The base that it answers from.
    pub fn base(&self) -> &FactBase {
        &self.base
    }

    /// Answers a question.
    pub fn ask(&self, ask: &Ask<'_>) -> Answer {
        let question = self.index.reader.read(&self.base, ask.text, ask.lang, ask.today);
        let found = find(&self.index, &self.base, &question, ask.context, ask.today);
        compose(&self.base, &question, &found, ask.today)
    }

    /// True for what somebody says that asks for anything: before it is answered unasked.
    pub fn is_asking(&self, text: &str) -> bool {
        is_asking(text, &self.base.lexicon.asking)
    }

    /// How a question was read, what might have answered it and why the winner won.
    pub fn explain(&self, ask: &Ask<'_>) -> Explanation {
        let question = self.index.reader.read(&self.base, ask.text, ask.lang, ask.today);
        let found = find(&self.index, &self.base, &question, ask.context, ask.today);
        Explanation::new(&self.base, question, found)
    }

    /// For fitting the weights: what speaks for answering nothing, and for each of the candidates that are ranked what
    /// speaks for it and the answer that it would give. `None` where no score decides, for what is asked is refused
    /// whatever speaks for it.
    pub fn weigh(&self, ask: &Ask<'_>) -> Option<(Signals, Vec<(Signals, Answer)>)> {
        let question = self.index.reader.read(&self.base, ask.text, ask.lang, ask.today);
        let found = find(&self.index, &self.base, &question, ask.context, ask.today);
        if found.decision.is_by_rule() {
            return None;
        }
        let answers = found.candidates.iter().map(|candidate| {
            let alone =
                Match { decision: Decision::Answered, candidates: vec![candidate.clone()], ..found.clone() };
            (candidate.signals, compose(&self.base, &question, &alone, ask.today))
        });
        Some((found.nothing.signals, answers.collect()))
    }

    /// The weights in use, in the order of [`Engine::signal_names`].
    pub fn weights() -> Vec<f32> {
        Signals::weights().to_vec()
    }

    /// How far below nothing the best candidate may be for Kotae still to ask back.
    pub fn ask_back() -> f32 {
        ASK_BACK
    }

    /// The names of the signals that `weigh` gives.
    pub fn signal_names() -> Vec<String> {
        Signals::names()
    }

    /// The figures of one series that answer a query, for a table and a chart.
    ///
    /// # Errors
    /// Why there are none.
    pub fn stats(&self, query: &Query, today: PartialDate) -> Result<Statistic<'_>, Lack> {
        stats::find(&self.base, query, today)
    }

    /// The statistic behind an answer of figures, for its chart; none where there is none to draw.
    pub fn stats_of(&self, answer: &Answer, today: PartialDate) -> Option<Statistic<'_>> {
        self.stats(&stats::of_answer(&self.base, answer)?, today).ok()
    }

    /// Questions and topics that what was typed so far may become, best first, at most `most`.
    pub fn complete(&self, typed: &str, lang: Lang, most: usize) -> Vec<Completion> {
        self.completer.complete(typed, lang, most)
    }

    /// Puts the base's own test questions to it: those that do not reach what they must, by their
    /// position in the base, each with what they reached instead (`knowledge::Loaded::missed` makes
    /// problems of them).
    pub fn trial(&self, today: PartialDate) -> Vec<(usize, String)> {
        self.base
            .questions
            .iter()
            .enumerate()
            .filter_map(|(at, question)| {
                let ask = Ask { text: &question.text, lang: Some(question.lang), context: None, today };
                missed(&question.reaches, &self.ask(&ask)).map(|instead| (at, instead))
            })
            .collect()
    }
}

/// True where an answer reaches what a test question must.
pub fn reaches(reaches: &Reaches, answer: &Answer) -> bool {
    missed(reaches, answer).is_none()
}

/// What an answer reached instead of what it must, if it did not.
fn missed(reaches: &Reaches, answer: &Answer) -> Option<String> {
    let got = || match answer.status {
        Status::Answered => {
            let what = answer.fact.clone().unwrap_or_else(|| {
                answer.figures.first().map_or_else(|| answer.topics.join(", "), |figure| figure.id.clone())
            });
            format!("it is answered by `{what}`")
        }
        Status::Unsure => "Kotae asks back".to_owned(),
        Status::Unknown => "it is refused".to_owned(),
    };
    let answered = answer.status == Status::Answered;
    let as_it_must = match reaches {
        Reaches::Fact(id) => answered && answer.fact.as_ref() == Some(id),
        Reaches::Figure(id) => answered && answer.figures.iter().any(|figure| figure.id == *id),
        Reaches::Topics(topics) => answered && topics.iter().all(|topic| answer.topics.contains(topic)),
        Reaches::Refusal => !answered,
    };
    (!as_it_must).then(got)
}
