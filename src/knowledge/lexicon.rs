//! The words people use: for kinds of numbers, ways of asking, groups, periods and places.

use serde::{Deserialize, Serialize};

use super::{PartialDate, Text, Unit, Words};

/// A kind of number ("usage rate", "monthly users").
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Metric {
    /// Stable slug, as figures name it.
    pub id: String,
    /// Units that its figures may have.
    pub units: Vec<Unit>,
    /// The name in tables and lists.
    pub label: Text,
    /// How one figure is said: `{topic}`, `{value}`, `{group}`, `{when}` are filled in.
    pub sentence: Text,
    /// Words that ask for this metric and no other.
    #[serde(default)]
    pub words: Words,
    /// False where a figure means nothing without the sentence of its fact (`count`, `share`):
    /// such figures are told only through facts.
    #[serde(default = "yes")]
    pub askable: bool,
}

/// What a question asks a number of, without saying which metric ("how many", "what share").
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Stable slug.
    pub id: String,
    /// Metrics that answer it, the best first.
    pub metrics: Vec<String>,
    /// True where it is asked for when nothing is said of what is counted ("how popular is it").
    #[serde(default)]
    pub default: bool,
    /// True where it asks for figures of groups ("by age", 男女比): one figure of everybody is no answer.
    #[serde(default)]
    pub breakdown: bool,
    /// Words that ask for it.
    pub words: Words,
}

/// How questions of an intent are answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnsweredBy {
    /// By a fact.
    Fact,
    /// By a figure, or a fact of that intent.
    Figure,
    /// By figures of groups, or a fact of that intent.
    Breakdown,
    /// By holding two topics against each other.
    Compare,
    /// By an order of topics.
    Rank,
    /// By a course over time.
    Trend,
    /// Not at all: Kotae says that this is outside.
    Nothing,
}

impl AnsweredBy {
    /// True where figures answer, one or several.
    pub fn is_number(self) -> bool {
        !matches!(self, AnsweredBy::Fact | AnsweredBy::Nothing)
    }

    /// True where nothing answers: what is asked is outside.
    pub fn is_outside(self) -> bool {
        self == AnsweredBy::Nothing
    }
}

/// A way of asking.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Intent {
    /// Stable slug, as facts and phrasings name it.
    pub id: String,
    /// What it asks, for lists ("why it is popular").
    pub label: Text,
    /// How it is answered.
    pub answered_by: AnsweredBy,
    /// Intents whose facts answer it too, the nearest first.
    #[serde(default)]
    pub also: Vec<String>,
    /// The intent whose facts tell the reverse of what it asks for, and never answer it.
    #[serde(default)]
    pub opposite: Option<String>,
    /// Metrics whose figures answer it; all of them where none is named.
    #[serde(default)]
    pub metrics: Vec<String>,
    /// A question to suggest, with `{topic}`.
    #[serde(default)]
    pub suggestion: Option<Text>,
    /// For what is outside: what Kotae says to it.
    #[serde(default)]
    pub reply: Option<Text>,
}

/// A group of people that figures speak of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Stable slug (`age:10s`, `sex:female`, `students`).
    pub id: String,
    /// How a sentence names it ("people in their 20s", 20代).
    pub label: Text,
    /// How it narrows another group's label ("in their 20s"; 20代の), where it can.
    #[serde(default)]
    pub narrowing: Option<Text>,
    /// What it is called in a column or at the end of a line ("20s", 20代); else its label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short: Option<Text>,
    /// Words people use for it.
    #[serde(default)]
    pub words: Words,
    /// Groups whose figures answer for it where it has none, the nearest first.
    #[serde(default)]
    pub near: Vec<String>,
    /// Ages from and to, where it is one of ages: "67-year-old" finds the sixties by it.
    #[serde(default)]
    pub ages: Option<(u8, u8)>,
}

/// A country or a part of one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Stable slug.
    pub id: String,
    /// The name.
    pub label: Text,
    /// Words for it and for its people.
    pub words: Words,
}

/// An era by which years are counted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Era {
    /// Names before the number of the year ("heisei", 平成).
    pub words: Words,
    /// The calendar year of its year 1.
    pub first_year: i16,
}

/// A moment that has a name ("the 2011 earthquake").
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// When it was.
    pub at: PartialDate,
    /// Names for it.
    pub words: Words,
}

