//! Memory that is waited for once: an index is larger than what a processor keeps near, so that the beginning of a list
//! may take it longer than the list itself. What is asked for at once comes at once.

use std::hint::black_box;

/// Has the beginning of each list brought near, before any of them is gone through: it is read and, so that the compiler
/// does not leave that out, said to be used.
pub(super) fn fetch<'a, T: Copy + 'a>(lists: impl Iterator<Item = &'a [T]>) {
    for list in lists {
        black_box(list.first().copied());
    }
}
