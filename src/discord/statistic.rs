//! Statistics and answers with their pictures, as replies.

use std::sync::Arc;

use super::error::CommandError;
use super::press::{Part, Press};
use super::reply::{Attachment, Button, Reply, Style};
use super::state::State;
use super::{render, wording};
use crate::answer::Answer;
use crate::chart;
use crate::engine::Engine;
use crate::knowledge::{AnsweredBy, Lang};
use crate::stats::{Query, Statistic, Table};

/// The name of the picture.
const PICTURE: &str = "chart.png";

/// A statistic, ready to be shown.
pub(crate) struct Shown {
    pub(crate) table: Table,
    /// The query that gives the same again.
    pub(crate) query: Query,
    /// A digest of the figures, to tell whether they have changed since.
    pub(crate) digest: String,
    /// Exactly the figures that are shown.
    pub(crate) csv: String,
    svg: Option<String>,
}

impl Shown {
    fn new(statistic: &Statistic<'_>, lang: Lang, today: crate::knowledge::PartialDate) -> Self {
        let csv = statistic.csv();
        Self {
            table: statistic.table(lang, today),
            query: statistic.query.clone(),
            digest: blake3::hash(csv.as_bytes()).to_hex()[..6].to_owned(),
            csv,
            svg: statistic.chart(lang).map(|chart| chart::svg(&chart)),
        }
    }

    fn button(&self, part: Part, words: wording::Words) -> Button {
        Button {
            label: words.get(self.table.lang).to_owned(),
            press: Press::statistic(part, &self.digest, &self.query),
            style: Style::Secondary,
        }
    }

    /// The picture as a file, where it can be drawn now.
    async fn picture(&mut self, state: &State) -> Option<Attachment> {
        let data = state.painter.paint(self.svg.take()?).await?;
        Some(Attachment { name: PICTURE.to_owned(), description: self.table.alt(), data })
    }

    /// The table, with the picture if it may be attached.
    pub(crate) async fn reply(mut self, state: &State, attach: bool) -> Reply {
        let mut reply = Reply::embed(render::statistic(&self.table));
        if attach && let Some(picture) = self.picture(state).await {
            reply.embeds[0].image = Some(picture.name.clone());
            reply.attachments.push(picture);
        }
        let mut row = vec![self.button(Part::Sources, wording::SOURCES)];
        if attach {
            row.push(self.button(Part::Csv, wording::CSV));
        }
        reply.rows = vec![row];
        reply
    }

    /// The figures as a file.
    pub(crate) fn csv_file(&self) -> Attachment {
        // Without the mark, spreadsheets in Japan read Japanese in another encoding.
        let data = format!("\u{feff}{}", self.csv).into_bytes();
        let name = format!("kotae-{}.csv", self.query.kind.name());
        Attachment { name, description: self.table.title.clone(), data: Arc::from(data) }
    }
}

/// Finds a statistic off the threads that keep the connections alive.
///
/// # Errors
/// Why there is none, in `lang`.
pub(crate) async fn find(
    state: &State,
    lang: Lang,
    query: impl FnOnce(&Engine) -> Result<Query, crate::stats::Lack> + Send + 'static,
) -> Result<Shown, CommandError> {
    let found = state
        .blocking(move |kotae| {
            let (served, today) = (kotae.served(), super::state::today());
            let engine = &served.engine;
            let statistic = query(engine).and_then(|query| engine.stats(&query, today));
            statistic
                .map(|statistic| Shown::new(&statistic, lang, today))
                .map_err(|lack| render::escape(&lack.told(engine.base(), lang)))
        })
        .await?;
    found.map_err(CommandError::Told)
}

/// An answer as a message. One that compares, ranks or tells a course comes with its picture where that may be
/// attached; another one of figures that make a picture has a button for it.
pub(crate) async fn answered(state: &State, answer: &Answer, echo: Option<&str>, attach: bool) -> Reply {
    let mut reply = render::answer(answer, echo);
    if !answer.chart || !attach {
        return reply;
    }
    let copy = answer.clone();
    let found = state.blocking(move |kotae| {
        let (served, today) = (kotae.served(), super::state::today());
        let statistic = served.engine.stats_of(&copy, today)?;
        let intent = copy.intent.as_deref().and_then(|id| served.engine.base().lexicon.intent(id));
        let by = intent.map(|intent| intent.answered_by);
        let asked_to_see = matches!(
            by,
            Some(AnsweredBy::Trend | AnsweredBy::Compare | AnsweredBy::Rank | AnsweredBy::Breakdown)
        );
        Some((Shown::new(&statistic, copy.lang, today), asked_to_see))
    });
    let Ok(Some((mut shown, asked_to_see))) = found.await else { return reply };
    if shown.svg.is_none() {
        return reply;
    }
    let picture = if asked_to_see { shown.picture(state).await } else { None };
    let button = if let Some(picture) = picture {
        reply.embeds[0].image = Some(picture.name.clone());
        reply.attachments.push(picture);
        shown.button(Part::Csv, wording::CSV)
    } else {
        shown.button(Part::Chart, wording::CHART)
    };
    match reply.rows.first_mut() {
        // After the sources, before what can be asked next.
        Some(row) => row.insert(1.min(row.len()), button),
        None => reply.rows.push(vec![button]),
    }
    reply
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::limits;
    use crate::knowledge::{Files, PartialDate, read};
    use crate::stats::{Kind, Span};

    /// Of the shipped base: each platform alone and by age, neighbours together, with years and without.
    fn queries(engine: &Engine) -> Vec<Query> {
        let slugs: Vec<String> = engine.base().topics.iter().map(|topic| topic.slug.clone()).collect();
        let years = Span { from: Some(PartialDate::year(2012)), to: Some(PartialDate::year(2024)) };
        let by_age = |query: &Query| Query { group: Some("age".into()), ..query.clone() };
        let mut queries = vec![Query::new(Kind::Rank, [])];
        for kind in [Kind::Stats, Kind::Trend] {
            queries.extend(slugs.iter().map(|slug| Query::new(kind, [slug.clone()])));
        }
        let many = ["line", "youtube", "x", "instagram", "tiktok", "facebook"].map(str::to_owned);
        for kind in [Kind::Compare, Kind::Trend] {
            queries.extend(slugs.windows(2).map(|pair| Query::new(kind, pair.to_vec())));
            queries.push(Query::new(kind, many.clone()));
        }
        let split: Vec<Query> = queries.iter().map(by_age).collect();
        let courses = queries.iter().chain(&split).filter(|query| query.kind == Kind::Trend);
        let cut: Vec<Query> = courses.map(|query| Query { span: years, ..query.clone() }).collect();
        queries.into_iter().chain(split).chain(cut).collect()
    }

    #[test]
    fn every_button_fits_and_finds_the_same_figures_again() {
        let engine = Engine::new(Arc::new(read(&Files::embedded()).base));
        let today = PartialDate::year(2026);
        let mut tried = 0;
        for query in queries(&engine) {
            let Ok(found) = engine.stats(&query, today) else { continue };
            let shown = Shown::new(&found, Lang::En, today);
            let id = shown.button(Part::Csv, wording::CSV).press.to_string();
            assert!(limits::CUSTOM_ID.fits(&id), "{query}: {id}");
            let Ok(Press::Statistic { query: pressed, .. }) = id.parse() else { panic!("{query}: {id}") };
            let again = engine.stats(&pressed, today).map(|found| Shown::new(&found, Lang::En, today).csv);
            assert_eq!(again, Ok(shown.csv), "{query}: {id}");
            tried += 1;
        }
        assert!(tried > 100, "{tried} statistics");
    }
}
