//! From what somebody typed to slugs of the base: by slug, or by any name that people use.

use crate::knowledge::{FactBase, Lang, Topic, fold};

use super::query::Split;
use super::wording;

/// The topic of that slug or name.
pub fn topic<'a>(base: &'a FactBase, given: &str) -> Option<&'a Topic> {
    let folded = fold(given);
    base.topic(given).or_else(|| base.topics.iter().find(|topic| names(topic).any(|name| name == folded)))
}

/// What was typed so far, folded. An input method leaves Latin letters at the end of a syllable that is still
/// being typed (いんすt): they are not meant yet.
pub fn typed(text: &str) -> String {
    let folded = fold(text);
    let whole = folded.trim_end_matches(|letter: char| letter.is_ascii_lowercase());
    let rest = folded.len() - whole.len();
    let kana = whole.chars().last().is_some_and(|letter| ('\u{3040}'..='\u{30ff}').contains(&letter));
    if kana && (1..=2).contains(&rest) { whole.to_owned() } else { folded }
}

/// All names of a topic, folded.
pub fn names(topic: &Topic) -> impl Iterator<Item = String> {
    let aliases = topic.aliases.en.iter().chain(&topic.aliases.ja).map(String::as_str);
    Lang::ALL.into_iter().map(|lang| topic.name.get(lang)).chain(aliases).map(fold)
}

/// The slugs of topics named one after the other, by commas or spaces; names may have spaces in them.
///
/// # Errors
/// The part that is no name.
pub fn topics(base: &FactBase, given: &str) -> Result<Vec<String>, String> {
    let mut found: Vec<String> = Vec::new();
    let mut add = |topic: &Topic| {
        if !found.contains(&topic.slug) {
            found.push(topic.slug.clone());
        }
    };
    for part in
        given.split([',', '、', '，', '・', '&', '＆', '\n']).map(str::trim).filter(|part| !part.is_empty())
    {
        if let Some(topic) = topic(base, part) {
            add(topic);
            continue;
        }
        // The longest run of words that is a name, then the next.
        let words: Vec<&str> = part.split_whitespace().collect();
        let mut at = 0;
        while at < words.len() {
            let run = (at + 1..=words.len())
                .rev()
                .find_map(|end| Some((end, topic(base, &words[at..end].join(" "))?)));
            let (end, topic) = run.ok_or_else(|| words[at].to_owned())?;
            add(topic);
            at = end;
        }
    }
    Ok(found)
}

/// The metric of that id or name.
pub fn metric(base: &FactBase, given: &str) -> Option<String> {
    let folded = fold(given);
    let is = |name: &str| fold(name) == folded;
    let metrics = || base.lexicon.metrics.iter().filter(|metric| metric.askable);
    metrics()
        .find(|metric| metric.id == given || is(&metric.label.en) || is(&metric.label.ja))
        .or_else(|| metrics().find(|metric| metric.words.iter().any(|(_, word)| is(word))))
        .map(|metric| metric.id.clone())
}

/// The group of that id or name, or the name of a [`Split`].
pub fn group(base: &FactBase, given: &str) -> Option<String> {
    let folded = fold(given);
    let is = |name: &str| fold(name) == folded;
    let split = Split::ALL
        .iter()
        .find(|(split, name)| is(name) || Lang::ALL.into_iter().any(|lang| is(wording::split(lang, *split))));
    if let Some((_, name)) = split {
        return Some((*name).to_owned());
    }
    let groups = || base.lexicon.groups.iter();
    groups()
        .find(|group| group.id == given || is(&group.label.en) || is(&group.label.ja))
        .or_else(|| groups().find(|group| group.words.iter().any(|(_, word)| is(word))))
        .map(|group| group.id.clone())
        // Groups that are made of several have no entry of their own.
        .or_else(|| base.figures.iter().any(|figure| figure.group == given).then(|| given.to_owned()))
}
