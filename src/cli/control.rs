//! The way from a command of the terminal to the bot that runs on the same data folder.
//!
//! A socket in the data folder that only the user of the bot can open. Whoever connects writes one word in a
//! line and reads until the end. What is handed out has its digest in it, so an answer that breaks off is
//! known for one.

use std::io;
use std::path::{Path, PathBuf};
#[cfg(unix)]
use std::sync::Arc;

#[cfg(unix)]
use crate::kotae::Kotae;

/// Hands out all of the bot's own state.
pub(super) const BACKUP: &str = "backup";

fn path(data_dir: &Path) -> PathBuf {
    data_dir.join("control.sock")
}

/// Answers until it is dropped. Where there can be no socket that is logged, and nothing else changes.
#[cfg(unix)]
pub(super) async fn serve(kotae: Arc<Kotae>, data_dir: &Path) {
    let socket = match bind(&path(data_dir)) {
        Ok(socket) => socket,
        Err(error) => {
            tracing::warn!("`kotae backup` and its like will work only while the bot is stopped: {error}");
            return std::future::pending().await;
        }
    };
    loop {
        match socket.accept().await {
            Ok((stream, _)) => {
                let kotae = Arc::clone(&kotae);
                tokio::spawn(async move {
                    if let Err(error) = answer(&kotae, stream).await {
                        tracing::warn!("a command of the terminal was not answered: {error}");
                    }
                });
            }
            Err(error) => {
                tracing::warn!("the control socket failed: {error}");
                tokio::time::sleep(std::time::Duration::from_secs(1)).await;
            }
        }
    }
}

/// The store is locked, so nobody else is on this folder: a socket that is there is of one that ended.
#[cfg(unix)]
fn bind(path: &Path) -> io::Result<tokio::net::UnixListener> {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let socket = tokio::net::UnixListener::bind(path)?;
    fs::set_permissions(path, fs::Permissions::from_mode(0o600))?;
    Ok(socket)
}

#[cfg(unix)]
async fn answer(kotae: &Arc<Kotae>, mut stream: tokio::net::UnixStream) -> io::Result<()> {
    use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};

    let (read, mut write) = stream.split();
    let mut asked = String::new();
    BufReader::new(read.take(100)).read_line(&mut asked).await?;
    if asked.trim_end() != BACKUP {
        return Err(io::Error::other(format!("`{}` is nothing to ask for", asked.trim_end().escape_debug())));
    }
    let kotae = Arc::clone(kotae);
    let lines = tokio::task::spawn_blocking(move || {
        let mut lines = Vec::new();
        kotae.backup(&mut lines).map(|_| lines)
    });
    let lines = lines.await.map_err(io::Error::other)?.map_err(io::Error::other)?;
    write.write_all(&lines).await?;
    write.shutdown().await
}

/// Asks the bot that runs on a data folder; nothing where none does.
///
/// # Errors
/// There is one and it does not answer.
#[cfg(unix)]
pub(super) fn ask(data_dir: &Path, what: &str) -> io::Result<Option<Vec<u8>>> {
    use std::io::{Read, Write};
    use std::os::unix::net::UnixStream;
    use std::time::Duration;

    let mut stream = match UnixStream::connect(path(data_dir)) {
        Ok(stream) => stream,
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::ConnectionRefused) => {
            return Ok(None);
        }
        Err(error) => return Err(error),
    };
    stream.set_read_timeout(Some(Duration::from_secs(60)))?;
    stream.write_all(format!("{what}\n").as_bytes())?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    Ok(Some(answer))
}

#[cfg(not(unix))]
pub(super) fn ask(_data_dir: &Path, _what: &str) -> io::Result<Option<Vec<u8>>> {
    Ok(None)
}
