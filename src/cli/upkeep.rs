//! What the running bot does beside answering: it writes its counters, and reloads when it is told to.

use std::sync::Arc;
use std::time::Duration;

use tokio::task::spawn_blocking;
use tokio::time::{MissedTickBehavior, interval};

use crate::kotae::{Kotae, ReloadError};

/// A crash loses what was counted since the last time.
const EVERY: Duration = Duration::from_secs(10);

/// Works until it is dropped.
pub(super) async fn upkeep(kotae: Arc<Kotae>) {
    tokio::join!(keep_counters(&kotae), reload_on_hangup(&kotae));
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

/// Reloads on SIGHUP, as servers do. The same as `/facts reload`, without anybody to confirm.
#[cfg(unix)]
async fn reload_on_hangup(kotae: &Arc<Kotae>) {
    use tokio::signal::unix::{SignalKind, signal};

    let mut hangups = match signal(SignalKind::hangup()) {
        Ok(hangups) => hangups,
        Err(error) => {
            tracing::warn!("SIGHUP will not reload: {error}");
            return;
        }
    };
    while hangups.recv().await.is_some() {
        let kotae = Arc::clone(kotae);
        match spawn_blocking(move || reload(&kotae)).await {
            Ok(Ok(number)) => tracing::info!(generation = number, "reloaded"),
            Ok(Err(error)) => tracing::error!("{}", told(&error)),
            Err(error) => tracing::error!("the reload broke off; the base in use stays: {error}"),
        }
    }
}

#[cfg(not(unix))]
async fn reload_on_hangup(_kotae: &Arc<Kotae>) {}

fn reload(kotae: &Kotae) -> Result<u64, ReloadError> {
    let prepared = kotae.prepare()?;
    tracing::info!(
        newly_answered = prepared.answerable.len(),
        test_questions = prepared.trials,
        "the facts can be served: {}",
        prepared.diff
    );
    Ok(kotae.commit(prepared, "signal")?.number)
}

/// What went wrong, with the place of each mistake.
fn told(error: &ReloadError) -> String {
    match error {
        ReloadError::Problems { problems, files } => {
            let places = problems.iter().map(|problem| format!("\n  {}", problem.in_one_line(files)));
            format!("{error}{}", places.collect::<String>())
        }
        other => other.to_string(),
    }
}
