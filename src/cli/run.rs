//! `kotae run`: the Discord bot, until SIGTERM or Ctrl-C.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};

use crate::config::Config;
use crate::discord::{self, BotError};
use crate::http;
use crate::kotae::{Indexes, Kotae, Options, Worker};

use super::Ending;
use super::error::CliError;
use super::notify::notify;
use super::upkeep::upkeep;

/// Threads that keep the connections alive and answer.
const MOST_WORKERS: usize = 4;
/// Threads for what waits for the disk or draws; two pictures are drawn at a time, and a reload takes one of them.
const MOST_BLOCKING: usize = 6;
/// One of these that has nothing to do goes after so long: its stack stays as large as its work was, and a reload's is a
/// megabyte.
const IDLE: Duration = Duration::from_millis(250);

pub(super) fn run(config: &Config) -> Result<Ending, CliError> {
    if config.token.is_none() {
        return Err(CliError::NoToken);
    }
    if config.watch && config.knowledge.is_none() {
        return Err(CliError::NoFolder);
    }
    let index_dir = config.cache_dir.clone().unwrap_or_else(|| config.data_dir.join("index"));
    let options = Options {
        data_dir: Some(config.data_dir.clone()),
        knowledge: config.knowledge.clone(),
        indexes: Indexes::kept_in(Some(index_dir)),
        worker: std::env::current_exe().ok().map(Worker::of),
        ..Options::default()
    };
    // Before the runtime: opening blocks, and a bot without knowledge need not connect.
    let kotae = Arc::new(Kotae::open(options).map_err(|error| bot(&error, true))?);
    let runtime = runtime().map_err(|error| bot(&error, false))?;
    let ended = runtime.block_on(answer(&kotae, config));
    // What still blocks on the store has been told to finish; a thread that hangs must not keep the process.
    runtime.shutdown_timeout(Duration::from_secs(5));
    // Whoever hangs may still hold on to it, so this does not wait for the last one to let go.
    if let Err(error) = kotae.tick() {
        tracing::warn!("what was counted last is lost: {error}");
    }
    ended.map(|()| Ending::Done)
}

/// As few threads as keep a machine busy: each has a stack of its own, and tokio would start hundreds for a rush of
/// questions.
fn runtime() -> io::Result<Runtime> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    Builder::new_multi_thread()
        .worker_threads(cores.min(MOST_WORKERS))
        .max_blocking_threads(MOST_BLOCKING)
        .thread_keep_alive(IDLE)
        .enable_all()
        .build()
}

/// Answers until it is told to stop.
async fn answer(kotae: &Arc<Kotae>, config: &Config) -> Result<(), CliError> {
    let stop = asked_to_stop(Arc::clone(kotae))?;
    let listener = match config.http {
        None => None,
        Some(address) => {
            Some(http::listen(address).await.map_err(|error| CliError::Listen { address, error })?)
        }
    };
    let watched = async {
        match listener {
            None => std::future::pending().await,
            Some(listener) => http::serve(listener, Arc::clone(kotae)).await,
        }
    };
    tokio::select! {
        ended = discord::run(Arc::clone(kotae), config, stop) => ended.map_err(CliError::from),
        ended = watched => ended.map_err(|error| bot(&error, false)),
        () = upkeep(Arc::clone(kotae), config.watch) => Ok(()),
        () = notify(Arc::clone(kotae)) => Ok(()),
        () = control(kotae, config) => Ok(()),
    }
}

#[cfg(unix)]
async fn control(kotae: &Arc<Kotae>, config: &Config) {
    super::control::serve(Arc::clone(kotae), &config.data_dir).await;
}

#[cfg(not(unix))]
async fn control(_kotae: &Arc<Kotae>, _config: &Config) {
    std::future::pending().await
}

/// Ends when the operator or the system asks for it. The signals are taken at once, so that none is missed
/// while the bot still connects. Whoever asks a second time does not want to wait: the process ends there.
fn asked_to_stop(kotae: Arc<Kotae>) -> Result<impl Future<Output = ()> + Send, CliError> {
    let mut signals = Signals::taken()?;
    Ok(async move {
        signals.next().await;
        kotae.health().stopping();
        tokio::spawn(async move {
            signals.next().await;
            tracing::warn!("told twice to stop: what has begun is given up");
            std::process::exit(1);
        });
    })
}

/// SIGINT and SIGTERM; where there are no signals, Ctrl-C.
#[derive(Debug)]
struct Signals {
    #[cfg(unix)]
    kinds: [tokio::signal::unix::Signal; 2],
}

impl Signals {
    #[cfg(unix)]
    fn taken() -> Result<Self, CliError> {
        use tokio::signal::unix::{SignalKind, signal};

        let take = |kind| signal(kind).map_err(|error| bot(&error, false));
        Ok(Self { kinds: [take(SignalKind::interrupt())?, take(SignalKind::terminate())?] })
    }

    #[cfg(unix)]
    async fn next(&mut self) {
        let [interrupt, terminate] = &mut self.kinds;
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    }

    #[cfg(not(unix))]
    fn taken() -> Result<Self, CliError> {
        Ok(Self {})
    }

    #[cfg(not(unix))]
    async fn next(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending().await
        }
    }
}

fn bot(error: &dyn std::error::Error, unstarted: bool) -> CliError {
    CliError::Bot { message: error.to_string(), unstarted }
}

impl From<BotError> for CliError {
    fn from(error: BotError) -> Self {
        bot(&error, !matches!(error, BotError::Ended(_)))
    }
}
