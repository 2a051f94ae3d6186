//! The language of what is said where no question tells it.

use crate::knowledge::Lang;

/// Where an interaction comes from, as far as languages go.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Locales<'a> {
    /// The user's language.
    pub(crate) user: &'a str,
    /// The server's, where it is in one.
    pub(crate) guild: Option<&'a str>,
}

impl Locales<'_> {
    /// What everybody there sees follows the server, what one user sees follows that user.
    pub(crate) fn lang(self, hidden: bool) -> Lang {
        match self.guild {
            Some(guild) if !hidden => of(guild),
            _ => of(self.user),
        }
    }
}

/// Discord's locale as a language of Kotae: <https://docs.discord.com/developers/reference#locales>.
fn of(locale: &str) -> Lang {
    if locale == "ja" || locale.starts_with("ja-") { Lang::Ja } else { Lang::En }
}

/// The language of a text by its script, for what is said about a message and not in answer to it; none where
/// the text has no letters.
pub(crate) fn of_text(text: &str) -> Option<Lang> {
    let japanese = |char: char| matches!(char, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff66}'..='\u{ff9f}');
    if text.chars().any(japanese) {
        Some(Lang::Ja)
    } else {
        text.chars().any(char::is_alphabetic).then_some(Lang::En)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_tells_its_language() {
        let languages = ["LINEとは", "利用率", "ﾗｲﾝ", "LINE", "123?"].map(of_text);
        assert_eq!(languages, [Some(Lang::Ja), Some(Lang::Ja), Some(Lang::Ja), Some(Lang::En), None]);
    }

    #[test]
    fn a_public_reply_follows_the_server_and_a_hidden_one_the_user() {
        let locales = Locales { user: "ja", guild: Some("en-US") };
        assert_eq!((locales.lang(false), locales.lang(true)), (Lang::En, Lang::Ja));
        let alone = Locales { user: "ja", guild: None };
        assert_eq!(alone.lang(false), Lang::Ja);
        assert_eq!(Locales { user: "fr", guild: None }.lang(true), Lang::En);
    }
}
