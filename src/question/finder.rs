//! Fills a question's slots from the words that were found in it.

use std::collections::BTreeSet;

use crate::knowledge::{FactBase, Group, Lang, PartialDate, TopicKind, normalise};

use super::mask::{Mask, NOTHING};
use super::period::{FoundPeriod, Period, PeriodKind};
use super::reader::Reader;
use super::runs::{has_word, is_phrase};
use super::types::{Question, Slot, tag};
use super::words::{Hit, Meaning};

/// True where one group includes another that is named more narrowly: by ages, or where one without ages of its
/// own is answered for by the other.
fn includes(wide: &Group, narrow: &Group) -> bool {
    match (wide.ages, narrow.ages) {
        (Some((from, to)), Some((other_from, other_to))) => {
            from <= other_from && other_to <= to && (from, to) != (other_from, other_to)
        }
        (None, Some(_)) => wide.near.contains(&narrow.id),
        _ => false,
    }
}

/// True where the name of a theme is that of a group of people too, or such a group's name stands in it. What figures
/// are only counted among (the cases of one kind of fraud) is no such group.
fn names_group(base: &FactBase, reader: &Reader, name: &Hit, nested: &[Hit]) -> bool {
    let of_people = |meaning: &Meaning| match meaning {
        Meaning::Group(at) => !base.lexicon.groups[*at].id.starts_with("base:"),
        _ => false,
    };
    let inside = nested.iter().filter(|hit| name.start <= hit.start && hit.end <= name.end);
    std::iter::once(name).chain(inside).any(|hit| reader.meanings_of(hit).iter().any(of_people))
}

/// So many characters from a time, "before" is before that time.
const BESIDE: usize = 10;

/// Fills a question's slots from what was found.
pub(super) struct Finder<'a> {
    pub(super) base: &'a FactBase,
    pub(super) chars: &'a [char],
    pub(super) question: &'a mut Question,
    pub(super) mask: &'a mut Mask,
    pub(super) doubtful_spans: Vec<(usize, usize)>,
    pub(super) periods: &'a [FoundPeriod],
    /// For each character, whether it stands beside what asks.
    pub(super) asides: &'a [bool],
    pub(super) today: PartialDate,
}

