//! One spelling for all the ways in which people write the same word.
//!
//! ﾗｲﾝ, らいん, ライン and ラ・イ・ン meet, and so do ＬＩＮＥ and line. Aliases are held against each other
//! by this, and questions are read by it: what folds alike is the same name.

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

/// Folds a text: compatibility forms (NFKC), lower case, katakana for hiragana, large kana for small
/// ones, no long-vowel marks, nothing between the kana of a name, single spaces.
pub fn fold(text: &str) -> String {
    let mut folded = Folder::new(text.len());
    if text.is_ascii() {
        text.bytes().for_each(|byte| folded.ascii(byte.to_ascii_lowercase()));
    } else if is_nfkc_quick(text.chars()) == IsNormalized::Yes && !text.contains(DOTTED_I) {
        text.chars().for_each(|c| folded.lower(c));
    } else {
        // Once more in lower case: H with a line below has no form of its own, h has.
        text.chars().map(combining).nfkc().flat_map(char::to_lowercase).nfkc().for_each(|c| folded.one(c));
    }
    folded.out
}

/// The only letter whose lower case is two characters: the second, a mark, may have to go behind others.
const DOTTED_I: char = '\u{130}';

/// NFKC in lower case: what is read where kana are to stay as they were typed.
pub fn normalise(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let plain = |c: char| c.is_ascii() || has_no_case(c);
    if text.chars().all(plain) && is_nfkc_quick(text.chars()) == IsNormalized::Yes {
        return text.to_ascii_lowercase();
    }
    text.chars().map(combining).nfkc().flat_map(char::to_lowercase).nfkc().collect()
}

/// A folded text that knows which character of the original each of its bytes came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// For each byte of `text`, the index (in characters) of the original it came from.
    pub origin: Vec<u32>,
}

impl Folded {
    /// Folds a text that is normalised already (see [`normalise`]), keeping track of positions.
    pub fn of(normalised: &str) -> Self {
        let mut folder = Folder::new(normalised.len());
        let mut origin = Vec::with_capacity(normalised.len());
        for (at, c) in normalised.chars().enumerate() {
            folder.one(c);
            origin.resize(folder.out.len(), at as u32);
        }
        Self { text: folder.out, origin }
    }
}

/// What was written last, for what depends on it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Start,
    Kana,
    /// A mark on a kana.
    Marked,
    Other,
}

struct Folder {
    out: String,
    /// A space or a middle dot was met and not yet written.
    space: bool,
    last: Last,
}

impl Folder {
    fn new(length: usize) -> Self {
        Self { out: String::with_capacity(length), space: false, last: Last::Start }
    }

    fn ascii(&mut self, byte: u8) {
        if byte.is_ascii_whitespace() || byte == b'\x0b' {
            self.space = true;
        } else {
            self.write(char::from(byte), Last::Other);
        }
    }

    fn lower(&mut self, c: char) {
        if c.is_ascii() {
            return self.one(c.to_ascii_lowercase());
        }
        if has_no_case(c) {
            return self.one(c);
        }
        c.to_lowercase().for_each(|c| self.one(c));
    }

    fn one(&mut self, c: char) {
        match c {
            _ if c.is_whitespace() || is_middle_dot(c) => self.space = true,
            _ if is_long_mark(c) && self.last == Last::Kana && !self.space => {}
            // A voiced mark that joined nothing ("あ゙"): an accent, not a letter. Behind other marks too: the large
            // kana would take it from there where the small one did not.
            '\u{3099}' | '\u{309a}' if matches!(self.last, Last::Kana | Last::Marked) && !self.space => {}
            '\u{3041}'..='\u{3096}' => {
                let katakana = char::from_u32(c as u32 + 0x60).unwrap_or(c);
                self.write(large(katakana), Last::Kana);
            }
            '\u{30a1}'..='\u{30fa}' => self.write(large(c), Last::Kana),
            '\u{2018}' | '\u{2019}' => self.write('\'', Last::Other),
            _ if is_mark(c) && matches!(self.last, Last::Kana | Last::Marked) && !self.space => {
                self.write(c, Last::Marked);
            }
            _ => self.write(c, Last::Other),
        }
    }

    fn write(&mut self, c: char, kind: Last) {
        if self.space && self.last != Last::Start && (self.last, kind) != (Last::Kana, Last::Kana) {
            self.out.push(' ');
        }
        self.space = false;
        self.out.push(c);
        self.last = kind;
    }
}

/// Kana and Han have no case, and asking for it costs a search in a table.
fn has_no_case(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{a4cf}')
}

/// The voiced marks that stand alone, as those that join the kana before them: NFKC would part them.
fn combining(c: char) -> char {
    match c {
        '\u{309b}' => '\u{3099}',
        '\u{309c}' => '\u{309a}',
        _ => c,
    }
}

/// True for what belongs to the character before it.
fn is_mark(c: char) -> bool {
    c >= '\u{300}' && !has_no_case(c) && canonical_combining_class(c) != 0
}

fn is_middle_dot(c: char) -> bool {
    matches!(c, '・' | '·' | '•' | '‧')
}

/// The long-vowel mark and what is typed for it: dashes and waves.
fn is_long_mark(c: char) -> bool {
    matches!(c, 'ー' | '-' | '~' | '〜' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '─' | '━')
}

/// The large kana for a small one.
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
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::fold;

    #[test]
    fn spellings_of_a_name_meet() {
        for (folded, spellings) in [
            ("ライン", &["ライン", "らいん", "ﾗｲﾝ", "ラ・イ・ン", "ﾗ ｲ ﾝ", "らイん", "ラィン"][..]),
            ("line", &["LINE", "ＬＩＮＥ", "Ｌine", " line\u{3000}", "Line"]),
            (
                "ツイツタ",
                &["ツイッター", "ついったー", "ﾂｲｯﾀｰ", "ツイッタ―", "ツイッタ", "ツイッタ〜", "ツイツター"],
            ),
            (
                "フエイスブツク",
                &[
                    "フェイスブック",
                    "ふぇいすぶっく",
                    "フェイスフ\u{3099}ック",
                    "ﾌｪｲｽﾌﾞｯｸ",
                    "フェイスフ゛ック",
                ],
            ),
            ("パズドラ", &["パズドラ", "ハ゜ズドラ", "ﾊﾟｽﾞﾄﾞﾗ"]),
            ("line voom", &["LINE VOOM", "line  voom", "LINE・VOOM", "LINE\n VOOM"]),
            ("line スタンプ", &["LINE スタンプ", "LINE　すたんぷ"]),
            ("lineスタンプ", &["LINEスタンプ", "lineすたんぷ"]),
            ("don't", &["don't", "don’t", "DON＇T"]),
            ("10代-20代", &["10代-20代", "１０代-２０代"]),
            ("ツ\u{335}", &["ッ\u{335}\u{3099}", "っ\u{335}゛", "ツ\u{335}"]),
            ("i\u{64c}\u{307}", &["\u{130}\u{64c}", "I\u{307}\u{64c}", "i\u{307}\u{64c}"]),
            ("\u{1e96}", &["H\u{331}", "h\u{331}", "\u{1e96}"]),
            ("", &["", " ", "\u{3000}\t\n"]),
        ] {
            for spelling in spellings {
                assert_eq!(fold(spelling), folded, "of {spelling:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn folding_twice_changes_nothing_of_kana(text in "[ａ-ｚ\u{3040}-\u{30ff}ｦ-ﾟ ・~A-Z-]{0,12}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
