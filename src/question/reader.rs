//! The reader: finds topics and slots in a text by one pass over all the words of a base.

use std::collections::{BTreeSet, HashMap, HashSet};

use aho_corasick::{AhoCorasick, MatchKind};

use unicode_normalization::UnicodeNormalization;

use crate::knowledge::{FactBase, Folded, Lang, PartialDate, Words, fold, normalise};

use super::clean::{Clean, clean};
use super::period::{FoundPeriod, Period, PeriodKind, find_periods};
use super::script::{Script, language, script};
use super::types::{Question, Slot, tag};
use super::typo::Typos;

/// What a word of the base can mean.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Meaning {
    Topic { at: usize, ordinary: bool },
    Never,
    Metric(usize),
    Measure(usize),
    Group(usize),
    Home,
    Place(usize),
    Region,
    Versus,
    Now,
    Year(i16),
    Event(usize),
    Before,
    Since,
    Support,
    Filler,
}

impl Meaning {
    /// Longer matches win; among equals the lower of these.
    fn order(&self) -> u8 {
        match self {
            Meaning::Never => 0,
            Meaning::Topic { .. } => 1,
            Meaning::Event(_) => 2,
            Meaning::Group(_) => 3,
            Meaning::Metric(_) => 4,
            Meaning::Home | Meaning::Place(_) | Meaning::Region => 5,
            Meaning::Measure(_)
            | Meaning::Now
            | Meaning::Year(_)
            | Meaning::Before
            | Meaning::Since
            | Meaning::Versus => 6,
            Meaning::Support => 7,
            Meaning::Filler => 8,
        }
    }
}

/// One found word: characters of the normalised text, and what it can mean.
#[derive(Clone, Debug)]
struct Hit {
    start: usize,
    end: usize,
    pattern: usize,
}

/// Finds topics and slots in texts.
#[derive(Debug)]
pub struct Reader {
    words: AhoCorasick,
    meanings: Vec<Vec<Meaning>>,
    exact: Vec<(String, usize)>,
    typos: Typos,
    filler: HashSet<String>,
}

/// Collects words with their meanings before the automaton is built.
#[derive(Default)]
struct Collector {
    at: HashMap<String, usize>,
    patterns: Vec<String>,
    meanings: Vec<Vec<Meaning>>,
}

impl Collector {
    fn add(&mut self, word: &str, meaning: Meaning) {
        let folded = fold(word);
        if !folded.chars().any(char::is_alphanumeric) {
            return;
        }
        let at = *self.at.entry(folded.clone()).or_insert_with(|| {
            self.patterns.push(folded);
            self.meanings.push(Vec::new());
            self.patterns.len() - 1
        });
        if !self.meanings[at].contains(&meaning) {
            self.meanings[at].push(meaning);
        }
    }

    fn add_all(&mut self, words: &Words, meaning: &Meaning) {
        for (_, word) in words.iter() {
            self.add(word, meaning.clone());
        }
    }
}

