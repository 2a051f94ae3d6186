//! One TOML table on its way to a checked type.
//!
//! The raw layer is TOML's own tree with spans, not a struct for each file: so every wrong type, every
//! missing and every unknown key of a file is found in one run. The known keys of a table are those that
//! were asked for, so that a list of them cannot go stale.

use std::ops::Range;

use serde::de::value::{Error as ValueError, StrDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer};
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::place::Place;
use super::report::Report;
use crate::knowledge::{Lang, Text, Words};

/// A table that is being read.
pub(super) struct Table<'t, 'i> {
    report: &'t Report<'t>,
    entries: &'t DeTable<'i>,
    /// What it is, for messages ("a fact").
    what: &'static str,
    known: Vec<&'static str>,
    place: Place,
    whole: bool,
}

impl<'t, 'i> Table<'t, 'i> {
    pub(super) fn new(
        report: &'t Report<'t>,
        entries: &'t DeTable<'i>,
        span: Range<usize>,
        what: &'static str,
    ) -> Self {
        let place = Place::new(report.file, span);
        Self { report, entries, what, known: Vec::new(), place, whole: true }
    }

    /// Ends the reading: reports every key that nobody asked for. `None` where the table is not whole.
    pub(super) fn finish(self) -> Option<Place> {
        for key in self.entries.keys() {
            let name = key.get_ref().as_ref();
            if !self.known.contains(&name) {
                let near = self
                    .known
                    .iter()
                    .map(|known| (strsim::osa_distance(known, name), known))
                    .filter(|(distance, known)| *distance <= 2.max(known.len() / 3))
                    .min();
                let help = near.map_or_else(
                    || format!("known are {}", listed(&self.known)),
                    |(_, known)| format!("did you mean `{known}`?"),
                );
                self.report.error(key.span(), format!("unknown key `{name}` in {}", self.what), help);
            }
        }
        self.whole.then_some(self.place)
    }

    /// True where the table has that key; it need not be of the right type.
    pub(super) fn has(&mut self, key: &'static str) -> bool {
        self.value(key).is_some()
    }

    /// What stands at a key, whatever it is.
    fn value(&mut self, key: &'static str) -> Option<&'t Spanned<DeValue<'i>>> {
        if !self.known.contains(&key) {
            self.known.push(key);
        }
        self.entries.get(key)
    }

    fn wrong(&mut self, span: Range<usize>, message: String, help: &str) {
        self.whole = false;
        self.report.error(span, message, help);
    }

    /// Reports that a key is missing; the table is not whole without it.
    pub(super) fn lacks(&mut self, key: &str, help: &str) {
        let message = format!("{} lacks `{key}`", self.what);
        self.wrong(self.place.span.clone(), message, help);
    }

    /// A problem with what the table says, at the value of a key.
    pub(super) fn refuse(&mut self, key: &str, message: String, help: &str) {
        let span = self.place.at(key);
        self.wrong(span, message, help);
    }

    /// The same, at one text of a list.
    pub(super) fn refuse_nth(&mut self, key: &str, nth: usize, message: String, help: &str) {
        let span = self.place.nth(key, nth);
        self.wrong(span, message, help);
    }

    /// A text, if the key is there.
    pub(super) fn string(&mut self, key: &'static str) -> Option<String> {
        let value = self.value(key)?;
        self.place.note(key, None, value.span());
        if let DeValue::String(text) = value.get_ref() {
            return Some(text.to_string());
        }
        self.mistyped(key, value, "a text", "put it in quotes");
        None
    }

    /// A text that must be there. The empty text stands for one that is not: the table is not whole then.
    pub(super) fn needed(&mut self, key: &'static str) -> String {
        if !self.has(key) {
            self.lacks(key, &format!("add `{key} = \"…\"`"));
        }
        self.string(key).unwrap_or_default()
    }

    /// A date, a choice: anything that is written as a text, if the key is there.
    pub(super) fn parsed<T: DeserializeOwned>(&mut self, key: &'static str) -> Option<T> {
        let text = self.string(key)?;
        match parse(&text) {
            Ok(value) => Some(value),
            Err(help) => {
                self.refuse(key, format!("`{text}` is no `{key}`"), &help);
                None
            }
        }
    }

