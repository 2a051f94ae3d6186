//! A statistic as rows of text: what the terminal and Discord show beside the chart.

use serde::Serialize;

use crate::answer::{
    CitedSource, Note, NoteKind, Notes, date_in_words, group_in_words, nearest, other_group, people,
    secondary, separator, value,
};
use crate::knowledge::{Figure, Lang, PartialDate, Reading, Source, ValueKind};

use super::query::Kind;
use super::select::distance;
use super::statistic::{Shape, Statistic, place};
use super::wording;

/// Marks of notes that are not about all rows.
const MARKS: [&str; 9] = ["¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"];
/// The mark of the first date after a break.
const BREAK: &str = "†";

/// A statistic as rows of text, in one language and free of any markup.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Table {
    /// The language of all texts below.
    pub lang: Lang,
    /// What is shown.
    pub title: String,
    /// Who was asked, when and how.
    pub subtitle: String,
    /// The names of the columns.
    pub head: Vec<String>,
    /// The rows; as many cells each as there are columns, the first one a name or a date, the rest values.
    pub rows: Vec<Vec<String>>,
    /// Lines that change what the figures mean; `¹` and `†` stand beside the cells that they are about.
    #[serde(serialize_with = "texts")]
    pub notes: Vec<Note>,
    /// Where the figures come from, the newest first.
    pub sources: Vec<CitedSource>,
    /// What moment the newest of them speaks of.
    pub as_of: PartialDate,
    /// Names of other metrics that there are figures of.
    pub others: Vec<String>,
}

fn texts<S: serde::Serializer>(notes: &[Note], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(notes.iter().map(|note| &note.text))
}

impl<'a> Statistic<'a> {
    /// Its rows and what has to be said with them.
    pub fn table(&self, lang: Lang, today: PartialDate) -> Table {
        let marks = Marks::new(&self.figures(), lang);
        let (head, rows) = self.rows(lang, &marks);
        Table {
            lang,
            title: self.title(lang),
            subtitle: self.subtitle(lang),
            head,
            rows,
            notes: self.notes(lang, today, &marks),
            sources: self.sources(lang),
            as_of: self.newest().as_of,
            others: self.others.iter().map(|metric| metric.label.get(lang).to_owned()).collect(),
        }
    }

    /// What is shown, in one line.
    pub(super) fn title(&self, lang: Lang) -> String {
        let metric = self.metric.label.get(lang);
        if self.asked.kind == Kind::Rank && self.asked.topics.is_empty() {
            return wording::ranking(lang, metric);
        }
        let topics = self.topics();
        let name = |slug: &String| {
            if topics.len() > 1 { self.short_name(slug, lang) } else { self.name(slug, lang) }
        };
        let names: Vec<String> = topics.iter().map(name).collect();
        wording::title(lang, &wording::listed(&names, lang), metric, self.asked.split())
    }

    /// The topics that have figures, in the order in which they were asked for.
    pub(super) fn topics(&self) -> Vec<String> {
        let figures = self.figures();
        let mut topics: Vec<String> =
            self.asked.topics.iter().filter(|topic| !self.lacking.contains(topic)).cloned().collect();
        for figure in figures {
            if !topics.contains(&figure.topic) {
                topics.push(figure.topic.clone());
            }
        }
        topics
    }

    /// A topic's name.
    pub(super) fn name(&self, slug: &str, lang: Lang) -> String {
        self.base.topic(slug).map_or_else(|| slug.to_owned(), |topic| topic.name.get(lang).to_owned())
    }

    /// A topic's name for columns and pictures: without what stands in brackets behind it ("X (Twitter)",
    /// Facebook（フェイスブック）), unless another topic has that name.
    pub(super) fn short_name(&self, slug: &str, lang: Lang) -> String {
        let short = |name: &str| {
            let open = name.find(['(', '（']).filter(|at| *at > 0 && name.ends_with([')', '）']));
            open.map_or(name, |at| name[..at].trim_end()).to_owned()
        };
        let name = self.name(slug, lang);
        let own = short(&name);
        let others = self.base.topics.iter().filter(|topic| topic.slug != slug);
        let taken = others.map(|topic| topic.name.get(lang)).any(|other| other == own || short(other) == own);
        if taken { name } else { own }
    }

    /// A group's label at the head of a row.
    pub(super) fn group_label(&self, group: &str, lang: Lang) -> String {
        wording::capital(&group_in_words(self.base, group, lang))
    }

    /// Who was asked, in which series, and when.
    pub(super) fn subtitle(&self, lang: Lang) -> String {
        let parts = [self.people(lang), self.dates(lang), self.series.title.get(lang).to_owned()];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        wording::capital(&parts.join(separator(lang)))
    }

