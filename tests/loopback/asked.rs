//! An interaction that a person began, and what comes of it.

use std::sync::Arc;

use serde_json::Value;

use super::interactions::is_loading;
use super::posted::Posted;
use super::shared::Shared;

/// A command, a press, a form, as the person who sent it sees it.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    shared: Arc<Shared>,
    /// Id of the interaction.
    pub(crate) id: String,
    source: Option<Posted>,
}

impl Asked {
    pub(super) fn new(shared: Arc<Shared>, id: String, source: Option<Posted>) -> Self {
        Self { shared, id, source }
    }

    /// The message whose component was used.
    pub(crate) fn source(&self) -> Option<Posted> {
        self.source.clone()
    }

    /// Waits for the first response, and gives its body.
    #[track_caller]
    pub(crate) fn first_response(&self) -> Value {
        self.shared.wait("the first response to an interaction", |state| {
            let interaction = &state.interactions.0[&self.id];
            interaction.first.map(|_| interaction.body.clone())
        })
    }

    /// Waits until there is something to read: the first response, or what a deferred one became.
    #[track_caller]
    pub(crate) fn reply(&self) -> Posted {
        self.shared.wait("what an interaction is answered with", |state| {
            let interaction = &state.interactions.0[&self.id];
            let original = interaction.original.as_deref()?;
            // "Wait, I will change this message" (type 6) leaves the message as it is for now.
            if interaction.first == Some(6) && !interaction.edited {
                return None;
            }
            let message = state.messages.find(original).filter(|message| !is_loading(message))?;
            Some(Posted::of(&self.shared, message))
        })
    }

    /// Waits for the `number`th message (from 0) that came after the first.
    #[track_caller]
    pub(crate) fn follow_up(&self, number: usize) -> Posted {
        self.shared.wait("a message after the first", |state| {
            let id = state.interactions.0[&self.id].follow_ups.get(number)?;
            Some(Posted::of(&self.shared, state.messages.find(id)?))
        })
    }

    /// Waits for what is offered while typing: what is shown, and what is sent.
    #[track_caller]
    pub(crate) fn choices(&self) -> Vec<(String, String)> {
        let body = self.first_response();
        let choices = body["data"]["choices"].as_array().cloned().unwrap_or_default();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        choices.iter().map(|choice| (text(&choice["name"]), text(&choice["value"]))).collect()
    }

    /// Waits for a form.
    #[track_caller]
    pub(crate) fn modal(&self) -> Value {
        let body = self.first_response();
        assert!(body["type"] == 9, "not a form: {body}");
        body["data"].clone()
    }
}
