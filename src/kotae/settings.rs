//! What the managers of a server have set for it.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use serde::{Deserialize, Serialize};

use super::Kotae;
use crate::knowledge::Lang;
use crate::store::State;

/// Before the id of a server, in the bot's own state.
const PREFIX: &str = "settings/";

/// The settings of one server. Whatever is not set is as if nobody had ever set anything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Ids of the channels where mentions and replies are answered; none is all of them.
    pub channels: BTreeSet<u64>,
    /// Ids of the channels where questions are answered that are not addressed to the bot.
    pub ask_channels: BTreeSet<u64>,
    /// The language of everything that is said there; `None`: that of the question, else the server's own.
    pub language: Option<Lang>,
    /// Whether only the asker sees the reply to a command, unless they say otherwise.
    pub hidden: bool,
    /// Whether charts are offered.
    pub charts: bool,
    /// Whether questions that can be asked next are offered.
    pub related: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            channels: BTreeSet::new(),
            ask_channels: BTreeSet::new(),
            language: None,
            hidden: false,
            charts: true,
            related: true,
        }
    }
}

impl Settings {
    /// Whether mentions are answered in a channel. Who may ask there without one may with one.
    pub fn answers_in(&self, channel: u64) -> bool {
        self.channels.is_empty() || self.channels.contains(&channel) || self.ask_channels.contains(&channel)
    }
}

/// The settings of all servers that have some, in memory: every message needs them.
#[derive(Debug, Default)]
pub(super) struct Servers {
    known: RwLock<HashMap<u64, Arc<Settings>>>,
    /// Held while one is changed: read, written to the disk, put in place.
    changing: Mutex<()>,
}

impl Servers {
    /// Those of the state. One that cannot be read counts as not set.
    pub(super) fn of(state: &State) -> Self {
        let stored = state.list(PREFIX).unwrap_or_else(|error| {
            tracing::warn!("the settings of servers cannot be read: {error}");
            Vec::new()
        });
        let known = stored.into_iter().filter_map(|(key, value)| {
            let server = key.strip_prefix(PREFIX)?.parse().ok()?;
            match serde_json::from_str(&value) {
                Ok(settings) => Some((server, Arc::new(settings))),
                Err(error) => {
                    tracing::warn!("the settings in `{key}` cannot be read: {error}");
                    None
                }
            }
        });
        Self { known: RwLock::new(known.collect()), changing: Mutex::default() }
    }

    fn get(&self, server: u64) -> Arc<Settings> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        known.get(&server).cloned().unwrap_or_default()
    }

    fn put(&self, server: u64, settings: Option<&Arc<Settings>>) {
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        match settings {
            Some(settings) => _ = known.insert(server, Arc::clone(settings)),
            None => _ = known.remove(&server),
        }
    }
}

impl Kotae {
    /// The settings of a server. Reads no disk.
    pub fn settings(&self, server: u64) -> Arc<Settings> {
        self.servers.get(server)
    }

    /// Changes the settings of a server; they are kept and in force when this returns. Blocking.
    ///
    /// # Errors
    /// What the store says, for people; then nothing was changed.
    pub fn change_settings(
        &self,
        server: u64,
        change: impl FnOnce(&mut Settings),
    ) -> Result<Arc<Settings>, String> {
        let _alone = self.servers.changing.lock().unwrap_or_else(PoisonError::into_inner);
        let mut settings = Settings::clone(&self.servers.get(server));
        change(&mut settings);
        let settings = Arc::new(settings);
        let key = format!("{PREFIX}{server}");
        if *settings == Settings::default() {
            // Nothing is kept about a server where everything is as it comes.
            self.state_remove(&key)?;
            self.servers.put(server, None);
        } else {
            let text = serde_json::to_string(&*settings).map_err(|error| error.to_string())?;
            self.state_put(&key, &text)?;
            self.servers.put(server, Some(&settings));
        }
        Ok(settings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_written_is_as_it_comes() {
        let read = |text: &str| serde_json::from_str::<Settings>(text).ok();
        assert_eq!(read("{}"), Some(Settings::default()));
        let silent = Settings { charts: false, ..Settings::default() };
        assert_eq!(read(r#"{"charts":false,"of_a_newer_version":1}"#), Some(silent));
    }

    #[test]
    fn settings_are_kept_changed_and_forgotten() {
        let state = State::in_memory();
        state.put("settings/7", r#"{"language":"ja","channels":[1]}"#).expect("kept");
        state.put("settings/8", "ja").expect("kept");
        let servers = Servers::of(&state);
        let seven = servers.get(7);
        assert_eq!((seven.language, seven.answers_in(1), seven.answers_in(2)), (Some(Lang::Ja), true, false));
        assert_eq!(*servers.get(8), Settings::default());
        servers.put(7, None);
        assert!(servers.get(7).answers_in(2));
    }
}
