//! SVG to PNG.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use super::font::{FAMILY, database};

/// Pixels a unit: twice as fine as the units, for the screens of phones.
const SCALE: f32 = 2.0;

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
pub enum PngError {
    /// The SVG cannot be read.
    #[error("cannot draw the chart: {0}; show its table instead")]
    Svg(String),
    /// There is no such size.
    #[error("cannot draw a chart of {0} by {1} pixels; show its table instead")]
    Size(u32, u32),
    /// The pixels cannot be packed.
    #[error("cannot pack the chart: {0}; show its table instead")]
    Pack(String),
}

/// Renders an SVG of ours. Takes tens of milliseconds of one core: not for the threads that keep connections.
///
/// # Errors
/// The text is no SVG, or too large to be drawn.
pub fn png(svg: &str) -> Result<Vec<u8>, PngError> {
    let options = Options { fontdb: database(), font_family: FAMILY.to_owned(), ..Options::default() };
    let tree = Tree::from_str(svg, &options).map_err(|error| PngError::Svg(error.to_string()))?;
    let size = tree.size();
    let (width, height) = ((size.width() * SCALE).ceil() as u32, (size.height() * SCALE).ceil() as u32);
    let mut pixels = Pixmap::new(width, height).ok_or(PngError::Size(width, height))?;
    resvg::render(&tree, Transform::from_scale(SCALE, SCALE), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| PngError::Pack(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_twice_as_fine_as_its_units() {
        let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="9" height="9"/></svg>"#;
        let png = png(svg).expect("a picture");
        let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().expect("four bytes"));
        // Width and height stand in the first chunk: https://www.w3.org/TR/png-3/#11IHDR
        assert_eq!((&png[1..4], number(16), number(20)), (&b"PNG"[..], 40, 20));
        assert!(matches!(super::png("no picture"), Err(PngError::Svg(_))));
    }
}
