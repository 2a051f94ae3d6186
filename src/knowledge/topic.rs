//! A topic: a platform or a theme, the names people use for it, and the facts about it.

use serde::{Deserialize, Serialize};

use super::{Fact, Lang, Text, Words, alternatives};

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
    /// Ways of meaning it without its name ("the blue network"), as [patterns](super::alternatives).
    pub described: Words,
    /// Phrases that contain a name and mean something else ("straight line", X軸).
    pub never: Words,
}

impl Aliases {
    /// Every wording that its patterns stand for, with the language and the place of the pattern; of one that stands for
    /// nothing there is none.
    pub(crate) fn described(&self) -> impl Iterator<Item = (Lang, usize, String)> + '_ {
        Lang::ALL.into_iter().flat_map(|lang| {
            let patterns = self.described.get(lang).iter().enumerate();
            patterns.flat_map(move |(nth, pattern)| {
                let wordings = alternatives(pattern).unwrap_or_default();
                wordings.into_iter().map(move |wording| (lang, nth, wording))
            })
        })
    }
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
