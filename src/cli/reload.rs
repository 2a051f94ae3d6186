//! Reloads that nobody has to confirm: on SIGHUP, and when the watched folder changes.

use std::sync::Arc;
use std::time::Duration;

use tokio::task::spawn_blocking;
use tokio::time::{MissedTickBehavior, interval};

use crate::kotae::{Kotae, Noticed, Prepared, ReloadError, Watch};

/// Between two looks at the watched folder: whoever saves a file and then the next is not read in between.
const LOOKS: Duration = Duration::from_secs(1);

/// Reloads on SIGHUP, as servers do, until it is dropped.
#[cfg(unix)]
pub(super) async fn on_hangup(kotae: &Arc<Kotae>) {
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
        let reload = move || swap(&kotae, kotae.prepare()?, "signal");
        tell(spawn_blocking(reload).await);
    }
}

#[cfg(not(unix))]
pub(super) async fn on_hangup(_kotae: &Arc<Kotae>) {}

/// Reloads when the knowledge folder has changed and is quiet again, until it is dropped.
pub(super) async fn on_change(kotae: &Arc<Kotae>) {
    let mut times = interval(LOOKS);
    times.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut watch = Watch::default();
    loop {
        times.tick().await;
        let looker = Arc::clone(kotae);
        let Ok(Some(look)) = spawn_blocking(move || looker.look()).await else { continue };
        if !watch.look(look) {
            continue;
        }
        let reader = Arc::clone(kotae);
        match spawn_blocking(move || take_over(&reader)).await {
            Ok(Ok(Taken::Nothing)) => tracing::debug!("the folder holds what was taken last"),
            Ok(Ok(Taken::Unsteady)) => watch.unsettle(),
            Ok(Ok(Taken::Generation(number))) => tell(Ok(Ok(number))),
            Ok(Err(error)) => tell(Ok(Err(error))),
            Err(error) => tell(Err(error)),
        }
    }
}

/// What a reading of the watched folder led to.
#[derive(Debug)]
enum Taken {
    Nothing,
    Unsteady,
    Generation(u64),
}

fn take_over(kotae: &Kotae) -> Result<Taken, ReloadError> {
    Ok(match kotae.prepare_changed()? {
        Noticed::Same => Taken::Nothing,
        Noticed::Unsteady => Taken::Unsteady,
        Noticed::Changed(prepared) => Taken::Generation(swap(kotae, *prepared, "watch")?),
    })
}

/// Swaps in what was prepared and says what it changes.
fn swap(kotae: &Kotae, prepared: Prepared, by: &str) -> Result<u64, ReloadError> {
    tracing::info!(
        newly_answered = prepared.answerable.len(),
        test_questions = prepared.trials.after.questions,
        reached_before = prepared.trials.before.reached(),
        answered_otherwise = prepared.trials.changed.len(),
        "the facts can be served: {}",
        prepared.diff
    );
    Ok(kotae.commit(prepared, by)?.number)
}

/// Tells the log how a reload ended.
fn tell(reloaded: Result<Result<u64, ReloadError>, tokio::task::JoinError>) {
    match reloaded {
        Ok(Ok(number)) => tracing::info!(generation = number, "reloaded"),
        Ok(Err(error)) => tracing::error!("{}", told(&error)),
        Err(error) => tracing::error!("the reload broke off; the base in use stays: {error}"),
    }
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
