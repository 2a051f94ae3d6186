//! A fact's statement with its placeholders filled.

use crate::knowledge::{FactBase, Figure, Lang};

use super::format::value;

/// A statement ready to read, and the figures that were put into it, in order.
pub(crate) fn fill<'a>(base: &'a FactBase, statement: &str, lang: Lang) -> (String, Vec<&'a Figure>) {
    let mut text = String::with_capacity(statement.len());
    let mut figures = Vec::new();
    let mut rest = statement;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let Some((placeholder, after)) = after.split_once('}') else {
            rest = after;
            break;
        };
        if let Some(figure) = resolve(base, placeholder) {
            text.push_str(&value(figure, lang));
            figures.push(figure);
        }
        rest = after;
    }
    text.push_str(rest);
    (text, figures)
}

/// The figure of `figure:ID`, or of `latest:TOPIC.METRIC`: the newest of the whole population in the
/// series with the lowest precedence that has one.
pub(crate) fn resolve<'a>(base: &'a FactBase, placeholder: &str) -> Option<&'a Figure> {
    if let Some(id) = placeholder.strip_prefix("figure:") {
        return base.figure(id.trim());
    }
    let (topic, metric) = placeholder.strip_prefix("latest:")?.trim().rsplit_once('.')?;
    base.figures
        .iter()
        .filter(|figure| figure.topic == topic && figure.metric == metric && figure.group == "all")
        .min_by_key(|figure| {
            let precedence = base.series(&figure.series).map_or(99, |series| series.precedence);
            (precedence, std::cmp::Reverse(figure.as_of))
        })
}
