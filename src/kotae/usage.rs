//! How Kotae is used: aggregates, and nothing that leads to a person or a text.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::Kotae;
use crate::answer::{Answer, Status};
use crate::knowledge::PartialDate;
use crate::store::{State, StoreError};

/// In the state: the slowest questions.
const SLOWEST: &str = "usage/slowest";
/// How many of them are kept.
const KEPT_SLOWEST: usize = 5;

/// How often questions were met how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Met {
    /// With an answer.
    pub answered: u64,
    /// With questions that may have been meant.
    pub unsure: u64,
    /// With a refusal.
    pub unknown: u64,
}

impl Met {
    /// All of them.
    pub fn all(self) -> u64 {
        self.answered + self.unsure + self.unknown
    }

    fn add(&mut self, status: &str, count: u64) {
        match status {
            "answered" => self.answered += count,
            "unsure" => self.unsure += count,
            _ => self.unknown += count,
        }
    }
}

/// A question that took long, without its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slow {
    /// What the engine took, in microseconds.
    pub took_us: u64,
    /// What it was about: topics, and the intent.
    pub about: String,
    /// On which day, in Japan.
    pub day: String,
}

/// How Kotae was used since counting began.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Usage {
    /// All questions.
    pub met: Met,
    /// By language (`en`, `ja`).
    pub languages: BTreeMap<String, Met>,
    /// By day in Japan (`2026-11-25`), the oldest first.
    pub days: BTreeMap<String, Met>,
    /// By the slug of the topic, the most asked about first.
    pub topics: Vec<(String, u64)>,
    /// By the id of the fact that answered, or topic and intent; the most asked first.
    pub asked: Vec<(String, u64)>,
    /// The slowest questions, the slowest first.
    pub slowest: Vec<Slow>,
}

impl Usage {
    pub(super) fn of(state: &State) -> Result<Self, StoreError> {
        let mut usage = Self::default();
        for (name, count) in state.counts()? {
            match name.split('/').collect::<Vec<_>>()[..] {
                ["questions", status, lang] => {
                    usage.met.add(status, count);
                    usage.languages.entry(lang.to_owned()).or_default().add(status, count);
                }
                ["day", day, status] => usage.days.entry(day.to_owned()).or_default().add(status, count),
                ["topic", slug] => usage.topics.push((slug.to_owned(), count)),
                ["asked", what] => usage.asked.push((what.to_owned(), count)),
                _ => {}
            }
        }
        for list in [&mut usage.topics, &mut usage.asked] {
            list.sort_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
        }
        usage.slowest = Slowest::of(state)?.list();
        Ok(usage)
    }

    /// The last `most` days up to `today`, also those on which nobody asked, the oldest first.
    pub fn last_days(&self, most: usize, today: PartialDate) -> Vec<(String, Met)> {
        let date = |date: PartialDate| {
            let day = |part: Option<u8>| part.and_then(|part| i8::try_from(part).ok()).unwrap_or(1);
            jiff::civil::Date::new(date.year, day(date.month), day(date.day)).ok()
        };
        let mut days = Vec::new();
        let mut at = date(today);
        while let Some(day) = at.filter(|_| days.len() < most) {
            let name = day.to_string();
            let met = self.days.get(&name).copied().unwrap_or_default();
            days.push((name, met));
            at = day.yesterday().ok();
        }
        days.reverse();
        days
    }
}

/// The slowest questions so far.
#[derive(Debug, Default)]
pub(super) struct Slowest {
    kept: Mutex<(Vec<Slow>, bool)>,
}

impl Slowest {
    /// Those of the state; a list that cannot be read is empty.
    pub(super) fn of(state: &State) -> Result<Self, StoreError> {
        let kept = state.get(SLOWEST)?.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        Ok(Self { kept: Mutex::new((kept, false)) })
    }

    fn list(&self) -> Vec<Slow> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).0.clone()
    }

    fn note(&self, slow: Slow) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let (list, changed) = &mut *kept;
        if list.len() == KEPT_SLOWEST && list.last().is_some_and(|least| least.took_us >= slow.took_us) {
            return;
        }
        list.push(slow);
        list.sort_by(|a, b| (b.took_us, &a.about).cmp(&(a.took_us, &b.about)));
        list.truncate(KEPT_SLOWEST);
        *changed = true;
    }

    /// Writes them if they have changed.
    pub(super) fn save(&self, state: &State) -> Result<(), StoreError> {
        let (list, changed) = {
            let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
            (kept.0.clone(), std::mem::take(&mut kept.1))
        };
        if changed {
            state.put(SLOWEST, &serde_json::to_string(&list).unwrap_or_default())?;
        }
        Ok(())
    }
}

impl Kotae {
    /// How it was used so far. Blocking.
    ///
    /// # Errors
    /// What the store says.
    pub fn usage(&self) -> Result<Usage, StoreError> {
        self.noted(self.slowest.save(&self.state))?;
        self.noted(Usage::of(&self.state))
    }

    /// Counts a question, in memory.
    pub(super) fn count_use(&self, answer: &Answer, took: Duration) {
        let status = match answer.status {
            Status::Answered => "answered",
            Status::Unsure => "unsure",
            Status::Unknown => "unknown",
        };
        let day = self.today();
        self.count(&format!("questions/{status}/{}", answer.lang));
        self.count(&format!("day/{day}/{status}"));
        // What is not in the base is nothing to count by: it would be a text of somebody's.
        for topic in &answer.topics {
            self.count(&format!("topic/{topic}"));
        }
        let intent = answer.intent.as_deref().unwrap_or("-");
        let about = format!("{} {intent}", answer.topics.join("+"));
        if answer.status == Status::Answered {
            let asked = answer.fact.clone().unwrap_or_else(|| about.clone());
            self.count(&format!("asked/{asked}"));
        }
        let took_us = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        self.slowest.note(Slow { took_us, about, day: day.to_string() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_become_a_report() {
        let state = State::in_memory();
        for (name, count) in [
            ("questions/answered/en", 5),
            ("questions/unknown/ja", 2),
            ("day/2026-11-25/answered", 4),
            ("day/2026-11-23/unsure", 1),
            ("topic/line", 3),
            ("topic/mixi", 4),
            ("asked/line.what", 2),
            ("something/else", 9),
        ] {
            state.count(name, count);
        }
        let usage = Usage::of(&state).expect("a report");
        assert_eq!(usage.met, Met { answered: 5, unsure: 0, unknown: 2 });
        assert_eq!(usage.languages["ja"].unknown, 2);
        assert_eq!(usage.topics, [("mixi".to_owned(), 4), ("line".to_owned(), 3)]);
        let today = PartialDate { year: 2026, month: Some(11), day: Some(25) };
        let days: Vec<u64> = usage.last_days(4, today).iter().map(|(_, met)| met.all()).collect();
        assert_eq!(days, [0, 1, 0, 4]);
        assert_eq!(usage.last_days(4, today)[0].0, "2026-11-22");
    }

    #[test]
    fn the_slowest_few_are_kept() {
        let (state, slowest) = (State::in_memory(), Slowest::default());
        for took_us in [5, 900, 7, 30, 20, 10, 800] {
            slowest.note(Slow { took_us, about: "line usage".into(), day: "2026-11-25".into() });
        }
        slowest.save(&state).expect("kept");
        let kept = Slowest::of(&state).expect("read").list();
        assert_eq!(kept.iter().map(|slow| slow.took_us).collect::<Vec<_>>(), [900, 800, 30, 20, 10]);
    }
}
