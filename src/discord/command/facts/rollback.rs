//! `/facts rollback generation`: serves an earlier generation again.

use serenity::all::CommandInteraction;

use super::{note, refused};
use crate::discord::command::Outcome;
use crate::discord::render;
use crate::discord::state::State;
use crate::kotae::ReloadError;

pub(super) async fn run(state: &State, command: &CommandInteraction, number: i64) -> Outcome {
    // The client keeps the number above 0, yet what arrives may be anything.
    let Ok(number) = u64::try_from(number) else { return Ok(refused(&ReloadError::NoGeneration(0))) };
    let by = command.user.id.to_string();
    Ok(match state.blocking(move |kotae| kotae.rollback(number, &by)).await? {
        Ok(info) => {
            tracing::info!(generation = info.number, by = %info.by, "rolled back");
            note(format!("Rolled back. Serving {}.", render::generation(&info)))
        }
        Err(error) => refused(&error),
    })
}
