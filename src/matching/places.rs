//! Whether a question is about a place, or only told from one.

use crate::knowledge::{AnsweredBy, normalise, without_placeholders};
use crate::question::{has_word, tag};

use super::likely::most_of;
use super::ranking::Ranking;
use super::view::View;

impl Ranking<'_> {
    /// True where the clause that asks names another place, or a part of the home.
    pub(super) fn asks_of_place(&self) -> bool {
        self.asks_of_place_by(|by| !by.is_outside())
    }

    /// True where the clause that asks for a number names one: somebody who says where they live does not ask
    /// about that place.
    pub(super) fn asks_number_of_place(&self) -> bool {
        self.asks_of_place_by(AnsweredBy::is_number)
    }

    fn asks_of_place_by(&self, counts: impl Fn(AnsweredBy) -> bool) -> bool {
        let clauses = if self.views.len() > 1 { &self.views[1..] } else { &self.views[..] };
        let asking = |view: &View| most_of(&self.base.lexicon.intents, &view.likely.each, &counts);
        let likeliest = clauses.iter().max_by(|a, b| asking(a).total_cmp(&asking(b)));
        likeliest.is_some_and(|view| view.masked.contains(tag::PLACE))
    }

    /// True where the statement of a fact names a place.
    pub(super) fn tells_of_place(&self, (topic, n): (usize, usize), place: usize) -> bool {
        let statement = &self.base.topics[topic].facts[n].statement;
        let said = |text: &str| normalise(&without_placeholders(text));
        let (en, ja) = (said(&statement.en), said(&statement.ja));
        let words = &self.base.lexicon.places[place].words;
        words.en.iter().any(|word| has_word(&en, &normalise(word)))
            || words.ja.iter().any(|word| ja.contains(&normalise(word)))
    }

    /// True where a clause names a place together with a topic ("Instagram in {place}, usage by age").
    pub(super) fn names_topic_of_place(&self) -> bool {
        let of_both = |clause: &String| clause.contains(tag::PLACE) && clause.contains(tag::TOPIC);
        self.asked.question.clauses.iter().any(of_both)
    }

    /// True where the first clause or the last is nothing but a place ("Facebook users, {place}?", "{place}: A or B").
    pub(super) fn is_headed_by_place(&self) -> bool {
        let clauses = &self.asked.question.clauses;
        let is_place =
            |clause: &String| clause.contains(tag::PLACE) && !clause.contains(char::is_alphanumeric);
        clauses.first().is_some_and(is_place) || clauses.last().is_some_and(is_place)
    }
}
