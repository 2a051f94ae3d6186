//! A menu or button of the `/settings` panel.

use serenity::all::{ComponentInteraction, ComponentInteractionDataKind};

use crate::discord::command::set_settings;
use crate::discord::door::Door;
use crate::discord::interaction::settle;
use crate::discord::locale::Locales;
use crate::discord::press::Setting;
use crate::discord::reply::Reply;
use crate::discord::send::SendError;
use crate::discord::state::State;
use crate::discord::wording;
use crate::knowledge::Lang;

pub(super) async fn pressed(
    state: &State,
    door: &Door<'_>,
    component: &ComponentInteraction,
    lang: Lang,
    setting: Setting,
) -> Result<(), SendError> {
    let Some(server) = component.guild_id else {
        return door.respond(&Reply::text(wording::NOT_MANAGER.get(lang)).hidden()).await;
    };
    // Without what the server has set: that may be what is changed here.
    let lang = Locales { user: &component.locale, guild: component.guild_locale.as_deref() }.lang(true);
    let chosen = match &component.data.kind {
        ComponentInteractionDataKind::StringSelect { values } => values.clone(),
        ComponentInteractionDataKind::ChannelSelect { values } => {
            values.iter().map(ToString::to_string).collect()
        }
        _ => Vec::new(),
    };
    door.replace(&settle(set_settings(state, server.get(), setting, chosen, lang), lang).await).await
}
