//! A statistic as rows of text: what the terminal and Discord show beside the chart.

use serde::Serialize;

use crate::answer::{
    CitedSource, Note, NoteKind, Notes, date_in_words, group_in_words, nearest, other_group, people,
    separator, value,
};
use crate::knowledge::{Figure, Lang, PartialDate};
use crate::question::Period;

use super::marks::{BREAKS, Marks};
use super::query::Kind;
use super::statistic::{Course, Shape, Statistic, place};
use super::wording;

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
            let is_long = topics.len() > 1 || self.asked.split().is_some();
            if is_long { self.short_name(slug, lang) } else { self.name(slug, lang) }
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

    /// What one of several lines is called: its topic, or its group where there is a line for each.
    pub(super) fn course_name(&self, course: &Course<'_>, lang: Lang) -> String {
        let figure = course.points[0];
        if self.asked.split().is_none() {
            return self.short_name(&figure.topic, lang);
        }
        wording::capital(&self.group_short(&figure.group, lang))
    }

    /// What a group is called where there is little room.
    fn group_short(&self, id: &str, lang: Lang) -> String {
        let short = self.base.lexicon.group(id).and_then(|group| group.short.as_ref());
        short.map_or_else(|| group_in_words(self.base, id, lang), |short| short.get(lang).to_owned())
    }

    /// What of the wish could not be shown, one line each.
    pub(super) fn gaps(&self, lang: Lang) -> Vec<String> {
        let mut gaps = Vec::new();
        if !self.lacking.is_empty() {
            let names: Vec<String> = self.lacking.iter().map(|slug| self.name(slug, lang)).collect();
            let names = wording::listed(&names, lang);
            let of_course = self.asked.kind == Kind::Trend;
            gaps.push(if of_course {
                wording::no_line(lang, &names)
            } else {
                wording::lacking(lang, &names)
            });
        }
        if !self.left_out.is_empty() {
            let short = |id: &String| self.group_short(id, lang);
            let names: Vec<String> = self.left_out.iter().map(short).collect();
            gaps.push(wording::left_out(lang, &wording::listed(&names, lang)));
        }
        gaps
    }

    /// Who was asked, in which series, and when.
    pub(super) fn subtitle(&self, lang: Lang) -> String {
        let parts = [self.people(lang), self.dates(lang), self.series.title.get(lang).to_owned()];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        wording::capital(&parts.join(separator(lang)))
    }

    /// Who was asked: where that changed over time, first and last.
    pub(super) fn people(&self, lang: Lang) -> String {
        let figures = self.figures();
        let oldest = figures.iter().min_by_key(|figure| figure.as_of).expect("a statistic has a figure");
        let of = |figure: &Figure| {
            if self.asked.split().is_none() {
                return people(self.base, figure, lang);
            }
            // All groups together: as the source of that time has it, else as the series has.
            let of_source = self.base.source(&figure.source).and_then(|source| source.people.as_ref());
            of_source.unwrap_or(&self.series.people).get(lang).to_owned()
        };
        let (first, last) = (of(oldest), of(self.newest()));
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
        let breaks = self.breaks();
        let date = |date: PartialDate| {
            let after = breaks.iter().filter(|(_, at)| self.is_first_after(at.at, date));
            let marks: String = after.map(|(mark, _)| *mark).collect();
            format!("{}{marks}", wording::short_date(date, lang))
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
                    head.extend(courses.iter().map(|course| self.course_name(course, lang)));
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
    pub(super) fn is_first_after(&self, at: PartialDate, date: PartialDate) -> bool {
        if !matches!(self.shape, Shape::Courses(_)) {
            return false;
        }
        let dates: Vec<PartialDate> = self.figures().iter().map(|figure| figure.as_of).collect();
        let first = dates.iter().filter(|date| **date >= at).min();
        first == Some(&date) && dates.iter().any(|date| *date < at)
    }

    /// The breaks that lie within what is shown, each with its mark.
    pub fn breaks(&self) -> Vec<(&'static str, &'a crate::knowledge::Break)> {
        let dates: Vec<PartialDate> = self.figures().iter().map(|figure| figure.as_of).collect();
        let crossed = |at: PartialDate| dates.iter().any(|date| self.is_first_after(at, *date));
        let marks = BREAKS.into_iter().chain(std::iter::repeat(BREAKS[BREAKS.len() - 1]));
        marks.zip(self.series.breaks.iter().filter(|b| crossed(b.at))).collect()
    }

    fn notes(&self, lang: Lang, today: PartialDate, marks: &Marks<'_>) -> Vec<Note> {
        let mut notes = Notes::new(self.base, lang, today);
        let newest = self.newest();
        if self.asked.at.is_some_and(|asked| Period::at(asked).distance(newest.as_of) > 0.0) {
            notes.add(NoteKind::Period, nearest(lang, &date_in_words(newest.as_of, lang)));
        }
        if let (Some(asked), None) = (&self.asked.group, self.asked.split())
            && *asked != newest.group
        {
            let (asked, has) = (group_in_words(self.base, asked, lang), people(self.base, newest, lang));
            notes.add(NoteKind::Period, other_group(lang, &asked, &has));
        }
        for text in self.ends(lang) {
            notes.add(NoteKind::Period, text);
        }
        for text in self.gaps(lang) {
            notes.add(NoteKind::Caveat, text);
        }
        for (mark, at) in self.breaks() {
            notes.add(NoteKind::Caveat, format!("{mark} {}", at.note.get(lang)));
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
        if self.asked.at.is_none() && self.asked.span.to.is_none() {
            notes.age(newest.as_of, self.series.review_after, self.has_newer());
        }
        notes.into_vec()
    }

    /// Where the figures begin later or end earlier than the years that were asked for.
    fn ends(&self, lang: Lang) -> Vec<String> {
        let dates = || self.shape.figures().into_iter().map(|figure| figure.as_of);
        let span = self.asked.span;
        let first = dates().min().filter(|first| span.from.is_some_and(|from| from.is_before(*first)));
        let last = dates().max().filter(|last| span.to.is_some_and(|to| last.is_before(to)));
        let first = first.map(|date| wording::begins(lang, &date_in_words(date, lang)));
        let last = last.map(|date| wording::ends(lang, &date_in_words(date, lang)));
        first.into_iter().chain(last).collect()
    }

    /// Whether another series has something newer about the same topics, metric and group.
    fn has_newer(&self) -> bool {
        let newest = self.newest();
        self.topics()
            .iter()
            .flat_map(|topic| self.base.figures_of(topic, &newest.metric))
            .any(|figure| figure.group == newest.group && newest.as_of.is_before(figure.as_of))
    }
}
