//! The knowledge that the program carries: whole, and short enough for whoever reads it on Discord.

use std::collections::HashSet;
use std::sync::Arc;

use kotae::answer::{Answer, limits};
use kotae::engine::{Ask, Engine};
use kotae::knowledge::{Fact, Files, Lang, Severity, check, placeholders, read, render};

use crate::valid::today;

#[test]
fn it_has_no_errors() {
    let files = Files::embedded();
    let mut problems = check(&read(&files), today());
    problems.retain(|problem| problem.severity == Severity::Error);
    assert!(problems.is_empty(), "{}", render(&problems, &files, false));
}

/// What a fact's answer looks like, whichever other one would be given to its questions.
fn answer(engine: &Engine, fact: &Fact, lang: Lang) -> Option<Answer> {
    // Whoever names the topic may be told each of its facts.
    let name = engine.base().topic(&fact.topic).map(|topic| topic.name.get(lang));
    let mut questions = fact.questions.get(lang).iter().chain(name);
    questions.find_map(|question| {
        let ask = Ask { text: question, lang: Some(lang), context: None, today: today() };
        let (_, candidates) = engine.weigh(&ask)?;
        let mut answers = candidates.into_iter().map(|(_, answer)| answer);
        answers.find(|answer| answer.fact.as_ref() == Some(&fact.id))
    })
}

#[test]
fn every_fact_can_be_said_in_both_languages() {
    let engine = Engine::new(Arc::new(read(&Files::embedded()).base));
    let mut said = HashSet::new();
    let mut wrong = Vec::new();
    for fact in engine.base().facts() {
        for lang in Lang::ALL {
            let Some(answer) = answer(&engine, fact, lang) else {
                wrong.push(format!(
                    "{} [{lang}]: neither a question of its own nor its topic's name leads to it",
                    fact.id
                ));
                continue;
            };
            said.insert((fact.id.as_str(), lang));
            if answer.lang != lang || answer.text.trim().is_empty() || answer.sources.is_empty() {
                wrong.push(format!("{} [{lang}]: {answer:?}", fact.id));
            }
            if answer.text.contains(['{', '}']) || placeholders(&answer.text).next().is_some() {
                wrong.push(format!("{} [{lang}]: not filled: {}", fact.id, answer.text));
            }
            for excess in limits::excesses(&answer) {
                wrong.push(format!("{} [{lang}]: {excess:?}", fact.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), said.len(), wrong.join("\n"));
    assert!(!said.is_empty());
}

#[test]
fn a_kept_index_answers_as_the_one_that_was_built() {
    let base = Arc::new(read(&Files::embedded()).base);
    let built = Engine::new(Arc::clone(&base));
    let index = built.index();
    let kept = Engine::kept(Arc::clone(&base), &index).expect("the index of this very base");
    for question in &base.questions {
        let ask = Ask { text: &question.text, lang: None, context: None, today: today() };
        assert_eq!(kept.ask(&ask), built.ask(&ask), "{}", question.text);
    }
    let other = Arc::new(kotae::knowledge::FactBase::default());
    assert!(Engine::kept(other, &index).expect_err("another base").to_string().contains("the base has 0"));
    assert!(Engine::kept(base, &index[..index.len() / 2]).is_err());
}
