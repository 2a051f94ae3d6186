//! What matching hands on: the outcome of a question, before it is worded.

use crate::knowledge::Lang;

use super::signals::{Signal, Signals};

/// What answers a question. Numbers are positions in the base.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// A fact: its topic and its place there.
    Fact(usize, usize),
    /// A figure, and perhaps one of another kind that completes it.
    Figure {
        /// The figure asked for.
        figure: usize,
        /// Users beside a share, or a share beside users.
        companion: Option<usize>,
    },
    /// Topics or groups held against each other.
    Compare {
        /// Group by group, in the order in which topics were named.
        figures: Vec<usize>,
        /// False where they come from several sources and only stand side by side.
        comparable: bool,
    },
    /// Topics in order, the largest first.
    Rank(Vec<usize>),
    /// One topic or several over time, each in order of time.
    Trend(Vec<Vec<usize>>),
    /// One topic by groups.
    Breakdown(Vec<usize>),
}

/// Why a question is not answered.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// Nothing was asked.
    Empty,
    /// It is of a kind that Kotae does not answer: position of the intent.
    Outside(usize),
    /// It is about another place: position of it.
    OtherPlace(usize),
    /// Something is asked about of which the base tells nothing: position of its name in the lexicon.
    Elsewhere(usize),
    /// It is about a part of the home, for which there is nothing.
    Region(String),
    /// The topic is known, but nothing of that kind: topic, intent.
    NothingOfThatKind(usize, Option<usize>),
    /// The topic has figures, but not of that group.
    NoGroup(usize, String),
    /// The topic has figures, but not of that time: first and last year there is.
    NoPeriod(usize, i16, i16),
    /// Nothing holds these topics against each other.
    NothingToCompare(Vec<usize>),
    /// Nothing tells of that year, which has not begun.
    YetToCome(i16),
    /// It was not understood.
    Strange,
}

/// Something that may answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// What answers.
    pub found: Found,
    /// Position of the intent.
    pub intent: usize,
    /// Positions of the topics it is about.
    pub topics: Vec<usize>,
    /// The sum of what speaks for it.
    pub score: f32,
    /// What speaks for it.
    pub signals: Signals,
}

impl Candidate {
    /// True where it speaks of another group than was asked about, for want of a figure.
    pub fn answers_other_group(&self) -> bool {
        self.signals.get(Signal::OtherGroup) > 0.0
    }
}

/// Answering nothing, as it stands against what may answer.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Nothing {
    /// What speaks for it.
    pub signals: Signals,
    /// The sum of that.
    pub score: f32,
}

/// How a question was decided.
#[derive(Clone, Debug, PartialEq)]
pub enum Decision {
    /// By the first candidate.
    Answered,
    /// By asking back.
    Unsure,
    /// Not at all.
    Unknown(Refusal),
}

impl Decision {
    /// True where it was refused whatever the scores are.
    pub(crate) fn is_by_rule(&self) -> bool {
        match self {
            Self::Answered | Self::Unsure => false,
            Self::Unknown(refusal) => match refusal {
                Refusal::Empty
                | Refusal::OtherPlace(_)
                | Refusal::Elsewhere(_)
                | Refusal::Region(_)
                | Refusal::YetToCome(_) => true,
                Refusal::Outside(_)
                | Refusal::NothingOfThatKind(..)
                | Refusal::NoGroup(..)
                | Refusal::NoPeriod(..)
                | Refusal::NothingToCompare(_)
                | Refusal::Strange => false,
            },
        }
    }
}

/// Everything that matching found out about a question.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// The language to answer in.
    pub lang: Lang,
    /// How it was decided.
    pub decision: Decision,
    /// What may answer, best first.
    pub candidates: Vec<Candidate>,
    /// Answering nothing.
    pub nothing: Nothing,
    /// How likely the first is right, 0 to 1.
    pub confidence: f32,
    /// Position of the likeliest intent.
    pub intent: Option<usize>,
    /// How likely that is.
    pub intent_likely: f32,
    /// How much of the question is unexplained by anything known, 0 to 1.
    pub strange: f32,
    /// Positions of the topics that it was taken to be about.
    pub topics: Vec<usize>,
}
