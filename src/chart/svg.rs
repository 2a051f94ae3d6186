//! Writing SVG: a few shapes, every text escaped.

use std::fmt::Write as _;

use super::font::FAMILY;

/// Which end of a text stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// A text at a place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words<'a> {
    pub(super) x: f64,
    /// Its foot line.
    pub(super) y: f64,
    pub(super) size: f64,
    pub(super) colour: &'a str,
    pub(super) anchor: Anchor,
    pub(super) text: &'a str,
}

/// A picture that is being written.
#[derive(Debug, Default)]
pub(super) struct Svg(String);

impl Svg {
    pub(super) fn words(&mut self, words: &Words<'_>) {
        let anchor = match words.anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let _ = writeln!(
            self.0,
            r#"<text x="{}" y="{}" font-size="{}" fill="{}" text-anchor="{anchor}">{}</text>"#,
            number(words.x),
            number(words.y),
            number(words.size),
            words.colour,
            escape(words.text)
        );
    }

    /// `more` is further attributes.
    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), colour: &str, width: f64, more: &str) {
        let _ = writeln!(
            self.0,
            r#"<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="{colour}" stroke-width="{}"{more}/>"#,
            number(from.0),
            number(from.1),
            number(to.0),
            number(to.1),
            number(width)
        );
    }

    pub(super) fn path(&mut self, points: &[(f64, f64)], colour: &str, width: f64) {
        let points: Vec<String> =
            points.iter().map(|(x, y)| format!("{},{}", number(*x), number(*y))).collect();
        let _ = writeln!(
            self.0,
            r#"<polyline points="{}" fill="none" stroke="{colour}" stroke-width="{}" stroke-linejoin="round" stroke-linecap="round"/>"#,
            points.join(" "),
            number(width)
        );
    }

    pub(super) fn rect(
        &mut self,
        (x, y): (f64, f64),
        (width, height): (f64, f64),
        colours: Fill<'_>,
        round: f64,
    ) {
        let _ = writeln!(
            self.0,
            r#"<rect x="{}" y="{}" width="{}" height="{}" rx="{}" fill="{}"{}/>"#,
            number(x),
            number(y),
            number(width),
            number(height),
            number(round),
            colours.inside,
            edge(colours)
        );
    }

    /// A mark of the shape that belongs to the place: told apart without its colour.
    pub(super) fn mark(&mut self, shape: usize, (x, y): (f64, f64), colours: Fill<'_>) {
        let corners: &[(f64, f64)] = match shape % 6 {
            1 => &[(-5.5, -5.5), (5.5, -5.5), (5.5, 5.5), (-5.5, 5.5)],
            2 => &[(0.0, -7.5), (7.0, 5.0), (-7.0, 5.0)],
            3 => &[(0.0, -8.0), (8.0, 0.0), (0.0, 8.0), (-8.0, 0.0)],
            4 => &[(0.0, 7.5), (7.0, -5.0), (-7.0, -5.0)],
            5 => &[(-7.0, -3.5), (7.0, -3.5), (7.0, 3.5), (-7.0, 3.5)],
            _ => {
                let _ = writeln!(
                    self.0,
                    r#"<circle cx="{}" cy="{}" r="6" fill="{}"{}/>"#,
                    number(x),
                    number(y),
                    colours.inside,
                    edge(colours)
                );
                return;
            }
        };
        let corners: Vec<String> =
            corners.iter().map(|(dx, dy)| format!("{},{}", number(x + dx), number(y + dy))).collect();
        let _ = writeln!(
            self.0,
            r#"<polygon points="{}" fill="{}"{}/>"#,
            corners.join(" "),
            colours.inside,
            edge(colours)
        );
    }

    /// The whole file.
    pub(super) fn finish(self, (width, height): (f64, f64), ground: &str) -> String {
        let (width, height) = (number(width), number(height));
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" font-family=\"{FAMILY}\">\n\
             <rect width=\"{width}\" height=\"{height}\" fill=\"{ground}\"/>\n{}</svg>\n",
            self.0
        )
    }
}

/// The colours of a shape.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fill<'a> {
    pub(super) inside: &'a str,
    pub(super) edge: Option<&'a str>,
}

fn edge(fill: Fill<'_>) -> String {
    fill.edge.map(|edge| format!(r#" stroke="{edge}" stroke-width="2.5""#)).unwrap_or_default()
}

/// At most one decimal place: the same picture on every machine.
fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            // XML has no way to write the others.
            letter if letter.is_control() => escaped.push(' '),
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_base_says_cannot_break_the_picture() {
        assert_eq!(escape("<b>\"R&D\"</b>\u{0}"), "&lt;b&gt;&quot;R&amp;D&quot;&lt;/b&gt; ");
        assert_eq!([number(1.0), number(1.26), number(-0.01)], ["1", "1.3", "0"]);
    }
}
