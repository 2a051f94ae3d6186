//! The buttons and the menu below a list that curators work through.

use serenity::all::{ComponentInteraction, ComponentInteractionDataKind};

use crate::discord::command::facts_list;
use crate::discord::door::Door;
use crate::discord::interaction::settle;
use crate::discord::press::List;
use crate::discord::reply::Reply;
use crate::discord::send::SendError;
use crate::discord::state::State;
use crate::discord::wording;
use crate::knowledge::Lang;

/// Another page.
pub(super) async fn pressed(
    state: &State,
    door: &Door<'_>,
    component: &ComponentInteraction,
    lang: Lang,
    list: List,
    page: usize,
) -> Result<(), SendError> {
    if let Some(refusal) = refusal(state, component, lang) {
        return door.respond(&refusal).await;
    }
    door.replace(&settle(facts_list::page(state, list, page), lang).await).await
}

/// Entries were marked as done.
pub(super) async fn done(
    state: &State,
    door: &Door<'_>,
    component: &ComponentInteraction,
    lang: Lang,
    list: List,
    page: usize,
) -> Result<(), SendError> {
    if let Some(refusal) = refusal(state, component, lang) {
        return door.respond(&refusal).await;
    }
    let chosen = match &component.data.kind {
        ComponentInteractionDataKind::StringSelect { values } => values.clone(),
        _ => Vec::new(),
    };
    door.replace(&settle(facts_list::done(state, list, page, chosen), lang).await).await
}

/// The file was asked for.
pub(super) async fn export(
    state: &State,
    door: &Door<'_>,
    component: &ComponentInteraction,
    lang: Lang,
) -> Result<(), SendError> {
    if let Some(refusal) = refusal(state, component, lang) {
        return door.respond(&refusal).await;
    }
    door.answer(true, true, settle(facts_list::export(state), lang)).await
}

/// Checked at every press: the list may be older than the loss of a role, and a press can be forged.
fn refusal(state: &State, component: &ComponentInteraction, lang: Lang) -> Option<Reply> {
    let roles = component.member.as_ref().map_or(&[][..], |member| &member.roles);
    if state.operators.allows(component.user.id, roles) {
        return None;
    }
    tracing::warn!(user = %component.user.id, "refused a list to one who is no operator");
    Some(Reply::text(wording::NOT_OPERATOR.get(lang)).hidden())
}
