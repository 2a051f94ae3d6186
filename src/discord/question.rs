//! Questions asked by message: mentions, direct messages, replies to answers; and their edits and deletions.

use std::time::Instant;

use serde::Deserialize;
use serde_json::Value;
use serenity::all::{
    ActionRowComponent, ButtonKind, ChannelId, GuildId, LightMethod, Message, MessageId, MessageType,
    MessageUpdateEvent, Route, UserId,
};

use super::error::Fault;
use super::exchange::{Fate, OnEdit};
use super::press::Press;
use super::reply::Reply;
use super::send::{Outgoing, SendError};
use super::server::trimmed;
use super::state::{Look, State};
use super::throttle::Verdict;
use super::{locale, payload, wording};
use crate::knowledge::Lang;
use crate::kotae::Entrance;
use crate::question::Context;

/// How long after it was asked a question may be edited and is answered again, in seconds.
const EDITABLE: i64 = 5 * 60;

/// A message that is meant for the bot.
#[derive(Debug, PartialEq, Eq)]
struct Asked {
    id: MessageId,
    channel: ChannelId,
    author: UserId,
    /// Without the mention of the bot.
    text: String,
    /// The slots of the answer that it replies to.
    context: Option<Context>,
    /// Where it was asked.
    server: Option<GuildId>,
    /// Said to others, in a channel where that is answered too.
    overheard: bool,
}

/// A message was written.
pub(crate) async fn created(state: &State, message: &Message) {
    let me = *state.me.wait().await;
    let Some(asked) = addressed(state, message, me) else { return };
    answer(state, asked).await;
}

/// A message was edited, or Discord added the preview of a link to it.
pub(crate) async fn edited(state: &State, event: &MessageUpdateEvent) {
    let me = *state.me.wait().await;
    let (Some(written), Some(at)) = (&event.content, event.edited_timestamp) else { return };
    let written_at = event.timestamp.unwrap_or_else(|| event.id.created_at());
    if at.unix_timestamp() - written_at.unix_timestamp() > EDITABLE {
        return;
    }
    let text = without_mention(written, me);
    match state.exchanges.edited(event.id.get(), &text) {
        OnEdit::Nothing => {}
        OnEdit::Answer(answer, parent) => {
            let place = Place { question: event.id, channel: event.channel_id, server: event.guild_id };
            again(state, place, answer, &text, parent.as_ref()).await;
        }
        OnEdit::Unknown => {
            // The mention may have been forgotten at first.
            let mentioned = event.mentions.iter().flatten().any(|user| user.id == me);
            let human = event.author.as_ref().filter(|author| !author.bot && !author.system);
            let by_hook = event.webhook_id.flatten().is_some();
            let settings = state.settings(event.guild_id);
            let here = event.guild_id.is_none() || settings.answers_in(event.channel_id.get());
            if let Some(author) = human.filter(|_| mentioned && !by_hook && here) {
                let replied = event.referenced_message.as_ref().and_then(Option::as_deref);
                let context = replied.and_then(|replied| context_of(state, replied, me));
                let asked = Asked {
                    id: event.id,
                    channel: event.channel_id,
                    author: author.id,
                    text,
                    context,
                    server: event.guild_id,
                    overheard: false,
                };
                answer(state, asked).await;
            }
        }
    }
}

/// A message was deleted; if it was a question, its answer goes too.
pub(crate) async fn deleted(state: &State, channel: ChannelId, question: MessageId) {
    if let Some(answer) = state.exchanges.deleted(question.get()) {
        delete(state, channel, answer).await;
    }
}

