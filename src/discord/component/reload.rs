//! "Swap in" and "Cancel" below what a reload would change.

use serenity::all::ComponentInteraction;

use crate::discord::command::facts_reload;
use crate::discord::door::Door;
use crate::discord::interaction::settle;
use crate::discord::send::SendError;
use crate::discord::state::State;
use crate::knowledge::Lang;

pub(super) async fn pressed(
    state: &State,
    door: &Door<'_>,
    component: &ComponentInteraction,
    lang: Lang,
    id: u64,
    confirmed: bool,
) -> Result<(), SendError> {
    if !confirmed {
        return door.replace(&facts_reload::cancel(state, id)).await;
    }
    door.defer_in_place().await?;
    let by = component.user.id.to_string();
    door.edit(&settle(facts_reload::confirm(state, id, by), lang).await).await
}
