//! The buttons and the menu below a list that curators work through.

use serenity::all::{ComponentInteraction, ComponentInteractionDataKind};

use crate::discord::command::facts_list;
use crate::discord::door::Door;
use crate::discord::interaction::settle;
use crate::discord::press::List;
use crate::discord::send::SendError;
use crate::discord::state::State;
use crate::knowledge::Lang;

/// Another page.
pub(super) async fn pressed(
    state: &State,
    door: &Door<'_>,
    lang: Lang,
    list: List,
    page: usize,
) -> Result<(), SendError> {
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
    let chosen = match &component.data.kind {
        ComponentInteractionDataKind::StringSelect { values } => values.clone(),
        _ => Vec::new(),
    };
    door.replace(&settle(facts_list::done(state, list, page, chosen), lang).await).await
}

/// The file was asked for.
pub(super) async fn export(state: &State, door: &Door<'_>, lang: Lang) -> Result<(), SendError> {
    door.answer(true, true, settle(facts_list::export(state), lang)).await
}
