//! Where Discord is.

use std::net::IpAddr;

use reqwest::Url;

use super::ConfigError;

/// The API that the bot talks to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApiBase {
    /// Discord's own.
    Discord,
    /// Another one: a proxy, or a stand-in for tests. Scheme, host and port without a trailing slash.
    Other(String),
}

impl ApiBase {
    /// Checks an address. The token goes wherever this points, so an address outside this machine needs
    /// `allow_foreign` said in so many words.
    pub(super) fn new(value: Option<&str>, allow_foreign: bool) -> Result<Self, ConfigError> {
        let Some(value) = value.map(str::trim).filter(|value| !value.is_empty()) else {
            return Ok(Self::Discord);
        };
        let wrong = |why: &str| ConfigError::Api { value: value.to_owned(), why: why.to_owned() };
        let url = Url::parse(value)
            .map_err(|error| wrong(&format!("{error}; write it as `http://127.0.0.1:8080`")))?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(wrong("it is neither http nor https; write it as `http://127.0.0.1:8080`"));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(ConfigError::Api {
                value: url.host_str().unwrap_or_default().to_owned(),
                why: "it carries a user name or password; leave them out".to_owned(),
            });
        }
        if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
            return Err(wrong("it goes beyond host and port; leave out what follows"));
        }
        if url.scheme() == "https" && url.host_str() == Some("discord.com") && url.port().is_none() {
            return Ok(Self::Discord);
        }
        if !allow_foreign && !is_loopback(&url) {
            return Err(wrong(
                "the token would leave this machine for a host that is not Discord's; \
                 set `allow_foreign_api = true` if that is meant",
            ));
        }
        Ok(Self::Other(url.as_str().trim_end_matches('/').to_owned()))
    }

    /// Whether this API may send the bot to that gateway: Discord's API to Discord's gateway, any other to
    /// its own host (or, both being on this machine, to any of its loopback addresses).
    pub fn allows_gateway(&self, gateway: &str) -> bool {
        let Ok(gateway) = Url::parse(gateway) else { return false };
        let host = gateway.host_str().unwrap_or_default();
        match self {
            Self::Discord => {
                gateway.scheme() == "wss" && (host == "discord.gg" || host.ends_with(".discord.gg"))
            }
            Self::Other(base) => Url::parse(base).is_ok_and(|base| {
                matches!(gateway.scheme(), "ws" | "wss")
                    && (base.host_str() == Some(host) || is_loopback(&base) && is_loopback(&gateway))
            }),
        }
    }
}

fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    host == "localhost"
        || host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}