    /// The same, where it must be there.
    pub(super) fn needed_parsed<T: DeserializeOwned>(&mut self, key: &'static str) -> Option<T> {
        if !self.has(key) {
            self.lacks(key, &format!("add `{key} = \"…\"`"));
        }
        self.parsed(key)
    }

    /// True or false, if the key is there.
    pub(super) fn flag(&mut self, key: &'static str) -> Option<bool> {
        let value = self.value(key)?;
        self.place.note(key, None, value.span());
        if let DeValue::Boolean(flag) = value.get_ref() {
            return Some(*flag);
        }
        self.mistyped(key, value, "true or false", "write `true` or `false`");
        None
    }

    /// A whole number within a range, if the key is there.
    pub(super) fn number(&mut self, key: &'static str, within: Range<i64>) -> Option<i64> {
        let value = self.value(key)?;
        self.place.note(key, None, value.span());
        let help = format!("write a whole number from {} to {}", within.start, within.end - 1);
        let DeValue::Integer(number) = value.get_ref() else {
            self.mistyped(key, value, "a whole number", &help);
            return None;
        };
        let number = i64::from_str_radix(number.as_str(), number.radix()).ok();
        let number = number.filter(|number| within.contains(number));
        if number.is_none() {
            self.refuse(key, format!("`{key}` is out of range"), &help);
        }
        number
    }

    /// Ages from and to (`[20, 29]`), if the key is there.
    pub(super) fn ages(&mut self, key: &'static str) -> Option<(u8, u8)> {
        let value = self.value(key)?;
        self.place.note(key, None, value.span());
        let mut ages = Vec::new();
        if let DeValue::Array(array) = value.get_ref() {
            ages.extend(array.iter().filter_map(|age| match age.get_ref() {
                DeValue::Integer(age) if age.radix() == 10 => age.as_str().parse::<u8>().ok(),
                _ => None,
            }));
        }
        if let [from, to] = ages[..]
            && from <= to
        {
            return Some((from, to));
        }
        self.refuse(key, format!("`{key}` should be two ages, the lower first"), "write `[20, 29]`");
        None
    }

    /// A text in both languages, if the key is there.
    pub(super) fn text(&mut self, key: &'static str) -> Option<Text> {
        let value = self.value(key)?;
        self.place.note(key, None, value.span());
        let DeValue::Table(entries) = value.get_ref() else {
            self.mistyped(key, value, "a text in two languages", "write `{ en = \"…\", ja = \"…\" }`");
            return None;
        };
        let mut text = Text::default();
        for lang in Lang::ALL {
            let Some(value) = entries.get(lang.tag()) else {
                let message = format!("`{key}` lacks its {} text", named(lang));
                self.wrong(value.span(), message, &format!("add `{lang} = \"…\"`"));
                continue;
            };
            self.place.note(key, Some(lang), value.span());
            match value.get_ref() {
                DeValue::String(read) if lang == Lang::En => text.en = read.to_string(),
                DeValue::String(read) => text.ja = read.to_string(),
                _ => self.mistyped(key, value, "a text", "put it in quotes"),
            }
        }
        self.languages_only(key, entries);
        Some(text)
    }

    /// A text in both languages that must be there.
    pub(super) fn needed_text(&mut self, key: &'static str) -> Text {
        if !self.has(key) {
            self.lacks(key, &format!("add `{key} = {{ en = \"…\", ja = \"…\" }}`"));
        }
        self.text(key).unwrap_or_default()
    }

    /// A list of texts; empty where the key is not there.
    pub(super) fn list(&mut self, key: &'static str) -> Vec<String> {
        let Some(value) = self.value(key) else { return Vec::new() };
        self.place.note(key, None, value.span());
        self.strings(key, None, value)
    }

    /// Lists of texts by language; both empty where the key is not there.
    pub(super) fn words(&mut self, key: &'static str) -> Words {
        let Some(value) = self.value(key) else { return Words::default() };
        self.place.note(key, None, value.span());
        let DeValue::Table(entries) = value.get_ref() else {
            self.mistyped(key, value, "words in two languages", "write `{ en = [\"…\"], ja = [\"…\"] }`");
            return Words::default();
        };
        let mut words = Words::default();
        for lang in Lang::ALL {
            let Some(value) = entries.get(lang.tag()) else { continue };
            let read = self.strings(key, Some(lang), value).into_iter().collect();
            match lang {
                Lang::En => words.en = read,
                Lang::Ja => words.ja = read,
            }
        }
        self.languages_only(key, entries);
        words
    }

