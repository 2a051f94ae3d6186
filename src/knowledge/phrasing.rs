//! Ways of asking, and the base's own test questions.

use serde::{Deserialize, Serialize};

use super::{Lang, Words};

/// What a set of phrasings asks for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Asks {
    /// An intent, about any topic.
    Intent(String),
    /// A topic, in words that do not name it ("do people go by their own names on the net").
    Topic(String),
}

/// Ways of asking for one thing, with `{topic}`, `{group}`, `{period}`, `{metric}`, `{place}` for slots.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Phrasings {
    /// Stable slug: the name of the file.
    pub id: String,
    /// What they ask for.
    pub asks: Asks,
    /// The ways of asking.
    pub texts: Words,
}

/// What a test question must reach.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reaches {
    /// The fact of this id.
    Fact(String),
    /// The figure of this id.
    Figure(String),
    /// Topics that the answer must be about.
    Topics(Vec<String>),
    /// A refusal, or an unsure answer.
    Refusal,
}

/// One of the fact base's own test questions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TestQuestion {
    /// The question.
    pub text: String,
    /// The language it is asked in.
    pub lang: Lang,
    /// What it must reach.
    pub reaches: Reaches,
}
