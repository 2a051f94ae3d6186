//! "Swap in" and "Cancel" below what a reload would change.

use serenity::all::ComponentInteraction;

use crate::discord::command::facts_reload;
use crate::discord::door::Door;
use crate::discord::interaction::settle;
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
    id: u64,
    confirmed: bool,
) -> Result<(), SendError> {
    let roles = component.member.as_ref().map_or(&[][..], |member| &member.roles);
    // Checked again: the buttons may be older than the loss of a role, and a press can be forged.
    if !state.operators.allows(component.user.id, roles) {
        tracing::warn!(user = %component.user.id, "refused a reload to one who is no operator");
        return door.respond(&Reply::text(wording::NOT_OPERATOR.get(lang)).hidden()).await;
    }
    if !confirmed {
        return door.replace(&facts_reload::cancel(state, id)).await;
    }
    door.defer_in_place().await?;
    let by = component.user.id.to_string();
    door.edit(&settle(facts_reload::confirm(state, id, by), lang).await).await
}
