//! Cleaning and folding take any text; a question is cut, and what is folded stays as it is.
#![no_main]

use kotae::knowledge::{fold, normalise};
use kotae::question::{LONGEST, clean};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    assert!(clean(text).typed.chars().count() <= LONGEST, "{text:?}");
    let folded = fold(text);
    assert_eq!(fold(&folded), folded, "{text:?}");
    assert_eq!(fold(&normalise(text)), folded, "{text:?}");
});
