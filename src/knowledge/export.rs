//! The base for other programs: JSON lines, and a table of the figures.

use serde_json::{Map, Value, json};

use super::{Fact, FactBase, Figure, Source};

/// One JSON object a line: every source, figure and fact, with its `kind` first.
///
/// A source's own kind stands in `source_kind`. What is not known is left out.
pub fn export_jsonl(base: &FactBase) -> impl Iterator<Item = String> {
    let sources = base.sources.iter().map(source);
    let figures = base.figures.iter().map(figure);
    sources.chain(figures).chain(base.facts().map(fact))
}

fn source(source: &Source) -> String {
    let mut object = object(source);
    if let Some(kind) = object.remove("kind") {
        object.insert("source_kind".to_owned(), kind);
    }
    object.insert("citation_full".to_owned(), json!(source.citation_full()));
    line("source", object)
}

fn figure(figure: &Figure) -> String {
    let mut object = object(figure);
    object.insert("value".to_owned(), value(figure));
    line("figure", object)
}

fn fact(fact: &Fact) -> String {
    line("fact", object(fact))
}

fn object<T: serde::Serialize>(item: &T) -> Map<String, Value> {
    match serde_json::to_value(item) {
        Ok(Value::Object(object)) => object.into_iter().filter(|(_, value)| !value.is_null()).collect(),
        _ => Map::new(),
    }
}

/// The value as it was published: whole numbers without a decimal point.
fn value(figure: &Figure) -> Value {
    // Below 2^53 a whole number is exact in both.
    if figure.decimals == 0 && figure.value.abs() < 9e15 {
        json!(figure.value as i64)
    } else {
        json!(figure.value)
    }
}

fn line(kind: &str, object: Map<String, Value>) -> String {
    let rest = Value::Object(object).to_string();
    format!("{{\"kind\":\"{kind}\",{}", rest.trim_start_matches('{'))
}

/// The columns of the table of figures.
const COLUMNS: [&str; 18] = [
    "id",
    "series",
    "topic",
    "metric",
    "value",
    "unit",
    "value_kind",
    "group",
    "as_of",
    "note_en",
    "note_ja",
    "source",
    "locator",
    "producer_en",
    "producer_ja",
    "title",
    "url",
    "date_published",
];

/// The figures with their sources, as comma-separated values.
pub fn export_csv(base: &FactBase) -> String {
    figures_csv(base, &base.figures)
}

/// Some figures of a base with their sources, as comma-separated values with a row of names above.
pub fn figures_csv<'a>(base: &FactBase, figures: impl IntoIterator<Item = &'a Figure>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut write = |row: &[String]| writer.write_record(row).expect("rows in memory, all of one length");
    write(&COLUMNS.map(str::to_owned));
    for figure in figures {
        let source = base.source(&figure.source);
        let note = figure.note.clone().unwrap_or_default();
        let of_source = |field: fn(&Source) -> Option<String>| source.and_then(field).unwrap_or_default();
        write(&[
            figure.id.clone(),
            figure.series.clone(),
            figure.topic.clone(),
            figure.metric.clone(),
            format!("{:.*}", usize::from(figure.decimals), figure.value),
            figure.unit.to_string(),
            figure.value_kind.name().to_owned(),
            figure.group.clone(),
            figure.as_of.to_string(),
            note.en,
            note.ja,
            figure.source.clone(),
            figure.locator.clone().unwrap_or_default(),
            of_source(|source| Some(source.producer.en.clone())),
            of_source(|source| Some(source.producer.ja.clone())),
            of_source(|source| Some(source.title.clone())),
            of_source(|source| source.url_main.clone()),
            of_source(|source| Some(source.date_published?.to_string())),
        ]);
    }
    let bytes = writer.into_inner().expect("a vector is flushed at once");
    String::from_utf8(bytes).expect("made of texts")
}
