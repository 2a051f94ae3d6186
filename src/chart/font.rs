//! The one font of all pictures: embedded, so that a picture is the same on every machine.

use std::sync::{Arc, LazyLock};

use resvg::usvg::fontdb::Database;
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

/// Noto Sans JP, cut to the letters of labels; `make.sh` beside it says how, `OFL.txt` under what licence.
static DATA: &[u8] = include_bytes!("font/NotoSansJP-Medium.subset.ttf");
/// The name it is asked for by.
pub(super) const FAMILY: &str = "Noto Sans JP Medium";

static FONT: LazyLock<FontRef<'static>> =
    LazyLock::new(|| FontRef::new(DATA).expect("the embedded font can be read: a test does"));
static DATABASE: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    fonts.load_font_source(resvg::usvg::fontdb::Source::Binary(Arc::new(DATA)));
    Arc::new(fonts)
});

/// The fonts for the renderer; loaded once.
pub(super) fn database() -> Arc<Database> {
    Arc::clone(&DATABASE)
}

/// How wide a text is at that size, in the units of the size.
pub(super) fn width(text: &str, size: f64) -> f64 {
    let (letters, metrics) = (FONT.charmap(), FONT.glyph_metrics(Size::new(1000.0), LocationRef::default()));
    let one = |letter: char| {
        let glyph = letters.map(letter).unwrap_or_default();
        f64::from(metrics.advance_width(glyph).unwrap_or(1000.0))
    };
    text.chars().map(one).sum::<f64>() * size / 1000.0
}

/// The letters of a text that the font has no picture of.
pub fn lacking(text: &str) -> Vec<char> {
    let letters = FONT.charmap();
    text.chars().filter(|letter| letters.map(*letter).is_none()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_font_is_the_one_that_is_asked_for() {
        let database = database();
        let families: Vec<&str> =
            database.faces().flat_map(|face| &face.families).map(|(name, _)| name.as_str()).collect();
        assert!(families.contains(&FAMILY), "{families:?}");
        assert!(lacking("Ａ91.1% 総務省・〜–†○ÉŌ").is_empty());
        assert_eq!(lacking("a😀b"), ['😀']);
    }

    #[test]
    fn widths_are_those_of_the_letters() {
        assert!((width("統計", 20.0) - 40.0).abs() < 0.01);
        assert!(width("iii", 20.0) < width("MMM", 20.0));
    }
}