impl Reader {
    /// Compiles the words of a base.
    pub fn new(base: &FactBase) -> Self {
        let mut all = Collector::default();
        let mut exact = Vec::new();
        let mut names = Vec::new();
        for (at, topic) in base.topics.iter().enumerate() {
            let ordinary: HashSet<String> = topic.aliases.ordinary.iter().map(|word| fold(word)).collect();
            for word in topic.aliases.en.iter().chain(&topic.aliases.ja) {
                all.add(word, Meaning::Topic { at, ordinary: ordinary.contains(&fold(word)) });
                names.extend(words_of(&normalise(word)));
            }
            exact.extend(topic.aliases.exact.iter().map(|word| (word.clone(), at)));
            all.add_all(&topic.aliases.never, &Meaning::Never);
        }
        let lexicon = &base.lexicon;
        for (at, metric) in lexicon.metrics.iter().enumerate() {
            all.add_all(&metric.words, &Meaning::Metric(at));
        }
        for (at, measure) in lexicon.measures.iter().enumerate() {
            all.add_all(&measure.words, &Meaning::Measure(at));
        }
        for (at, group) in lexicon.groups.iter().enumerate() {
            all.add_all(&group.words, &Meaning::Group(at));
        }
        if let Some(home) = &lexicon.home {
            all.add_all(&home.words, &Meaning::Home);
        }
        for (at, place) in lexicon.places.iter().enumerate() {
            all.add_all(&place.words, &Meaning::Place(at));
        }
        all.add_all(&lexicon.regions, &Meaning::Region);
        all.add_all(&lexicon.versus, &Meaning::Versus);
        all.add_all(&lexicon.period.now, &Meaning::Now);
        all.add_all(&lexicon.period.this_year, &Meaning::Year(0));
        all.add_all(&lexicon.period.last_year, &Meaning::Year(-1));
        all.add_all(&lexicon.period.before, &Meaning::Before);
        all.add_all(&lexicon.period.since, &Meaning::Since);
        for (at, event) in lexicon.period.events.iter().enumerate() {
            all.add_all(&event.words, &Meaning::Event(at));
        }
        all.add_all(&lexicon.support, &Meaning::Support);
        all.add_all(&lexicon.filler, &Meaning::Filler);
        let known = known_words(base, &all.patterns);
        let words = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .build(&all.patterns)
            .expect("the words of a base are far below the automaton's limit of 2^31 states");
        let filler = lexicon.filler.iter().flat_map(|(_, word)| words_of(&normalise(word))).collect();
        Self { words, meanings: all.meanings, exact, typos: Typos::new(known, names), filler }
    }

    /// True for a word that carries nothing.
    pub fn is_filler(&self, word: &str) -> bool {
        self.filler.contains(word)
    }

    /// Reads a text that somebody typed.
    pub fn read(&self, base: &FactBase, raw: &str, lang: Option<Lang>, today: PartialDate) -> Question {
        let cleaned = clean(raw);
        let repaired = self.repair(&cleaned.text);
        self.read_clean(base, &cleaned, repaired, lang, today)
    }

    /// A text of the base, read as a question would be. Slots may stand in it as tags already.
    pub(crate) fn read_own(&self, base: &FactBase, text: &str, lang: Lang) -> Question {
        let cleaned = Clean { typed: text.to_owned(), text: normalise(text) };
        let as_it_is = (cleaned.text.clone(), Vec::new());
        self.read_clean(base, &cleaned, as_it_is, Some(lang), PartialDate::year(2000))
    }

    fn read_clean(
        &self,
        base: &FactBase,
        cleaned: &Clean,
        (text, repairs): (String, Vec<(String, String)>),
        lang: Option<Lang>,
        today: PartialDate,
    ) -> Question {
        let text = without_apostrophes(&text);
        let lang = lang.unwrap_or_else(|| language(&cleaned.text));
        let mut question = Question {
            asked: cleaned.typed.clone(),
            text,
            lang,
            topics: Vec::new(),
            doubtful: Vec::new(),
            metrics: Vec::new(),
            measures: Vec::new(),
            group: None,
            more_groups: Vec::new(),
            period: None,
            now: false,
            home: false,
            places: Vec::new(),
            region: None,
            versus: false,
            clauses: Vec::new(),
            doubtful_clauses: Vec::new(),
            slots: Vec::new(),
            repairs,
        };
        let chars: Vec<char> = question.text.chars().collect();
        let (hits, nested) = self.hits(&question.text, &chars);
        let periods = find_periods(&question.text, &base.lexicon.period, today);
        let mut mask = Mask::new(chars.len());
        let mut finder =
            Finder { base, chars: &chars, question: &mut question, mask: &mut mask, doubtful_spans: Vec::new(), today };
        finder.take_topics(self, &hits, &nfkc(&cleaned.typed));
        finder.take_nested_topics(self, &hits, &nested);
        finder.take_slots(self, &hits);
        finder.take_periods(&periods, self, &hits);
        finder.take_ages();
        finder.cut_filler(self, &hits, &nested);
        let doubtful = finder.doubtful_spans;
        question.clauses = mask.clauses(&chars);
        if question.topics.is_empty() && !doubtful.is_empty() {
            for (start, end) in doubtful {
                mask.cover(start, end, tag::TOPIC);
            }
            question.doubtful_clauses = mask.clauses(&chars);
        }
        question
    }

