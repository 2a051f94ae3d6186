//! From a match to an answer: one function for each kind of thing that can be found.

use crate::knowledge::{Fact, FactBase, Figure, Lang, PartialDate, Rank, TopicKind, Translation};
use crate::matching::{Candidate, Decision, Found, Match, Refusal};
use crate::question::{Context, Question};

use super::format;
use super::notes::Notes;
use super::statement;
use super::suggest::SUGGESTIONS;
use super::types::{Answer, CitedFigure, CitedSource, NoteKind, Status};
use super::wording;

/// Of a fact about many topics none of which was named, so many are what a follow-up is about.
const REMEMBERED: usize = 4;

/// The body of an answer while it is put together.
#[derive(Default)]
pub(super) struct Body<'a> {
    pub(super) text: String,
    pub(super) detail: Option<String>,
    pub(super) figures: Vec<&'a Figure>,
    pub(super) sources: Vec<String>,
    pub(super) as_of: Option<PartialDate>,
    pub(super) chart: bool,
}

/// Words what was found.
pub fn compose(base: &FactBase, question: &Question, found: &Match, today: PartialDate) -> Answer {
    let lang = found.lang;
    let composer = Composer { base, question, lang, today };
    let best = found.candidates.first();
    match (&found.decision, best) {
        (Decision::Answered, Some(best)) => composer.answered(found, best),
        (Decision::Unsure, Some(_)) => composer.unsure(found),
        (Decision::Unknown(refusal), _) => composer.unknown(found, refusal),
        (Decision::Answered | Decision::Unsure, None) => composer.unknown(found, &Refusal::Strange),
    }
}

pub(super) struct Composer<'a> {
    pub(super) base: &'a FactBase,
    pub(super) question: &'a Question,
    pub(super) lang: Lang,
    pub(super) today: PartialDate,
}

impl<'a> Composer<'a> {
    /// The text with its first letter large, unless it begins with a name that is written small.
    pub(super) fn capital(&self, text: &str) -> String {
        format::capital(self.base, text)
    }

    pub(super) fn empty(&self, found: &Match, status: Status) -> Answer {
        Answer {
            question: self.question.asked.clone(),
            lang: self.lang,
            status,
            topics: Vec::new(),
            intent: None,
            fact: None,
            text: String::new(),
            detail: None,
            figures: Vec::new(),
            sources: Vec::new(),
            as_of: None,
            notes: Vec::new(),
            confidence: found.confidence,
            suggestions: Vec::new(),
            chart: false,
            context: Context::default(),
        }
    }

    pub(super) fn answered(&self, found: &Match, best: &Candidate) -> Answer {
        let mut notes = Notes::new(self.base, self.lang, self.today);
        let mut fact_id = None;
        let body = match &best.found {
            Found::Fact(topic, n) => {
                let fact = &self.base.topics[*topic].facts[*n];
                fact_id = Some(fact.id.clone());
                self.fact(fact, &mut notes)
            }
            Found::Figure { figure, companion } => self.figure(*figure, *companion, &mut notes),
            Found::Compare { figures, comparable } => self.compare(figures, *comparable, &mut notes),
            Found::Rank(figures) => self.rank(figures, best, &mut notes),
            Found::Trend(courses) => self.trend(courses, &mut notes),
            Found::Breakdown(figures) => self.breakdown(figures, &mut notes),
        };
        let is_number = !matches!(best.found, Found::Fact(..));
        if is_number && let (Some(asked), Some(first)) = (&self.question.group, body.figures.first()) {
            let has = format::people(self.base, first, self.lang);
            let asked = format::group(self.base, asked, self.lang);
            if best.answers_other_group() {
                notes.add(NoteKind::Period, wording::other_group(self.lang, &asked, &has));
            }
        }
        notes.figures(&body.figures);
        notes.sources(body.sources.iter().map(String::as_str));
        let intent = self.base.lexicon.intents[best.intent].id.clone();
        let mut topics: Vec<String> =
            best.topics.iter().map(|at| self.base.topics[*at].slug.clone()).collect();
        topics.dedup();
        let context = Context {
            topics: if found.topics.is_empty() {
                topics.iter().take(REMEMBERED).cloned().collect()
            } else {
                self.slugs(&found.topics)
            },
            intent: Some(intent.clone()),
            group: self.question.group.clone(),
            period: self.question.period.map(|period| period.year().to_string()),
            metric: self.question.metrics.first().map(|at| self.base.lexicon.metrics[*at].id.clone()),
        };
        Answer {
            topics,
            fact: fact_id,
            text: body.text,
            detail: body.detail.filter(|detail| !detail.is_empty()),
            figures: body.figures.iter().map(|figure| CitedFigure::new(figure)).collect(),
            sources: body.sources.iter().filter_map(|id| self.cite_source(id)).collect(),
            as_of: body.as_of,
            notes: notes.into_vec(),
            suggestions: self.next(best, &intent),
            chart: body.chart,
            intent: Some(intent),
            context,
            ..self.empty(found, Status::Answered)
        }
    }

