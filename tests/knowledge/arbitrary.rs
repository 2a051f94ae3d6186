//! No bytes make the reading, the checking or the rendering panic.

use proptest::prelude::*;

use crate::valid::Knowledge;

const PATHS: [&str; 8] = [
    "lexicon.toml",
    "topics/line.toml",
    "topics/stickers.toml",
    "figures/survey.toml",
    "figures/survey.csv",
    "sources/all.toml",
    "phrasings/why-unpopular.toml",
    "questions.toml",
];

/// What mutations put in: pieces that mean something to a parser.
const PIECES: [&str; 16] = [
    "\"", "'", "\"\"\"", "[", "]]", "{", "}", "=", ",", "\n", "\r", "\u{feff}", "#", "{figure:", "9割",
    "\u{3000}",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes_can_be_read(path in prop::sample::select(&PATHS[..]), bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let mut knowledge = Knowledge::valid();
        knowledge.put(path, bytes);
        knowledge.report();
    }

    #[test]
    fn a_valid_file_can_be_broken_anywhere(
        path in prop::sample::select(&PATHS[..]),
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..12, prop::sample::select(&PIECES[..])), 1..4),
    ) {
        let mut knowledge = Knowledge::valid();
        let mut bytes = knowledge.0.contents[path].clone();
        for (at, cut, piece) in edits {
            let at = at.index(bytes.len() + 1);
            let end = bytes.len().min(at + cut);
            bytes.splice(at..end, piece.bytes());
        }
        knowledge.put(path, bytes);
        for problem in knowledge.problems() {
            let (line, column) = problem.position(&knowledge.0);
            prop_assert!(line >= 1 && column >= 1);
        }
        knowledge.report();
    }

    #[test]
    fn a_file_can_end_anywhere(path in prop::sample::select(&PATHS[..]), at in any::<prop::sample::Index>()) {
        let mut knowledge = Knowledge::valid();
        let mut bytes = knowledge.0.contents[path].clone();
        bytes.truncate(at.index(bytes.len()));
        knowledge.put(path, bytes);
        knowledge.report();
    }
}
