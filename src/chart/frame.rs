//! What every picture has: title, subtitle, notes, source; and between them what is drawn.

use super::palette::{FAINT, GROUND, INK};
use super::place::wrapped;
use super::svg::{Anchor, Svg, Words};
use super::types::{Body, Chart};
use super::{bars, card, lines};

/// Width of every picture, in units. A phone shows it about 360 wide, so the smallest text, of 16, is 9 there.
pub(super) const WIDTH: f64 = 640.0;
/// Free space at the edges.
pub(super) const MARGIN: f64 = 24.0;
/// Width of what is drawn.
pub(super) const INNER: f64 = WIDTH - 2.0 * MARGIN;

const TITLE: f64 = 26.0;
const SUBTITLE: f64 = 17.0;
const SMALL: f64 = 16.0;
/// Lines of a note; the rest is in the table.
const NOTE_LINES: usize = 6;

/// Draws a chart. The same chart gives the same text on every machine.
pub fn svg(chart: &Chart) -> String {
    let mut svg = Svg::default();
    let mut y = MARGIN;
    let text = |svg: &mut Svg, y: &mut f64, text: &str, size: f64, colour: &str, most: usize| {
        for line in wrapped(text, size, INNER).into_iter().take(most) {
            *y += size;
            let foot = *y - size * 0.12;
            svg.words(&Words { x: MARGIN, y: foot, size, colour, anchor: Anchor::Start, text: &line });
            *y += size * 0.3;
        }
    };
    text(&mut svg, &mut y, &chart.title, TITLE, INK, 3);
    text(&mut svg, &mut y, &chart.subtitle, SUBTITLE, FAINT, 3);
    y += 14.0;
    y += match &chart.body {
        Body::Lines(body) => lines::draw(&mut svg, body, y, chart.lang),
        Body::Bars(body) => bars::draw(&mut svg, body, y),
        Body::Card(body) => card::draw(&mut svg, body, y),
    };
    y += 8.0;
    for note in &chart.notes {
        text(&mut svg, &mut y, note, SMALL, FAINT, NOTE_LINES);
        y += 3.0;
    }
    text(&mut svg, &mut y, &chart.source, SMALL, FAINT, 4);
    svg.finish((WIDTH, (y + MARGIN * 0.7).ceil()), GROUND)
}
