//! A fact: something known that is not a number.

use serde::{Deserialize, Serialize};

use super::{PartialDate, Text, Words};

/// What a fact rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// Reported as having happened or being so.
    ReportedFact,
    /// Found by a survey.
    SurveyFinding,
    /// The judgement of somebody who studies it.
    ExpertAnalysis,
    /// The opinion of an author; must be worded as one.
    AuthorOpinion,
}

/// Which of several facts goes first (the ranks of Wikidata's statements).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rank {
    /// The one to answer with.
    Preferred,
    /// One among equals.
    #[default]
    Normal,
    /// Kept for the record; answered only when asked for its time.
    Deprecated,
}

/// Whether the second language was looked over by somebody who reads it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Translation {
    /// Both texts were looked over.
    #[default]
    Reviewed,
    /// The Japanese text was not looked over; shown as such.
    Unreviewed,
}

/// One thing that is known, with everything needed to say it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// Stable slug, never used again for another fact.
    pub id: String,
    /// Slug of the topic in whose file it stands.
    pub topic: String,
    /// Other topics that it speaks of as much.
    pub also: Vec<String>,
    /// Id of the intent that it answers.
    pub intent: String,
    /// Questions as people ask them, whose answer this is.
    pub questions: Words,
    /// The answer, one to three sentences, with placeholders for figures.
    pub statement: Text,
    /// Ids of sources, at least one, the most important first.
    pub sources: Vec<String>,
    /// What moment it speaks of.
    pub as_of: PartialDate,
    /// What it rests on.
    pub basis: Basis,
    /// What a careful reader should know.
    pub caveat: Option<Text>,
    /// Another good source that says otherwise, and why.
    pub disagreement: Option<Text>,
    /// From when it should be looked at again.
    pub review_after: Option<PartialDate>,
    /// Which of several goes first.
    pub rank: Rank,
    /// For a deprecated fact: the id of the fact that replaces it, or the reason.
    pub successor: Option<String>,
    /// Whether the translation was looked over.
    pub translation: Translation,
}
