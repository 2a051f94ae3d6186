//! Finds the paths of a Rust file that lead out of it: into other rooms, and into other crates.
//!
//! A reader of tokens rather than of lines: comments, texts and documentation do not count, and grouped,
//! nested and relative imports do.

/// A name and the line in which it stands.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) line: usize,
}

/// What a file names.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Names {
    /// First parts of paths below the root of the crate.
    pub(crate) rooms: Vec<Named>,
    /// First parts of all other paths: crates among them.
    pub(crate) crates: Vec<Named>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Word(String),
    /// `::`
    Path,
    Sign(char),
}

/// What the file at `path` (below the root of the package) names.
pub(crate) fn scan(path: &str, source: &str) -> Names {
    let tokens = tokens(source);
    let mut names = Names::default();
    let mut depth = depth(path);
    // For each open brace, whether it is that of a module.
    let mut open = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let line = tokens[at].1;
        match &tokens[at].0 {
            Token::Sign('{') => {
                let module = at >= 2 && tokens[at - 2].0 == Token::Word("mod".to_owned());
                depth += usize::from(module);
                open.push(module);
            }
            Token::Sign('}') => depth -= usize::from(open.pop().unwrap_or_default()),
            Token::Word(word) if starts_path(&tokens, at) => match word.as_str() {
                "crate" => firsts(&tokens, at + 2, &mut names.rooms),
                // The binary sees the library as a crate of that name.
                "kotae" if path == "src/main.rs" => firsts(&tokens, at + 2, &mut names.rooms),
                "super" => {
                    let mut climbed = 1;
                    while tokens
                        .get(at + 2)
                        .is_some_and(|(token, _)| *token == Token::Word("super".to_owned()))
                    {
                        climbed += 1;
                        at += 2;
                    }
                    if climbed == depth {
                        firsts(&tokens, at + 2, &mut names.rooms);
                    }
                }
                "self" => {}
                word => names.crates.push(Named { name: word.to_owned(), line }),
            },
            // `use serenity;` and `use serenity as discord;` have no path.
            Token::Word(word) if at > 0 && tokens[at - 1].0 == Token::Word("use".to_owned()) => {
                names.crates.push(Named { name: word.clone(), line });
            }
            _ => {}
        }
        at += 1;
    }
    names
}

/// How many modules deep a file is below the root of the crate.
fn depth(path: &str) -> usize {
    let parts: Vec<&str> = path.trim_end_matches(".rs").split('/').skip(1).collect();
    match parts.as_slice() {
        ["main" | "lib"] => 0,
        [rest @ .., "mod"] | rest => rest.len(),
    }
}

fn starts_path(tokens: &[(Token, usize)], at: usize) -> bool {
    tokens.get(at + 1).is_some_and(|(token, _)| *token == Token::Path)
        && (at == 0 || tokens[at - 1].0 != Token::Path)
}

/// The names at the head of a path or of a group of paths.
fn firsts(tokens: &[(Token, usize)], at: usize, names: &mut Vec<Named>) {
    match tokens.get(at) {
        Some((Token::Word(name), line)) => names.push(Named { name: name.clone(), line: *line }),
        Some((Token::Sign('*'), line)) => names.push(Named { name: "*".to_owned(), line: *line }),
        Some((Token::Sign('{'), _)) => {
            let mut open = 0_usize;
            for (token, place) in tokens[at..].iter().zip(at..) {
                match &token.0 {
                    Token::Sign('{') => open += 1,
                    Token::Sign('}') => open -= 1,
                    _ => {}
                }
                if open == 0 {
                    break;
                }
                if open == 1 && matches!(token.0, Token::Sign('{' | ',')) {
                    firsts(tokens, place + 1, names);
                }
            }
        }
        _ => {}
    }
}

fn tokens(source: &str) -> Vec<(Token, usize)> {
    let chars: Vec<char> = source.chars().collect();
    let mut tokens = Vec::new();
    let mut line = 1;
    let mut at = 0;
    while at < chars.len() {
        let end = match (chars[at], chars.get(at + 1).copied()) {
            ('/', Some('/')) => until(&chars, at, |rest| rest[0] == '\n'),
            ('/', Some('*')) => comment(&chars, at),
            ('"', _) => text(&chars, at + 1),
            ('\'', _) => quote(&chars, at),
            (c, _) if c.is_alphabetic() || c == '_' => {
                let end = until(&chars, at, |rest| !rest[0].is_alphanumeric() && rest[0] != '_');
                let word: String = chars[at..end].iter().collect();
                if let Some(end) = raw(&chars, &word, end) {
                    end
                } else {
                    tokens.push((Token::Word(word), line));
                    end
                }
            }
            (':', Some(':')) => {
                tokens.push((Token::Path, line));
                at + 2
            }
            (c, _) => {
                if !c.is_whitespace() {
                    tokens.push((Token::Sign(c), line));
                }
                at + 1
            }
        };
        line += chars[at..end].iter().filter(|c| **c == '\n').count();
        at = end;
    }
    tokens
}

