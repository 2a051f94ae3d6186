//! What an answer is made of, before it is rendered for anybody.

use serde::Serialize;

use crate::knowledge::{Figure, Lang, PartialDate, Unit};
use crate::question::Context;

/// How a question was met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// With an answer.
    Answered,
    /// With up to three questions that may have been meant.
    Unsure,
    /// With a refusal that says so.
    Unknown,
}

/// A figure as an answer cites it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CitedFigure {
    /// Id in the base.
    pub id: String,
    /// Slug of the topic.
    pub topic: String,
    /// Id of the metric.
    pub metric: String,
    /// The value in `unit`.
    pub value: f64,
    /// What the value counts.
    pub unit: Unit,
    /// Who was measured.
    pub group: String,
    /// What moment it speaks of.
    pub as_of: PartialDate,
    /// Id of the source.
    pub source: String,
}

impl CitedFigure {
    /// As it is cited.
    pub fn new(figure: &Figure) -> Self {
        Self {
            id: figure.id.clone(),
            topic: figure.topic.clone(),
            metric: figure.metric.clone(),
            value: figure.value,
            unit: figure.unit,
            group: figure.group.clone(),
            as_of: figure.as_of,
            source: figure.source.clone(),
        }
    }
}

/// A source as an answer cites it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CitedSource {
    /// Id in the base.
    pub id: String,
    /// Who stands behind it, in the language of the answer.
    pub producer: String,
    /// The published title, or a description of the document.
    pub title: String,
    /// Address of the page or document.
    pub url: Option<String>,
    /// When it was published.
    pub date_published: Option<PartialDate>,
}

/// Why a note is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoteKind {
    /// Asked for one time or group, answered for another.
    Period,
    /// What changes the meaning of a figure or a statement.
    Caveat,
    /// Another good source says otherwise.
    Disagreement,
    /// Read in another source than the one it comes from.
    Secondary,
    /// Old, or due for review.
    Stale,
    /// The Japanese text was not looked over.
    Translation,
}

/// One line below an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// Why it is there.
    pub kind: NoteKind,
    /// The line, in the language of the answer.
    pub text: String,
}

/// What Kotae says to a question. Typed, complete, and free of any markup.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The question as it was understood to be asked: cleaned, cut to 300 characters.
    pub question: String,
    /// The language of all texts below.
    pub lang: Lang,
    /// How the question was met.
    pub status: Status,
    /// Slugs of the topics that it is about.
    pub topics: Vec<String>,
    /// Id of the intent, where one was found.
    pub intent: Option<String>,
    /// The id of the fact that answers, if a fact does.
    pub fact: Option<String>,
    /// One to three sentences: what a person reads.
    pub text: String,
    /// One small line: who was asked, when and how.
    pub detail: Option<String>,
    /// The figures in `text`, in order.
    pub figures: Vec<CitedFigure>,
    /// Where all of it comes from, the most important first.
    pub sources: Vec<CitedSource>,
    /// What moment the answer speaks of.
    pub as_of: Option<PartialDate>,
    /// Lines that change what the answer means.
    pub notes: Vec<Note>,
    /// How likely the answer is right, 0 to 1.
    pub confidence: f32,
    /// With `Unsure`: what may have been meant, best first. Else: what can be asked next. At most three.
    pub suggestions: Vec<String>,
    /// True where a chart could be drawn.
    pub chart: bool,
    /// What a reply to this answer may leave out.
    pub context: Context,
}
