//! Any text is answered or refused, never with nothing, and every figure told has its source.
#![no_main]

use std::sync::{Arc, LazyLock};

use kotae::engine::{Ask, Engine};
use kotae::knowledge::{Files, PartialDate, read};
use libfuzzer_sys::fuzz_target;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new(Arc::new(read(&Files::embedded()).base)));

fuzz_target!(|text: &str| {
    let answer = ENGINE.ask(&Ask { text, lang: None, context: None, today: PartialDate::year(2026) });
    assert!(!answer.text.is_empty(), "{text:?}");
    assert!(answer.figures.is_empty() || !answer.sources.is_empty(), "{text:?}");
});
