//! Pictures of figures: a typed chart to SVG, and SVG to PNG.
//!
//! Every label is text that came in ready to read; this room places it so that nothing overlaps, and knows no
//! base. Colours are told apart by colour-blind people and never carry a meaning alone; the ground is light, so
//! that a picture is the same on Discord's dark and light theme.

mod bars;
mod card;
mod font;
mod frame;
mod lines;
mod palette;
mod place;
mod png;
mod scale;
mod svg;
mod types;

pub use font::lacking;
pub use frame::svg;
pub use png::{PngError, png};
pub use types::{Bar, BarGroup, Bars, Body, Break, Card, Chart, Line, Lines, Point};
