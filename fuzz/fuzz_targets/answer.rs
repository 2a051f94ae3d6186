//! Any text is answered or refused, never with nothing, and every figure told has its source. What follows the
//! first line is asked as a reply to its answer; what follows a `/` is completed.
#![no_main]

use std::sync::{Arc, LazyLock};

use kotae::answer::{Answer, Status};
use kotae::engine::{Ask, Engine};
use kotae::knowledge::{Files, PartialDate, read};
use kotae::question::{Context, language};
use libfuzzer_sys::fuzz_target;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new(Arc::new(read(&Files::embedded()).base)));

fn ask(text: &str, context: Option<&Context>) -> Answer {
    let today = PartialDate::year(2026);
    let answer = ENGINE.ask(&Ask { text, lang: None, context, today });
    assert!(!answer.text.trim().is_empty(), "{text:?}");
    assert!(answer.figures.is_empty() || !answer.sources.is_empty(), "{text:?}");
    assert!(answer.status == Status::Answered || answer.figures.is_empty(), "{text:?}");
    assert!((0.0..=1.0).contains(&answer.confidence), "{text:?}: {}", answer.confidence);
    let again: Context = answer.context.to_string().parse().expect("a context is read as it is written");
    assert_eq!(again, answer.context, "{text:?}");
    if let Some(statistic) = ENGINE.stats_of(&answer, today) {
        assert!(!statistic.figures().is_empty(), "{text:?}");
    }
    answer
}

fuzz_target!(init: { LazyLock::force(&ENGINE); }, |text: &str| {
    if let Some(typed) = text.strip_prefix('/') {
        // Searches every question of the base: too slow to do it with each text.
        assert!(ENGINE.complete(typed, language(typed), 25).len() <= 25, "{typed:?}");
        return;
    }
    let (first, reply) = text.split_once('\n').map_or((text, None), |(first, reply)| (first, Some(reply)));
    let answer = ask(first, None);
    if let Some(reply) = reply {
        ask(reply, Some(&answer.context));
    }
});
