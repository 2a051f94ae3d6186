//! How far texts of a base agree with a question in their slots.

use super::asked::Asked;
use super::slots::{Kind, Slots};
use super::texts::Likeness;

/// How far texts agree with a question in their slots. Most of those that are looked at say the same as others, so that
/// it is remembered for some.
pub(super) struct Agreements<'a> {
    /// What is asked.
    pub(super) asked: &'a Asked<'a>,
    slots: &'a Slots,
    known: [Known; REMEMBERED],
}

/// How far a kind of slots agrees.
#[derive(Clone, Copy)]
struct Known {
    number: u32,
    /// With what speaks of no place, and with what does.
    agreeing: [f32; 2],
}

/// By the last digits of its number one of them is remembered: texts that are like one question are mostly of few topics
/// and say some dozens of things of slots.
const REMEMBERED: usize = 256;

/// What is of a place counts for so much less where the other is not.
const OTHER_PLACE: f32 = 0.7;

impl<'a> Agreements<'a> {
    /// That of texts, whose slots are given, with what is asked.
    pub(super) fn new(asked: &'a Asked<'a>, slots: &'a Slots) -> Self {
        let known = [Known { number: u32::MAX, agreeing: [0.0; 2] }; REMEMBERED];
        Self { asked, slots, known }
    }

    /// The likeness of a text with a view that speaks of a place, or of none, counting for as much as its slots agree.
    pub(super) fn times(&mut self, like: &Likeness, of_place: bool) -> Likeness {
        let (number, kind) = self.slots.kind(like.text);
        let known = &mut self.known[number as usize % REMEMBERED];
        if known.number != number {
            let agreeing = agreement(self.asked, kind);
            let other = agreeing * OTHER_PLACE;
            let agreeing = if kind.place { [other, agreeing] } else { [agreeing, other] };
            *known = Known { number, agreeing };
        }
        like.times(known.agreeing[usize::from(of_place)])
    }
}

/// How far the slots of a text of the base agree with what is asked, 0 to 1, but for places. Masked texts are alike
/// where only their slots differ ("users of {topic} in their {group}"): this tells them apart again.
fn agreement(asked: &Asked<'_>, text: &Kind) -> f32 {
    let mut agreeing = 1.0;
    if !asked.topics.is_empty() && !text.topics.is_empty() {
        let common = text.topics.iter().filter(|topic| asked.topics.contains(&(**topic as usize))).count();
        if common == 0 {
            agreeing *= 0.4;
        } else if common < text.topics.len().max(asked.topics.len()) {
            agreeing *= if asked.topics.len() > 1 { 0.5 } else { 0.85 };
        }
    }
    agreeing *= match (text.group.as_deref(), asked.group.as_deref()) {
        (Some(one), Some(other)) if one != other => 0.5,
        (Some(_), None) => 0.8,
        (None, Some(_)) => 0.85,
        _ => 1.0,
    };
    agreeing *= match (text.year, asked.period) {
        (Some(year), Some(period)) if year != period.year() => 0.5,
        (Some(_), None) => 0.9,
        (None, Some(_)) => 0.85,
        _ => 1.0,
    };
    let metrics = &asked.question.metrics;
    if !metrics.is_empty()
        && !text.metrics.is_empty()
        && !text.metrics.iter().any(|metric| metrics.contains(&(*metric as usize)))
    {
        agreeing *= 0.5;
    }
    // A number of another kind is asked for ("how many use it", "how many use it under their own name").
    if text.measures.iter().any(|measure| !asked.question.measures.contains(&(*measure as usize))) {
        agreeing *= 0.7;
    }
    if !text.says {
        agreeing *= 0.5;
    }
    agreeing
}
