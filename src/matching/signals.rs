//! What speaks for a candidate, and how much each of it weighs.
//!
//! A candidate's score is the sum of its signals times their weights; so is that of answering nothing. The
//! weights are those of a conditional logit fitted on labelled questions: the chance of a candidate is
//! e^score over the sum of that of all of them and of nothing. They live here and nowhere else.

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
    /// One of them is the fact's own.
    OwnTopic,
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
    /// No topic is named.
    FactWithoutTopic,
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

    /// All values in the order of [`Signal`], for fitting.
    pub fn values(&self) -> &[f32] {
        &self.0
    }
}

/// The weights, in the order of [`Signal`].
#[allow(clippy::approx_constant, reason = "a fitted weight may look like a constant of nature")]
const WEIGHTS: [f32; SIGNALS] = [
    // kinds
    2.71, 0.33, 0.74, 0.69, -1.43, // facts
    6.54, -1.63, -1.42, 2.55, 0.35, 2.36, 5.14, 1.64, -0.95, 1.33, -1.50, 0.57, -3.33, -1.66, -1.81, -4.07,
    // numbers
    -0.71, 5.00, 3.60, -5.54, 1.06, 3.38, -0.27, -2.43, -1.89, -1.74, 0.73, -1.28, // both
    -0.80, 0.79, // nothing
    9.21, -0.64, 7.36, 3.14, -3.03, -2.72, 0.37, 0.36, -4.51,
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
    Signal::Unasked,
    Signal::FactIntent,
    Signal::FactWords,
    Signal::FactCoverage,
    Signal::Topics,
    Signal::OwnTopic,
    Signal::OtherPlatform,
    Signal::Preferred,
    Signal::Deprecated,
    Signal::PeriodFits,
    Signal::PeriodFar,
    Signal::NumberOfOtherTime,
    Signal::NumberOfGroup,
    Signal::FactWithoutTopic,
    Signal::Phrasing,
    Signal::NumberIntent,
    Signal::NumberCoverage,
    Signal::Unexplained,
    Signal::NumberNamed,
    Signal::NumberOfTopic,
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
