//! `kotae run`: the Discord bot, until SIGTERM or Ctrl-C.

use std::sync::Arc;

use tokio::runtime::Runtime;

use crate::config::Config;
use crate::discord::{self, BotError};
use crate::kotae::{Kotae, Options};

use super::Ending;
use super::error::CliError;
use super::upkeep::upkeep;

pub(super) fn run(config: &Config) -> Result<Ending, CliError> {
    if config.token.is_none() {
        return Err(CliError::NoToken);
    }
    let options = Options {
        data_dir: Some(config.data_dir.clone()),
        knowledge: config.knowledge.clone(),
        ..Options::default()
    };
    // Before the runtime: opening blocks, and a bot without knowledge need not connect.
    let kotae = Arc::new(Kotae::open(options).map_err(|error| bot(&error, true))?);
    let runtime = Runtime::new().map_err(|error| bot(&error, false))?;
    let ended = runtime.block_on(async {
        let stop = asked_to_stop()?;
        tokio::select! {
            ended = discord::run(Arc::clone(&kotae), config, stop) => ended.map_err(CliError::from),
            () = upkeep(Arc::clone(&kotae)) => Ok(()),
        }
    });
    // What still blocks on the store has been told to finish; a thread that hangs must not keep the process.
    runtime.shutdown_timeout(std::time::Duration::from_secs(5));
    // Whoever hangs may still hold on to it, so this does not wait for the last one to let go.
    if let Err(error) = kotae.tick() {
        tracing::warn!("what was counted last is lost: {error}");
    }
    ended.map(|()| Ending::Done)
}

/// Ends when the operator or the system asks for it. The signals are taken at once, so that none is missed
/// while the bot still connects.
fn asked_to_stop() -> Result<impl Future<Output = ()> + Send, CliError> {
    let interrupt = signal(Signal::Interrupt)?;
    let terminate = signal(Signal::Terminate)?;
    Ok(async move {
        tokio::select! {
            () = interrupt => {}
            () = terminate => {}
        }
    })
}

#[derive(Clone, Copy)]
enum Signal {
    Interrupt,
    Terminate,
}

#[cfg(unix)]
fn signal(which: Signal) -> Result<impl Future<Output = ()> + Send, CliError> {
    use tokio::signal::unix::{SignalKind, signal};

    let kind = match which {
        Signal::Interrupt => SignalKind::interrupt(),
        Signal::Terminate => SignalKind::terminate(),
    };
    let mut received = signal(kind).map_err(|error| bot(&error, false))?;
    Ok(async move {
        received.recv().await;
    })
}

#[cfg(not(unix))]
fn signal(which: Signal) -> Result<impl Future<Output = ()> + Send, CliError> {
    Ok(async move {
        match which {
            Signal::Interrupt => drop(tokio::signal::ctrl_c().await),
            Signal::Terminate => std::future::pending().await,
        }
    })
}

fn bot(error: &dyn std::error::Error, unstarted: bool) -> CliError {
    CliError::Bot { message: error.to_string(), unstarted }
}

impl From<BotError> for CliError {
    fn from(error: BotError) -> Self {
        bot(&error, !matches!(error, BotError::Ended(_)))
    }
}
