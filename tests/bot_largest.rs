//! The largest statistics that the shipped base can give, said by the bot to a Discord that holds every message against
//! its limits and its description.

mod loopback;

use std::collections::BTreeMap;
use std::sync::Arc;

use kotae::engine::Engine;
use kotae::knowledge::{Files, Lang, PartialDate, TopicKind, read};
use kotae::stats::{Kind, Query, Span, Statistic};
use loopback::{Bot, Discord, Person, Posted};
use serde_json::{Value, json};

/// Most characters of the id of a button, and of the text that describes a file.
const ID: usize = 100;
const DESCRIPTION: usize = 1024;

/// What a message may have much of, by what can be counted before it is said.
fn measures(statistic: &Statistic<'_>, lang: Lang) -> [(&'static str, usize); 6] {
    let table = statistic.table(lang, PartialDate::year(2026));
    let length = |text: &str| text.encode_utf16().count();
    let lines: usize = table.lines().iter().map(|line| length(line) + 1).sum();
    let notes: usize = table.notes.iter().map(|note| length(&note.text) + 1).sum();
    [
        ("rows", table.rows.len()),
        ("table", lines),
        ("notes", notes),
        ("title", length(&table.title) + length(&table.subtitle)),
        ("picture's description", length(&table.alt())),
        ("button", length(&statistic.query.to_string())),
    ]
}

/// Every query worth trying: each topic alone and with each breakdown, all neighbours together, all groups in order,
/// and six at once of those with the longest names.
fn queries(engine: &Engine) -> Vec<Query> {
    let base = engine.base();
    let slugs: Vec<String> = base.topics.iter().map(|topic| topic.slug.clone()).collect();
    let of = |kind: TopicKind| {
        let topics = base.topics.iter().filter(move |topic| topic.kind == kind);
        topics.map(|topic| topic.slug.clone()).collect::<Vec<_>>()
    };
    let (platforms, themes) = (of(TopicKind::Platform), of(TopicKind::Theme));
    let by = |group: &str, query: &Query| Query { group: Some(group.to_owned()), ..query.clone() };
    let mut all = vec![Query::new(Kind::Rank, [])];
    for kind in [Kind::Stats, Kind::Trend] {
        for slug in &slugs {
            let alone = Query::new(kind, [slug.clone()]);
            all.extend(["age", "sex", "age:10s", "age:60s"].map(|group| by(group, &alone)));
            all.push(alone);
        }
    }
    for kind in [Kind::Compare, Kind::Trend] {
        for topics in platforms.windows(6).chain(platforms.windows(3)).chain(themes.windows(2)) {
            let together = Query::new(kind, topics.to_vec());
            all.push(by("age", &together));
            all.push(together);
        }
        let most = ["instagram", "facebook", "youtube", "tiktok", "line", "x"].map(str::to_owned);
        let most = Query::new(kind, most);
        let years = Span { from: Some(PartialDate::year(2012)), to: Some(PartialDate::year(2025)) };
        let groups = ["age:10s", "age:20s", "age:60s", "age", "sex"];
        all.extend(groups.map(|group| by(group, &most)));
        all.push(Query { span: years, ..most.clone() });
        all.push(most);
    }
    let rank = Query::new(Kind::Rank, []);
    all.extend(base.lexicon.groups.iter().map(|group| by(&group.id, &rank)));
    all.extend(base.lexicon.metrics.iter().map(|own| Query { metric: Some(own.id.clone()), ..rank.clone() }));
    all
}

