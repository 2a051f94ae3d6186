//! What curators work through: questions that were not answered, and reports of mistakes.

use crate::answer::Status;
use crate::engine::{Ask, Engine};
use crate::knowledge::{Lang, PartialDate, Wanted, stubs};
use crate::store::{Feedback, StoreError, Unanswered};

use super::Kotae;

/// Questions that an export holds: what one sitting can take on.
const EXPORTED: usize = 200;

impl Kotae {
    /// The questions that were not answered or not surely, the most asked first. Blocking.
    ///
    /// # Errors
    /// What the store says.
    pub fn unanswered(&self) -> Result<Vec<Unanswered>, StoreError> {
        self.noted(self.state.unanswered(self.now()))
    }

    /// Forgets questions that were seen to, by their ids. Says how many there were. Blocking.
    ///
    /// # Errors
    /// What the store says.
    pub fn done_unanswered(&self, ids: &[String]) -> Result<usize, StoreError> {
        self.noted(self.state.done_unanswered(ids))
    }

    /// Keeps a report of a mistake in an answer, without its author. Gives its number. Blocking.
    ///
    /// # Errors
    /// What the store says; the report is not kept.
    pub fn report(
        &self,
        text: &str,
        answer: &str,
        topics: Vec<String>,
        generation: u64,
    ) -> Result<u64, StoreError> {
        let (text, answer) = (text.to_owned(), answer.to_owned());
        let report = Feedback { number: 0, text, answer, topics, generation, at: self.now() };
        self.noted(self.state.add_feedback(report))
    }

    /// The reports of mistakes, the newest first. Blocking.
    ///
    /// # Errors
    /// What the store says.
    pub fn feedback(&self) -> Result<Vec<Feedback>, StoreError> {
        self.noted(self.state.feedback(self.now()))
    }

    /// Forgets reports that were seen to, by their numbers. Says how many there were. Blocking.
    ///
    /// # Errors
    /// What the store says.
    pub fn done_feedback(&self, numbers: &[u64]) -> Result<usize, StoreError> {
        self.noted(self.state.done_feedback(numbers))
    }

    /// Kept questions that `new` answers and the engine in use does not.
    pub(super) fn answerable(&self, new: &Engine) -> Vec<Unanswered> {
        let served = self.served();
        let kept = self.state.unanswered(self.now()).unwrap_or_else(|error| {
            tracing::warn!("the unanswered questions are not tried: {error}");
            Vec::new()
        });
        let today = self.today();
        let answers = |engine: &Engine, asked: &Unanswered| status(engine, asked, today) == Status::Answered;
        kept.into_iter().filter(|asked| answers(new, asked) && !answers(&served.engine, asked)).collect()
    }
}

fn status(engine: &Engine, asked: &Unanswered, today: PartialDate) -> Status {
    engine.ask(&Ask { text: &asked.text, lang: asked.lang.parse().ok(), context: None, today }).status
}

/// Questions as beginnings of facts, by what the engine takes them to be about: TOML, to be filled in.
pub fn unanswered_stubs(engine: &Engine, asked: &[Unanswered], today: PartialDate) -> String {
    let wanted = asked.iter().take(EXPORTED).map(|asked| {
        let lang = asked.lang.parse().unwrap_or(Lang::En);
        let answer = engine.ask(&Ask { text: &asked.text, lang: Some(lang), context: None, today });
        Wanted {
            text: asked.text.clone(),
            lang,
            count: asked.count,
            topic: answer.topics.into_iter().next(),
            intent: answer.intent,
        }
    });
    stubs(&wanted.collect::<Vec<_>>(), today)
}
