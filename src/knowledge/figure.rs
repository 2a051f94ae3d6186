//! A figure: one measured value, and the series it belongs to.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{PartialDate, Text, Words};

/// A unit that a value is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Hundredths of the group.
    Percent,
    /// People or accounts, as the source counts them.
    Users,
    /// Minutes of a day.
    Minutes,
    /// Japanese yen.
    Yen,
    /// United States dollars.
    Usd,
    /// Things other than people.
    Count,
    /// A place in an order, 1 being the first.
    Rank,
}

impl Unit {
    /// All units with the names they have in files.
    pub const ALL: [(Unit, &'static str); 7] = [
        (Unit::Percent, "percent"),
        (Unit::Users, "users"),
        (Unit::Minutes, "minutes"),
        (Unit::Yen, "yen"),
        (Unit::Usd, "usd"),
        (Unit::Count, "count"),
        (Unit::Rank, "rank"),
    ];

    /// The name it has in files.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(unit, _)| *unit == self).map_or("", |(_, name)| name)
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Unit {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .iter()
            .find(|(_, name)| *name == text)
            .map(|(unit, _)| *unit)
            .ok_or_else(|| format!("`{text}` is no unit; use {}", Self::ALL.map(|(_, name)| name).join(", ")))
    }
}

/// How exactly a value was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ValueKind {
    /// As it stands.
    Exact,
    /// "About".
    Approx,
    /// "More than".
    AtLeast,
    /// Worked out by us from other figures; the note says how.
    Computed,
}

impl ValueKind {
    /// All kinds with the names they have in files.
    pub const ALL: [(ValueKind, &'static str); 4] = [
        (ValueKind::Exact, "exact"),
        (ValueKind::Approx, "approx"),
        (ValueKind::AtLeast, "at_least"),
        (ValueKind::Computed, "computed"),
    ];

    /// The name it has in files.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(kind, _)| *kind == self).map_or("", |(_, name)| name)
    }
}

impl FromStr for ValueKind {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.iter().find(|(_, name)| *name == text).map(|(kind, _)| *kind).ok_or_else(|| {
            format!("`{text}` is no value_kind; use {}", Self::ALL.map(|(_, name)| name).join(", "))
        })
    }
}

/// One measured value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Stable slug.
    pub id: String,
    /// Slug of the topic that was measured.
    pub topic: String,
    /// Id of the metric in the lexicon.
    pub metric: String,
    /// The value in `unit`, as published.
    pub value: f64,
    /// Decimal places the value was written with.
    pub decimals: u8,
    /// What the value counts.
    pub unit: Unit,
    /// How exactly it was published.
    pub value_kind: ValueKind,
    /// Who was measured: group ids of the lexicon joined by `/`; `all` is the whole population.
    pub group: String,
    /// How the evidence words the group where it does so otherwise.
    pub group_in_evidence: Option<String>,
    /// What moment the value speaks of.
    pub as_of: PartialDate,
    /// Id of the source.
    pub source: String,
    /// Where in the source it stands (page, table), if known.
    pub locator: Option<String>,
    /// A remark the reader must see with the value.
    pub note: Option<Text>,
    /// Id of the series: the name of its file.
    pub series: String,
}

/// How the figures of a series came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// People were asked.
    Survey,
    /// A panel or a meter was read.
    Measurement,
    /// The company said so.
    CompanyReport,
    /// Accounts that advertisements can reach; not people, not active users.
    AdvertisingReach,
    /// A model or a forecast.
    Estimate,
    /// Counted from records (police, statistics of sales).
    Records,
    /// Single figures gathered from several reports.
    Mixed,
}

/// A date from which figures of a series cannot be held against earlier ones.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Break {
    /// The first figure that is different.
    pub at: PartialDate,
    /// What changed.
    pub note: Text,
}

/// Figures that may be compared with each other: one population, one method.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Series {
    /// Stable slug: the name of the file.
    pub id: String,
    /// Name of the series, as a reader knows it.
    pub title: Text,
    /// What people call it ("the ministry's survey"): asked for by these words, its figures come first.
    #[serde(default)]
    pub words: Words,
    /// Who "all" means in a sentence, unless the source says otherwise ("people aged 13 to 69").
    pub people: Text,
    /// How the figures came about.
    pub method: Method,
    /// True where its figures may be drawn as one trend and held against each other.
    pub comparable: bool,
    /// Which series is asked first where several could answer: the lower the earlier, 1 to 99.
    pub precedence: u8,
    /// Where it is not comparable with itself.
    pub breaks: Vec<Break>,
    /// What a careful reader should know.
    pub caveat: Option<Text>,
    /// From when the newest figure should be looked at again.
    pub review_after: Option<PartialDate>,
}
