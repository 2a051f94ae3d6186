//! `kotae index`: builds an index for the bot, in a process that ends when it is done. Not for people.

use std::io::{self, Read as _, Write as _};

use crate::kotae::build_index;

use super::error::CliError;
use super::{Ending, stdout};

pub(super) fn run() -> Result<Ending, CliError> {
    let mut records = Vec::new();
    io::stdin().lock().read_to_end(&mut records).map_err(CliError::Input)?;
    let index = build_index(&records).map_err(CliError::Input)?;
    let mut out = stdout();
    out.write_all(&index)?;
    out.flush()?;
    Ok(Ending::Done)
}
