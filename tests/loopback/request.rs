//! One request as it was recorded.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Instant;

use serde_json::Value;

/// A file of a multipart request.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct File {
    /// The part's name: `files[0]`.
    pub(crate) part: String,
    /// The file's name.
    pub(crate) name: String,
    /// What is in it.
    pub(crate) bytes: Vec<u8>,
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({} bytes)", self.name, self.bytes.len())
    }
}

/// A request, and what it got.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    /// Counted from 0 in the order of arrival.
    pub(crate) number: usize,
    /// GET, POST …
    pub(crate) method: String,
    /// Below `/api/v10`, without the query.
    pub(crate) path: String,
    /// Those headers that say something: authorization, content-type, user-agent.
    pub(crate) headers: BTreeMap<String, String>,
    /// The body, or its `payload_json`; null where there was none.
    pub(crate) body: Value,
    /// Files beside `payload_json`.
    pub(crate) files: Vec<File>,
    /// When it came; only ever used to see that a client did not come back too early.
    pub(crate) arrived: Instant,
    /// The status it got; none while it is held.
    pub(crate) status: Option<u16>,
    /// The body it got.
    pub(crate) response: Value,
}

impl Request {
    /// True if this is `method` on a path like `template`, where `*` stands for one segment.
    pub(crate) fn is(&self, method: &str, template: &str) -> bool {
        self.method == method && fits(template, &self.path)
    }

    /// True if it was answered with a status below 300.
    pub(crate) fn went_well(&self) -> bool {
        self.status.is_some_and(|status| status < 300)
    }

    /// The parts of the path.
    pub(crate) fn segments(&self) -> Vec<&str> {
        self.path.trim_matches('/').split('/').collect()
    }
}

impl fmt::Display for Request {
    /// One line for a journal; interaction tokens are noise there.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let status = self.status.map_or_else(|| "held".to_owned(), |status| status.to_string());
        let body: String = self.body.to_string().chars().take(300).collect();
        write!(f, "#{} {} {} -> {status} {body}", self.number, self.method, self.path)
    }
}

/// True if `path` is of the form of `template`, where `*` stands for one segment.
pub(crate) fn fits(template: &str, path: &str) -> bool {
    let mut template = template.trim_matches('/').split('/');
    let mut path = path.trim_matches('/').split('/');
    loop {
        match (template.next(), path.next()) {
            (None, None) => return true,
            (Some(wanted), Some(found)) if wanted == "*" || wanted == found => {}
            _ => return false,
        }
    }
}