    /// The text with unknown Latin words and katakana runs replaced by what they were meant to be.
    fn repair(&self, text: &str) -> (String, Vec<(String, String)>) {
        let mut repairs = Vec::new();
        let mut repaired = String::with_capacity(text.len());
        for run in runs(text) {
            let kind = run.chars().next().map_or(Script::Other, script);
            let better =
                matches!(kind, Script::Latin | Script::Katakana).then(|| self.typos.repair(run)).flatten();
            match better {
                Some(word) => {
                    repairs.push((run.to_owned(), word.to_owned()));
                    repaired.push_str(word);
                }
                None => repaired.push_str(run),
            }
        }
        (repaired, repairs)
    }

    /// All words of the base in the text, none overlapping a longer one; and those that do.
    fn hits(&self, text: &str, chars: &[char]) -> (Vec<Hit>, Vec<Hit>) {
        let folded = Folded::of(text);
        let mut found: Vec<Hit> = self
            .words
            .find_overlapping_iter(&folded.text)
            .filter_map(|m| {
                let start = folded.origin[m.start()] as usize;
                let last = folded.origin[m.end() - 1] as usize;
                let hit = Hit { start, end: last + 1, pattern: m.pattern().as_usize() };
                stands_alone(chars, &hit).then_some(hit)
            })
            .collect();
        let order = |hit: &Hit| self.meanings[hit.pattern].iter().map(Meaning::order).min().unwrap_or(9);
        found.sort_by_key(|hit| (std::cmp::Reverse(hit.end - hit.start), order(hit), hit.start));
        // Names and slots keep shorter ones out; words that ask for numbers keep out only each other, for
        // "men and women" asks for a breakdown and names two groups; light words keep out nothing.
        let (mut names, mut askings) = (vec![false; chars.len()], vec![false; chars.len()]);
        let mut nested = Vec::new();
        found.retain(|hit| {
            let range = hit.start..hit.end;
            let order = order(hit);
            let asks = self.meanings[hit.pattern].iter().all(|m| matches!(m, Meaning::Measure(_) | Meaning::Metric(_)));
            let free = !names[range.clone()].contains(&true) && !(asks && askings[range.clone()].contains(&true));
            if free && asks {
                askings[range].fill(true);
            } else if free && order < 7 {
                names[range].fill(true);
            }
            let kept = free || order == 7;
            if !kept {
                nested.push(hit.clone());
            }
            kept
        });
        found.sort_by_key(|hit| hit.start);
        (found, nested)
    }
}

/// What is replaced by tags, character by character.
struct Mask {
    tags: Vec<Option<char>>,
}

/// A character that a mask leaves out.
const NOTHING: char = '\u{0}';

impl Mask {
    fn new(length: usize) -> Self {
        Self { tags: vec![None; length] }
    }

    fn cover(&mut self, start: usize, end: usize, tag: char) {
        self.tags[start..end].fill(Some(NOTHING));
        self.tags[start] = Some(tag);
    }

    fn is_free(&self, start: usize, end: usize) -> bool {
        self.tags[start..end].iter().all(Option::is_none)
    }

