//! Whoever runs the bot sees how it is.

mod loopback;

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::os::unix::net::UnixDatagram;
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use loopback::{Bot, CHANNEL, Discord, Fault};
use serde_json::{Value, json};

/// Where a bot that was started with port 0 tells how it is.
fn address(bot: &Bot) -> SocketAddr {
    let line = bot.wait_for_log("the address of its metrics", |line| line.contains("health and metrics"));
    let address = line.split("address=").nth(1).expect("an address");
    address.split_whitespace().next().and_then(|address| address.parse().ok()).expect("an address")
}

/// Status, headers and body.
fn get(address: SocketAddr, path: &str) -> (u16, String, String) {
    let mut stream = TcpStream::connect(address).expect("somebody listens");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n").expect("it is sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it is read");
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    (status, head.to_owned(), body.to_owned())
}

fn state(address: SocketAddr, path: &str) -> (u16, Value) {
    let (status, _, body) = get(address, path);
    (status, serde_json::from_str(&body).expect("JSON"))
}

fn healthcheck(address: SocketAddr, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kotae"));
    command.arg("healthcheck").args(args).env_clear().env("KOTAE_HTTP_LISTEN", address.to_string());
    command.output().expect("the binary starts")
}

#[test]
fn it_is_ready_once_it_is_connected_and_until_it_stops() {
    let discord = Discord::start();
    let held = discord.hold("GET", "/gateway/bot");
    let bot = Bot::of(&discord).env("KOTAE_HTTP_LISTEN", "0").launch();
    let at = address(&bot);
    assert_eq!(state(at, "/livez"), (200, json!({ "silent_shards": [] })));
    let connecting = json!({ "phase": "connecting", "generation": 1, "shards": 0, "connected": 0 });
    assert_eq!(state(at, "/readyz"), (503, connecting));
    let told = healthcheck(at, &["--ready"]);
    assert_eq!(told.status.code(), Some(1));
    let told = String::from_utf8_lossy(&told.stderr).into_owned();
    assert!(told.contains("not well (503)") && told.contains("connecting"), "{told}");
    held.release();
    // A command comes after the connection, so it is there once that is answered.
    discord.wait_until_ready();
    discord.owner().slash("facts status", &json!({})).reply();
    let ready = json!({ "phase": "ready", "generation": 1, "shards": 1, "connected": 1 });
    assert_eq!(state(at, "/readyz"), (200, ready));
    for args in [vec![], vec!["--ready"]] {
        assert_eq!(healthcheck(at, &args).status.code(), Some(0));
    }
    let answers = discord.hold("POST", "/channels/*/messages");
    discord.member("alice").mentions_bot(CHANNEL, "what is Hibiki");
    discord.wait_for_requests(1, "POST", "/channels/*/messages");
    bot.signal("TERM");
    bot.wait_for_log("that it stops", |line| line.contains("stopping"));
    let (status, told) = state(at, "/readyz");
    assert_eq!((status, &told["phase"]), (503, &json!("stopping")));
    assert_eq!(get(at, "/livez").0, 200);
    answers.release();
    assert_eq!(bot.wait_for_end().code, Some(0));
    let told = healthcheck(at, &[]);
    assert_eq!(told.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&told.stderr).contains("nobody answers at"));
}

#[test]
fn what_is_measured_is_told_without_texts_and_ids() {
    let discord = Discord::start();
    let bot = Bot::of(&discord).env("KOTAE_HTTP_LISTEN", "0").env("KOTAE_USER_PER_MINUTE", "2").start();
    let at = address(&bot);
    let alice = discord.member("alice");
    alice.mentions_bot(CHANNEL, "why is Hibiki little used").answer();
    discord.fail_next(
        1,
        "POST",
        "/channels/*/messages",
        Fault::RateLimited { retry_after_ms: 50, global: false },
    );
    alice.mentions_bot(CHANNEL, "zanzibar teapots 令和").answer();
    alice
        .mentions_bot(CHANNEL, "what is Hibiki")
        .answer_that("says slow down", |text| text.contains("minute"));
    discord.owner().slash("facts rollback", &json!({ "generation": 1 })).reply();
    // A reply is counted when it has gone out, so it may be seen before it is counted.
    let until = Instant::now() + Duration::from_secs(60);
    let counted = |text: &str| {
        ["kind=\"command\"} 1", "kind=\"message\"} 2"]
            .iter()
            .all(|end| text.contains(&format!("kotae_reply_duration_seconds_count{{{end}\n")))
    };
    let (status, head, text) = loop {
        let told = get(at, "/metrics");
        if counted(&told.2) || Instant::now() > until {
            break told;
        }
    };
    assert_eq!(status, 200);
    assert!(head.contains("application/openmetrics-text; version=1.0.0; charset=utf-8"), "{head}");
    assert!(text.ends_with("# EOF\n"), "{text}");
    for line in [
        "kotae_questions_total{outcome=\"answered\",language=\"en\"} 1",
        "kotae_questions_total{outcome=\"answered\",language=\"ja\"} 0",
        "kotae_question_duration_seconds_count 2",
        "kotae_question_confidence_count 1",
        "kotae_reply_duration_seconds_count{kind=\"message\"} 2",
        "kotae_reply_duration_seconds_count{kind=\"command\"} 1",
        "kotae_reloads_total{result=\"rolled_back\"} 1",
        "kotae_store_errors_total 0",
        "kotae_rate_limited_total{by=\"kotae\"} 1",
        "kotae_rate_limited_total{by=\"discord\"} 1",
        "kotae_shard_connected{shard=\"0\"} 1",
        "kotae_generation 1",
        "kotae_facts{part=\"topics\"} 2",
    ] {
        assert!(text.lines().any(|told| told == line), "no `{line}` in\n{text}");
    }
    let version = format!("kotae_build_info{{version=\"{}\"}} 1", env!("CARGO_PKG_VERSION"));
    assert!(text.contains(&version), "{text}");
    let memory = text.lines().find_map(|line| line.strip_prefix("process_resident_memory_bytes "));
    assert!(memory.and_then(|bytes| bytes.parse().ok()).is_some_and(|bytes: u64| bytes > 1 << 20), "{text}");
    for private in ["zanzibar", alice.id(), CHANNEL] {
        assert!(!text.contains(private), "`{private}` stands in\n{text}");
    }
    bot.stop();
}

