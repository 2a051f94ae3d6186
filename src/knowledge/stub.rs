//! Beginnings of facts for questions that were not answered: ready to be pasted and filled in.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Lang, PartialDate};

/// A question that waits for an answer, and what is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The question.
    pub text: String,
    /// Its language.
    pub lang: Lang,
    /// How often it was asked.
    pub count: u64,
    /// The topic that it seems to be about.
    pub topic: Option<String>,
    /// The intent that it seems to have.
    pub intent: Option<String>,
}

/// Where a topic or intent could not be told.
const UNKNOWN: &str = "TODO";

/// A text of TOML with a fact for each topic and intent that was asked about, and a test question for each
/// question. `TODO` stands where a curator must write; `kotae check` names every place that is left.
pub fn stubs(wanted: &[Wanted], today: PartialDate) -> String {
    let mut text = format!(
        "# Questions that Kotae could not answer, {today}. Move each fact to its topic's file and the questions\n\
         # to questions.toml; write what `TODO` stands for; try it with `kotae check --knowledge knowledge`.\n"
    );
    let mut facts: BTreeMap<(&str, &str), Vec<&Wanted>> = BTreeMap::new();
    for question in wanted {
        let topic = question.topic.as_deref().unwrap_or(UNKNOWN);
        let intent = question.intent.as_deref().unwrap_or(UNKNOWN);
        facts.entry((topic, intent)).or_default().push(question);
    }
    for ((topic, intent), questions) in &facts {
        let _ = write!(text, "\n# topics/{topic}.toml; asked {}\n", times(questions));
        let _ = write!(
            text,
            "[[fact]]\nid = {}\nintent = {}\nstatement = {{ en = \"TODO\", ja = \"TODO\" }}\n\
             sources = [\"TODO\"]\nas_of = \"TODO\"\nbasis = \"TODO\"\n[fact.questions]\n",
            quoted(&id(topic, intent)),
            quoted(intent)
        );
        for lang in Lang::ALL {
            let asked: Vec<String> = questions
                .iter()
                .filter(|question| question.lang == lang)
                .map(|question| quoted(&question.text))
                .collect();
            let asked = if asked.is_empty() { vec![quoted(UNKNOWN)] } else { asked };
            let _ = writeln!(text, "{lang} = [{}]", asked.join(", "));
        }
    }
    text.push_str("\n# questions.toml\n");
    for ((topic, intent), questions) in &facts {
        for question in questions {
            let _ = write!(
                text,
                "[[question]]\nlang = \"{}\"\ntext = {}\nfact = {}\n\n",
                question.lang,
                quoted(&question.text),
                quoted(&id(topic, intent))
            );
        }
    }
    text
}

fn times(questions: &[&Wanted]) -> String {
    let count: u64 = questions.iter().map(|question| question.count).sum();
    if count == 1 { "once".to_owned() } else { format!("{count} times") }
}

fn id(topic: &str, intent: &str) -> String {
    format!("{topic}.{intent}-2")
}

/// As a string of TOML.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(text: &str, lang: Lang, topic: Option<&str>) -> Wanted {
        Wanted {
            text: text.to_owned(),
            lang,
            count: 2,
            topic: topic.map(str::to_owned),
            intent: Some("usage".to_owned()),
        }
    }

    #[test]
    fn what_is_asked_of_one_thing_is_one_fact() {
        let questions = [
            wanted("who uses \"mixi\"?\\", Lang::En, Some("mixi")),
            wanted("mixiは誰が使う", Lang::Ja, Some("mixi")),
            wanted("orkut", Lang::En, None),
        ];
        let text = stubs(&questions, PartialDate::year(2026));
        let table: toml::Table = text.parse().expect("good TOML");
        let facts = table["fact"].as_array().expect("facts");
        assert_eq!(facts.len(), 2);
        assert_eq!(facts[1]["id"].as_str(), Some("mixi.usage-2"));
        assert_eq!(facts[1]["questions"]["en"][0].as_str(), Some("who uses \"mixi\"?\\"));
        assert_eq!(facts[1]["questions"]["ja"][0].as_str(), Some("mixiは誰が使う"));
        assert_eq!(facts[0]["questions"]["ja"][0].as_str(), Some("TODO"));
        assert_eq!(table["question"].as_array().map(Vec::len), Some(3));
        assert!(text.contains("# topics/mixi.toml; asked 4 times\n"), "{text}");
    }
}
