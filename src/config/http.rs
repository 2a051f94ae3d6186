//! Where health and metrics are served.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

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
