//! Catches a program that reaches outside: every proxy setting points here.

use std::io::Read;
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// A port on 127.0.0.1 that only takes note of what is asked of it.
#[derive(Debug)]
pub(super) struct Trap {
    address: SocketAddr,
    caught: Arc<Mutex<Vec<String>>>,
}

impl Trap {
    /// Sets one.
    pub(super) fn set() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port on 127.0.0.1");
        let address = listener.local_addr().expect("an address");
        let caught = Arc::<Mutex<Vec<String>>>::default();
        let noted = Arc::clone(&caught);
        // Lives as long as the tests do: nothing is left to stop when nobody comes.
        thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let mut first = [0; 200];
                let length = stream.read(&mut first).unwrap_or(0);
                let line =
                    String::from_utf8_lossy(&first[..length]).lines().next().unwrap_or_default().to_owned();
                noted.lock().unwrap_or_else(PoisonError::into_inner).push(line);
            }
        });
        Self { address, caught }
    }

    /// As an address for `HTTP_PROXY`.
    pub(super) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What was asked for, the first line of each.
    pub(super) fn caught(&self) -> Vec<String> {
        self.caught.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
