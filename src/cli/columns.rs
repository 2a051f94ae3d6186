//! Columns of text on a terminal: a Japanese sign is two wide.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How wide a report may be.
pub(super) const WIDTH: usize = 100;

/// The text with spaces after it, up to `width` columns; one that is wider stays whole.
pub(super) fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// The text, cut to `width` columns with an ellipsis where it is wider.
pub(super) fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut left = width.saturating_sub(1);
    let fitting = text.chars().take_while(|char| {
        let fits = char.width().unwrap_or(0) <= left;
        left -= char.width().unwrap_or(0).min(left);
        fits
    });
    let fitting: String = fitting.collect();
    format!("{}…", fitting.trim_end())
}

/// Words in lines of at most `width` columns; a word that is wider has a line of its own. Never no line.
pub(super) fn wrapped<'a>(words: impl IntoIterator<Item = &'a str>, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in words {
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if line.width() + 1 + word.width() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// The widest of some texts, but not more than `most`.
pub(super) fn widest<'a>(texts: impl IntoIterator<Item = &'a str>, most: usize) -> usize {
    texts.into_iter().map(UnicodeWidthStr::width).max().unwrap_or(0).min(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_signs_are_two_wide() {
        assert_eq!(padded("本", 4), "本  ");
        assert_eq!(padded("library", 4), "library");
        assert_eq!(cut("町の図書館", 10), "町の図書館");
        assert_eq!(cut("町の図書館", 9), "町の図書…");
        assert_eq!(cut("町の図書館", 8), "町の図…");
        assert_eq!(cut("a b", 3), "a b");
        assert_eq!(cut("a bc", 3), "a…");
        assert_eq!(widest(["本", "abc", "移動図書館"], 8), 8);
        assert_eq!(widest([], 8), 0);
    }

    #[test]
    fn words_are_not_torn() {
        assert_eq!(wrapped(["いつ", "どこ", "why"], 9), ["いつ どこ", "why"]);
        assert_eq!(wrapped(["whatever"], 3), ["whatever"]);
        assert_eq!(wrapped([], 3), [""]);
    }
}
