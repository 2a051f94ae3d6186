//! Telling Discord which commands there are, only when they have changed.
//!
//! Discord allows 200 creations a day, and a list that is put anew makes clients reload it:
//! <https://docs.discord.com/developers/interactions/application-commands#registering-a-command>.

use serde_json::Value;
use serenity::all::{ApplicationId, LightMethod, Route};

use super::command;
use super::error::{CommandError, Fault};
use super::send::Outgoing;
use super::state::State;

/// Where the digest of what was last put is kept.
const KEY: &str = "commands/hash";

/// Puts the list of commands if it is not what was put last. A failure is logged: the commands of last time
/// still work, and messages need none.
pub(crate) async fn register(state: &State, application: ApplicationId) {
    match put_if_changed(state, application).await {
        Ok(true) => tracing::info!(commands = command::ALL.len(), "commands registered"),
        Ok(false) => tracing::debug!("commands are as they were"),
        Err(CommandError::Fault(fault)) => {
            tracing::error!(id = %fault.id, cause = %fault.cause, "commands could not be registered");
        }
        Err(CommandError::Told(why)) => tracing::error!(%why, "commands could not be registered"),
    }
}

async fn put_if_changed(state: &State, application: ApplicationId) -> Result<bool, CommandError> {
    let definitions = definitions();
    let digest = digest(application, &definitions);
    if state.blocking(|kotae| kotae.state_get(KEY)).await?.as_deref() == Some(&digest) {
        return Ok(false);
    }
    let route = Route::Commands { application_id: application };
    state.sender.send(Outgoing::new(LightMethod::Put, route).body(&definitions)).await.map_err(Fault::new)?;
    let kept = state.blocking(move |kotae| kotae.state_put(KEY, &digest)).await?;
    // Not kept: they are put once more at the next start, no worse.
    kept.map_err(|error| Fault::new(format!("cannot keep the digest of the commands: {error}")))?;
    Ok(true)
}

/// The JSON of all commands. Keys are sorted, so the same commands give the same text.
fn definitions() -> Value {
    command::ALL.iter().map(|spec| serde_json::json!(spec.definition())).collect()
}

/// The application is part of it: a store may be used with another bot's token.
fn digest(application: ApplicationId, definitions: &Value) -> String {
    blake3::hash(format!("{application}\n{definitions}").as_bytes()).to_hex().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_is_that_of_the_commands_and_the_application() {
        let (one, two) = (ApplicationId::new(1), ApplicationId::new(2));
        for _ in 0..20 {
            assert_eq!(
                digest(one, &definitions()),
                digest(one, &definitions()),
                "whatever the order in a map"
            );
        }
        assert_ne!(digest(one, &definitions()), digest(two, &definitions()));
        assert_ne!(digest(one, &definitions()), digest(one, &Value::Null));
    }
}
