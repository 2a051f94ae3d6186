//! What systemd is told (`Type=notify`): that the bot answers, that it is alive, that it stops.
//!
//! READY is sent when all shards are connected for the first time: a service that depends on the bot can then
//! count on it. Without a systemd that listens (`NOTIFY_SOCKET`, `sd_notify(3)`) nothing is sent.

use std::sync::Arc;
use std::time::{Duration, Instant};

use sd_notify::NotifyState;

use crate::kotae::{Kotae, Phase};

/// Tells systemd until it is dropped.
pub(super) async fn notify(kotae: Arc<Kotae>) {
    tokio::join!(phases(&kotae), watchdog(&kotae));
}

async fn phases(kotae: &Kotae) {
    let mut phase = kotae.health().phase();
    let mut was_ready = false;
    loop {
        let now = *phase.borrow_and_update();
        match now {
            Phase::Connecting => tell(&[NotifyState::Status("connecting")]),
            Phase::Ready if was_ready => tell(&[NotifyState::Status("answering")]),
            Phase::Ready => {
                was_ready = true;
                tell(&[NotifyState::Ready, NotifyState::Status("answering")]);
            }
            Phase::Stopping => tell(&[NotifyState::Stopping, NotifyState::Status("stopping")]),
        }
        if phase.changed().await.is_err() {
            return std::future::pending().await;
        }
    }
}

/// A sign of life at twice the pace that systemd asks for, as long as no shard has been silent for minutes.
async fn watchdog(kotae: &Kotae) {
    let Some(limit) = sd_notify::watchdog_enabled() else { return std::future::pending().await };
    let mut times = tokio::time::interval((limit / 2).max(Duration::from_millis(100)));
    loop {
        times.tick().await;
        if kotae.health().silent(Instant::now()).is_empty() {
            tell(&[NotifyState::Watchdog]);
        }
    }
}

fn tell(state: &[NotifyState<'_>]) {
    if let Err(error) = sd_notify::notify(state) {
        tracing::debug!("systemd cannot be told: {error}");
    }
}
