//! Placeholders: where a text takes a figure.

use std::ops::Range;

/// What stands in braces within a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Placeholder<'t> {
    /// `{figure:ID}`: the figure of that id.
    Figure(&'t str),
    /// `{latest:TOPIC.METRIC}`: the newest of group `all` in the first series that has it.
    Latest {
        /// Slug of the topic.
        topic: &'t str,
        /// Id of the metric.
        metric: &'t str,
    },
    /// Anything else, which no statement may hold.
    Unknown(&'t str),
}

/// The placeholders of a text, with the bytes that they take, braces included.
///
/// A brace that is never closed takes the rest of the text and is unknown.
pub fn placeholders(text: &str) -> impl Iterator<Item = (Range<usize>, Placeholder<'_>)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text[from..].find(['{', '}'])?;
        let end = text[start..].find('}').map_or(text.len(), |length| start + length + 1);
        from = end;
        let whole = &text[start..end];
        let inner = whole.strip_prefix('{').and_then(|inner| inner.strip_suffix('}'));
        let known = inner.and_then(|inner| inner.split_once(':')).and_then(|(kind, name)| match kind {
            "figure" => Some(Placeholder::Figure(name)),
            "latest" => name.split_once('.').map(|(topic, metric)| Placeholder::Latest { topic, metric }),
            _ => None,
        });
        Some((start..end, known.unwrap_or(Placeholder::Unknown(whole))))
    })
}

/// What a text says itself: the names of figures in its placeholders are no words of it.
pub(crate) fn without_placeholders(text: &str) -> String {
    let (mut own, mut from) = (String::new(), 0);
    for (span, _) in placeholders(text) {
        own.push_str(&text[from..span.start]);
        from = span.end;
    }
    own + &text[from..]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Placeholder, placeholders, without_placeholders};

    #[test]
    fn names_of_figures_are_no_words_of_a_text() {
        let text = "{figure:survey-2015.line.usage_rate} used LINE in 2014, {figure:other.x} 2013";
        assert_eq!(without_placeholders(text), " used LINE in 2014,  2013");
        assert_eq!(without_placeholders("nothing in braces"), "nothing in braces");
    }

    #[test]
    fn each_kind_is_told_apart() {
        let text = "{figure:a.b} of {latest:line.usage_rate}, {topic}, {oops";
        let found: Vec<_> = placeholders(text).map(|(_, placeholder)| placeholder).collect();
        assert_eq!(
            found,
            [
                Placeholder::Figure("a.b"),
                Placeholder::Latest { topic: "line", metric: "usage_rate" },
                Placeholder::Unknown("{topic}"),
                Placeholder::Unknown("{oops"),
            ]
        );
    }

    proptest! {
        #[test]
        fn any_text_will_do(text in "[{}:.a日]{0,12}") {
            for (span, _) in placeholders(&text) {
                prop_assert!(text.get(span).is_some());
            }
        }
    }
}
