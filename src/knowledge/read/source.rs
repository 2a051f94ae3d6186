//! `sources/<kind>.toml`: where everything comes from.

use super::loaded::{Kind, Parts};
use super::table::Table;
use crate::knowledge::{Reading, Source, SourceKind};

/// Reads one file of sources.
pub(super) fn read(mut table: Table<'_, '_>, parts: &mut Parts) {
    for source in table.tables("source", "a source") {
        one(source, parts);
    }
    table.finish();
}

fn one(mut table: Table<'_, '_>, parts: &mut Parts) {
    let id = table.needed("id");
    let producer = table.needed_text("producer");
    let author = table.string("author");
    let title = table.needed("title");
    let title_en = table.string("title_en");
    let url_main = table.string("url_main");
    let date_published = table.parsed("date_published");
    let language = table.needed("language");
    let kind = table.needed_parsed::<SourceKind>("kind");
    let read = table.needed_parsed::<Reading>("read");
    let via = table.string("via");
    let population = table.text("population");
    let people = table.text("people");
    let fielded = table.string("fielded");
    let caveat = table.text("caveat");
    let (Some(place), Some(kind), Some(read)) = (table.finish(), kind, read) else {
        parts.broken.item(Kind::Source, id);
        return;
    };
    let source = Source {
        id,
        producer,
        author,
        title,
        title_en,
        url_main,
        date_published,
        language,
        kind,
        read,
        via,
        population,
        people,
        fielded,
        caveat,
    };
    parts.sources.push((source, place));
}