/// What a message asks of the bot, if anything.
fn addressed(state: &State, message: &Message, me: UserId) -> Option<Asked> {
    let by_person = !message.author.bot && !message.author.system && message.webhook_id.is_none();
    let written = matches!(message.kind, MessageType::Regular | MessageType::InlineReply);
    if !by_person || !written {
        return None;
    }
    let direct = message.guild_id.is_none();
    let mentioned = message.mentions.iter().any(|user| user.id == me);
    let replied = message.referenced_message.as_deref().filter(|replied| replied.author.id == me);
    let text = without_mention(&message.content, me);
    // A reply without "ping" arrives without its text: it is not meant for the bot.
    let addressed = direct || mentioned || (replied.is_some() && !text.is_empty());
    let settings = state.settings(message.guild_id);
    let channel = message.channel_id.get();
    let listens = state.message_content && settings.ask_channels.contains(&channel);
    let overheard = !addressed && listens && state.kotae.served().engine.is_asking(&text);
    if !overheard && !(addressed && (direct || settings.answers_in(channel))) {
        return None;
    }
    let context = replied.and_then(|replied| context_of(state, replied, me));
    Some(Asked {
        id: message.id,
        channel: message.channel_id,
        author: message.author.id,
        text,
        context,
        server: message.guild_id,
        overheard,
    })
}

/// The slots of an answer of ours: from memory, or after a restart from its Sources button.
fn context_of(state: &State, replied: &Message, me: UserId) -> Option<Context> {
    if replied.author.id != me {
        return None;
    }
    state.exchanges.context(replied.id.get()).or_else(|| slots_of(replied))
}

/// The slots that the Sources button of an answer carries.
pub(crate) fn slots_of(answer: &Message) -> Option<Context> {
    let components = answer.components.iter().flat_map(|row| &row.components);
    components
        .filter_map(|component| match component {
            ActionRowComponent::Button(button) => match &button.data {
                ButtonKind::NonLink { custom_id, .. } => custom_id.parse().ok(),
                _ => None,
            },
            _ => None,
        })
        .find_map(|press| match press {
            Press::Sources(context) => Some(context),
            Press::Statistic { query, .. } => Some(query.context()),
            _ => None,
        })
}

/// `<@id>` and, from old clients, `<@!id>`.
pub(crate) fn without_mention(text: &str, me: UserId) -> String {
    let text = text.replace(&format!("<@{me}>"), " ").replace(&format!("<@!{me}>"), " ");
    text.trim().to_owned()
}

async fn answer(state: &State, asked: Asked) {
    let began = Instant::now();
    // What was said to others is answered or passed over before anything is counted or remembered of it.
    let overheard = if asked.overheard {
        let settings = state.settings(asked.server);
        let look = Look { echo: None, attach: settings.charts };
        match state.overhear(&asked.text, settings.language, look).await {
            Ok(Some(found)) => Some(found),
            Ok(None) => return,
            Err(fault) => {
                fault.log(Lang::En);
                return;
            }
        }
    } else {
        None
    };
    match state.throttled(asked.author, asked.channel) {
        Verdict::Pass => {}
        Verdict::Notice if !asked.overheard => {
            let lang = locale::of_text(&asked.text).unwrap_or(Lang::En);
            let _ = post(state, &asked, &Reply::text(wording::SLOW_DOWN.get(lang))).await;
            return;
        }
        Verdict::Notice | Verdict::Silence => return,
    }
    if !state.exchanges.begin(asked.id.get(), &asked.text, asked.context.as_ref()) {
        return;
    }
    let (reply, context) = match overheard {
        Some(found) => found,
        None => reply_to(state, &asked.text, asked.context.as_ref(), asked.server).await,
    };
    let reply = trimmed(reply, &state.settings(asked.server));
    let sent = match post(state, &asked, &reply).await {
        Ok(sent) => sent,
        Err(error) => {
            state.exchanges.failed(asked.id.get());
            note_failure(&error, "a question could not be answered");
            return;
        }
    };
    state.kotae.metrics().replied(Entrance::Message, began.elapsed());
    match state.exchanges.answered(asked.id.get(), sent, &context) {
        Fate::Stands => {}
        Fate::Edited(text) => {
            let place = Place { question: asked.id, channel: asked.channel, server: asked.server };
            again(state, place, sent, &text, asked.context.as_ref()).await;
        }
        Fate::Deleted => delete(state, asked.channel, sent).await,
    }
}

