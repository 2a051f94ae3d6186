//! What speaks for a candidate, and how much each of it weighs.
//!
//! A candidate's score is the sum of its signals times their weights; so is that of answering nothing. The
//! weights are those of a conditional logit: the chance of a candidate is e^score over the sum of that of all of them
//! and of nothing. They live here and nowhere else. They were fitted on texts held out of the index of two bases, on
//! the bases' own questions and on questions written without sight of them. Set by hand are `OwnQuestion` (a
//! fact's own question is that fact's), `OwnOutside`, `SureOfOther` and `Continues` (no text of a base replies to an
//! answer).
//! What a weighed sum cannot say is left to `trees`, fitted on top of these weights.
//! `cargo run --release --example tune` fits them anew on any bases.

use super::dot::dot;
use super::trees::corrections;

/// One thing that speaks for or against a candidate, or for answering nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Signal {
    /// It is a figure.
    IsFigure,
    /// It holds topics against each other.
    IsCompare,
    /// It is an order of topics.
    IsRank,
    /// It is a course over time.
    IsTrend,
    /// It is a breakdown by groups.
    IsBreakdown,
    /// How like one of the fact's questions it is asked.
    Text,
    /// It is asked nearly as the fact's own question is.
    OwnWording,
    /// It is one of the fact's own questions.
    OwnQuestion,
    /// How much that question of the fact asks beside.
    Unasked,
    /// How likely it is asked with the fact's intent.
    FactIntent,
    /// How like what its questions ask for it is.
    FactAsks,
    /// How much of the question the fact's own words explain.
    FactWords,
    /// How much of it those and the intent's words explain.
    FactCoverage,
    /// How like the three of its questions that are most alike it is asked, on average.
    TextMean,
    /// How much of what tells the facts apart that may answer is this one's.
    FactApart,
    /// How much likelier another intent is.
    OtherIntent,
    /// Another intent is sure, and the fact's questions do not ask for it: why something is liked is not told by why
    /// it is not.
    SureOfOther,
    /// How many of the topics named the fact is about.
    Topics,
    /// It is not about all of them.
    MissesTopic,
    /// One of them is the fact's own.
    OwnTopic,
    /// How much of what the names used tell apart is this fact's.
    NamedSo,
    /// How much of the question is words that facts of its topic alone use.
    OwnWords,
    /// No topic is named, and the fact belongs to a platform.
    UnnamedPlatform,
    /// A platform is named, and the fact belongs to another.
    OtherPlatform,
    /// The fact is the preferred one.
    Preferred,
    /// The fact is kept for the record.
    Deprecated,
    /// The fact is of the time asked about.
    PeriodFits,
    /// It is of quite another time.
    PeriodFar,
    /// A number of a time is asked for, and the fact is of another.
    NumberOfOtherTime,
    /// A number of a group is asked for, and this is a fact.
    NumberOfGroup,
    /// The fact speaks of the group asked about.
    OfGroup,
    /// It speaks of groups, but not of that one.
    OfOtherGroup,
    /// A number is asked for, and there is a figure that has it.
    FactForFigure,
    /// A comparison, an order or a course is asked for, and there are figures for it.
    FactForTable,
    /// No topic is named.
    FactWithoutTopic,
    /// How much the way of asking speaks for the fact's topic where none is named.
    FactByWording,
    /// The largest part of the question's words that one of the fact's questions has.
    TextWords,
    /// How like a phrasing of its intent a number is asked for.
    Phrasing,
    /// How likely it is asked with the number's intent.
    NumberIntent,
    /// How much of the question words for numbers and the intent's words explain.
    NumberCoverage,
    /// How much is missing to what a table of everything must explain.
    Unexplained,
    /// A metric or a measure is named.
    NumberNamed,
    /// A topic is named.
    NumberOfTopic,
    /// How much the way of asking speaks for the topic where none is named.
    NumberByWording,
    /// It is a figure that its note speaks of.
    IsNoted,
    /// How much of the question its note explains.
    NoteWords,
    /// How much of it that and words for numbers explain.
    NoteCoverage,
    /// How much of its note is not asked.
    NoteUnasked,
    /// It is of a group that was not asked about.
    NoteOfGroup,
    /// How much likelier an intent is that no number answers.
    FactAsked,
    /// It is of the time asked about.
    NumberFits,
    /// It is of quite another time.
    NumberFar,
    /// Words that hold one thing against another are there.
    Versus,
    /// "Who" is answered by how many.
    WhoByCount,
    /// One of several topics is answered.
    OneOfMany,
    /// A course is given for one point in time.
    CourseAtOnce,
    /// One point in time is given for a stretch of it.
    PointForRange,
    /// Several groups are named, and all of them are answered.
    SeveralGroups,
    /// Another group is answered than was asked about.
    OtherGroup,
    /// Only a clause of the question is answered.
    Clause,
    /// How likely it is asked with its intent, by what the questions of facts teach too.
    IntentByAll,
    /// How much likelier another intent is by that.
    OtherByAll,
    /// Its intent is the likeliest.
    LikeliestIntent,
    /// It is of the intent of the answer replied to, and the reply says nothing else.
    Continues,
    /// Nothing is answered.
    IsNothing,
    /// How much of the question nothing in the base speaks of.
    Strange,
    /// How likely it is of a kind that is outside.
    Outside,
    /// The same, by what the questions of facts teach too.
    OutsideByAll,
    /// How like a phrasing of such a kind it is, beyond how like one inside it is.
    OutsideText,
    /// It is a phrasing of what is outside.
    OwnOutside,
    /// A topic is named.
    NothingOfTopic,
    /// A theme is named.
    NothingOfTheme,
    /// A name that may be an ordinary word is there, and no other.
    Doubtful,
    /// How sure the likeliest intent inside is.
    SureIntent,
    /// Neither topic nor home nor group is named.
    Placeless,
    /// A name that the base never uses is there.
    UnknownName,
    /// How much liker a way of asking it is where a word that the base has never heard of is taken for a name.
    StandsForName,
    /// How strange it is where no topic is named.
    StrangeUnnamed,
    /// Words that carry content, in tens.
    Length,
    /// A number is asked for. This and the rest say nothing of a candidate, only of the question or of how the
    /// candidate stands among the others: the trees ask for them, they have no weights.
    AskedNumber,
    /// A time is asked about.
    AskedTime,
    /// A group is asked about.
    AskedGroup,
    /// A topic is named.
    AskedTopic,
    /// Words that carry content, in tens.
    AskedWords,
    /// How far the weighed sum is below that of the best candidate.
    Behind,
    /// How far it is above that of nothing.
    AboveNothing,
}