#[test]
fn what_the_dashboard_and_the_alerts_ask_for_is_measured() {
    let discord = Discord::start();
    let bot = Bot::of(&discord).env("KOTAE_HTTP_LISTEN", "0").start();
    let (_, _, text) = get(address(&bot), "/metrics");
    let is_name = |sign: char| sign.is_ascii_alphanumeric() || sign == '_';
    let measured: Vec<&str> =
        text.lines().filter_map(|line| line.split(|sign| !is_name(sign)).next()).collect();
    for file in ["dashboard.json", "alerts.yaml"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("deploy/monitoring").join(file);
        let asked = std::fs::read_to_string(path).expect("a file");
        let names = asked.split(|sign| !is_name(sign)).filter(|word| {
            (word.starts_with("kotae_") || word.starts_with("process_")) && !word.ends_with('_')
        });
        let mut count = 0;
        for name in names {
            // A histogram is asked for by its parts, and named in words by its whole.
            let of_histogram = measured.contains(&format!("{name}_count").as_str());
            assert!(
                measured.contains(&name) || of_histogram,
                "{file} asks for `{name}`, which is not in\n{text}"
            );
            count += 1;
        }
        assert!(count > 5, "{file} names {count} metrics");
    }
    bot.stop();
}

#[test]
fn an_address_that_is_taken_is_told_before_anything_starts() {
    let discord = Discord::start();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("an address").to_string();
    let exit = Bot::of(&discord).env("KOTAE_HTTP_LISTEN", &address).launch().wait_for_end();
    assert_eq!(exit.code, Some(2), "{}", exit.stderr);
    assert!(
        exit.stderr.contains(&format!("cannot serve health and metrics on `{address}`")),
        "{}",
        exit.stderr
    );
    assert!(discord.requests("GET", "/gateway/bot").is_empty());
}

#[test]
fn without_an_address_nobody_listens_and_a_check_says_so() {
    let told = Command::new(env!("CARGO_BIN_EXE_kotae")).arg("healthcheck").env_clear().output();
    let told = told.expect("the binary starts");
    assert_eq!(told.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&told.stderr).contains("--http-listen"));
}

#[test]
fn systemd_is_told_that_it_answers_and_that_it_stops() {
    let (discord, folder) = (Discord::start(), tempfile::TempDir::new().expect("a folder"));
    let path = folder.path().join("notify");
    let socket = UnixDatagram::bind(&path).expect("a socket");
    socket.set_read_timeout(Some(Duration::from_secs(60))).expect("a bound");
    let next = || {
        let mut told = [0; 1000];
        let length = socket.recv(&mut told).expect("systemd is told something");
        String::from_utf8_lossy(&told[..length]).into_owned()
    };
    let until = |wanted: &str| while !next().contains(wanted) {};
    let bot = Bot::of(&discord).env("NOTIFY_SOCKET", &path).env("WATCHDOG_USEC", "400000").launch();
    let mut before = Vec::new();
    let ready = loop {
        let told = next();
        if told.contains("READY=1") {
            break told;
        }
        before.push(told);
    };
    assert!(ready.contains("STATUS=answering"), "{ready}");
    assert!(before.iter().any(|told| told.contains("STATUS=connecting")), "{before:?}");
    assert_eq!(discord.gateway(|gateway| gateway.readies), 1);
    until("WATCHDOG=1");
    bot.signal("TERM");
    until("STOPPING=1");
    assert_eq!(bot.wait_for_end().code, Some(0));
}

#[test]
fn who_is_told_twice_to_stop_ends_at_once() {
    let discord = Discord::start();
    let bot = Bot::of(&discord).start();
    let _held = discord.hold("POST", "/channels/*/messages");
    discord.member("alice").mentions_bot(CHANNEL, "what is Hibiki");
    discord.wait_for_requests(1, "POST", "/channels/*/messages");
    bot.signal("TERM");
    bot.wait_for_log("that it stops", |line| line.contains("stopping"));
    bot.signal("INT");
    bot.wait_for_log("that it gives up", |line| line.contains("told twice to stop"));
    assert_eq!(bot.wait_for_end().code, Some(1));
}
