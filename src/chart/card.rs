//! One value, large.

use super::font::width;
use super::frame::{INNER, MARGIN};
use super::palette::{FAINT, INK, colour};
use super::place::wrapped;
use super::svg::{Anchor, Fill, Svg, Words};
use super::types::Card;

const LARGEST: f64 = 72.0;
const CAPTION: f64 = 20.0;
const NOTE: f64 = 17.0;
const INSET: f64 = 22.0;

/// Draws it from `top` on; gives its height.
pub(super) fn draw(svg: &mut Svg, card: &Card, top: f64) -> f64 {
    let size = (LARGEST * (INNER - INSET) / width(&card.value, LARGEST)).min(LARGEST);
    let mut y = top + size;
    let x = MARGIN + INSET;
    svg.words(&Words {
        x,
        y: y - size * 0.1,
        size,
        colour: colour(0),
        anchor: Anchor::Start,
        text: &card.value,
    });
    y += 12.0;
    let captions =
        wrapped(&card.caption, CAPTION, INNER - INSET).into_iter().map(|line| (line, CAPTION, INK));
    let notes =
        card.notes.iter().flat_map(|note| wrapped(note, NOTE, INNER - INSET)).map(|line| (line, NOTE, FAINT));
    for (line, size, colour) in captions.chain(notes) {
        y += size;
        svg.words(&Words { x, y, size, colour, anchor: Anchor::Start, text: &line });
        y += size * 0.4;
    }
    svg.rect((MARGIN, top), (6.0, y - top + 4.0), Fill { inside: colour(0), edge: None }, 3.0);
    y - top + 14.0
}
