//! `figures/<series>.toml`: what the values of a series have in common.

use super::loaded::{Kind, Parts};
use super::table::Table;
use crate::knowledge::{Break, Method, Series};

/// Reads the file beside a series' values.
pub(super) fn read(mut table: Table<'_, '_>, id: &str, parts: &mut Parts) {
    let title = table.needed_text("title");
    // A series of yen or of things has no people; a rule asks for them where there are any.
    let people = table.text("people").unwrap_or_default();
    let words = table.words("words");
    let method = table.needed_parsed::<Method>("method");
    if !table.has("comparable") {
        table.lacks("comparable", "add `comparable = true` where its figures may be drawn as one trend");
    }
    let comparable = table.flag("comparable").unwrap_or_default();
    if !table.has("precedence") {
        table.lacks("precedence", "add `precedence = 50`: the lower, the earlier it is asked, 1 to 99");
    }
    let precedence = table.number("precedence", 1..100);
    let mut breaks = Vec::new();
    let mut whole = true;
    for mut table in table.tables("break", "a break") {
        let at = table.needed_parsed("at");
        let note = table.needed_text("note");
        match (table.finish(), at) {
            (Some(_), Some(at)) => breaks.push(Break { at, note }),
            _ => whole = false,
        }
    }
    let caveat = table.text("caveat");
    let review_after = table.parsed("review_after");
    let (Some(place), Some(method), Some(precedence), true) = (table.finish(), method, precedence, whole)
    else {
        parts.broken.item(Kind::Series, id.to_owned());
        return;
    };
    let series = Series {
        id: id.to_owned(),
        title,
        words,
        people,
        method,
        comparable,
        precedence: precedence as u8,
        breaks,
        caveat,
        review_after,
    };
    parts.series.push((series, place));
}
