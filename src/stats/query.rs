//! What is asked of the figures, small enough for a button's custom id.

use std::fmt;
use std::str::FromStr;

use crate::knowledge::PartialDate;

/// Most topics of one query: more lines or bars than that nobody tells apart.
pub(super) const MOST_TOPICS: usize = 6;

/// What sort of statistic is wished for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// One topic: its course, or its newest figure.
    Stats,
    /// Several topics at one time.
    Compare,
    /// One or several topics over time.
    Trend,
    /// All platforms at one time, the largest first.
    Rank,
}

impl Kind {
    /// All kinds with their names.
    pub const ALL: [(Kind, &'static str); 4] =
        [(Kind::Stats, "stats"), (Kind::Compare, "compare"), (Kind::Trend, "trend"), (Kind::Rank, "rank")];

    /// The name of its command.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(kind, _)| *kind == self).map_or("", |(_, name)| name)
    }
}

/// A breakdown by groups of one sort, in place of one group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Split {
    /// By age.
    Age,
    /// By sex.
    Sex,
}

impl Split {
    /// Both, with the names they are asked for by.
    pub const ALL: [(Split, &'static str); 2] = [(Split::Age, "age"), (Split::Sex, "sex")];

    /// What the ids of its groups begin with.
    pub(crate) fn prefix(self) -> &'static str {
        match self {
            Split::Age => "age:",
            Split::Sex => "sex:",
        }
    }

    /// The split of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, own)| *own == name).map(|(split, _)| *split)
    }
}

/// What is asked of the figures. All names are slugs of the base.
///
/// Written as `kind|series|metric|group|date|topics`, topics joined by `,`; an empty part leaves it open.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Query {
    /// What sort of statistic.
    pub kind: Kind,
    /// The topics, in the order in which they were named; none for a ranking of all.
    pub topics: Vec<String>,
    /// The metric; else the one that most is known of.
    pub metric: Option<String>,
    /// The group as figures write it, or the name of a [`Split`]; else the whole population.
    pub group: Option<String>,
    /// A year or a month; else the newest.
    pub at: Option<PartialDate>,
    /// The series, where only this one will do; else the best.
    pub series: Option<String>,
}

impl Query {
    /// A query that leaves everything open but its kind and topics.
    pub fn new(kind: Kind, topics: impl IntoIterator<Item = String>) -> Self {
        Self { kind, topics: topics.into_iter().collect(), metric: None, group: None, at: None, series: None }
    }

    /// The breakdown that is asked for, if one is.
    pub fn split(&self) -> Option<Split> {
        self.group.as_deref().and_then(Split::named)
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = |part: &Option<String>| part.clone().unwrap_or_default();
        write!(
            f,
            "{}|{}|{}|{}|{}|{}",
            self.kind.name(),
            part(&self.series),
            part(&self.metric),
            part(&self.group),
            self.at.map(|at| at.to_string()).unwrap_or_default(),
            self.topics.join(",")
        )
    }
}

impl FromStr for Query {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || format!("`{text}` is no query: six parts are joined by `|`");
        let parts: Vec<&str> = text.split('|').collect();
        let [kind, series, metric, group, at, topics] = parts[..] else { return Err(wrong()) };
        let kind =
            Kind::ALL.iter().find(|(_, name)| *name == kind).map(|(kind, _)| *kind).ok_or_else(wrong)?;
        let part = |part: &str| (!part.is_empty()).then(|| part.to_owned());
        let at = if at.is_empty() { None } else { Some(at.parse().map_err(|_| wrong())?) };
        Ok(Self {
            kind,
            topics: topics.split(',').filter(|slug| !slug.is_empty()).map(str::to_owned).collect(),
            metric: part(metric),
            group: part(group),
            at,
            series: part(series),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_again() {
        let query = Query {
            metric: Some("usage_rate".into()),
            group: Some("age:10s".into()),
            at: "2024-12".parse().ok(),
            series: Some("mic-media-survey".into()),
            ..Query::new(Kind::Compare, ["line".into(), "x".into()])
        };
        assert_eq!(query.to_string(), "compare|mic-media-survey|usage_rate|age:10s|2024-12|line,x");
        for query in [query, Query::new(Kind::Rank, [])] {
            assert_eq!(query.to_string().parse(), Ok(query));
        }
        for wrong in ["", "stats", "stats|||||line|", "sum|||||line", "rank||||tomorrow|"] {
            assert!(wrong.parse::<Query>().is_err(), "{wrong}");
        }
    }
}
