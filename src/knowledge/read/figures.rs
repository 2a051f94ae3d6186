//! `figures/<series>.csv`: one row a value.

use std::collections::HashMap;
use std::ops::Range;

use serde::de::DeserializeOwned;

use super::csv::{self, Row};
use super::loaded::{Kind, Parts};
use super::place::Place;
use super::report::Report;
use super::table::{listed, parse};
use crate::knowledge::{Figure, Text, Unit, ValueKind};

/// The columns, in the order in which a file is expected to have them; of those after the first nine
/// any may be absent.
const COLUMNS: [&str; 13] = [
    "id",
    "topic",
    "metric",
    "value",
    "unit",
    "value_kind",
    "group",
    "as_of",
    "source",
    "locator",
    "note_en",
    "note_ja",
    "group_in_evidence",
];
const NEEDED: usize = 9;

/// Reads the values of one series.
pub(super) fn read(report: &Report<'_>, text: &str, series: &str, parts: &mut Parts) {
    let mut rows = csv::rows(text);
    let Some(head) = rows.next() else {
        report.error(0..0, "the file has no header", format!("begin it with `{}`", COLUMNS.join(",")));
        parts.broken.kind(Kind::Figure);
        return;
    };
    let Some(columns) = columns(report, &head) else {
        parts.broken.kind(Kind::Figure);
        return;
    };
    for row in rows {
        if let Some(open) = row.unclosed {
            report.error(open, "this quote is never closed", "close it; a quote inside is written `\"\"`");
            // The rest of the file was taken for one value.
            parts.broken.kind(Kind::Figure);
        } else if row.fields.len() == head.fields.len() {
            match (Cells { report, row: &row, columns: &columns }).figure(series) {
                Ok(figure) => parts.figures.push(figure),
                Err(id) => parts.broken.item(Kind::Figure, id),
            }
        } else {
            let (has, wants) = (row.fields.len(), head.fields.len());
            let help = "put commas for empty columns, and quotes around a value with a comma";
            report.error(row.span, format!("the row has {has} columns, the header {wants}"), help);
            parts.broken.item(Kind::Figure, row.fields[0].value.to_string());
        }
    }
}

/// The place of each column by name; `None` where one that is needed is missing.
fn columns(report: &Report<'_>, head: &Row<'_>) -> Option<HashMap<&'static str, usize>> {
    let mut columns = HashMap::new();
    for (at, field) in head.fields.iter().enumerate() {
        let Some(name) = COLUMNS.iter().find(|name| **name == field.value) else {
            let help = format!("known are {}", listed(&COLUMNS));
            report.error(field.span.clone(), format!("unknown column `{}`", field.value), help);
            continue;
        };
        if columns.insert(*name, at).is_some() {
            report.error(field.span.clone(), format!("the column `{name}` is there twice"), "remove one");
        }
    }
    let missing: Vec<&str> =
        COLUMNS[..NEEDED].iter().copied().filter(|name| !columns.contains_key(name)).collect();
    if missing.is_empty() {
        return Some(columns);
    }
    let help = format!("the header is `{}`", COLUMNS.join(","));
    report.error(head.span.clone(), format!("the header lacks {}", listed(&missing)), help);
    None
}

/// One row on its way to a figure.
struct Cells<'r, 't> {
    report: &'r Report<'r>,
    row: &'r Row<'t>,
    columns: &'r HashMap<&'static str, usize>,
}

impl Cells<'_, '_> {
    /// The figure and where it stands, or the id of one that is not whole.
    fn figure(&self, series: &str) -> Result<(Figure, Place), String> {
        let id = self.text("id");
        let topic = self.needed("topic");
        let metric = self.needed("metric");
        let value = self.value();
        let unit = self.parsed::<Unit>("unit");
        let value_kind = self.parsed::<ValueKind>("value_kind");
        let group = self.needed("group");
        let as_of = self.parsed("as_of");
        let source = self.needed("source");
        let note = self.note().ok();
        let whole = (self.needed("id"), topic, metric, value, unit, value_kind, group, as_of, source, note);
        let (
            Some(id),
            Some(topic),
            Some(metric),
            Some((value, decimals)),
            Some(unit),
            Some(value_kind),
            Some(group),
            Some(as_of),
            Some(source),
            Some(note),
        ) = whole
        else {
            return Err(id.unwrap_or_default());
        };
        let figure = Figure {
            id,
            topic,
            metric,
            value,
            decimals,
            unit,
            value_kind,
            group,
            group_in_evidence: self.text("group_in_evidence"),
            as_of,
            source,
            locator: self.text("locator"),
            note,
            series: series.to_owned(),
        };
        let mut place = Place::new(self.report.file, self.row.span.clone());
        for name in COLUMNS {
            if let Some(span) = self.span(name).filter(|span| !span.is_empty()) {
                place.note(name, None, span);
            }
        }
        Ok((figure, place))
    }

    fn span(&self, name: &str) -> Option<Range<usize>> {
        self.columns.get(name).map(|at| self.row.fields[*at].span.clone())
    }

    fn text(&self, name: &str) -> Option<String> {
        let text = self.columns.get(name).map(|at| self.row.fields[*at].value.trim())?;
        (!text.is_empty()).then(|| text.to_owned())
    }

    fn needed(&self, name: &str) -> Option<String> {
        let text = self.text(name);
        if text.is_none() {
            let help = format!("fill in the column `{name}`");
            self.refuse(name, format!("a figure lacks its `{name}`"), help);
        }
        text
    }

    fn parsed<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        let text = self.needed(name)?;
        parse(&text).map_err(|help| self.refuse(name, format!("`{text}` is no `{name}`"), help)).ok()
    }

    /// The value and the decimal places it is written with.
    fn value(&self) -> Option<(f64, u8)> {
        let text = self.needed("value")?;
        let digits = text.strip_prefix('-').unwrap_or(&text);
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
        let number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let value = text.parse().ok().filter(|_| number(whole) && number(decimals));
        if value.is_none() {
            let help = "write it as published, without separators and unit: `9600`, `91.1`";
            self.refuse("value", format!("`{text}` is no value"), help.to_owned());
        }
        let places = digits.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        Some((value?, u8::try_from(places).unwrap_or(u8::MAX)))
    }

    /// The note, if there is one; refused where it is in one language only.
    fn note(&self) -> Result<Option<Text>, ()> {
        let lacks = |has: &str, lacks: &str, named: &str| {
            self.refuse(has, format!("the note lacks its {named} text"), format!("fill in `{lacks}`"));
            Err(())
        };
        match (self.text("note_en"), self.text("note_ja")) {
            (Some(en), Some(ja)) => Ok(Some(Text { en, ja })),
            (None, None) => Ok(None),
            (Some(_), None) => lacks("note_en", "note_ja", "Japanese"),
            (None, Some(_)) => lacks("note_ja", "note_en", "English"),
        }
    }

    fn refuse(&self, name: &str, message: String, help: String) {
        let span = self.span(name).unwrap_or_else(|| self.row.span.clone());
        self.report.error(span, message, help);
    }
}
