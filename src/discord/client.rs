//! Connecting, staying connected, leaving.

use std::sync::Arc;
use std::time::{Duration, Instant};

use serenity::all::{
    BotGateway, Client, ClientBuilder, GatewayError, GatewayIntents, Http, HttpBuilder, LightMethod, Route,
    ShardManager,
};
use serenity::gateway::ConnectionStage;
use tokio::time::{interval, timeout};

use super::error::BotError;
use super::handler::Handler;
use super::permission::Application;
use super::send::{Outgoing, SendError, Sender};
use super::state::State;
use crate::config::{ApiBase, Config, Secret};
use crate::kotae::Kotae;

/// What the bot listens to. The text of mentions, of direct messages and of replies comes without the
/// privileged message-content intent, so that one is asked for only where the operator says so, for channels in
/// which nobody needs to mention the bot:
/// <https://docs.discord.com/developers/gateway/you-might-not-need-a-privileged-intent>.
const INTENTS: GatewayIntents = GatewayIntents::GUILD_MESSAGES.union(GatewayIntents::DIRECT_MESSAGES);

/// How often it is looked whether the shards are connected. Events tell it at once, but a shard that hangs
/// tells nothing (serenity#3369).
const LOOK: Duration = Duration::from_secs(5);
/// How long answers that have begun may take when the bot stops.
const LAST_ANSWERS: Duration = Duration::from_secs(10);
/// How long the gateway may take to say goodbye. serenity waits for it without a limit (serenity#3369).
const GOODBYE: Duration = Duration::from_secs(5);

/// Connects and answers until `shutdown`, then finishes what has begun and leaves.
///
/// # Errors
/// The bot cannot start, or has to stop: see [`BotError`]. [`BotError::NoToken`] and [`BotError::Token`] are the
/// operator's to mend; starting again changes nothing.
pub async fn run(
    kotae: Arc<Kotae>,
    config: &Config,
    shutdown: impl Future<Output = ()> + Send,
) -> Result<(), BotError> {
    let token = config.token.as_ref().ok_or(BotError::NoToken)?;
    let client = http_client(&config.api)?;
    let sender = Sender::new(Arc::new(http(token, &config.api, &client)), client.clone())
        .counted_by(Arc::clone(&kotae));
    let state = Arc::new(State::new(Arc::clone(&kotae), sender, config));

    let mut shutdown = std::pin::pin!(shutdown);
    let connected = tokio::select! {
        connected = connect(&state, config, http(token, &config.api, &client)) => connected?,
        () = &mut shutdown => return Ok(()),
    };
    let (mut gateway, shards) = connected;
    let manager = Arc::clone(&gateway.shard_manager);
    kotae.health().connecting(shards, Instant::now());
    let mut running = tokio::spawn(async move { gateway.start_shards(shards).await });
    tokio::select! {
        () = watch_shards(&kotae, &manager) => {}
        ended = &mut running => {
            return Err(match ended {
                Ok(Ok(())) => BotError::Ended("without a reason".to_owned()),
                Ok(Err(error)) => gateway_error(&error),
                Err(error) => BotError::Ended(error.to_string()),
            });
        }
        () = shutdown => {}
    }
    tracing::info!("stopping: no new questions");
    let left = state.tracker.drain(LAST_ANSWERS).await;
    if left > 0 {
        tracing::warn!(left, "answers were given up");
    }
    if timeout(GOODBYE, manager.shutdown_all()).await.is_err() {
        tracing::debug!("the gateway did not say goodbye");
    }
    running.abort();
    Ok(())
}

/// Looks after the shards until it is dropped.
async fn watch_shards(kotae: &Kotae, manager: &ShardManager) {
    let mut times = interval(LOOK);
    loop {
        times.tick().await;
        // Whoever hangs may hold the lock; then nothing is known, which is no sign of life.
        let Ok(runners) = timeout(Duration::from_secs(1), manager.runners.lock()).await else { continue };
        for (id, _) in kotae.health().shards() {
            let runner = runners.get(&serenity::all::ShardId(id));
            let connected = runner.is_some_and(|runner| runner.stage == ConnectionStage::Connected);
            kotae.health().shard(id, connected, Instant::now());
        }
    }
}

