//! Draws the gallery: every kind of chart that the shipped base gives, in both languages.
//!
//!     cargo run --example gallery
//!
//! writes `docs/gallery.md` and its pictures beside it, and says how long drawing took.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use kotae::chart;
use kotae::engine::Engine;
use kotae::knowledge::{self, Files, Lang, PartialDate};
use kotae::stats::{Kind, Query, Span};

/// What is shown: a name, the command, the query.
fn queries() -> Vec<(&'static str, &'static str, Query)> {
    let new = |kind, topics: &[&str]| Query::new(kind, topics.iter().map(|slug| (*slug).to_owned()));
    let of = |group: &str, query: Query| Query { group: Some(group.to_owned()), ..query };
    let at = |year, query: Query| Query { at: Some(PartialDate::year(year)), ..query };
    vec![
        ("trend", "/trend line x facebook", new(Kind::Trend, &["line", "x", "facebook"])),
        (
            "trend-years",
            "/trend line x facebook from:2019 to:2023",
            Query {
                span: Span { from: Some(PartialDate::year(2019)), to: Some(PartialDate::year(2023)) },
                ..new(Kind::Trend, &["line", "x", "facebook"])
            },
        ),
        ("trend-ages", "/trend instagram group:age", of("age", new(Kind::Trend, &["instagram"]))),
        ("trend-sexes", "/trend line group:sex", of("sex", new(Kind::Trend, &["line"]))),
        (
            "trend-teens",
            "/trend x instagram tiktok group:teens",
            of("age:10s", new(Kind::Trend, &["x", "instagram", "tiktok"])),
        ),
        ("course", "/stats linkedin", new(Kind::Stats, &["linkedin"])),
        ("rank", "/rank", new(Kind::Rank, &[])),
        ("rank-teens", "/rank year:2024 group:teens", of("age:10s", at(2024, new(Kind::Rank, &[])))),
        (
            "compare",
            "/compare instagram tiktok group:20s",
            of("age:20s", new(Kind::Compare, &["instagram", "tiktok"])),
        ),
        ("ages", "/stats tiktok group:age", of("age", new(Kind::Stats, &["tiktok"]))),
        (
            "ages-compared",
            "/compare youtube instagram tiktok group:age",
            of("age", new(Kind::Compare, &["youtube", "instagram", "tiktok"])),
        ),
        ("card", "/stats line year:2015", at(2015, new(Kind::Stats, &["line"]))),
    ]
}

fn main() -> std::io::Result<()> {
    let today = PartialDate { year: 2026, month: Some(11), day: Some(23) };
    let engine = Engine::new(Arc::new(knowledge::read(&Files::embedded()).base));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    fs::create_dir_all(folder.join("gallery"))?;
    let mut page = String::from(
        "# Charts\n\nEvery kind of chart, drawn from the shipped base by `cargo run --example gallery`. The text behind \
         each picture is what Discord reads out to those who cannot see it.\n",
    );
    let mut took: Vec<Duration> = Vec::new();
    for (name, command, query) in queries() {
        let statistic = engine.stats(&query, today).map_err(|lack| {
            std::io::Error::other(format!("{command}: {}", lack.told(engine.base(), Lang::En)))
        })?;
        let _ = write!(page, "\n## `{command}`\n");
        for lang in Lang::ALL {
            let Some(chart) = statistic.chart(lang) else { continue };
            let start = Instant::now();
            let png = chart::png(&chart::svg(&chart)).map_err(std::io::Error::other)?;
            took.push(start.elapsed());
            let file = format!("gallery/{name}-{lang}.png");
            fs::write(folder.join(&file), png)?;
            let alt = statistic.table(lang, today).alt().replace(['[', ']'], "");
            let _ = write!(page, "\n![{alt}]({file})\n");
        }
    }
    fs::write(folder.join("gallery.md"), page)?;
    took.sort_unstable();
    println!(
        "{} pictures, half of them within {:?}, the slowest {:?}",
        took.len(),
        took[took.len() / 2],
        took[took.len() - 1]
    );
    Ok(())
}
