//! Courses over time: the axis of time is true, open lines are open, names stand at the ends.

use super::font::width;
use super::frame::{INNER, MARGIN};
use super::palette::{FAINT, GRID, GROUND, INK, colour};
use super::place::{Area, cut, spread};
use super::scale::{Axis, years};
use super::svg::{Anchor, Fill, Svg, Words};
use super::types::{Line, Lines, Point};
use crate::knowledge::Lang;

const HEIGHT: f64 = 300.0;
const AXIS: f64 = 16.0;
const VALUE: f64 = 18.0;
const NAME: f64 = 18.0;
/// From one name at the end of a line to the next.
const APART: f64 = 23.0;
/// Free space above the highest mark of the axis, for values.
const ABOVE: f64 = 26.0;
/// A line that ends so many years before the newest one has ended.
const ENDED: f64 = 0.75;
/// The most of the width that names may take.
const NAMES: f64 = 0.36;

/// From one point to another.
type Segment = ((f64, f64), (f64, f64));

/// Where values and times lie.
struct Plot {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    from: f64,
    to: f64,
    axis: Axis,
}

impl Plot {
    fn x(&self, at: f64) -> f64 {
        self.left + (at - self.from) / (self.to - self.from) * (self.right - self.left)
    }

    fn y(&self, value: f64) -> f64 {
        self.bottom - value / self.axis.end * (self.bottom - self.top)
    }

    fn place(&self, point: &Point) -> (f64, f64) {
        (self.x(point.at), self.y(point.value))
    }
}

/// Draws them from `top` on; gives their height.
pub(super) fn draw(svg: &mut Svg, lines: &Lines, top: f64, lang: Lang) -> f64 {
    let points = || lines.lines.iter().flat_map(|line| &line.points);
    let most = points().map(|point| point.value).fold(0.0, f64::max);
    let axis = Axis::of(lines.unit, most);
    let marks: Vec<(f64, String)> =
        axis.marks().into_iter().map(|mark| (mark, axis.label(mark, lines.unit, lang))).collect();
    let widest = marks.iter().map(|(_, text)| width(text, AXIS)).fold(0.0, f64::max);
    let (from, to) = points().fold((f64::MAX, f64::MIN), |(from, to), p| (from.min(p.at), to.max(p.at)));
    let ends: Vec<String> = lines.lines.iter().map(|line| end(line, INNER * NAMES, to)).collect();
    let names = ends.iter().map(|text| width(text, NAME)).fold(0.0, f64::max);
    // A month on either side; a single moment has a year around it.
    let air = ((to - from) * 0.03).max(0.08);
    let plot = Plot {
        left: MARGIN + widest + 10.0,
        right: MARGIN + INNER - if names > 0.0 { names + 16.0 } else { 4.0 },
        top: top + ABOVE,
        bottom: top + ABOVE + HEIGHT,
        from: from - air,
        to: to + air,
        axis,
    };
    grid(svg, &plot, &marks);
    let mut taken = breaks(svg, &plot, lines);
    let segments: Vec<Segment> = lines
        .lines
        .iter()
        .flat_map(|line| line.points.windows(2))
        .filter(|pair| pair[1].joined)
        .map(|pair| (plot.place(&pair[0]), plot.place(&pair[1])))
        .collect();
    for (place, line) in lines.lines.iter().enumerate() {
        course(svg, &plot, line, place);
    }
    taken.extend(points().map(|point| {
        let (x, y) = plot.place(point);
        Area { left: x - 7.0, top: y - 7.0, right: x + 7.0, bottom: y + 7.0 }
    }));
    values(svg, &plot, lines, taken, &segments);
    end_names(svg, &plot, lines, &ends);
    ABOVE + HEIGHT + AXIS * 1.9
}

/// What stands at the end of a line: its name, cut where there is no room, and its newest value; with its year where
/// other lines go on, so that nobody takes it for a value of today. One line alone needs no name.
fn end(line: &Line, room: f64, newest: f64) -> String {
    match (line.name.as_str(), line.points.last()) {
        ("", _) | (_, None) => String::new(),
        (name, Some(last)) => {
            let year =
                if newest - last.at > ENDED { format!(" ({:.0})", last.at.floor()) } else { String::new() };
            let value = format!(" {}{year}", last.label);
            format!("{}{value}", cut(name, NAME, room - width(&value, NAME)))
        }
    }
}

fn grid(svg: &mut Svg, plot: &Plot, marks: &[(f64, String)]) {
    for (mark, text) in marks {
        let y = plot.y(*mark);
        let (colour, wide) = if *mark == 0.0 { (FAINT, 1.5) } else { (GRID, 1.0) };
        svg.line((plot.left, y), (plot.right, y), colour, wide, "");
        let (x, y) = (plot.left - 8.0, y + AXIS * 0.36);
        svg.words(&Words { x, y, size: AXIS, colour: FAINT, anchor: Anchor::End, text });
    }
    let fitting = ((plot.right - plot.left) / (width("2000", AXIS) + 22.0)).floor().max(2.0) as i32;
    let marked = years(plot.from, plot.to, fitting);
    for year in &marked {
        let (x, y) = (plot.x(*year), plot.bottom);
        svg.line((x, y), (x, y + 6.0), FAINT, 1.5, "");
        let text = format!("{year:.0}");
        svg.words(&Words {
            x,
            y: y + AXIS * 1.5,
            size: AXIS,
            colour: FAINT,
            anchor: Anchor::Middle,
            text: &text,
        });
    }
    if marked.is_empty() {
        // All within one year.
        let text = format!("{:.0}", plot.from.floor());
        let (x, y) = (f64::midpoint(plot.left, plot.right), plot.bottom + AXIS * 1.5);
        svg.words(&Words { x, y, size: AXIS, colour: FAINT, anchor: Anchor::Middle, text: &text });
    }
}

