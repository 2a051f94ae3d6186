//! Where answering ends: the limits of the decision in one place. Scores are those of `signals`.

/// The best candidate answers where its score is above that of nothing by so much …
pub(crate) const ANSWER: f32 = 0.0;
/// … and from here on Kotae asks back; below it says that it does not know.
pub(crate) const ASK_BACK: f32 = -1.2;
/// From this likeness on a question is asked as a fact's own question is.
pub(crate) const AS_ITS_OWN: f32 = 0.8;
/// A topic that is not named is taken from the way of asking from this likeness on.
pub(crate) const TOPIC_BY_WORDING: f32 = 0.38;
/// With no topic at all, a fact must be asked at least this much as its own questions are.
pub(crate) const FACT_BY_WORDING: f32 = 0.5;
