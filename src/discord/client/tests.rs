//! The whole adapter against a small stand-in for Discord on this machine.

use std::sync::Mutex;

use axum::Router;
use axum::body::Bytes;
use axum::http::{Method, StatusCode, Uri};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, oneshot, watch};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message as Frame;

use super::*;
use crate::config::ConfigArgs;
use crate::discord::state::testing::base;

type Seen = Arc<Mutex<Vec<(String, Value)>>>;

/// A stand-in for Discord.
struct Fake {
    base: String,
    /// Requests in the order of their arrival.
    seen: watch::Receiver<usize>,
    requests: Seen,
    /// Events to send.
    events: mpsc::UnboundedSender<Value>,
}

/// Starts one whose `/gateway/bot` answers with this status, and with this address (its own if none).
async fn fake(status: u16, gateway: Option<&str>) -> Fake {
    let ws = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = gateway.map_or_else(|| format!("ws://{}", ws.local_addr().expect("an address")), str::to_owned);
    let requests: Seen = Arc::default();
    let (count, seen) = watch::channel(0);
    let app = Router::new().fallback({
        let requests = Arc::clone(&requests);
        move |method: Method, uri: Uri, body: Bytes| {
            let path = uri.path().trim_start_matches("/api/v10").to_owned();
            let limit = json!({"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1});
            let (status, answer) = match path.as_str() {
                "/gateway/bot" => (status, json!({"url": url, "shards": 1, "session_start_limit": limit})),
                "/gateway" => (200, json!({"url": url})),
                "/oauth2/applications/@me" => (200, json!({"id": "1", "owner": {"id": "500"}})),
                path if path.ends_with("/callback") => (204, Value::Null),
                path if path.ends_with("/commands") => (200, json!([])),
                _ => (200, json!({"id": "77"})),
            };
            let body = serde_json::from_slice(&body).unwrap_or(Value::Null);
            requests.lock().expect("no panic while locked").push((format!("{method} {path}"), body));
            count.send_modify(|count| *count += 1);
            let answer = if answer.is_null() { String::new() } else { answer.to_string() };
            async move { (StatusCode::from_u16(status).expect("a status"), answer) }
        }
    });
    let http = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let base = format!("http://{}", http.local_addr().expect("an address"));
    tokio::spawn(async move { axum::serve(http, app).await });
    let (events, waiting) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        let (stream, _) = ws.accept().await.expect("a connection");
        let socket = tokio_tungstenite::accept_async(stream).await.expect("a handshake");
        serve_gateway(socket, waiting).await;
    });
    Fake { base, seen, requests, events }
}

async fn serve_gateway(mut socket: WebSocketStream<TcpStream>, mut events: mpsc::UnboundedReceiver<Value>) {
    let text = |value: Value| Frame::Text(value.to_string());
    socket.send(text(json!({"op": 10, "d": {"heartbeat_interval": 45_000}}))).await.expect("hello");
    let mut sequence = 1;
    loop {
        tokio::select! {
            frame = socket.next() => match frame {
                Some(Ok(Frame::Text(frame))) => {
                    let frame: Value = serde_json::from_str(&frame).expect("JSON");
                    match frame["op"].as_u64() {
                        Some(1) => socket.send(text(json!({"op": 11}))).await.expect("an acknowledgement"),
                        Some(2) => {
                            assert_eq!(frame["d"]["intents"], (1 << 9) | (1 << 12), "messages and nothing more");
                            let ready = json!({"op": 0, "t": "READY", "s": 1, "d": {
                                "v": 10, "user": person(99), "guilds": [], "session_id": "s",
                                "resume_gateway_url": "ws://127.0.0.1:9", "shard": [0, 1],
                                "application": {"id": "1", "flags": 0},
                            }});
                            socket.send(text(ready)).await.expect("ready");
                        }
                        _ => {}
                    }
                }
                Some(Ok(Frame::Close(_)) | Err(_)) | None => return,
                _ => {}
            },
            Some(mut event) = events.recv() => {
                sequence += 1;
                event["op"] = json!(0);
                event["s"] = json!(sequence);
                socket.send(text(event)).await.expect("an event");
            }
        }
    }
}

impl Fake {
    /// Waits for a request and gives its body.
    async fn request(&self, what: &str) -> Value {
        let mut seen = self.seen.clone();
        loop {
            let found = {
                let requests = self.requests.lock().expect("no panic while locked");
                requests.iter().find(|(request, _)| request == what).map(|(_, body)| body.clone())
            };
            if let Some(body) = found {
                return body;
            }
            seen.changed().await.expect("the server runs");
        }
    }

    fn config(&self) -> Config {
        let args = ConfigArgs { discord_api: Some(self.base.clone()), ..ConfigArgs::default() };
        Config::load(&args, &|name| (name == "KOTAE_TOKEN").then(|| "token.for.tests".to_owned()))
            .expect("settings")
    }

    async fn fails(&self) -> BotError {
        let kotae = Arc::new(Kotae::without_store(base()));
        run(kotae, &self.config(), std::future::pending()).await.expect_err("it does not start")
    }
}

fn person(id: u64) -> Value {
    json!({"id": id.to_string(), "username": "a", "discriminator": "0", "avatar": null, "bot": id == 99,
           "verified": true, "mfa_enabled": false, "email": null, "flags": 0, "locale": "en-US"})
}

