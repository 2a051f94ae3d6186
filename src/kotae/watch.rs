//! Watching the knowledge folder: when to look into it.
//!
//! By looking at it every so often, not by the system's notices: those do not come over network file systems, from
//! some mounts of containers and for folders that are swapped under a link, and a folder of a hundred files costs
//! a fraction of a millisecond to list.

use super::Kotae;
use crate::knowledge::Listing;

/// What one look shows: the files, or why they cannot be listed.
pub type Look = Result<Listing, String>;

/// Decides after each look at the folder whether it is time to read it: once it has changed and then been quiet
/// from one look to the next. It has no clock: whoever looks keeps the time.
#[derive(Debug, Default)]
pub struct Watch {
    last: Option<Look>,
    /// The look after which the folder was read.
    settled: Option<Look>,
}

impl Watch {
    /// Takes a look. True where the folder is to be read: it is as at the look before, and not as it was when it
    /// was read last. The first two looks count as a change, because nobody knows what came before them.
    pub fn look(&mut self, look: Look) -> bool {
        let quiet = self.last.as_ref() == Some(&look);
        let due = quiet && self.settled.as_ref() != Some(&look);
        if due {
            self.settled = Some(look.clone());
        }
        self.last = Some(look);
        due
    }

    /// What was read was not whole: it is due again once the folder is quiet.
    pub fn unsettle(&mut self) {
        (self.last, self.settled) = (None, None);
    }
}

impl Kotae {
    /// Looks at the knowledge folder from outside; nothing where the knowledge is in the program. Blocking.
    pub fn look(&self) -> Option<Look> {
        self.knowledge.folder().map(|folder| Listing::of(folder).map_err(|error| error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looks(watch: &mut Watch, looks: &[&str]) -> Vec<bool> {
        // What cannot be listed stands in for a listing: any two texts differ as two listings do.
        looks.iter().map(|look| watch.look(Err((*look).to_owned()))).collect()
    }

    #[test]
    fn it_is_due_once_after_each_change_and_only_when_nobody_writes() {
        let mut watch = Watch::default();
        assert_eq!(looks(&mut watch, &["a", "a", "a", "a"]), [false, true, false, false]);
        assert_eq!(looks(&mut watch, &["b", "c", "d", "e"]), [false; 4], "somebody writes on and on");
        assert_eq!(looks(&mut watch, &["e", "e"]), [true, false]);
        assert_eq!(looks(&mut watch, &["a", "e", "e"]), [false; 3], "taken back before it was quiet");
        assert_eq!(looks(&mut watch, &["a", "a"]), [false, true]);
    }

    #[test]
    fn what_was_not_whole_is_due_again() {
        let mut watch = Watch::default();
        assert_eq!(looks(&mut watch, &["a", "a"]), [false, true]);
        watch.unsettle();
        assert_eq!(looks(&mut watch, &["a", "a", "a"]), [false, true, false]);
    }

    #[test]
    fn a_listing_is_not_what_hides_it() {
        let mut watch = Watch::default();
        let listed = || Ok(Listing::default());
        assert_eq!(looks(&mut watch, &["gone", "gone"]), [false, true]);
        assert!(!watch.look(listed()) && watch.look(listed()), "it is there again");
    }
}
