//! Questions asked by message and the answers given to them, as far back as memory allows.
//!
//! Only ids, slots and a digest of the question are kept, never its text.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::question::Context;

/// Pairs that are remembered: some hours of a busy server, in a few megabytes.
pub(crate) const MOST: usize = 5_000;

/// What became of a question while its answer was on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// Nothing.
    Stands,
    /// It was edited: answer this text.
    Edited(String),
    /// It was deleted: delete the answer.
    Deleted,
}

/// What to do about an edited question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum OnEdit {
    /// It was not asked before, as far as is remembered.
    Unknown,
    /// Nothing: the text is the same, or it will be seen to when the first answer has been sent.
    Nothing,
    /// Edit this answer; the question replied to an answer with that context.
    Answer(u64, Option<Context>),
}

/// A context as it is written: one piece of memory instead of one for each field, and there are thousands.
#[derive(Clone, Debug)]
struct Written(Box<str>);

impl Written {
    fn of(context: &Context) -> Self {
        Self(context.to_string().into())
    }

    fn read(&self) -> Option<Context> {
        self.0.parse().ok()
    }
}

/// The beginning of a question's digest: it need only tell a text from the one before.
type Digest = [u8; 8];

fn digest(text: &str) -> Digest {
    let mut beginning = Digest::default();
    beginning.copy_from_slice(&blake3::hash(text.as_bytes()).as_bytes()[..size_of::<Digest>()]);
    beginning
}

#[derive(Debug)]
struct Exchange {
    digest: Digest,
    parent: Option<Written>,
    answer: Option<u64>,
    fate: Fate,
}

#[derive(Debug, Default)]
struct Memory {
    questions: HashMap<u64, Exchange>,
    contexts: HashMap<u64, Written>,
    order: VecDeque<u64>,
}

/// The pairs, by the id of the question.
#[derive(Debug, Default)]
pub(crate) struct Exchanges(Mutex<Memory>);

impl Exchanges {
    fn lock(&self) -> MutexGuard<'_, Memory> {
        // Nothing is left half done in there by a panic: every change is one insertion or removal.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A question is about to be answered; false where it has been already (an event that came twice).
    pub(crate) fn begin(&self, question: u64, text: &str, parent: Option<&Context>) -> bool {
        let mut memory = self.lock();
        if memory.questions.contains_key(&question) {
            return false;
        }
        let (digest, parent) = (digest(text), parent.map(Written::of));
        memory.questions.insert(question, Exchange { digest, parent, answer: None, fate: Fate::Stands });
        memory.order.push_back(question);
        if memory.order.len() > MOST
            && let Some(oldest) = memory.order.pop_front()
        {
            memory.remove(oldest);
        }
        true
    }

    /// Its answer has been sent. Gives what became of the question in the meantime.
    pub(crate) fn answered(&self, question: u64, answer: u64, context: &Context) -> Fate {
        let mut memory = self.lock();
        let Some(exchange) = memory.questions.get_mut(&question) else { return Fate::Stands };
        exchange.answer = Some(answer);
        let fate = std::mem::replace(&mut exchange.fate, Fate::Stands);
        if fate == Fate::Deleted {
            memory.forget(question);
        } else {
            memory.contexts.insert(answer, Written::of(context));
        }
        fate
    }

    /// Its answer could not be sent.
    pub(crate) fn failed(&self, question: u64) {
        self.lock().forget(question);
    }

    /// A question was edited.
    pub(crate) fn edited(&self, question: u64, text: &str) -> OnEdit {
        let mut memory = self.lock();
        let Some(exchange) = memory.questions.get_mut(&question) else { return OnEdit::Unknown };
        let digest = digest(text);
        if exchange.digest == digest {
            // Discord also reports an "edit" when it adds the preview of a link.
            return OnEdit::Nothing;
        }
        exchange.digest = digest;
        if let Some(answer) = exchange.answer {
            OnEdit::Answer(answer, exchange.parent.as_ref().and_then(Written::read))
        } else {
            if exchange.fate != Fate::Deleted {
                exchange.fate = Fate::Edited(text.to_owned());
            }
            OnEdit::Nothing
        }
    }

