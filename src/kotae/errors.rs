//! Why Kotae does not start, or does not reload.

use crate::knowledge::{Files, Problem, render};
use crate::store::{GenerationError, StoreError};

/// Why the configured knowledge cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum KnowledgeError {
    /// It has mistakes.
    #[error("the knowledge in `{}` has mistakes ({}); `kotae check` shows them", .files.origin, .problems.len())]
    Problems {
        /// All of them, without warnings.
        problems: Vec<Problem>,
        /// The files they stand in, for rendering.
        files: Files,
    },
    /// It could not be read.
    #[error("cannot read the knowledge in `{origin}`: {error}")]
    Read {
        /// The folder.
        origin: String,
        /// What the system said.
        error: std::io::Error,
    },
}

/// Why Kotae does not start.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The knowledge cannot be served, and no generation was stored before.
    #[error("{error}; no stored generation can be served instead{}", report(.error))]
    Knowledge {
        /// Why it cannot.
        #[from]
        error: KnowledgeError,
    },
    /// The stored facts cannot be used.
    #[error(transparent)]
    Facts(#[from] GenerationError),
    /// The bot's own state cannot be used.
    #[error(transparent)]
    State(#[from] StoreError),
}

/// "1 mistake", "2 mistakes".
fn mistakes(count: usize) -> String {
    format!("{count} mistake{}", if count == 1 { "" } else { "s" })
}

/// The mistakes as a person reads them, below the line that tells of them.
fn report(error: &KnowledgeError) -> String {
    match error {
        KnowledgeError::Problems { problems, files } => format!("\n\n{}", render(problems, files, false)),
        KnowledgeError::Read { .. } => String::new(),
    }
}

/// Why a reload did not happen.
#[derive(Debug, thiserror::Error)]
pub enum ReloadError {
    /// The knowledge has mistakes; nothing was changed.
    #[error("the knowledge has {}; nothing was changed", mistakes(.problems.len()))]
    Problems {
        /// All of them, without warnings.
        problems: Vec<Problem>,
        /// The files they stand in, for rendering.
        files: Files,
    },
    /// The knowledge could not be read.
    #[error("cannot read the knowledge in `{origin}`: {error}")]
    Read {
        /// The folder.
        origin: String,
        /// What the system said.
        error: std::io::Error,
    },
    /// There is no such generation.
    #[error("generation {0} is not kept; `history` lists those that are")]
    NoGeneration(u64),
    /// The store failed; nothing was changed.
    #[error("the store refused: {0}; the base in use stays")]
    Store(String),
}

impl From<GenerationError> for ReloadError {
    fn from(error: GenerationError) -> Self {
        match error {
            GenerationError::NotKept(number) => Self::NoGeneration(number),
            other => Self::Store(other.to_string()),
        }
    }
}

impl From<KnowledgeError> for ReloadError {
    fn from(error: KnowledgeError) -> Self {
        match error {
            KnowledgeError::Problems { problems, files } => Self::Problems { problems, files },
            KnowledgeError::Read { origin, error } => Self::Read { origin, error },
        }
    }
}
