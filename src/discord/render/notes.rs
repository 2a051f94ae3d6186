//! Notes that say what another note says already: a figure and its source often carry the same warning.

use std::collections::HashSet;

use crate::answer::Note;
use crate::knowledge::{Lang, fold};

/// How much of a Japanese note must stand in the other one, in percent of its pairs of letters. Everything
/// would be too much: the same thing ends in another way.
const SHARED: usize = 85;

/// Words, and in Japanese endings, that turn a sentence into its opposite.
const NEGATIONS: [&str; 6] = ["no", "non", "not", "never", "nor", "without"];
const NEGATIONS_JA: [&str; 4] = ["ない", "なく", "ません", "含まず"];

/// The notes without those that another of their kind holds as well; the longer one stays.
pub(super) fn without_repeats(notes: &[Note], lang: Lang) -> Vec<&Note> {
    let parts: Vec<Parts> = notes.iter().map(|note| Parts::of(&note.text, lang)).collect();
    let repeats = |at: usize| {
        (0..notes.len()).any(|other| {
            let lengths = [other, at].map(|note| parts[note].pieces.len());
            // Of two that say the same one must stay.
            let ahead = lengths[0] > lengths[1] || (lengths[0] == lengths[1] && other < at);
            ahead && notes[other].kind == notes[at].kind && parts[at].stand_in(&parts[other])
        })
    };
    notes.iter().enumerate().filter(|(at, _)| !repeats(*at)).map(|(_, note)| note).collect()
}

/// What a note is compared by.
struct Parts {
    /// Words, or in Japanese, which has no spaces, pairs of letters.
    pieces: HashSet<String>,
    numbers: HashSet<String>,
    /// Whether it denies something.
    negative: bool,
    /// How much of it must stand in the other, in percent.
    needed: usize,
}

impl Parts {
    fn of(text: &str, lang: Lang) -> Self {
        let folded = fold(text);
        let split = |keep: fn(char) -> bool| {
            let parts = folded.split(move |sign: char| !keep(sign)).filter(|part| !part.is_empty());
            parts.map(str::to_owned).collect::<Vec<_>>()
        };
        let words = split(char::is_alphanumeric);
        let numbers = split(|sign| sign.is_ascii_digit()).into_iter().collect();
        match lang {
            Lang::En => {
                let negative = words.iter().any(|word| NEGATIONS.contains(&word.as_str()));
                Self { pieces: words.into_iter().collect(), numbers, negative, needed: 100 }
            }
            Lang::Ja => {
                let letters: Vec<char> = words.concat().chars().collect();
                let pieces = letters.windows(2).map(|pair| pair.iter().collect()).collect();
                let negative = NEGATIONS_JA.iter().any(|ending| text.contains(ending));
                Self { pieces, numbers, negative, needed: SHARED }
            }
        }
    }

    /// Whether the other says this too. A number that it lacks is news, however alike the rest.
    fn stand_in(&self, other: &Self) -> bool {
        let shared = self.pieces.intersection(&other.pieces).count();
        let agrees = self.negative == other.negative && self.numbers.is_subset(&other.numbers);
        agrees && shared * 100 >= self.pieces.len() * self.needed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::NoteKind;

    fn kept(texts: &[&str], lang: Lang) -> Vec<String> {
        let notes: Vec<Note> =
            texts.iter().map(|text| Note { kind: NoteKind::Caveat, text: (*text).to_owned() }).collect();
        without_repeats(&notes, lang).into_iter().map(|note| note.text.clone()).collect()
    }

    #[test]
    fn what_was_said_is_not_said_again() {
        let long =
            "Web panel; use means at least once a month. Reads higher than the population for older people.";
        let short =
            "Use means at least once a month; a web panel reads higher than the population for older people.";
        assert_eq!(kept(&[long, short], Lang::En), [long]);
        let company = "Web survey; numbers of users are the company's own estimates.";
        assert_eq!(
            kept(&["Numbers of users are the company's own estimates.", company], Lang::En),
            [company]
        );
        let share = "最もよく使うSNSに挙げた割合";
        assert_eq!(kept(&[share, "最もよく使うSNSに挙げた人"], Lang::Ja), [share]);
        assert_eq!(kept(&["Same.", "Same."], Lang::En), ["Same."]);
    }

    #[test]
    fn another_number_or_another_word_is_another_note() {
        for (lang, texts) in [
            (Lang::En, ["Asked of people aged 13–69.", "Asked of people aged 13–79."]),
            (Lang::En, ["Asked of users.", "Asked of non-users as well."]),
            (Lang::Ja, ["対象は13〜69歳の男女です。", "対象は13〜79歳の男女です。"]),
            (Lang::Ja, ["各社の公式の利用者数を含みます。", "各社の公式の利用者数を含みません。"]),
            (Lang::Ja, ["Web調査のため高めに出ます。", "調査年は推定です。"]),
        ] {
            assert_eq!(kept(&texts, lang), texts);
        }
    }
}
