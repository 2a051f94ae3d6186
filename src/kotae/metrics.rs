//! What is measured: numbers for a monitoring system. No text, no id of anybody.
//!
//! Names and units follow <https://prometheus.io/docs/practices/naming/>: base units, `_total` for what only
//! grows (the encoder adds it), one prefix.

use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use prometheus_client::encoding::{EncodeLabelSet, text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Registry, Unit};

use super::Health;
use crate::answer::{Answer, Status};
use crate::knowledge::Lang;
use crate::store::GenerationInfo;

/// Bounds in seconds of what the engine takes: microseconds, where all is well.
const ENGINE: [f64; 8] = [0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.005, 0.025, 0.1];
/// Bounds in seconds of what a person waits for: the network, and the three seconds of an interaction.
const REPLY: [f64; 9] = [0.005, 0.01, 0.025, 0.1, 0.25, 1.0, 3.0, 10.0, 60.0];
/// Bounds of a confidence.
const CONFIDENCE: [f64; 9] = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Met {
    outcome: &'static str,
    language: &'static str,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Kind {
    kind: &'static str,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Ended {
    result: &'static str,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct By {
    by: &'static str,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct OfShard {
    shard: u32,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Part {
    part: &'static str,
}

/// Where an interaction came from, or a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entrance {
    /// A mention, a reply, a direct message.
    Message,
    /// A slash or message command.
    Command,
    /// A button, a menu or a form.
    Component,
    /// What is offered while somebody types.
    Autocomplete,
}

/// How a reload ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reloaded {
    /// A new generation is served.
    Swapped,
    /// An earlier generation is served again.
    RolledBack,
    /// The knowledge was refused, or the store failed.
    Refused,
}

/// All that is measured.
pub struct Metrics {
    registry: Registry,
    questions: Family<Met, Counter>,
    engine: Histogram,
    confidence: Histogram,
    replies: Family<Kind, Histogram, fn() -> Histogram>,
    reloads: Family<Ended, Counter>,
    store_errors: Counter,
    limited: Family<By, Counter>,
    shards: Family<OfShard, Gauge>,
    generation: Gauge,
    parts: Family<Part, Gauge>,
    memory: Gauge,
}

impl fmt::Debug for Metrics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Metrics").finish_non_exhaustive()
    }
}

impl Default for Metrics {
    fn default() -> Self {
        Self::new()
    }
}

impl Metrics {
    /// All of them at zero, so that a rate can be told from the first event on.
    pub fn new() -> Self {
        let metrics = Self {
            registry: Registry::default(),
            questions: Family::default(),
            engine: Histogram::new(ENGINE),
            confidence: Histogram::new(CONFIDENCE),
            replies: Family::new_with_constructor(|| Histogram::new(REPLY)),
            reloads: Family::default(),
            store_errors: Counter::default(),
            limited: Family::default(),
            shards: Family::default(),
            generation: Gauge::default(),
            parts: Family::default(),
            memory: Gauge::default(),
        };
        for status in [Status::Answered, Status::Unsure, Status::Unknown] {
            for lang in Lang::ALL {
                drop(metrics.questions.get_or_create(&met(status, lang)));
            }
        }
        for entrance in [Entrance::Message, Entrance::Command, Entrance::Component, Entrance::Autocomplete] {
            drop(metrics.replies.get_or_create(&Kind { kind: entrance.name() }));
        }
        for result in [Reloaded::Swapped, Reloaded::RolledBack, Reloaded::Refused] {
            drop(metrics.reloads.get_or_create(&Ended { result: result.name() }));
        }
        for by in ["kotae", "discord"] {
            drop(metrics.limited.get_or_create(&By { by }));
        }
        metrics.registered()
    }

