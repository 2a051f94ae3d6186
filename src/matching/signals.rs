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
    /// One point in time is given for a stretch of it.
    PointForRange,
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
    /// How strange it is where no topic is named.
    StrangeUnnamed,
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
        self.0.iter().zip(&WEIGHTS).map(|(value, (_, weight))| value * weight).sum()
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
        WEIGHTS.map(|(_, weight)| weight)
    }

    /// All values in the order of `Signal`, for fitting.
    pub fn values(&self) -> &[f32] {
        &self.0
    }
}

/// Every signal with its weight, in their order.
#[rustfmt::skip]
#[allow(clippy::approx_constant, reason = "a fitted weight may look like a constant of nature")]
static WEIGHTS: [(Signal, f32); SIGNALS] = [
    (Signal::IsFigure, 2.64),
    (Signal::IsCompare, 1.33),
    (Signal::IsRank, 0.95),
    (Signal::IsTrend, -1.31),
    (Signal::IsBreakdown, -2.04),
    (Signal::Text, 8.14),
    (Signal::OwnWording, -0.97),
    (Signal::OwnQuestion, 6.00),
    (Signal::Unasked, 1.41),
    (Signal::FactIntent, 2.71),
    (Signal::FactWords, 0.21),
    (Signal::FactCoverage, 3.21),
    (Signal::Topics, 3.90),
    (Signal::MissesTopic, -2.55),
    (Signal::OwnTopic, 2.13),
    (Signal::UnnamedPlatform, 1.58),
    (Signal::OtherPlatform, -2.23),
    (Signal::Preferred, 1.60),
    (Signal::Deprecated, -1.50),
    (Signal::PeriodFits, 2.67),
    (Signal::PeriodFar, -3.24),
    (Signal::NumberOfOtherTime, -2.48),
    (Signal::NumberOfGroup, -2.04),
    (Signal::OfGroup, 3.88),
    (Signal::OfOtherGroup, -1.56),
    (Signal::FactForFigure, -3.58),
    (Signal::FactWithoutTopic, -5.79),
    (Signal::FactByWording, 3.64),
    (Signal::TextWords, 0.91),
    (Signal::Phrasing, 3.01),
    (Signal::NumberIntent, 4.61),
    (Signal::NumberCoverage, 5.37),
    (Signal::Unexplained, -6.79),
    (Signal::NumberNamed, -1.10),
    (Signal::NumberOfTopic, 2.07),
    (Signal::NumberByWording, -1.98),
    (Signal::Versus, 0.33),
    (Signal::WhoByCount, -3.74),
    (Signal::OneOfMany, -3.34),
    (Signal::CourseAtOnce, -1.78),
    (Signal::PointForRange, -2.0),
    (Signal::SeveralGroups, -0.34),
    (Signal::OtherGroup, -1.07),
    (Signal::Clause, -1.23),
    (Signal::LikeliestIntent, 1.26),
    (Signal::IsNothing, 11.88),
    (Signal::Strange, 0.89),
    (Signal::Outside, 7.90),
    (Signal::NothingOfTopic, -0.68),
    (Signal::NothingOfTheme, -4.42),
    (Signal::Doubtful, -2.19),
    (Signal::SureIntent, 0.37),
    (Signal::Placeless, -1.42),
    (Signal::StrangeUnnamed, 2.0),
    (Signal::Length, -4.27),
];
