//! `/facts status`: what is served now, and what was noticed at the start.

use super::note;
use crate::discord::command::Outcome;
use crate::discord::render::{self, UNSURE};
use crate::discord::reply::Reply;
use crate::discord::state::State;
use crate::kotae::GenerationInfo;

pub(super) async fn run(state: &State) -> Outcome {
    Ok(reply(&state.kotae.served().generation, state.kotae.warnings()))
}

fn reply(served: &GenerationInfo, warnings: &[String]) -> Reply {
    let serving = format!("Serving {}.", render::generation(served));
    // The first line tells what is wrong; the places below it are in the log.
    let noticed = warnings.iter().filter_map(|warning| warning.lines().next());
    let noticed = noticed.map(|line| format!("\n⚠ Since the start: {}", render::escape(line)));
    let mut reply = note(std::iter::once(serving).chain(noticed).collect::<String>());
    if !warnings.is_empty() {
        reply.embeds[0].colour = Some(UNSURE);
    }
    reply
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discord::state::testing::state;

    #[test]
    fn what_was_noticed_at_the_start_is_told() {
        let served = state().kotae.served().generation.clone();
        let reply = reply(&served, &["`a_b` has mistakes\n  at line 1".to_owned()]);
        let text = reply.embeds[0].description.as_deref().expect("a text");
        assert!(text.ends_with("\n⚠ Since the start: \\`a\\_b\\` has mistakes"), "{text}");
    }
}