    fn registered(mut self) -> Self {
        let all = &mut self.registry;
        let version = vec![("version", env!("CARGO_PKG_VERSION"))];
        all.register("kotae_build", "The program that runs", Info::new(version));
        all.register("kotae_questions", "Questions by how they were met", self.questions.clone());
        all.register_with_unit(
            "kotae_question_duration",
            "What the engine took for a question",
            Unit::Seconds,
            self.engine.clone(),
        );
        all.register(
            "kotae_question_confidence",
            "How likely an answer is right, as the matcher judges it; of answered questions",
            self.confidence.clone(),
        );
        all.register_with_unit(
            "kotae_reply_duration",
            "From an event of Discord to the reply that it took",
            Unit::Seconds,
            self.replies.clone(),
        );
        all.register("kotae_reloads", "Reloads and rollbacks by their end", self.reloads.clone());
        all.register("kotae_store_errors", "Failures of the store", self.store_errors.clone());
        all.register(
            "kotae_rate_limited",
            "Questions over Kotae's own limits, requests over Discord's",
            self.limited.clone(),
        );
        all.register("kotae_shard_connected", "Whether a shard is connected", self.shards.clone());
        all.register("kotae_generation", "The generation of facts that is served", self.generation.clone());
        all.register("kotae_facts", "What the served generation holds, by part", self.parts.clone());
        let started = Gauge::<i64>::default();
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        started.set(i64::try_from(now.as_secs()).unwrap_or(i64::MAX));
        all.register_with_unit(
            "process_start_time",
            "When the process began, since 1970 UTC",
            Unit::Seconds,
            started,
        );
        all.register_with_unit(
            "process_resident_memory",
            "Memory of the process; 0 where the system does not tell",
            Unit::Bytes,
            self.memory.clone(),
        );
        self
    }

    /// A question was met.
    pub(super) fn asked(&self, answer: &Answer, took: Duration) {
        self.questions.get_or_create(&met(answer.status, answer.lang)).inc();
        self.engine.observe(took.as_secs_f64());
        if answer.status == Status::Answered {
            self.confidence.observe(f64::from(answer.confidence));
        }
    }

    /// An event was replied to.
    pub fn replied(&self, entrance: Entrance, took: Duration) {
        self.replies.get_or_create(&Kind { kind: entrance.name() }).observe(took.as_secs_f64());
    }

    /// A reload ended.
    pub(super) fn reloaded(&self, result: Reloaded) {
        self.reloads.get_or_create(&Ended { result: result.name() }).inc();
    }

    /// The store failed.
    pub(super) fn store_failed(&self) {
        self.store_errors.inc();
    }

    /// A question was over Kotae's own limits.
    pub fn held_back(&self) {
        self.limited.get_or_create(&By { by: "kotae" }).inc();
    }

    /// A request was over a limit of Discord's.
    pub fn limited_by_discord(&self) {
        self.limited.get_or_create(&By { by: "discord" }).inc();
    }

    /// All of it in the text format of `OpenMetrics` 1.0.
    pub(super) fn text(&self, health: &Health, served: &GenerationInfo) -> String {
        for (shard, state) in health.shards() {
            self.shards.get_or_create(&OfShard { shard }).set(i64::from(state.connected));
        }
        let number = |count| i64::try_from(count).unwrap_or(i64::MAX);
        self.generation.set(i64::try_from(served.number).unwrap_or(i64::MAX));
        let counts = served.counts;
        for (part, count) in [
            ("topics", counts.topics),
            ("facts", counts.facts),
            ("figures", counts.figures),
            ("sources", counts.sources),
        ] {
            self.parts.get_or_create(&Part { part }).set(number(count));
        }
        self.memory.set(resident());
        let mut text = String::new();
        text::encode(&mut text, &self.registry).expect("a string takes everything");
        text
    }
}

impl Entrance {
    fn name(self) -> &'static str {
        match self {
            Self::Message => "message",
            Self::Command => "command",
            Self::Component => "component",
            Self::Autocomplete => "autocomplete",
        }
    }
}

impl Reloaded {
    fn name(self) -> &'static str {
        match self {
            Self::Swapped => "swapped",
            Self::RolledBack => "rolled_back",
            Self::Refused => "refused",
        }
    }
}

fn met(status: Status, lang: Lang) -> Met {
    let outcome = match status {
        Status::Answered => "answered",
        Status::Unsure => "unsure",
        Status::Unknown => "unknown",
    };
    Met { outcome, language: lang.tag() }
}

/// Resident memory in bytes, where the system has `/proc` (proc(5)).
fn resident() -> i64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<i64>().ok());
    kilobytes.map_or(0, |kilobytes| kilobytes * 1024)
}
