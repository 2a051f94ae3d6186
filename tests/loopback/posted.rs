//! A message of the bot, as a person sees it.

use std::sync::Arc;

use serde_json::Value;

use super::components;
use super::request::File;
use super::shared::Shared;

/// A message of the bot. It is looked up each time, so it shows what an edit made of it.
#[derive(Clone, Debug)]
pub(crate) struct Posted {
    shared: Arc<Shared>,
    /// Its id.
    pub(crate) id: String,
    /// Where it stands.
    pub(crate) channel: String,
}

impl Posted {
    /// A handle on a message.
    pub(super) fn of(shared: &Arc<Shared>, message: &Value) -> Self {
        let text = |key: &str| message[key].as_str().expect("an id").to_owned();
        Self { shared: Arc::clone(shared), id: text("id"), channel: text("channel_id") }
    }

    /// It as JSON, at this moment.
    pub(crate) fn json(&self) -> Value {
        let found = self.shared.look(|state| state.messages.find(&self.id).cloned());
        found.unwrap_or_else(|| panic!("message {} was deleted", self.id))
    }

    /// All its words: content, embeds, labels.
    pub(crate) fn text(&self) -> String {
        words(&self.json())
    }

    /// All its words, and where its buttons lead.
    pub(crate) fn words_and_links(&self) -> String {
        let links = self.buttons().into_iter().map(|(_, target)| target);
        std::iter::once(self.text()).chain(links).collect::<Vec<_>>().join("\n")
    }

    /// True if only the person who asked sees it.
    pub(crate) fn is_hidden(&self) -> bool {
        self.json()["flags"].as_u64().is_some_and(|flags| flags & super::messages::EPHEMERAL != 0)
    }

    /// Its buttons: label and custom id, or address.
    pub(crate) fn buttons(&self) -> Vec<(String, String)> {
        let message = self.json();
        let mut found = Vec::new();
        components::each(&message["components"], &mut |component| {
            if component["type"] == 2 {
                let text = |key: &str| component[key].as_str().unwrap_or_default().to_owned();
                let target = if component["url"].is_string() { text("url") } else { text("custom_id") };
                found.push((text("label"), target));
            }
        });
        found
    }

    /// Its menus: custom id, and what is chosen in it.
    pub(crate) fn menus(&self) -> Vec<(String, Vec<String>)> {
        let message = self.json();
        let mut found = Vec::new();
        components::each(&message["components"], &mut |component| {
            if matches!(component["type"].as_u64(), Some(3 | 8)) {
                let list = |key: &str| component[key].as_array().cloned().unwrap_or_default();
                let chosen = list("options").into_iter().filter(|option| option["default"] == true);
                let chosen = chosen.map(|option| option["value"].clone());
                let channels = list("default_values").into_iter().map(|channel| channel["id"].clone());
                let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
                let chosen = chosen.chain(channels).map(|value| text(&value)).collect();
                found.push((text(&component["custom_id"]), chosen));
            }
        });
        found
    }

    /// The files that came with it, from the newest request that had some.
    pub(crate) fn files(&self) -> Vec<File> {
        self.shared.look(|state| {
            // The first response to an interaction comes back without the message that it made.
            let made = state.interactions.0.iter().find(|(_, own)| own.original.as_ref() == Some(&self.id));
            let callback = made.map(|(id, _)| format!("/interactions/{id}/"));
            let of_this = state.journal.iter().rev().filter(|request| {
                request.response["id"] == *self.id
                    || callback.as_ref().is_some_and(|callback| request.path.starts_with(callback))
            });
            of_this.map(|request| request.files.clone()).find(|files| !files.is_empty()).unwrap_or_default()
        })
    }

    /// Waits until it is as wanted.
    #[track_caller]
    pub(crate) fn wait_until(&self, what: &str, wanted: impl Fn(&str) -> bool) {
        let fits = |message: &Value| wanted(&words(message)).then_some(());
        self.shared.wait(what, |state| state.messages.find(&self.id).and_then(fits));
    }

    /// Waits until it is gone.
    #[track_caller]
    pub(crate) fn wait_until_deleted(&self) {
        self.shared
            .wait("the message to be deleted", |state| state.messages.find(&self.id).is_none().then_some(()));
    }
}

/// All words of a message that a person can read.
pub(super) fn words(message: &Value) -> String {
    let mut found = Vec::new();
    let mut take =
        |text: &Value| found.extend(text.as_str().filter(|text| !text.is_empty()).map(str::to_owned));
    take(&message["content"]);
    for embed in message["embeds"].as_array().into_iter().flatten() {
        for at in ["/author/name", "/title", "/url", "/description", "/footer/text"] {
            embed.pointer(at).into_iter().for_each(&mut take);
        }
        for field in embed["fields"].as_array().into_iter().flatten() {
            take(&field["name"]);
            take(&field["value"]);
        }
    }
    components::each(&message["components"], &mut |component| {
        take(&component["label"]);
        // Text of components v2.
        take(&component["content"]);
    });
    found.join("\n")
}
