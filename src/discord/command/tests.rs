//! The registry against Discord's rules, and each command once.

use serde_json::{Value, json};

use super::testing::{call, slash};
use super::*;
use crate::answer::limits::{self, units};
use crate::discord::state::testing::{OPERATOR, state};

fn definitions() -> Vec<Value> {
    ALL.iter().map(|spec| serde_json::to_value(spec.definition()).expect("JSON")).collect()
}

/// `^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$`, lower case where there is case:
/// <https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-naming>
fn is_name(name: &str) -> bool {
    (1..=limits::COMMAND_NAME.most).contains(&name.chars().count())
        && name.chars().all(|char| matches!(char, '-' | '_' | '\'') || char.is_alphanumeric() || char == 'ー')
        && name.to_lowercase() == name
}

fn check_option(option: &Value, path: &str) {
    let text = |key: &str| option[key].as_str().unwrap_or_default().to_owned();
    assert!(is_name(&text("name")) && text("name").is_ascii(), "{path}");
    let name_ja = option["name_localizations"]["ja"].as_str().unwrap_or_default();
    assert!(is_name(name_ja), "{path}: `{name_ja}`");
    for description in
        [text("description"), option["description_localizations"]["ja"].as_str().unwrap_or("").into()]
    {
        assert!(
            (1..=limits::COMMAND_DESCRIPTION.most).contains(&units(&description)),
            "{path}: `{description}`"
        );
    }
    let choices = option["choices"].as_array().map_or(&[][..], Vec::as_slice);
    assert!(choices.len() <= limits::COMMAND_CHOICES.most, "{path}");
    for choice in choices {
        assert!(choice["name_localizations"]["ja"].is_string(), "{path}");
    }
    check_options(option, path);
}

fn check_options(of: &Value, path: &str) {
    let options = of["options"].as_array().map_or(&[][..], Vec::as_slice);
    assert!(options.len() <= limits::COMMAND_OPTIONS.most, "{path}");
    let mut names = Vec::new();
    let mut optional = false;
    for option in options {
        check_option(option, &format!("{path} {}", option["name"]));
        let required = option["required"].as_bool().unwrap_or(false);
        assert!(!(required && optional), "{path}: required options come first");
        optional |= !required;
        names.push(option["name"].clone());
        names.push(option["name_localizations"]["ja"].clone());
    }
    names.sort_by_key(Value::to_string);
    let all = names.len();
    names.dedup();
    assert_eq!(names.len(), all, "{path}: names are distinct within a language");
}

#[test]
fn every_definition_keeps_discords_rules() {
    for command in definitions() {
        let name = command["name"].as_str().expect("a name");
        let everywhere = name != "settings";
        assert_eq!(
            command["integration_types"],
            if everywhere { json!([0, 1]) } else { json!([0]) },
            "{name}"
        );
        assert_eq!(command["contexts"], if everywhere { json!([0, 1, 2]) } else { json!([0]) }, "{name}");
        if command["type"] == 3 {
            assert!((1..=limits::COMMAND_NAME.most).contains(&units(name)));
            assert!(command.get("description").is_none(), "a message command has none");
            let name_ja = command["name_localizations"]["ja"].as_str().expect("localised");
            assert!((1..=limits::COMMAND_NAME.most).contains(&units(name_ja)));
        } else {
            assert!(is_name(name) && name.is_ascii(), "{name}");
            assert_eq!(command["name_localizations"], json!({}), "a localised name hides subcommands");
            for description in [&command["description"], &command["description_localizations"]["ja"]] {
                let description = description.as_str().expect("a description");
                assert!((1..=limits::COMMAND_DESCRIPTION.most).contains(&units(description)), "{name}");
            }
            check_options(&command, name);
        }
        assert!(units(&command.to_string()) <= limits::COMMAND_TOTAL.most, "{name}");
    }
}

#[test]
fn names_are_distinct_and_few() {
    let mut names: Vec<_> = ALL.iter().map(|spec| (u8::from(spec.kind), spec.name)).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), ALL.len());
    let messages = ALL.iter().filter(|spec| spec.kind == CommandType::Message).count();
    assert!(messages <= limits::MESSAGE_COMMANDS.most);
}

