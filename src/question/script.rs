//! Scripts: which kind of writing a character belongs to, and which language a text is in.

use crate::knowledge::Lang;

/// A kind of writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Script {
    Latin,
    Digit,
    Hiragana,
    Katakana,
    Han,
    Space,
    Other,
}

/// The kind of writing of a normalised character. The long-vowel mark counts as katakana.
pub(crate) fn script(c: char) -> Script {
    match c {
        '0'..='9' => Script::Digit,
        'a'..='z' | 'A'..='Z' | 'À'..='ɏ' => Script::Latin,
        'ぁ'..='ゟ' => Script::Hiragana,
        'ァ'..='ヺ' | 'ー' | 'ヽ'..='ヿ' => Script::Katakana,
        '々' | '〇' | '㐀'..='䶿' | '一'..='鿿' | '豈'..='﫿' | '𠀀'..='𯿿' => Script::Han,
        c if c.is_whitespace() => Script::Space,
        c if c.is_alphabetic() => Script::Latin,
        _ => Script::Other,
    }
}

/// The language of a text: any kana means Japanese; Han without kana means Japanese unless there are
/// more Latin words than Han ones ("what is 炎上"); all else is English.
pub fn language(text: &str) -> Lang {
    let (mut han, mut latin, mut before) = (0, 0, Script::Space);
    for c in text.chars() {
        let this = script(c);
        match this {
            Script::Hiragana | Script::Katakana => return Lang::Ja,
            Script::Han if before != Script::Han => han += 1,
            Script::Latin if before != Script::Latin => latin += 1,
            _ => {}
        }
        before = this;
    }
    if han > 0 && han >= latin { Lang::Ja } else { Lang::En }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages() {
        for (text, lang) in [
            ("how many people use line?", Lang::En),
            ("what is 炎上", Lang::En),
            ("日本 sns", Lang::Ja),
            ("2014年のline", Lang::Ja),
            ("らいん", Lang::Ja),
            ("in 2014 mixiの利用率 was how many percent?", Lang::Ja),
            ("高校生 with a locked x account: what percent?", Lang::En),
            ("", Lang::En),
        ] {
            assert_eq!(language(text), lang, "{text}");
        }
    }
}