    /// The masked text, split at the ends of sentences.
    fn clauses(&self, chars: &[char]) -> Vec<String> {
        let mut clauses = vec![String::new()];
        for (at, c) in chars.iter().enumerate() {
            let ends = matches!(
                c,
                '.' | '!' | '?' | '。' | '\n' | ';' | ',' | '、' | ':' | '…' | '(' | ')' | '「' | '」'
            ) && !(chars.get(at + 1).is_some_and(char::is_ascii_digit) && matches!(c, '.' | ','));
            let clause = clauses.last_mut().expect("there is always one clause");
            match self.tags[at] {
                Some(NOTHING) => {}
                Some(tag) => clause.push(tag),
                None if ends => clauses.push(String::new()),
                None => clause.push(*c),
            }
        }
        clauses.retain(|clause| clause.chars().any(|c| c.is_alphanumeric() || tag::is_tag(c)));
        for clause in &mut clauses {
            *clause = clause.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        if clauses.is_empty() {
            clauses.push(String::new());
        }
        clauses
    }
}

/// Fills a question's slots from what was found.
struct Finder<'a> {
    base: &'a FactBase,
    chars: &'a [char],
    question: &'a mut Question,
    mask: &'a mut Mask,
    doubtful_spans: Vec<(usize, usize)>,
    today: PartialDate,
}

