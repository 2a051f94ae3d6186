//! Layers, redaction, guards.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use clap::Parser;

use super::*;

#[derive(Parser)]
struct Program {
    #[command(flatten)]
    config: ConfigArgs,
}

fn args(flags: &[&str]) -> ConfigArgs {
    Program::parse_from(std::iter::once("kotae").chain(flags.iter().copied())).config
}

fn load(flags: &[&str], variables: &[(&str, &str)]) -> Result<Config, ConfigError> {
    let variables: HashMap<_, _> = variables.iter().copied().collect();
    Config::load(&args(flags), &|name| variables.get(name).map(|value| (*value).to_owned()))
}

fn file(folder: &Path, text: &str) -> String {
    let path = folder.join("kotae.toml");
    std::fs::write(&path, text).expect("a temporary folder can be written");
    path.to_string_lossy().into_owned()
}

fn filter(others: &str, kotae: &str) -> String {
    format!("{others},serenity::gateway::shard=off,serenity::gateway::bridge::shard_runner=off,kotae={kotae}")
}

#[test]
fn defaults() {
    let config = load(&[], &[]).expect("no setting is needed");
    assert_eq!(
        config,
        Config {
            token: None,
            data_dir: PathBuf::from("kotae-data"),
            cache_dir: None,
            knowledge: None,
            watch: false,
            operators: OperatorConfig::default(),
            limits: LimitConfig { user_per_minute: 20, channel_per_minute: 60 },
            log: LogConfig { format: LogFormat::Text, filter: filter("warn", "info") },
            api: ApiBase::Discord,
            message_content: false,
            http: None,
            links: LinkConfig::default(),
        }
    );
}

#[test]
fn flags_win_over_the_file_and_the_file_over_defaults() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = file(
        folder.path(),
        "data_dir = \"/srv/kotae\"\nknowledge = \"facts\"\nwatch = true\n[limits]\nuser_per_minute = 5\nchannel_per_minute = 6\n\
         [operators]\nusers = [\"175928847299117063\", 2]\nroles = [3]\n[log]\nformat = \"json\"\nlevel = \"debug\"\n",
    );
    let config = load(
        &["--config", &path, "--user-per-minute", "7", "--operator-roles", "8,9", "--log-level", "warn"],
        &[],
    )
    .expect("good settings");
    assert_eq!(config.data_dir, PathBuf::from("/srv/kotae"));
    assert_eq!(config.knowledge, Some(folder.path().join("facts")), "relative to the file");
    assert!(config.watch);
    assert!(!load(&["--config", &path, "--watch=false"], &[]).expect("good settings").watch);
    assert!(load(&["--watch"], &[]).expect("good settings").watch);
    assert_eq!(config.limits, LimitConfig { user_per_minute: 7, channel_per_minute: 6 });
    assert_eq!(
        config.operators,
        OperatorConfig { users: vec![175_928_847_299_117_063, 2], roles: vec![8, 9] }
    );
    assert_eq!(config.log, LogConfig { format: LogFormat::Json, filter: filter("warn", "warn") });
}

#[test]
fn every_flag_has_its_variable() {
    use clap::CommandFactory;
    for arg in Program::command().get_arguments().filter(|arg| arg.get_id() != "help") {
        let name = arg.get_env().unwrap_or_else(|| panic!("--{} has no variable", arg.get_id()));
        let expected = format!("KOTAE_{}", arg.get_id().as_str().to_ascii_uppercase());
        assert_eq!(name.to_string_lossy(), expected);
    }
}

#[test]
fn mistakes_in_the_file_are_told_with_their_place() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let told = |text: &str| {
        let path = file(folder.path(), text);
        let error = load(&["--config", &path], &[]).expect_err("a mistake").to_string();
        error.trim_start_matches(&path).to_owned()
    };
    let unknown = told("data_dir = \"a\"\nknowlege = \"b\"\n");
    assert!(unknown.starts_with(":2:1: unknown field `knowlege`, expected one of "), "{unknown}");
    let wrong = told("[limits]\nuser_per_minute = \"many\"\n");
    assert!(wrong.starts_with(":2:19: invalid type: string \"many\", expected u32"), "{wrong}");
    let id = told("[operators]\nusers = [\"me\"]\n");
    assert!(id.contains(":2:") && id.contains("`me` is no id of Discord"), "{id}");
    assert!(told("[log]\nlevel = \"loud\"\n").starts_with("`loud` is no log level"));
}

#[test]
fn a_token_in_the_file_is_refused_and_not_shown() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for text in ["token = \"MTk4.secret\"\n", "token = \"MTk4.secret\n"] {
        let path = file(folder.path(), text);
        let error = load(&["--config", &path], &[]).expect_err("no such key").to_string();
        assert!(!error.contains("MTk4"), "{error}");
    }
    let path = file(folder.path(), "token = \"MTk4.secret\"\n");
    let error = load(&["--config", &path], &[]).expect_err("no such key").to_string();
    assert!(error.contains("name that in `token_file`"), "{error}");
}

