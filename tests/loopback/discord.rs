//! The front door of the loopback Discord.

use std::sync::Arc;

use serde_json::Value;
use tokio::net::TcpListener;
use tokio::runtime::{self, Runtime};
use tokio::sync::watch;

use super::faults::{Fault, Held, Rule};
use super::ids::OWNER;
use super::person::Person;
use super::posted::Posted;
use super::request::Request;
use super::session::{Order, Session};
use super::shared::{Shared, tell};
use super::{gateway, rest};

/// A Discord on 127.0.0.1. When it is dropped, what it had to complain about fails the test.
#[derive(Debug)]
pub(crate) struct Discord {
    shared: Arc<Shared>,
    base: String,
    runtime: Option<Runtime>,
}

impl Discord {
    /// Starts one, on ports of its own.
    pub(crate) fn start() -> Self {
        let runtime = runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
        let runtime = runtime.expect("a runtime for the loopback Discord");
        let shared = Arc::new(Shared::default());
        let bind = || TcpListener::bind("127.0.0.1:0");
        let (http, socket) =
            runtime.block_on(async { tokio::try_join!(bind(), bind()) }).expect("ports on 127.0.0.1");
        let base = format!("http://{}", http.local_addr().expect("an address"));
        let gateway_url = format!("ws://{}", socket.local_addr().expect("an address"));
        shared.change(|state| state.gateway_url = gateway_url);
        runtime.spawn(rest::listen(http, Arc::clone(&shared)));
        runtime.spawn(gateway::listen(socket, Arc::clone(&shared)));
        Self { shared, base, runtime: Some(runtime) }
    }

    /// Where its HTTP side listens, without `/api`.
    pub(crate) fn base(&self) -> &str {
        &self.base
    }

    pub(super) fn shared(&self) -> &Arc<Shared> {
        &self.shared
    }

    // People

    /// A member of the server without any special right. The same name is the same person.
    pub(crate) fn member(&self, name: &str) -> Person {
        Person::new(Arc::clone(&self.shared), name)
    }

    /// The person who owns the application.
    pub(crate) fn owner(&self) -> Person {
        self.member("owner").with_id(OWNER)
    }

    // Waiting and looking

    /// Waits for the first request for which `wanted` is true.
    #[track_caller]
    pub(crate) fn wait_for(&self, what: &str, wanted: impl Fn(&Request) -> bool) -> Request {
        self.shared.wait(what, |state| state.journal.iter().find(|request| wanted(request)).cloned())
    }

    /// Waits until `count` requests of this form came, and gives all that did.
    #[track_caller]
    pub(crate) fn wait_for_requests(&self, count: usize, method: &str, template: &str) -> Vec<Request> {
        self.shared.wait(&format!("{count} of {method} {template}"), |state| {
            let found = state.journal.iter().filter(|request| request.is(method, template)).cloned();
            Some(found.collect::<Vec<_>>()).filter(|found| found.len() >= count)
        })
    }

    /// The requests of this form so far.
    pub(crate) fn requests(&self, method: &str, template: &str) -> Vec<Request> {
        self.shared.look(|state| {
            state.journal.iter().filter(|request| request.is(method, template)).cloned().collect()
        })
    }

    /// Waits until the gateway is in a certain state.
    #[track_caller]
    pub(crate) fn wait_for_gateway(&self, what: &str, wanted: impl Fn(&Session) -> bool) {
        self.shared.wait(what, |state| wanted(&state.session).then_some(()));
    }

    /// Waits until the client is connected: a READY was sent.
    #[track_caller]
    pub(crate) fn wait_until_ready(&self) {
        self.wait_for_gateway("a READY", |session| session.readies > 0);
    }

    /// Looks at the gateway.
    pub(crate) fn gateway<T>(&self, look: impl FnOnce(&Session) -> T) -> T {
        self.shared.look(|state| look(&state.session))
    }

    /// The commands as registered last.
    pub(crate) fn commands(&self) -> Vec<Value> {
        self.shared.look(|state| state.commands.clone())
    }

