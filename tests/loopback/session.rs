//! The one gateway session: who is connected, what was sent, what can be sent again.

use std::collections::VecDeque;
use std::fmt;

use serde_json::{Value, json};
use tokio::sync::mpsc::UnboundedSender;

use super::ids::{self, TOKEN};
use super::json as objects;

/// Intents of which Discord wants to know the reason: members, presences, message content.
const PRIVILEGED: u64 = 1 << 1 | 1 << 8 | 1 << 15;
/// Whoever asks for servers is sent them.
const GUILDS: u64 = 1;

/// What the task of a socket is to do.
#[derive(Clone, Debug)]
pub(super) enum Order {
    /// Send a payload.
    Send(Value),
    /// Close with a code and a reason.
    Close(u16, &'static str),
    /// Let the socket fall without a word.
    Drop,
}

/// The state of the gateway.
#[derive(Debug, Default)]
pub(crate) struct Session {
    /// None while nobody is identified.
    id: Option<String>,
    sent: Vec<Value>,
    /// How many events were sent before those that are still kept.
    forgotten: usize,
    line: Option<UnboundedSender<Order>>,
    /// What the client asked to be told of.
    pub(crate) intents: u64,
    /// Sockets that were opened.
    pub(crate) connections: usize,
    /// IDENTIFY payloads.
    pub(crate) identifies: Vec<Value>,
    /// RESUME payloads.
    pub(crate) resumes: Vec<Value>,
    /// How often a session began.
    pub(crate) readies: usize,
    /// How often one was taken up again.
    pub(crate) resumed: usize,
    /// Heartbeats that came.
    pub(crate) heartbeats: usize,
    /// Heartbeats are no longer acknowledged, as by a connection that is dead and does not know it.
    pub(super) zombie: bool,
    /// Milliseconds between heartbeats; Discord's own if zero.
    pub(super) heartbeat_ms: u64,
    /// Intents that the developer portal allows beside those that need no reason.
    pub(super) allowed: u64,
    /// With what the next IDENTIFYs are refused.
    pub(super) refusals: VecDeque<(u16, &'static str)>,
}

impl Session {
    /// What a new socket is sent first.
    pub(super) fn hello(&mut self) -> Value {
        self.connections += 1;
        let interval = if self.heartbeat_ms == 0 { 41_250 } else { self.heartbeat_ms };
        json!({ "op": 10, "d": { "heartbeat_interval": interval, "_trace": [] }, "s": null, "t": null })
    }

    /// What to do about a payload that came over `line`.
    pub(super) fn take(
        &mut self,
        payload: &Value,
        gateway: &str,
        line: &UnboundedSender<Order>,
    ) -> Vec<Order> {
        match payload["op"].as_u64() {
            Some(1) => self.heartbeat(),
            Some(2) => self.identify(&payload["d"], gateway, line),
            Some(6) => self.resume(&payload["d"], line),
            // Presence, voice, members: nothing comes back that a test could want.
            Some(3 | 4 | 8) => Vec::new(),
            _ => vec![Order::Close(4001, "Unknown opcode.")],
        }
    }

    fn heartbeat(&mut self) -> Vec<Order> {
        self.heartbeats += 1;
        if self.zombie {
            Vec::new()
        } else {
            vec![Order::Send(json!({ "op": 11, "d": null, "s": null, "t": null }))]
        }
    }

    fn identify(&mut self, data: &Value, gateway: &str, line: &UnboundedSender<Order>) -> Vec<Order> {
        let mut kept = data.clone();
        kept["token"] = json!(if is_let_in(data) { "right" } else { "wrong" });
        self.identifies.push(kept);
        if !is_let_in(data) {
            return vec![Order::Close(4004, "Authentication failed.")];
        }
        if let Some((code, reason)) = self.refusals.pop_front() {
            return vec![Order::Close(code, reason)];
        }
        self.intents = data["intents"].as_u64().unwrap_or(0);
        if self.intents & PRIVILEGED & !self.allowed != 0 {
            return vec![Order::Close(4014, "Disallowed intent(s).")];
        }
        let id = format!("{:0>32}", ids::snowflake());
        (self.sent, self.forgotten) = (Vec::new(), 0);
        self.zombie = false;
        self.readies += 1;
        let mut orders = vec![self.event("READY", &objects::ready(&id, gateway, &data["shard"]))];
        self.id = Some(id);
        self.line = Some(line.clone());
        if self.intents & GUILDS != 0 {
            orders.push(self.event("GUILD_CREATE", &objects::guild()));
        }
        orders
    }

    fn resume(&mut self, data: &Value, line: &UnboundedSender<Order>) -> Vec<Order> {
        let mut kept = data.clone();
        kept["token"] = json!(if is_let_in(data) { "right" } else { "wrong" });
        self.resumes.push(kept);
        if !is_let_in(data) {
            return vec![Order::Close(4004, "Authentication failed.")];
        }
        if self.id.is_none() || self.id.as_deref() != data["session_id"].as_str() {
            return vec![Order::Send(invalid(false))];
        }
        let seen = data["seq"].as_u64().unwrap_or(0);
        let missed = self.sent.iter().filter(|event| event["s"].as_u64() > Some(seen));
        let mut orders: Vec<Order> = missed.cloned().map(Order::Send).collect();
        orders.push(self.event("RESUMED", &json!({ "_trace": [] })));
        self.line = Some(line.clone());
        self.zombie = false;
        self.resumed += 1;
        orders
    }

    /// An event of this session, numbered and kept for a RESUME.
    fn event(&mut self, name: &str, data: &Value) -> Order {
        let event = json!({ "op": 0, "t": name, "s": self.forgotten + self.sent.len() + 1, "d": data });
        self.sent.push(event.clone());
        Order::Send(event)
    }

    /// Forgets what was sent, but not how much.
    pub(super) fn forget_sent(&mut self) {
        self.forgotten += self.sent.len();
        self.sent.clear();
    }

    /// Tells the client of an event; if its socket is gone, once it resumes.
    pub(super) fn dispatch(&mut self, name: &str, data: &Value) {
        assert!(self.id.is_some(), "nobody is there to be told of {name}: wait until a session began");
        let event = self.event(name, data);
        self.order(event);
    }

    /// Has the connected socket do something. A socket that is gone has nothing to be told.
    pub(super) fn order(&mut self, order: Order) {
        if let Some(line) = &self.line {
            let _gone = line.send(order);
        }
    }

    /// Forgets the session and tells the client so.
    pub(super) fn invalidate(&mut self) {
        self.id = None;
        self.order(Order::Send(invalid(false)));
    }
}

impl fmt::Display for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { connections, identifies, readies, resumes, resumed, heartbeats, .. } = self;
        let (identifies, resumes) = (identifies.len(), resumes.len());
        write!(f, "{connections} connections, {identifies} IDENTIFY, {readies} READY, {resumes} RESUME, ")?;
        write!(f, "{resumed} RESUMED, {heartbeats} heartbeats")
    }
}

fn is_let_in(data: &Value) -> bool {
    data["token"].as_str().is_some_and(|token| token.trim_start_matches("Bot ") == TOKEN)
}

fn invalid(resumable: bool) -> Value {
    json!({ "op": 9, "d": resumable, "s": null, "t": null })
}
