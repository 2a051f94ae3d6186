//! Where answering ends: the limits of the decision in one place. Scores are those of `signals`.

/// The best candidate answers where its score is above that of nothing by so much …
pub(crate) const ANSWER: f32 = 0.0;
/// … and from here on Kotae asks back; below it says that it does not know.
pub(crate) const ASK_BACK: f32 = -1.2;
/// A name that may be an ordinary word is taken for the name where the rest is asked with its intent at
/// least so likely …
pub(crate) const SURE_OF_NAME: f32 = 0.6;
/// … and no more than this part of it is strange.
pub(crate) const STRANGE_FOR_NAME: f32 = 0.35;
/// It is so, too, where the best answer is so far above nothing.
pub(crate) const FAR_AHEAD: f32 = 3.0;
/// From this likeness on a question is asked as a fact's own question is.
pub(crate) const AS_ITS_OWN: f32 = 0.8;
/// Topics that are not named are taken from the way of asking where it speaks for them at least so much …
pub(crate) const TOPIC_BY_WORDING: f32 = 0.15;
/// … and no more of them than these.
pub(crate) const TOPICS_BY_WORDING: usize = 4;
/// With no topic named, a fact must be asked at least this much as its own questions are …
pub(crate) const FACT_BY_WORDING: f32 = 0.2;
/// … and no more facts than these are tried.
pub(crate) const FACTS_BY_WORDING: usize = 24;
/// An intent that is so much likelier than a fact's own is what is asked for …
pub(crate) const SURE_OF_OTHER: f32 = 0.6;
/// … and where what the fact's questions ask for is less like it than this, the fact does not tell it.
pub(crate) const NEVER_ASKED: f32 = 0.3;
/// From so many months on, the time of what is known is quite another than the one asked about.
pub(crate) const FAR_MONTHS: f32 = 24.0;
/// No more candidates than these, the best by the weighed sum of their signals, are ranked in the end …
pub(crate) const RANKED: usize = 16;
/// … and none that is behind the best by more than this: for one of 26,170 labelled questions the trees made the best
/// what was farther behind (5.3), for the others nothing beyond 3.4 …
pub(crate) const IN_REACH: f32 = 5.0;
/// … but always as many as there are choices where Kotae asks back, and one more, for one may not be told as a choice.
pub(crate) const CHOICES: usize = 4;
/// From this likelihood on an intent is asked for beside the likeliest.
pub(crate) const ALSO_ASKED: f32 = 0.4;
/// Numbers of an intent less likely than this are not looked for where no number is named.
pub(crate) const UNLIKELY: f32 = 0.02;
