//! `/ask question [hidden] [language]`

use serenity::all::{CommandInteraction, CommandOptionType, CommandType, CreateCommandOption};

use super::options::{self, option};
use super::{Access, Outcome, Spec};
use crate::answer::limits;
use crate::discord::error::CommandError;
use crate::discord::state::{Look, State};
use crate::discord::wording::{self, Words};
use crate::knowledge::Lang;

/// Longest question, in characters: what a message can hold without Nitro.
const LONGEST: u16 = 2000;

pub(super) const SPEC: Spec = Spec {
    name: "ask",
    description: Words {
        en: "Ask a question; the answer comes with its source",
        ja: "質問する(出典つきで回答します)",
    },
    kind: CommandType::ChatInput,
    access: Access::Everyone,
    slow: false,
    hidden: options::is_hidden,
    options,
    run: |state, command| Box::pin(run(state, command)),
    complete: Some(|state, command| Box::pin(complete(state, command))),
};

fn options() -> Vec<CreateCommandOption> {
    let question =
        Words { en: "Your question, in English or Japanese", ja: "質問(日本語または英語)" };
    vec![
        option(CommandOptionType::String, "question", "質問", question)
            .required(true)
            .set_autocomplete(true)
            .max_length(LONGEST),
        options::hidden(),
        options::language(),
    ]
}

async fn run(state: &State, command: &CommandInteraction) -> Outcome {
    let hidden = options::is_hidden(command);
    let question = options::given(&command.data.options, "question")
        .and_then(|option| option.value.as_str())
        .map(str::trim)
        .unwrap_or_default();
    if question.is_empty() {
        let lang = options::reply_language(command, true);
        return Err(CommandError::Told(wording::EMPTY.get(lang).to_owned()));
    }
    let wished = options::chosen_language(command).or(state.settings(command.guild_id).language);
    let attach = options::may_attach(command) && state.settings(command.guild_id).charts;
    let (mut reply, _) = state.reply(question, wished, None, Look { echo: Some(question), attach }).await?;
    reply.hidden = hidden;
    Ok(reply)
}

/// Topics and questions that what was typed so far may become. A large base takes milliseconds, so this runs
/// off the async threads.
async fn complete(state: &State, command: &CommandInteraction) -> Vec<(String, String)> {
    let typed = command.data.autocomplete().map(|option| option.value.to_owned()).unwrap_or_default();
    let wished = options::chosen_language(command).or(state.settings(command.guild_id).language);
    let lang = wished.unwrap_or_else(|| {
        // What is typed tells more than the settings of the client, once there is something.
        if typed.trim().is_empty() {
            options::reply_language(command, true)
        } else {
            crate::discord::locale::of_text(&typed).unwrap_or(Lang::En)
        }
    });
    let found =
        state.blocking(move |kotae| kotae.served().engine.complete(&typed, lang, limits::CHOICES.most)).await;
    found.unwrap_or_default().into_iter().map(|completion| (completion.label, completion.value)).collect()
}