#[test]
fn what_is_for_operators_is_deferred_hidden_and_not_listed_to_others() {
    let call = call(&slash("facts", &json!([])), 1, &[]);
    for spec in ALL.iter().filter(|spec| spec.access == Access::Operators) {
        assert!((spec.hidden)(&call), "{}", spec.name);
        let definition = serde_json::to_value(spec.definition()).expect("JSON");
        assert_eq!(definition["default_member_permissions"], "0", "{}", spec.name);
    }
}

#[tokio::test]
async fn every_slash_command_gives_a_reply_or_says_why_not() {
    let state = state();
    let question = json!([{"name": "question", "type": 3, "value": "what is LINE?"}]);
    let reload =
        json!([{"name": "reload", "type": 1, "options": [{"name": "apply", "type": 5, "value": true}]}]);
    let rollback =
        json!([{"name": "rollback", "type": 1, "options": [{"name": "generation", "type": 4, "value": -1}]}]);
    for (name, options) in [
        ("ask", question),
        ("topics", json!([])),
        ("sources", json!([])),
        ("sources", json!([{"name": "topic", "type": 3, "value": "ＬＩＮＥ"}])),
        ("about", json!([])),
        ("privacy", json!([])),
        ("privacy", json!([{"name": "erase", "type": 5, "value": true}])),
        ("help", json!([{"name": "language", "type": 3, "value": "klingon"}])),
        ("settings", json!([])),
        ("facts", json!([{"name": "status", "type": 1, "options": []}])),
        ("facts", json!([{"name": "history", "type": 1, "options": []}])),
        ("facts", json!([{"name": "unanswered", "type": 1, "options": []}])),
        ("facts", json!([{"name": "feedback", "type": 1, "options": []}])),
        ("facts", json!([{"name": "usage", "type": 1, "options": []}])),
        ("facts", reload),
        ("facts", rollback),
    ] {
        let call = call(&slash(name, &options), OPERATOR, &[]);
        let spec = find(&call).expect(name);
        let reply = (spec.run)(&state, &call).await.unwrap_or_else(|error| panic!("{name}: {error:?}"));
        assert_eq!(reply.hidden, (spec.hidden)(&call), "{name}");
        assert!(!reply.embeds.is_empty(), "{name}");
    }
}

#[tokio::test]
async fn a_statistic_of_which_there_are_no_figures_is_told() {
    let state = state();
    for (name, options) in [
        ("stats", json!([{"name": "topic", "type": 3, "value": "line"}])),
        ("compare", json!([{"name": "topics", "type": 3, "value": "line x"}])),
        ("trend", json!([{"name": "topics", "type": 3, "value": "ＬＩＮＥ"}])),
        ("rank", json!([{"name": "year", "type": 3, "value": "2024"}])),
    ] {
        let call = call(&slash(name, &options), 1, &[]);
        let told = (find(&call).expect(name).run)(&state, &call).await;
        assert!(matches!(told, Err(CommandError::Told(_))), "{name}: {told:?}");
    }
}

#[tokio::test]
async fn ask_shows_the_question_and_hides_the_answer_if_told_to() {
    let options = json!([
        {"name": "question", "type": 3, "value": " what is *LINE*? "},
        {"name": "hidden", "type": 5, "value": true},
        {"name": "language", "type": 3, "value": "ja"},
    ]);
    let call = call(&slash("ask", &options), 1, &[]);
    let reply = (ask::SPEC.run)(&state(), &call).await.expect("a reply");
    assert_eq!(reply.embeds[0].title.as_deref(), Some(r"what is \*LINE\*?"));
    assert!(reply.hidden);
}

#[tokio::test]
async fn nothing_to_answer_is_told_in_the_language_of_the_server() {
    let state = state();
    let blank = call(&slash("ask", &json!([{"name": "question", "type": 3, "value": "  "}])), 1, &[]);
    let Err(CommandError::Told(told)) = (ask::SPEC.run)(&state, &blank).await else { panic!("an error") };
    assert_eq!(told, crate::discord::wording::EMPTY.get(Lang::En));
    let data = json!({"id": "9", "name": "Ask Kotae", "type": 3, "target_id": "4"});
    let call = call(&data, 1, &[]);
    let spec = find(&call).expect("the message command");
    assert!(matches!((spec.run)(&state, &call).await, Err(CommandError::Told(_))));
}

#[test]
fn a_command_of_another_kind_is_another_command() {
    assert!(find(&call(&json!({"id": "9", "name": "ask", "type": 3, "target_id": "4"}), 1, &[])).is_none());
    assert!(find(&call(&slash("unheard-of", &json!([])), 1, &[])).is_none());
}
