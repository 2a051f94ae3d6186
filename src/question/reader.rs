//! The reader: finds topics and slots in a text by one pass over all the words of a base.

use aho_corasick::{AhoCorasick, MatchKind};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::knowledge::{FactBase, Folded, Lang, PartialDate, fold, normalise, without_placeholders};

use super::clean::{Clean, clean};
use super::finder::Finder;
use super::lists::Lists;
use super::mask::Mask;
use super::period::{FoundPeriod, Periods, find_periods};
use super::runs::{is_phrase, nfkc, runs, stands_alone, without_apostrophes, words_of};
use super::script::{Script, language, script};
use super::sentences::{Said, asides};
use super::types::{Question, tag};
use super::typo::Typos;
use super::words::{Collector, Hit, Meaning};

/// A name of so many characters of hiragana seldom stands in a text by chance.
const LONG: usize = 3;

/// Finds topics and slots in texts.
#[derive(Debug)]
pub struct Reader {
    words: AhoCorasick,
    /// By word, in the order of the automaton.
    meanings: Lists<Meaning>,
    /// Likewise, whether it has the mark of a long vowel.
    drawn_out: Box<[bool]>,
    pub(super) exact: Vec<(String, usize)>,
    typos: Typos,
    periods: Periods,
    filler: FxHashSet<String>,
    /// Those words that carry nothing and are written in hiragana.
    particles: FxHashSet<String>,
    /// What is meant by a word that people shorten.
    shorthand: FxHashMap<String, String>,
}

impl Reader {
    /// Compiles the words of a base.
    pub fn new(base: &FactBase) -> Self {
        Self::with(base, None)
    }

    /// The same with what was found out before of how its words are misspelt: the longer part of the work.
    pub(crate) fn with_typos(base: &FactBase, typos: Typos) -> Self {
        Self::with(base, Some(typos))
    }

    /// How its words are misspelt.
    pub(crate) fn typos(&self) -> &Typos {
        &self.typos
    }

    fn with(base: &FactBase, typos: Option<Typos>) -> Self {
        let mut all = Collector::default();
        let mut exact = Vec::new();
        for (at, topic) in base.topics.iter().enumerate() {
            let ordinary: FxHashSet<String> = topic.aliases.ordinary.iter().map(|word| fold(word)).collect();
            for word in topic.aliases.en.iter().chain(&topic.aliases.ja) {
                all.add_name(word, Meaning::Topic { at, ordinary: ordinary.contains(&fold(word)) });
            }
            for (.., wording) in topic.aliases.described() {
                all.add(&wording, Meaning::Topic { at, ordinary: false });
            }
            exact.extend(topic.aliases.exact.iter().map(|word| (word.clone(), at)));
            all.add_all(&topic.aliases.never, Meaning::Never);
        }
        let lexicon = &base.lexicon;
        for (at, metric) in lexicon.metrics.iter().enumerate() {
            all.add_all(&metric.words, Meaning::Metric(at));
        }
        for (at, measure) in lexicon.measures.iter().enumerate() {
            all.add_all(&measure.words, Meaning::Measure(at));
        }
        for (at, group) in lexicon.groups.iter().enumerate() {
            all.add_all(&group.words, Meaning::Group(at));
        }
        if let Some(home) = &lexicon.home {
            all.add_all(&home.words, Meaning::Home);
        }
        for (at, place) in lexicon.places.iter().enumerate() {
            all.add_all(&place.words, Meaning::Place(at));
        }
        all.add_all(&lexicon.regions, Meaning::Region);
        for (at, (_, name)) in lexicon.elsewhere.iter().enumerate() {
            all.add(name, Meaning::Elsewhere(at));
        }
        all.add_all(&lexicon.versus, Meaning::Versus);
        all.add_all(&lexicon.period.now, Meaning::Now);
        all.add_all(&lexicon.period.this_year, Meaning::Year(0));
        all.add_all(&lexicon.period.last_year, Meaning::Year(-1));
        all.add_all(&lexicon.period.year_before_last, Meaning::Year(-2));
        all.add_all(&lexicon.period.before, Meaning::Before);
        all.add_all(&lexicon.period.since, Meaning::Since);
        for (at, event) in lexicon.period.events.iter().enumerate() {
            all.add_all(&event.words, Meaning::Event(at));
        }
        all.add_all(&lexicon.correction, Meaning::Correction);
        all.add_all(&lexicon.support, Meaning::Support);
        all.add_all(&lexicon.filler, Meaning::Filler);
        for (at, series) in base.series.iter().enumerate() {
            all.add_all(&series.words, Meaning::Series(at));
        }
        let typos = typos.unwrap_or_else(|| Typos::new(known_words(base, &all.patterns), names(base)));
        let words = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .build(&all.patterns)
            .expect("the words of a base are far below the automaton's limit of 2^31 states");
        // Of a phrase that carries nothing, a single word may carry much.
        let single = |word: &String| (words_of(word).len() == 1 && !word.contains(' ')).then(|| word.clone());
        let filler = lexicon
            .filler
            .iter()
            .filter_map(|(_, word)| single(&normalise(&without_apostrophes(word))))
            .collect();
        let in_hiragana = |word: &String| word.chars().all(|c| script(c) == Script::Hiragana);
        let particles = lexicon.filler.iter().map(|(_, word)| normalise(word)).filter(in_hiragana).collect();
        let shorthand = lexicon
            .shorthand
            .iter()
            .flat_map(|short| short.typed.iter().map(|typed| (normalise(typed), normalise(&short.means))));
        Self {
            shorthand: shorthand.collect(),
            words,
            meanings: Lists::of(all.meanings.into_iter()),
            drawn_out: all.drawn_out.into(),
            exact,
            typos,
            periods: Periods::new(&lexicon.period),
            filler,
            particles,
        }
    }

