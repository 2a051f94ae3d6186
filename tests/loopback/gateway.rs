//! The websocket side: sockets; what is said over them is the session's matter.

use std::sync::Arc;

use futures_util::{SinkExt, StreamExt};
use serde_json::Value;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{self, UnboundedSender};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;

use super::session::Order;
use super::shared::Shared;

/// Accepts sockets for as long as its runtime lives.
pub(super) async fn listen(listener: TcpListener, shared: Arc<Shared>) {
    while let Ok((stream, _)) = listener.accept().await {
        tokio::spawn(serve(stream, Arc::clone(&shared)));
    }
}

/// Serves one socket until either side has enough of it.
async fn serve(stream: TcpStream, shared: Arc<Shared>) {
    let Ok(mut socket) = tokio_tungstenite::accept_async(stream).await else { return };
    let (line, mut orders) = mpsc::unbounded_channel();
    let hello = shared.change(|state| state.session.hello());
    if socket.send(Message::Text(hello.to_string())).await.is_err() {
        return;
    }
    loop {
        tokio::select! {
            message = socket.next() => match message {
                Some(Ok(Message::Text(text))) => hear(&text, &shared, &line),
                // The reply to a close frame is sent while the next message is waited for.
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return,
            },
            Some(order) = orders.recv() => {
                if !obey(&mut socket, order).await {
                    return;
                }
            }
        }
    }
}

/// Takes what the client says. The orders go through the same line as those of the test, so that
/// events are sent in the order of their numbers.
fn hear(text: &str, shared: &Shared, line: &UnboundedSender<Order>) {
    let payload: Value = serde_json::from_str(text).unwrap_or_default();
    shared.change(|state| {
        let gateway = state.gateway_url.clone();
        for order in state.session.take(&payload, &gateway, line) {
            let _gone = line.send(order);
        }
    });
}

/// Does what is ordered; false if the socket is to fall.
async fn obey(socket: &mut WebSocketStream<TcpStream>, order: Order) -> bool {
    match order {
        Order::Send(payload) => socket.send(Message::Text(payload.to_string())).await.is_ok(),
        Order::Close(code, reason) => {
            let frame = CloseFrame { code: code.into(), reason: reason.into() };
            socket.close(Some(frame)).await.is_ok()
        }
        Order::Drop => false,
    }
}
