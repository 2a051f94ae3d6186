//! Figures that are told apart by what their note says ("on television sets", "name it as the one they use most"):
//! a metric alone does not find them.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::knowledge::{FactBase, Lang, Unit, normalise};
use crate::question::Reader;

use super::features::{Feature, content, stemmer};
use super::numbers::{other_group, set_times};
use super::ranking::{Ranking, best_of};
use super::signals::{Signal, Signals};
use super::types::{Candidate, Found};
use super::view::View;

/// A word in more notes than this finds none of them where no topic is named.
const MANY: usize = 200;
/// No more figures than these are tried for one question.
const TRIED: usize = 24;

/// The notes of figures.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Noted {
    /// The words of a figure's note that carry content, in order, by the figure's position.
    words: FxHashMap<usize, Vec<Feature>>,
    /// The topic of each, by position.
    topics: FxHashMap<usize, usize>,
    /// By word, the figures whose notes have it, each with its topic.
    by_word: FxHashMap<Feature, Vec<(usize, usize)>>,
}

impl Noted {
    /// Reads the notes of a base's figures.
    pub(super) fn new(base: &FactBase, reader: &Reader, topics: &FxHashMap<&str, usize>) -> Self {
        let stemmer = stemmer();
        let mut noted = Self::default();
        for (at, figure) in base.figures.iter().enumerate() {
            let (Some(note), Some(topic)) = (&figure.note, topics.get(figure.topic.as_str())) else {
                continue;
            };
            let mut words: Vec<Feature> = Lang::ALL
                .iter()
                .flat_map(|lang| {
                    content(&normalise(note.get(*lang)), &stemmer, |word| reader.is_filler(word))
                })
                .map(|word| word.feature)
                .collect();
            words.sort_unstable();
            words.dedup();
            for word in &words {
                noted.by_word.entry(*word).or_default().push((at, *topic));
            }
            noted.words.insert(at, words);
            noted.topics.insert(at, *topic);
        }
        noted
    }

    /// Each note's words.
    pub(super) fn words(&self) -> impl Iterator<Item = &Vec<Feature>> {
        self.words.values()
    }
}

impl Ranking<'_> {
    /// Figures whose note speaks of what is asked.
    pub(super) fn add_noted(&self, found: &mut Vec<Candidate>) {
        // A figure of one platform does not hold it against another.
        if self.compares_platforms() {
            return;
        }
        let Some(plain) = self.base.lexicon.plain_figure() else { return };
        let Some(intent) = self.base.lexicon.intent_at(&plain.id) else { return };
        // One figure for each thing that notes say of a topic: the one of that group and time.
        let mut best: FxHashMap<(&str, &str), (f32, usize)> = FxHashMap::default();
        let wanted = self.wanted();
        for at in self.spoken_of() {
            let figure = &self.base.figures[at];
            let Some(cost) = self.index.figures.cost(self.base, at, &wanted) else { continue };
            // Tweets are not told where users are asked for by name.
            if !self.asked.question.metrics.is_empty() && !self.is_counted_so(figure.unit) {
                continue;
            }
            let note = figure.note.as_ref().map_or("", |note| note.en.as_str());
            let entry = best.entry((figure.topic.as_str(), note)).or_insert((cost, at));
            if (cost, at) < *entry {
                *entry = (cost, at);
            }
        }
        let mut figures: Vec<usize> = best.into_values().map(|(_, at)| at).collect();
        figures.sort_unstable();
        // Nor are others told of where there is a figure of those asked about.
        let of_group = self.asked.group.is_some()
            && found.iter().any(|of| matches!(of.found, Found::Figure { .. }) && !of.answers_other_group());
        let noted = figures.into_iter().map(|at| self.noted(at, intent));
        found.extend(noted.filter(|noted| !(of_group && noted.answers_other_group())));
    }

    /// True where one of the metrics asked for is told in that unit.
    fn is_counted_so(&self, unit: Unit) -> bool {
        let metrics = &self.base.lexicon.metrics;
        self.asked.metrics.iter().any(|at| metrics[*at].units.contains(&unit))
    }

    /// The noted figures of which a word that carries content is asked.
    fn spoken_of(&self) -> Vec<usize> {
        let noted = &self.index.learnt.noted;
        let mut words: Vec<Feature> = self
            .views
            .iter()
            .flat_map(|view| &view.content)
            .map(|word| word.feature)
            .filter(|word| !self.index.learnt.vocabulary.in_numbers(*word))
            .collect();
        words.sort_unstable();
        words.dedup();
        let named = &self.asked.topics;
        let family: Vec<usize> = named
            .iter()
            .chain(named.iter().flat_map(|topic| &self.index.children[*topic]))
            .copied()
            .collect();
        let mut spoken: FxHashMap<usize, f32> = FxHashMap::default();
        for word in &words {
            let figures = noted.by_word.get(word).map_or(&[][..], Vec::as_slice);
            if !self.asked.topics_named && figures.len() > MANY {
                continue;
            }
            let weight = self.index.learnt.vocabulary.weight(*word);
            let of_family = |topic: usize| !self.asked.topics_named || family.contains(&topic);
            for (at, _) in figures.iter().filter(|(_, topic)| of_family(*topic)) {
                *spoken.entry(*at).or_default() += weight;
            }
        }
        let mut spoken: Vec<(usize, f32)> = spoken.into_iter().collect();
        spoken.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        // Many figures share one note and differ in group and time.
        spoken.truncate(TRIED * 4);
        spoken.into_iter().map(|(at, _)| at).collect()
    }

    fn noted(&self, at: usize, intent: usize) -> Candidate {
        let figure = &self.base.figures[at];
        let topic = self.index.learnt.noted.topics[&at];
        let note = &self.index.learnt.noted.words[&at];
        let numbers = |word: Feature| self.index.learnt.vocabulary.in_numbers(word);
        let weight = |word: Feature| self.index.learnt.vocabulary.weight(word);
        let set = |signals: &mut Signals, view: &View| {
            let has = view.words(|word| note.binary_search(&word.feature).is_ok());
            let in_note = has & !view.of_numbers;
            let explained = has | view.of_numbers | view.of_intents[intent];
            let said: f32 = note.iter().filter(|word| !numbers(**word)).map(|word| weight(*word)).sum();
            let asked = in_note.weight(&view.weights);
            view.set_by_all(signals, intent);
            signals
                .flag(Signal::IsNoted, true)
                .set(Signal::NoteWords, view.covered(in_note))
                .set(Signal::NoteCoverage, view.covered(explained))
                // Half of a note's words are those of the other language.
                .set(Signal::NoteUnasked, 1.0 - (2.0 * asked / said.max(1e-6)).min(1.0))
                .set(Signal::NumberIntent, view.likely.number)
                .set(Signal::FactAsked, (view.surest_fact - view.likely.number).max(0.0))
                .flag(Signal::NumberNamed, self.asks_number())
                .flag(Signal::NumberOfTopic, self.asked.topics_named)
                .set(Signal::NumberByWording, self.by_wording(topic))
                .flag(Signal::NoteOfGroup, self.asked.group.is_none() && figure.group.contains(':'))
                .flag(Signal::Clause, view.is_clause);
            set_times(signals, figure.as_of, self.asked.period);
        };
        let found = Found::Figure { figure: at, companion: None };
        let mut always = Signals::default();
        always.flag(Signal::OtherGroup, other_group(self.base, self.asked.group.as_deref(), &found));
        let (signals, score) = best_of(&always, &self.views, set);
        Candidate { found, intent, topics: vec![topic], score, signals }
    }
}
