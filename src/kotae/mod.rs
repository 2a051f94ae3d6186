//! The running whole: the engine that is swapped, the store, limits, counters.
//!
//! [`Kotae::ask`] never waits for a disk. What blocks says so: call it from `spawn_blocking` or a thread.

mod backup;
mod clock;
mod curation;
mod errors;
mod health;
mod indexes;
mod knowledge;
mod metrics;
mod reading;
mod reload;
mod served;
mod settings;
mod start;
mod usage;
mod watch;
mod worker;

use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use arc_swap::ArcSwap;

use crate::answer::{Answer, Status};
use crate::engine::Ask;
use crate::knowledge::{PartialDate, normalise};
use crate::store::{Generations, State};

use self::knowledge::Knowledge;
use self::settings::Servers;
use self::usage::Slowest;

pub use self::backup::{Remembered, backup, restore};
pub use self::clock::{Clock, SetClock, SystemClock, day};
pub use self::curation::unanswered_stubs;
pub use self::errors::{KnowledgeError, OpenError, ReloadError};
pub use self::health::{Health, Phase, Shard};
pub use self::indexes::Indexes;
pub use self::metrics::{Entrance, Metrics, Reloaded};
pub use self::reload::{Noticed, Prepared};
pub use self::served::Served;
pub use self::settings::Settings;
pub use self::start::{Options, RECORDS};
pub use self::usage::{Met, Slow, Usage};
pub use self::watch::{Look, Watch};
pub use self::worker::{Task, Worker};
pub use crate::store::{
    BackupError, Counts, FEEDBACK_DAYS, Feedback, GenerationInfo, KEPT, LONGEST_QUESTION, LONGEST_REPORT,
    StoreError, UNANSWERED_DAYS, Unanswered,
};

/// The running whole. Shared by every adapter; all methods take `&self`.
pub struct Kotae {
    served: ArcSwap<Served>,
    generations: Generations,
    state: State,
    knowledge: Knowledge,
    indexes: Indexes,
    clock: Arc<dyn Clock>,
    warnings: Vec<String>,
    reloading: Mutex<()>,
    health: Health,
    metrics: Metrics,
    servers: Servers,
    slowest: Slowest,
}

impl fmt::Debug for Kotae {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Kotae").field("served", &self.served().generation).finish_non_exhaustive()
    }
}

impl Kotae {
    /// What is served at this moment. Load it once for each question: it may be swapped in between.
    pub fn served(&self) -> Arc<Served> {
        self.served.load_full()
    }

    /// Answers a question, counts it, and keeps it (without its author) if it could not be answered.
    pub fn ask(&self, ask: &Ask<'_>) -> Answer {
        self.answer(ask).0
    }

    /// [`Kotae::ask`], and the number of the generation that answered.
    pub fn answer(&self, ask: &Ask<'_>) -> (Answer, u64) {
        let (answer, took, generation) = self.put(ask);
        self.note(&answer, took);
        if answer.status != Status::Answered {
            self.state.note_unanswered(&normalise(&answer.question), answer.lang.tag(), self.now());
        }
        (answer, generation)
    }

    /// Answers what was said to others, if it can: nothing else is counted or kept of it.
    pub fn overhear(&self, ask: &Ask<'_>) -> Option<(Answer, u64)> {
        let (answer, took, generation) = self.put(ask);
        (answer.status == Status::Answered).then(|| {
            self.note(&answer, took);
            (answer, generation)
        })
    }

    fn put(&self, ask: &Ask<'_>) -> (Answer, Duration, u64) {
        let served = self.served();
        let began = Instant::now();
        let answer = served.engine.ask(ask);
        (answer, began.elapsed(), served.generation.number)
    }

    fn note(&self, answer: &Answer, took: Duration) {
        self.metrics.asked(answer, took);
        self.count_use(answer, took);
    }

    /// How the connections are.
    pub fn health(&self) -> &Health {
        &self.health
    }

    /// What is measured.
    pub fn metrics(&self) -> &Metrics {
        &self.metrics
    }

    /// What is measured at this moment, in the text format of `OpenMetrics` 1.0.
    pub fn metrics_text(&self) -> String {
        self.metrics.text(&self.health, &self.served().generation)
    }

    /// Today's date in Japan.
    pub fn today(&self) -> PartialDate {
        day(self.now())
    }

    /// What was noticed at the start and somebody should be told. Logged already.
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// Adds one to a counter, in memory until the next [`Kotae::tick`].
    pub fn count(&self, name: &str) {
        self.state.count(name, 1);
    }

    /// All counters (`questions/answered/en`) with their totals, ordered by name. Blocking.
    ///
    /// # Errors
    /// What the store says.
    pub fn counts(&self) -> Result<Vec<(String, u64)>, StoreError> {
        self.state.counts()
    }

    /// Forgets all unanswered questions. Blocking.
    ///
    /// # Errors
    /// What the store says.
    pub fn forget_unanswered(&self) -> Result<(), StoreError> {
        self.state.forget_unanswered()
    }

    /// Writes counters and unanswered questions. To be called every ten seconds and at the end: a crash loses
    /// what came after. Blocking.
    ///
    /// # Errors
    /// What the store says; nothing is forgotten, and the next call tries again.
    pub fn tick(&self) -> Result<(), StoreError> {
        self.noted(self.slowest.save(&self.state))?;
        self.noted(self.state.save(self.now()))
    }

    /// A value of the bot's own state (`commands/hash`, `settings/<guild>`), kept over restarts. Blocking.
    pub fn state_get(&self, key: &str) -> Option<String> {
        self.noted(self.state.get(key)).unwrap_or_else(|error| {
            tracing::warn!("{error}");
            None
        })
    }

    /// Keeps a value of the bot's own state; flushed when this returns. Blocking.
    ///
    /// # Errors
    /// What the store says, for people; the value is not kept.
    pub fn state_put(&self, key: &str, value: &str) -> Result<(), String> {
        self.noted(self.state.put(key, value)).map_err(|error| error.to_string())
    }

    /// Forgets a value of the bot's own state; flushed when this returns. Blocking.
    ///
    /// # Errors
    /// What the store says, for people.
    pub fn state_remove(&self, key: &str) -> Result<(), String> {
        self.noted(self.state.remove(key)).map_err(|error| error.to_string())
    }

    /// The values of the bot's own state whose keys begin with `prefix`, ordered by key. Blocking.
    ///
    /// # Errors
    /// What the store says.
    pub fn state_list(&self, prefix: &str) -> Result<Vec<(String, String)>, StoreError> {
        self.state.list(prefix)
    }

    /// Counts a failure of the store.
    fn noted<T, E>(&self, done: Result<T, E>) -> Result<T, E> {
        if done.is_err() {
            self.metrics.store_failed();
        }
        done
    }

    fn now(&self) -> i64 {
        self.clock.now()
    }
}

impl Drop for Kotae {
    fn drop(&mut self) {
        if let Err(error) = self.tick() {
            tracing::warn!("what was counted last is lost: {error}");
        }
    }
}