impl Finder<'_> {
    fn text(&self, start: usize, end: usize) -> String {
        self.chars[start..end].iter().collect()
    }

    fn slot(&mut self, kind: &'static str, value: &str, start: usize, end: usize) {
        let from = self.text(start, end);
        self.question.slots.push(Slot { kind, value: value.to_owned(), from });
    }

    /// Names first: the others speak for those that are ordinary words.
    fn take_topics(&mut self, reader: &Reader, hits: &[Hit], typed: &str) {
        let means = |hit: &Hit, wanted: fn(&Meaning) -> bool| reader.meanings[hit.pattern].iter().any(wanted);
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
                reader.meanings[hit.pattern].iter().find_map(|meaning| match meaning {
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
                let exactly = !shouted && reader.exact.iter().any(|(name, topic)| topic == at && has_word(typed, name));
                let supported = hits.iter().any(|other| other.start != hit.start && speaks(other));
                let beside = before.iter().enumerate().any(|(other, accepted)| other != n && *accepted);
                accepted[n] |= !ordinary || exactly || supported || beside || self.rest_is_filler(reader, hits, hit);
            }
            if accepted == before {
                break;
            }
        }
        for ((hit, at, _), accepted) in named.iter().zip(accepted) {
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
    fn take_nested_topics(&mut self, reader: &Reader, hits: &[Hit], nested: &[Hit]) {
        if !self.question.topics.is_empty() {
            return;
        }
        for group in hits {
            if !reader.meanings[group.pattern].iter().any(|meaning| matches!(meaning, Meaning::Group(_))) {
                continue;
            }
            let inside = nested.iter().filter(|hit| group.start <= hit.start && hit.end <= group.end);
            let topic = inside.flat_map(|hit| reader.meanings[hit.pattern].iter().map(move |m| (hit, m))).find_map(
                |(hit, meaning)| match meaning {
                    Meaning::Topic { at, ordinary: false } => Some((hit, *at)),
                    _ => None,
                },
            );
            if let Some((hit, at)) = topic {
                self.question.topics.push(at);
                let slug = self.base.topics[at].slug.clone();
                self.slot("topic", &slug, hit.start, hit.end);
                self.mask.cover(group.start, group.end, tag::TOPIC);
            }
        }
    }

    /// True where nothing but words that carry nothing stands beside the hit.
    fn rest_is_filler(&self, reader: &Reader, hits: &[Hit], hit: &Hit) -> bool {
        let mut free: Vec<bool> = self.chars.iter().map(|c| c.is_alphanumeric()).collect();
        free[hit.start..hit.end].fill(false);
        for other in hits {
            if reader.meanings[other.pattern]
                .iter()
                .any(|m| matches!(m, Meaning::Filler | Meaning::Now | Meaning::Support))
            {
                free[other.start..other.end].fill(false);
            }
        }
        !free.contains(&true)
    }

    fn take_slots(&mut self, reader: &Reader, hits: &[Hit]) {
        let mut groups: BTreeSet<(usize, usize)> = BTreeSet::new();
        for hit in hits {
            for meaning in &reader.meanings[hit.pattern] {
                let (start, end) = (hit.start, hit.end);
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
                    Meaning::Versus => self.question.versus = true,
                    Meaning::Now => self.question.now = true,
                    _ => {}
                }
            }
        }
        self.set_groups(groups.into_iter().map(|(_, at)| at).collect());
    }

    /// One group of each kind makes a compound; two of one kind are two groups.
    fn set_groups(&mut self, found: Vec<usize>) {
        let groups = &self.base.lexicon.groups;
        let kind = |id: &str| match id.split(':').next() {
            Some("sex") => 1,
            Some("base") => 2,
            _ => 0,
        };
        let mut parts: Vec<Vec<&str>> = vec![Vec::new(); 3];
        // Everybody is no group.
        for at in found.into_iter().filter(|at| groups[*at].id != "all") {
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

    fn take_periods(&mut self, periods: &[FoundPeriod], reader: &Reader, hits: &[Hit]) {
        let mut found: Vec<(usize, Period)> = Vec::new();
        for FoundPeriod { period, span } in periods {
            let (start, end) = *span;
            if self.mask.is_free(start, end) {
                self.mask.cover(start, end, tag::PERIOD);
                self.slot("period", &format!("{}/{}", period.from, period.to), start, end);
                found.push((start, *period));
            }
        }
        let (mut before, mut since) = (false, false);
        for hit in hits {
            for meaning in &reader.meanings[hit.pattern] {
                let date = match meaning {
                    Meaning::Event(at) => self.base.lexicon.period.events[*at].at,
                    Meaning::Year(offset) => PartialDate::year(self.today.year + offset),
                    Meaning::Before => {
                        before = true;
                        continue;
                    }
                    Meaning::Since => {
                        since = true;
                        continue;
                    }
                    _ => continue,
                };
                if self.mask.is_free(hit.start, hit.end) {
                    self.mask.cover(hit.start, hit.end, tag::PERIOD);
                    self.slot("period", &date.to_string(), hit.start, hit.end);
                    found.push((hit.start, Period::at(date)));
                }
            }
        }
        found.sort_by_key(|(start, _)| *start);
        self.question.period = match &found[..] {
            [] => None,
            [(_, one)] if before => {
                Some(Period { from: PartialDate::year(1950), to: one.from, kind: PeriodKind::Before })
            }
            [(_, one)] if since => Some(Period { from: one.from, to: self.today, kind: PeriodKind::Range }),
            [(_, one)] => Some(*one),
            [(_, first), .., (_, last)] => {
                let (from, to) = if first.from <= last.from { (first, last) } else { (last, first) };
                Some(Period { from: from.from, to: to.to, kind: PeriodKind::Range })
            }
        };
    }

    /// Whole phrases that carry nothing ("could you tell me", 教えていただけますか) are cut out, for nobody
    /// asks politely in phrasings. Single words stay: "do" and "is" help to tell ways of asking apart.
    fn cut_filler(&mut self, reader: &Reader, hits: &[Hit], nested: &[Hit]) {
        for hit in hits.iter().chain(nested) {
            let meanings = &reader.meanings[hit.pattern];
            let is_filler = meanings.iter().all(|meaning| *meaning == Meaning::Filler);
            let text = &self.chars[hit.start..hit.end];
            let is_phrase = text.contains(&' ') || (text.len() >= 4 && text.iter().any(|c| !c.is_ascii()));
            if is_filler && is_phrase && self.mask.is_free(hit.start, hit.end) {
                self.mask.tags[hit.start..hit.end].fill(Some(NOTHING));
            }
        }
    }

    /// A person's age finds the group of ages that it lies in.
    fn take_ages(&mut self) {
        if self.question.group.is_some() {
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
        let group = self.base.lexicon.groups.iter().find(|g| g.ages.is_some_and(|(from, to)| (from..=to).contains(&age)));
        if let Some(group) = group {
            self.question.group = Some(group.id.clone());
            self.question.slots.push(Slot { kind: "group", value: group.id.clone(), from: age.to_string() });
        }
    }
}

/// "Isn't" is typed without its apostrophe as often as with it, and "mixi's" is mixi.
fn without_apostrophes(text: &str) -> String {
    if !text.contains(['\'', '’']) {
        return text.to_owned();
    }
    let text = text.replace('’', "'");
    let mut parts = text.split('\'');
    let mut joined = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let word: String = part.chars().take_while(|c| c.is_alphanumeric()).collect();
        let inside = joined.ends_with(|c: char| c.is_ascii_alphabetic());
        match (inside, word.as_str()) {
            (true, "s") => joined.push_str(&part[1..]),
            (true, "") | (false, _) => {
                joined.push(' ');
                joined.push_str(part);
            }
            (true, _) => joined.push_str(part),
        }
    }
    joined
}

/// Letter case kept, width folded: how names that are spelt exactly are looked for.
fn nfkc(text: &str) -> String {
    text.nfkc().collect()
}

/// Runs of one kind of writing; Latin words keep their digits and inner apostrophes out.
fn runs(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let kind = script(first);
        let end = rest
            .char_indices()
            .find(|(_, c)| script(*c) != kind && !(kind == Script::Latin && script(*c) == Script::Digit))
            .map_or(rest.len(), |(at, _)| at);
        let (run, after) = rest.split_at(end);
        rest = after;
        Some(run)
    })
}

