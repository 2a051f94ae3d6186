//! A digest of named bytes.

/// BLAKE3 of names and contents in that order, in hexadecimal.
pub fn digest<'a>(entries: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> String {
    let mut hasher = blake3::Hasher::new();
    for (name, content) in entries {
        for part in [name.as_bytes(), content] {
            // With their lengths: else bytes could move from name to content unnoticed.
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
    }
    hasher.finalize().to_hex().to_string()
}