    /// Lists of texts that stand in this very table, as `en` and `ja`.
    pub(super) fn own_words(&mut self) -> Words {
        let mut words = Words::default();
        if let Some(value) = self.value("en") {
            words.en = self.strings("en", None, value).into_iter().collect();
        }
        if let Some(value) = self.value("ja") {
            words.ja = self.strings("ja", None, value).into_iter().collect();
        }
        words
    }

    /// The table at a key, if it is there.
    pub(super) fn table(&mut self, key: &'static str, what: &'static str) -> Option<Table<'t, 'i>> {
        let value = self.value(key)?;
        if let DeValue::Table(entries) = value.get_ref() {
            return Some(Table::new(self.report, entries, value.span(), what));
        }
        self.mistyped(key, value, "a table", &format!("write `[{key}]`"));
        None
    }

    /// The tables of a list (`[[fact]]`).
    pub(super) fn tables(&mut self, key: &'static str, what: &'static str) -> Vec<Table<'t, 'i>> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let DeValue::Array(array) = value.get_ref() else {
            self.mistyped(key, value, "a list of tables", &format!("write `[[{key}]]`"));
            return Vec::new();
        };
        let array: &'t DeArray<'i> = array;
        let mut tables = Vec::new();
        for value in array {
            match value.get_ref() {
                DeValue::Table(entries) => {
                    tables.push(Table::new(self.report, entries, value.span(), what));
                }
                _ => self.mistyped(key, value, "a table", &format!("write `[[{key}]]`")),
            }
        }
        tables
    }

    fn strings(
        &mut self,
        key: &'static str,
        lang: Option<Lang>,
        value: &Spanned<DeValue<'_>>,
    ) -> Vec<String> {
        let DeValue::Array(array) = value.get_ref() else {
            self.mistyped(key, value, "a list of texts", "write `[\"…\", \"…\"]`");
            return Vec::new();
        };
        let mut strings = Vec::with_capacity(array.len());
        for value in array {
            if let DeValue::String(text) = value.get_ref() {
                self.place.note_nth(key, lang, strings.len(), value.span());
                strings.push(text.to_string());
            } else {
                self.mistyped(key, value, "a text", "put it in quotes");
            }
        }
        strings
    }

    fn mistyped(&mut self, key: &str, value: &Spanned<DeValue<'_>>, wanted: &str, help: &str) {
        let is = value.get_ref().type_str();
        self.wrong(value.span(), format!("`{key}` should be {wanted} and is of type {is}"), help);
    }

    fn languages_only(&mut self, key: &str, entries: &DeTable<'_>) {
        for name in entries.keys().filter(|name| !matches!(name.get_ref().as_ref(), "en" | "ja")) {
            let message = format!("unknown key `{}` in `{key}`", name.get_ref());
            self.report.error(name.span(), message, "known are `en` and `ja`");
        }
    }
}

/// A value that is written as a text, or what may be written instead.
pub(super) fn parse<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    let deserializer: StrDeserializer<'_, ValueError> = text.into_deserializer();
    T::deserialize(deserializer).map_err(|error| {
        let error = error.to_string();
        // Serde's "unknown variant `a`, expected one of `b`, `c`"; our own errors after a semicolon.
        let (_, wanted) =
            error.split_once("expected ").or_else(|| error.split_once("; write ")).unwrap_or(("", &error));
        format!("write {wanted}")
    })
}

/// The language as English names it.
pub(in crate::knowledge) fn named(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "English",
        Lang::Ja => "Japanese",
    }
}

/// `a`, `b` and `c`, in back-ticks.
pub(in crate::knowledge) fn listed<S: AsRef<str>>(names: &[S]) -> String {
    names.iter().map(|name| format!("`{}`", name.as_ref())).collect::<Vec<_>>().join(", ")
}
