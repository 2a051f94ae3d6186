//! Comma-separated values with the place of every field.
//!
//! The `csv` crate tells where a record begins but not where a field does, and a wrong field is to be
//! underlined; so this splits for itself. A test holds it against that crate.

use std::borrow::Cow;
use std::ops::Range;

/// One value of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Field<'t> {
    /// The value, without quotes.
    pub(super) value: Cow<'t, str>,
    /// Where it stands, quotes included.
    pub(super) span: Range<usize>,
}

/// One row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Row<'t> {
    /// Its values.
    pub(super) fields: Vec<Field<'t>>,
    /// Where it stands, without its line end.
    pub(super) span: Range<usize>,
    /// Where a quote stands that is never closed.
    pub(super) unclosed: Option<Range<usize>>,
}

/// The rows of a text, empty lines aside.
pub(super) fn rows(text: &str) -> impl Iterator<Item = Row<'_>> {
    let mut at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    std::iter::from_fn(move || {
        let bytes = text.as_bytes();
        while matches!(bytes.get(at), Some(b'\r' | b'\n')) {
            at += 1;
        }
        if at >= bytes.len() {
            return None;
        }
        let mut row = Row { span: at..at, ..Row::default() };
        loop {
            let (field, end) = field(text, at, &mut row.unclosed);
            row.fields.push(field);
            at = end;
            if bytes.get(at) == Some(&b',') {
                at += 1;
            } else {
                break;
            }
        }
        row.span.end = at;
        Some(row)
    })
}

/// The field that begins at `start`, and where it ends: at a comma, a line end or the end of the text.
fn field<'t>(text: &'t str, start: usize, unclosed: &mut Option<Range<usize>>) -> (Field<'t>, usize) {
    let bytes = text.as_bytes();
    let plain_end = |from: usize| {
        let length = bytes[from..].iter().position(|byte| matches!(byte, b',' | b'\r' | b'\n'));
        length.map_or(bytes.len(), |length| from + length)
    };
    if bytes.get(start) != Some(&b'"') {
        let end = plain_end(start);
        return (Field { value: Cow::Borrowed(&text[start..end]), span: start..end }, end);
    }
    let mut value = String::new();
    let mut from = start + 1;
    let closed = loop {
        let Some(length) = text[from..].find('"') else {
            value.push_str(&text[from..]);
            *unclosed = Some(start..start + 1);
            break bytes.len();
        };
        value.push_str(&text[from..from + length]);
        from += length + 1;
        if bytes.get(from) == Some(&b'"') {
            value.push('"');
            from += 1;
        } else {
            break from;
        }
    };
    // What follows the closing quote belongs to the field, as the `csv` crate has it too.
    let end = plain_end(closed);
    value.push_str(&text[closed..end]);
    (Field { value: Cow::Owned(value), span: start..end }, end)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn values(text: &str) -> Vec<Vec<String>> {
        rows(text).map(|row| row.fields.into_iter().map(|field| field.value.into_owned()).collect()).collect()
    }

    #[test]
    fn fields_know_where_they_stand() {
        let text = "id,note\r\na,\"b, \"\"c\"\"\"\n";
        let row = rows(text).nth(1).expect("two rows");
        assert_eq!(row.fields[1].value, "b, \"c\"");
        assert_eq!(&text[row.fields[1].span.clone()], "\"b, \"\"c\"\"\"");
        assert_eq!(&text[row.span.clone()], "a,\"b, \"\"c\"\"\"");
    }

    #[test]
    fn an_open_quote_is_found() {
        assert_eq!(rows("a,\"b\nc,d\n").next().expect("a row").unclosed, Some(2..3));
    }

    proptest! {
        #[test]
        fn agrees_with_the_csv_crate(cells in prop::collection::vec(
            prop::collection::vec("[a\",\n\r日 ]{0,4}", 2..4), 1..5)) {
            let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
            for row in &cells {
                writer.write_record(row).expect("in memory");
            }
            let text = String::from_utf8(writer.into_inner().expect("in memory")).expect("text");
            prop_assert_eq!(values(&text), cells);
        }

        #[test]
        fn reads_what_the_csv_crate_reads(text in "[a\",\n日 ]{0,20}") {
            let mut reader =
                csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(text.as_bytes());
            let theirs: Vec<Vec<String>> = reader
                .records()
                .map(|record| record.expect("text").iter().map(str::to_owned).collect())
                .collect();
            prop_assert_eq!(values(&text), theirs);
        }
    }
}
