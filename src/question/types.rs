//! A question as it was understood.

use crate::knowledge::{Lang, fold};

use super::Period;

/// What stands for a slot in a masked text: characters that nobody types.
pub(crate) mod tag {
    pub(crate) const TOPIC: char = '\u{e000}';
    pub(crate) const GROUP: char = '\u{e001}';
    pub(crate) const PERIOD: char = '\u{e002}';
    pub(crate) const PLACE: char = '\u{e003}';

    /// True for any of them.
    pub(crate) fn is_tag(c: char) -> bool {
        ('\u{e000}'..='\u{e003}').contains(&c)
    }
}

/// A slot with the text that it was read from, for those who ask why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// What kind of slot ("topic", "group", …).
    pub kind: &'static str,
    /// What it was read as.
    pub value: String,
    /// The text that it was read from.
    pub from: String,
}

/// A question as it was understood. Topics, metrics and places are positions in the base.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// As asked: cleaned, cut, otherwise as typed.
    pub asked: String,
    /// Normalised, typing mistakes repaired.
    pub text: String,
    /// The language it is asked in.
    pub lang: Lang,
    /// Topics in the order of their naming.
    pub topics: Vec<usize>,
    /// Topics whose name is an ordinary word and nothing else in the sentence speaks for them.
    pub doubtful: Vec<usize>,
    /// Metrics named as such.
    pub metrics: Vec<usize>,
    /// Measures asked for ("how many").
    pub measures: Vec<usize>,
    /// Who is asked about, as figures write groups.
    pub group: Option<String>,
    /// Further groups named beside it ("men and women").
    pub more_groups: Vec<String>,
    /// When is asked about.
    pub period: Option<Period>,
    /// Series whose figures are asked for by name.
    pub series: Vec<usize>,
    /// True where the newest is asked for in words.
    pub now: bool,
    /// The home is named.
    pub home: bool,
    /// Other places named.
    pub places: Vec<usize>,
    /// A part of the home that is named.
    pub region: Option<String>,
    /// A name of which the base tells nothing: its position in the lexicon.
    pub elsewhere: Option<usize>,
    /// Words that hold another place against the home are there.
    pub versus: bool,
    /// The text with its slots replaced by tags, clause by clause; never empty.
    pub clauses: Vec<String>,
    /// The sentences that ask, masked likewise; none where nothing stands beside them.
    pub asking: Vec<String>,
    /// The same with doubtful topics taken for topics; only where no other topic is named.
    pub doubtful_clauses: Vec<String>,
    /// All slots, for those who ask why.
    pub slots: Vec<Slot>,
    /// Words that were repaired: as typed, as read.
    pub repairs: Vec<(String, String)>,
}

impl Question {
    /// The question with its doubtful topics taken for topics, where that is to be tried.
    pub fn with_doubtful(&self) -> Option<Self> {
        (!self.doubtful_clauses.is_empty()).then(|| Self {
            topics: self.doubtful.clone(),
            clauses: self.doubtful_clauses.clone(),
            ..self.clone()
        })
    }

    /// The names by which topics are named in it, folded: in whatever kana they are written, they are the same.
    pub(crate) fn names(&self) -> impl Iterator<Item = String> {
        self.slots.iter().filter(|slot| slot.kind == "topic").map(|slot| fold(&slot.from))
    }

    /// The whole masked text.
    pub fn masked(&self) -> String {
        self.clauses.join(" ")
    }
}
