//! `kotae index`: builds an index for the bot, in a process that ends when it is done. Not for people.

use std::io;

use crate::kotae::build_index;

use super::error::CliError;
use super::{Ending, stdout};

pub(super) fn run() -> Result<Ending, CliError> {
    build_index(&mut io::stdin().lock(), &mut stdout()).map_err(|error| match error.kind() {
        io::ErrorKind::InvalidData => CliError::Input(error),
        _ => CliError::Write(error),
    })?;
    Ok(Ending::Done)
}