    /// A question was deleted. Gives the answer to delete, if it has been sent.
    pub(crate) fn deleted(&self, question: u64) -> Option<u64> {
        let mut memory = self.lock();
        let exchange = memory.questions.get_mut(&question)?;
        let answer = exchange.answer;
        if answer.is_some() {
            memory.forget(question);
        } else {
            exchange.fate = Fate::Deleted;
        }
        answer
    }

    /// What a reply to this answer may leave out.
    pub(crate) fn context(&self, answer: u64) -> Option<Context> {
        self.lock().contexts.get(&answer).and_then(Written::read)
    }

    /// An answer was replaced by another one.
    pub(crate) fn replace_context(&self, answer: u64, context: &Context) {
        if let Some(kept) = self.lock().contexts.get_mut(&answer) {
            *kept = Written::of(context);
        }
    }
}

impl Memory {
    fn remove(&mut self, question: u64) {
        if let Some(answer) = self.questions.remove(&question).and_then(|exchange| exchange.answer) {
            self.contexts.remove(&answer);
        }
    }

    fn forget(&mut self, question: u64) {
        self.remove(question);
        // Mostly the newest or the oldest, so this is short.
        if self.order.back() == Some(&question) {
            self.order.pop_back();
        } else {
            self.order.retain(|known| *known != question);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn about(topic: &str) -> Context {
        Context { topics: vec![topic.to_owned()], ..Context::default() }
    }

    #[test]
    fn a_question_is_answered_once_and_its_context_kept() {
        let exchanges = Exchanges::default();
        assert!(exchanges.begin(1, "a", None));
        assert!(!exchanges.begin(1, "a", None));
        assert_eq!(exchanges.answered(1, 2, &about("line")), Fate::Stands);
        assert_eq!(exchanges.context(2), Some(about("line")));
        assert_eq!(exchanges.context(1), None);
    }

    #[test]
    fn an_edit_is_answered_where_the_text_differs() {
        let exchanges = Exchanges::default();
        assert_eq!(exchanges.edited(1, "b"), OnEdit::Unknown);
        exchanges.begin(1, "a", Some(&about("x")));
        exchanges.answered(1, 2, &about("line"));
        assert_eq!(exchanges.edited(1, "a"), OnEdit::Nothing);
        assert_eq!(exchanges.edited(1, "b"), OnEdit::Answer(2, Some(about("x"))));
        assert_eq!(exchanges.edited(1, "b"), OnEdit::Nothing);
    }

    #[test]
    fn what_happens_on_the_way_is_made_up_for() {
        let exchanges = Exchanges::default();
        exchanges.begin(1, "a", None);
        assert_eq!(exchanges.edited(1, "b"), OnEdit::Nothing);
        assert_eq!(exchanges.answered(1, 2, &about("line")), Fate::Edited("b".to_owned()));
        exchanges.begin(3, "a", None);
        assert_eq!(exchanges.deleted(3), None);
        assert_eq!(exchanges.edited(3, "b"), OnEdit::Nothing);
        assert_eq!(exchanges.answered(3, 4, &about("line")), Fate::Deleted);
        assert_eq!(exchanges.context(4), None);
    }

    #[test]
    fn a_deleted_question_names_its_answer_once() {
        let exchanges = Exchanges::default();
        exchanges.begin(1, "a", None);
        exchanges.answered(1, 2, &about("line"));
        assert_eq!(exchanges.deleted(1), Some(2));
        assert_eq!(exchanges.deleted(1), None);
        assert_eq!(exchanges.context(2), None);
    }

    #[test]
    fn memory_is_bounded() {
        let exchanges = Exchanges::default();
        for question in 0..MOST as u64 + 10 {
            exchanges.begin(question * 2, "a", None);
            exchanges.answered(question * 2, question * 2 + 1, &about("line"));
        }
        let memory = exchanges.lock();
        assert_eq!([memory.questions.len(), memory.contexts.len(), memory.order.len()], [MOST; 3]);
        assert!(!memory.questions.contains_key(&0) && memory.questions.contains_key(&20));
    }
}
