//! Buttons, menus and texts of messages, however deep they lie.

use serde_json::{Value, json};

/// Components as Discord keeps them: numbered, without what was only written out as nothing.
pub(super) fn kept(components: &Value) -> Value {
    let mut kept = without_nulls(components.clone());
    number(&mut kept, &mut 0);
    kept
}

fn number(components: &mut Value, last: &mut u64) {
    for component in components.as_array_mut().into_iter().flatten() {
        *last += 1;
        if component["id"].is_null() {
            component["id"] = json!(*last);
        }
        if component["type"].as_u64().is_some_and(|kind| [3, 5, 6, 7, 8].contains(&kind)) {
            for bound in ["min_values", "max_values"] {
                if component[bound].is_null() {
                    component[bound] = json!(1);
                }
            }
        }
        if component["components"].is_array() {
            number(&mut component["components"], last);
        }
    }
}

/// Visits components.
pub(super) fn each(components: &Value, visit: &mut impl FnMut(&Value)) {
    for component in components.as_array().into_iter().flatten() {
        visit(component);
        each(&component["components"], visit);
        if component["accessory"].is_object() {
            visit(&component["accessory"]);
        }
    }
}

/// A value without keys whose value is null, however deep they lie.
pub(super) fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(object) => {
            let full = object.into_iter().filter(|(_, value)| !value.is_null());
            full.map(|(key, value)| (key, without_nulls(value))).collect()
        }
        Value::Array(values) => values.into_iter().map(without_nulls).collect(),
        other => other,
    }
}
