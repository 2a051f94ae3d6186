//! Interactions: commands, completion of what is typed, presses of buttons.

use std::panic::AssertUnwindSafe;
use std::time::Instant;

use serenity::FutureExt;
use serenity::all::{CommandInteraction, ComponentInteraction, Interaction, ModalInteraction};

use super::command::{self, Access, Outcome};
use super::component;
use super::door::Door;
use super::error::{CommandError, Fault};
use super::locale::Locales;
use super::permission::{Caller, refusal};
use super::reply::Reply;
use super::send::SendError;
use super::server::{in_its_language, is_hidden_there, trimmed};
use super::state::State;
use super::throttle::Verdict;
use super::wording;
use crate::knowledge::Lang;
use crate::kotae::Entrance;

/// Sees to an interaction. `stopping` where the bot is about to stop: no work begins, and the user is told.
pub(crate) async fn handle(state: &State, interaction: &Interaction, stopping: bool) {
    let began = Instant::now();
    let (entrance, done) = match interaction {
        Interaction::Command(command) => (Entrance::Command, called(state, command, stopping).await),
        Interaction::Autocomplete(command) => (Entrance::Autocomplete, typed(state, command, stopping).await),
        Interaction::Component(component) => (Entrance::Component, pressed(state, component, stopping).await),
        Interaction::Modal(form) => (Entrance::Component, sent(state, form, stopping).await),
        _ => return,
    };
    state.kotae.metrics().replied(entrance, began.elapsed());
    if let Err(error) = done {
        // Too late or already gone: nobody is left to be told.
        tracing::warn!(%error, kind = u8::from(interaction.kind()), "an interaction could not be answered");
    }
}

async fn called(state: &State, command: &CommandInteraction, stopping: bool) -> Result<(), SendError> {
    let door = door_of_command(state, command);
    let lang = Locales { user: &command.locale, guild: command.guild_locale.as_deref() }.lang(true);
    let told = |words: wording::Words| Reply::text(words.get(lang)).hidden();
    if stopping {
        return door.respond(&told(wording::STOPPING)).await;
    }
    let settings = state.settings(command.guild_id);
    let command = &in_its_language(command.clone(), &settings);
    let lang = settings.language.unwrap_or(lang);
    let told = |words: wording::Words| Reply::text(words.get(lang)).hidden();
    let Some(spec) = command::find(command) else {
        return door.respond(&told(wording::NOT_MINE)).await;
    };
    let caller =
        Caller { user: command.user.id, member: command.member.as_deref(), server: command.guild_id };
    if let Some(refusal) = refusal(&state.operators, spec.access, caller) {
        tracing::warn!(user = %command.user.id, command = spec.name, "refused a command");
        return door.respond(&told(refusal)).await;
    }
    if spec.access != Access::Operators
        && state.throttled(command.user.id, command.channel_id) != Verdict::Pass
    {
        // An interaction must be answered, so this is said each time; only the asker sees it.
        return door.respond(&told(wording::SLOW_DOWN)).await;
    }
    tracing::debug!(command = spec.name, "called");
    let hidden = (spec.hidden)(command) || is_hidden_there(command, &settings);
    let work = async {
        let mut reply = trimmed(settle((spec.run)(state, command), lang).await, &settings);
        reply.hidden |= hidden;
        reply
    };
    door.answer(hidden, spec.slow, work).await
}

async fn typed(state: &State, command: &CommandInteraction, stopping: bool) -> Result<(), SendError> {
    let complete = command::find(command).and_then(|spec| spec.complete).filter(|_| !stopping);
    let entries = match complete {
        Some(complete) => AssertUnwindSafe(complete(state, command)).catch_unwind().await.unwrap_or_default(),
        None => Vec::new(),
    };
    door_of_command(state, command).choices(entries).await
}

async fn pressed(state: &State, press: &ComponentInteraction, stopping: bool) -> Result<(), SendError> {
    let door =
        Door { sender: &state.sender, application: press.application_id, id: press.id, token: &press.token };
    let lang = Locales { user: &press.locale, guild: press.guild_locale.as_deref() }.lang(true);
    let lang = state.settings(press.guild_id).language.unwrap_or(lang);
    if stopping {
        return door.respond(&Reply::text(wording::STOPPING.get(lang)).hidden()).await;
    }
    component::pressed(state, &door, press, lang).await
}

async fn sent(state: &State, form: &ModalInteraction, stopping: bool) -> Result<(), SendError> {
    let door =
        Door { sender: &state.sender, application: form.application_id, id: form.id, token: &form.token };
    let lang = Locales { user: &form.locale, guild: form.guild_locale.as_deref() }.lang(true);
    let lang = state.settings(form.guild_id).language.unwrap_or(lang);
    if stopping {
        return door.respond(&Reply::text(wording::STOPPING.get(lang)).hidden()).await;
    }
    component::report_sent(state, &door, form, lang).await
}

fn door_of_command<'a>(state: &'a State, command: &'a CommandInteraction) -> Door<'a> {
    Door { sender: &state.sender, application: command.application_id, id: command.id, token: &command.token }
}

/// Waits for the work; what goes wrong becomes a reply too, a panic included.
pub(crate) async fn settle(work: impl Future<Output = Outcome>, lang: Lang) -> Reply {
    let outcome = AssertUnwindSafe(work)
        .catch_unwind()
        .await
        .unwrap_or_else(|_| Err(CommandError::Fault(Fault::new("a handler panicked"))));
    match outcome {
        Ok(reply) => reply,
        Err(CommandError::Told(text)) => Reply::text(text).hidden(),
        Err(CommandError::Fault(fault)) => Reply::text(fault.log(lang)).hidden(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn whatever_happens_becomes_a_reply() {
        let told = settle(async { Err(CommandError::Told("no".into())) }, Lang::En).await;
        assert_eq!(told, Reply::text("no").hidden());
        let panicked = settle(async { panic!("of a test") }, Lang::En).await;
        let text = panicked.content.expect("a text");
        assert!(
            text.starts_with("Something went wrong on my side.") && !text.contains("of a test"),
            "{text}"
        );
    }
}
