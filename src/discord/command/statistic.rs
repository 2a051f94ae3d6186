//! What `/stats`, `/compare`, `/trend` and `/rank` share: their options, reading them, completing them.

use serenity::all::{CommandInteraction, CommandOptionType, CreateCommandOption};

use super::options::{self, option};
use super::{Outcome, topic};
use crate::discord::state::State;
use crate::discord::statistic;
use crate::discord::wording::Words;
use crate::knowledge::{FactBase, Lang, PartialDate};
use crate::stats::{self, Choice, Kind, Lack, Query, names};

/// Several topics in one option.
pub(super) fn topics() -> CreateCommandOption {
    let description = Words {
        en: "Topics, one after the other, with commas between them",
        ja: "テーマ(カンマ区切りで並べる)",
    };
    option(CommandOptionType::String, "topics", "テーマ", description).required(true).set_autocomplete(true)
}

pub(super) fn metric() -> CreateCommandOption {
    let description = Words { en: "What is measured, for example usage rate", ja: "指標(例:利用率)" };
    option(CommandOptionType::String, "metric", "指標", description).set_autocomplete(true)
}

pub(super) fn group() -> CreateCommandOption {
    let description = Words { en: "Of whom, for example teenagers", ja: "対象(例:10代)" };
    option(CommandOptionType::String, "group", "対象", description).set_autocomplete(true)
}

pub(super) fn year() -> CreateCommandOption {
    let description = Words { en: "A year; else the newest", ja: "年(省略すると最新)" };
    option(CommandOptionType::String, "year", "年", description).set_autocomplete(true)
}

/// The options as they were sent; anything at all may stand in them.
#[derive(Clone, Debug)]
struct Given {
    kind: Kind,
    topics: String,
    metric: Option<String>,
    group: Option<String>,
    year: Option<String>,
}

impl Given {
    fn of(kind: Kind, command: &CommandInteraction) -> Self {
        let text = |name: &str| {
            let given = options::given(&command.data.options, name)?.value.as_str()?.trim();
            (!given.is_empty()).then(|| given.to_owned())
        };
        let topics = text("topic").or_else(|| text("topics")).unwrap_or_default();
        Self { kind, topics, metric: text("metric"), group: text("group"), year: text("year") }
    }

    /// The query, with all names read.
    fn query(&self, base: &FactBase) -> Result<Query, Lack> {
        let unknown = |name: &str| Lack::Unknown(crate::answer::limits::cut(name, 50).into_owned());
        let topics = match self.kind {
            Kind::Stats => {
                let topic = names::topic(base, &self.topics).ok_or_else(|| unknown(&self.topics))?;
                vec![topic.slug.clone()]
            }
            _ => names::topics(base, &self.topics).map_err(|name| unknown(&name))?,
        };
        let read = |given: &Option<String>, find: fn(&FactBase, &str) -> Option<String>| {
            given.as_deref().map(|given| find(base, given).ok_or_else(|| unknown(given))).transpose()
        };
        let year = self.year.as_deref();
        Ok(Query {
            metric: read(&self.metric, names::metric)?,
            group: read(&self.group, names::group)?,
            at: year.map(|year| date(year).ok_or_else(|| unknown(year))).transpose()?,
            ..Query::new(self.kind, topics)
        })
    }

    /// What of the query can be read while it is still typed, all but the slot in focus.
    fn so_far(&self, base: &FactBase, focused: &str) -> Query {
        let slot = |name: &str, given: &Option<String>, find: fn(&FactBase, &str) -> Option<String>| {
            given.as_deref().filter(|_| focused != name).and_then(|given| find(base, given))
        };
        Query {
            metric: slot("metric", &self.metric, names::metric),
            group: slot("group", &self.group, names::group),
            at: self.year.as_deref().filter(|_| focused != "year").and_then(date),
            ..Query::new(self.kind, names::topics(base, &self.topics).unwrap_or_default())
        }
    }
}

/// `2024`, `2024-12`, ２０２４年.
fn date(given: &str) -> Option<PartialDate> {
    crate::knowledge::fold(given).trim_end_matches('年').trim().parse().ok()
}

pub(super) async fn run(state: &State, command: &CommandInteraction, kind: Kind) -> Outcome {
    let hidden = options::is_hidden(command);
    let lang = options::reply_language(command, hidden);
    let given = Given::of(kind, command);
    let shown = statistic::find(state, lang, move |engine| given.query(engine.base())).await?;
    let mut reply = shown.reply(state, options::may_attach(command)).await;
    reply.hidden = hidden;
    Ok(reply)
}

/// What there are figures of, given what was chosen already.
pub(super) async fn complete(
    state: &State,
    command: &CommandInteraction,
    kind: Kind,
) -> Vec<(String, String)> {
    let Some(focused) = command.data.autocomplete() else { return Vec::new() };
    let (name, typed) = (focused.name.to_owned(), focused.value.to_owned());
    let given = Given::of(kind, command);
    let lang = options::reply_language(command, true);
    let found = state.blocking(move |kotae| {
        let served = kotae.served();
        offers(served.engine.base(), &given, &name, &typed, lang)
    });
    found.await.unwrap_or_default()
}

fn offers(base: &FactBase, given: &Given, name: &str, typed: &str, lang: Lang) -> Vec<(String, String)> {
    let query = given.so_far(base, name);
    let choices: Vec<Choice> = match name {
        "topic" => return topic::offers(base, typed, lang),
        "topics" => return several(base, typed, lang),
        "metric" => stats::metrics(base, &query, typed, lang),
        "group" => stats::groups(base, &query, typed, lang),
        "year" => stats::years(base, &query, typed),
        _ => Vec::new(),
    };
    choices.into_iter().map(|choice| (choice.label, choice.value)).collect()
}

/// Completes the last of several topics; those before it stand in front of each offer.
fn several(base: &FactBase, typed: &str, lang: Lang) -> Vec<(String, String)> {
    let parts = |at: usize| {
        let (before, last) = typed.split_at(at);
        (names::topics(base, before).ok(), last.trim_start_matches([',', '、', '，', ' ', '　']))
    };
    // After the last comma, else after the last space before which all are names.
    let at = typed.rfind([',', '、', '，']).or_else(|| {
        let at = typed.rfind(char::is_whitespace)?;
        names::topics(base, &typed[..at]).is_ok_and(|found| !found.is_empty()).then_some(at)
    });
    let (before, last) = at.map_or((Some(Vec::new()), typed), parts);
    let Some(before) = before else { return Vec::new() };
    let names: Vec<&str> =
        before.iter().filter_map(|slug| base.topic(slug)).map(|topic| topic.name.get(lang)).collect();
    let comma = if lang == Lang::Ja { "、" } else { ", " };
    topic::offers(base, last, lang)
        .into_iter()
        .filter(|(_, slug)| !before.contains(slug))
        .map(|(label, slug)| {
            let labels: Vec<&str> = names.iter().copied().chain([label.as_str()]).collect();
            let slugs: Vec<&str> = before.iter().map(String::as_str).chain([slug.as_str()]).collect();
            (labels.join(comma), slugs.join(","))
        })
        .collect()
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
}
