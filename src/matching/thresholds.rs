//! Where answering ends: all limits of the decision in one place.

/// A candidate with at least this score answers.
pub(crate) const ANSWER: f32 = 0.46;
/// From this score on Kotae asks back; below it says that it does not know.
pub(crate) const ASK_BACK: f32 = 0.34;
/// From this likelihood on a question is taken to be of a kind that is outside …
pub(crate) const OUTSIDE: f32 = 0.5;
/// … unless it is asked nearly as a fact's own question is.
pub(crate) const AS_ITS_OWN: f32 = 0.8;
/// Where more than this part of a question's words is strange, nothing but a fact's own wording answers.
pub(crate) const STRANGE: f32 = 0.6;
/// A topic that is not named is taken from the way of asking from this likeness on.
pub(crate) const TOPIC_BY_WORDING: f32 = 0.38;
/// With no topic at all, a fact must be asked at least this much as its own questions are.
pub(crate) const FACT_BY_WORDING: f32 = 0.5;
/// … and a theme is named, which nobody does who asks how to repair an app.
pub(crate) const STRANGE_OF_THEMES: f32 = 0.85;