#[test]
fn the_token_comes_from_where_it_is_nearest() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("a temporary folder can be written");
        path.to_string_lossy().into_owned()
    };
    let named = write("named", "from.flag\n");
    write("token", "Bot from.systemd\n");
    write("beside", "from.file");
    let settings = file(folder.path(), "token_file = \"beside\"\n");
    let systemd = folder.path().to_string_lossy().into_owned();
    let variables = [
        ("KOTAE_TOKEN", "from.kotae"),
        ("DISCORD_TOKEN", "from.discord"),
        ("CREDENTIALS_DIRECTORY", &systemd),
    ];
    let token = |flags: &[&str], variables: &[(&str, &str)]| {
        load(flags, variables).expect("good settings").token.map(|token| token.expose().to_owned())
    };
    assert_eq!(
        token(&["--config", &settings, "--token-file", &named], &variables).as_deref(),
        Some("from.flag")
    );
    assert_eq!(token(&["--config", &settings], &variables).as_deref(), Some("from.kotae"));
    assert_eq!(token(&["--config", &settings], &variables[1..]).as_deref(), Some("from.discord"));
    assert_eq!(token(&["--config", &settings], &variables[2..]).as_deref(), Some("from.file"));
    assert_eq!(token(&[], &variables[2..]).as_deref(), Some("from.systemd"));
    assert_eq!(token(&[], &[("KOTAE_TOKEN", " ")]), None);
}

#[test]
fn a_token_is_never_printed() {
    let config = load(&[], &[("KOTAE_TOKEN", "MTk4.secret")]).expect("good settings");
    let token = config.token.clone().expect("it was given");
    for printed in [format!("{config:?}"), format!("{config:#?}"), format!("{token:?}"), token.to_string()] {
        assert!(!printed.contains("secret"), "{printed}");
    }
    let error = load(&[], &[("KOTAE_TOKEN", "MTk4 secret")]).expect_err("a space within").to_string();
    assert!(!error.contains("MTk4") && error.contains("the variable KOTAE_TOKEN"), "{error}");
}

#[test]
fn another_api_must_be_on_this_machine() {
    let api = |url: &str, allow| ApiBase::new(Some(url), allow);
    for own in ["http://127.0.0.1:8080", "https://localhost", "http://[::1]:1/"] {
        assert_eq!(api(own, false).expect(own), ApiBase::Other(own.trim_end_matches('/').to_owned()));
    }
    assert_eq!(api("https://discord.com", false).expect("Discord's"), ApiBase::Discord);
    for wrong in [
        "http://10.0.0.1",
        "https://example.com",
        "http://discord.com",
        "ftp://127.0.0.1",
        "nonsense",
        "http://127.0.0.1/x",
        "http://localhost.example.com",
    ] {
        assert!(api(wrong, false).is_err(), "{wrong}");
    }
    assert!(api("http://proxy:1", true).is_ok());
    let secret = api("http://me:secret@127.0.0.1", false).expect_err("a password").to_string();
    assert!(!secret.contains("secret"), "{secret}");
}

#[test]
fn the_gateway_must_belong_to_the_api() {
    let own = ApiBase::Other("http://127.0.0.1:8080".to_owned());
    assert!(own.allows_gateway("ws://127.0.0.1:9"));
    assert!(own.allows_gateway("ws://localhost:9"));
    assert!(!own.allows_gateway("wss://gateway.discord.gg"));
    assert!(!own.allows_gateway("http://127.0.0.1:9"));
    assert!(ApiBase::Discord.allows_gateway("wss://gateway.discord.gg"));
    assert!(ApiBase::Discord.allows_gateway("wss://gateway-us-east1-b.discord.gg/"));
    assert!(!ApiBase::Discord.allows_gateway("ws://gateway.discord.gg"));
    assert!(!ApiBase::Discord.allows_gateway("wss://discord.gg.example.com"));
}

#[test]
fn health_listens_on_the_loopback_unless_told_otherwise() {
    let listens = |value| load(&["--http-listen", value], &[]).map(|config| config.http);
    assert_eq!(listens("9464").expect("a port"), "127.0.0.1:9464".parse().ok());
    assert_eq!(listens("0.0.0.0:80").expect("an address"), "0.0.0.0:80".parse().ok());
    assert_eq!(listens("off").expect("off"), None);
    for wrong in ["localhost:1", "1.2.3.4", "99999"] {
        let error = listens(wrong).expect_err(wrong);
        assert!(error.to_string().contains(&format!("`{wrong}`")), "{error}");
    }
}

#[test]
fn a_link_is_an_address_on_the_web() {
    let terms = |value| load(&["--terms-url", value], &[]).map(|config| config.links.terms);
    assert_eq!(
        terms("https://example.org/terms").expect("a page").as_deref(),
        Some("https://example.org/terms")
    );
    assert_eq!(terms("").expect("nothing"), None);
    for wrong in ["example.org", "javascript:alert(1)", "http://example.org"] {
        assert!(terms(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn ids_are_joined_by_commas_and_none_are_none() {
    let users = |value| load_ids(&["--operator-users", value]);
    assert_eq!(users("8, 9"), Ok(vec![8, 9]));
    for nothing in ["", " ", ","] {
        assert_eq!(users(nothing), Ok(Vec::new()), "`{nothing}`");
    }
    for wrong in ["0", "me", "1,x"] {
        assert!(users(wrong).is_err(), "{wrong}");
    }
}

fn load_ids(flags: &[&str]) -> Result<Vec<u64>, String> {
    let flags = std::iter::once("kotae").chain(flags.iter().copied());
    let args = Program::try_parse_from(flags).map_err(|error| error.to_string())?.config;
    Config::load(&args, &|_| None).map(|config| config.operators.users).map_err(|error| error.to_string())
}
