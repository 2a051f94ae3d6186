//! What speaks for answering nothing.

use crate::knowledge::TopicKind;
use crate::question::tag;

use super::features::text_hash;
use super::likely::most_of;
use super::ranking::Ranking;
use super::signals::{Signal, Signals};
use super::view::View;

impl Ranking<'_> {
    /// How likely the question is of a kind that is outside, and which: in a long text, one clause that
    /// asks something else is enough for it not to be.
    pub(crate) fn outside(&self) -> Option<(usize, f32)> {
        let intents = &self.base.lexicon.intents;
        let outside = |at: &usize| intents[*at].answered_by.is_outside();
        let sum =
            |view: &View| -> f32 { (0..intents.len()).filter(outside).map(|at| view.likely.each[at]).sum() };
        let least = self.speaking().min_by(|a, b| sum(a).total_cmp(&sum(b))).unwrap_or(&self.views[0]);
        let likeliest = (0..intents.len())
            .filter(outside)
            .max_by(|a, b| least.likely.each[*a].total_cmp(&least.likely.each[*b]));
        likeliest.map(|at| (at, sum(least)))
    }

    /// The views that ask something.
    fn speaking(&self) -> impl Iterator<Item = &View> {
        self.views.iter().filter(|view| !view.content.is_empty() || view.masked.contains(tag::TOPIC))
    }

    /// True where the whole question is a phrasing of what is outside, and of nothing inside.
    fn is_own_outside(&self) -> bool {
        self.index.learnt.only_outside.contains(&text_hash(&self.views[0].masked))
    }

    /// How likely it is outside by the model that learnt from the questions of facts too.
    fn outside_by_all(&self) -> f32 {
        let least = self.speaking().map(|view| view.by_all.outside).reduce(f32::min);
        least.unwrap_or_else(|| self.views[0].by_all.outside)
    }

    /// How much liker a phrasing of what is outside the question is than any of what is inside, in the view where that
    /// is least.
    fn outside_text(&self) -> f32 {
        let intents = &self.base.lexicon.intents;
        let most = |view: &View, outside: bool| {
            most_of(intents, &view.likeness.intents, |by| by.is_outside() == outside)
        };
        let speaking = self.views.iter().filter(|view| !view.content.is_empty());
        speaking.map(|view| most(view, true) - most(view, false)).reduce(f32::min).unwrap_or(0.0)
    }

    /// True where the question has no word that carries content and no topic.
    pub(crate) fn is_empty(&self) -> bool {
        self.views[0].content.is_empty()
            && self.asked.topics.is_empty()
            && self.asked.question.slots.is_empty()
    }

    /// True where a theme that is not the whole subject is named.
    pub(crate) fn names_theme(&self) -> bool {
        let theme =
            |at: &usize| self.base.topics[*at].kind == TopicKind::Theme && !self.base.topics[*at].whole;
        self.asked.topics_named && self.asked.topics.iter().any(theme)
    }

    /// What is asked, for the trees.
    pub(super) fn set_asked(&self, signals: &mut Signals) {
        signals
            .flag(Signal::AskedNumber, self.asks_number())
            .flag(Signal::AskedTime, self.asked.period.is_some())
            .flag(Signal::AskedGroup, self.asked.group.is_some())
            .flag(Signal::AskedTopic, self.asked.topics_named)
            .set(Signal::AskedWords, self.views[0].content.len() as f32 / 10.0);
    }

    /// What speaks for answering nothing.
    pub(crate) fn nothing(&self) -> Signals {
        let question = self.asked.question;
        let strange = self.strange();
        let mut signals = Signals::default();
        signals
            .flag(Signal::IsNothing, true)
            .set(Signal::Strange, strange)
            .set(Signal::Outside, self.outside().map_or(0.0, |(_, likely)| likely))
            .set(Signal::OutsideByAll, self.outside_by_all())
            .set(Signal::OutsideText, self.outside_text())
            .flag(Signal::OwnOutside, self.is_own_outside())
            .flag(Signal::NothingOfTopic, self.asked.topics_named)
            .flag(Signal::NothingOfTheme, self.names_theme())
            .flag(Signal::Doubtful, !question.doubtful.is_empty() && question.topics.is_empty())
            .set(Signal::SureIntent, self.surest_inside())
            .flag(
                Signal::Placeless,
                self.asked.topics.is_empty() && !question.home && question.group.is_none(),
            )
            .flag(Signal::UnknownName, self.names_unknown())
            .set(Signal::StandsForName, self.stands_for_name())
            .set(Signal::StrangeUnnamed, if self.asked.topics_named { 0.0 } else { strange })
            .set(Signal::Length, self.views[0].content.len() as f32 / 10.0);
        self.set_asked(&mut signals);
        signals
    }
}
