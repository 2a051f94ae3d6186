//! What one base has that another has not.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::Serialize;

use super::{FactBase, Topic};

/// How many ids of one kind a report names.
const NAMED: usize = 8;

/// The ids that differ between two bases, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct BaseDiff {
    /// What the new one adds, by kind.
    pub added: DiffIds,
    /// What is worded or measured otherwise.
    pub changed: DiffIds,
    /// What the new one lacks.
    pub removed: DiffIds,
}

/// Ids by kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct DiffIds {
    /// Slugs of topics (names, aliases).
    pub topics: Vec<String>,
    /// Ids of facts.
    pub facts: Vec<String>,
    /// Ids of figures.
    pub figures: Vec<String>,
    /// Ids of sources.
    pub sources: Vec<String>,
    /// Names of what else differs (`lexicon`, a set of phrasings, a series).
    pub other: Vec<String>,
}

impl BaseDiff {
    /// What `new` has otherwise than `old`.
    pub fn between(old: &FactBase, new: &FactBase) -> Self {
        let mut diff = Self::default();
        diff.compare(&by(&old.topics, |t| &t.slug), &by(&new.topics, |t| &t.slug), same_topic, |ids| {
            &mut ids.topics
        });
        diff.compare(&by(old.facts(), |f| &f.id), &by(new.facts(), |f| &f.id), PartialEq::eq, |ids| {
            &mut ids.facts
        });
        diff.compare(&by(&old.figures, |f| &f.id), &by(&new.figures, |f| &f.id), PartialEq::eq, |ids| {
            &mut ids.figures
        });
        diff.compare(&by(&old.sources, |s| &s.id), &by(&new.sources, |s| &s.id), PartialEq::eq, |ids| {
            &mut ids.sources
        });
        diff.compare(&by(&old.series, |s| &s.id), &by(&new.series, |s| &s.id), PartialEq::eq, |ids| {
            &mut ids.other
        });
        diff.compare(&by(&old.phrasings, |p| &p.id), &by(&new.phrasings, |p| &p.id), PartialEq::eq, |ids| {
            &mut ids.other
        });
        if old.lexicon != new.lexicon {
            diff.changed.other.push("lexicon".to_owned());
        }
        if old.questions != new.questions {
            diff.changed.other.push("questions".to_owned());
        }
        diff
    }

    /// True where both bases say the same.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.removed.is_empty()
    }

    fn compare<T>(
        &mut self,
        old: &BTreeMap<&str, &T>,
        new: &BTreeMap<&str, &T>,
        same: impl Fn(&T, &T) -> bool,
        kind: impl Fn(&mut DiffIds) -> &mut Vec<String>,
    ) {
        let ids: BTreeSet<&str> = old.keys().chain(new.keys()).copied().collect();
        for id in ids {
            let list = match (old.get(id), new.get(id)) {
                (None, Some(_)) => &mut self.added,
                (Some(_), None) => &mut self.removed,
                (Some(old), Some(new)) if !same(old, new) => &mut self.changed,
                _ => continue,
            };
            kind(list).push(id.to_owned());
        }
    }
}

/// Items by their ids.
fn by<'b, T: 'b>(
    items: impl IntoIterator<Item = &'b T>,
    id: impl Fn(&'b T) -> &'b String,
) -> BTreeMap<&'b str, &'b T> {
    items.into_iter().map(|item| (id(item).as_str(), item)).collect()
}

/// True where the topics themselves agree; their facts are compared one by one.
fn same_topic(a: &Topic, b: &Topic) -> bool {
    // Taken apart, so that a new field is not forgotten here.
    let Topic { slug: _, kind, parent, whole, name, summary, aliases, facts: _ } = a;
    (kind, parent, whole, name, summary, aliases)
        == (&b.kind, &b.parent, &b.whole, &b.name, &b.summary, &b.aliases)
}

impl DiffIds {
    /// True where nothing differs.
    pub fn is_empty(&self) -> bool {
        self.kinds().iter().all(|(_, _, ids)| ids.is_empty())
    }

    /// The kinds, with the name of one and of several.
    fn kinds(&self) -> [(&'static str, &'static str, &[String]); 5] {
        [
            ("topic", "topics", &self.topics),
            ("fact", "facts", &self.facts),
            ("figure", "figures", &self.figures),
            ("source", "sources", &self.sources),
            ("other", "other", &self.other),
        ]
    }
}

/// A line of counts, then a line for each kind with its first ids.
impl fmt::Display for BaseDiff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return f.write_str("nothing changes");
        }
        let lists =
            [("added", '+', &self.added), ("changed", '~', &self.changed), ("removed", '-', &self.removed)];
        let counts = lists.iter().filter(|(_, _, ids)| !ids.is_empty()).map(|(verb, _, ids)| {
            let kinds = ids.kinds();
            let counted = kinds.iter().filter(|(_, _, ids)| !ids.is_empty());
            let counted = counted
                .map(|(one, many, ids)| format!("{} {}", ids.len(), if ids.len() == 1 { one } else { many }));
            format!("{verb} {}", counted.collect::<Vec<_>>().join(", "))
        });
        f.write_str(&counts.collect::<Vec<_>>().join("; "))?;
        for (_, sign, ids) in lists {
            for (_, many, ids) in ids.kinds().into_iter().filter(|(_, _, ids)| !ids.is_empty()) {
                write!(f, "\n{sign} {many}: {}", ids[..ids.len().min(NAMED)].join(", "))?;
                if ids.len() > NAMED {
                    write!(f, " and {} more", ids.len() - NAMED)?;
                }
            }
        }
        Ok(())
    }
}
