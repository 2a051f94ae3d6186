//! Why a question was answered as it was: for curators, who mend the lexicon with it.

use std::fmt;

use crate::knowledge::FactBase;
use crate::question::Question;

use super::signals::Signals;
use super::types::{Candidate, Found, Match};

/// How many candidates are shown.
const SHOWN: usize = 8;

/// How a question was read, what might have answered it and why the winner won.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// As it was read.
    pub question: Question,
    /// What was found.
    pub found: Match,
    candidates: Vec<String>,
    intent: Option<String>,
}

impl Explanation {
    /// Names what a match holds by position.
    pub fn new(base: &FactBase, question: Question, found: Match) -> Self {
        let candidates =
            found.candidates.iter().take(SHOWN).map(|candidate| describe(base, candidate)).collect();
        let intent = found.intent.map(|at| base.lexicon.intents[at].id.clone());
        Self { question, found, candidates, intent }
    }
}

fn describe(base: &FactBase, candidate: &Candidate) -> String {
    let figure = |at: &usize| base.figures[*at].id.clone();
    let figures = |list: &[usize]| list.iter().take(3).map(figure).collect::<Vec<_>>().join(" ");
    let what = match &candidate.found {
        Found::Fact(topic, n) => format!("fact {}", base.topics[*topic].facts[*n].id),
        Found::Figure { figure: at, .. } => format!("figure {}", figure(at)),
        Found::Compare { figures: list, .. } => format!("compare {}", figures(list)),
        Found::Rank(list) => format!("rank {}", figures(list)),
        Found::Trend(courses) => {
            format!("trend {}", courses.iter().map(|c| figures(c)).collect::<Vec<_>>().join(" | "))
        }
        Found::Breakdown(list) => format!("breakdown {}", figures(list)),
    };
    let signals: Vec<String> = candidate
        .signals
        .values()
        .iter()
        .enumerate()
        .filter(|(_, value)| **value != 0.0)
        .map(|(at, value)| format!("{}={value:.2}", Signals::name(at)))
        .collect();
    format!(
        "{:.2}  {what} ({})  {}",
        candidate.score,
        base.lexicon.intents[candidate.intent].id,
        signals.join(" ")
    )
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "read as    {}  [{}]", self.question.text, self.question.lang)?;
        for (typed, meant) in &self.question.repairs {
            writeln!(f, "repaired   {typed} -> {meant}")?;
        }
        for slot in &self.question.slots {
            writeln!(f, "slot       {} = {}  (from `{}`)", slot.kind, slot.value, slot.from)?;
        }
        let intent = self.intent.as_deref().unwrap_or("none");
        writeln!(
            f,
            "intent     {intent} {:.2}; strange {:.2}",
            self.found.intent_likely, self.found.strange
        )?;
        writeln!(f, "decision   {:?}, confidence {:.2}", self.found.decision, self.found.confidence)?;
        writeln!(f, "nothing    {:.2}", self.found.nothing.score)?;
        for candidate in &self.candidates {
            writeln!(f, "candidate  {candidate}")?;
        }
        Ok(())
    }
}
