//! The figures of the README's "Performance", with their ratios to peers: p50 and p99 of single questions in one
//! thread, how they grow, and questions put while a base is reloaded.

use std::hint::black_box;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::Result;
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use kotae::engine::Engine;
use kotae::knowledge::Files;
use kotae_benches::{Synthetic, ask, engine, shipped_questions};
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher};
use tantivy::collector::TopDocs;
use tantivy::query::QueryParser;
use tantivy::schema::{STORED, Schema, TEXT};
use tantivy::{Index, doc};

/// Questions that are timed.
const TIMED: usize = 2_000;
/// Questions that a slow peer gets.
const FEW: usize = 100;

fn main() -> Result<()> {
    // `cargo test --benches` and criterion's flags mean nothing here.
    let shipped = engine(&Files::embedded());
    let questions = shipped_questions(&shipped);
    println!("one thread, wall time of a question; {} texts in the shipped base", texts(&shipped).len());
    let ours = measure("kotae, shipped base", questions.iter().cycle().take(TIMED), |text| {
        black_box(shipped.ask(&ask(text)));
    });
    peers(&texts(&shipped), &questions, ours)?;
    for facts in [1_000, 10_000, 100_000] {
        let synthetic = Synthetic::new(facts);
        let start = Instant::now();
        let engine = engine(&synthetic.files);
        let loading = start.elapsed();
        let name = format!("kotae, {facts} facts (read and indexed in {:.1} s)", loading.as_secs_f32());
        let ours = measure(&name, synthetic.questions.iter().cycle().take(TIMED), |text| {
            black_box(engine.ask(&ask(text)));
        });
        if facts == 100_000 {
            peers(&texts(&engine), &synthetic.questions, ours)?;
            while_reloading(engine, &synthetic);
        }
    }
    Ok(())
}

/// Every way of asking that the base has.
fn texts(engine: &Engine) -> Vec<String> {
    let base = engine.base();
    let phrasings = base.phrasings.iter().flat_map(|set| set.texts.iter());
    let questions = base.facts().flat_map(|fact| fact.questions.iter());
    phrasings.chain(questions).map(|(_, text)| text.to_owned()).collect()
}

/// Prints p50 and p99, and gives the p50.
fn measure<'q>(
    name: &str,
    questions: impl Iterator<Item = &'q String>,
    mut one: impl FnMut(&str),
) -> Duration {
    let mut took: Vec<Duration> = questions
        .map(|text| {
            let start = Instant::now();
            one(text);
            start.elapsed()
        })
        .collect();
    took.sort_unstable();
    let at = |part: f64| took[((took.len() - 1) as f64 * part) as usize];
    println!("{name:60} p50 {:>9.1} µs   p99 {:>9.1} µs", micros(at(0.5)), micros(at(0.99)));
    at(0.5)
}

fn micros(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e6
}

fn peers(texts: &[String], questions: &[String], ours: Duration) -> Result<()> {
    let few = || questions.iter().step_by((questions.len() / FEW).max(1)).take(FEW);
    let ratio = |theirs: Duration| {
        println!("{:60} {:.1} times as long as kotae", "", theirs.as_secs_f64() / ours.as_secs_f64())
    };
    let skim = SkimMatcherV2::default();
    ratio(measure("SkimMatcherV2, all texts", few(), |text| {
        black_box(texts.iter().filter_map(|entry| skim.fuzzy_match(entry, text)).max());
    }));
    let mut matcher = Matcher::new(Config::DEFAULT);
    ratio(measure("nucleo-matcher, all texts", few(), |text| {
        let pattern = Pattern::parse(text, CaseMatching::Ignore, Normalization::Smart);
        black_box(pattern.match_list(texts, &mut matcher).into_iter().next());
    }));
    let mut schema = Schema::builder();
    let field = schema.add_text_field("text", TEXT | STORED);
    let index = Index::create_in_ram(schema.build());
    let mut writer = index.writer_with_num_threads(1, 50_000_000)?;
    for text in texts {
        writer.add_document(doc!(field => text.as_str()))?;
    }
    writer.commit()?;
    let searcher = index.reader()?.searcher();
    let parser = QueryParser::for_index(&index, vec![field]);
    ratio(measure("tantivy BM25, top 10", few(), |text| {
        let (query, _) = parser.parse_query_lenient(text);
        black_box(searcher.search(&query, &TopDocs::with_limit(10).order_by_score()).ok());
    }));
    Ok(())
}

/// Puts questions to the engine that is served while another one is built in a second thread and swapped in. What a swap
/// costs is told twice: how long it took whoever swapped, and how long at most a question waited for the engine that was
/// served.
fn while_reloading(first: Engine, synthetic: &Synthetic) {
    let served = arc_swap::ArcSwap::from_pointee(first);
    let done = AtomicBool::new(false);
    let (mut took, mut waited, mut swap) = (Vec::new(), Duration::ZERO, Duration::ZERO);
    std::thread::scope(|scope| {
        let reloading = scope.spawn(|| {
            // A reload looks at what is served first; what a thread needs for that is not part of the swap.
            drop(served.load_full());
            let next = Arc::new(engine(&synthetic.files));
            let start = Instant::now();
            let old = served.swap(next);
            let swap = start.elapsed();
            done.store(true, Ordering::Release);
            // Freeing a base of that size takes long, and nobody waits for it.
            drop(old);
            swap
        });
        for text in synthetic.questions.iter().cycle() {
            let start = Instant::now();
            let engine = served.load_full();
            waited = waited.max(start.elapsed());
            black_box(engine.ask(&ask(text)));
            took.push(start.elapsed());
            if done.load(Ordering::Acquire) {
                break;
            }
        }
        swap = reloading.join().unwrap_or_default();
    });
    took.sort_unstable();
    let slowest = took.last().copied().unwrap_or_default();
    println!(
        "{:60} {} questions answered, slowest {:.2} ms, swap {:.3} ms, waited for it {:.3} ms at most",
        "reload of 100000 facts while answering",
        took.len(),
        slowest.as_secs_f64() * 1e3,
        swap.as_secs_f64() * 1e3,
        waited.as_secs_f64() * 1e3
    );
}