    /// What a found word can mean.
    pub(super) fn meanings_of(&self, hit: &Hit) -> &[Meaning] {
        self.meanings.get(hit.pattern)
    }

    /// True for a word that carries nothing.
    pub fn is_filler(&self, word: &str) -> bool {
        self.filler.contains(word)
    }

    /// True where the hiragana of a masked text is nothing but particles and other words that carry nothing.
    pub(crate) fn only_particles(&self, masked: &str) -> bool {
        let is_hiragana = |run: &&str| run.chars().next().map(script) == Some(Script::Hiragana);
        runs(masked).filter(is_hiragana).all(|run| self.is_made_of_particles(run))
    }

    /// True where a text can be cut into particles.
    fn is_made_of_particles(&self, run: &str) -> bool {
        let mut reached = vec![false; run.len() + 1];
        reached[0] = true;
        for (start, _) in run.char_indices() {
            if reached[start] {
                let ends = run[start..].char_indices().map(|(at, c)| start + at + c.len_utf8());
                ends.filter(|end| self.particles.contains(&run[start..*end]))
                    .for_each(|end| reached[end] = true);
            }
        }
        reached[run.len()]
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
            series: Vec::new(),
            group: None,
            more_groups: Vec::new(),
            period: None,
            now: false,
            home: false,
            places: Vec::new(),
            region: None,
            elsewhere: None,
            versus: false,
            clauses: Vec::new(),
            asking: Vec::new(),
            doubtful_clauses: Vec::new(),
            slots: Vec::new(),
            repairs,
        };
        let chars: Vec<char> = question.text.chars().collect();
        let (hits, nested) = self.hits(&question.text, &chars);
        let periods = find_periods(&question.text, &self.periods, today);
        let said = self.said(&chars, &hits, &periods);
        let asides = asides(&self.with_whole_names(&chars, &hits), &said, &base.lexicon.asking);
        let mut mask = Mask::new(chars.len());
        let mut finder = Finder {
            base,
            chars: &chars,
            question: &mut question,
            mask: &mut mask,
            doubtful_spans: Vec::new(),
            periods: &periods,
            asides: &asides,
            today,
        };
        finder.take_topics(self, &hits, &nested, &nfkc(&cleaned.typed));
        finder.take_nested_topics(self, &hits, &nested);
        finder.take_slots(self, &hits, &nested);
        finder.take_periods(self, &hits);
        finder.take_ages();
        finder.cut_filler(self, &hits, &nested);
        let doubtful = finder.doubtful_spans;
        question.clauses = mask.clauses(&chars);
        question.asking = mask.asking(&chars, &asides);
        if question.topics.is_empty() && !doubtful.is_empty() {
            for (start, end) in doubtful {
                mask.cover(start, end, tag::TOPIC);
            }
            question.doubtful_clauses = mask.clauses(&chars);
        }
        question
    }

    /// The text with names that no sign in them ends a sentence: "Yay!" does not.
    fn with_whole_names(&self, chars: &[char], hits: &[Hit]) -> Vec<char> {
        let mut whole = chars.to_vec();
        let is_name = |meaning: &Meaning| matches!(meaning, Meaning::Topic { .. });
        for hit in hits.iter().filter(|hit| self.meanings_of(hit).iter().any(is_name)) {
            let signs = whole[hit.start..hit.end].iter_mut().filter(|c| !c.is_alphanumeric());
            signs.for_each(|sign| *sign = ' ');
        }
        whole
    }

    /// What each character belongs to of what is asked about.
    fn said(&self, chars: &[char], hits: &[Hit], periods: &[FoundPeriod]) -> Vec<Said> {
        let mut said = vec![Said::Nothing; chars.len()];
        for hit in hits {
            let of_hit = self.meanings_of(hit).iter().map(Said::of).max().unwrap_or_default();
            said[hit.start..hit.end].fill(of_hit);
        }
        for FoundPeriod { span: (start, end), .. } in periods {
            said[*start..*end].fill(Said::Asked);
        }
        said
    }

    /// The text with shortened words written out, and with unknown Latin words and katakana runs replaced by what they
    /// were meant to be.
    fn repair(&self, text: &str) -> (String, Vec<(String, String)>) {
        let mut repairs = Vec::new();
        let mut repaired = String::with_capacity(text.len());
        for run in runs(text) {
            let kind = run.chars().next().map_or(Script::Other, script);
            let is_word = matches!(kind, Script::Latin | Script::Katakana);
            // A sign stands for a word where it stands alone: "what % of", not "50%".
            let is_alone = is_word || !repaired.ends_with(|before: char| before.is_alphanumeric());
            let short = || self.shorthand.get(run.trim()).filter(|_| is_alone).map(String::as_str);
            let better = short().or_else(|| is_word.then(|| self.typos.repair(run)).flatten());
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

    /// True for a short name in hiragana that is not written as the name is (けたい is not ケータイ) or stands in the middle
    /// of other hiragana (デマ is not meant by なんでまた); one of three characters may follow a particle (日本のらいん).
    /// Nobody writes a short name of a place so: タイ is not meant by 使いたい.
    fn is_by_chance(&self, chars: &[char], hit: &Hit) -> bool {
        let is_hiragana = |c: &char| script(*c) == Script::Hiragana;
        let name = &chars[hit.start..hit.end];
        if name.len() > LONG || !name.iter().all(is_hiragana) {
            return false;
        }
        let means = |wanted: fn(&Meaning) -> bool| self.meanings_of(hit).iter().any(wanted);
        if !means(|meaning| matches!(meaning, Meaning::Topic { .. })) {
            return means(|meaning| matches!(meaning, Meaning::Place(_)));
        }
        let is_drawn_out = name.contains(&'ー') || chars.get(hit.end) == Some(&'ー');
        if self.drawn_out[hit.pattern] && !is_drawn_out {
            return true;
        }
        let before: String = {
            let run = chars[..hit.start].iter().rev().take_while(|c| is_hiragana(c)).count();
            chars[hit.start - run..hit.start].iter().collect()
        };
        let follows = || before.char_indices().any(|(at, _)| self.particles.contains(&before[at..]));
        !before.is_empty() && (name.len() < LONG || !follows())
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
                (stands_alone(chars, &hit) && !self.is_by_chance(chars, &hit)).then_some(hit)
            })
            .collect();
        let order = |hit: &Hit| self.meanings_of(hit).iter().map(Meaning::order).min().unwrap_or(9);
        found.sort_by_key(|hit| (std::cmp::Reverse(hit.end - hit.start), order(hit), hit.start));
        // Names and slots keep shorter ones out; words that ask for numbers keep out only each other, for
        // "men and women" asks for a breakdown and names two groups; light words keep out nothing.
        let (mut names, mut askings) = (vec![false; chars.len()], vec![false; chars.len()]);
        let mut nested = Vec::new();
        // "My mum asked me" names no group.
        let mut filler = vec![false; chars.len()];
        found.retain(|hit| {
            let range = hit.start..hit.end;
            let order = order(hit);
            if filler[range.clone()].iter().all(|filled| *filled) {
                return false;
            }
            let is_filler = || self.meanings_of(hit).iter().all(|meaning| *meaning == Meaning::Filler);
            if is_phrase(&chars[range.clone()]) && is_filler() && !names[range.clone()].contains(&true) {
                filler[range.clone()].fill(true);
            }
            let asks =
                self.meanings_of(hit).iter().all(|m| matches!(m, Meaning::Measure(_) | Meaning::Metric(_)));
            let overlaps = |taken: &[bool]| taken[hit.start..hit.end].contains(&true);
            let blocked = overlaps(&names) || (asks && overlaps(&askings));
            let free = !blocked;
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

/// Every word of a name.
fn names(base: &FactBase) -> impl Iterator<Item = String> {
    let aliases = base.topics.iter().flat_map(|topic| topic.aliases.en.iter().chain(&topic.aliases.ja));
    aliases.flat_map(|name| words_of(&normalise(name)))
}

/// Every word that needs no repair.
fn known_words(base: &FactBase, patterns: &[String]) -> FxHashSet<String> {
    let mut known: FxHashSet<String> = FxHashSet::default();
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
            for lang in Lang::ALL {
                add(&without_placeholders(fact.statement.get(lang)));
            }
        }
    }
    known
}