/// Latin words and katakana runs of a normalised text.
fn words_of(text: &str) -> Vec<String> {
    runs(text)
        .filter(|run| {
            run.chars().next().is_some_and(|c| matches!(script(c), Script::Latin | Script::Katakana))
        })
        .map(str::to_owned)
        .collect()
}

/// Every word that needs no repair.
fn known_words(base: &FactBase, patterns: &[String]) -> HashSet<String> {
    let mut known: HashSet<String> = HashSet::new();
    let mut add = |text: &str| known.extend(words_of(&normalise(text)));
    for pattern in patterns {
        add(pattern);
    }
    for set in &base.phrasings {
        set.texts.iter().for_each(|(_, text)| add(text));
    }
    for topic in &base.topics {
        for word in topic.aliases.en.iter().chain(&topic.aliases.ja) {
            add(word);
        }
        for fact in &topic.facts {
            fact.questions.iter().for_each(|(_, text)| add(text));
            add(&fact.statement.en);
            add(&fact.statement.ja);
        }
    }
    known
}

/// True where a hit is no part of a longer word: Latin letters end at other characters, katakana at
/// other writing; Han and hiragana know no boundaries, but a name typed in hiragana must be long.
fn stands_alone(chars: &[char], hit: &Hit) -> bool {
    let (first, last) = (chars[hit.start], chars[hit.end - 1]);
    let before = hit.start.checked_sub(1).map(|at| chars[at]);
    let mut end = hit.end;
    while chars.get(end) == Some(&'ー') {
        end += 1;
    }
    let after = chars.get(end).copied();
    let word = |c: char| matches!(script(c), Script::Latin | Script::Digit);
    let latin_joined = |c: char, next: Option<char>| script(c) == Script::Latin && next.is_some_and(word);
    let plural =
        script(last) == Script::Latin && after == Some('s') && !chars.get(end + 1).copied().is_some_and(word);
    let kana_joined = |c: char, next: Option<char>| {
        script(c) == Script::Katakana && next.is_some_and(|n| script(n) == Script::Katakana)
    };
    let digit_joined = |c: char, next: Option<char>| {
        script(c) == Script::Digit && next.is_some_and(|n| script(n) == Script::Digit)
    };
    !(latin_joined(first, before) || (latin_joined(last, after) && !plural))
        && !(kana_joined(first, before) || kana_joined(last, after))
        && !(digit_joined(first, before) || digit_joined(last, after))
}

/// True where `name` stands in `typed` exactly so, as a word.
fn has_word(typed: &str, name: &str) -> bool {
    typed.match_indices(name).any(|(at, _)| {
        let joined = |c: Option<char>| c.is_some_and(|c| matches!(script(c), Script::Latin | Script::Digit));
        !joined(typed[..at].chars().next_back()) && !joined(typed[at + name.len()..].chars().next())
    })
}