fn message(id: u64, content: &str) -> Value {
    json!({
        "id": id.to_string(), "channel_id": "3", "guild_id": "2", "author": person(8), "content": content,
        "embeds": [], "attachments": [], "timestamp": "2026-01-01T00:00:00+00:00",
        "edited_timestamp": "2026-01-01T00:00:00+00:00", "tts": false, "pinned": false, "mention_everyone": false,
        "mentions": [person(99)], "mention_roles": [], "type": 0,
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_question_is_answered_edited_and_deleted_until_the_bot_is_told_to_stop() {
    let fake = fake(200, None).await;
    let config = fake.config();
    let (stop, stopped) = oneshot::channel::<()>();
    let bot = tokio::spawn(async move {
        let kotae = Arc::new(Kotae::without_store(base()));
        run(kotae, &config, async move { drop(stopped.await) }).await
    });
    let commands = fake.request("PUT /applications/1/commands").await;
    assert_eq!(commands.as_array().map(Vec::len), Some(crate::discord::command::ALL.len()));

    // An id whose time (its upper bits) is that of the edit: 2026-01-01.
    let id = (1_767_225_600_000_u64 - 1_420_070_400_000) << 22;
    let event =
        |kind: &str, data: Value| fake.events.send(json!({"t": kind, "d": data})).expect("it is connected");
    event("MESSAGE_CREATE", message(id, "<@99> what is LINE?"));
    let answer = fake.request("POST /channels/3/messages").await;
    assert_eq!(answer["allowed_mentions"], json!({"parse": [], "replied_user": false}));
    assert_eq!(answer["message_reference"]["message_id"], id.to_string());
    assert_eq!(answer["message_reference"]["fail_if_not_exists"], false);
    assert_eq!(answer["nonce"], id.to_string());

    event("MESSAGE_UPDATE", message(id, "<@99> what is X?"));
    let edited = fake.request("PATCH /channels/3/messages/77").await;
    assert_eq!(edited["allowed_mentions"], json!({"parse": [], "replied_user": false}));

    event("MESSAGE_DELETE", json!({"id": id.to_string(), "channel_id": "3", "guild_id": "2"}));
    fake.request("DELETE /channels/3/messages/77").await;

    let interaction = |id: &str, kind: u8, data: Value| {
        json!({
            "id": id, "application_id": "1", "type": kind, "token": "t", "version": 1, "locale": "ja",
            "channel_id": "3", "user": person(8), "context": 1, "authorizing_integration_owners": {},
            "entitlements": [], "attachment_size_limit": 0, "app_permissions": "0", "data": data,
        })
    };
    let data = json!({"id": "9", "name": "help", "type": 1});
    event("INTERACTION_CREATE", interaction("20", 2, data));
    let help = fake.request("POST /interactions/20/t/callback").await;
    assert_eq!((&help["type"], &help["data"]["flags"]), (&json!(4), &json!(64)));
    assert_eq!(help["data"]["embeds"][0]["title"], "使い方");

    let status = json!({"id": "9", "name": "facts", "type": 1, "options": [{"name": "status", "type": 1, "options": []}]});
    event("INTERACTION_CREATE", interaction("21", 2, status.clone()));
    let refused = fake.request("POST /interactions/21/t/callback").await;
    assert_eq!(refused["data"]["content"], "この操作ができるのは、ボットの管理者だけです。");

    let mut by_owner = interaction("22", 2, status);
    by_owner["user"] = person(500);
    event("INTERACTION_CREATE", by_owner);
    let deferred = fake.request("POST /interactions/22/t/callback").await;
    assert_eq!(deferred, json!({"type": 5, "data": {"flags": 64}}));
    let status = fake.request("PATCH /webhooks/1/t/messages/@original").await;
    let text = status["embeds"][0]["description"].as_str().expect("a text");
    assert!(text.starts_with("Serving generation 1 "), "{text}");

    let typed = json!({"id": "9", "name": "ask", "type": 1, "options": [
        {"name": "question", "type": 3, "value": "li", "focused": true},
    ]});
    event("INTERACTION_CREATE", interaction("23", 4, typed));
    let list = fake.request("POST /interactions/23/t/callback").await;
    assert_eq!(list["type"], 8);

    stop.send(()).expect("it runs");
    bot.await.expect("no panic").expect("it stops without error");
}

#[tokio::test]
async fn a_wrong_token_is_told_and_tried_once() {
    let fake = fake(401, None).await;
    let error = fake.fails().await;
    assert!(matches!(error, BotError::Token), "{error}");
    assert_eq!(*fake.seen.borrow(), 1, "no storm");
}

#[tokio::test]
async fn a_gateway_elsewhere_never_gets_the_token() {
    let fake = fake(200, Some("wss://gateway.discord.gg")).await;
    let error = fake.fails().await.to_string();
    assert!(error.starts_with("`wss://gateway.discord.gg` is no gateway for `http://127.0.0.1"), "{error}");
}

#[tokio::test]
async fn without_a_token_it_says_how_to_give_one() {
    let config = Config::load(&ConfigArgs::default(), &|_| None).expect("defaults");
    let kotae = Arc::new(Kotae::without_store(base()));
    let error = run(kotae, &config, std::future::pending()).await.expect_err("no token");
    assert!(matches!(error, BotError::NoToken) && error.to_string().contains("KOTAE_TOKEN_FILE"), "{error}");
}
