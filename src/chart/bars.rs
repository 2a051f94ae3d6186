//! Bars from zero, one below the other, each with its value at its end.

use super::font::width;
use super::frame::{INNER, MARGIN};
use super::palette::{GRID, GROUND, INK, colour};
use super::place::{cut, wrapped};
use super::scale::Axis;
use super::svg::{Anchor, Fill, Svg, Words};
use super::types::{Bar, Bars};
use crate::knowledge::Unit;

const LABEL: f64 = 19.0;
const VALUE: f64 = 18.0;
const NAME: f64 = 18.0;
const BAR: f64 = 24.0;
/// Bars of a group of several are thinner.
const THIN: f64 = 20.0;
const BETWEEN_BARS: f64 = 3.0;
const BETWEEN_GROUPS: f64 = 13.0;
/// The most of the width that labels may take.
const LABELS: f64 = 0.38;

/// Draws them from `top` on; gives their height.
pub(super) fn draw(svg: &mut Svg, bars: &Bars, top: f64) -> f64 {
    let mut y = top + names(svg, bars, top);
    let all = || bars.groups.iter().flat_map(|group| &group.bars);
    let most = all().map(|bar| bar.value).fold(0.0, f64::max);
    let end = end(bars.unit, most);
    let room = INNER * LABELS;
    let labels: Vec<Vec<String>> = bars.groups.iter().map(|group| label(&group.label, room)).collect();
    let widest = labels.iter().flatten().map(|line| width(line, LABEL)).fold(0.0, f64::max);
    let left = MARGIN + widest + 12.0;
    let values = all().map(|bar| width(&bar.label, VALUE)).fold(0.0, f64::max);
    // The value stands behind its bar: the longest bar leaves it the room.
    let long = MARGIN + INNER - left - values - 10.0;
    let begin = y;
    let thick = if bars.names.is_empty() { BAR } else { THIN };
    let mut drawn = Vec::new();
    for (group, lines) in bars.groups.iter().zip(&labels) {
        let count = group.bars.len() as f64;
        let height = (count * thick + (count - 1.0) * BETWEEN_BARS).max(lines.len() as f64 * LABEL * 1.15);
        let mut foot = y + height / 2.0 - (lines.len() as f64 - 1.0) * LABEL * 0.575 + LABEL * 0.35;
        for line in lines {
            let (x, size) = (left - 12.0, LABEL);
            drawn.push((x, foot, size, INK, Anchor::End, line.clone()));
            foot += LABEL * 1.15;
        }
        let mut at = y + (height - count * thick - (count - 1.0) * BETWEEN_BARS) / 2.0;
        for bar in &group.bars {
            let length = (bar.value / end * long).max(0.0);
            shape(svg, bar, (left, at), (length, thick));
            drawn.push((
                left + length + 8.0,
                at + thick / 2.0 + VALUE * 0.36,
                VALUE,
                INK,
                Anchor::Start,
                bar.label.clone(),
            ));
            at += thick + BETWEEN_BARS;
        }
        y += height + BETWEEN_GROUPS;
    }
    svg.line((left, begin - 4.0), (left, y - BETWEEN_GROUPS + 4.0), GRID, 2.0, "");
    for (x, y, size, colour, anchor, text) in &drawn {
        svg.words(&Words { x: *x, y: *y, size: *size, colour, anchor: *anchor, text });
    }
    y - top
}

/// The value at the right end: shares of more than half are seen against the whole; else the largest fills the
/// width.
fn end(unit: Unit, most: f64) -> f64 {
    let whole = Axis::of(unit, most).end;
    let end = if unit == Unit::Percent && (whole - 100.0).abs() < f64::EPSILON { whole } else { most };
    end.max(f64::MIN_POSITIVE)
}

/// At most two lines; the second is cut.
fn label(text: &str, room: f64) -> Vec<String> {
    let mut lines = wrapped(text, LABEL, room);
    if lines.len() > 2 {
        let rest = lines.split_off(1).join(" ");
        lines.push(cut(&rest, LABEL, room));
    }
    lines
}

fn shape(svg: &mut Svg, bar: &Bar, at: (f64, f64), size: (f64, f64)) {
    let own = colour(bar.colour);
    if bar.firm {
        svg.rect(at, size, Fill { inside: own, edge: None }, 2.0);
    } else {
        // Half open: the end is not known exactly.
        let (x, y) = (at.0 + 1.25, at.1 + 1.25);
        let size = ((size.0 - 2.5).max(0.0), size.1 - 2.5);
        svg.rect((x, y), size, Fill { inside: GROUND, edge: Some(own) }, 2.0);
    }
}

/// What the colours stand for, above the bars; gives the height.
fn names(svg: &mut Svg, bars: &Bars, top: f64) -> f64 {
    if bars.names.is_empty() {
        return 0.0;
    }
    let (mut x, mut y) = (MARGIN, top + NAME);
    for (place, name) in bars.names.iter().enumerate() {
        let name = cut(name, NAME, INNER - 30.0);
        let wide = width(&name, NAME) + 44.0;
        if x > MARGIN && x + wide - 20.0 > MARGIN + INNER {
            x = MARGIN;
            y += NAME * 1.5;
        }
        svg.rect((x, y - NAME * 0.8), (16.0, 16.0), Fill { inside: colour(place), edge: None }, 2.0);
        svg.words(&Words { x: x + 23.0, y, size: NAME, colour: INK, anchor: Anchor::Start, text: &name });
        x += wide;
    }
    y - top + 18.0
}
