//! How long a picture takes at twice its size, by kind of chart: from the query to the PNG, in one thread, with
//! nothing kept from one to the next. The bot draws each picture once and keeps it.

use std::hint::black_box;
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow};
use kotae::chart;
use kotae::knowledge::{Files, Lang, PartialDate};
use kotae::stats::{Kind, Query};
use kotae_benches::{engine, today};

/// Pictures that are timed of each kind and language.
const TIMED: usize = 60;

/// One of each kind, the largest that the shipped base gives.
fn queries() -> Vec<(&'static str, Query)> {
    let new = |kind, topics: &[&str]| Query::new(kind, topics.iter().map(|slug| (*slug).to_owned()));
    let by_age = |query: Query| Query { group: Some("age".to_owned()), ..query };
    let many = ["line", "youtube", "x", "instagram", "tiktok", "facebook"];
    vec![
        ("lines, six topics", new(Kind::Trend, &many)),
        ("lines, one topic by age", by_age(new(Kind::Trend, &["instagram"]))),
        ("line, one topic", new(Kind::Trend, &["x"])),
        ("bars, a ranking", new(Kind::Rank, &[])),
        ("bars, one topic by age", by_age(new(Kind::Stats, &["tiktok"]))),
        ("bars, six topics by age", by_age(new(Kind::Compare, &many))),
        ("card", Query { at: Some(PartialDate::year(2015)), ..new(Kind::Stats, &["line"]) }),
    ]
}

fn main() -> Result<()> {
    let engine = engine(&Files::embedded());
    let mut all = Vec::new();
    for (name, query) in queries() {
        let mut took = Vec::with_capacity(2 * TIMED);
        for lang in Lang::ALL {
            for _ in 0..TIMED {
                let start = Instant::now();
                let statistic = engine.stats(&query, today()).map_err(|lack| anyhow!("{name}: {lack:?}"))?;
                let picture = statistic.chart(lang).ok_or_else(|| anyhow!("{name}: no picture"))?;
                black_box(chart::png(&chart::svg(&picture))?);
                took.push(start.elapsed());
            }
        }
        print(name, &mut took);
        all.extend(took);
    }
    print("all of them", &mut all);
    Ok(())
}

fn print(name: &str, took: &mut [Duration]) {
    took.sort_unstable();
    let at = |part: f64| took[((took.len() - 1) as f64 * part) as usize].as_secs_f64() * 1e3;
    println!("{name:30} p50 {:>6.1} ms   p99 {:>6.1} ms", at(0.5), at(0.99));
}
