//! Placing texts: lines that are not too wide, labels that do not meet.

use super::font::width;

/// A text in lines of at most `most` units; words of Latin letters stay whole where they can.
pub(super) fn wrapped(text: &str, size: f64, most: f64) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        if !line.is_empty() && width(&format!("{line}{}", piece.trim_end()), size) > most {
            lines.push(line.trim_end().to_owned());
            line = String::new();
        }
        // A piece that is wider than a line is torn.
        for letter in piece.chars() {
            if !line.is_empty() && width(&format!("{line}{letter}"), size) > most && letter != ' ' {
                lines.push(std::mem::take(&mut line));
            }
            line.push(letter);
        }
    }
    if !line.trim().is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// Words with the space after them; letters of Japanese one by one, each with what must not begin a line.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let wide = |letter: char| letter as u32 >= 0x2e80;
    let stays_behind = |letter: char| {
        "、。，．・：；？！）」』】〕ー〜々ぁぃぅぇぉっゃゅょァィゥェォッャュョ%）)”".contains(letter)
    };
    let opens = |letter: char| "（「『【〔(“".contains(letter);
    for letter in text.chars() {
        let joins = pieces.last().and_then(|piece| piece.chars().last()).is_some_and(|before| {
            stays_behind(letter)
                || opens(before)
                || (!wide(letter) && !wide(before) && before != ' ')
                || letter == ' '
        });
        match pieces.last_mut() {
            Some(piece) if joins => piece.push(letter),
            _ => pieces.push(letter.to_string()),
        }
    }
    pieces
}

/// A text cut to a width, with an ellipsis.
pub(super) fn cut(text: &str, size: f64, most: f64) -> String {
    if width(text, size) <= most {
        return text.to_owned();
    }
    let mut kept = String::new();
    for letter in text.chars() {
        if width(&format!("{kept}{letter}…"), size) > most {
            break;
        }
        kept.push(letter);
    }
    format!("{}…", kept.trim_end())
}

/// Places as near as can be to those wished for, none nearer to another than `apart`, all between `top` and
/// `bottom` if they fit there. In the order of the wishes.
pub(super) fn spread(wished: &[f64], apart: f64, top: f64, bottom: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wished.len()).collect();
    order.sort_by(|a, b| wished[*a].total_cmp(&wished[*b]));
    // Downwards each keeps its distance; what then lies too low is pushed up again from below.
    let mut placed = vec![0.0; wished.len()];
    let mut least = top;
    for at in &order {
        placed[*at] = wished[*at].max(least);
        least = placed[*at] + apart;
    }
    let mut most = bottom;
    for at in order.iter().rev() {
        placed[*at] = placed[*at].min(most);
        most = placed[*at] - apart;
    }
    placed
}

/// A rectangle that is taken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Area {
    /// Whether two of them meet.
    pub(super) fn meets(self, other: Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// Whether a line from one point to another runs through it.
    pub(super) fn is_crossed(self, from: (f64, f64), to: (f64, f64)) -> bool {
        const STEPS: usize = 64;
        (0..=STEPS).any(|step| {
            let part = step as f64 / STEPS as f64;
            let (x, y) = (from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part);
            self.left <= x && x <= self.right && self.top <= y && y <= self.bottom
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_wrapped_and_cut() {
        let lines = wrapped("people aged 13–69, asked on paper", 10.0, 90.0);
        assert!(lines.len() > 1 && lines.iter().all(|line| width(line, 10.0) <= 90.0), "{lines:?}");
        assert_eq!(lines.join(" "), "people aged 13–69, asked on paper");
        assert_eq!(wrapped("利用率（全体）。", 10.0, 60.0), ["利用率（全", "体）。"]);
        assert_eq!(wrapped("", 10.0, 60.0), [""; 0]);
        assert!(width(&cut("an endless name of a service", 10.0, 60.0), 10.0) <= 60.0);
        assert_eq!(cut("LINE", 10.0, 60.0), "LINE");
    }

    #[test]
    fn labels_keep_their_distance() {
        assert_eq!(spread(&[10.0, 50.0], 20.0, 0.0, 100.0), [10.0, 50.0]);
        assert_eq!(spread(&[50.0, 52.0, 10.0], 20.0, 0.0, 100.0), [50.0, 70.0, 10.0]);
        assert_eq!(spread(&[95.0, 96.0], 20.0, 0.0, 100.0), [80.0, 100.0]);
    }

    #[test]
    fn a_line_is_seen_to_cross() {
        let area = Area { left: 10.0, top: 10.0, right: 20.0, bottom: 20.0 };
        assert!(area.is_crossed((0.0, 0.0), (30.0, 30.0)));
        assert!(!area.is_crossed((0.0, 25.0), (30.0, 25.0)));
        assert!(
            area.meets(Area { left: 15.0, ..area }) && !area.meets(Area { left: 20.0, right: 30.0, ..area })
        );
    }
}
