//! Answers made of figures: one, a comparison, an order, a course, a breakdown.

use std::collections::BTreeSet;

use crate::knowledge::{Figure, Lang, PartialDate, Unit};
use crate::matching::Candidate;

use super::compose::{Body, Composer, push_new};
use super::format;
use super::notes::Notes;
use super::types::NoteKind;
use super::wording::{self, Course};

/// Topics that a ranking without a named number shows.
const RANKED: usize = 5;

/// Changes smaller than this part of the first value are no change.
const LEVEL: f64 = 0.03;

impl<'a> Composer<'a> {
    pub(super) fn sentence(&self, figure: &Figure) -> String {
        let metric = self.base.lexicon.metric(&figure.metric);
        let template = metric.map_or("{topic}: {value} ({when})", |m| m.sentence.get(self.lang));
        // "In July 2006": a day would want another preposition, and its source tells it.
        let when = PartialDate { day: None, ..figure.as_of };
        // What a metric that is any share or count means stands in the note alone.
        if let Some(note) = figure.note.as_ref().filter(|_| metric.is_some_and(|metric| !metric.askable)) {
            return self.capital(&wording::noted(
                self.lang,
                &self.topic_name(&figure.topic),
                note.get(self.lang),
                &format::value(figure, self.lang),
                &format::people(self.base, figure, self.lang),
                &format::date(when, self.lang),
            ));
        }
        let filled = template
            .replace("{topic}", &self.topic_name(&figure.topic))
            .replace("{value}", &format::value(figure, self.lang))
            .replace("{group}", &format::people(self.base, figure, self.lang))
            .replace("{when}", &format::date(when, self.lang));
        // A sentence that has no place for the group must not hide it.
        let filled = if template.contains("{group}") || figure.group == "all" {
            filled
        } else {
            let end = if self.lang == Lang::En { '.' } else { '。' };
            let group = format::people(self.base, figure, self.lang);
            format!("{} ({group}){end}", filled.trim_end_matches(end))
        };
        self.capital(&filled)
    }

    pub(super) fn figure(&self, figure: usize, companion: Option<usize>, notes: &mut Notes<'_>) -> Body<'a> {
        let first = &self.base.figures[figure];
        let mut figures = vec![first];
        figures.extend(companion.map(|at| &self.base.figures[at]));
        let sentences: Vec<String> = figures.iter().map(|figure| self.sentence(figure)).collect();
        let space = if self.lang == Lang::En { " " } else { "" };
        let mut body = self.table_body(figures, sentences.join(space), notes);
        body.chart = self.has_course(first);
        body
    }

    pub(super) fn series_caveats(&self, figures: &[&Figure], notes: &mut Notes<'_>) {
        for series in figures.iter().filter_map(|figure| self.base.series(&figure.series)) {
            if let Some(caveat) = &series.caveat {
                notes.add(NoteKind::Caveat, caveat.get(self.lang));
            }
        }
    }

    /// Who was asked, when and how.
    pub(super) fn how_asked(&self, figure: &Figure) -> Option<String> {
        let source = self.base.source(&figure.source)?;
        let population = source.population.as_ref().map(|population| population.get(self.lang).to_owned());
        let title = self.base.series(&figure.series).map(|series| series.title.get(self.lang).to_owned());
        let parts: Vec<String> = [title, population, source.fielded.clone()].into_iter().flatten().collect();
        Some(parts.join(wording::separator(self.lang)))
    }

    /// True where the figure is one of several that make a course.
    pub(super) fn has_course(&self, figure: &Figure) -> bool {
        self.base.series(&figure.series).is_some_and(|series| series.comparable)
            && self.base.figures_of(&figure.topic, &figure.metric).any(|other| {
                other.series == figure.series && other.group == figure.group && other.as_of != figure.as_of
            })
    }

    pub(super) fn frame(&self, figure: &Figure, with_people: bool) -> String {
        let metric = self.metric_name(figure);
        let people = if with_people { format::people(self.base, figure, self.lang) } else { String::new() };
        wording::frame(self.lang, metric, &people, &format::date(figure.as_of, self.lang))
    }

    fn metric_name(&self, figure: &Figure) -> &'a str {
        self.base.lexicon.metric(&figure.metric).map_or("", |metric| metric.label.get(self.lang))
    }

