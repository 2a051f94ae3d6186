//! `phrasings/<name>.toml`: ways of asking; `questions.toml`: the base's own tests.

use super::loaded::Parts;
use super::table::Table;
use crate::knowledge::{Asks, Lang, Phrasings, Reaches, TestQuestion};

/// Reads one set of phrasings.
pub(super) fn read(mut table: Table<'_, '_>, id: &str, parts: &mut Parts) {
    let intent = table.string("intent");
    let topic = table.string("topic");
    let texts = table.own_words();
    let asks = match (intent, topic) {
        (Some(intent), None) => Some(Asks::Intent(intent)),
        (None, Some(topic)) => Some(Asks::Topic(topic)),
        (None, None) => {
            table.lacks("intent", "say what these ask for: `intent = \"…\"` or `topic = \"…\"`");
            None
        }
        (Some(_), Some(_)) => {
            let message = "phrasings name an intent and a topic".to_owned();
            table.refuse("topic", message, "keep one; put the other ways of asking into a file of their own");
            None
        }
    };
    if let (Some(place), Some(asks)) = (table.finish(), asks) {
        parts.phrasings.push((Phrasings { id: id.to_owned(), asks, texts }, place));
    }
}

/// Reads the test questions.
pub(super) fn questions(mut table: Table<'_, '_>, parts: &mut Parts) {
    for question in table.tables("question", "a test question") {
        one(question, parts);
    }
    table.finish();
}

fn one(mut table: Table<'_, '_>, parts: &mut Parts) {
    let lang = table.needed_parsed::<Lang>("lang");
    let text = table.needed("text");
    let mut reaches = Vec::new();
    reaches.extend(table.string("fact").map(|id| ("fact", Reaches::Fact(id))));
    reaches.extend(table.string("figure").map(|id| ("figure", Reaches::Figure(id))));
    if table.has("topics") {
        reaches.push(("topics", Reaches::Topics(table.list("topics"))));
    }
    if table.flag("refused") == Some(true) {
        reaches.push(("refused", Reaches::Refusal));
    }
    match reaches.as_slice() {
        [_] => {}
        [] => {
            table
                .lacks("fact", "say what it must reach: one of `fact`, `figure`, `topics`, `refused = true`");
        }
        [(first, _), (second, _), ..] => {
            let message = format!("the test question must reach `{first}` and `{second}`");
            table.refuse(second, message, "keep one, and ask a second question for the other");
        }
    }
    if let (Some(place), Some(lang), Some((_, reaches))) = (table.finish(), lang, reaches.pop()) {
        parts.questions.push((TestQuestion { text, lang, reaches }, place));
    }
}