    pub(super) fn slugs(&self, topics: &[usize]) -> Vec<String> {
        topics.iter().map(|at| self.base.topics[*at].slug.clone()).collect()
    }

    /// The name of a topic within a sentence: that of a theme is no proper name: "online video", but "LINE".
    pub(super) fn topic_name(&self, slug: &str) -> String {
        let Some(topic) = self.base.topic(slug) else { return slug.to_owned() };
        let name = topic.name.get(self.lang);
        let mut chars = name.chars();
        match (chars.next(), chars.clone().next()) {
            (Some(first), Some(second)) if topic.kind == TopicKind::Theme && second.is_ascii_lowercase() => {
                first.to_lowercase().chain(chars).collect()
            }
            _ => name.to_owned(),
        }
    }

    pub(super) fn fact(&self, fact: &'a Fact, notes: &mut Notes<'_>) -> Body<'a> {
        let (text, figures) = statement::fill(self.base, fact.statement.get(self.lang), self.lang);
        if let Some(caveat) = &fact.caveat {
            let (caveat, _) = statement::fill(self.base, caveat.get(self.lang), self.lang);
            notes.add(NoteKind::Caveat, caveat);
        }
        if let Some(other) = &fact.disagreement {
            let (other, _) = statement::fill(self.base, other.get(self.lang), self.lang);
            notes.add(NoteKind::Disagreement, other);
        }
        if fact.translation == Translation::Unreviewed {
            notes.add(NoteKind::Translation, wording::unreviewed(self.lang));
        }
        // Some facts look back from a later time than that of their figures.
        let newest = figures.iter().map(|figure| figure.as_of).max();
        let as_of = newest.map_or(fact.as_of, |newest| newest.max(fact.as_of));
        let asked_for_past = self.question.period.is_some() || fact.rank == Rank::Deprecated;
        let ages = newest.is_some() || fact.review_after.is_some();
        if ages && !asked_for_past {
            notes.age(as_of, fact.review_after, self.has_newer(&figures, as_of));
        }
        let mut sources: Vec<String> = fact.sources.clone();
        for figure in &figures {
            push_new(&mut sources, &figure.source);
        }
        let detail = [
            wording::basis(self.lang, fact.basis).to_owned(),
            wording::as_of(self.lang, &format::date(as_of, self.lang)),
        ];
        let chart = self.tells_a_course(&figures);
        Body {
            text,
            detail: Some(detail.join(wording::separator(self.lang))),
            figures,
            sources,
            as_of: Some(as_of),
            chart,
        }
    }

    /// True where some of the figures are one topic at several times, in a series that makes a course.
    fn tells_a_course(&self, figures: &[&Figure]) -> bool {
        figures.iter().enumerate().any(|(at, one)| {
            let slot = |figure: &Figure| {
                (figure.series.clone(), figure.topic.clone(), figure.metric.clone(), figure.group.clone())
            };
            self.base.series(&one.series).is_some_and(|series| series.comparable)
                && self.base.lexicon.metric(&one.metric).is_some_and(|metric| metric.askable)
                && figures[at + 1..].iter().any(|other| other.as_of != one.as_of && slot(other) == slot(one))
        })
    }

    /// True where the base has a newer figure of what one of these speaks of.
    fn has_newer(&self, figures: &[&Figure], than: PartialDate) -> bool {
        let askable = |figure: &Figure| self.base.lexicon.metric(&figure.metric).is_some_and(|m| m.askable);
        figures
            .iter()
            .filter(|figure| askable(figure))
            .any(|figure| self.base.figures_of(&figure.topic, &figure.metric).any(|other| other.as_of > than))
    }

    pub(super) fn cite_source(&self, id: &str) -> Option<CitedSource> {
        let source = self.base.source(id)?;
        Some(CitedSource {
            id: source.id.clone(),
            producer: source.producer.get(self.lang).to_owned(),
            title: source.title.clone(),
            url: source.url_main.clone(),
            date_published: source.date_published,
        })
    }

    pub(super) fn unsure(&self, found: &Match) -> Answer {
        let mut suggestions: Vec<String> = Vec::new();
        for candidate in &found.candidates {
            let text = self.as_question(candidate);
            if let Some(text) = text.filter(|text| !suggestions.contains(text)) {
                suggestions.push(text);
            }
            if suggestions.len() == SUGGESTIONS {
                break;
            }
        }
        Answer {
            topics: self.slugs(&found.topics),
            intent: found.intent.map(|at| self.base.lexicon.intents[at].id.clone()),
            text: wording::not_sure(self.lang),
            suggestions,
            ..self.empty(found, Status::Unsure)
        }
    }

    pub(super) fn unknown(&self, found: &Match, refusal: &Refusal) -> Answer {
        let lang = self.lang;
        let lexicon = &self.base.lexicon;
        let subject = lexicon.subject.get(lang);
        let name = |topic: usize| self.base.topics[topic].name.get(lang);
        let text = match refusal {
            Refusal::Empty => wording::ask_me(lang, subject),
            Refusal::Outside(intent) => lexicon.intents[*intent]
                .reply
                .as_ref()
                .map_or_else(|| wording::not_known(lang, subject), |reply| reply.get(lang).to_owned()),
            Refusal::OtherPlace(place) => {
                wording::other_place(lang, subject, lexicon.places[*place].label.get(lang))
            }
            Refusal::Elsewhere(at) => {
                let name = lexicon.elsewhere.iter().nth(*at).map_or("", |(_, name)| name);
                wording::other_place(lang, subject, name)
            }
            Refusal::Region(region) => {
                let home = lexicon.home.as_ref().map_or("", |home| home.label.get(lang));
                wording::region(lang, region, home)
            }
            Refusal::NothingOfThatKind(topic, _) => {
                wording::nothing_of_that_kind(lang, name(*topic), &self.known_of(*topic))
            }
            Refusal::NoGroup(topic, group) => {
                wording::no_group(lang, name(*topic), &format::group(self.base, group, lang))
            }
            Refusal::NoPeriod(topic, from, to) => wording::no_period(lang, name(*topic), *from, *to),
            Refusal::NothingToCompare(topics) => wording::nothing_to_compare(
                lang,
                &topics.iter().map(|topic| name(*topic)).collect::<Vec<_>>(),
            ),
            Refusal::YetToCome(year) => wording::yet_to_come(lang, *year),
            Refusal::Strange => wording::not_known(lang, subject),
        };
        let about = match refusal {
            Refusal::NothingOfThatKind(topic, _)
            | Refusal::NoGroup(topic, _)
            | Refusal::NoPeriod(topic, ..) => Some(*topic),
            _ => found.topics.first().copied(),
        };
        Answer {
            topics: self.slugs(&found.topics),
            intent: found.intent.map(|at| lexicon.intents[at].id.clone()),
            text,
            suggestions: about.map(|topic| self.first_questions(topic)).unwrap_or_default(),
            ..self.empty(found, Status::Unknown)
        }
    }
}

pub(super) fn push_new(list: &mut Vec<String>, item: &str) {
    if !list.iter().any(|have| have == item) {
        list.push(item.to_owned());
    }
}
