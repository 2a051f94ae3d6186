//! Why a request was not done.

use std::error::Error as _;
use std::time::Duration;

use serde::Deserialize;

/// Why a request was not done. Never carries an address: those of interactions contain their tokens.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    /// Discord said no.
    #[error("discord answered {status}, code {code}: {message}")]
    Refused {
        /// HTTP status.
        status: u16,
        /// Discord's own code; 0 where there is none.
        code: u64,
        /// Discord's own words.
        message: String,
    },
    /// Over a limit.
    #[error("over a rate limit of discord, to wait {wait:?}")]
    Limited {
        /// As long as Discord said.
        wait: Option<Duration>,
        /// True where nothing may be sent at all in the meantime.
        global: bool,
    },
    /// The network failed.
    #[error("network: {0}")]
    Network(String),
    /// The answer was not understood.
    #[error("unexpected answer of discord: {0}")]
    Answer(String),
    /// The request could not be written.
    #[error("cannot write the request: {0}")]
    Build(String),
}

/// <https://docs.discord.com/developers/topics/rate-limits#exceeding-a-rate-limit-rate-limit-response-structure>,
/// <https://docs.discord.com/developers/reference#error-messages>
#[derive(Default, Deserialize)]
#[serde(default)]
struct Body {
    code: u64,
    message: String,
    retry_after: Option<f64>,
    global: bool,
}

impl SendError {
    /// Reads a status that is no success. `wait` is what the header said; the body is more exact.
    pub(super) fn refused(status: u16, body: &[u8], wait: Option<Duration>) -> Self {
        let body: Body = serde_json::from_slice(body).unwrap_or_default();
        if status == 429 {
            let exact = body.retry_after.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
            return Self::Limited { wait: exact.or(wait), global: body.global };
        }
        Self::Refused { status, code: body.code, message: body.message }
    }

    /// What reqwest said, with its causes and without the address.
    pub(super) fn network(error: reqwest::Error) -> Self {
        let error = error.without_url();
        let mut text = error.to_string();
        let mut cause = error.source();
        while let Some(error) = cause {
            text.push_str(": ");
            text.push_str(&error.to_string());
            cause = error.source();
        }
        Self::Network(text)
    }

    /// Whether the same request may work in a moment.
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Network(_) | Self::Refused { status: 500 | 502 | 503 | 504, .. })
    }

    /// The HTTP status.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Refused { status, .. } => Some(*status),
            Self::Limited { .. } => Some(429),
            _ => None,
        }
    }

    /// Discord's own code.
    pub fn code(&self) -> Option<u64> {
        match self {
            Self::Refused { code, .. } => Some(*code),
            _ => None,
        }
    }
}
