//! What is asked of the figures, small enough for a button's custom id.

use std::fmt;
use std::str::FromStr;

use crate::knowledge::PartialDate;
use crate::question::Context;

use super::Span;

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
/// Written as `kind|series|metric|group|time|topics`, the time as a date or as `from..to`, topics joined by `,`;
/// an empty part leaves it open.
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
    /// What of a course is wanted.
    pub span: Span,
    /// The series, where only this one will do; else the best.
    pub series: Option<String>,
}

impl Query {
    /// A query that leaves everything open but its kind and topics.
    pub fn new(kind: Kind, topics: impl IntoIterator<Item = String>) -> Self {
        Self {
            kind,
            topics: topics.into_iter().collect(),
            metric: None,
            group: None,
            at: None,
            span: Span::default(),
            series: None,
        }
    }

    /// What a reply to the statistic may leave out.
    pub fn context(&self) -> Context {
        Context {
            topics: self.topics.clone(),
            intent: None,
            group: self.group.clone().filter(|_| self.split().is_none()),
            period: self.at.map(|at| at.year.to_string()),
            metric: self.metric.clone(),
        }
    }

    /// The breakdown that is asked for, if one is.
    pub fn split(&self) -> Option<Split> {
        self.group.as_deref().and_then(Split::named)
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = |part: &Option<String>| part.clone().unwrap_or_default();
        let time = match self.at {
            Some(at) => at.to_string(),
            None if self.span.is_open() => String::new(),
            None => self.span.to_string(),
        };
        write!(
            f,
            "{}|{}|{}|{}|{time}|{}",
            self.kind.name(),
            part(&self.series),
            part(&self.metric),
            part(&self.group),
            self.topics.join(",")
        )
    }
}

impl FromStr for Query {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || format!("`{text}` is no query: six parts are joined by `|`");
        let parts: Vec<&str> = text.split('|').collect();
        let [kind, series, metric, group, time, topics] = parts[..] else { return Err(wrong()) };
        let kind =
            Kind::ALL.iter().find(|(_, name)| *name == kind).map(|(kind, _)| *kind).ok_or_else(wrong)?;
        let part = |part: &str| (!part.is_empty()).then(|| part.to_owned());
        let is_span = time.contains(Span::DOTS);
        let span = if is_span { time.parse().map_err(|_| wrong())? } else { Span::default() };
        let at = if is_span || time.is_empty() { None } else { Some(time.parse().map_err(|_| wrong())?) };
        Ok(Self {
            kind,
            topics: topics.split(',').filter(|slug| !slug.is_empty()).map(str::to_owned).collect(),
            metric: part(metric),
            group: part(group),
            at,
            span,
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
        let years = Span { from: "2015".parse().ok(), to: None };
        let course = Query { span: years, ..Query::new(Kind::Trend, ["line".into()]) };
        assert_eq!(course.to_string(), "trend||||2015..|line");
        for query in [query, course, Query::new(Kind::Rank, [])] {
            assert_eq!(query.to_string().parse(), Ok(query));
        }
        for wrong in ["", "stats", "stats|||||line|", "sum|||||line", "rank||||tomorrow|", "trend||||..then|"]
        {
            assert!(wrong.parse::<Query>().is_err(), "{wrong}");
        }
    }
}
