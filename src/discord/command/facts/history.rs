//! `/facts history`: the generations that are kept.

use super::{note, refused};
use crate::discord::command::Outcome;
use crate::discord::render;
use crate::discord::state::State;
use crate::kotae::Kotae;

pub(super) async fn run(state: &State) -> Outcome {
    Ok(match state.blocking(Kotae::history).await? {
        Ok((kept, served)) => {
            let lines: Vec<String> = kept
                .iter()
                .map(|info| {
                    let mark = if info.number == served { "▶ " } else { "" };
                    format!("{mark}{}", render::generation(info))
                })
                .collect();
            note(if lines.is_empty() { "No generation is kept.".to_owned() } else { lines.join("\n") })
        }
        Err(error) => refused(&error),
    })
}
