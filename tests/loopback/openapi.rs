//! Discord's own description of its API, where it is there: every request is held against it, and
//! so is what the loopback answers, because a fake that lies proves nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use jsonschema::error::ValidationErrorKind;
use jsonschema::{ValidationError, Validator};
use serde_json::{Map, Value, json};

use super::request::{Request, fits};
use super::verdict::Verdict;

/// Beside the checkout; not part of the project.
const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/discord/openapi.json");

static API: LazyLock<Option<Api>> = LazyLock::new(|| {
    let Ok(text) = std::fs::read_to_string(Path::new(FILE)) else {
        println!("no check of requests against Discord's description: {FILE} is not there");
        return None;
    };
    let document = serde_json::from_str(&text).expect("the description of the API is JSON");
    Some(Api { document, validators: Mutex::default() })
});

/// The description, and the parts of it that were needed so far.
struct Api {
    document: Value,
    validators: Mutex<BTreeMap<String, Arc<Validator>>>,
}

/// What in a request does not fit the description.
pub(super) fn complaints(request: &Request) -> Vec<String> {
    let Some(api) = API.as_ref() else { return Vec::new() };
    let Some((path, operation)) = api.operation(request) else {
        return vec!["Discord's description knows no such request".to_owned()];
    };
    let multipart = request.headers.get("content-type").is_some_and(|kind| kind.starts_with("multipart/"));
    // Of a multipart body only `payload_json` is looked at; it has the form of the JSON body.
    let content = &operation["requestBody"]["content"];
    let schema = &content["application/json"]["schema"];
    match (schema.is_null(), request.body.is_null()) {
        (true, true) => Vec::new(),
        (true, false) => vec![format!("takes no body, but has {}", request.body)],
        (false, true) if multipart => vec!["a multipart body without payload_json".to_owned()],
        (false, true) if operation["requestBody"]["required"] == true => vec!["has no body".to_owned()],
        (false, _) => {
            let key = format!("{} {path}", request.method);
            api.errors(&key, schema, &tolerated(request.body.clone()))
        }
    }
}

/// What in the loopback's own answer does not fit the description.
pub(super) fn lie(request: &Request, verdict: &Verdict) -> Option<String> {
    let api = API.as_ref().filter(|_| verdict.status == 200)?;
    let (path, operation) = api.operation(request)?;
    let schema = &operation["responses"]["200"]["content"]["application/json"]["schema"];
    let key = format!("answer to {} {path}", request.method);
    let wrong = api.errors(&key, schema, &verdict.body);
    (!wrong.is_empty()).then(|| format!("the loopback Discord lies in its {key}: {}", wrong.join("; ")))
}

impl Api {
    fn operation(&self, request: &Request) -> Option<(&str, &Value)> {
        let method = request.method.to_lowercase();
        let paths = self.document["paths"].as_object()?;
        let fitting = paths.iter().filter(|(path, _)| fits(&stars(path), &request.path));
        // A path without a parameter goes before one with: `/users/@me` before `/users/{user_id}`.
        let (path, operations) = fitting.min_by_key(|(path, _)| path.matches('{').count())?;
        Some((path, operations.get(&method)?))
    }

    fn errors(&self, key: &str, schema: &Value, instance: &Value) -> Vec<String> {
        let mut validators = self.validators.lock().unwrap_or_else(PoisonError::into_inner);
        let validator = validators.entry(key.to_owned()).or_insert_with(|| Arc::new(self.validator(schema)));
        let validator = Arc::clone(validator);
        drop(validators);
        validator.iter_errors(instance).map(|error| innermost(&error)).collect()
    }

    /// A validator of `schema` that carries only the components it leads to: the whole document is a
    /// megabyte, and would be read again for each of them.
    fn validator(&self, schema: &Value) -> Validator {
        let schemas = &self.document["components"]["schemas"];
        let (mut wanted, mut found) = (BTreeSet::new(), Map::new());
        references(schema, &mut wanted);
        while let Some(name) = wanted.pop_first() {
            if !found.contains_key(&name) {
                references(&schemas[&name], &mut wanted);
                found.insert(name.clone(), schemas[&name].clone());
            }
        }
        let whole = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "allOf": [schema], "components": { "schemas": found },
        });
        jsonschema::validator_for(&whole).expect("Discord's description is a schema")
    }
}

/// What is wrong where it is wrong. Of alternatives the one counts that got furthest into the value: the others
/// were not meant.
fn innermost(error: &ValidationError<'_>) -> String {
    let depth = |error: &ValidationError<'_>| error.instance_path().as_str().matches('/').count();
    let (ValidationErrorKind::AnyOf { context } | ValidationErrorKind::OneOfNotValid { context }) =
        error.kind()
    else {
        return format!("{}: {}", error.instance_path(), error.masked());
    };
    let furthest = context.iter().max_by_key(|errors| {
        let depth = errors.iter().map(depth).min().unwrap_or(0);
        (depth, std::cmp::Reverse(errors.len()))
    });
    let errors = furthest.into_iter().flatten().map(innermost);
    errors.collect::<Vec<_>>().join("; ")
}

/// `/channels/{channel_id}/messages` as `/channels/*/messages`.
fn stars(path: &str) -> String {
    let star = |part: &str| if part.starts_with('{') { "*".to_owned() } else { part.to_owned() };
    path.split('/').map(star).collect::<Vec<_>>().join("/")
}

/// The components that a schema names.
fn references(schema: &Value, found: &mut BTreeSet<String>) {
    match schema {
        Value::Object(object) => {
            if let Some(name) =
                object.get("$ref").and_then(Value::as_str).and_then(|name| name.rsplit('/').next())
            {
                found.insert(name.to_owned());
            }
            object.values().for_each(|value| references(value, found));
        }
        Value::Array(values) => values.iter().for_each(|value| references(value, found)),
        _ => {}
    }
}

/// What serenity 0.12.5 is known to write otherwise than described, and Discord takes: ids of
/// attachments as numbers, permissions as strings.
fn tolerated(mut body: Value) -> Value {
    for at in ["/attachments", "/data/attachments"] {
        for attachment in body.pointer_mut(at).and_then(Value::as_array_mut).into_iter().flatten() {
            if attachment["id"].is_number() {
                attachment["id"] = json!(attachment["id"].to_string());
            }
        }
    }
    for command in body.as_array_mut().into_iter().flatten() {
        let permissions =
            command["default_member_permissions"].as_str().and_then(|text| text.parse::<u64>().ok());
        if let Some(permissions) = permissions {
            command["default_member_permissions"] = json!(permissions);
        }
    }
    body
}