impl Finder<'_> {
    pub(super) fn text(&self, start: usize, end: usize) -> String {
        self.chars[start..end].iter().collect()
    }

    pub(super) fn slot(&mut self, kind: &'static str, value: &str, start: usize, end: usize) {
        let from = self.text(start, end);
        self.question.slots.push(Slot { kind, value: value.to_owned(), from });
    }

    /// Names first: the others speak for those that are ordinary words.
    pub(super) fn take_topics(&mut self, reader: &Reader, hits: &[Hit], nested: &[Hit], typed: &str) {
        let means = |hit: &Hit, wanted: fn(&Meaning) -> bool| reader.meanings_of(hit).iter().any(wanted);
        let speaks = |hit: &Hit| {
            means(hit, |m| {
                matches!(
                    m,
                    Meaning::Topic { ordinary: false, .. }
                        | Meaning::Metric(_)
                        | Meaning::Measure(_)
                        | Meaning::Group(_)
                        | Meaning::Home
                        | Meaning::Support
                )
            })
        };
        let shouted = self.question.lang == Lang::En && !typed.chars().any(char::is_lowercase);
        let named: Vec<(&Hit, usize, bool)> = hits
            .iter()
            .filter(|hit| !means(hit, |m| *m == Meaning::Never))
            .filter_map(|hit| {
                reader.meanings_of(hit).iter().find_map(|meaning| match meaning {
                    Meaning::Topic { at, ordinary } => Some((hit, *at, *ordinary)),
                    _ => None,
                })
            })
            .collect();
        // A name that is accepted speaks for the others, so look again until nothing changes.
        let mut accepted = vec![false; named.len()];
        loop {
            let before = accepted.clone();
            for (n, (hit, at, ordinary)) in named.iter().enumerate() {
                let exactly = || {
                    let mut spelt = reader.exact.iter().filter(|(_, topic)| topic == at);
                    !shouted && spelt.any(|(name, _)| has_word(typed, name))
                };
                let supported = || hits.iter().any(|other| other.start != hit.start && speaks(other));
                let beside = || before.iter().enumerate().any(|(other, accepted)| other != n && *accepted);
                accepted[n] |= !ordinary
                    || exactly()
                    || supported()
                    || beside()
                    || self.rest_is_filler(reader, hits, hit);
            }
            if accepted == before {
                break;
            }
        }
        // "Hatena … no wait, note" is about note.
        let corrected = hits.iter().rev().find(|hit| means(hit, |m| *m == Meaning::Correction));
        if let Some(correction) = corrected {
            let place = |hit: &Hit| hit.start > correction.start;
            if named.iter().zip(&accepted).any(|((hit, ..), accepted)| *accepted && place(hit)) {
                for ((hit, ..), accepted) in named.iter().zip(&mut accepted) {
                    *accepted &= place(hit);
                }
            }
        }
        // What is told beside a question that names its topic is not asked about.
        let in_question = |hit: &Hit| !self.asides[hit.start];
        if named.iter().zip(&accepted).any(|((hit, ..), accepted)| *accepted && in_question(hit)) {
            for ((hit, ..), accepted) in named.iter().zip(&mut accepted) {
                *accepted &= in_question(hit);
            }
        }
        let is_platform = |at: usize| self.base.topics[at].kind != TopicKind::Theme;
        let platform =
            named.iter().zip(&accepted).any(|((_, at, _), accepted)| *accepted && is_platform(*at));
        for ((hit, at, _), accepted) in named.iter().zip(accepted) {
            // "Seniors on Facebook" asks about Facebook, and of whom.
            if platform && accepted && !is_platform(*at) && names_group(self.base, reader, hit, nested) {
                continue;
            }
            let slug = self.base.topics[*at].slug.clone();
            if !accepted {
                self.question.doubtful.push(*at);
                self.doubtful_spans.push((hit.start, hit.end));
                self.slot("doubtful topic", &slug, hit.start, hit.end);
                continue;
            }
            if !self.question.topics.contains(at) {
                self.question.topics.push(*at);
            }
            self.slot("topic", &slug, hit.start, hit.end);
            self.mask.cover(hit.start, hit.end, tag::TOPIC);
        }
        // "Social media users of Facebook" is about Facebook.
        let whole = |at: &usize| self.base.topics[*at].whole;
        if !self.question.topics.iter().all(whole) {
            let topics = &self.base.topics;
            self.question.topics.retain(|at| !topics[*at].whole);
        }
    }

    /// "Social media users" names a group, and where no other topic is named, the topic in it.
    pub(super) fn take_nested_topics(&mut self, reader: &Reader, hits: &[Hit], nested: &[Hit]) {
        if !self.question.topics.is_empty() {
            return;
        }
        for group in hits {
            if !reader.meanings_of(group).iter().any(|meaning| matches!(meaning, Meaning::Group(_))) {
                continue;
            }
            let inside = nested.iter().filter(|hit| group.start <= hit.start && hit.end <= group.end);
            let topic = inside
                .flat_map(|hit| reader.meanings_of(hit).iter().map(move |m| (hit, m)))
                .find_map(|(hit, meaning)| match meaning {
                    Meaning::Topic { at, ordinary: false } => Some((hit, *at)),
                    _ => None,
                });
            if let Some((hit, at)) = topic {
                self.question.topics.push(at);
                let slug = self.base.topics[at].slug.clone();
                self.slot("topic", &slug, hit.start, hit.end);
                self.mask.cover(group.start, group.end, tag::TOPIC);
            }
        }
    }

    /// True where nothing but words that carry nothing stands beside the hit.
    pub(super) fn rest_is_filler(&self, reader: &Reader, hits: &[Hit], hit: &Hit) -> bool {
        let mut free: Vec<bool> = self.chars.iter().map(|c| c.is_alphanumeric()).collect();
        free[hit.start..hit.end].fill(false);
        for FoundPeriod { span: (start, end), .. } in self.periods {
            free[*start..*end].fill(false);
        }
        for other in hits {
            let light = |m: &Meaning| {
                matches!(m, Meaning::Filler | Meaning::Now | Meaning::Year(_) | Meaning::Support)
            };
            if reader.meanings_of(other).iter().any(light) {
                free[other.start..other.end].fill(false);
            }
        }
        !free.contains(&true)
    }

    pub(super) fn take_slots(&mut self, reader: &Reader, hits: &[Hit], nested: &[Hit]) {
        let mut groups: BTreeSet<(usize, usize)> = BTreeSet::new();
        let group_inside =
            |hit: &&Hit| reader.meanings_of(hit).iter().any(|meaning| matches!(meaning, Meaning::Group(_)));
        let means = |hit: &Hit, wanted: fn(&Meaning) -> bool| reader.meanings_of(hit).iter().any(wanted);
        let in_question = |hit: &&Hit| !self.asides[hit.start];
        let of_number =
            |m: &Meaning| matches!(m, Meaning::Topic { .. } | Meaning::Metric(_) | Meaning::Measure(_));
        let asks = hits.iter().filter(in_question).any(|hit| means(hit, of_number));
        let asks_of_group =
            hits.iter().filter(in_question).any(|hit| means(hit, |m| matches!(m, Meaning::Group(_))));
        for hit in hits.iter().chain(nested.iter().filter(group_inside)) {
            for meaning in reader.meanings_of(hit) {
                let (start, end) = (hit.start, hit.end);
                // Where and of whom somebody tells beside the question is not what is asked.
                let beside = self.asides[start]
                    && match meaning {
                        Meaning::Place(_) | Meaning::Region => asks,
                        Meaning::Group(_) => asks_of_group,
                        _ => false,
                    };
                if beside {
                    continue;
                }
                match meaning {
                    Meaning::Metric(at) if self.mask.is_free(start, end) => {
                        if !self.question.metrics.contains(at) {
                            self.question.metrics.push(*at);
                        }
                        let id = self.base.lexicon.metrics[*at].id.clone();
                        self.slot("metric", &id, start, end);
                    }
                    Meaning::Measure(at) => {
                        if !self.question.measures.contains(at) {
                            self.question.measures.push(*at);
                        }
                        let id = self.base.lexicon.measures[*at].id.clone();
                        self.slot("measure", &id, start, end);
                    }
                    Meaning::Group(at) if self.mask.is_free(start, end) => {
                        groups.insert((start, *at));
                        let id = self.base.lexicon.groups[*at].id.clone();
                        self.slot("group", &id, start, end);
                        self.mask.cover(start, end, tag::GROUP);
                    }
                    Meaning::Home => {
                        self.question.home = true;
                    }
                    Meaning::Place(at) if self.mask.is_free(start, end) => {
                        if !self.question.places.contains(at) {
                            self.question.places.push(*at);
                        }
                        let id = self.base.lexicon.places[*at].id.clone();
                        self.slot("place", &id, start, end);
                        self.mask.cover(start, end, tag::PLACE);
                    }
                    Meaning::Region if self.mask.is_free(start, end) => {
                        let name = self.text(start, end);
                        self.slot("region", &name, start, end);
                        self.question.region = Some(name);
                        self.mask.cover(start, end, tag::PLACE);
                    }
                    Meaning::Series(at) => {
                        self.question.series.push(*at);
                        let id = self.base.series[*at].id.clone();
                        self.slot("series", &id, start, end);
                    }
                    Meaning::Elsewhere(at) => {
                        let name = self.base.lexicon.elsewhere.iter().nth(*at).map_or("", |(_, name)| name);
                        self.slot("elsewhere", name, start, end);
                        self.question.elsewhere = Some(*at);
                    }
                    Meaning::Versus => self.question.versus = true,
                    Meaning::Now => self.question.now = true,
                    _ => {}
                }
            }
        }
        let groups: Vec<usize> = groups.into_iter().map(|(_, at)| at).collect();
        self.set_groups(&groups);
    }

    /// One group of each kind makes a compound; two of one kind are two groups.
    pub(super) fn set_groups(&mut self, found: &[usize]) {
        let groups = &self.base.lexicon.groups;
        let kind = |id: &str| match id.split(':').next() {
            Some("sex") => 1,
            Some("base") => 2,
            _ => 0,
        };
        let mut parts: Vec<Vec<&str>> = vec![Vec::new(); 3];
        // Everybody is no group, and "my grandmother, 75: how many in their 70s" names one group, not two.
        let narrower = |at: usize| found.iter().any(|other| includes(&groups[at], &groups[*other]));
        for at in found.iter().copied().filter(|at| groups[*at].id != "all" && !narrower(*at)) {
            let id = groups[at].id.as_str();
            let list = &mut parts[kind(id)];
            if !list.contains(&id) {
                list.push(id);
            }
        }
        let first: Vec<&str> = parts.iter().filter_map(|list| list.first().copied()).collect();
        if first.is_empty() {
            return;
        }
        self.question.group = Some(first.join("/"));
        self.question.more_groups =
            parts.iter().flat_map(|list| list.iter().skip(1)).map(|id| (*id).to_owned()).collect();
    }

    pub(super) fn take_periods(&mut self, reader: &Reader, hits: &[Hit]) {
        let mut found: Vec<(usize, usize, Period)> = Vec::new();
        for FoundPeriod { period, span } in self.periods {
            let (start, end) = *span;
            if self.mask.is_free(start, end) {
                self.mask.cover(start, end, tag::PERIOD);
                self.slot("period", &format!("{}/{}", period.from, period.to), start, end);
                found.push((start, end, *period));
            }
        }
        let (mut before, mut since) = (Vec::new(), false);
        for hit in hits {
            for meaning in reader.meanings_of(hit) {
                let date = match meaning {
                    Meaning::Event(at) => self.base.lexicon.period.events[*at].at,
                    // "I moved here last year" is no time that is asked about.
                    Meaning::Year(_) if self.asides[hit.start] => continue,
                    Meaning::Year(offset) => PartialDate::year(self.today.year + offset),
                    // "5年前" is five years ago, not before the fifth.
                    Meaning::Before => {
                        if self.mask.is_free(hit.start, hit.end) {
                            before.push((hit.start, hit.end));
                        }
                        continue;
                    }
                    Meaning::Since => {
                        since |= self.mask.is_free(hit.start, hit.end);
                        continue;
                    }
                    _ => continue,
                };
                if self.mask.is_free(hit.start, hit.end) {
                    self.mask.cover(hit.start, hit.end, tag::PERIOD);
                    self.slot("period", &date.to_string(), hit.start, hit.end);
                    found.push((hit.start, hit.end, Period::at(date)));
                }
            }
        }
        let in_question = |start: usize| !self.asides[start];
        if self.question.now || found.iter().any(|(start, ..)| in_question(*start)) {
            found.retain(|(start, ..)| in_question(*start));
        }
        found.sort_by_key(|(start, ..)| *start);
        let is_near = |(start, end): &(usize, usize), (from, to): (usize, usize)| {
            from.saturating_sub(*end).max(start.saturating_sub(to)) <= BESIDE
        };
        self.question.period = match &found[..] {
            [] => None,
            [(start, end, one)] if before.iter().any(|word| is_near(word, (*start, *end))) => {
                Some(Period { from: PartialDate::year(1950), to: one.from, kind: PeriodKind::Before })
            }
            [(.., one)] if since => Some(Period { from: one.from, to: self.today, kind: PeriodKind::Range }),
            [(.., one)] => Some(*one),
            [(.., first), .., (.., last)] => {
                let (from, to) = if first.from <= last.from { (first, last) } else { (last, first) };
                Some(Period { from: from.from, to: to.to, kind: PeriodKind::Range })
            }
        };
    }

    /// Whole phrases that carry nothing ("could you tell me", 教えていただけますか) are cut out, for nobody
    /// asks politely in phrasings. Single words stay: "do" and "is" help to tell ways of asking apart.
    pub(super) fn cut_filler(&mut self, reader: &Reader, hits: &[Hit], nested: &[Hit]) {
        for hit in hits.iter().chain(nested) {
            let meanings = reader.meanings_of(hit);
            let is_filler = meanings.iter().all(|meaning| *meaning == Meaning::Filler);
            let text = &self.chars[hit.start..hit.end];
            if is_filler && is_phrase(text) && self.mask.is_free(hit.start, hit.end) {
                self.mask.tags[hit.start..hit.end].fill(Some(NOTHING));
            }
        }
    }

    /// A person's age finds the group of ages that it lies in.
    pub(super) fn take_ages(&mut self) {
        if self.question.group.is_some() || !self.chars.iter().any(char::is_ascii_digit) {
            return;
        }
        let text: String = self.chars.iter().collect();
        let age = self.base.lexicon.age.iter().find_map(|(_, pattern)| {
            let pattern = normalise(pattern);
            let (before, after) = pattern.split_once("{n}")?;
            text.match_indices(|c: char| c.is_ascii_digit()).find_map(|(at, _)| {
                let starts =
                    text[..at].ends_with(before) && !text[..at].ends_with(|c: char| c.is_ascii_digit());
                let digits: String = text[at..].chars().take_while(char::is_ascii_digit).collect();
                let ends = text[at + digits.len()..].starts_with(after);
                (starts && ends && digits.len() <= 2).then(|| digits.parse::<u8>().ok()).flatten()
            })
        });
        let Some(age) = age else { return };
        // The first in the lexicon: curators put decades before the odd ranges of single surveys.
        let group = self
            .base
            .lexicon
            .groups
            .iter()
            .find(|g| g.ages.is_some_and(|(from, to)| (from..=to).contains(&age)));
        if let Some(group) = group {
            self.question.group = Some(group.id.clone());
            self.question.slots.push(Slot { kind: "group", value: group.id.clone(), from: age.to_string() });
        }
    }
}
