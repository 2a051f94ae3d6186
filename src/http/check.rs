//! Asking a running Kotae how it is, for images that have neither shell nor curl.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

/// Why a Kotae counts as unwell.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// Nobody answers.
    #[error("nobody answers at `{address}`: {reason}; see that kotae runs there with the same --http-listen")]
    Silent {
        /// Where it was asked.
        address: SocketAddr,
        /// What the network said.
        reason: String,
    },
    /// It answers that it is not well.
    #[error("kotae at `{address}` says that it is not well ({status}): {state}")]
    Unwell {
        /// Where it was asked.
        address: SocketAddr,
        /// The HTTP status.
        status: u16,
        /// Its state in one line.
        state: String,
    },
}

/// How long an answer may take: under the time limits that container engines set by default.
const PATIENCE: Duration = Duration::from_secs(5);

/// Asks for a path (`/livez`, `/readyz`) of the Kotae that listens on `address`; gives its state in one line.
///
/// # Errors
/// Nobody answers, or the answer is that it is not well.
pub async fn check(address: SocketAddr, path: &str) -> Result<String, CheckError> {
    let address = reachable(address);
    let silent =
        |error: reqwest::Error| CheckError::Silent { address, reason: error.without_url().to_string() };
    // It is on this machine: no proxy is in between.
    let client = reqwest::Client::builder().no_proxy().timeout(PATIENCE).build().map_err(silent)?;
    let answer = client.get(format!("http://{address}{path}")).send().await.map_err(silent)?;
    let status = answer.status();
    let state = answer.text().await.map_err(silent)?.trim().to_owned();
    if status.is_success() {
        Ok(state)
    } else {
        Err(CheckError::Unwell { address, status: status.as_u16(), state })
    }
}

/// Who listens on all addresses is asked on the loopback one.
fn reachable(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    SocketAddr::new(ip, address.port())
}
