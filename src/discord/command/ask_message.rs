//! "Apps > Ask Kotae" on a message: its text is the question.

use serenity::all::{CommandInteraction, CommandType, ResolvedTarget};

use super::{Access, Outcome, Spec, options};
use crate::discord::error::CommandError;
use crate::discord::question::without_mention;
use crate::discord::state::{Look, State};
use crate::discord::wording::{self, Words};

pub(super) const SPEC: Spec = Spec {
    name: "Ask Kotae",
    description: Words { en: "Ask Kotae", ja: "Kotaeに聞く" },
    kind: CommandType::Message,
    access: Access::Everyone,
    slow: false,
    hidden: |_| false,
    options: Vec::new,
    run: |state, command| Box::pin(run(state, command)),
    complete: None,
};

async fn run(state: &State, command: &CommandInteraction) -> Outcome {
    let text = match command.data.target() {
        Some(ResolvedTarget::Message(message)) => message.content.as_str(),
        _ => "",
    };
    let text = match state.me.get() {
        Some(me) => without_mention(text, *me),
        None => text.trim().to_owned(),
    };
    if text.is_empty() {
        let lang = options::reply_language(command, true);
        return Err(CommandError::Told(wording::NO_TEXT.get(lang).to_owned()));
    }
    let settings = state.settings(command.guild_id);
    let attach = options::may_attach(command) && settings.charts;
    Ok(state.reply(&text, settings.language, None, Look { echo: Some(&text), attach }).await?.0)
}