/// How many signals there are.
pub(crate) const SIGNALS: usize = Signal::AboveNothing as usize + 1;

/// The signals of one candidate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Signals([f32; SIGNALS]);

impl Default for Signals {
    fn default() -> Self {
        Self([0.0; SIGNALS])
    }
}

impl Signals {
    /// Sets a signal, mostly 0 to 1.
    pub(crate) fn set(&mut self, signal: Signal, value: f32) -> &mut Self {
        self.0[signal as usize] = value;
        self
    }

    /// Sets a signal to 1 where it holds.
    pub(crate) fn flag(&mut self, signal: Signal, holds: bool) -> &mut Self {
        self.set(signal, f32::from(u8::from(holds)))
    }

    /// The value of a signal.
    pub(crate) fn get(&self, signal: Signal) -> f32 {
        self.0[signal as usize]
    }

    /// The weighed sum, corrected by the trees.
    pub fn score(&self) -> f32 {
        Self::scores(&[self]).into_iter().sum()
    }

    /// The same for several at once, which is quicker.
    pub(crate) fn scores(candidates: &[&Self]) -> Vec<f32> {
        let corrections = corrections(candidates);
        candidates.iter().zip(corrections).map(|(signals, correction)| signals.sum() + correction).collect()
    }

    /// The weighed sum: quick, and good enough to tell what may be among the best.
    pub(crate) fn sum(&self) -> f32 {
        dot(&self.0, &SUMMED)
    }

    /// The name of the signal at that place.
    pub(crate) fn name(at: usize) -> String {
        WEIGHTS.get(at).map_or_else(String::new, |(signal, _)| format!("{signal:?}"))
    }

    /// The names of all signals, in their order.
    pub(crate) fn names() -> Vec<String> {
        (0..SIGNALS).map(Self::name).collect()
    }

    /// The weights, in the order of the signals.
    pub(crate) fn weights() -> [f32; SIGNALS] {
        SUMMED
    }

    /// All values in the order of `Signal`, for fitting.
    pub fn values(&self) -> &[f32] {
        &self.0
    }
}

