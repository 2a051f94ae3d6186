//! What the running bot does beside answering: it writes its counters, and reloads when it is told to or when the
//! folder that it watches changes.

use std::sync::Arc;
use std::time::Duration;

use tokio::task::spawn_blocking;
use tokio::time::{MissedTickBehavior, interval};

use super::reload;
use crate::kotae::Kotae;

/// A crash loses what was counted since the last time.
const EVERY: Duration = Duration::from_secs(10);

/// Works until it is dropped.
pub(super) async fn upkeep(kotae: Arc<Kotae>, watch: bool) {
    let watched = async {
        if watch {
            reload::on_change(&kotae).await;
        }
    };
    tokio::join!(keep_counters(&kotae), reload::on_hangup(&kotae), watched);
}

async fn keep_counters(kotae: &Arc<Kotae>) {
    let mut times = interval(EVERY);
    times.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        times.tick().await;
        let kotae = Arc::clone(kotae);
        match spawn_blocking(move || kotae.tick()).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!("the counters were not written: {error}"),
            Err(error) => tracing::error!("writing the counters broke off: {error}"),
        }
    }
}
