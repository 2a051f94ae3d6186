//! A source: the origin that a figure or a fact is cited from.

use std::fmt::Write;

use serde::{Deserialize, Serialize};

use super::{PartialDate, Text};

/// What sort of publication a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// A survey by a public body.
    OfficialSurvey,
    /// A company speaking of itself.
    Company,
    /// A research or polling firm.
    ResearchFirm,
    /// A newspaper, broadcaster or trade press.
    Press,
    /// A paper or a report by a university.
    Academic,
    /// A blog or a personal page.
    Blog,
}

/// How closely the source was read when its figures were taken down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reading {
    /// The text itself.
    Page,
    /// A part of it.
    Excerpt,
    /// As quoted by the source named in `via`.
    Secondary,
}

/// An origin. Field names follow Our World in Data's `origin` where it has one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// Stable slug.
    pub id: String,
    /// The organisation that stands behind it, as named in each language.
    pub producer: Text,
    /// The person, if named.
    pub author: Option<String>,
    /// The published title in its own language, or a description of the document.
    pub title: String,
    /// English rendering of a title in another language.
    pub title_en: Option<String>,
    /// Address of the page or document itself; absent for what has none.
    pub url_main: Option<String>,
    /// When it was published.
    pub date_published: Option<PartialDate>,
    /// BCP 47 tag of the document's language.
    pub language: String,
    /// What sort of publication it is.
    pub kind: SourceKind,
    /// How closely it was read.
    pub read: Reading,
    /// With a secondary reading: the source in which it was read.
    pub via: Option<String>,
    /// Who the figures speak of, how they were asked and how many: one line, for the answer.
    pub population: Option<Text>,
    /// Who "all" means in a sentence ("people aged 13 to 79").
    pub people: Option<Text>,
    /// When the survey ran, as an ISO date or an ISO interval.
    pub fielded: Option<String>,
    /// What a careful reader should know.
    pub caveat: Option<Text>,
}

impl Source {
    /// The full citation: producer, year, title, address.
    pub fn citation_full(&self) -> String {
        let mut citation = self.producer.en.clone();
        if let Some(author) = &self.author {
            citation = format!("{author}, {citation}");
        }
        if let Some(date) = self.date_published {
            let _ = write!(citation, " ({})", date.year);
        }
        let _ = write!(citation, ". {}", self.title);
        if let Some(url) = &self.url_main {
            let _ = write!(citation, ". {url}");
        }
        citation
    }
}