fn until(chars: &[char], from: usize, ends: impl Fn(&[char]) -> bool) -> usize {
    (from..chars.len()).find(|at| ends(&chars[*at..])).unwrap_or(chars.len())
}

/// The end of a comment in which comments may stand.
fn comment(chars: &[char], from: usize) -> usize {
    let mut open = 0;
    let mut at = from;
    while at < chars.len() {
        match (chars[at], chars.get(at + 1)) {
            ('/', Some('*')) => (open, at) = (open + 1, at + 2),
            ('*', Some('/')) => (open, at) = (open - 1, at + 2),
            _ => at += 1,
        }
        if open == 0 {
            return at;
        }
    }
    at
}

/// The end of a text that begins before `from`.
fn text(chars: &[char], from: usize) -> usize {
    let mut at = from;
    while at < chars.len() && chars[at] != '"' {
        at += if chars[at] == '\\' { 2 } else { 1 };
    }
    (at + 1).min(chars.len())
}

/// The end of a raw text whose prefix (`r`, `br`, `cr`) has just ended, if it is one.
fn raw(chars: &[char], prefix: &str, from: usize) -> Option<usize> {
    let hashes = chars[from..].iter().take_while(|c| **c == '#').count();
    if !matches!(prefix, "r" | "br" | "cr") || chars.get(from + hashes) != Some(&'"') {
        return None;
    }
    let ending: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
    Some((until(chars, from + hashes + 1, |rest| rest.starts_with(&ending)) + ending.len()).min(chars.len()))
}

/// The end of a character, or of the sign before a lifetime.
fn quote(chars: &[char], at: usize) -> usize {
    match (chars.get(at + 1), chars.get(at + 2)) {
        (Some('\\'), _) => (until(chars, at + 3, |rest| rest[0] == '\'') + 1).min(chars.len()),
        (Some(_), Some('\'')) => at + 3,
        _ => at + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rooms(path: &str, source: &str) -> Vec<(String, usize)> {
        scan(path, source).rooms.into_iter().map(|named| (named.name, named.line)).collect()
    }

    fn named(expected: &[(&str, usize)]) -> Vec<(String, usize)> {
        expected.iter().map(|(name, line)| ((*name).to_owned(), *line)).collect()
    }

    #[test]
    fn paths_groups_and_globs_are_found() {
        let source = "use crate::store::Store;\nuse crate::{answer::{Answer, Note}, kotae};\nuse crate::*;\n\
                      fn f() -> crate::discord::Error { crate::cli::go() }";
        let expected =
            named(&[("store", 1), ("answer", 2), ("kotae", 2), ("*", 3), ("discord", 4), ("cli", 4)]);
        assert_eq!(rooms("src/engine.rs", source), expected);
    }

    #[test]
    fn a_climb_to_the_root_is_found_and_a_smaller_one_is_not() {
        assert_eq!(rooms("src/engine.rs", "use super::store;"), named(&[("store", 1)]));
        assert_eq!(
            rooms("src/answer/json.rs", "use super::Answer;\nuse super::super::store;"),
            named(&[("store", 2)])
        );
        assert_eq!(
            rooms("src/engine.rs", "mod tests { use super::*; }\nuse super::store;"),
            named(&[("store", 2)])
        );
        assert_eq!(rooms("src/answer/mod.rs", "use super::store;"), named(&[("store", 1)]));
    }

    #[test]
    fn comments_and_texts_do_not_count() {
        let source = "// crate::a\n/* crate::b /* */ crate::c */\n/// [`crate::d`]\nlet x = \"crate::e \\\" crate::f\";\n\
                      let y = r#\"crate::g\" crate::h\"#; let z: &'a str = f('\"', '\\'', 'x');\ncrate::i::j()";
        assert_eq!(rooms("src/engine.rs", source), named(&[("i", 6)]));
    }

    #[test]
    fn crates_are_found_wherever_they_are_named() {
        let source = "use sled::Db;\nuse serenity;\n#[derive(thiserror::Error)] struct E;\nlet x = tokio::spawn(y);\n\
                      std::fmt::Debug";
        let crates: Vec<_> =
            scan("src/engine.rs", source).crates.into_iter().map(|named| named.name).collect();
        assert_eq!(crates, ["sled", "serenity", "thiserror", "tokio", "std"]);
    }

    #[test]
    fn the_binary_names_rooms_by_the_crate() {
        assert_eq!(rooms("src/main.rs", "use kotae::cli::Cli;"), named(&[("cli", 1)]));
    }
}