/// The weights alone.
static SUMMED: [f32; SIGNALS] = {
    let (mut weights, mut at) = ([0.0; SIGNALS], 0);
    while at < SIGNALS {
        weights[at] = WEIGHTS[at].1;
        at += 1;
    }
    weights
};

/// Every signal with its weight, in their order.
#[rustfmt::skip]
#[allow(clippy::approx_constant, reason = "a fitted weight may look like a constant of nature")]
const WEIGHTS: [(Signal, f32); SIGNALS] = [
    (Signal::IsFigure, -0.02),
    (Signal::IsCompare, 1.09),
    (Signal::IsRank, -0.22),
    (Signal::IsTrend, -0.78),
    (Signal::IsBreakdown, -1.91),
    (Signal::Text, 1.62),
    (Signal::OwnWording, -0.80),
    (Signal::OwnQuestion, 6.00),
    (Signal::Unasked, -0.02),
    (Signal::FactIntent, -0.03),
    (Signal::FactAsks, 1.97),
    (Signal::FactWords, 1.15),
    (Signal::FactCoverage, 1.93),
    (Signal::TextMean, 8.35),
    (Signal::FactApart, 0.57),
    (Signal::OtherIntent, 0.15),
    (Signal::SureOfOther, -3.00),
    (Signal::Topics, 0.58),
    (Signal::MissesTopic, -2.30),
    (Signal::OwnTopic, 0.88),
    (Signal::NamedSo, 1.21),
    (Signal::OwnWords, 1.01),
    (Signal::UnnamedPlatform, -1.23),
    (Signal::OtherPlatform, -0.88),
    (Signal::Preferred, 0.57),
    (Signal::Deprecated, -1.50),
    (Signal::PeriodFits, 3.19),
    (Signal::PeriodFar, -3.57),
    (Signal::NumberOfOtherTime, -0.88),
    (Signal::NumberOfGroup, -1.65),
    (Signal::OfGroup, 2.15),
    (Signal::OfOtherGroup, -0.43),
    (Signal::FactForFigure, -1.66),
    (Signal::FactForTable, 1.30),
    (Signal::FactWithoutTopic, -0.35),
    (Signal::FactByWording, 4.50),
    (Signal::TextWords, 0.56),
    (Signal::Phrasing, 2.75),
    (Signal::NumberIntent, 3.71),
    (Signal::NumberCoverage, 3.88),
    (Signal::Unexplained, -2.36),
    (Signal::NumberNamed, -0.29),
    (Signal::NumberOfTopic, 1.49),
    (Signal::NumberByWording, -1.73),
    (Signal::IsNoted, 0.37),
    (Signal::NoteWords, 4.59),
    (Signal::NoteCoverage, 3.81),
    (Signal::NoteUnasked, -3.14),
    (Signal::NoteOfGroup, -2.81),
    (Signal::FactAsked, -0.43),
    (Signal::NumberFits, 2.41),
    (Signal::NumberFar, 0.00),
    (Signal::Versus, -0.81),
    (Signal::WhoByCount, -3.87),
    (Signal::OneOfMany, -4.16),
    (Signal::CourseAtOnce, -0.87),
    (Signal::PointForRange, -1.69),
    (Signal::SeveralGroups, -0.62),
    (Signal::OtherGroup, -1.84),
    (Signal::Clause, -4.83),
    (Signal::IntentByAll, 3.01),
    (Signal::OtherByAll, 0.67),
    (Signal::LikeliestIntent, -0.18),
    (Signal::Continues, 3.00),
    (Signal::IsNothing, 7.18),
    (Signal::Strange, 2.06),
    (Signal::Outside, 4.76),
    (Signal::OutsideByAll, 3.72),
    (Signal::OutsideText, 1.28),
    (Signal::OwnOutside, 4.00),
    (Signal::NothingOfTopic, -2.88),
    (Signal::NothingOfTheme, -2.06),
    (Signal::Doubtful, -3.31),
    (Signal::SureIntent, 3.06),
    (Signal::Placeless, 0.88),
    (Signal::UnknownName, 1.43),
    (Signal::StandsForName, 0.65),
    (Signal::StrangeUnnamed, -1.28),
    (Signal::Length, -2.50),
    (Signal::AskedNumber, 0.00),
    (Signal::AskedTime, 0.00),
    (Signal::AskedGroup, 0.00),
    (Signal::AskedTopic, 0.00),
    (Signal::AskedWords, 0.00),
    (Signal::Behind, 0.00),
    (Signal::AboveNothing, 0.00),
];