    /// Who was asked: where that changed over time, first and last.
    pub(super) fn people(&self, lang: Lang) -> String {
        if self.asked.split().is_some() {
            // All of them together: as the source of that time has it, else as the series has.
            let of_source = self.base.source(&self.newest().source).and_then(|source| source.people.as_ref());
            return of_source.unwrap_or(&self.series.people).get(lang).to_owned();
        }
        let figures = self.figures();
        let oldest = figures.iter().min_by_key(|figure| figure.as_of).expect("a statistic has a figure");
        let (first, last) = (people(self.base, oldest, lang), people(self.base, self.newest(), lang));
        if first == last { last } else { wording::later(lang, &first, &last) }
    }

    pub(super) fn dates(&self, lang: Lang) -> String {
        let figures = self.figures();
        let first = figures.iter().map(|figure| figure.as_of).min().expect("a statistic has a figure");
        let last = self.newest().as_of;
        let date = |date| wording::short_date(date, lang);
        if first == last { date_in_words(last, lang) } else { wording::span(lang, &date(first), &date(last)) }
    }

    fn rows(&self, lang: Lang, marks: &Marks<'_>) -> (Vec<String>, Vec<Vec<String>>) {
        let metric = || self.metric.label.get(lang).to_owned();
        let date = |date: PartialDate| {
            let mark =
                if self.series.breaks.iter().any(|at| self.is_first_after(at.at, date)) { BREAK } else { "" };
            format!("{}{mark}", wording::short_date(date, lang))
        };
        let cell = |figure: &Figure| format!("{}{}", value(figure, lang), marks.of(figure));
        match &self.shape {
            Shape::One(figure) => (
                vec![wording::date_head(lang).to_owned(), metric()],
                vec![vec![date(figure.as_of), cell(figure)]],
            ),
            Shape::List(figures) => {
                let rows = figures.iter().map(|figure| vec![date(figure.as_of), cell(figure)]);
                (vec![wording::date_head(lang).to_owned(), metric()], rows.collect())
            }
            Shape::Courses(courses) => {
                let mut dates: Vec<PartialDate> =
                    courses.iter().flat_map(|course| &course.points).map(|figure| figure.as_of).collect();
                dates.sort_unstable();
                dates.dedup();
                let mut head = vec![wording::date_head(lang).to_owned()];
                if let [_one] = courses.as_slice() {
                    head.push(metric());
                } else {
                    head.extend(courses.iter().map(|course| self.short_name(&course.points[0].topic, lang)));
                }
                let row = |at: &PartialDate| {
                    let cells = courses.iter().map(|course| {
                        course
                            .points
                            .iter()
                            .find(|figure| figure.as_of == *at)
                            .map_or("–".to_owned(), |f| cell(f))
                    });
                    std::iter::once(date(*at)).chain(cells).collect()
                };
                (head, dates.iter().map(row).collect())
            }
            Shape::Topics(figures) => {
                let ranked = self.asked.kind == Kind::Rank;
                let rows = figures.iter().map(|figure| {
                    let name = self.short_name(&figure.topic, lang);
                    let name = if ranked { format!("{:>2}. {name}", place(figures, figure)) } else { name };
                    vec![name, cell(figure)]
                });
                (vec![wording::topic_head(lang).to_owned(), metric()], rows.collect())
            }
            Shape::Groups(groups) => {
                let topics = self.topics();
                let mut head = vec![wording::group_head(lang).to_owned()];
                if topics.len() == 1 {
                    head.push(metric());
                } else {
                    head.extend(topics.iter().map(|slug| self.short_name(slug, lang)));
                }
                let row = |figures: &Vec<&Figure>| {
                    let cells = topics.iter().map(|topic| {
                        figures
                            .iter()
                            .find(|figure| figure.topic == *topic)
                            .map_or("–".to_owned(), |f| cell(f))
                    });
                    std::iter::once(self.group_label(&figures[0].group, lang)).chain(cells).collect()
                };
                (head, groups.iter().map(row).collect())
            }
        }
    }

    /// Whether a break of the series lies between that date and the one shown before it.
    fn is_first_after(&self, at: PartialDate, date: PartialDate) -> bool {
        if !matches!(self.shape, Shape::Courses(_)) {
            return false;
        }
        let dates: Vec<PartialDate> = self.figures().iter().map(|figure| figure.as_of).collect();
        let first = dates.iter().filter(|date| **date >= at).min();
        first == Some(&date) && dates.iter().any(|date| *date < at)
    }