/// The reply to a text, and what a reply to that may leave out.
async fn reply_to(
    state: &State,
    text: &str,
    context: Option<&Context>,
    server: Option<GuildId>,
) -> (Reply, Context) {
    let settings = state.settings(server);
    let wished = settings.language;
    if text.is_empty() {
        // A lone mention has no language.
        let both = || format!("{}\n{}", wording::EMPTY.en, wording::EMPTY.ja);
        let told = wished.map_or_else(both, |lang| wording::EMPTY.get(lang).to_owned());
        return (Reply::text(told), Context::default());
    }
    match state.reply(text, wished, context, Look { echo: None, attach: settings.charts }).await {
        Ok(answered) => answered,
        Err(fault) => {
            let lang = wished.or_else(|| locale::of_text(text)).unwrap_or(Lang::En);
            (Reply::text(fault.log(lang)), Context::default())
        }
    }
}

/// Where a question stands.
#[derive(Clone, Copy, Debug)]
struct Place {
    question: MessageId,
    channel: ChannelId,
    server: Option<GuildId>,
}

/// Answers an edited question, in place of the answer to what it was before.
async fn again(state: &State, place: Place, answer: u64, text: &str, parent: Option<&Context>) {
    let Place { question, channel, server } = place;
    let (reply, context) = reply_to(state, text, parent, server).await;
    let reply = trimmed(reply, &state.settings(server));
    let body = Value::from(payload::message(&reply));
    let route = Route::ChannelMessage { channel_id: channel, message_id: MessageId::new(answer) };
    let outgoing = Outgoing::new(LightMethod::Patch, route).body(&body).files(&reply.attachments);
    match state.sender.send(outgoing).await {
        Ok(_) => state.exchanges.replace_context(answer, &context),
        Err(error) => note_failure(&error, &format!("the answer to {question} could not be edited")),
    }
}

async fn delete(state: &State, channel: ChannelId, answer: u64) {
    let route = Route::ChannelMessage { channel_id: channel, message_id: MessageId::new(answer) };
    if let Err(error) = state.sender.send(Outgoing::new(LightMethod::Delete, route)).await {
        note_failure(&error, "an answer could not be deleted");
    }
}

/// What is read of a message that was sent.
#[derive(Deserialize)]
struct Sent {
    id: MessageId,
}

/// Sends a reply to a message; gives its id. Where the bot may not embed links or read the channel's history,
/// which a reply needs, the answer comes as plain text.
async fn post(state: &State, asked: &Asked, reply: &Reply) -> Result<u64, SendError> {
    let create = async |reply: &Reply, referring| {
        let body = Value::from(payload::answer_to(reply, asked.id.get(), asked.channel.get(), referring));
        let route = Route::ChannelMessages { channel_id: asked.channel };
        let outgoing = Outgoing::new(LightMethod::Post, route).body(&body).files(&reply.attachments);
        state.sender.get::<Sent>(outgoing).await.map(|sent| sent.id.get())
    };
    let mut sent = create(reply, true).await;
    if !reply.attachments.is_empty()
        && sent.as_ref().is_err_and(|error| error.code() == Some(MISSING_PERMISSIONS))
    {
        // Files alone may be forbidden here; the answer says the same without.
        sent = create(&reply.without_files(), true).await;
    }
    match sent {
        Err(error) if matches!(error.code(), Some(MISSING_PERMISSIONS | NO_HISTORY)) => {
            create(&reply.plain(), false).await
        }
        sent => sent,
    }
}

// Codes: <https://docs.discord.com/developers/topics/opcodes-and-status-codes#json-json-error-codes>.
const MISSING_PERMISSIONS: u64 = 50013;
/// "Cannot reply without permission to read message history".
const NO_HISTORY: u64 = 160_002;
/// What a server or a user is free to do: delete a channel or message, shut the bot out, refuse its messages.
const EVERYDAY: [u64; 6] = [10003, 10004, 10008, 50001, 50007, MISSING_PERMISSIONS];

fn note_failure(error: &SendError, what: &str) {
    if error.code().is_some_and(|code| EVERYDAY.contains(&code)) {
        tracing::debug!(%error, "{what}");
    } else {
        let fault = Fault::new(error);
        tracing::error!(id = %fault.id, cause = %fault.cause, "{what}");
    }
}

#[cfg(test)]
mod tests;
