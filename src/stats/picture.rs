//! A statistic as a typed chart.

use crate::answer::value;
use crate::chart::{Bar, BarGroup, Bars, Body, Break, Card, Chart, Line, Lines, Point};
use crate::knowledge::{Figure, Lang, PartialDate, Unit, ValueKind};

use super::Statistic;
use super::query::Kind;
use super::statistic::{Course, Shape, place};
use super::wording;
use crate::answer::people;

/// Bars that one picture holds.
const MOST_BARS: usize = 15;
/// Sources that are named below a picture; the table names all.
const NAMED: usize = 2;

impl Statistic<'_> {
    /// Its picture; figures that must not be joined are a card of the newest. None for places in an order beside
    /// each other: a bar that is longer the worse it stands misleads.
    pub fn chart(&self, lang: Lang) -> Option<Chart> {
        if self.newest().unit == Unit::Rank && matches!(self.shape, Shape::Topics(_) | Shape::Groups(_)) {
            return None;
        }
        let mut notes: Vec<String> =
            self.breaks().iter().map(|(mark, at)| format!("{mark} {}", at.note.get(lang))).collect();
        let body = match &self.shape {
            Shape::Courses(courses) => {
                if courses.iter().any(|course| course.joined.iter().skip(1).any(|joined| !joined))
                    && self.has_gap(courses)
                {
                    notes.push(wording::gaps(lang).to_owned());
                }
                Body::Lines(self.lines(courses, lang))
            }
            Shape::Topics(figures) => Body::Bars(self.topic_bars(figures, lang)),
            Shape::Groups(groups) => {
                let topics = self.topics().len();
                if groups.iter().any(|figures| figures.len() < topics) {
                    notes.push(wording::no_bar(lang).to_owned());
                }
                Body::Bars(self.group_bars(groups, lang))
            }
            Shape::One(_) | Shape::List(_) => Body::Card(self.card(lang)),
        };
        let drawn = self.figures();
        if !matches!(body, Body::Card(_)) && drawn.iter().any(|figure| figure.value_kind != ValueKind::Exact)
        {
            notes.push(wording::not_firm(lang).to_owned());
        }
        notes.extend(self.gaps(lang));
        let subtitle = wording::capital(&format!(
            "{}{}{}",
            self.people(lang),
            crate::answer::separator(lang),
            self.dates(lang)
        ));
        // A card says who and when below its value.
        let subtitle = if matches!(body, Body::Card(_)) { String::new() } else { subtitle };
        let title = self.title(lang);
        Some(Chart { title, subtitle, notes, source: self.source_line(lang), lang, body })
    }

    /// An open line that no break explains.
    fn has_gap(&self, courses: &[Course<'_>]) -> bool {
        courses.iter().any(|course| {
            course.points.windows(2).zip(course.joined.iter().skip(1)).any(|(pair, joined)| {
                let broken = self.series.breaks.iter().any(|b| pair[0].as_of < b.at && b.at <= pair[1].as_of);
                !joined && !broken
            })
        })
    }

    fn lines(&self, courses: &[Course<'_>], lang: Lang) -> Lines {
        let line = |course: &Course<'_>| Line {
            name: if courses.len() > 1 { self.course_name(course, lang) } else { String::new() },
            points: course
                .points
                .iter()
                .zip(&course.joined)
                .map(|(figure, joined)| Point {
                    at: f64::from(figure.as_of.months()) / 12.0,
                    value: figure.value,
                    label: value(figure, lang),
                    firm: figure.value_kind == ValueKind::Exact,
                    joined: *joined,
                })
                .collect(),
        };
        // Two breaks with no figure between them are one line.
        let mut breaks: Vec<(PartialDate, Break)> = Vec::new();
        for (mark, own) in self.breaks() {
            let dates = courses.iter().flat_map(|course| &course.points).map(|figure| figure.as_of);
            let Some(after) = dates.filter(|date| self.is_first_after(own.at, *date)).min() else { continue };
            if let Some((_, at)) = breaks.iter_mut().find(|(date, _)| *date == after) {
                at.label.push_str(mark);
            } else {
                let at = f64::from(own.at.months()) / 12.0;
                breaks.push((after, Break { at, label: mark.to_owned() }));
            }
        }
        Lines {
            unit: self.newest().unit,
            lines: courses.iter().map(line).collect(),
            breaks: breaks.into_iter().map(|(_, at)| at).collect(),
        }
    }

    fn bar(figure: &Figure, colour: usize, lang: Lang) -> Bar {
        let firm = figure.value_kind == ValueKind::Exact;
        Bar { colour, value: figure.value, label: value(figure, lang), firm }
    }

    fn topic_bars(&self, figures: &[&Figure], lang: Lang) -> Bars {
        let groups = figures.iter().take(MOST_BARS).map(|figure| {
            let name = self.short_name(&figure.topic, lang);
            let ranked = self.asked.kind == Kind::Rank;
            let label = if ranked { format!("{}. {name}", place(figures, figure)) } else { name };
            BarGroup { label, bars: vec![Self::bar(figure, 0, lang)] }
        });
        Bars { unit: self.newest().unit, groups: groups.collect(), names: Vec::new() }
    }

    fn group_bars(&self, groups: &[Vec<&Figure>], lang: Lang) -> Bars {
        let topics = self.topics();
        let group = |figures: &Vec<&Figure>| BarGroup {
            label: self.group_label(&figures[0].group, lang),
            bars: topics
                .iter()
                .enumerate()
                .filter_map(|(at, topic)| {
                    let figure = figures.iter().find(|figure| figure.topic == *topic)?;
                    Some(Self::bar(figure, at, lang))
                })
                .collect(),
        };
        let names = topics.iter().map(|slug| self.short_name(slug, lang));
        Bars {
            unit: self.newest().unit,
            groups: groups.iter().map(group).collect(),
            names: if topics.len() > 1 { names.collect() } else { Vec::new() },
        }
    }

    fn card(&self, lang: Lang) -> Card {
        let newest = self.newest();
        let note = newest.note.as_ref().map(|note| note.get(lang).to_owned());
        let computed = (newest.value_kind == ValueKind::Computed).then(|| wording::computed(lang).to_owned());
        Card {
            value: value(newest, lang),
            caption: wording::capital(&format!(
                "{}{}{}",
                people(self.base, newest, lang),
                crate::answer::separator(lang),
                crate::answer::date_in_words(newest.as_of, lang)
            )),
            notes: note.into_iter().chain(computed).filter(|text| !text.is_empty()).collect(),
        }
    }

    /// "Source: Producer (year), Producer (year) and 7 more, name of the series".
    fn source_line(&self, lang: Lang) -> String {
        let sources = self.sources(lang);
        let mut producers: Vec<&str> = sources.iter().map(|source| source.producer.as_str()).collect();
        let mut seen = Vec::new();
        producers.retain(|producer| {
            !seen.contains(producer) && {
                seen.push(*producer);
                true
            }
        });
        let mut named: Vec<String> = producers
            .into_iter()
            .map(|producer| {
                let own = sources.iter().filter(|source| source.producer == producer);
                let years = || own.clone().filter_map(|source| source.date_published).map(|date| date.year);
                wording::producer(lang, producer, years().min(), years().max())
            })
            .collect();
        let rest = named.len().saturating_sub(NAMED);
        named.truncate(NAMED);
        let comma = if lang == Lang::En { ", " } else { "、" };
        let more = if rest > 0 { wording::more(lang, rest) } else { String::new() };
        let series = self.series.title.get(lang);
        match lang {
            Lang::En => format!("{}{}{more} · {series}", wording::source(lang), named.join(comma)),
            Lang::Ja => format!("{}{}{more}・{series}", wording::source(lang), named.join(comma)),
        }
    }
}
