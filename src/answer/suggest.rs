//! What can be asked next, and what may have been meant.

use crate::knowledge::{Intent, Lang, Topic, TopicKind};
use crate::matching::{Candidate, Found};

use super::compose::Composer;

/// Suggestions that an answer carries.
pub(super) const SUGGESTIONS: usize = 3;

impl Composer<'_> {
    /// What can be asked next about the same topic: other intents that it has facts or figures for.
    pub(super) fn next(&self, best: &Candidate, intent: &str) -> Vec<String> {
        let Some(topic) = best.topics.first().map(|at| &self.base.topics[*at]) else { return Vec::new() };
        // Intents' questions are worded for things that are used; themes have questions of their own.
        if topic.kind == TopicKind::Theme {
            let others = topic.facts.iter().filter(|fact| fact.intent != intent);
            let questions = others.filter_map(|fact| fact.questions.get(self.lang).first());
            return questions.take(SUGGESTIONS).map(|question| self.capital(question)).collect();
        }
        self.answerable(topic)
            .filter(|other| other.id != intent)
            .filter_map(|other| other.suggestion.as_ref())
            .map(|text| text.get(self.lang).replace("{topic}", topic.name.get(self.lang)))
            .take(SUGGESTIONS)
            .collect()
    }

    /// Intents that a topic has facts for, or figures.
    fn answerable(&self, topic: &Topic) -> impl Iterator<Item = &Intent> {
        let lexicon = &self.base.lexicon;
        let has_figures = self.base.figures_about(&topic.slug).any(|figure| figure.group == "all");
        let plain = lexicon.plain_figure().filter(|_| has_figures).map(|intent| intent.id.as_str());
        let of_facts: Vec<&str> = topic.facts.iter().map(|fact| fact.intent.as_str()).collect();
        lexicon
            .intents
            .iter()
            .filter(move |intent| plain == Some(intent.id.as_str()) || of_facts.contains(&intent.id.as_str()))
    }

    /// A question that a candidate is the answer of.
    pub(super) fn as_question(&self, candidate: &Candidate) -> Option<String> {
        let topic = candidate.topics.first().map(|at| &self.base.topics[*at]);
        if let Found::Fact(topic, n) = candidate.found {
            let fact = &self.base.topics[topic].facts[n];
            return fact.questions.get(self.lang).first().map(|question| self.capital(question));
        }
        let suggestion = self.base.lexicon.intents[candidate.intent].suggestion.as_ref()?;
        let names: Vec<&str> =
            candidate.topics.iter().take(2).map(|at| self.base.topics[*at].name.get(self.lang)).collect();
        let joined = names.join(if self.lang == Lang::En { " and " } else { "と" });
        topic.map(|_| suggestion.get(self.lang).replace("{topic}", &joined))
    }

    /// The kinds of things known of a topic, named.
    pub(super) fn known_of(&self, topic: usize) -> Vec<String> {
        self.answerable(&self.base.topics[topic])
            .map(|intent| intent.label.get(self.lang).to_owned())
            .take(6)
            .collect()
    }

    pub(super) fn first_questions(&self, topic: usize) -> Vec<String> {
        self.base.topics[topic]
            .facts
            .iter()
            .filter_map(|fact| fact.questions.get(self.lang).first())
            .map(|question| self.capital(question))
            .take(SUGGESTIONS)
            .collect()
    }
}