    /// The breaks that lie within what is shown.
    pub fn breaks(&self) -> Vec<&'a crate::knowledge::Break> {
        let dates: Vec<PartialDate> = self.figures().iter().map(|figure| figure.as_of).collect();
        let crossed = |at: PartialDate| dates.iter().any(|date| self.is_first_after(at, *date));
        self.series.breaks.iter().filter(|b| crossed(b.at)).collect()
    }

    fn notes(&self, lang: Lang, today: PartialDate, marks: &Marks<'_>) -> Vec<Note> {
        let mut notes = Notes::new(self.base, lang, today);
        let newest = self.newest();
        if self.asked.at.is_some_and(|asked| distance(asked, newest.as_of) > 0.0) {
            notes.add(NoteKind::Period, nearest(lang, &date_in_words(newest.as_of, lang)));
        }
        if let (Some(asked), None) = (&self.asked.group, self.asked.split())
            && *asked != newest.group
        {
            let (asked, has) = (group_in_words(self.base, asked, lang), people(self.base, newest, lang));
            notes.add(NoteKind::Period, other_group(lang, &asked, &has));
        }
        if !self.lacking.is_empty() {
            let names: Vec<String> = self.lacking.iter().map(|slug| self.name(slug, lang)).collect();
            let text = wording::lacking(lang, &wording::listed(&names, lang));
            notes.add(NoteKind::Caveat, text);
        }
        for at in self.breaks() {
            notes.add(NoteKind::Caveat, format!("{BREAK} {}", at.note.get(lang)));
        }
        if matches!(self.shape, Shape::List(_)) {
            notes.add(NoteKind::Caveat, wording::not_joined(lang));
        }
        for line in marks.lines() {
            notes.add(NoteKind::Caveat, line);
        }
        if let Some(caveat) = &self.series.caveat {
            notes.add(NoteKind::Caveat, caveat.get(lang));
        }
        for line in self.source_notes(lang) {
            notes.add(line.kind, line.text);
        }
        if self.asked.at.is_none() {
            notes.age(newest.as_of, self.series.review_after, self.has_newer());
        }
        notes.into_vec()
    }

    /// Whether another series has something newer about the same topics, metric and group.
    fn has_newer(&self) -> bool {
        let newest = self.newest();
        let topics = self.topics();
        self.base.figures.iter().any(|figure| {
            figure.metric == newest.metric
                && figure.group == newest.group
                && newest.as_of.is_before(figure.as_of)
                && topics.contains(&figure.topic)
        })
    }

    /// What must be said of the sources: their caveats, and where they were read. With several, each caveat says
    /// which figures it is about, and the readings of one producer share a line.
    fn source_notes(&self, lang: Lang) -> Vec<Note> {
        let cited = self.sources(lang);
        let sources: Vec<&Source> = cited.iter().filter_map(|source| self.base.source(&source.id)).collect();
        let figures = self.figures();
        let date = |source: &Source| {
            let of_source = figures.iter().filter(|figure| figure.source == source.id);
            let newest = of_source.map(|figure| figure.as_of).max();
            newest.map(|date| wording::short_date(date, lang)).unwrap_or_default()
        };
        let caveats = sources.iter().filter_map(|source| {
            let text = source.caveat.as_ref()?.get(lang);
            let text =
                if sources.len() > 1 { wording::of(lang, &date(source), text) } else { text.to_owned() };
            Some(Note { kind: NoteKind::Caveat, text })
        });
        let mut read: Vec<(&str, Vec<String>)> = Vec::new();
        for source in sources.iter().filter(|source| source.read == Reading::Secondary) {
            let via = source.via.as_deref().unwrap_or_default();
            let via = self.base.source(via).map_or(via, |via| via.producer.get(lang)).to_owned();
            let producer = source.producer.get(lang);
            if via == producer {
                continue;
            }
            match read.iter_mut().find(|(own, _)| *own == producer) {
                Some((_, vias)) if vias.contains(&via) => {}
                Some((_, vias)) => vias.push(via),
                None => read.push((producer, vec![via])),
            }
        }
        let read = read.into_iter().map(|(producer, vias)| Note {
            kind: NoteKind::Secondary,
            text: secondary(lang, producer, &wording::listed(&vias, lang)),
        });
        caveats.chain(read).collect()
    }

    /// The sources of the figures, the newest first.
    pub(super) fn sources(&self, lang: Lang) -> Vec<CitedSource> {
        let mut sources: Vec<CitedSource> = Vec::new();
        let mut figures = self.figures();
        figures.sort_by_key(|figure| std::cmp::Reverse(figure.as_of));
        for source in figures.iter().filter_map(|figure| self.base.source(&figure.source)) {
            if !sources.iter().any(|have| have.id == source.id) {
                sources.push(CitedSource {
                    id: source.id.clone(),
                    producer: source.producer.get(lang).to_owned(),
                    title: source.title.clone(),
                    url: source.url_main.clone(),
                    date_published: source.date_published,
                });
            }
        }
        sources
    }
}

/// Which notes stand beside which figure.
struct Marks<'a> {
    /// Notes of single figures; those of all carry no mark.
    texts: Vec<(String, bool)>,
    of: Vec<(&'a Figure, Vec<usize>)>,
}

impl<'a> Marks<'a> {
    fn new(figures: &[&'a Figure], lang: Lang) -> Self {
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

    fn of(&self, figure: &Figure) -> String {
        let places = self.of.iter().find(|(own, _)| own.id == figure.id).map(|(_, places)| places.as_slice());
        places.unwrap_or_default().iter().filter_map(|place| self.mark(*place)).collect()
    }

    fn lines(&self) -> impl Iterator<Item = String> {
        self.texts.iter().enumerate().map(|(place, (text, _))| match self.mark(place) {
            Some(mark) => format!("{mark} {text}"),
            None => text.clone(),
        })
    }
}
