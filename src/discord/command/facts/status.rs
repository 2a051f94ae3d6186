//! `/facts status`: what is served now.

use super::note;
use crate::discord::command::Outcome;
use crate::discord::render;
use crate::discord::state::State;

pub(super) async fn run(state: &State) -> Outcome {
    let served = state.kotae.served();
    Ok(note(format!("Serving {}.", render::generation(&served.generation))))
}
