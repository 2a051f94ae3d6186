//! Health and metrics for whoever runs Kotae, on a port of its own; off unless an address is set.
//!
//! | path | 200 | 503 |
//! |---|---|---|
//! | `/livez` | the event loop runs, no shard has been silent for minutes | a new start is needed |
//! | `/readyz` | facts are served and all shards are connected | questions may go unanswered for now |
//! | `/metrics` | OpenMetrics text | |

mod check;

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::kotae::{Health, Kotae, Phase};

pub use check::{CheckError, check};

/// Takes the address; what is wrong with it shows before anything else is started.
///
/// # Errors
/// Somebody else has it, or it is none of this machine.
pub async fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let listener = TcpListener::bind(address).await?;
    // Port 0 is any that is free, so it is told which.
    tracing::info!(address = %listener.local_addr()?, "health and metrics");
    Ok(listener)
}

/// Answers until it is dropped.
///
/// # Errors
/// What the system says about the listener.
pub async fn serve(listener: TcpListener, kotae: Arc<Kotae>) -> io::Result<()> {
    let routes = Router::new()
        .route("/livez", get(livez))
        .route("/readyz", get(readyz))
        .route("/metrics", get(metrics))
        .with_state(kotae);
    axum::serve(listener, routes).await
}

async fn livez(State(kotae): State<Arc<Kotae>>) -> impl IntoResponse {
    alive(kotae.health(), Instant::now())
}

/// That this is answered at all shows that the event loop runs.
fn alive(health: &Health, now: Instant) -> impl IntoResponse + use<> {
    let silent = health.silent(now);
    told(silent.is_empty(), &json!({ "silent_shards": silent }))
}

async fn readyz(State(kotae): State<Arc<Kotae>>) -> impl IntoResponse {
    let phase = *kotae.health().phase().borrow();
    let shards = kotae.health().shards();
    let connected = shards.values().filter(|shard| shard.connected).count();
    let phase_name = match phase {
        Phase::Connecting => "connecting",
        Phase::Ready => "ready",
        Phase::Stopping => "stopping",
    };
    let state = json!({
        "phase": phase_name,
        "generation": kotae.served().generation.number,
        "shards": shards.len(),
        "connected": connected,
    });
    told(phase == Phase::Ready, &state)
}

async fn metrics(State(kotae): State<Arc<Kotae>>) -> impl IntoResponse {
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    ([(header::CONTENT_TYPE, kind)], kotae.metrics_text())
}

fn told(well: bool, state: &Value) -> impl IntoResponse + use<> {
    let status = if well { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, [(header::CONTENT_TYPE, "application/json")], format!("{state}\n"))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_shard_that_is_silent_for_minutes_fails_it_until_it_is_back() {
        let (health, start) = (Health::default(), Instant::now());
        let status = |minutes: u64| {
            alive(&health, start + Duration::from_secs(minutes * 60)).into_response().status().as_u16()
        };
        health.connecting(2, start);
        health.shard(0, true, start);
        health.shard(1, true, start);
        assert_eq!((status(2), status(6)), (200, 503), "nobody has seen them since");
        for shard in [0, 1] {
            health.shard(shard, true, start + Duration::from_secs(7 * 60));
        }
        assert_eq!(status(8), 200);
        health.shard(0, true, start + Duration::from_secs(12 * 60));
        health.shard(1, false, start + Duration::from_secs(12 * 60));
        assert_eq!((status(13), status(17)), (200, 503));
    }
}
