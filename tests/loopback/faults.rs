//! What goes wrong on demand.

use serde_json::json;
use tokio::sync::watch;

use super::request::Request;
use super::verdict::Verdict;

/// A thing that goes wrong with a request.
#[derive(Clone, Debug)]
pub(crate) enum Fault {
    /// 429: come back after so many milliseconds.
    RateLimited { retry_after_ms: u64, global: bool },
    /// 500, 502, 503.
    Server(u16),
    /// 403: the bot may not do this here.
    MissingPermissions,
    /// 403: the bot does not see the channel.
    MissingAccess,
    /// 404: the channel is gone.
    UnknownChannel,
    /// 404: the message is gone.
    UnknownMessage,
    /// 404: three seconds, or fifteen minutes, are over.
    UnknownInteraction,
    /// The request does what it should, but its answer is lost: 502.
    AnswerLost,
    /// No answer until the test releases it; then a good one.
    Slow(watch::Receiver<bool>),
}

impl Fault {
    /// What the request gets instead of what it asks for; none if it takes its way.
    pub(super) fn verdict(&self) -> Option<Verdict> {
        Some(match self {
            Self::RateLimited { retry_after_ms, global } => rate_limited(*retry_after_ms, *global),
            Self::Server(status) => server(*status),
            Self::MissingPermissions => Verdict::error(403, 50013, "Missing Permissions"),
            Self::MissingAccess => Verdict::error(403, 50001, "Missing Access"),
            Self::UnknownChannel => Verdict::unknown_channel(),
            Self::UnknownMessage => Verdict::unknown_message(),
            Self::UnknownInteraction => Verdict::unknown_interaction(),
            Self::AnswerLost | Self::Slow(_) => return None,
        })
    }
}

/// What a server that fails says.
pub(super) fn server(status: u16) -> Verdict {
    Verdict::error(status, 0, "upstream connect error or disconnect/reset before headers")
}

/// Discord's 429: the header in whole seconds, rounded up, the body exactly.
fn rate_limited(retry_after_ms: u64, global: bool) -> Verdict {
    let seconds = retry_after_ms as f64 / 1000.0;
    let scope = if global { "global" } else { "user" };
    let mut verdict = Verdict::error(429, 0, "You are being rate limited.");
    verdict.body = json!({
        "message": "You are being rate limited.", "retry_after": seconds, "global": global, "code": 0,
    });
    verdict.headers = vec![
        ("retry-after", retry_after_ms.div_ceil(1000).to_string()),
        ("x-ratelimit-scope", scope.to_owned()),
    ];
    if global {
        verdict.headers.push(("x-ratelimit-global", "true".to_owned()));
    }
    verdict
}

/// Requests that wait for the test; released at the latest when this is dropped.
#[derive(Debug)]
pub(crate) struct Held(pub(super) watch::Sender<bool>);

impl Held {
    /// Lets them go on.
    pub(crate) fn release(self) {
        drop(self);
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.0.send_replace(true);
    }
}

/// Which requests, how often, and what.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) method: String,
    pub(super) template: String,
    pub(super) left: usize,
    pub(super) fault: Fault,
}

/// What is still to go wrong, in the order it was asked for.
#[derive(Debug, Default)]
pub(super) struct Faults(pub(super) Vec<Rule>);

impl Faults {
    /// What goes wrong with this request, if anything; counts it.
    pub(super) fn take(&mut self, request: &Request) -> Option<Fault> {
        let rule =
            self.0.iter_mut().find(|rule| rule.left > 0 && request.is(&rule.method, &rule.template))?;
        rule.left -= 1;
        Some(rule.fault.clone())
    }
}
