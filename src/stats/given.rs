//! What somebody typed for a statistic, on the terminal or on Discord, before its names are read.

use crate::knowledge::{FactBase, PartialDate, fold};

use super::names;
use super::{Kind, Lack, Query, Span};

/// One thing that can be chosen for a statistic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// One topic.
    Topic,
    /// Several topics, one after the other.
    Topics,
    /// What is measured.
    Metric,
    /// Of whom; or a breakdown.
    Group,
    /// One time.
    Year,
    /// The first year of a course.
    From,
    /// The last one.
    To,
}

impl Slot {
    /// All of them, with the names they are asked for by.
    pub const ALL: [(Slot, &'static str); 7] = [
        (Slot::Topic, "topic"),
        (Slot::Topics, "topics"),
        (Slot::Metric, "metric"),
        (Slot::Group, "group"),
        (Slot::Year, "year"),
        (Slot::From, "from"),
        (Slot::To, "to"),
    ];

    /// What a kind of statistic can be asked with, in the order in which it is offered.
    pub fn of(kind: Kind) -> &'static [Slot] {
        match kind {
            Kind::Stats => &[Slot::Topic, Slot::Metric, Slot::Group, Slot::Year],
            Kind::Compare => &[Slot::Topics, Slot::Metric, Slot::Group, Slot::Year],
            Kind::Trend => &[Slot::Topics, Slot::Metric, Slot::Group, Slot::From, Slot::To],
            Kind::Rank => &[Slot::Group, Slot::Year, Slot::Metric],
        }
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(slot, _)| *slot == self).map_or("", |(_, name)| name)
    }
}

/// What was typed; anything at all may stand in it.
#[derive(Clone, Debug)]
pub struct Given {
    /// What sort of statistic.
    pub kind: Kind,
    /// The topic or topics.
    pub topics: String,
    /// The metric.
    pub metric: Option<String>,
    /// The group, or a breakdown.
    pub group: Option<String>,
    /// The time.
    pub year: Option<String>,
    /// The first year of a course.
    pub from: Option<String>,
    /// The last one.
    pub to: Option<String>,
}

impl Given {
    /// Takes from `text` what is given for each slot of the kind.
    pub fn new(kind: Kind, text: impl Fn(Slot) -> Option<String>) -> Self {
        let given = |slot: Slot| Slot::of(kind).contains(&slot).then(|| text(slot)).flatten();
        Self {
            kind,
            topics: given(Slot::Topic).or_else(|| given(Slot::Topics)).unwrap_or_default(),
            metric: given(Slot::Metric),
            group: given(Slot::Group),
            year: given(Slot::Year),
            from: given(Slot::From),
            to: given(Slot::To),
        }
    }

    /// The query, with all names read.
    ///
    /// # Errors
    /// The first name that is none.
    pub fn query(&self, base: &FactBase) -> Result<Query, Lack> {
        let unknown = |name: &str| Lack::Unknown(crate::answer::limits::cut(name, 50).into_owned());
        let topics = match self.kind {
            // The words of one name need no quotation marks.
            Kind::Stats => {
                let topic = names::topic(base, &self.topics).ok_or_else(|| unknown(&self.topics))?;
                vec![topic.slug.clone()]
            }
            _ => names::topics(base, &self.topics).map_err(|name| unknown(&name))?,
        };
        let name = |given: &Option<String>, find: fn(&FactBase, &str) -> Option<String>| {
            given.as_deref().map(|given| find(base, given).ok_or_else(|| unknown(given))).transpose()
        };
        let time = |given: &Option<String>| {
            given.as_deref().map(|given| date(given).ok_or_else(|| unknown(given))).transpose()
        };
        Ok(Query {
            metric: name(&self.metric, names::metric)?,
            group: name(&self.group, names::group)?,
            at: time(&self.year)?,
            span: Span { from: time(&self.from)?, to: time(&self.to)? },
            ..Query::new(self.kind, topics)
        })
    }

    /// What of the query can be read while it is still typed, all but the slot in focus.
    pub fn so_far(&self, base: &FactBase, focused: Slot) -> Query {
        let given = |slot: Slot, given: &Option<String>| given.clone().filter(|_| slot != focused);
        let name = |slot, own, find: fn(&FactBase, &str) -> Option<String>| {
            given(slot, own).and_then(|given| find(base, &given))
        };
        let time = |slot, own| given(slot, own).as_deref().and_then(date);
        Query {
            metric: name(Slot::Metric, &self.metric, names::metric),
            group: name(Slot::Group, &self.group, names::group),
            at: time(Slot::Year, &self.year),
            span: Span { from: time(Slot::From, &self.from), to: time(Slot::To, &self.to) },
            ..Query::new(self.kind, names::topics(base, &self.topics).unwrap_or_default())
        }
    }
}

/// `2024`, `2024-12`, ２０２４年.
fn date(given: &str) -> Option<PartialDate> {
    fold(given).trim_end_matches('年').trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (given, read) in [("2024", "2024"), ("２０２４年", "2024"), ("2024-12", "2024-12")] {
            assert_eq!(date(given).map(|date| date.to_string()).as_deref(), Some(read), "{given}");
        }
        assert_eq!(date("soon"), None);
    }

    #[test]
    fn a_kind_reads_its_own_slots_alone() {
        let given = Given::new(Kind::Trend, |slot| Some(slot.name().to_owned()));
        assert_eq!((given.topics.as_str(), given.year, given.to.as_deref()), ("topics", None, Some("to")));
    }
}
