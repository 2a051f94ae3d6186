//! What a message on Discord may hold: one registry, with the page each number comes from.
//!
//! It lives in the core because `kotae check` measures answers against it before anybody asks; the renderer
//! cuts by it. Lengths are counted in UTF-16 units: Discord's pages say "characters" without saying which, and
//! a text has never fewer of those than of code points, so what fits by this count fits by either.

use std::borrow::Cow;

use super::Answer;

/// One limit.
#[derive(Debug, PartialEq, Eq)]
pub struct Limit {
    /// What is limited.
    pub name: &'static str,
    /// The most there may be: UTF-16 units of a text, or pieces.
    pub most: usize,
    /// The page of Discord's documentation that says so.
    pub source: &'static str,
}

const MESSAGE: &str = "https://docs.discord.com/developers/resources/message#create-message";
const EMBED: &str = "https://docs.discord.com/developers/resources/message#embed-object-embed-limits";
const COMPONENT: &str = "https://docs.discord.com/developers/components/reference";
const COMMAND: &str = "https://docs.discord.com/developers/interactions/application-commands";
const RESPONSE: &str =
    "https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object";

macro_rules! limits {
    ($($(#[doc = $doc:literal])+ $name:ident = $most:literal, $source:ident;)+) => {
        $($(#[doc = $doc])+ pub const $name: Limit = Limit { name: stringify!($name), most: $most, source: $source };)+

        /// Every limit there is.
        pub const ALL: &[Limit] = &[$($name),+];
    };
}

limits! {
    /// Text of a message.
    CONTENT = 2000, MESSAGE;
    /// Files of a message.
    ATTACHMENTS = 10, MESSAGE;
    /// Description of a file, read aloud to those who cannot see it.
    ATTACHMENT_DESCRIPTION = 1024, MESSAGE;
    /// What makes a message unique for a few minutes.
    NONCE = 25, MESSAGE;
    /// Embeds of a message.
    EMBEDS = 10, MESSAGE;
    /// Title of an embed.
    EMBED_TITLE = 256, EMBED;
    /// Description of an embed.
    EMBED_DESCRIPTION = 4096, EMBED;
    /// Fields of an embed.
    EMBED_FIELDS = 25, EMBED;
    /// Name of a field.
    EMBED_FIELD_NAME = 256, EMBED;
    /// Value of a field.
    EMBED_FIELD_VALUE = 1024, EMBED;
    /// Footer of an embed.
    EMBED_FOOTER = 2048, EMBED;
    /// All texts of all embeds of a message together.
    EMBED_TOTAL = 6000, EMBED;
    /// Rows of buttons of a message.
    ROWS = 5, COMPONENT;
    /// Buttons of a row.
    ROW_BUTTONS = 5, COMPONENT;
    /// Label of a button.
    BUTTON_LABEL = 80, COMPONENT;
    /// What a button sends back.
    CUSTOM_ID = 100, COMPONENT;
    /// Title of a form, label of its field.
    FORM_TITLE = 45, COMPONENT;
    /// What stands in a field of a form while it is empty.
    FORM_PLACEHOLDER = 100, COMPONENT;
    /// What stands in a menu while nothing is chosen.
    MENU_PLACEHOLDER = 150, COMPONENT;
    /// Entries of a menu, and how many of them can be chosen.
    MENU_CHOICES = 25, COMPONENT;
    /// Label or value of an entry of a menu.
    MENU_CHOICE = 100, COMPONENT;
    /// Address behind a link button.
    BUTTON_URL = 512, COMPONENT;
    /// Name of a command or option.
    COMMAND_NAME = 32, COMMAND;
    /// Description of a command or option.
    COMMAND_DESCRIPTION = 100, COMMAND;
    /// Options of a command.
    COMMAND_OPTIONS = 25, COMMAND;
    /// Fixed choices of an option.
    COMMAND_CHOICES = 25, COMMAND;
    /// Names, descriptions and values of a command together, in its longest language.
    COMMAND_TOTAL = 8000, COMMAND;
    /// Message commands of an application.
    MESSAGE_COMMANDS = 15, COMMAND;
    /// Entries of an autocomplete list.
    CHOICES = 25, RESPONSE;
    /// Name or value of an entry of an autocomplete list.
    CHOICE = 100, COMMAND;
}

impl Limit {
    /// Whether a text keeps within it.
    pub fn fits(&self, text: &str) -> bool {
        units(text) <= self.most
    }

    /// The text, cut with an ellipsis if it is longer.
    pub fn cut<'a>(&self, text: &'a str) -> Cow<'a, str> {
        cut(text, self.most)
    }
}

/// The length of a text as limits count it.
pub fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// A text cut to `most` units, the ellipsis included; never within a character or before what belongs to one
/// (combining marks, the joiners and selectors of emoji).
pub fn cut(text: &str, most: usize) -> Cow<'_, str> {
    if units(text) <= most {
        return Cow::Borrowed(text);
    }
    let Some(room) = most.checked_sub(1) else { return Cow::Borrowed("") };
    let mut used = 0;
    let mut end = 0;
    for (at, char) in text.char_indices() {
        if !belongs_to_the_last(char) && !text[..at].ends_with('\u{200d}') {
            end = at;
        }
        used += char.len_utf16();
        if used > room {
            break;
        }
    }
    Cow::Owned(format!("{}…", text[..end].trim_end()))
}

fn belongs_to_the_last(char: char) -> bool {
    matches!(char,
        '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{300}'..='\u{36f}' | '\u{3099}' | '\u{309a}'
        | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}')
}

/// A limit that an answer goes beyond.
#[derive(Debug, PartialEq, Eq)]
pub struct Excess {
    /// Which.
    pub limit: &'static str,
    /// How long the text would be.
    pub units: usize,
    /// How long it may be.
    pub most: usize,
}

/// The limits that an answer would be cut by when it is shown, for `kotae check`.
///
/// Counted as if every sign had to be escaped that can be, so an answer that passes is never cut.
pub fn excesses(answer: &Answer) -> Vec<Excess> {
    let escaped = |text: &str| units(text) + text.chars().filter(char::is_ascii_punctuation).count();
    // Each line below the statement has its mark and a line break; a source has brackets around its address.
    let line = |text: &str| escaped(text) + 8;
    let description = escaped(&answer.text)
        + answer.detail.as_deref().map_or(0, line)
        + answer.notes.iter().map(|note| line(&note.text)).sum::<usize>()
        + answer
            .sources
            .iter()
            .map(|source| line(&source.producer) + units(source.url.as_deref().unwrap_or_default()) + 16)
            .sum::<usize>();
    let mut excesses = Vec::new();
    let mut measure = |limit: &Limit, units: usize| {
        if units > limit.most {
            excesses.push(Excess { limit: limit.name, units, most: limit.most });
        }
    };
    measure(&EMBED_DESCRIPTION, description);
    for suggestion in &answer.suggestions {
        measure(&BUTTON_LABEL, units(suggestion));
    }
    measure(&CUSTOM_ID, units(&answer.context.to_string()) + 2);
    excesses
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_limit_has_a_source_and_a_name_of_its_own() {
        let mut names: Vec<_> = ALL.iter().map(|limit| limit.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), ALL.len());
        for limit in ALL {
            assert!(limit.most > 0 && limit.source.starts_with("https://docs.discord.com/"), "{limit:?}");
        }
    }

    #[test]
    fn what_fits_is_left_alone() {
        assert_eq!(cut("abc", 3), Cow::Borrowed("abc"));
        assert_eq!(cut("", 0), "");
        assert_eq!(cut("答え", 2), "答え");
    }

    #[test]
    fn what_does_not_fit_is_cut_between_characters() {
        assert_eq!(cut("abcd", 3), "ab…");
        assert_eq!(cut("答えです", 3), "答え…");
        assert_eq!(cut("ab cd", 4), "ab…", "no space before the ellipsis");
        assert_eq!(cut("😀😀", 3), "😀…", "an emoji counts as two");
        assert_eq!(cut("😀😀", 2), "…");
        assert_eq!(cut("abc", 1), "…");
        assert_eq!(cut("abc", 0), "");
    }

    #[test]
    fn what_belongs_together_is_not_torn() {
        assert_eq!(cut("か\u{3099}か\u{3099}か\u{3099}", 4), "か\u{3099}…");
        assert_eq!(cut("a👩\u{200d}👩\u{200d}👧b", 6), "a…");
        assert_eq!(cut("a👍🏽bc", 4), "a…");
    }

    #[test]
    fn an_answer_that_would_be_cut_is_told() {
        use crate::answer::Status;
        use crate::knowledge::Lang;
        use crate::question::Context;
        let mut answer = Answer {
            question: String::new(),
            lang: Lang::En,
            status: Status::Answered,
            topics: Vec::new(),
            intent: None,
            fact: None,
            text: "a".repeat(600),
            detail: None,
            figures: Vec::new(),
            sources: Vec::new(),
            as_of: None,
            notes: Vec::new(),
            confidence: 1.0,
            suggestions: vec!["why?".into()],
            chart: false,
            context: Context::default(),
        };
        assert_eq!(excesses(&answer), []);
        answer.text = "*".repeat(2049);
        answer.suggestions.push("答".repeat(81));
        answer.context.group = Some("g".repeat(95));
        let excess = |limit: &Limit, units| Excess { limit: limit.name, units, most: limit.most };
        assert_eq!(
            excesses(&answer),
            [excess(&EMBED_DESCRIPTION, 4098), excess(&BUTTON_LABEL, 81), excess(&CUSTOM_ID, 101)]
        );
    }

    #[test]
    fn a_cut_text_keeps_the_limit_whatever_is_in_it() {
        let text = "a答😀e\u{301}\u{200d}\n ".repeat(20);
        for most in 0..=units(&text) {
            assert!(units(&cut(&text, most)) <= most, "{most}");
        }
    }
}
