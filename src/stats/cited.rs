//! The sources of a statistic, and what must be said of them.

use crate::answer::{CitedSource, Note, NoteKind, secondary};
use crate::knowledge::{Lang, Reading, Source};

use super::Statistic;
use super::wording;

impl Statistic<'_> {
    /// What must be said of the sources: their caveats, and where they were read. With several, each caveat says
    /// which figures it is about, and the readings of one producer share a line.
    pub(super) fn source_notes(&self, lang: Lang) -> Vec<Note> {
        let cited = self.sources(lang);
        let sources: Vec<&Source> = cited.iter().filter_map(|source| self.base.source(&source.id)).collect();
        let figures = self.figures();
        let date = |source: &Source| {
            let of_source = figures.iter().filter(|figure| figure.source == source.id);
            let newest = of_source.map(|figure| figure.as_of).max();
            newest.map(|date| wording::short_date(date, lang)).unwrap_or_default()
        };
        // What several sources say alike is said once; what the series says of all is not said again.
        let of_series = self.series.caveat.as_ref().map(|caveat| caveat.get(lang));
        let mut caveats: Vec<(&str, Vec<&Source>)> = Vec::new();
        for source in &sources {
            let Some(text) = source.caveat.as_ref().map(|caveat| caveat.get(lang)) else { continue };
            match caveats.iter_mut().find(|(own, _)| *own == text) {
                Some((_, alike)) => alike.push(source),
                None if Some(text) == of_series => {}
                None => caveats.push((text, vec![source])),
            }
        }
        let caveats = caveats.into_iter().map(|(text, alike)| {
            let mut dates: Vec<String> = alike.iter().map(|source| date(source)).collect();
            dates.dedup();
            let dates = wording::listed(&dates, lang);
            let all = alike.len() == sources.len();
            let text = if all { text.to_owned() } else { wording::of(lang, &dates, text) };
            Note { kind: NoteKind::Caveat, text }
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
