//! The binary: parses the command line, starts the log, calls the library, ends with its status.

use std::process::ExitCode;

use clap::Parser;
use kotae::cli::Cli;
use kotae::config::{LogConfig, LogFormat};
use tracing_subscriber::EnvFilter;

// What a reload needs for a moment goes back to the system; the C library's keeps it in as many pieces as there
// are threads. How it is set up stands in `.cargo/config.toml`.
#[cfg(not(target_env = "msvc"))]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    match start(&cli) {
        Ok(status) => status,
        Err(error) => {
            eprintln!("error: {error:#}");
            // What is wrong with the settings is told before anything starts, as clap does for the flags.
            let status = error.downcast_ref::<kotae::cli::CliError>().map_or(2, kotae::cli::CliError::status);
            ExitCode::from(status)
        }
    }
}

fn start(cli: &Cli) -> anyhow::Result<ExitCode> {
    let config = cli.config()?;
    start_log(&config.log)?;
    Ok(ExitCode::from(cli.run(&config)?.status()))
}

/// To standard error: standard output belongs to answers.
fn start_log(log: &LogConfig) -> anyhow::Result<()> {
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::try_new(&log.filter)?)
        .with_writer(std::io::stderr);
    match log.format {
        LogFormat::Text => subscriber.init(),
        LogFormat::Json => subscriber.json().init(),
    }
    Ok(())
}
