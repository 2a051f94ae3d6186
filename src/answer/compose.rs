//! From a match to an answer: one function for each kind of thing that can be found.

use crate::knowledge::{AnsweredBy, FactBase, Fact, Figure, Lang, PartialDate, Rank, Unit};
use crate::matching::{Candidate, Decision, Found, Match, Refusal};
use crate::question::{Context, Question};

use super::format;
use super::notes::Notes;
use super::statement;
use super::types::{Answer, CitedFigure, CitedSource, NoteKind, Status};
use super::wording::{self, Course};

/// Topics that a ranking without a named number shows.
const RANKED: usize = 5;
/// Suggestions that an answer carries.
const SUGGESTIONS: usize = 3;
/// Changes smaller than this part of the first value are no change.
const LEVEL: f64 = 0.03;

/// The body of an answer while it is put together.
#[derive(Default)]
struct Body<'a> {
    text: String,
    detail: Option<String>,
    figures: Vec<&'a Figure>,
    sources: Vec<String>,
    as_of: Option<PartialDate>,
    chart: bool,
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

struct Composer<'a> {
    base: &'a FactBase,
    question: &'a Question,
    lang: Lang,
    today: PartialDate,
}

impl<'a> Composer<'a> {
    fn empty(&self, found: &Match, status: Status) -> Answer {
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

    fn answered(&self, found: &Match, best: &Candidate) -> Answer {
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
        notes.figures(&body.figures);
        notes.sources(body.sources.iter().map(String::as_str));
        let intent = self.base.lexicon.intents[best.intent].id.clone();
        let mut topics: Vec<String> = best.topics.iter().map(|at| self.base.topics[*at].slug.clone()).collect();
        topics.dedup();
        let context = Context {
            topics: if found.topics.is_empty() { topics.clone() } else { self.slugs(&found.topics) },
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
            figures: body.figures.iter().map(|figure| cite_figure(figure)).collect(),
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

    fn slugs(&self, topics: &[usize]) -> Vec<String> {
        topics.iter().map(|at| self.base.topics[*at].slug.clone()).collect()
    }

    fn topic_name(&self, slug: &str) -> String {
        self.base.topic(slug).map_or_else(|| slug.to_owned(), |topic| topic.name.get(self.lang).to_owned())
    }

    fn fact(&self, fact: &'a Fact, notes: &mut Notes<'_>) -> Body<'a> {
        let (text, figures) = statement::fill(self.base, fact.statement.get(self.lang), self.lang);
        if let Some(caveat) = &fact.caveat {
            let (caveat, _) = statement::fill(self.base, caveat.get(self.lang), self.lang);
            notes.add(NoteKind::Caveat, caveat);
        }
        if let Some(other) = &fact.disagreement {
            let (other, _) = statement::fill(self.base, other.get(self.lang), self.lang);
            notes.add(NoteKind::Disagreement, other);
        }
        if fact.translation == crate::knowledge::Translation::Unreviewed {
            notes.add(NoteKind::Translation, wording::unreviewed(self.lang));
        }
        let newest = figures.iter().map(|figure| figure.as_of).max();
        let as_of = newest.unwrap_or(fact.as_of);
        let asked_for_past = self.question.period.is_some() || fact.rank == Rank::Deprecated;
        let ages = newest.is_some() || fact.review_after.is_some();
        if ages && !asked_for_past {
            notes.age(as_of, fact.review_after);
        }
        let mut sources: Vec<String> = fact.sources.clone();
        for figure in &figures {
            push_new(&mut sources, &figure.source);
        }
        let detail = [
            wording::basis(self.lang, fact.basis).to_owned(),
            wording::as_of(self.lang, &format::date(as_of, self.lang)),
        ];
        Body {
            text,
            detail: Some(detail.join(wording::separator(self.lang))),
            figures,
            sources,
            as_of: Some(as_of),
            chart: false,
        }
    }

    fn sentence(&self, figure: &Figure) -> String {
        let template = self.base.lexicon.metric(&figure.metric).map_or("{topic}: {value} ({when})", |m| m.sentence.get(self.lang));
        // A day stands with another preposition than a month.
        let template = match (self.lang, figure.as_of.day, template.strip_prefix("In {when}")) {
            (Lang::En, Some(_), Some(rest)) => format!("On {{when}}{rest}"),
            _ => template.to_owned(),
        };
        let filled = template
            .replace("{topic}", &self.topic_name(&figure.topic))
            .replace("{value}", &format::value(figure, self.lang))
            .replace("{group}", &format::people(self.base, figure, self.lang))
            .replace("{when}", &format::date(figure.as_of, self.lang));
        // A sentence that has no place for the group must not hide it.
        let filled = if template.contains("{group}") || figure.group == "all" {
            filled
        } else {
            let end = if self.lang == Lang::En { '.' } else { '。' };
            let group = format::people(self.base, figure, self.lang);
            format!("{} ({group}){end}", filled.trim_end_matches(end))
        };
        capital(&filled)
    }

    fn figure(&self, figure: usize, companion: Option<usize>, notes: &mut Notes<'_>) -> Body<'a> {
        let first = &self.base.figures[figure];
        let mut figures = vec![first];
        figures.extend(companion.map(|at| &self.base.figures[at]));
        let sentences: Vec<String> = figures.iter().map(|figure| self.sentence(figure)).collect();
        let space = if self.lang == Lang::En { " " } else { "" };
        notes.period(self.question.period, first.as_of);
        if self.question.period.is_none() {
            let review = self.base.series(&first.series).and_then(|series| series.review_after);
            notes.age(first.as_of, review);
        }
        self.series_caveats(&figures, notes);
        let mut sources = Vec::new();
        for figure in &figures {
            push_new(&mut sources, &figure.source);
        }
        Body {
            text: sentences.join(space),
            detail: self.how_asked(first),
            as_of: Some(first.as_of),
            chart: self.has_course(first),
            figures,
            sources,
        }
    }

    fn series_caveats(&self, figures: &[&Figure], notes: &mut Notes<'_>) {
        for series in figures.iter().filter_map(|figure| self.base.series(&figure.series)) {
            if let Some(caveat) = &series.caveat {
                notes.add(NoteKind::Caveat, caveat.get(self.lang));
            }
        }
    }

    /// Who was asked, when and how.
    fn how_asked(&self, figure: &Figure) -> Option<String> {
        let source = self.base.source(&figure.source)?;
        let population = source.population.as_ref().map(|population| population.get(self.lang).to_owned());
        let title = self.base.series(&figure.series).map(|series| series.title.get(self.lang).to_owned());
        let parts: Vec<String> = [title, population, source.fielded.clone()].into_iter().flatten().collect();
        Some(parts.join(wording::separator(self.lang)))
    }

    /// True where the figure is one of several that make a course.
    fn has_course(&self, figure: &Figure) -> bool {
        self.base.series(&figure.series).is_some_and(|series| series.comparable)
            && self.base.figures.iter().any(|other| {
                other.series == figure.series
                    && other.topic == figure.topic
                    && other.metric == figure.metric
                    && other.group == figure.group
                    && other.as_of != figure.as_of
            })
    }

    fn frame(&self, figure: &Figure, with_people: bool) -> String {
        let metric = self.base.lexicon.metric(&figure.metric).map_or("", |metric| metric.label.get(self.lang));
        let people = if with_people { format::people(self.base, figure, self.lang) } else { String::new() };
        wording::frame(self.lang, metric, &people, &format::date(figure.as_of, self.lang))
    }

    fn table_body(&self, figures: Vec<&'a Figure>, text: String, notes: &mut Notes<'_>) -> Body<'a> {
        let first = figures[0];
        notes.period(self.question.period, first.as_of);
        if self.question.period.is_none() {
            let review = self.base.series(&first.series).and_then(|series| series.review_after);
            notes.age(first.as_of, review);
        }
        self.series_caveats(&figures, notes);
        let mut sources = Vec::new();
        for figure in &figures {
            push_new(&mut sources, &figure.source);
        }
        Body { text, detail: self.how_asked(first), as_of: Some(first.as_of), figures, sources, chart: true }
    }

    fn compare(&self, found: &[usize], comparable: bool, notes: &mut Notes<'_>) -> Body<'a> {
        let mut figures: Vec<&Figure> = found.iter().map(|at| &self.base.figures[*at]).collect();
        let one_topic = figures.iter().all(|figure| figure.topic == figures[0].topic);
        let one_group = figures.iter().all(|figure| figure.group == figures[0].group);
        let name = |figure: &Figure| match (one_topic, one_group) {
            (true, _) => format::people(self.base, figure, self.lang),
            (false, true) => self.topic_name(&figure.topic),
            (false, false) => {
                format!("{} ({})", self.topic_name(&figure.topic), format::people(self.base, figure, self.lang))
            }
        };
        if one_topic || one_group {
            figures.sort_by(|a, b| b.value.total_cmp(&a.value));
            if figures[0].unit == Unit::Rank {
                figures.reverse();
            }
        }
        let when = |figure: &Figure| {
            if comparable { String::new() } else { format!(" ({})", format::date(figure.as_of, self.lang)) }
        };
        let values: Vec<(String, String)> =
            figures.iter().map(|figure| (name(figure), format!("{}{}", format::value(figure, self.lang), when(figure)))).collect();
        let mut frame = self.frame(figures[0], one_group && comparable);
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
            let title = figures.iter().map(|f| self.topic_name(&f.topic)).collect::<std::collections::BTreeSet<_>>();
            wording::by_group(self.lang, &title.into_iter().collect::<Vec<_>>().join(", "), &values, &frame)
        };
        if !comparable {
            notes.add(NoteKind::Caveat, wording::not_comparable(self.lang));
        }
        self.table_body(figures, capital(&text), notes)
    }

    fn rank(&self, found: &[usize], best: &Candidate, notes: &mut Notes<'_>) -> Body<'a> {
        let named = self.question.topics.len() > 1;
        let most = if named { best.topics.len() } else { RANKED };
        let figures: Vec<&Figure> = found.iter().take(most).map(|at| &self.base.figures[*at]).collect();
        let values: Vec<(String, String)> =
            figures.iter().map(|figure| (self.topic_name(&figure.topic), format::value(figure, self.lang))).collect();
        let text = wording::ranked(self.lang, &values, &self.frame(figures[0], true));
        self.table_body(figures, text, notes)
    }

    fn trend(&self, courses: &[Vec<usize>], notes: &mut Notes<'_>) -> Body<'a> {
        let mut sentences = Vec::new();
        let mut figures = Vec::new();
        for course in courses {
            let points: Vec<&Figure> = course.iter().map(|at| &self.base.figures[*at]).collect();
            let (first, last) = (points[0], points[points.len() - 1]);
            let label = self.base.lexicon.metric(&first.metric).map_or("", |metric| metric.label.get(self.lang));
            let what = wording::metric_of(self.lang, &self.topic_name(&first.topic), label);
            let change = (last.value - first.value) / first.value.abs().max(1e-9);
            let way = match change {
                c if c > LEVEL => Course::Up,
                c if c < -LEVEL => Course::Down,
                _ => Course::Level,
            };
            let text = |figure: &Figure| (format::value(figure, self.lang), format::date(figure.as_of, self.lang));
            let ((v1, d1), (v2, d2)) = (text(first), text(last));
            let mut sentence = wording::course(self.lang, &what, way, (&v1, &d1), (&v2, &d2));
            let peak = points.iter().max_by(|a, b| a.value.total_cmp(&b.value)).copied().unwrap_or(last);
            if peak.value > last.value * 1.02 && peak.value > first.value * 1.02 {
                let (value, when) = text(peak);
                sentence.push_str(&wording::peak(self.lang, &value, &when));
                figures.push(peak);
            }
            sentence.push_str(if self.lang == Lang::En { "." } else { "。" });
            sentences.push(capital(&sentence));
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
        body.as_of = newest;
        body
    }

    fn breakdown(&self, found: &[usize], notes: &mut Notes<'_>) -> Body<'a> {
        let figures: Vec<&Figure> = found.iter().map(|at| &self.base.figures[*at]).collect();
        let values: Vec<(String, String)> = figures
            .iter()
            .map(|figure| (format::people(self.base, figure, self.lang), format::value(figure, self.lang)))
            .collect();
        let name = self.topic_name(&figures[0].topic);
        let text = wording::by_group(self.lang, &name, &values, &self.frame(figures[0], false));
        self.table_body(figures, text, notes)
    }

    fn cite_source(&self, id: &str) -> Option<CitedSource> {
        let source = self.base.source(id)?;
        Some(CitedSource {
            id: source.id.clone(),
            producer: source.producer.get(self.lang).to_owned(),
            title: source.title.clone(),
            url: source.url_main.clone(),
            date_published: source.date_published,
        })
    }

    /// What can be asked next about the same topic: other intents that it has facts or figures for.
    fn next(&self, best: &Candidate, intent: &str) -> Vec<String> {
        let Some(topic) = best.topics.first().map(|at| &self.base.topics[*at]) else { return Vec::new() };
        let has_figures = self.base.figures.iter().any(|figure| figure.topic == topic.slug && figure.group == "all");
        self.base
            .lexicon
            .intents
            .iter()
            .filter(|other| other.id != intent)
            .filter(|other| {
                topic.facts.iter().any(|fact| fact.intent == other.id)
                    || (has_figures && other.answered_by == AnsweredBy::Figure && other.id == "usage")
            })
            .filter_map(|other| other.suggestion.as_ref())
            .map(|text| text.get(self.lang).replace("{topic}", topic.name.get(self.lang)))
            .take(SUGGESTIONS)
            .collect()
    }

    fn unsure(&self, found: &Match) -> Answer {
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

    /// A question that a candidate is the answer of.
    fn as_question(&self, candidate: &Candidate) -> Option<String> {
        let topic = candidate.topics.first().map(|at| &self.base.topics[*at]);
        if let Found::Fact(topic, n) = candidate.found {
            let fact = &self.base.topics[topic].facts[n];
            return fact.questions.get(self.lang).first().cloned();
        }
        let suggestion = self.base.lexicon.intents[candidate.intent].suggestion.as_ref()?;
        let names: Vec<&str> = candidate.topics.iter().take(2).map(|at| self.base.topics[*at].name.get(self.lang)).collect();
        let joined = names.join(if self.lang == Lang::En { " and " } else { "と" });
        topic.map(|_| suggestion.get(self.lang).replace("{topic}", &joined))
    }

    fn unknown(&self, found: &Match, refusal: &Refusal) -> Answer {
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
            Refusal::OtherPlace(place) => wording::other_place(lang, subject, lexicon.places[*place].label.get(lang)),
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
            Refusal::Strange => wording::not_known(lang, subject),
        };
        let about = match refusal {
            Refusal::NothingOfThatKind(topic, _) | Refusal::NoGroup(topic, _) | Refusal::NoPeriod(topic, ..) => Some(*topic),
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

    /// The kinds of things known of a topic, named.
    fn known_of(&self, topic: usize) -> Vec<String> {
        let topic = &self.base.topics[topic];
        let has_figures = self.base.figures.iter().any(|figure| figure.topic == topic.slug && figure.group == "all");
        self.base
            .lexicon
            .intents
            .iter()
            .filter(|intent| {
                topic.facts.iter().any(|fact| fact.intent == intent.id)
                    || (has_figures && intent.answered_by == AnsweredBy::Figure && intent.id == "usage")
            })
            .map(|intent| intent.label.get(self.lang).to_owned())
            .take(6)
            .collect()
    }

    fn first_questions(&self, topic: usize) -> Vec<String> {
        self.base.topics[topic]
            .facts
            .iter()
            .filter_map(|fact| fact.questions.get(self.lang).first().cloned())
            .take(SUGGESTIONS)
            .collect()
    }
}

fn push_new(list: &mut Vec<String>, item: &str) {
    if !list.iter().any(|have| have == item) {
        list.push(item.to_owned());
    }
}

/// The text with its first letter large; names that begin small on purpose keep it.
fn capital(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) if first.is_ascii_lowercase() && text.starts_with(|c: char| c.is_ascii_lowercase()) => {
            let word = text.split_whitespace().next().unwrap_or("");
            let plain = matches!(word, "about" | "more" | "people" | "women" | "men" | "in" | "the" | "of" | "as" | "among" | "at");
            if plain { first.to_uppercase().chain(chars).collect() } else { text.to_owned() }
        }
        _ => text.to_owned(),
    }
}

fn cite_figure(figure: &Figure) -> CitedFigure {
    CitedFigure {
        id: figure.id.clone(),
        topic: figure.topic.clone(),
        metric: figure.metric.clone(),
        value: figure.value,
        unit: figure.unit,
        group: figure.group.clone(),
        as_of: figure.as_of,
        source: figure.source.clone(),
    }
}
