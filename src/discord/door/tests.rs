//! Work that takes longer than Discord waits. The server below decides how long: nothing here depends on how fast
//! this machine is.

use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::http::{Method, StatusCode, Uri};
use serde_json::{Value, json};
use serenity::all::{CommandInteraction, HttpBuilder, Permissions};
use tokio::sync::mpsc;

use super::*;
use crate::config::{Config, ConfigArgs};
use crate::discord::command::find;
use crate::discord::command::testing::{call, slash};
use crate::discord::interaction::settle;
use crate::discord::state::State;
use crate::knowledge::{Files, Lang, read};
use crate::kotae::Kotae;

/// A request as it came: method and path, and its body or the start of it.
type Seen = (String, String);

/// A server that takes the first word, and refuses the rest where it is told to.
async fn serve(refuses_edits: bool) -> (State, mpsc::UnboundedReceiver<Seen>) {
    let (tell, seen) = mpsc::unbounded_channel();
    let app = Router::new().fallback(move |method: Method, uri: Uri, body: Bytes| {
        let is_edit = method == Method::PATCH;
        let text = String::from_utf8_lossy(&body).into_owned();
        // Nobody listens once the test is over.
        drop(tell.send((format!("{method} {}", uri.path()), text)));
        async move {
            if is_edit && refuses_edits {
                let gone = json!({"message": "Invalid Webhook Token", "code": 50027});
                (StatusCode::UNAUTHORIZED, gone.to_string())
            } else {
                (StatusCode::OK, "{}".to_owned())
            }
        }
    });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let base = format!("http://{}", listener.local_addr().expect("an address"));
    tokio::spawn(async move { axum::serve(listener, app).await });
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    let http = HttpBuilder::new("t").client(client.clone()).proxy(base).ratelimiter_disabled(true).build();
    let small = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/knowledge");
    let kotae = Kotae::without_store(read(&Files::read(&small).expect("the small base")).base);
    let config = Config::load(&ConfigArgs::default(), &|_| None).expect("defaults");
    (State::new(Arc::new(kotae), Sender::new(Arc::new(http), client), &config), seen)
}

fn trend() -> CommandInteraction {
    let topics = json!([
        {"name": "topics", "type": 3, "value": "kumonet"},
        {"name": "language", "type": 3, "value": "en"},
    ]);
    let mut call = call(&slash("trend", &topics), 1, &[]);
    call.app_permissions = Some(Permissions::all());
    call
}

/// Calls `/trend` while no picture can be drawn, until "thinking" was said. Gives what was sent, and how it ended.
async fn called_while_the_painter_is_busy(refuses_edits: bool) -> (Vec<Seen>, Result<(), SendError>) {
    let (state, mut seen) = serve(refuses_edits).await;
    let call = trend();
    let spec = find(&call).expect("a command");
    let door =
        Door { sender: &state.sender, application: call.application_id, id: call.id, token: &call.token };
    let busy = state.painter.busy().await;
    let watching = async {
        let first = seen.recv().await.expect("the server runs");
        drop(busy);
        first
    };
    let work = settle((spec.run)(&state, &call), Lang::En);
    let (ended, first) = tokio::join!(door.answer(false, spec.slow, work), watching);
    let mut all = vec![first];
    while let Ok(next) = seen.try_recv() {
        all.push(next);
    }
    (all, ended)
}

#[tokio::test]
async fn a_slow_picture_is_put_off_and_comes_with_its_table() {
    let (seen, ended) = called_while_the_painter_is_busy(false).await;
    ended.expect("it arrives");
    let [(callback, deferral), (edit, body)] = <[Seen; 2]>::try_from(seen).expect("two requests");
    assert_eq!(callback, "POST /api/v10/interactions/7/interaction-token/callback");
    let deferral: Value = serde_json::from_str(&deferral).expect("JSON");
    assert_eq!(deferral, json!({"type": 5, "data": {}}), "nothing else may be said there");
    assert_eq!(edit, "PATCH /api/v10/webhooks/1/interaction-token/messages/@original");
    for part in ["41.2%", "attachment://chart.png", "name=\"files[0]\"; filename=\"chart.png\"", "PNG"] {
        assert!(body.contains(part), "{part} is missing");
    }
}

#[tokio::test]
async fn a_token_that_died_meanwhile_is_let_go_at_once() {
    let (seen, ended) = called_while_the_painter_is_busy(true).await;
    let error = ended.expect_err("Discord refused");
    assert_eq!((error.status(), error.code()), (Some(401), Some(50027)));
    assert!(!error.to_string().contains("interaction-token"), "{error}");
    assert_eq!(seen.len(), 2, "what is refused for good is not tried again");
}
