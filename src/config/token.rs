//! Where the token comes from.

use std::path::{Path, PathBuf};

use super::{ConfigError, Environment, Secret};

/// Finds the token: flag or variable naming a file, variable, settings file naming a file, systemd's credentials.
///
/// systemd puts what `LoadCredential=token:…` names into `$CREDENTIALS_DIRECTORY/token` (systemd.exec(5));
/// Kubernetes mounts secrets as files, which `token_file` names.
pub(super) fn find(
    named: Option<&Path>,
    in_file: Option<&Path>,
    environment: Environment<'_>,
) -> Result<Option<Secret>, ConfigError> {
    if let Some(path) = named.filter(|path| !path.as_os_str().is_empty()) {
        return read(path, "--token-file or KOTAE_TOKEN_FILE").map(Some);
    }
    for name in ["KOTAE_TOKEN", "DISCORD_TOKEN"] {
        if let Some(text) = environment(name).filter(|text| !text.trim().is_empty()) {
            return check(&text, format!("the variable {name}")).map(Some);
        }
    }
    if let Some(path) = in_file {
        return read(path, "`token_file` in the settings").map(Some);
    }
    if let Some(folder) = environment("CREDENTIALS_DIRECTORY") {
        let path = PathBuf::from(folder).join("token");
        // The folder holds the service's other credentials too: one without a token is no mistake yet.
        if path.exists() {
            return read(&path, "CREDENTIALS_DIRECTORY").map(Some);
        }
    }
    Ok(None)
}

fn read(path: &Path, origin: &'static str) -> Result<Secret, ConfigError> {
    let text = std::fs::read_to_string(path).map_err(|error| ConfigError::TokenFile {
        path: path.to_owned(),
        origin,
        error,
    })?;
    check(&text, format!("`{}`", path.display()))
}

fn check(text: &str, origin: String) -> Result<Secret, ConfigError> {
    let text = text.trim();
    let text = text.strip_prefix("Bot ").unwrap_or(text).trim();
    let why = if text.is_empty() {
        "it is empty"
    } else if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
        "it has spaces, line breaks or letters beyond ASCII"
    } else {
        return Ok(Secret::new(text));
    };
    Err(ConfigError::TokenShape { origin, why })
}
