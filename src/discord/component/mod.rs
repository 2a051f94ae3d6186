//! Presses of buttons: one file a kind.

mod ask;
mod list;
mod reload;
mod report;
mod settings;
mod sources;
mod statistic;

use serenity::all::{ComponentInteraction, MessageFlags, MessageInteractionMetadata};

use super::door::Door;
use super::permission::{Caller, refusal};
use super::press::Press;
use super::reply::Reply;
use super::send::SendError;
use super::state::State;
use super::throttle::Verdict;
use super::wording;
use crate::knowledge::Lang;

pub(crate) use report::sent as report_sent;

/// Sees to a press. `lang` is that of the user.
pub(crate) async fn pressed(
    state: &State,
    door: &Door<'_>,
    component: &ComponentInteraction,
    lang: Lang,
) -> Result<(), SendError> {
    let told = |words: wording::Words| Reply::text(words.get(lang)).hidden();
    // The id comes from the user's client and may be anything.
    let Ok(press) = component.data.custom_id.parse::<Press>() else {
        return door.respond(&told(wording::OLD_BUTTON)).await;
    };
    let caller =
        Caller { user: component.user.id, member: component.member.as_ref(), server: component.guild_id };
    if let Some(refusal) = refusal(&state.operators, press.access(), caller) {
        tracing::warn!(user = %component.user.id, access = ?press.access(), "refused a press");
        return door.respond(&told(refusal)).await;
    }
    let asks = matches!(press, Press::Sources(_) | Press::Ask { .. } | Press::Statistic { .. });
    if asks && state.throttled(component.user.id, component.channel_id) != Verdict::Pass {
        return door.respond(&told(wording::SLOW_DOWN)).await;
    }
    match press {
        Press::Sources(_) => sources::pressed(state, door, component, lang).await,
        Press::Ask { lang: asked, text, meant } => {
            ask::pressed(state, door, component, lang, &ask::Pressed { lang: asked, text, meant }).await
        }
        Press::Statistic { part, digest, query } => {
            let pressed = statistic::Pressed { part, digest, query };
            statistic::pressed(state, door, component, lang, pressed).await
        }
        Press::Setting(setting) => settings::pressed(state, door, component, lang, setting).await,
        Press::Report(generation) => door.form(&report::form(generation, lang)).await,
        Press::Page(list, page) => list::pressed(state, door, lang, list, page).await,
        Press::Done(list, page) => list::done(state, door, component, lang, list, page).await,
        Press::Export => list::export(state, door, lang).await,
        Press::ReloadConfirm(id) => reload::pressed(state, door, component, lang, id, true).await,
        Press::ReloadCancel(id) => reload::pressed(state, door, component, lang, id, false).await,
    }
}

/// Whether it is the asker who presses: what they press changes or follows their own answer for all to see;
/// what others press is shown to those others alone.
fn is_asker(component: &ComponentInteraction) -> bool {
    let message = &component.message;
    let alone = component.guild_id.is_none()
        || message.flags.is_some_and(|flags| flags.contains(MessageFlags::EPHEMERAL));
    let caller = message.interaction_metadata.as_deref().and_then(|metadata| match metadata {
        MessageInteractionMetadata::Command(metadata) => Some(metadata.user.id),
        MessageInteractionMetadata::Component(metadata) => Some(metadata.user.id),
        _ => None,
    });
    let author = message.referenced_message.as_ref().map(|question| question.author.id);
    alone || caller.or(author) == Some(component.user.id)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn press(message: &Value, user: u64) -> ComponentInteraction {
        let person =
            |id: u64| json!({"id": id.to_string(), "username": "a", "discriminator": "0", "avatar": null});
        let mut whole = json!({
            "id": "5", "channel_id": "3", "author": person(99), "content": "", "embeds": [], "attachments": [],
            "timestamp": "2026-01-01T00:00:00+00:00", "edited_timestamp": null, "tts": false, "pinned": false,
            "mention_everyone": false, "mentions": [], "mention_roles": [], "type": 0,
        });
        for (key, value) in message.as_object().expect("an object") {
            whole[key] = value.clone();
        }
        serde_json::from_value(json!({
            "id": "7", "application_id": "1", "type": 3, "token": "t", "version": 1, "locale": "en-US",
            "guild_id": "2", "channel_id": "3", "app_permissions": "0", "entitlements": [],
            "attachment_size_limit": 0, "authorizing_integration_owners": {},
            "member": {
                "user": person(user), "roles": [], "joined_at": "2026-01-01T00:00:00+00:00", "deaf": false,
                "mute": false, "flags": 0, "permissions": "0",
            },
            "data": {"custom_id": "x", "component_type": 2},
            "message": whole,
        }))
        .expect("an interaction")
    }

    #[test]
    fn the_asker_is_who_called_or_wrote() {
        let person = json!({"id": "8", "username": "a", "discriminator": "0", "avatar": null});
        let question = json!({"referenced_message": {
            "id": "4", "channel_id": "3", "author": person, "content": "", "embeds": [], "attachments": [],
            "timestamp": "2026-01-01T00:00:00+00:00", "edited_timestamp": null, "tts": false, "pinned": false,
            "mention_everyone": false, "mentions": [], "mention_roles": [], "type": 0,
        }});
        assert!(is_asker(&press(&question, 8)) && !is_asker(&press(&question, 9)));
        assert!(is_asker(&press(&json!({"flags": 64}), 9)), "nobody else sees it");
        assert!(!is_asker(&press(&json!({}), 9)));
    }
}
