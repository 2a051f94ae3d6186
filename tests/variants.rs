//! What is typed in another width, case or kana, or with noise around it, is the same question.
#![allow(clippy::unwrap_used)]

use std::sync::{Arc, LazyLock};

use kotae::answer::Answer;
use kotae::engine::{Ask, Engine};
use kotae::knowledge::{Files, Lang, PartialDate, read};
use proptest::prelude::*;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new(Arc::new(read(&Files::embedded()).base)));

fn ask(text: &str, lang: Lang) -> Answer {
    ENGINE.ask(&Ask { text, lang: Some(lang), context: None, today: PartialDate::year(2026) })
}

/// What an answer says, without the question.
fn said(answer: &Answer) -> (String, Option<String>, Vec<String>) {
    let figures = answer.figures.iter().map(|figure| figure.id.clone()).collect();
    (answer.text.clone(), answer.fact.clone(), figures)
}

/// ASCII as full-width forms.
fn wide(text: &str) -> String {
    let form = |c: char| match c {
        ' ' => '\u{3000}',
        '!'..='~' => char::from_u32(c as u32 + 0xfee0).unwrap_or(c),
        c => c,
    };
    text.chars().map(form).collect()
}

/// Katakana as hiragana.
fn hiragana(text: &str) -> String {
    let form = |c: char| match c {
        'ァ'..='ヴ' => char::from_u32(c as u32 - 0x60).unwrap_or(c),
        c => c,
    };
    text.chars().map(form).collect()
}

/// Katakana as half-width forms, voiced marks apart.
fn narrow(text: &str) -> String {
    const WIDE: &str = "ァアィイゥウェエォオカキクケコサシスセソタチッツテトナニヌネノハヒフヘホマミムメモャヤュユョヨラリルレロワヲンー";
    const NARROW: &str = "ｧｱｨｲｩｳｪｴｫｵｶｷｸｹｺｻｼｽｾｿﾀﾁｯﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓｬﾔｭﾕｮﾖﾗﾘﾙﾚﾛﾜｦﾝｰ";
    let plain = |c: char| WIDE.chars().position(|wide| wide == c).and_then(|at| NARROW.chars().nth(at));
    text.chars()
        .flat_map(|c| {
            // In Unicode a voiced kana stands one or two places behind the plain one.
            let before = |by: u32| char::from_u32(c as u32 - by).and_then(plain);
            match plain(c) {
                Some(narrow) => vec![narrow],
                None if ('ガ'..='ボ').contains(&c) && before(1).is_some() => vec![before(1).unwrap(), 'ﾞ'],
                None if ('パ'..='ポ').contains(&c) => vec![before(2).unwrap(), 'ﾟ'],
                None => vec![c],
            }
        })
        .collect()
}

const NOISE: [(&str, &str); 6] = [
    ("<@100200300400500600> ", ""),
    ("", " <:thinking:121314151617181920>"),
    ("**", "**"),
    ("\u{200b}", "\u{2060}"),
    ("🤔 ", " 🙏🙏"),
    ("> ", ""),
];

/// A test question of the base.
fn question() -> impl Strategy<Value = (String, Lang)> {
    let count = ENGINE.base().questions.len();
    (0..count).prop_map(|at| {
        let question = &ENGINE.base().questions[at];
        (question.text.clone(), question.lang)
    })
}

/// True for a text without markup and addresses.
fn is_plain(text: &str) -> bool {
    !text.contains("://") && !text.contains(['@', '<', '>', '*', '_', '~', '|', '`', '#'])
}

/// A name of a topic in katakana alone that is no ordinary word: those need a reason in the sentence, and how they are
/// written is a part of it.
fn katakana_name() -> impl Strategy<Value = String> {
    let is_katakana =
        |name: &&String| name.chars().count() >= 4 && name.chars().all(|c| matches!(c, 'ァ'..='ヴ' | 'ー'));
    let topics = ENGINE.base().topics.iter();
    let names: Vec<String> = topics
        .flat_map(|topic| topic.aliases.ja.iter().filter(|name| !topic.aliases.ordinary.contains(name)))
        .filter(is_katakana)
        .cloned()
        .collect();
    assert!(names.len() > 20, "{names:?}");
    prop::sample::select(names)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    // Markup and addresses are such only in the letters that Discord reads them in.
    #[test]
    fn full_width_is_the_same((text, lang) in question().prop_filter("markup", |(text, _)| is_plain(text))) {
        prop_assert_eq!(said(&ask(&text, lang)), said(&ask(&wide(&text), lang)));
    }

    #[test]
    fn noise_around_it_is_nothing((text, lang) in question(), (before, after) in prop::sample::select(&NOISE[..])) {
        let noisy = format!("{before}{text}{after}");
        prop_assert_eq!(said(&ask(&text, lang)), said(&ask(&noisy, lang)), "{}", noisy);
    }

    #[test]
    fn a_name_may_be_typed_in_any_kana(name in katakana_name(), rest in prop::sample::select(&["とは", "の利用率は", "はなぜ人気なの", "の歴史を教えて"][..])) {
        let expected = said(&ask(&format!("{name}{rest}"), Lang::Ja));
        prop_assert_eq!(&expected, &said(&ask(&format!("{}{rest}", narrow(&name)), Lang::Ja)));
        // Short names in hiragana may be a part of a word, and then they need a reason.
        if name.chars().count() >= 5 {
            prop_assert_eq!(&expected, &said(&ask(&format!("{}{rest}", hiragana(&name)), Lang::Ja)));
        }
    }

    #[test]
    fn any_text_is_answered_or_refused(text in "\\PC{0,400}") {
        let answer = ask(&text, Lang::En);
        prop_assert!(!answer.text.is_empty());
    }
}