/// Of each kind and language the queries that are the largest by any measure.
fn largest(engine: &Engine) -> BTreeMap<(&'static str, Lang), Vec<Query>> {
    let mut best: BTreeMap<(&'static str, Lang, &'static str), (usize, Query)> = BTreeMap::new();
    for query in queries(engine) {
        let Ok(statistic) = engine.stats(&query, PartialDate::year(2026)) else { continue };
        for lang in Lang::ALL {
            for (what, size) in measures(&statistic, lang) {
                let known = best.entry((query.kind.name(), lang, what)).or_insert((0, query.clone()));
                if size > known.0 {
                    *known = (size, query.clone());
                }
            }
        }
    }
    let mut of_kind: BTreeMap<(&'static str, Lang), Vec<Query>> = BTreeMap::new();
    for ((kind, lang, _), (_, query)) in best {
        let queries = of_kind.entry((kind, lang)).or_default();
        if !queries.contains(&query) {
            queries.push(query);
        }
    }
    of_kind
}

/// The options of a command that asks for it.
fn options(query: &Query, lang: Lang) -> Value {
    let mut options = json!({ "language": lang.to_string() });
    let topics = query.topics.join(",");
    match query.kind {
        Kind::Stats => options["topic"] = json!(topics),
        Kind::Rank => {}
        Kind::Compare | Kind::Trend => options["topics"] = json!(topics),
    }
    let date = |date: PartialDate| date.to_string();
    for (name, value) in [
        ("metric", query.metric.clone()),
        ("group", query.group.clone()),
        ("from", query.span.from.map(date)),
        ("to", query.span.to.map(date)),
    ] {
        if let Some(value) = value {
            options[name] = json!(value);
        }
    }
    options
}

/// Nothing that a reader needs was cut, and no button was left out. That the message keeps the limits and the
/// description is seen to by the loopback Discord.
#[track_caller]
fn is_whole(reply: &Posted, lang: Lang, what: &str) {
    let message = reply.json();
    let text = message["embeds"][0]["description"].as_str().unwrap_or_default();
    assert_eq!(text.matches("```").count(), 2, "{what}: {text}");
    let source = if lang == Lang::En { "\nSource: " } else { "\n出典：" };
    let (_, cited) = text.rsplit_once(source).unwrap_or_else(|| panic!("{what}: no sources: {text}"));
    assert!(!text.ends_with('…') && !cited.trim().is_empty(), "{what}: {text}");
    let buttons = reply.buttons();
    let labels: Vec<&str> = buttons.iter().map(|(label, _)| label.as_str()).collect();
    let wanted = if lang == Lang::En { ["Sources", "CSV"] } else { ["出典一覧", "CSVファイル"] };
    assert_eq!(labels, wanted, "{what}");
    for (_, id) in &buttons {
        assert!(id.encode_utf16().count() <= ID, "{what}: {id}");
    }
    for file in message["attachments"].as_array().into_iter().flatten() {
        let description = file["description"].as_str().unwrap_or_default();
        let length = description.encode_utf16().count();
        assert!((1..=DESCRIPTION).contains(&length) && !description.ends_with('…'), "{what}: {description}");
    }
}

/// Presses both buttons: the file and the citations of the same figures, not of others.
#[track_caller]
fn leads_on(person: &Person, reply: &Posted, what: &str) {
    for (label, _) in reply.buttons() {
        let pressed = person.presses(reply, &label).reply();
        let content = pressed.json()["content"].as_str().unwrap_or_default().to_owned();
        assert_eq!(content, "", "{what}, {label}: the figures are the same as before");
        let shown = !pressed.files().is_empty() || pressed.json()["embeds"][0]["description"].is_string();
        assert!(pressed.is_hidden() && shown, "{what}, {label}: {}", pressed.text());
    }
}

#[test]
fn the_largest_statistics_of_the_base_keep_discords_limits() {
    let engine = Engine::new(Arc::new(read(&Files::embedded()).base));
    let discord = Discord::start();
    let unlimited = Bot::of(&discord).env("KOTAE_USER_PER_MINUTE", "0").env("KOTAE_CHANNEL_PER_MINUTE", "0");
    let bot = unlimited.embedded_knowledge().start();
    let alice = discord.member("alice");
    let mut said = 0;
    for ((kind, lang), queries) in largest(&engine) {
        for query in queries {
            let what = format!("{query} in {lang}");
            let reply = alice.slash(kind, &options(&query, lang)).reply();
            is_whole(&reply, lang, &what);
            leads_on(&alice, &reply, &what);
            said += 1;
        }
    }
    assert!(said >= 16, "{said} messages of four kinds in two languages");
    bot.stop();
}

#[test]
fn the_longest_lists_of_sources_keep_discords_limits() {
    let engine = Engine::new(Arc::new(read(&Files::embedded()).base));
    let base = engine.base();
    let discord = Discord::start();
    let bot = Bot::of(&discord).embedded_knowledge().start();
    let alice = discord.member("alice");
    let sources = |slug: &str| {
        let figures = base.figures.iter().filter(|figure| figure.topic == slug).map(|figure| &figure.source);
        figures.collect::<std::collections::BTreeSet<_>>().len()
    };
    let longest = base.topics.iter().map(|topic| topic.slug.as_str()).max_by_key(|slug| sources(slug));
    for lang in Lang::ALL {
        for topic in [None, longest] {
            let mut given = json!({ "language": lang.to_string() });
            if let Some(topic) = topic {
                given["topic"] = json!(topic);
            }
            let reply = alice.slash("sources", &given).reply();
            let text = reply.json()["embeds"][0]["description"].as_str().unwrap_or_default().to_owned();
            assert!(text.contains("](https://") && !text.ends_with('…'), "{topic:?}: {text}");
            assert_eq!(reply.files().len(), 1, "{topic:?}: those that are left out stand in a file");
        }
    }
    bot.stop();
}
