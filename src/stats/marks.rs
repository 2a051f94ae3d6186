//! Marks beside values and dates, and the notes that they lead to.

use crate::knowledge::{Figure, Lang, ValueKind};

use super::wording;

/// Marks of notes that are not about all rows.
const MARKS: [&str; 9] = ["¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"];
/// Marks of the first dates after breaks.
pub(super) const BREAKS: [&str; 4] = ["†", "‡", "§", "¶"];

/// Whether a note begins with the mark of what it is about.
pub(crate) fn is_marked(note: &str) -> bool {
    MARKS.iter().chain(&BREAKS).any(|mark| note.starts_with(mark))
}

/// Which notes stand beside which figure.
pub(super) struct Marks<'a> {
    /// Notes of single figures; those of all carry no mark.
    texts: Vec<(String, bool)>,
    of: Vec<(&'a Figure, Vec<usize>)>,
}

impl<'a> Marks<'a> {
    pub(super) fn new(figures: &[&'a Figure], lang: Lang) -> Self {
        let notes = |figure: &Figure| {
            let computed =
                (figure.value_kind == ValueKind::Computed).then(|| wording::computed(lang).to_owned());
            let note = figure.note.as_ref().map(|note| note.get(lang).to_owned());
            note.into_iter().chain(computed).filter(|text| !text.is_empty()).collect::<Vec<_>>()
        };
        let mut all: Vec<String> = Vec::new();
        for text in figures.iter().flat_map(|figure| notes(figure)) {
            if !all.contains(&text) {
                all.push(text);
            }
        }
        let of_all = |text: &String| figures.iter().all(|figure| notes(figure).contains(text));
        let texts: Vec<(String, bool)> = all.iter().map(|text| (text.clone(), !of_all(text))).collect();
        let places = |figure: &&'a Figure| {
            let own = notes(figure);
            let places = (0..all.len()).filter(|at| own.contains(&all[*at]));
            (*figure, places.collect())
        };
        Self { texts, of: figures.iter().map(places).collect() }
    }

    /// The mark of the note at that place, where it has one.
    fn mark(&self, place: usize) -> Option<&'static str> {
        let before = self.texts[..place].iter().filter(|(_, marked)| *marked).count();
        MARKS.get(before).copied().filter(|_| self.texts[place].1)
    }

    pub(super) fn of(&self, figure: &Figure) -> String {
        let places = self.of.iter().find(|(own, _)| own.id == figure.id).map(|(_, places)| places.as_slice());
        places.unwrap_or_default().iter().filter_map(|place| self.mark(*place)).collect()
    }

    pub(super) fn lines(&self) -> impl Iterator<Item = String> {
        self.texts.iter().enumerate().map(|(place, (text, _))| match self.mark(place) {
            Some(mark) => format!("{mark} {text}"),
            None => text.clone(),
        })
    }
}
