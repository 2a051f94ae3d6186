//! The embedded store: generations of the fact base, and state that cannot be rebuilt.
