//! The HTTP side: takes a request, records it, holds it against the rules, answers it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, State as Extract};
use axum::http::{HeaderMap, Response};
use serde_json::Value;
use tokio::net::TcpListener;

use super::faults::Fault;
use super::request::{File, Request};
use super::shared::{Shared, State};
use super::verdict::Verdict;
use super::{faults, openapi, routes, rules};

/// Below it everything lies.
const BASE: &str = "/api/v10";
/// More than Discord takes.
const LIMIT: usize = 64 << 20;

/// Serves for as long as its runtime lives.
pub(super) async fn listen(listener: TcpListener, shared: Arc<Shared>) {
    let app = Router::new().fallback(take).layer(DefaultBodyLimit::max(LIMIT)).with_state(shared);
    axum::serve(listener, app).await.expect("the loopback Discord serves");
}

/// One request, from its arrival to its answer.
async fn take(Extract(shared): Extract<Arc<Shared>>, incoming: axum::extract::Request) -> Response<Body> {
    let mut request = read(incoming).await;
    let complaints = complaints(&request);
    let fault = shared.change(|state| {
        request.number = state.journal.len();
        state.complaints.extend(complaints);
        state.complaints.extend(impatience(state, &request));
        state.journal.push(request.clone());
        state.faults.take(&request)
    });
    if let Some(Fault::Slow(mut released)) = fault.clone() {
        // An error means that the test dropped its end, which also releases.
        let _released = released.wait_for(|released| *released).await;
    }
    let verdict = shared.change(|state| {
        let instead = fault.as_ref().and_then(Fault::verdict);
        let mut verdict = instead.unwrap_or_else(|| routes::answer(state, &request));
        if matches!(fault, Some(Fault::AnswerLost)) {
            verdict = faults::server(502);
        }
        let entry = &mut state.journal[request.number];
        entry.status = Some(verdict.status);
        entry.response = verdict.body.clone();
        verdict
    });
    if let Some(lie) = openapi::lie(&request, &verdict) {
        shared.change(|state| state.complaints.push(lie));
    }
    verdict.into_response()
}

/// What is wrong with a request, whatever came before it.
fn complaints(request: &Request) -> Vec<String> {
    let wrong = openapi::complaints(request).into_iter().chain(rules::complaints(request));
    wrong.map(|wrong| format!("{} {}: {wrong}", request.method, request.path)).collect()
}

/// Whoever is told to come back later must not come back before.
fn impatience(state: &State, request: &Request) -> Option<String> {
    let same = |before: &&Request| {
        (&before.method, &before.path, &before.body) == (&request.method, &request.path, &request.body)
    };
    let before = state.journal.iter().rev().find(same)?;
    let told = before.response["retry_after"].as_f64().filter(|_| before.status == Some(429))?;
    let waited = request.arrived.duration_since(before.arrived).as_secs_f64();
    (waited < told).then(|| {
        format!("{} {}: came back after {waited} s, was told {told} s", request.method, request.path)
    })
}

async fn read(incoming: axum::extract::Request) -> Request {
    let arrived = Instant::now();
    let method = incoming.method().to_string();
    let path = incoming.uri().path();
    // What lies outside the base keeps its whole path, and no route knows it.
    let path = path.strip_prefix(BASE).unwrap_or(path).to_owned();
    let headers = telling(incoming.headers());
    let multipart = headers.get("content-type").is_some_and(|kind| kind.starts_with("multipart/form-data"));
    let (body, files) = if multipart {
        read_parts(incoming).await
    } else {
        let bytes = to_bytes(incoming.into_body(), LIMIT).await.unwrap_or_default();
        (serde_json::from_slice(&bytes).unwrap_or_default(), Vec::new())
    };
    Request { number: 0, method, path, headers, body, files, arrived, status: None, response: Value::Null }
}

async fn read_parts(incoming: axum::extract::Request) -> (Value, Vec<File>) {
    let (mut body, mut files) = (Value::Null, Vec::new());
    let mut parts = Multipart::from_request(incoming, &()).await.expect("a multipart body with a boundary");
    while let Some(part) = parts.next_field().await.expect("a whole part") {
        let name = part.name().unwrap_or_default().to_owned();
        let file = part.file_name().map(str::to_owned);
        let bytes = part.bytes().await.expect("the bytes of a part");
        match file {
            Some(file) => files.push(File { part: name, name: file, bytes: bytes.to_vec() }),
            None if name == "payload_json" => body = serde_json::from_slice(&bytes).unwrap_or_default(),
            None => {}
        }
    }
    (body, files)
}

fn telling(headers: &HeaderMap) -> BTreeMap<String, String> {
    ["authorization", "content-type", "user-agent", "x-audit-log-reason"]
        .into_iter()
        .filter_map(|name| Some((name.to_owned(), headers.get(name)?.to_str().ok()?.to_owned())))
        .collect()
}

/// What a request without a good token gets.
pub(super) fn unless_let_in(request: &Request) -> Option<Verdict> {
    let wanted = format!("Bot {}", super::ids::TOKEN);
    (request.headers.get("authorization") != Some(&wanted)).then(Verdict::unauthorized)
}