/// Words for stretches of time. Patterns hold `{n}` where a number stands.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PeriodWords {
    /// The newest there is.
    pub now: Words,
    /// This calendar year.
    pub this_year: Words,
    /// The calendar year before.
    pub last_year: Words,
    /// The calendar year before that.
    pub year_before_last: Words,
    /// `{n}` years back.
    pub years_ago: Words,
    /// A year (`{n}`年, "in {n}"); a bare four-digit year counts without a pattern.
    pub year: Words,
    /// A fiscal year (`FY{n}`, `{n}`年度).
    pub fiscal_year: Words,
    /// Before a moment: comes before it in English, after it in Japanese.
    pub before: Words,
    /// From a moment on.
    pub since: Words,
    /// Eras by which years are counted.
    pub eras: Vec<Era>,
    /// Moments that have names.
    pub events: Vec<Event>,
}

/// What makes a question of something that people say to each other, beside a question mark.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AskingWords {
    /// Where a sentence begins with them ("how", "is").
    pub begins: Words,
    /// Wherever they stand ("i wonder", なぜ).
    pub has: Words,
    /// Where a sentence ends with them (か).
    pub ends: Words,
}

/// What people type for longer words ("ppl" for "people").
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shorthand {
    /// The words that are meant.
    pub means: String,
    /// What is typed for them: single words, or a sign that stands alone ("%").
    pub typed: Vec<String>,
}

/// All words that are not names of topics.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Lexicon {
    /// Kinds of numbers.
    #[serde(rename = "metric")]
    pub metrics: Vec<Metric>,
    /// Askings for numbers.
    #[serde(rename = "measure")]
    pub measures: Vec<Measure>,
    /// The intent of a bare name ("openpne?").
    pub bare: Option<String>,
    /// Ways of asking.
    #[serde(rename = "intent")]
    pub intents: Vec<Intent>,
    /// Patterns around the number of a person's age ("{n}-year-old", {n}歳).
    pub age: Words,
    /// Groups of people.
    #[serde(rename = "group")]
    pub groups: Vec<Group>,
    /// The place that the base is about; absent for a base that is about no place.
    pub home: Option<Place>,
    /// Other places: a question about one of them is outside.
    #[serde(rename = "place")]
    pub places: Vec<Place>,
    /// Parts of the home for which there are no figures.
    pub regions: Words,
    /// Words that hold other places against the home ("compared with", より): they let a question
    /// name another place.
    pub versus: Words,
    /// Words by which somebody corrects themselves ("no wait", じゃなくて): names before them are not meant.
    pub correction: Words,
    /// What makes a question of what nobody asked the bot.
    pub asking: AskingWords,
    /// Words for stretches of time.
    pub period: PeriodWords,
    /// Words beside which a name that is an ordinary word is the name ("app", "users").
    pub support: Words,
    /// Names of what the base might be about and tells nothing of (other services): a question about one is refused.
    pub elsewhere: Words,
    /// What people type for longer words.
    pub shorthand: Vec<Shorthand>,
    /// Words that carry nothing: greetings, politeness, chatter.
    pub filler: Words,
    /// How texts of the base name what it is about ("social media in Japan"), for refusals and help.
    pub subject: Text,
}

fn yes() -> bool {
    true
}

impl Lexicon {
    /// The intent that a plain figure answers: the first that is answered by one.
    pub fn plain_figure(&self) -> Option<&Intent> {
        self.intents.iter().find(|intent| intent.answered_by == AnsweredBy::Figure)
    }

    /// The metric of that id.
    pub fn metric(&self, id: &str) -> Option<&Metric> {
        self.metrics.iter().find(|metric| metric.id == id)
    }

    /// The intent of that id.
    pub fn intent(&self, id: &str) -> Option<&Intent> {
        self.intents.iter().find(|intent| intent.id == id)
    }

    /// The place of the intent of that id.
    pub(crate) fn intent_at(&self, id: &str) -> Option<usize> {
        self.intents.iter().position(|intent| intent.id == id)
    }

    /// The group of that id; compound groups have none.
    pub fn group(&self, id: &str) -> Option<&Group> {
        self.groups.iter().find(|group| group.id == id)
    }
}
