//! Addresses: where health and metrics are served, and what is linked to.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use reqwest::Url;

use super::ConfigError;

/// Reads an address: `127.0.0.1:9464`, or a port alone, which is one of this machine's loopback. `off`, or
/// nothing, is nowhere.
pub(super) fn listen(value: Option<&str>) -> Result<Option<SocketAddr>, ConfigError> {
    let Some(value) = value.map(str::trim).filter(|value| !value.is_empty() && *value != "off") else {
        return Ok(None);
    };
    let loopback = |port| SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), port);
    match value.parse::<u16>().map(loopback).or_else(|_| value.parse()) {
        Ok(address) => Ok(Some(address)),
        Err(_) => Err(ConfigError::Listen { value: value.to_owned() }),
    }
}

/// Checks the address of a page on the web.
pub(super) fn link(value: Option<String>) -> Result<Option<String>, ConfigError> {
    let Some(value) = value.filter(|value| !value.trim().is_empty()) else { return Ok(None) };
    let is_page = Url::parse(&value).is_ok_and(|url| url.scheme() == "https" && url.has_host());
    if is_page { Ok(Some(value)) } else { Err(ConfigError::Link { value }) }
}