/// Asks where the gateway is (which needs a good token, so a wrong one is found here and not in a loop of
/// connections) and who owns the application.
async fn connect(state: &Arc<State>, config: &Config, http: Http) -> Result<(Client, u32), BotError> {
    let gateway: BotGateway = state
        .sender
        .get(Outgoing::new(LightMethod::Get, Route::GatewayBot))
        .await
        .map_err(|error| start_error(&config.api, error))?;
    let allowance = &gateway.session_start_limit;
    if allowance.remaining < u64::from(gateway.shards) {
        // Discord resets the token of a bot that connects more often than that.
        return Err(BotError::SessionLimit(Duration::from_millis(allowance.reset_after)));
    }
    if !config.api.allows_gateway(&gateway.url) {
        return Err(BotError::Gateway { api: name(&config.api), url: gateway.url });
    }
    let application = Outgoing::new(LightMethod::Get, Route::Oauth2ApplicationCurrent);
    match state.sender.get::<Application>(application).await {
        Ok(application) => state.operators.learn(&application),
        Err(error) => {
            tracing::warn!(%error, "cannot learn who owns the application: operators are those of the settings");
        }
    }
    let intents = if config.message_content { INTENTS | GatewayIntents::MESSAGE_CONTENT } else { INTENTS };
    let client = ClientBuilder::new_with_http(http, intents)
        .event_handler(Handler(Arc::clone(state)))
        .await
        .map_err(|error| BotError::Setup(error.to_string()))?;
    // serenity has asked for the address once more, and takes Discord's own where that fails, even if the API is
    // another: the one that was checked above is put in its place.
    client.ws_url.lock().await.clone_from(&gateway.url);
    Ok((client, gateway.shards.max(1)))
}

/// Connections that are kept open for the next request: a rush opens a hundred, and each keeps some 40 KB.
const MOST_IDLE: usize = 16;

pub(super) fn http_client(api: &ApiBase) -> Result<reqwest::Client, BotError> {
    let builder = reqwest::Client::builder()
        .connect_timeout(Duration::from_secs(10))
        .timeout(Duration::from_secs(30))
        .pool_max_idle_per_host(MOST_IDLE);
    let builder = match api {
        ApiBase::Discord => builder,
        // `HTTP_PROXY` is for the world outside.
        ApiBase::Other(_) => builder.no_proxy(),
    };
    builder.build().map_err(|error| BotError::Setup(error.to_string()))
}

pub(super) fn http(token: &Secret, api: &ApiBase, client: &reqwest::Client) -> Http {
    let builder = HttpBuilder::new(token.expose()).client(client.clone());
    match api {
        ApiBase::Discord => builder.build(),
        // serenity ignores `proxy` as long as its own limiter is on.
        ApiBase::Other(base) => builder.proxy(base).ratelimiter_disabled(true).build(),
    }
}

fn name(api: &ApiBase) -> String {
    match api {
        ApiBase::Discord => "discord".to_owned(),
        ApiBase::Other(base) => format!("`{base}`"),
    }
}

pub(super) fn start_error(api: &ApiBase, error: SendError) -> BotError {
    match error.status() {
        Some(401) => BotError::Token,
        _ => BotError::Unreachable { api: name(api), error },
    }
}

fn gateway_error(error: &serenity::Error) -> BotError {
    match error {
        serenity::Error::Gateway(GatewayError::InvalidAuthentication | GatewayError::NoAuthentication) => {
            BotError::Token
        }
        serenity::Error::Gateway(
            GatewayError::InvalidGatewayIntents | GatewayError::DisallowedGatewayIntents,
        ) => BotError::Intents,
        error => BotError::Ended(error.to_string()),
    }
}

#[cfg(test)]
mod tests;
