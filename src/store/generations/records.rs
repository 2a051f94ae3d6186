//! Records as they lie in a space, and their digest.

use crate::knowledge;
use crate::store::{Entry, GenerationError};

/// One record of a fact base: its key and its content, both opaque here.
pub type Record = (String, Vec<u8>);

/// Records over this many bytes lie in pieces. sled writes up to some twenty neighbours as one page, and a page
/// of over 128 KiB as a file of its own that it never removes (measured: 159 files after five reloads with
/// pieces of 16 KiB, none with these).
const PIECE: usize = 4 * 1024;

/// BLAKE3 of records, in hexadecimal; the order they come in does not matter.
pub fn digest(records: &[Record]) -> String {
    let mut sorted: Vec<&Record> = records.iter().collect();
    sorted.sort_unstable();
    knowledge::digest(sorted.into_iter().map(|(key, content)| (key.as_str(), content.as_slice())))
}

/// Refuses keys that cannot be told apart once they are stored.
pub(super) fn check_keys(records: &[Record]) -> Result<(), GenerationError> {
    let mut keys: Vec<&str> = records.iter().map(|(key, _)| key.as_str()).collect();
    keys.sort_unstable();
    if let Some(pair) = keys.windows(2).find(|pair| pair[0] == pair[1]) {
        return Err(GenerationError::Key { key: pair[0].to_owned(), why: "stands there twice" });
    }
    match keys.iter().find(|key| key.contains('\0')) {
        Some(key) => Err(GenerationError::Key { key: (*key).to_owned(), why: "contains a zero byte" }),
        None => Ok(()),
    }
}

/// The entries of a record: its key, a zero byte and the number of the piece, which keeps keys in order.
pub(super) fn pieces((key, content): &Record) -> impl Iterator<Item = (Vec<u8>, &[u8])> {
    let whole = content.is_empty().then_some(&content[..]);
    whole.into_iter().chain(content.chunks(PIECE)).enumerate().map(|(number, piece)| {
        let mut at = Vec::with_capacity(key.len() + 5);
        at.extend_from_slice(key.as_bytes());
        at.push(0);
        at.extend_from_slice(&(number as u32).to_be_bytes());
        (at, piece)
    })
}

/// The records of a space's entries; `None` where a piece is missing or a key is none of ours.
pub(super) fn join(entries: Vec<Entry>) -> Option<Vec<Record>> {
    let mut records: Vec<Record> = Vec::with_capacity(entries.len());
    let mut next = 0;
    for (at, piece) in entries {
        let (key, number) = at.split_last_chunk::<4>()?;
        let key = std::str::from_utf8(key.strip_suffix(&[0])?).ok()?;
        let number = u32::from_be_bytes(*number);
        match records.last_mut() {
            Some((last, content)) if last == key && number == next => content.extend_from_slice(&piece),
            Some((last, _)) if last == key => return None,
            _ if number == 0 => records.push((key.to_owned(), piece)),
            _ => return None,
        }
        next = number + 1;
    }
    Some(records)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stored(records: &[Record]) -> Vec<Entry> {
        let mut entries: Vec<Entry> =
            records.iter().flat_map(pieces).map(|(key, piece)| (key, piece.to_vec())).collect();
        entries.sort();
        entries
    }

    #[test]
    fn records_come_back_from_their_pieces() {
        let records: Vec<Record> = [0, 1, PIECE - 1, PIECE, PIECE + 1, 5 * PIECE + 7]
            .iter()
            .map(|size| (format!("key/{size:07}"), vec![7; *size]))
            .chain([("a".into(), b"one".to_vec()), ("ab".into(), b"two".to_vec())])
            .collect();
        let mut sorted = records.clone();
        sorted.sort();
        assert_eq!(join(stored(&records)), Some(sorted.clone()));
        assert_eq!(digest(&records), digest(&sorted));
    }

    #[test]
    fn a_missing_piece_is_noticed() {
        let entries = stored(&[("key".into(), vec![7; 3 * PIECE])]);
        for missing in 0..2 {
            let mut torn = entries.clone();
            torn.remove(missing);
            assert_eq!(join(torn), None);
        }
    }

    #[test]
    fn a_digest_knows_where_a_key_ends() {
        assert_ne!(digest(&[("ab".into(), b"c".to_vec())]), digest(&[("a".into(), b"bc".to_vec())]));
    }
}
