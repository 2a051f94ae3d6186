//! Folding: the form in which two spellings of one name are the same string.

use unicode_normalization::UnicodeNormalization;

/// A folded text that knows which character of the original each of its characters came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// For each byte of `text`, the index (in characters) of the original it came from.
    pub origin: Vec<u32>,
}

/// NFKC in lower case: what is compared where kana are to stay as they were typed.
pub fn normalise(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfkc().flat_map(char::to_lowercase).nfkc().collect()
}

/// Folds a name: NFKC, lower case, hiragana to katakana, small kana to large, long-vowel marks and
/// middle dots dropped, white space collapsed. `ＬＩＮＥ`, らいん, ﾗｲﾝ and ライン meet their aliases by it.
pub fn fold(text: &str) -> String {
    Folded::of(&normalise(text)).text.trim().to_owned()
}

impl Folded {
    /// Folds a text that is normalised already (see [`normalise`]), keeping track of positions.
    pub fn of(normalised: &str) -> Self {
        let mut folded = Self { text: String::with_capacity(normalised.len()), origin: Vec::new() };
        let mut before = ' ';
        for (at, c) in normalised.chars().enumerate() {
            let c = match c {
                'ー' | '〜' | '~' | '‐' | '–' | '—' | '-' if is_kana(before) => continue,
                '・' | '･' => continue,
                c if c.is_whitespace() => ' ',
                'ぁ'..='ゖ' => large(char::from_u32(c as u32 + 0x60).unwrap_or(c)),
                'ァ'..='ヶ' => large(c),
                c => c,
            };
            if c == ' ' && before == ' ' {
                continue;
            }
            before = c;
            folded.text.push(c);
            folded.origin.resize(folded.text.len(), at as u32);
        }
        folded
    }
}

fn is_kana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ')
}

/// The large form of a small katakana.
fn large(c: char) -> char {
    match c {
        'ァ' => 'ア',
        'ィ' => 'イ',
        'ゥ' => 'ウ',
        'ェ' => 'エ',
        'ォ' => 'オ',
        'ッ' => 'ツ',
        'ャ' => 'ヤ',
        'ュ' => 'ユ',
        'ョ' => 'ヨ',
        'ヮ' => 'ワ',
        'ヵ' => 'カ',
        'ヶ' => 'ケ',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_meet() {
        for (one, other) in [
            ("ＬＩＮＥ", "line"),
            ("らいん", "ライン"),
            ("ﾗｲﾝ", "ライン"),
            ("ツイッター", "ついったー"),
            ("ﾂｲｯﾀｰ", "ツイッタ"),
            ("てぃっくとっく", "ティックトック"),
            ("フェイスブック", "ふぇいすぶっく"),
            ("ピンタレスト", "ﾋﾟﾝﾀﾚｽﾄ"),
            ("LinkedIn", "linkedin"),
            ("か\u{3099}", "が"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} and {other}");
        }
    }

    #[test]
    fn every_byte_knows_its_character() {
        let folded = Folded::of("ツイッター x");
        assert_eq!(folded.text, "ツイツタ x");
        assert_eq!(folded.origin.len(), folded.text.len());
        assert_eq!(folded.origin[folded.text.find('x').unwrap_or(0)], 6);
    }
}
