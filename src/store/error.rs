//! Why a store did not do what it was asked.

use super::LARGEST_VALUE;

/// Why a store did not do what it was asked. Says what to do next.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// Somebody else has the folder open.
    #[error(
        "the store in `{path}` is in use, another kotae may be running on it; stop that one or give this one \
         another data folder"
    )]
    Locked {
        /// The folder.
        path: String,
    },
    /// The system does not let us have the folder.
    #[error(
        "cannot open the store in `{path}`: {reason}; see that the folder can be written to and that its disk \
         has space"
    )]
    Open {
        /// The folder.
        path: String,
        /// What the system said.
        reason: String,
    },
    /// The files are not what was written.
    #[error("the store in `{path}` is damaged: {reason}; move the folder away and start again")]
    Damaged {
        /// The folder.
        path: String,
        /// What was noticed.
        reason: String,
    },
    /// Reading or writing failed.
    #[error(
        "the store in `{path}` failed while {doing}: {reason}; look at the disk's space and health, then start \
         kotae again"
    )]
    Failed {
        /// The folder.
        path: String,
        /// What it was at.
        doing: &'static str,
        /// What the system said.
        reason: String,
    },
    /// A key or value is larger than a store takes.
    #[error("`{key}` in `{space}` has {bytes} bytes, more than the {LARGEST_VALUE} of one entry; split it")]
    TooLarge {
        /// The space.
        space: String,
        /// The key, or its beginning.
        key: String,
        /// How large key or value is.
        bytes: usize,
    },
}
