//! What speaks for a candidate, and how much each of it weighs.
//!
//! A candidate's score is the sum of its signals times their weights; so is that of answering nothing. The
//! weights are those of a conditional logit fitted on labelled questions: the chance of a candidate is
//! e^score over the sum of that of all of them and of nothing. They live here and nowhere else;
//! `cargo run --release --example tune` fits them anew on the base's own questions.

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
    /// How much of the question the fact's own words explain.
    FactWords,
    /// How much of it those and the intent's words explain.
    FactCoverage,
    /// How many of the topics named the fact is about.
    Topics,
    /// It is not about all of them.
    MissesTopic,
    /// One of them is the fact's own.
    OwnTopic,
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
    /// Words that hold one thing against another are there.
    Versus,
    /// "Who" is answered by how many.
    WhoByCount,
    /// One of several topics is answered.
    OneOfMany,
    /// A course is given for one point in time.
    CourseAtOnce,
    /// Several groups are named, and all of them are answered.
    SeveralGroups,
    /// Another group is answered than was asked about.
    OtherGroup,
    /// Only a clause of the question is answered.
    Clause,
    /// Its intent is the likeliest.
    LikeliestIntent,
    /// Nothing is answered.
    IsNothing,
    /// How much of the question nothing in the base speaks of.
    Strange,
    /// How likely it is of a kind that is outside.
    Outside,
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
    /// Words that carry content, in tens.
    Length,
}

/// How many signals there are.
pub(crate) const SIGNALS: usize = Signal::Length as usize + 1;

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

    /// The weighed sum.
    pub(crate) fn score(&self) -> f32 {
        self.0.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum()
    }

    /// The name of the signal at that place.
    pub(crate) fn name(at: usize) -> String {
        NAMES.get(at).map_or_else(String::new, |signal| format!("{signal:?}"))
    }

    /// The names of all signals, in their order.
    pub(crate) fn names() -> Vec<String> {
        (0..SIGNALS).map(Self::name).collect()
    }

    /// The weights, in the order of the signals.
    pub(crate) fn weights() -> &'static [f32] {
        &WEIGHTS
    }

    /// All values in the order of `Signal`, for fitting.
    pub fn values(&self) -> &[f32] {
        &self.0
    }
}

/// The weights, in the order of [`Signal`].
#[allow(clippy::approx_constant, reason = "a fitted weight may look like a constant of nature")]
static WEIGHTS: [f32; SIGNALS] = [
    // kinds
    2.51, 1.80, 0.64, 0.07, -1.58, // facts
    5.87, -1.61, 6.0, -0.41, 2.85, 0.06, 2.83, 5.72, -1.0, 1.46, -1.0, -1.13, 1.13, -1.50, 1.38, -3.59,
    -1.38, -1.48, 1.0, -1.0, -2.62, -4.59, 4.0, 1.0, // numbers
    1.31, 4.86, 3.83, -5.60, 0.16, 3.73, 0.0, 0.50, -2.67, -2.50, -1.76, 0.58, -0.77, // both
    -0.54, 0.64, // nothing
    9.61, -0.77, 7.13, 3.01, -3.14, -3.27, 0.73, 0.33, -5.14,
];

/// All signals in their order.
const NAMES: [Signal; SIGNALS] = [
    Signal::IsFigure,
    Signal::IsCompare,
    Signal::IsRank,
    Signal::IsTrend,
    Signal::IsBreakdown,
    Signal::Text,
    Signal::OwnWording,
    Signal::OwnQuestion,
    Signal::Unasked,
    Signal::FactIntent,
    Signal::FactWords,
    Signal::FactCoverage,
    Signal::Topics,
    Signal::MissesTopic,
    Signal::OwnTopic,
    Signal::UnnamedPlatform,
    Signal::OtherPlatform,
    Signal::Preferred,
    Signal::Deprecated,
    Signal::PeriodFits,
    Signal::PeriodFar,
    Signal::NumberOfOtherTime,
    Signal::NumberOfGroup,
    Signal::OfGroup,
    Signal::OfOtherGroup,
    Signal::FactForFigure,
    Signal::FactWithoutTopic,
    Signal::FactByWording,
    Signal::TextWords,
    Signal::Phrasing,
    Signal::NumberIntent,
    Signal::NumberCoverage,
    Signal::Unexplained,
    Signal::NumberNamed,
    Signal::NumberOfTopic,
    Signal::NumberByWording,
    Signal::Versus,
    Signal::WhoByCount,
    Signal::OneOfMany,
    Signal::CourseAtOnce,
    Signal::SeveralGroups,
    Signal::OtherGroup,
    Signal::Clause,
    Signal::LikeliestIntent,
    Signal::IsNothing,
    Signal::Strange,
    Signal::Outside,
    Signal::NothingOfTopic,
    Signal::NothingOfTheme,
    Signal::Doubtful,
    Signal::SureIntent,
    Signal::Placeless,
    Signal::Length,
];
