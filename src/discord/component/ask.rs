//! A question on a button: one that may have been meant, or one that can be asked next.

use serenity::all::{ComponentInteraction, MessageFlags, Permissions};

use super::is_asker;
use crate::discord::door::Door;
use crate::discord::error::CommandError;
use crate::discord::interaction::settle;
use crate::discord::reply::Reply;
use crate::discord::send::SendError;
use crate::discord::server::trimmed;
use crate::discord::state::{Look, State};
use crate::knowledge::Lang;

/// What the button carries.
#[derive(Debug)]
pub(super) struct Pressed {
    pub(super) lang: Lang,
    pub(super) text: String,
    /// "Did you mean": the answer takes the place of the question back.
    pub(super) meant: bool,
}

pub(super) async fn pressed(
    state: &State,
    door: &Door<'_>,
    component: &ComponentInteraction,
    lang: Lang,
    pressed: &Pressed,
) -> Result<(), SendError> {
    let mut context = None;
    let work = async {
        let settings = state.settings(component.guild_id);
        let may = component.app_permissions.is_none_or(|may| may.contains(Permissions::ATTACH_FILES));
        let look = Look { echo: Some(&pressed.text), attach: may && settings.charts };
        let asked = state.reply(&pressed.text, Some(pressed.lang), None, look).await;
        let (reply, slots) = asked.map_err(CommandError::from)?;
        context = Some(slots);
        Ok(trimmed(reply, &settings))
    };
    let mut reply: Reply = settle(work, lang).await;
    let asker = is_asker(component);
    // A fault (no context) never replaces what was there.
    if let Some(context) = context.filter(|_| pressed.meant && asker) {
        door.replace(&reply).await?;
        state.exchanges.replace_context(component.message.id.get(), &context);
        return Ok(());
    }
    let was_hidden = component.message.flags.is_some_and(|flags| flags.contains(MessageFlags::EPHEMERAL));
    reply.hidden |= !asker || was_hidden;
    door.respond(&reply).await
}