/// A dashed line halfway between the last point before a break and the first after it.
fn breaks(svg: &mut Svg, plot: &Plot, lines: &Lines) -> Vec<Area> {
    let mut taken = Vec::new();
    for own in &lines.breaks {
        let times = || lines.lines.iter().flat_map(|line| &line.points).map(|point| point.at);
        let before = times().filter(|at| *at < own.at - 1e-6).fold(f64::MIN, f64::max);
        let after = times().filter(|at| *at >= own.at - 1e-6).fold(f64::MAX, f64::min);
        let at = if before > f64::MIN && after < f64::MAX { f64::midpoint(before, after) } else { own.at };
        let x = plot.x(at);
        svg.line((x, plot.top - 4.0), (x, plot.bottom), FAINT, 1.5, r#" stroke-dasharray="5 4""#);
        let y = plot.top - 8.0;
        svg.words(&Words { x, y, size: VALUE, colour: INK, anchor: Anchor::Middle, text: &own.label });
        taken.push(Area { left: x - 7.0, top: y - VALUE, right: x + 7.0, bottom: y + 4.0 });
        taken.push(Area { left: x - 1.0, top: plot.top, right: x + 1.0, bottom: plot.bottom });
    }
    taken
}

fn course(svg: &mut Svg, plot: &Plot, line: &Line, place: usize) {
    let own = colour(place);
    let mut run: Vec<(f64, f64)> = Vec::new();
    for point in &line.points {
        if !point.joined {
            if run.len() > 1 {
                svg.path(&run, own, 3.0);
            }
            run.clear();
        }
        run.push(plot.place(point));
    }
    if run.len() > 1 {
        svg.path(&run, own, 3.0);
    }
    for point in &line.points {
        let inside = if point.firm { own } else { GROUND };
        svg.mark(place, plot.place(point), Fill { inside, edge: Some(own) });
    }
}

/// Values above or below their points, the most telling first, where they meet nothing.
fn values(svg: &mut Svg, plot: &Plot, lines: &Lines, mut taken: Vec<Area>, segments: &[Segment]) {
    // Of several lines only the newest values are told, beside the names; the table has the rest.
    let [line] = lines.lines.as_slice() else { return };
    let last = line.points.len() - 1;
    let highest = (0..=last).max_by(|a, b| line.points[*a].value.total_cmp(&line.points[*b].value));
    let telling = |at: usize| match at {
        at if at == last => 0,
        0 => 1,
        at if Some(at) == highest => 2,
        _ => 3,
    };
    let mut wished: Vec<(usize, &Point)> =
        line.points.iter().enumerate().map(|(at, point)| (telling(at), point)).collect();
    wished.sort_by_key(|(telling, _)| *telling);
    for (_, point) in wished {
        let (x, y) = plot.place(point);
        let half = width(&point.label, VALUE) / 2.0;
        let x = x.clamp(plot.left + half - 4.0, (plot.right - half + 4.0).max(plot.left + half - 4.0));
        let spots = [y - 12.0, y + 12.0 + VALUE * 0.8].map(|foot| {
            (
                foot,
                Area {
                    left: x - half - 2.0,
                    top: foot - VALUE * 0.85,
                    right: x + half + 2.0,
                    bottom: foot + 3.0,
                },
            )
        });
        let free = spots.into_iter().find(|(foot, area)| {
            *foot < plot.bottom - 2.0
                && taken.iter().all(|other| !area.meets(*other))
                && segments.iter().all(|(from, to)| !area.is_crossed(*from, *to))
        });
        if let Some((foot, area)) = free {
            // The grid does not run through it.
            let size = (area.right - area.left, area.bottom - area.top);
            svg.rect((area.left, area.top), size, Fill { inside: GROUND, edge: None }, 2.0);
            let own = colour(0);
            svg.words(&Words {
                x,
                y: foot,
                size: VALUE,
                colour: own,
                anchor: Anchor::Middle,
                text: &point.label,
            });
            taken.push(area);
        }
    }
}

/// Names beside the ends of their lines, moved apart where they would meet.
fn end_names(svg: &mut Svg, plot: &Plot, lines: &Lines, ends: &[String]) {
    let lasts: Vec<(f64, f64)> =
        lines.lines.iter().filter_map(|line| line.points.last()).map(|point| plot.place(point)).collect();
    let wished: Vec<f64> = lasts.iter().map(|(_, y)| *y).collect();
    let placed = spread(&wished, APART, plot.top, plot.bottom);
    for (place, ((x, y), at)) in lasts.iter().zip(placed).enumerate() {
        if ends[place].is_empty() {
            continue;
        }
        let own = colour(place);
        let left = plot.right + 14.0;
        // From the end to its name, where it is not plain which belongs to which.
        if (at - y).abs() > 3.0 || plot.right - x > 24.0 {
            svg.line((x + 9.0, *y), (left - 3.0, at), own, 1.0, r#" stroke-opacity="0.6""#);
        }
        let y = at + NAME * 0.36;
        svg.words(&Words { x: left, y, size: NAME, colour: own, anchor: Anchor::Start, text: &ends[place] });
    }
}
