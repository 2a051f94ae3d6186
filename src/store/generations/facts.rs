//! The folder of the generations: opened, or set aside and begun anew.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::{Found, GenerationError, Generations};
use crate::store::set_aside::{is_used, set_aside};
use crate::store::{MemoryStore, SledStore, Store, StoreError};

/// The generations of a folder and what they had to serve when it was opened.
#[derive(Debug)]
pub struct Facts {
    /// The generations.
    pub generations: Generations,
    /// What there is to serve; never [`Found::Lost`].
    pub found: Found,
    /// What somebody should be told, at most one.
    pub warning: Option<String>,
}

impl Facts {
    /// In memory: nothing is there yet.
    pub fn in_memory(schema: u32) -> Self {
        let generations = Generations::new(Arc::new(MemoryStore::new()), schema);
        Self { generations, found: Found::Nothing, warning: None }
    }

    /// Opens a folder. Where nothing in it is whole it is set aside, never deleted, and an empty one takes its
    /// place: facts can be read from the knowledge again. `last` is the highest number known to have been
    /// used, `now` names the folder that is set aside.
    ///
    /// # Errors
    /// [`GenerationError::Store`] where the folder is locked or the system refuses.
    pub fn open(
        folder: &Path,
        schema: u32,
        patience: Duration,
        last: u64,
        now: i64,
    ) -> Result<Self, GenerationError> {
        let last = if is_used(folder) { last } else { 0 };
        let why = match Self::try_open(folder, schema, patience, last) {
            Ok(Self { found: Found::Lost { why }, .. }) => why,
            Err(GenerationError::Store(StoreError::Damaged { reason, .. })) => reason,
            other => return other,
        };
        let aside = set_aside(folder, now).map_err(|error| StoreError::Open {
            path: folder.display().to_string(),
            reason: format!("it is damaged ({why}) and cannot be set aside: {error}"),
        })?;
        let mut facts = Self::try_open(folder, schema, patience, 0)?;
        facts.warning = Some(format!(
            "the stored facts were damaged ({why}); they were set aside in `{}` and are rebuilt from the \
             knowledge",
            aside.display()
        ));
        Ok(facts)
    }

    fn try_open(folder: &Path, schema: u32, patience: Duration, last: u64) -> Result<Self, GenerationError> {
        let store: Arc<dyn Store> = Arc::new(SledStore::open(folder, patience)?);
        let generations = Generations::new(store, schema);
        let found = generations.find(last)?;
        let warning = match &found {
            Found::Lost { .. } => return Ok(Self { generations, found, warning: None }),
            Found::Earlier { lost, why, stored } => Some(format!(
                "the stored generation {lost} was damaged ({why}); generation {} took its place",
                stored.info.number
            )),
            // sled takes a torn file for one that was written to less.
            Found::Whole(stored) if generations.last()? < last => Some(format!(
                "the stored facts lost their newest generations, up to {last}; generation {} is the newest \
                 chosen one that is left",
                stored.info.number
            )),
            _ => None,
        };
        generations.sweep()?;
        Ok(Self { generations, found, warning })
    }
}
