//! What goes wrong, in two families: what a person is told, and what is logged under an id.

use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

use super::send::SendError;
use crate::knowledge::Lang;

/// Why the bot does not start or has to stop. Told to whoever runs it.
#[derive(Debug, thiserror::Error)]
pub enum BotError {
    /// No token was given.
    #[error(
        "no token is set; put it in a file and name that with --token-file or KOTAE_TOKEN_FILE, or set KOTAE_TOKEN \
         (developer portal > Bot > Reset Token)"
    )]
    NoToken,
    /// Discord does not know the token.
    #[error(
        "discord refused the token; reset it in the developer portal (Bot > Reset Token) and set the new one"
    )]
    Token,
    /// Discord cannot be reached, or does not behave like Discord.
    #[error("cannot reach {api}: {error}; check the network, then start again")]
    Unreachable {
        /// Which API.
        api: String,
        /// What happened.
        error: SendError,
    },
    /// The gateway's address is not where it should be.
    #[error("`{url}` is no gateway for {api}; the token was not sent there")]
    Gateway {
        /// Which API.
        api: String,
        /// The address it gave.
        url: String,
    },
    /// Discord would throw the token away if the bot connected once more.
    #[error("no connection to the gateway is left for today; wait {} minutes, then start again", .0.as_secs() / 60 + 1)]
    SessionLimit(Duration),
    /// Discord refused what the bot asked for.
    #[error("discord refused the gateway intents; update kotae")]
    Intents,
    /// The gateway broke for good.
    #[error("the connection to discord ended: {0}; start again")]
    Ended(String),
    /// The client could not be built.
    #[error("cannot set up the connection to discord: {0}")]
    Setup(String),
}

/// Why a command gives no result.
#[derive(Debug)]
pub(crate) enum CommandError {
    /// The asker can do something about it: the sentence, in their language.
    Told(String),
    /// The asker cannot: logged, and told as an id.
    Fault(Fault),
}

/// Something that should not happen. Its cause goes to the log, its id to the user, and the two meet again when
/// somebody reports it.
#[derive(Debug)]
pub(crate) struct Fault {
    /// Eight hexadecimal digits.
    pub(crate) id: String,
    /// For the log.
    pub(crate) cause: String,
}

impl Fault {
    /// A fault with an id of its own.
    pub(crate) fn new(cause: impl fmt::Display) -> Self {
        // `RandomState` is seeded anew each time: enough to tell two faults apart, and no dependency.
        let id = format!("{:08x}", RandomState::new().hash_one(0) as u32);
        Self { id, cause: cause.to_string() }
    }

    /// Writes it to the log; gives the sentence for the user.
    pub(crate) fn log(&self, lang: Lang) -> String {
        tracing::error!(id = %self.id, cause = %self.cause, "fault");
        match lang {
            Lang::En => format!(
                "Something went wrong on my side. Please try again; if it happens again, tell my operator this number: `{}`",
                self.id
            ),
            Lang::Ja => format!(
                "内部でエラーが発生しました。もう一度お試しください。続くようでしたら、管理者にこの番号をお伝えください: `{}`",
                self.id
            ),
        }
    }
}

impl From<Fault> for CommandError {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<tokio::task::JoinError> for CommandError {
    fn from(error: tokio::task::JoinError) -> Self {
        Self::Fault(Fault::new(format!("a task failed: {error}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_sees_the_id_and_not_the_cause() {
        let fault = Fault::new("sled: /var/lib/kotae is read-only");
        for lang in Lang::ALL {
            let told = fault.log(lang);
            assert!(told.contains(&fault.id) && !told.contains("sled"), "{told}");
        }
        assert_eq!(fault.id.len(), 8);
        assert_ne!(fault.id, Fault::new("").id);
    }
}
