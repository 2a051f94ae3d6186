//! Whether the running whole is well: which shards are connected, and since when one is silent.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::watch;

/// How long a shard may be without a connection before the process counts as stuck: reconnecting takes
/// seconds, and a gateway that is down for all is back within minutes.
const SILENT: Duration = Duration::from_secs(3 * 60);
/// Shards identify one after another, five seconds apart:
/// <https://docs.discord.com/developers/events/gateway#sharding-max-concurrency>.
const APART: Duration = Duration::from_secs(6);

/// The state of the connections, as far as the adapters tell it.
#[derive(Debug)]
pub struct Health {
    shards: Mutex<BTreeMap<u32, Shard>>,
    phase: watch::Sender<Phase>,
}

/// Where the process is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Not all shards are connected.
    Connecting,
    /// All are.
    Ready,
    /// No new questions are taken.
    Stopping,
}

/// One connection to the gateway.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// Whether it is connected.
    pub connected: bool,
    /// When it was last seen connected; before the first time, when connecting began.
    pub seen: Instant,
}

impl Default for Health {
    fn default() -> Self {
        Self { shards: Mutex::default(), phase: watch::Sender::new(Phase::Connecting) }
    }
}

impl Health {
    /// That many shards begin to connect.
    pub fn connecting(&self, shards: u32, now: Instant) {
        *self.lock() = (0..shards).map(|id| (id, Shard { connected: false, seen: now })).collect();
        self.settle();
    }

    /// A shard is connected, or is not any more.
    pub fn shard(&self, id: u32, connected: bool, now: Instant) {
        let mut shards = self.lock();
        let shard = shards.entry(id).or_insert(Shard { connected, seen: now });
        // The moment it was lost counts as one when it was there.
        if connected || shard.connected {
            shard.seen = now;
        }
        shard.connected = connected;
        drop(shards);
        self.settle();
    }

    /// No new questions are taken from now on.
    pub fn stopping(&self) {
        self.phase.send_replace(Phase::Stopping);
    }

    /// The shards by their numbers.
    pub fn shards(&self) -> BTreeMap<u32, Shard> {
        self.lock().clone()
    }

    /// Shards that nobody has seen connected for so long that only a new start helps. Those that are connected are
    /// seen every few seconds, so one that was not has an adapter that hangs.
    pub fn silent(&self, now: Instant) -> Vec<u32> {
        let shards = self.lock();
        let most = SILENT + APART * u32::try_from(shards.len()).unwrap_or(u32::MAX);
        let late = |shard: &Shard| now.saturating_duration_since(shard.seen) > most;
        shards.iter().filter(|(_, shard)| late(shard)).map(|(id, _)| *id).collect()
    }

    /// Where the process is in its life; the receiver is told of every change.
    pub fn phase(&self) -> watch::Receiver<Phase> {
        self.phase.subscribe()
    }

    fn settle(&self) {
        let shards = self.lock();
        let all = !shards.is_empty() && shards.values().all(|shard| shard.connected);
        let now = if all { Phase::Ready } else { Phase::Connecting };
        self.phase.send_if_modified(|phase| {
            let changes = *phase != Phase::Stopping && *phase != now;
            if changes {
                *phase = now;
            }
            changes
        });
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<u32, Shard>> {
        self.shards.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_ready_once_all_shards_are_connected() {
        let (health, now) = (Health::default(), Instant::now());
        let phase = || *health.phase().borrow();
        assert_eq!(phase(), Phase::Connecting);
        health.connecting(2, now);
        health.shard(0, true, now);
        assert_eq!(phase(), Phase::Connecting);
        health.shard(1, true, now);
        assert_eq!(phase(), Phase::Ready);
        health.shard(0, false, now);
        assert_eq!(phase(), Phase::Connecting);
        health.stopping();
        health.shard(0, true, now);
        assert_eq!(phase(), Phase::Stopping);
    }

    #[test]
    fn a_shard_is_silent_after_minutes_without_a_connection() {
        let (health, start) = (Health::default(), Instant::now());
        let after = |seconds| start + Duration::from_secs(seconds);
        health.connecting(1, start);
        assert_eq!(health.silent(after(180)), [0; 0]);
        assert_eq!(health.silent(after(190)), [0], "it never connected");
        health.shard(0, true, after(200));
        assert_eq!(health.silent(after(380)), [0; 0]);
        assert_eq!(health.silent(after(390)), [0], "nobody has looked after it");
        health.shard(0, true, after(8_999));
        assert_eq!(health.silent(after(9_000)), [0; 0]);
        health.shard(0, false, after(9_000));
        health.shard(0, false, after(9_100));
        assert_eq!(health.silent(after(9_180)), [0; 0]);
        assert_eq!(health.silent(after(9_190)), [0]);
    }
}
