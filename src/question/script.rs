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

/// So many Latin words for each run of katakana and Han are more than what is quoted among them.
const MANY: usize = 3;

/// The language of a text. Hiragana, which holds sentences together, means Japanese. Runs of katakana and Han alone may
/// be names in an English sentence: it is one where there are far more Latin words than such runs ("keep seeing 既読スルー
/// in manga"), or simply more where the runs are Han alone ("what is 炎上").
pub fn language(text: &str) -> Lang {
    let (mut runs, mut latin, mut katakana, mut before) = (0, 0, false, Script::Space);
    let is_east = |script| matches!(script, Script::Katakana | Script::Han);
    for c in text.chars() {
        let this = script(c);
        match this {
            Script::Hiragana => return Lang::Ja,
            Script::Latin if before != Script::Latin => latin += 1,
            this if is_east(this) && !is_east(before) => runs += 1,
            _ => {}
        }
        katakana |= this == Script::Katakana;
        before = this;
    }
    let quoted = if katakana { runs * MANY } else { runs };
    if runs > 0 && latin <= quoted { Lang::Ja } else { Lang::En }
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
            ("hi! i keep seeing 'kidoku suru' (既読スルー) in manga. what is it?", Lang::En),
            ("tiktok lite ユーザー数", Lang::Ja),
            ("", Lang::En),
        ] {
            assert_eq!(language(text), lang, "{text}");
        }
    }
}
