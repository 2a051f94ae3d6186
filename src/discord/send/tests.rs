//! Against a server on this machine that fails as Discord does.

use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use serde_json::json;
use serenity::all::{ChannelId, HttpBuilder};

use super::*;

type Script = Vec<(u16, &'static [(&'static str, &'static str)], &'static str)>;

/// A server that answers one after another what is in the script, the last one for ever. Gives what it saw.
async fn serve(script: Script) -> (Sender, Arc<std::sync::Mutex<Vec<(HeaderMap, Bytes)>>>) {
    let seen = Arc::new(std::sync::Mutex::new(Vec::new()));
    let turn = Arc::new(AtomicUsize::new(0));
    let app = Router::new().fallback({
        let seen = Arc::clone(&seen);
        move |headers: HeaderMap, body: Bytes| {
            seen.lock().expect("no panic while locked").push((headers, body));
            let at = turn.fetch_add(1, Ordering::SeqCst).min(script.len() - 1);
            let (status, headers, body) = script[at];
            let mut response = (StatusCode::from_u16(status).expect("a status"), body).into_response();
            for (name, value) in headers {
                response.headers_mut().insert(*name, value.parse().expect("a value"));
            }
            async move { response }
        }
    });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let base = format!("http://{}", listener.local_addr().expect("an address"));
    tokio::spawn(async move { axum::serve(listener, app).await });
    (sender(&base), seen)
}

fn sender(base: &str) -> Sender {
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    let http =
        HttpBuilder::new("token.for.tests").client(client.clone()).proxy(base).ratelimiter_disabled(true);
    let sender = Sender::new(Arc::new(http.build()), client);
    Sender { pace: Duration::from_millis(1), ..sender }
}

fn message() -> Outgoing<'static> {
    Outgoing::new(LightMethod::Post, Route::ChannelMessages { channel_id: ChannelId::new(1) })
}

#[tokio::test]
async fn a_limit_is_waited_out_and_the_message_arrives() {
    let (sender, seen) = serve(vec![
        (429, &[("retry-after", "3600")], r#"{"message": "slow", "retry_after": 0.01, "global": false}"#),
        (429, &[("retry-after", "0")], "not json"),
        (200, &[], r#"{"id": "5"}"#),
    ])
    .await;
    let body = json!({"content": "a"});
    let answer: Value = sender.get(message().body(&body)).await.expect("it arrives");
    assert_eq!(answer, json!({"id": "5"}));
    let seen = seen.lock().expect("no panic while locked");
    assert_eq!(seen.len(), 3);
    assert!(seen.iter().all(|(_, body)| &body[..] == br#"{"content":"a"}"#));
    assert_eq!(seen[0].0["authorization"], "Bot token.for.tests");
}

#[tokio::test]
async fn a_server_error_is_tried_again_and_then_given_up() {
    let (sender, seen) = serve(vec![(502, &[], ""), (200, &[], "{}")]).await;
    assert!(sender.send(message()).await.is_ok());
    assert_eq!(seen.lock().expect("no panic while locked").len(), 2);

    let (sender, seen) = serve(vec![(503, &[], "")]).await;
    let error = sender.send(message()).await.expect_err("it never works");
    assert_eq!(error.status(), Some(503));
    assert_eq!(seen.lock().expect("no panic while locked").len(), TRIES as usize);
}

#[tokio::test]
async fn a_refusal_is_not_tried_again() {
    let (sender, seen) =
        serve(vec![(403, &[], r#"{"message": "Missing Permissions", "code": 50013}"#)]).await;
    let error = sender.send(message()).await.expect_err("refused");
    assert_eq!((error.status(), error.code()), (Some(403), Some(50013)));
    assert_eq!(error.to_string(), "discord answered 403, code 50013: Missing Permissions");
    assert_eq!(seen.lock().expect("no panic while locked").len(), 1);
}

#[tokio::test]
async fn a_response_that_arrived_in_spite_of_an_error_counts() {
    let script: Script =
        vec![(500, &[], ""), (400, &[], r#"{"message": "already acknowledged", "code": 40060}"#)];
    let (sender, _) = serve(script.clone()).await;
    assert!(sender.send(message()).await.is_ok());
    let (sender, _) = serve(script[1..].to_vec()).await;
    assert!(sender.send(message()).await.is_err(), "but not where this is the first try");
}

#[tokio::test]
async fn a_ban_is_not_sat_out() {
    let (sender, seen) = serve(vec![(429, &[("retry-after", "86400")], "")]).await;
    let error = sender.send(message()).await.expect_err("a day is too long");
    assert_eq!(error.status(), Some(429));
    assert_eq!(seen.lock().expect("no panic while locked").len(), 1);
}

#[tokio::test]
async fn an_error_of_the_network_names_no_token() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    drop(listener);
    let route = Route::InteractionResponse { interaction_id: 1.into(), token: "interaction-token" };
    let error = sender(&format!("http://{address}"))
        .send(Outgoing::new(LightMethod::Post, route))
        .await
        .expect_err("nobody listens");
    let text = format!("{error} {error:?}");
    assert!(error.is_passing() && !text.contains("token"), "{text}");
}

#[tokio::test]
async fn files_go_along() {
    let (sender, seen) = serve(vec![(200, &[], "{}")]).await;
    let body = json!({"content": "a"});
    let file =
        |name: &str| Attachment { name: name.into(), description: String::new(), data: b"1,2"[..].into() };
    let files = [file("a.csv"), file("b.csv")];
    sender.send(message().body(&body).files(&files)).await.expect("it arrives");
    let seen = seen.lock().expect("no panic while locked");
    let text = String::from_utf8_lossy(&seen[0].1).into_owned();
    for part in
        ["name=\"payload_json\"", "name=\"files[0]\"", "name=\"files[1]\"", "filename=\"b.csv\"", "1,2"]
    {
        assert!(text.contains(part), "{part} is not in {text}");
    }
}
