//! Events of the gateway: each is handed to the file that sees to it, unless the bot is stopping.

use std::sync::Arc;
use std::time::Instant;

use serenity::all::{
    ChannelId, Context, EventHandler, GuildId, Interaction, Message, MessageId, MessageUpdateEvent, Ready,
    ResumedEvent, ShardStageUpdateEvent,
};
use serenity::async_trait;
use serenity::gateway::ConnectionStage;
use tracing::Instrument;

use super::state::State;
use super::{interaction, question, registration};

/// Takes the events.
#[derive(Debug)]
pub(crate) struct Handler(pub(crate) Arc<State>);

#[async_trait]
impl EventHandler for Handler {
    async fn ready(&self, _: Context, ready: Ready) {
        let shard = ready.shard.map_or(0, |shard| shard.id.0);
        // A later READY (a session that could not be resumed) tells the same.
        let first = self.0.me.set(ready.user.id).is_ok();
        self.0.kotae.health().shard(shard, true, Instant::now());
        tracing::info!(user = %ready.user.name, shard, guilds = ready.guilds.len(), "connected");
        if first {
            let Some(_work) = self.0.tracker.begin() else { return };
            registration::register(&self.0, ready.application.id).await;
        }
    }

    async fn resume(&self, _: Context, _: ResumedEvent) {
        tracing::info!("connection resumed");
    }

    async fn shard_stage_update(&self, _: Context, event: ShardStageUpdateEvent) {
        let shard = event.shard_id.0;
        let connected = event.new == ConnectionStage::Connected;
        self.0.kotae.health().shard(shard, connected, Instant::now());
        if event.old == ConnectionStage::Connected {
            tracing::warn!(shard, stage = %event.new, "connection lost");
        } else {
            tracing::debug!(shard, stage = %event.new, "connection");
        }
    }

    async fn message(&self, _: Context, message: Message) {
        let Some(_work) = self.0.tracker.begin() else { return };
        let span = tracing::info_span!("message", id = message.id.get());
        question::created(&self.0, &message).instrument(span).await;
    }

    async fn message_update(
        &self,
        _: Context,
        _: Option<Message>,
        _: Option<Message>,
        event: MessageUpdateEvent,
    ) {
        let Some(_work) = self.0.tracker.begin() else { return };
        let span = tracing::info_span!("edit", id = event.id.get());
        question::edited(&self.0, &event).instrument(span).await;
    }

    async fn message_delete(&self, _: Context, channel: ChannelId, message: MessageId, _: Option<GuildId>) {
        let Some(_work) = self.0.tracker.begin() else { return };
        question::deleted(&self.0, channel, message).await;
    }

    async fn message_delete_bulk(
        &self,
        _: Context,
        channel: ChannelId,
        messages: Vec<MessageId>,
        _: Option<GuildId>,
    ) {
        let Some(_work) = self.0.tracker.begin() else { return };
        for message in messages {
            question::deleted(&self.0, channel, message).await;
        }
    }

    async fn interaction_create(&self, _: Context, interaction: Interaction) {
        let work = self.0.tracker.begin();
        let span = tracing::info_span!("interaction", id = interaction.id().get());
        interaction::handle(&self.0, &interaction, work.is_none()).instrument(span).await;
    }
}
