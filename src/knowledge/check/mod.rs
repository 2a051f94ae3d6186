//! The rules that a base must keep, and the problems where it does not.
//!
//! A rule is a small function over the whole base. All rules stand in one list, [`RULES`], from which the
//! checking, its tests and its documentation come.

mod aliases;
mod figures;
mod findings;
mod ids;
mod languages;
mod measurement;
mod parents;
mod placeholders;
mod questions;
mod references;
mod review;
mod slots;
mod sources;
mod statements;

use std::fmt;

pub(super) use findings::Findings;

use super::{Loaded, PartialDate, Problem};

/// One rule of the knowledge folder.
pub struct Rule {
    /// Its name.
    pub name: &'static str,
    /// What it asks for.
    pub says: &'static str,
    /// How it is enforced: `None` where the reading does that by itself.
    find: Option<fn(&mut Findings<'_>)>,
}

impl Rule {
    const fn of_reading(name: &'static str, says: &'static str) -> Self {
        Self { name, says, find: None }
    }

    const fn new(name: &'static str, says: &'static str, find: fn(&mut Findings<'_>)) -> Self {
        Self { name, says, find: Some(find) }
    }

    /// True where the reading enforces it: a base that was read keeps it.
    pub fn while_reading(&self) -> bool {
        self.find.is_none()
    }

    /// The problems that this rule finds; none for a rule that is enforced while reading.
    pub fn find(&self, loaded: &Loaded, today: PartialDate) -> Vec<Problem> {
        let mut findings = Findings::new(loaded, today);
        if let Some(find) = self.find {
            find(&mut findings);
        }
        findings.into_problems()
    }
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rule").field("name", &self.name).field("says", &self.says).finish_non_exhaustive()
    }
}

/// All rules, those of the reading first.
pub const RULES: &[Rule] = &[
    Rule::of_reading("readable", "a file is text in UTF-8, and TOML or rows of equal length"),
    Rule::of_reading("expected-file", "a file stands where files of its kind stand"),
    Rule::of_reading(
        "missing-file",
        "a series has its values, values have their series, the lexicon is there",
    ),
    Rule::of_reading("known-key", "every key and every column is one that Kotae knows"),
    Rule::of_reading("needed-key", "what an item cannot do without is there"),
    Rule::of_reading("value-type", "a value is of its type: a text, a date, a choice, a number"),
    Rule::new("unique-id", "an id names one thing only", ids::unique),
    Rule::new("id-letters", "an id has lower case letters, digits and `.`, `-`, `_`", ids::letters),
    Rule::new("id-prefix", "the id of a fact begins with its topic's", ids::prefix),
    Rule::new("claimed-alias", "a name leads to one topic only, however it is spelt", aliases::claimed),
    Rule::new("alternatives", "a description's braces match and hold a choice", aliases::alternatives),
    Rule::new("ordinary-alias", "what is marked as an ordinary word is among the names", aliases::ordinary),
    Rule::new("languages", "every text is there in English and in Japanese", languages::both),
    Rule::new("placeholder", "a placeholder is a known one and leads to a figure", placeholders::known),
    Rule::new("same-placeholders", "both languages of a text tell the same figures", placeholders::same),
    Rule::new("slot", "a slot of a phrasing or a pattern is a known one", slots::known),
    Rule::new("statement-length", "a statement fits on a phone", statements::length),
    Rule::new("typed-measurement", "a measurement is taken from a figure, never typed", statements::typed),
    Rule::new(
        "worded-measurement",
        "a measurement told in words is one that has no figure",
        statements::worded,
    ),
    Rule::new("known-source", "a named source is there", references::sources),
    Rule::new("has-source", "a fact names at least one source", references::any_source),
    Rule::new("known-topic", "a named topic is there", references::topics),
    Rule::new("known-word", "a named metric, intent or group is in the lexicon", references::words),
    Rule::new(
        "known-target",
        "a test question, or a fact's successor, names something that is there",
        references::targets,
    ),
    Rule::new("parent", "a feature has a parent, and no topic is its own forebear", parents::lineage),
    Rule::new("unit", "a figure's unit is one of its metric's", figures::unit),
    Rule::new(
        "before-publication",
        "nothing speaks of a time after its source was published",
        figures::published,
    ),
    Rule::new(
        "one-value",
        "a comparable series has one value for one thing and one moment",
        figures::one_value,
    ),
    Rule::new("series-people", "a series of people says which people", figures::people),
    Rule::new("asked-once", "the same question does not ask for two things", questions::asked_once),
    Rule::new(
        "successor",
        "a deprecated fact says what replaces it, or why it was withdrawn",
        review::successor,
    ),
    Rule::new("review", "what is due for review is looked at", review::due),
    Rule::new("via", "what was read elsewhere says where", sources::via),
    Rule::new("used-source", "every source is used", sources::used),
];

/// Holds what was read against every rule; with the problems of the reading, ordered by file and place.
pub fn check(loaded: &Loaded, today: PartialDate) -> Vec<Problem> {
    let mut findings = Findings::new(loaded, today);
    RULES.iter().filter_map(|rule| rule.find).for_each(|find| find(&mut findings));
    let mut problems = loaded.problems.clone();
    problems.extend(findings.into_problems());
    problems.sort_by(|a, b| (&a.file, a.span.start, a.span.end).cmp(&(&b.file, b.span.start, b.span.end)));
    problems
}
