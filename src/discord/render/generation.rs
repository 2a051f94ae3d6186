//! A generation of the base in one or a few lines. For operators, so in English alone.

use super::escape;
use crate::kotae::{Counts, GenerationInfo};

/// "12 topics, 340 facts, 1,200 figures, 98 sources".
fn counts(counts: Counts) -> String {
    [
        counted(counts.topics, "topic"),
        counted(counts.facts, "fact"),
        counted(counts.figures, "figure"),
        counted(counts.sources, "source"),
    ]
    .join(", ")
}

/// "1 fact", "1,200 facts".
pub(crate) fn counted(count: usize, name: &str) -> String {
    format!("{} {name}{}", thousands(count), if count == 1 { "" } else { "s" })
}

/// "1,200".
pub(crate) fn thousands(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// "generation 3 (a1b2c3d4): 12 topics, …; from embedded 0.1.0, by <@5>, <t:0:R>".
pub(crate) fn generation(info: &GenerationInfo) -> String {
    let digest: String = info.digest.chars().take(8).collect();
    // Who reloaded on Discord is kept as an id, which Discord shows as a name (and does not ping: see `payload`).
    let by = match info.by.parse::<u64>() {
        Ok(user) => format!("<@{user}>"),
        Err(_) => escape(&info.by),
    };
    format!(
        "generation {} (`{digest}`): {}; from {}, by {by}, <t:{}:R>",
        info.number,
        counts(info.counts),
        escape(&info.origin),
        info.stored_at
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_generation_in_one_line() {
        let info = GenerationInfo {
            number: 3,
            counts: Counts { topics: 1, facts: 340, figures: 1_234_567, sources: 98 },
            digest: "a1b2c3d4e5f6".into(),
            stored_at: 5,
            origin: "/srv/my_facts".into(),
            by: "42".into(),
        };
        assert_eq!(
            generation(&info),
            "generation 3 (`a1b2c3d4`): 1 topic, 340 facts, 1,234,567 figures, 98 sources; \
             from /srv/my\\_facts, by <@42>, <t:5:R>"
        );
    }
}