    /// All that the bot says at this moment, the oldest first.
    pub(crate) fn bot_messages(&self) -> Vec<Posted> {
        self.shared.look(|state| {
            let from_bot = state.messages.all().filter(|message| message["author"]["id"] == super::ids::BOT);
            from_bot.map(|message| Posted::of(&self.shared, message)).collect()
        })
    }

    /// Waits until so many requests were made and answered.
    #[track_caller]
    pub(crate) fn wait_for_answered(&self, count: usize) {
        self.shared.wait(&format!("{count} requests that are answered"), |state| {
            let answered = state.journal.iter().filter(|request| request.status.is_some()).count();
            (answered >= count && answered == state.journal.len()).then_some(())
        });
    }

    /// Forgets what was said and asked so far, complaints aside: for tests that go on for long. Nothing may be on
    /// its way, and no session from before can be resumed.
    pub(crate) fn forget_the_past(&self) {
        self.shared.change(|state| {
            state.journal.clear();
            state.messages.forget_all();
            state.interactions.0.clear();
            state.session.forget_sent();
        });
    }

    /// What was against the rules so far; the test has seen it, so it no longer fails for it.
    pub(crate) fn take_complaints(&self) -> Vec<String> {
        self.shared.change(|state| std::mem::take(&mut state.complaints))
    }

    // Things that go wrong

    /// Lets the next `count` requests of this form go wrong.
    pub(crate) fn fail_next(&self, count: usize, method: &str, template: &str, fault: Fault) {
        let (method, template) = (method.to_owned(), template.to_owned());
        self.shared.change(|state| state.faults.0.push(Rule { method, template, left: count, fault }));
    }

    /// Lets requests of this form wait until the test releases them.
    pub(crate) fn hold(&self, method: &str, template: &str) -> Held {
        let (release, released) = watch::channel(false);
        self.fail_next(usize::MAX, method, template, Fault::Slow(released));
        Held(release)
    }

    /// Nothing goes wrong any more.
    pub(crate) fn heal(&self) {
        self.shared.change(|state| state.faults.0.clear());
    }

    /// Deletes a channel with all that is in it.
    pub(crate) fn delete_channel(&self, channel: &str) {
        self.shared.change(|state| state.messages.gone.insert(channel.to_owned()));
    }

    /// The socket falls without a close frame, as when a cable is cut.
    pub(crate) fn drop_connection(&self) {
        self.shared.change(|state| state.session.order(Order::Drop));
    }

    /// The socket is closed with a code.
    pub(crate) fn close_connection(&self, code: u16) {
        self.shared.change(|state| state.session.order(Order::Close(code, "Closed by the test.")));
    }

    /// Asks the client to connect anew and resume, as before a gateway is restarted.
    pub(crate) fn ask_to_reconnect(&self) {
        let reconnect = serde_json::json!({ "op": 7, "d": null, "s": null, "t": null });
        self.shared.change(|state| state.session.order(Order::Send(reconnect)));
    }

    /// Forgets the session and says so: it cannot be resumed.
    pub(crate) fn invalidate_session(&self) {
        self.shared.change(|state| state.session.invalidate());
    }

    /// Wants a heartbeat every so many milliseconds from sockets opened from now on.
    pub(crate) fn want_heartbeats_every(&self, ms: u64) {
        self.shared.change(|state| state.session.heartbeat_ms = ms);
    }

    /// Acknowledges no heartbeat until the client has connected anew.
    pub(crate) fn become_zombie(&self) {
        self.shared.change(|state| state.session.zombie = true);
    }

    /// Lets the application have the text of all messages, as the developer portal does.
    pub(crate) fn allow_message_content(&self) {
        self.shared.change(|state| state.session.allowed = 1 << 15);
    }

    /// Closes the socket with this code at the next IDENTIFY.
    pub(crate) fn refuse_next_identify(&self, code: u16) {
        self.shared.change(|state| state.session.refusals.push_back((code, "Refused by the test.")));
    }
}

impl Drop for Discord {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
        let told = self.shared.look(tell);
        if std::thread::panicking() {
            eprintln!("{told}");
        } else {
            let clean = self.shared.look(|state| state.complaints.is_empty());
            assert!(clean, "the client did what Discord would not take\n{told}");
        }
    }
}
