//! The binary: see the library's `cli` for what it does.

fn main() {}
