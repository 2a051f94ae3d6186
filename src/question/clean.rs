//! What people type, without what is not part of the question.

use crate::knowledge::normalise;

/// How many characters of a question are read. Discord lets 2,000 through; nobody asks that much.
pub const LONGEST: usize = 300;

/// A cleaned text, as typed and normalised.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clean {
    /// As typed (letter case and width kept), for names that are spelt exactly.
    pub typed: String,
    /// In NFKC and lower case.
    pub text: String,
}

/// Strips Discord's mentions and custom emoji, addresses, markdown, invisible and bidirectional control
/// characters, and emoji; collapses white space; cuts to [`LONGEST`] characters. From one number to another there is
/// one dash or one wave, and `#1` is number 1.
///
/// A long message is cut at its beginning: the question is mostly at its end.
pub fn clean(raw: &str) -> Clean {
    let mut typed = String::with_capacity(raw.len().min(4 * LONGEST));
    let mut rest = raw;
    while let Some(c) = rest.chars().next() {
        if let Some(after) = skip_discord_tag(rest).or_else(|| skip_address(rest, &typed)) {
            push_space(&mut typed);
            rest = after;
            continue;
        }
        rest = &rest[c.len_utf8()..];
        let of_range = typed.ends_with(char::is_numeric) && rest.starts_with(char::is_numeric);
        match c {
            '–' | '—' | '‒' | '‐' | '‑' | '−' if of_range => typed.push('-'),
            '~' | '～' if of_range => typed.push('〜'),
            '#' if rest.starts_with(char::is_numeric) => {
                push_space(&mut typed);
                typed.push_str("number ");
            }
            '*' | '`' | '|' | '~' | '>' | '#' | '_' | '<' => push_space(&mut typed),
            c if is_invisible(c) => {}
            c if c.is_whitespace() || c.is_control() || is_pictograph(c) => push_space(&mut typed),
            c => typed.push(c),
        }
    }
    let typed = last_characters(typed.trim(), LONGEST);
    Clean { text: normalise(typed).trim().to_owned(), typed: typed.to_owned() }
}

fn push_space(text: &mut String) {
    if !text.is_empty() && !text.ends_with(' ') {
        text.push(' ');
    }
}

/// `<@1>`, `<@!1>`, `<@&1>`, `<#1>`, `<:name:1>`, `<a:name:1>`, `<t:1:R>`, `</name:1>` (Discord: message formatting).
fn skip_discord_tag(rest: &str) -> Option<&str> {
    let inner = rest.strip_prefix('<')?;
    let end = inner.find('>').filter(|end| *end <= 80)?;
    let tag = &inner[..end];
    let is_tag = tag.starts_with(['@', '#', ':', '/']) || tag.starts_with("a:") || tag.starts_with("t:");
    (is_tag && tag.bytes().any(|b| b.is_ascii_digit())).then(|| &inner[end + 1..])
}

fn skip_address<'a>(rest: &'a str, before: &str) -> Option<&'a str> {
    if before.ends_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    ["http://", "https://", "www."].iter().find(|start| {
        rest.len() >= start.len()
            && rest.is_char_boundary(start.len())
            && rest[..start.len()].eq_ignore_ascii_case(start)
    })?;
    let end = rest.find(|c: char| c.is_whitespace() || !c.is_ascii()).unwrap_or(rest.len());
    Some(&rest[end..])
}

fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}' | '\u{61c}' | '\u{180e}')
}

fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}' | '\u{e000}'..='\u{f8ff}')
}

fn last_characters(text: &str, most: usize) -> &str {
    let count = text.chars().count();
    if count <= most {
        return text;
    }
    let at = text.char_indices().nth(count - most).map_or(0, |(at, _)| at);
    text[at..].trim_start()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_is_stripped() {
        for (raw, text) in [
            ("<@100200300400500600> tiktok japan users? **monthly** pls", "tiktok japan users? monthly pls"),
            ("<:line:121314151617181920> **LINE** の普及率は？？", "line の普及率は??"),
            ("> What is pixivFANBOX?\n<@191817161514131211> ^^ this", "what is pixivfanbox? ^^ this"),
            ("VTuberの市場規模は？ https://example.com/vtuber?x=1", "vtuberの市場規模は?"),
            ("\u{202e} esrever\u{202c}", "esrever"),
            ("🧠🧨🎯🛰️🪐", ""),
            ("\u{200d}\u{200b}\u{200d}", ""),
            ("２０２０年のﾗｲﾝ", "2020年のライン"),
            ("1 < 2 and 3 > 2", "1 2 and 3 2"),
            ("", ""),
        ] {
            assert_eq!(clean(raw).text, text, "{raw:?}");
        }
    }

    #[test]
    fn of_a_long_text_the_end_is_read() {
        let raw = format!("{} why is mixi dead?", "blah ".repeat(400));
        let text = clean(&raw).text;
        assert!(text.chars().count() <= LONGEST);
        assert!(text.ends_with("why is mixi dead?"));
    }
}
