//! A topic: a platform or a theme, the names people use for it, and the facts about it.

use serde::{Deserialize, Serialize};

use super::{Fact, Text, Words};

/// What a topic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TopicKind {
    /// A service that people use.
    Platform,
    /// A part or product of a platform; answers fall back to the parent's.
    Feature,
    /// A subject that is no service (anonymity, fraud).
    Theme,
}

/// The names of a topic.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Aliases {
    /// Names in English text.
    pub en: Vec<String>,
    /// Names in Japanese text; kana variants that fold together need not be listed.
    pub ja: Vec<String>,
    /// Which of the names above are ordinary words as well and need a reason in the sentence.
    pub ordinary: Vec<String>,
    /// Spellings that are the name whatever surrounds them, letter case included (`LINE`).
    pub exact: Vec<String>,
    /// Phrases that contain a name and mean something else ("straight line", X軸).
    pub never: Words,
}

/// A platform or a theme.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Topic {
    /// Stable slug: the name of the file.
    pub slug: String,
    /// What it is.
    pub kind: TopicKind,
    /// The topic it is a part of.
    pub parent: Option<String>,
    /// True for the topic that stands for all platforms together: asked to rank it, all are ranked.
    pub whole: bool,
    /// The name as answers write it.
    pub name: Text,
    /// One line for lists.
    pub summary: Text,
    /// The names people use.
    pub aliases: Aliases,
    /// What is known beside figures.
    pub facts: Vec<Fact>,
}
