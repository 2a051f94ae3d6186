//! Alternatives: how many wordings are written as one, `the {photo|picture} {app|network}`.

/// No pattern stands for more wordings than these: it would be written as several.
pub const MOST_WORDINGS: usize = 500;

/// Why a pattern stands for nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AlternativesError {
    /// A brace within braces, or one that is never opened or closed.
    #[error("its braces do not match")]
    Braces,
    /// Braces around a single wording.
    #[error("braces hold no choice")]
    NoChoice,
    /// More than [`MOST_WORDINGS`].
    #[error("it stands for more than {MOST_WORDINGS} wordings")]
    TooMany,
}

/// All wordings that a pattern stands for, each with one of the choices of every pair of braces; a choice may be empty.
///
/// # Errors
/// Where braces do not match or hold no choice, and where there are too many wordings.
pub fn alternatives(pattern: &str) -> Result<Vec<String>, AlternativesError> {
    let (mut wordings, mut rest) = (vec![String::new()], pattern);
    while let Some(start) = rest.find(['{', '}']) {
        let (plain, braces) = rest.split_at(start);
        let (choices, after) = braces
            .strip_prefix('{')
            .and_then(|inner| inner.split_once('}'))
            .ok_or(AlternativesError::Braces)?;
        if choices.contains('{') {
            return Err(AlternativesError::Braces);
        }
        if !choices.contains('|') {
            return Err(AlternativesError::NoChoice);
        }
        let choices: Vec<&str> = choices.split('|').collect();
        if wordings.len() * choices.len() > MOST_WORDINGS {
            return Err(AlternativesError::TooMany);
        }
        let with_each =
            |wording: String| choices.iter().map(move |choice| [&wording, plain, choice].concat());
        wordings = wordings.into_iter().flat_map(with_each).collect();
        rest = after;
    }
    for wording in &mut wordings {
        wording.push_str(rest);
    }
    Ok(wordings)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{AlternativesError, MOST_WORDINGS, alternatives};

    #[test]
    fn each_choice_is_a_wording() {
        let cases: [(&str, &[&str]); 3] = [
            (
                "the {photo|picture}{| sharing} app",
                &["the photo app", "the photo sharing app", "the picture app", "the picture sharing app"],
            ),
            ("写真の{アプリ|SNS}", &["写真のアプリ", "写真のSNS"]),
            ("as it is", &["as it is"]),
        ];
        for (pattern, expected) in cases {
            assert_eq!(alternatives(pattern).expect("a whole pattern"), expected);
        }
    }

    #[test]
    fn what_stands_for_nothing_is_told() {
        for (pattern, expected) in [
            ("{a|b", AlternativesError::Braces),
            ("a|b}", AlternativesError::Braces),
            ("{a|{b|c}}", AlternativesError::Braces),
            ("{a}", AlternativesError::NoChoice),
            ("{}", AlternativesError::NoChoice),
            (&"{a|b}".repeat(9), AlternativesError::TooMany),
        ] {
            assert_eq!(alternatives(pattern), Err(expected), "{pattern}");
        }
    }

    proptest! {
        #[test]
        fn any_pattern_will_do(pattern in "[{}|a 日]{0,24}") {
            let most = alternatives(&pattern).map_or(0, |all| all.len());
            prop_assert!(most <= MOST_WORDINGS);
        }
    }
}
