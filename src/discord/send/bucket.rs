//! Keeping to Discord's limits before running into them.
//!
//! Discord counts requests in buckets and tells after each how many are left and when it counts anew:
//! <https://docs.discord.com/developers/topics/rate-limits#header-format>. Numbers are taken from there, never
//! assumed.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use reqwest::header::HeaderMap;
use serenity::all::{LightMethod, RatelimitingBucket, Route};
use tokio::time::{Instant, sleep_until};

use super::Outgoing;

/// Buckets that are known before those that count anew are swept.
const SWEEP: usize = 2000;

type Key = (RatelimitingBucket, LightMethod);

#[derive(Debug)]
struct Bucket {
    limit: u32,
    remaining: u32,
    anew: Instant,
}

#[derive(Debug, Default)]
pub(super) struct Buckets(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    known: HashMap<Key, Bucket>,
    paused: Option<Instant>,
}

/// Interaction callbacks have a route each, so nothing learned of one says anything about the next.
fn key(outgoing: &Outgoing<'_>) -> Option<Key> {
    let bucket = outgoing.route.ratelimiting_bucket();
    let own = matches!(outgoing.route, Route::InteractionResponse { .. }) || bucket.is_none();
    (!own).then_some((bucket, outgoing.method))
}

impl Buckets {
    /// Waits until the request may be sent, and counts it.
    pub(super) async fn wait(&self, outgoing: &Outgoing<'_>) {
        while let Some(until) = self.take(outgoing) {
            sleep_until(until).await;
        }
    }

    /// Counts the request, or tells until when to wait.
    fn take(&self, outgoing: &Outgoing<'_>) -> Option<Instant> {
        let now = Instant::now();
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Responses to interactions are outside of the global limit:
        // <https://docs.discord.com/developers/interactions/receiving-and-responding#endpoints>.
        let callback = matches!(outgoing.route, Route::InteractionResponse { .. });
        if let Some(until) = state.paused.filter(|until| *until > now && !callback) {
            return Some(until);
        }
        let bucket = state.known.get_mut(&key(outgoing)?)?;
        if bucket.anew <= now {
            // Until the next answer tells, one full count is assumed for as long as the last one took at least.
            bucket.remaining = bucket.limit;
            bucket.anew = now + Duration::from_millis(250);
        }
        if bucket.remaining == 0 {
            return Some(bucket.anew);
        }
        bucket.remaining -= 1;
        None
    }

    /// Learns from the headers of an answer.
    pub(super) fn note(&self, outgoing: &Outgoing<'_>, headers: &HeaderMap) {
        let number = |name| headers.get(name)?.to_str().ok()?.parse::<u32>().ok();
        let (Some(key), Some(limit), Some(remaining), Some(after)) = (
            key(outgoing),
            number("x-ratelimit-limit"),
            number("x-ratelimit-remaining"),
            seconds(headers, "x-ratelimit-reset-after"),
        ) else {
            return;
        };
        let now = Instant::now();
        let anew = now + after;
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if state.known.len() >= SWEEP {
            state.known.retain(|_, bucket| bucket.anew > now);
        }
        let bucket = state.known.entry(key).or_insert(Bucket { limit, remaining, anew });
        bucket.limit = limit;
        // Answers come out of order: within one count the smallest number is the newest.
        let same = bucket.anew > now && anew <= bucket.anew + Duration::from_millis(50);
        bucket.remaining = if same { bucket.remaining.min(remaining) } else { remaining };
        bucket.anew = anew;
    }

    /// Nothing may be sent for a while.
    pub(super) fn pause_all(&self, wait: Duration) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).paused = Some(Instant::now() + wait);
    }
}

/// A header in seconds, with or without a fraction.
pub(super) fn seconds(headers: &HeaderMap, name: &str) -> Option<Duration> {
    let seconds = headers.get(name)?.to_str().ok()?.trim().parse::<f64>().ok()?;
    Duration::try_from_secs_f64(seconds).ok()
}

#[cfg(test)]
mod tests {
    use serenity::all::ChannelId;

    use super::*;

    fn to(channel: u64) -> Outgoing<'static> {
        let route = Route::ChannelMessages { channel_id: ChannelId::new(channel) };
        Outgoing::new(LightMethod::Post, route)
    }

    fn headers(remaining: &'static str, after: &'static str) -> HeaderMap {
        [("x-ratelimit-limit", "2"), ("x-ratelimit-remaining", remaining), ("x-ratelimit-reset-after", after)]
            .into_iter()
            .map(|(name, value)| (name.parse().expect("a name"), value.parse().expect("a value")))
            .collect()
    }

    #[test]
    fn what_is_not_known_is_not_held_back() {
        let buckets = Buckets::default();
        assert!((0..100).all(|_| buckets.take(&to(1)).is_none()));
    }

    #[test]
    fn an_empty_bucket_holds_back_its_own_channel_alone() {
        let buckets = Buckets::default();
        buckets.note(&to(1), &headers("1", "3600"));
        assert!(buckets.take(&to(1)).is_none());
        assert!(buckets.take(&to(1)).is_some());
        assert!(buckets.take(&to(2)).is_none());
        let delete = Outgoing { method: LightMethod::Delete, ..to(1) };
        assert!(buckets.take(&delete).is_none(), "another method is another bucket");
    }

    #[test]
    fn an_answer_that_comes_late_does_not_refill() {
        let buckets = Buckets::default();
        buckets.note(&to(1), &headers("0", "3600"));
        buckets.note(&to(1), &headers("1", "3600"));
        assert!(buckets.take(&to(1)).is_some());
    }

    #[test]
    fn a_count_that_is_over_begins_anew() {
        let buckets = Buckets::default();
        buckets.note(&to(1), &headers("0", "0"));
        assert!(buckets.take(&to(1)).is_none());
    }

    #[test]
    fn a_global_pause_holds_back_all_but_callbacks() {
        let buckets = Buckets::default();
        buckets.pause_all(Duration::from_secs(3600));
        assert!(buckets.take(&to(1)).is_some());
        let route = Route::InteractionResponse { interaction_id: 1.into(), token: "t" };
        assert!(buckets.take(&Outgoing::new(LightMethod::Post, route)).is_none());
    }

    #[test]
    fn headers_are_read_with_and_without_fraction() {
        assert_eq!(
            seconds(&headers("0", "1.5"), "x-ratelimit-reset-after"),
            Some(Duration::from_millis(1500))
        );
        assert_eq!(seconds(&headers("0", "64"), "x-ratelimit-reset-after"), Some(Duration::from_secs(64)));
        assert_eq!(seconds(&headers("0", "-1"), "x-ratelimit-reset-after"), None);
        assert_eq!(seconds(&headers("0", "soon"), "x-ratelimit-reset-after"), None);
    }
}
