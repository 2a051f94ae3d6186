//! Text as it stands, where Discord would read markup.

/// Escapes what Discord would take for markup, a mention, a custom emoji, a timestamp or a link. The text shows
/// as it was written: a backslash before a sign is not shown. Only signs that would turn it around are left out.
///
/// <https://docs.discord.com/developers/reference#message-formatting>
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    let mut at_start = true;
    for (at, char) in text.char_indices() {
        if turns_around(char) {
            continue;
        }
        let special = match char {
            // `@everyone` pings nobody (see `payload`), yet it would show as if it did.
            '\\' | '*' | '_' | '~' | '`' | '|' | '<' | '>' | '[' | ']' | '@' => true,
            // Headings, subtext and lists begin a line; a number with a full stop and a space does too.
            '#' | '-' | '+' => at_start,
            '.' => {
                is_number_at_start(&text[..at]) && !text[at + 1..].starts_with(|c: char| !c.is_whitespace())
            }
            // `https://…` would become a link that the bot seems to recommend.
            ':' => text[at..].starts_with("://"),
            _ => false,
        };
        if special {
            escaped.push('\\');
        }
        escaped.push(char);
        at_start = char == '\n' || at_start && char.is_whitespace();
    }
    escaped
}

/// Signs that let what stands beside them be read from right to left: a question could turn its answer around.
/// Without them, Arabic and Hebrew still run as they should.
fn turns_around(char: char) -> bool {
    matches!(char, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn is_number_at_start(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default().trim_start();
    !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit())
}

/// A link; the label alone where the address cannot be one.
pub(crate) fn link(label: &str, url: Option<&str>) -> String {
    let label = escape(label);
    let Some(url) = url.filter(|url| url.starts_with("https://") || url.starts_with("http://")) else {
        return label;
    };
    // The address ends at the first `)` or space.
    let url = url.replace(' ', "%20").replace('(', "%28").replace(')', "%29").replace(['<', '>'], "");
    format!("[{label}]({url})")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_shows_as_it_was_written() {
        for (text, escaped) in [
            ("plain text, 50% (a)", "plain text, 50% (a)"),
            ("**b** __u__ ~~s~~ `c` ||d||", r"\*\*b\*\* \_\_u\_\_ \~\~s\~\~ \`c\` \|\|d\|\|"),
            ("# a\n - b\n> c\n1. d", "\\# a\n \\- b\n\\> c\n1\\. d"),
            ("10代 - 5.5% #1", "10代 - 5.5% #1"),
            ("91.1% of all", "91.1% of all"),
            ("<@1> <#2> <:a:3> <t:4>", r"\<\@1\> \<#2\> \<:a:3\> \<t:4\>"),
            ("[a](https://b)", r"\[a\](https\://b)"),
            ("@everyone", r"\@everyone"),
            (r"a\", r"a\\"),
            ("\u{202e}a\u{202c}\u{2066}b\u{2069}", "ab"),
            ("", ""),
        ] {
            assert_eq!(escape(text), escaped, "{text}");
        }
    }

    #[test]
    fn a_link_keeps_its_address_whole() {
        assert_eq!(link("A (2025)", Some("https://a/b (c)")), "[A (2025)](https://a/b%20%28c%29)");
        assert_eq!(link("A]", None), r"A\]");
        assert_eq!(link("A", Some("javascript:x")), "A");
    }
}