    pub(super) fn table_body(
        &self,
        figures: Vec<&'a Figure>,
        text: String,
        notes: &mut Notes<'_>,
    ) -> Body<'a> {
        let first = figures[0];
        // What stands for the time of the whole: the nearest to what was asked, else the newest.
        let newest = figures.iter().map(|figure| figure.as_of).max().unwrap_or(first.as_of);
        if let Some(period) = self.question.period {
            let distance = |figure: &&&Figure| period.distance(figure.as_of);
            let nearest = figures.iter().min_by(|a, b| distance(a).total_cmp(&distance(b)));
            notes.period(Some(period), nearest.map_or(first.as_of, |figure| figure.as_of));
        } else {
            let review = self.base.series(&first.series).and_then(|series| series.review_after);
            notes.age(newest, review, false);
        }
        self.series_caveats(&figures, notes);
        let mut sources = Vec::new();
        for figure in &figures {
            push_new(&mut sources, &figure.source);
        }
        Body { text, detail: self.how_asked(first), as_of: Some(first.as_of), figures, sources, chart: true }
    }

    pub(super) fn compare(&self, found: &[usize], comparable: bool, notes: &mut Notes<'_>) -> Body<'a> {
        let mut figures: Vec<&Figure> = found.iter().map(|at| &self.base.figures[*at]).collect();
        let one_topic = figures.iter().all(|figure| figure.topic == figures[0].topic);
        let one_group = figures.iter().all(|figure| figure.group == figures[0].group);
        let name = |figure: &Figure| match (one_topic, one_group) {
            (true, _) => format::people(self.base, figure, self.lang),
            (false, true) => self.topic_name(&figure.topic),
            (false, false) => {
                format!(
                    "{} ({})",
                    self.topic_name(&figure.topic),
                    format::people(self.base, figure, self.lang)
                )
            }
        };
        if one_topic || one_group {
            figures.sort_by(|a, b| b.value.total_cmp(&a.value));
            if figures[0].unit == Unit::Rank {
                figures.reverse();
            }
        }
        let one_metric = figures.iter().all(|figure| figure.metric == figures[0].metric);
        let when = |figure: &Figure| {
            let metric = if one_metric { "" } else { self.metric_name(figure) };
            let date = format::date(figure.as_of, self.lang);
            if comparable {
                String::new()
            } else {
                wording::aside(self.lang, &wording::frame(self.lang, metric, "", &date))
            }
        };
        let values: Vec<(String, String)> = figures
            .iter()
            .map(|figure| (name(figure), format!("{}{}", format::value(figure, self.lang), when(figure))))
            .collect();
        let mut frame = match (comparable, one_metric) {
            (true, _) => self.frame(figures[0], one_group),
            (false, true) => self.metric_name(figures[0]).to_owned(),
            (false, false) => String::new(),
        };
        if one_topic {
            frame = wording::frame(self.lang, &self.topic_name(&figures[0].topic), &frame, "");
        }
        let level = (figures[0].value - figures[1].value).abs() < f64::EPSILON;
        let text = if level {
            wording::level_with(self.lang, &values, &frame)
        } else if one_topic || one_group {
            let first = (values[0].0.as_str(), values[0].1.as_str());
            wording::compared(self.lang, first, &values[1..], &frame)
        } else {
            let title = figures.iter().map(|f| self.topic_name(&f.topic)).collect::<BTreeSet<_>>();
            wording::by_group(self.lang, &title.into_iter().collect::<Vec<_>>().join(", "), &values, &frame)
        };
        if !comparable {
            notes.add(NoteKind::Caveat, wording::not_comparable(self.lang));
        }
        let mut body = self.table_body(figures, self.capital(&text), notes);
        body.chart &= comparable;
        body
    }

    pub(super) fn rank(&self, found: &[usize], best: &Candidate, notes: &mut Notes<'_>) -> Body<'a> {
        let named = self.question.topics.len() > 1;
        let most = if named { best.topics.len() } else { RANKED };
        let figures: Vec<&Figure> = found.iter().take(most).map(|at| &self.base.figures[*at]).collect();
        let values: Vec<(String, String)> = figures
            .iter()
            .map(|figure| (self.topic_name(&figure.topic), format::value(figure, self.lang)))
            .collect();
        let text = wording::ranked(self.lang, &values, &self.frame(figures[0], true));
        self.table_body(figures, text, notes)
    }

    pub(super) fn trend(&self, courses: &[Vec<usize>], notes: &mut Notes<'_>) -> Body<'a> {
        let mut sentences = Vec::new();
        let mut figures = Vec::new();
        for course in courses {
            let points: Vec<&Figure> = course.iter().map(|at| &self.base.figures[*at]).collect();
            let (first, last) = (points[0], points[points.len() - 1]);
            let label =
                self.base.lexicon.metric(&first.metric).map_or("", |metric| metric.label.get(self.lang));
            let what = wording::metric_of(self.lang, &self.topic_name(&first.topic), label);
            let change = (last.value - first.value) / first.value.abs().max(1e-9);
            let way = match change {
                c if c > LEVEL => Course::Up,
                c if c < -LEVEL => Course::Down,
                _ => Course::Level,
            };
            let text =
                |figure: &Figure| (format::value(figure, self.lang), format::date(figure.as_of, self.lang));
            let ((v1, d1), (v2, d2)) = (text(first), text(last));
            let mut sentence = wording::course(self.lang, &what, way, (&v1, &d1), (&v2, &d2));
            let peak = points.iter().max_by(|a, b| a.value.total_cmp(&b.value)).copied().unwrap_or(last);
            if peak.value > last.value * 1.02 && peak.value > first.value * 1.02 {
                let (value, when) = text(peak);
                sentence.push_str(&wording::peak(self.lang, &value, &when));
                figures.push(peak);
            }
            sentence.push_str(if self.lang == Lang::En { "." } else { "。" });
            sentences.push(self.capital(&sentence));
            figures.extend([first, last]);
            if let Some(series) = self.base.series(&first.series) {
                for at in series.breaks.iter().filter(|b| first.as_of < b.at && b.at <= last.as_of) {
                    notes.add(NoteKind::Caveat, at.note.get(self.lang));
                }
            }
        }
        figures.sort_by(|a, b| a.topic.cmp(&b.topic).then(a.as_of.cmp(&b.as_of)));
        let newest = figures.iter().map(|figure| figure.as_of).max();
        let space = if self.lang == Lang::En { " " } else { "" };
        let mut body = self.table_body(figures, sentences.join(space), notes);
        // Courses of two series must not stand in one picture.
        body.chart &= body.figures.iter().all(|figure| figure.series == body.figures[0].series);
        body.as_of = newest;
        body
    }

    pub(super) fn breakdown(&self, found: &[usize], notes: &mut Notes<'_>) -> Body<'a> {
        let figures: Vec<&Figure> = found.iter().map(|at| &self.base.figures[*at]).collect();
        let values: Vec<(String, String)> = figures
            .iter()
            .map(|figure| (format::people(self.base, figure, self.lang), format::value(figure, self.lang)))
            .collect();
        let name = self.topic_name(&figures[0].topic);
        let text = wording::by_group(self.lang, &name, &values, &self.frame(figures[0], false));
        self.table_body(figures, text, notes)
    }
}
