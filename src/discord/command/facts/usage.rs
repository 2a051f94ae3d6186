//! `/facts usage`: how the bot is used, in numbers.

use std::fmt::Write;

use super::note;
use crate::discord::command::Outcome;
use crate::discord::error::Fault;
use crate::discord::render;
use crate::discord::reply::{Field, Reply};
use crate::discord::state::State;
use crate::knowledge::PartialDate;
use crate::kotae::{Kotae, Met, Usage};

/// Days of the chart.
const DAYS: usize = 14;
/// Topics and questions that are named.
const MOST: usize = 8;

pub(super) async fn run(state: &State) -> Outcome {
    let usage = state.blocking(Kotae::usage).await?.map_err(Fault::new)?;
    Ok(reply(&usage, state.kotae.today()))
}

fn reply(usage: &Usage, today: PartialDate) -> Reply {
    let days = usage.last_days(DAYS, today);
    let mut reply = note(format!("{}\n```\n{}```", told(usage.met), chart(&days)));
    reply.embeds[0].title = Some("Questions so far".to_owned());
    let listed = |list: &[(String, u64)]| {
        let lines = list
            .iter()
            .take(MOST)
            .map(|(name, count)| format!("{} {}", number(*count), render::escape(name)));
        lines.collect::<Vec<_>>().join("\n")
    };
    let languages: Vec<String> =
        usage.languages.iter().map(|(lang, met)| format!("{lang}: {}", told(*met))).collect();
    let slowest: Vec<String> = usage
        .slowest
        .iter()
        .map(|slow| format!("{} µs, {}: {}", number(slow.took_us), slow.day, render::escape(&slow.about)))
        .collect();
    let fields = [
        ("By language", languages.join("\n"), false),
        ("Topics", listed(&usage.topics), true),
        ("Most asked", listed(&usage.asked), true),
        ("Slowest", slowest.join("\n"), false),
    ];
    reply.embeds[0].fields = fields
        .into_iter()
        .filter(|(_, value, _)| !value.is_empty())
        .map(|(name, value, inline)| Field { name: name.to_owned(), value, inline })
        .collect();
    reply
}

/// "12: 9 answered, 2 unsure, 1 refused".
fn told(met: Met) -> String {
    format!(
        "{}: {} answered, {} unsure, {} refused",
        number(met.all()),
        number(met.answered),
        number(met.unsure),
        number(met.unknown)
    )
}

fn number(count: u64) -> String {
    render::thousands(usize::try_from(count).unwrap_or(usize::MAX))
}

/// A line a day, with a bar: what a phone shows without turning it.
fn chart(days: &[(String, Met)]) -> String {
    const BAR: u64 = 16;
    let most = days.iter().map(|(_, met)| met.all()).max().unwrap_or_default().max(1);
    let mut text = String::new();
    for (day, met) in days {
        let bar = "█".repeat(usize::try_from((met.all() * BAR).div_ceil(most)).unwrap_or_default());
        let short = day.split_once('-').map_or(day.as_str(), |(_, rest)| rest);
        let _ = writeln!(text, "{short} {bar} {}", met.all());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_short_and_stays_text() {
        let met = |answered| Met { answered, unsure: 1, unknown: 0 };
        let usage = Usage {
            met: met(1_200),
            languages: [("en".to_owned(), met(1_200))].into(),
            days: [("2026-11-25".to_owned(), met(3)), ("2026-11-24".to_owned(), met(1))].into(),
            topics: vec![("a_b".to_owned(), 9)],
            ..Usage::default()
        };
        let today = PartialDate { year: 2026, month: Some(11), day: Some(25) };
        let reply = reply(&usage, today);
        let text = reply.embeds[0].description.as_deref().expect("a text");
        assert!(text.starts_with("1,201: 1,200 answered, 1 unsure, 0 refused\n```\n11-12  0\n"), "{text}");
        assert!(text.ends_with("11-24 ████████ 2\n11-25 ████████████████ 4\n```"), "{text}");
        let fields: Vec<&str> = reply.embeds[0].fields.iter().map(|field| field.name.as_str()).collect();
        assert_eq!(fields, ["By language", "Topics"]);
        assert_eq!(reply.embeds[0].fields[1].value, r"9 a\_b");
    }
}
