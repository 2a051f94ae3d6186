//! What `/stats`, `/compare`, `/trend` and `/rank` share: their options, reading them, completing them.

use serenity::all::{CommandInteraction, CommandOptionType, CommandType, CreateCommandOption};

use super::options::{self, option};
use super::{Access, Outcome, Spec, topic};
use crate::discord::state::{State, today};
use crate::discord::statistic;
use crate::discord::wording::Words;
use crate::knowledge::{FactBase, Lang, Topic};
use crate::stats::{self, Given, Kind, Query, Slot, names};

/// What is alike in all of them; each file fills in its own.
pub(super) const ALIKE: Spec = Spec {
    name: "",
    description: Words { en: "", ja: "" },
    kind: CommandType::ChatInput,
    access: Access::Everyone,
    slow: false,
    hidden: options::is_hidden,
    options: Vec::new,
    run: |state, command| Box::pin(run(state, command, Kind::Stats)),
    complete: None,
};

/// The options of a kind: those that it can be asked with, then those of every answer.
pub(super) fn options(kind: Kind) -> Vec<CreateCommandOption> {
    let own = Slot::of(kind).iter().map(|slot| of_slot(*slot));
    own.chain([options::hidden(), options::language()]).collect()
}

fn of_slot(slot: Slot) -> CreateCommandOption {
    let (name_ja, description) = match slot {
        Slot::Topic => return topic::topic().required(true),
        Slot::Topics => (
            "テーマ",
            Words {
                en: "Topics, one after the other, with commas between them",
                ja: "テーマ(カンマ区切りで並べる)",
            },
        ),
        Slot::Metric => {
            ("指標", Words { en: "What is measured, for example usage rate", ja: "指標(例:利用率)" })
        }
        Slot::Group => (
            "対象",
            Words {
                en: "Of whom, for example teenagers; or by age, by sex",
                ja: "対象(例:10代)。年代別・男女別も可",
            },
        ),
        Slot::Year => ("年", Words { en: "A year; else the newest", ja: "年(省略すると最新)" }),
        Slot::From => (
            "開始年",
            Words {
                en: "The first year; else from the beginning", ja: "最初の年(省略すると最初から)"
            },
        ),
        Slot::To => (
            "終了年",
            Words {
                en: "The last year; else to the newest", ja: "最後の年(省略すると最新まで)"
            },
        ),
    };
    let required = slot == Slot::Topics;
    option(CommandOptionType::String, slot.name(), name_ja, description)
        .required(required)
        .set_autocomplete(true)
}

/// The options as they were sent; anything at all may stand in them.
fn given(kind: Kind, command: &CommandInteraction) -> Given {
    Given::new(kind, |slot| {
        let given = options::given(&command.data.options, slot.name())?.value.as_str()?.trim();
        (!given.is_empty()).then(|| given.to_owned())
    })
}

pub(super) async fn run(state: &State, command: &CommandInteraction, kind: Kind) -> Outcome {
    let hidden = options::is_hidden(command);
    let lang = options::reply_language(command, hidden);
    let given = given(kind, command);
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
    let slot = Slot::of(kind).iter().copied().find(|slot| slot.name() == focused.name);
    let Some(slot) = slot else { return Vec::new() };
    let (typed, given) = (focused.value.to_owned(), given(kind, command));
    let lang = options::reply_language(command, true);
    let found = state.blocking(move |kotae| {
        let served = kotae.served();
        offers(served.engine.base(), &given, slot, &typed, lang)
    });
    found.await.unwrap_or_default()
}

fn offers(base: &FactBase, given: &Given, slot: Slot, typed: &str, lang: Lang) -> Vec<(String, String)> {
    match slot {
        Slot::Topic => {
            topic::offers(base, typed, lang, |own| gives(base, given, slot, vec![own.slug.clone()]))
        }
        Slot::Topics => several(base, given, typed, lang),
        _ => stats::choices(base, &given.so_far(base, slot), slot, typed, lang, today())
            .into_iter()
            .map(|choice| (choice.label, choice.value))
            .collect(),
    }
}

/// Whether there is a statistic of these topics with what was chosen beside them; of one alone that is to be
/// compared, whether there are figures at all.
fn gives(base: &FactBase, given: &Given, slot: Slot, topics: Vec<String>) -> bool {
    let query = Query { topics, ..given.so_far(base, slot) };
    match query.topics.as_slice() {
        [one] if query.kind == Kind::Compare && query.split().is_none() => {
            base.metrics_of(one).next().is_some()
        }
        _ => stats::find(base, &query, today()).is_ok(),
    }
}

/// Completes the last of several topics; those before it stand in front of each offer.
fn several(base: &FactBase, given: &Given, typed: &str, lang: Lang) -> Vec<(String, String)> {
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
    let fits = |topic: &Topic| {
        let topics = before.iter().chain([&topic.slug]).cloned().collect();
        !before.contains(&topic.slug) && gives(base, given, Slot::Topics, topics)
    };
    topic::offers(base, last, lang, fits)
        .into_iter()
        .map(|(label, slug)| {
            let labels: Vec<&str> = names.iter().copied().chain([label.as_str()]).collect();
            let slugs: Vec<&str> = before.iter().map(String::as_str).chain([slug.as_str()]).collect();
            (labels.join(comma), slugs.join(","))
        })
        .collect()
}
