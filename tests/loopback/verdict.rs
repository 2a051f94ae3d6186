//! What a request gets: a status, a body, headers.

use axum::body::Body;
use axum::http::{Response, StatusCode};
use serde_json::{Value, json};

/// What a request gets.
#[derive(Clone, Debug)]
pub(super) struct Verdict {
    pub(super) status: u16,
    /// Null means no body.
    pub(super) body: Value,
    pub(super) headers: Vec<(&'static str, String)>,
}

impl Verdict {
    /// 200 with a body.
    pub(super) fn ok(body: Value) -> Self {
        Self { status: 200, body, headers: Vec::new() }
    }

    /// 204.
    pub(super) fn nothing() -> Self {
        Self { status: 204, body: Value::Null, headers: Vec::new() }
    }

    /// One of Discord's errors.
    pub(super) fn error(status: u16, code: u32, message: &str) -> Self {
        Self { status, body: json!({ "message": message, "code": code }), headers: Vec::new() }
    }

    /// The token is not let in.
    pub(super) fn unauthorized() -> Self {
        Self::error(401, 0, "401: Unauthorized")
    }

    /// There is no such route.
    pub(super) fn not_found() -> Self {
        Self::error(404, 0, "404: Not Found")
    }

    /// There is no such channel, or it was deleted.
    pub(super) fn unknown_channel() -> Self {
        Self::error(404, 10003, "Unknown Channel")
    }

    /// There is no such message, or it was deleted.
    pub(super) fn unknown_message() -> Self {
        Self::error(404, 10008, "Unknown Message")
    }

    /// The interaction expired, or there never was one.
    pub(super) fn unknown_interaction() -> Self {
        Self::error(404, 10062, "Unknown interaction")
    }

    /// As it goes over the wire.
    pub(super) fn into_response(self) -> Response<Body> {
        let status = StatusCode::from_u16(self.status).expect("a status");
        let mut response = Response::builder().status(status).header("via", "loopback");
        for (name, value) in self.headers {
            response = response.header(name, value);
        }
        let body = if self.body.is_null() {
            Body::empty()
        } else {
            response = response.header("content-type", "application/json");
            Body::from(self.body.to_string())
        };
        response.body(body).expect("a response")
    }
}
