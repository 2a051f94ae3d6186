//! The one way out: every request to Discord's API goes through [`Sender`].
//!
//! serenity's own limiter cannot be used for this: it ignores a configured API base, and what it leaves over (a
//! 429 of a route that it counts as unlimited, any 5xx) comes back as an error that has lost the `Retry-After`
//! header. So the request is built by serenity (routes, headers, token) and carried out here.

mod bucket;
mod error;

use std::sync::Arc;
use std::time::Duration;

use reqwest::multipart::{Form, Part};
use serde::de::DeserializeOwned;
use serde_json::Value;
use serenity::all::{Http, LightMethod, Request, Route};
use tokio::time::sleep;

pub use error::SendError;

use super::reply::Attachment;
use bucket::Buckets;

use crate::kotae::Kotae;

/// Tries of a request that the network or Discord's servers fail, the first included.
const TRIES: u32 = 5;
/// Tries of a request that is over a limit, the first included: an answer waits rather than being lost.
const LIMITED_TRIES: u32 = 20;
/// The longest wait for a limit that is obeyed. Interaction tokens live 15 minutes; whoever is told to wait
/// longer has been banned.
const LONGEST_WAIT: Duration = Duration::from_secs(15 * 60);

/// A request.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Outgoing<'a> {
    /// What to do.
    pub(crate) method: LightMethod,
    /// With what.
    pub(crate) route: Route<'a>,
    /// The JSON body.
    pub(crate) body: Option<&'a Value>,
    /// Files that go with it.
    pub(crate) files: &'a [Attachment],
}

impl<'a> Outgoing<'a> {
    /// A request without body.
    pub(crate) fn new(method: LightMethod, route: Route<'a>) -> Self {
        Self { method, route, body: None, files: &[] }
    }

    /// With a JSON body.
    #[must_use]
    pub(crate) fn body(mut self, body: &'a Value) -> Self {
        self.body = Some(body);
        self
    }

    /// With files.
    #[must_use]
    pub(crate) fn files(mut self, files: &'a [Attachment]) -> Self {
        self.files = files;
        self
    }
}

/// Sends requests: keeps to Discord's limits, waits out those it runs into, tries again what fails in passing.
#[derive(Debug)]
pub(crate) struct Sender {
    http: Arc<Http>,
    client: reqwest::Client,
    buckets: Buckets,
    /// The wait before the second try; doubled for each one after that.
    pace: Duration,
    counter: Option<Arc<Kotae>>,
}

impl Sender {
    /// Sends through `client` to where `http` points.
    pub(crate) fn new(http: Arc<Http>, client: reqwest::Client) -> Self {
        Self { http, client, buckets: Buckets::default(), pace: Duration::from_millis(250), counter: None }
    }

    /// Counts the limits that it runs into.
    #[must_use]
    pub(crate) fn counted_by(self, kotae: Arc<Kotae>) -> Self {
        Self { counter: Some(kotae), ..self }
    }

    /// Sends a request and reads the answer.
    ///
    /// # Errors
    /// As [`Sender::send`]; or the answer is not what was expected.
    pub(crate) async fn get<T: DeserializeOwned>(&self, outgoing: Outgoing<'_>) -> Result<T, SendError> {
        let body = self.send(outgoing).await?;
        serde_json::from_slice(&body).map_err(|error| SendError::Answer(error.to_string()))
    }

    /// Sends a request; gives the body of the answer.
    ///
    /// # Errors
    /// Discord refused, or could not be reached in [`TRIES`] tries.
    pub(crate) async fn send(&self, outgoing: Outgoing<'_>) -> Result<Vec<u8>, SendError> {
        let mut failed = 0;
        let mut limited = 0;
        loop {
            self.buckets.wait(&outgoing).await;
            let error = match self.try_once(&outgoing).await {
                Ok(body) => return Ok(body),
                Err(error) => error,
            };
            let wait = if let SendError::Limited { wait, .. } = &error {
                limited += 1;
                if let Some(kotae) = &self.counter {
                    kotae.metrics().limited_by_discord();
                }
                let wait = wait.unwrap_or_else(|| self.backoff(limited));
                if limited >= LIMITED_TRIES || wait > LONGEST_WAIT {
                    return Err(error);
                }
                wait
            } else if error.is_passing() {
                failed += 1;
                if failed >= TRIES {
                    return Err(error);
                }
                self.backoff(failed)
            } else if error.code() == Some(ALREADY_ACKNOWLEDGED) && failed > 0 {
                // The try that seemed to fail had reached Discord.
                return Ok(Vec::new());
            } else {
                return Err(error);
            };
            tracing::debug!(%error, ?wait, "trying again");
            sleep(wait).await;
        }
    }

    /// 0.25 s, 0.5 s, 1 s … up to 8 s.
    fn backoff(&self, failed: u32) -> Duration {
        self.pace * (1 << (failed.max(1) - 1).min(5))
    }

    async fn try_once(&self, outgoing: &Outgoing<'_>) -> Result<Vec<u8>, SendError> {
        let mut request = Request::new(outgoing.route, outgoing.method);
        let body = outgoing.body.map(Value::to_string);
        if outgoing.files.is_empty() {
            request = request.body(body.clone().map(String::into_bytes));
        }
        let mut request = request
            .build(&self.client, self.http.token(), self.http.proxy.as_deref())
            .map_err(|error| SendError::Build(error.to_string()))?;
        if !outgoing.files.is_empty() {
            request = request.multipart(form(body, outgoing.files)?);
        }
        let response = request.send().await.map_err(SendError::network)?;
        let status = response.status();
        self.buckets.note(outgoing, response.headers());
        let wait = bucket::seconds(response.headers(), "retry-after");
        let global = response.headers().contains_key("x-ratelimit-global");
        let body = response.bytes().await.map_err(SendError::network)?;
        if status.is_success() {
            return Ok(body.to_vec());
        }
        let error = SendError::refused(status.as_u16(), &body, wait);
        if let SendError::Limited { wait: Some(wait), global: in_body } = &error
            && (global || *in_body)
        {
            self.buckets.pause_all(*wait);
        }
        Err(error)
    }
}

/// "Interaction has already been acknowledged":
/// <https://docs.discord.com/developers/topics/opcodes-and-status-codes#json-json-error-codes>.
const ALREADY_ACKNOWLEDGED: u64 = 40060;

/// <https://docs.discord.com/developers/reference#uploading-files>
fn form(body: Option<String>, files: &[Attachment]) -> Result<Form, SendError> {
    let mut form = Form::new();
    if let Some(body) = body {
        let part = Part::text(body).mime_str("application/json").map_err(SendError::network)?;
        form = form.part("payload_json", part);
    }
    for (id, file) in files.iter().enumerate() {
        form =
            form.part(format!("files[{id}]"), Part::bytes(file.data.to_vec()).file_name(file.name.clone()));
    }
    Ok(form)
}

#[cfg(test)]
mod tests;
