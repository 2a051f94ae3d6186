//! What is left after a crash or a damage: sweeping, and falling back to what is whole.

use std::collections::HashSet;
use std::sync::PoisonError;

use super::{
    CURRENT, GenerationError, Generations, Line, META, SEEN, SPACES, Stored, Transaction, bytes, key,
};

/// What a store had to serve when it was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// No generation was ever stored here.
    Nothing,
    /// The current one, whole.
    Whole(Stored),
    /// The current one is damaged; this one before it is whole and now the current one.
    Earlier {
        /// The number of the damaged one.
        lost: u64,
        /// What was noticed.
        why: String,
        /// What is served instead.
        stored: Stored,
    },
    /// The current one was written by a program whose records have another form.
    OtherSchema {
        /// Its number.
        number: u64,
    },
    /// Nothing in the store is whole.
    Lost {
        /// What was noticed.
        why: String,
    },
}

impl Generations {
    /// Finds what can be served: the current generation, else the newest one before it that is whole. `last`
    /// is the highest number that is known to have been used: without any generation it tells a new store
    /// from one that lost everything.
    ///
    /// # Errors
    /// [`GenerationError::Store`] where the store cannot be read or written for another reason than damage.
    pub fn find(&self, last: u64) -> Result<Found, GenerationError> {
        match self.find_current(last) {
            Err(GenerationError::Store(super::StoreError::Damaged { reason, .. })) => {
                Ok(Found::Lost { why: reason })
            }
            other => other,
        }
    }

    fn find_current(&self, last: u64) -> Result<Found, GenerationError> {
        let Some(line) = self.current_line()? else {
            let pointer = self.store.get(META, CURRENT)?;
            return Ok(if pointer.is_none() && last == 0 {
                Found::Nothing
            } else {
                Found::Lost { why: "the pointer to the current generation is gone".into() }
            });
        };
        let number = line.info.number;
        let why = match self.verified(line.clone()) {
            Ok(stored) => return Ok(Found::Whole(stored)),
            Err(GenerationError::Schema { .. }) => return Ok(Found::OtherSchema { number }),
            Err(GenerationError::Damaged { why, .. }) => why,
            Err(other) => return Err(other),
        };
        let (before, after): (Vec<Line>, Vec<Line>) = self
            .lines()?
            .into_iter()
            .filter(|other| other.info.number != number)
            .partition(|other| other.info.number < number);
        // After a rollback the newer ones are those that somebody turned away from: they come last.
        for other in before.into_iter().chain(after.into_iter().rev()) {
            if let Ok(stored) = self.verified(other.clone()) {
                self.replace(&line, &other)?;
                return Ok(Found::Earlier { lost: number, why, stored });
            }
        }
        Ok(Found::Lost { why: format!("generation {number}: {why}") })
    }

    /// Points to another generation and forgets the damaged one.
    fn replace(&self, lost: &Line, by: &Line) -> Result<(), GenerationError> {
        let _alone = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let mut flip = Transaction::new().put(META, CURRENT, &bytes(by)).delete(META, &key(lost.info.number));
        // Nobody chose this: the knowledge is to be stored again if it is still the one that was lost.
        if self.seen()?.as_deref() == Some(&lost.info.digest) {
            flip = flip.delete(META, SEEN);
        }
        self.flip(&flip)?;
        Ok(self.store.delete_prefix(&lost.space(), b"")?)
    }

    /// Removes spaces that no generation owns: what a crash left of one that was being stored or dropped.
    /// Says how many there were.
    ///
    /// # Errors
    /// [`GenerationError::Store`].
    pub fn sweep(&self) -> Result<usize, GenerationError> {
        let _alone = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let mut owned: HashSet<String> = self.lines()?.iter().map(Line::space).collect();
        owned.extend(self.current_line()?.iter().map(Line::space));
        let mut spaces = self.store.spaces()?;
        spaces.retain(|space| space.starts_with(SPACES) && !owned.contains(space));
        for space in &spaces {
            self.store.delete_prefix(space, b"")?;
        }
        if !spaces.is_empty() {
            self.store.flush()?;
        }
        Ok(spaces.len())
    }
}
