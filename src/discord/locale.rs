//! The language of what is said where no question tells it.

use crate::knowledge::Lang;

/// Where an interaction comes from, as far as languages go. What its command's option or the settings of the
/// server say comes before.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Locales<'a> {
    /// The user's language.
    pub(crate) user: &'a str,
    /// The server's, where it is in one.
    pub(crate) guild: Option<&'a str>,
}

impl Locales<'_> {
    /// That of the server; where it has none of Kotae's, that of a user who is alone with the reply (it is hidden,
    /// or in direct messages with the bot). What others see too never follows one of them.
    pub(crate) fn lang(self, alone: bool) -> Lang {
        let user = || Some(self.user).filter(|_| alone).and_then(of);
        self.guild.and_then(of).or_else(user).unwrap_or(Lang::En)
    }
}

/// Discord's locale (`en-US`) as a language of Kotae: <https://docs.discord.com/developers/reference#locales>.
fn of(locale: &str) -> Option<Lang> {
    locale.split('-').next()?.parse().ok()
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
    fn the_server_decides_and_where_there_is_none_the_user_who_is_alone() {
        let locales = Locales { user: "ja", guild: Some("en-US") };
        assert_eq!((locales.lang(false), locales.lang(true)), (Lang::En, Lang::En));
        let locales = Locales { user: "en-US", guild: Some("ja") };
        assert_eq!((locales.lang(false), locales.lang(true)), (Lang::Ja, Lang::Ja));
        let private = Locales { user: "ja", guild: None };
        assert_eq!((private.lang(false), private.lang(true)), (Lang::En, Lang::Ja));
        let french = Locales { user: "ja", guild: Some("fr") };
        assert_eq!((french.lang(false), french.lang(true)), (Lang::En, Lang::Ja));
        assert_eq!(Locales { user: "fr", guild: None }.lang(true), Lang::En);
    }
}
