//! `kotae ask --json --stdin`: a question a line in, an answer a line out, in order.

use std::io::{self, BufRead, BufReader, Write};

use serde::{Deserialize, Serialize};

use crate::knowledge::Lang;

use super::ask::{Asker, json};
use super::error::CliError;
use super::{Ending, stdout};

/// A line of the input. Keys that are not known are left alone, so that files made for other tools work.
#[derive(Deserialize)]
struct Line {
    question: String,
    #[serde(default)]
    lang: Option<Lang>,
}

/// What stands in the place of an answer where a line is no question.
#[derive(Serialize)]
struct Fault {
    line: usize,
    error: String,
}

pub(super) fn run(asker: &Asker<'_>) -> Result<Ending, CliError> {
    let mut input = BufReader::with_capacity(64 * 1024, io::stdin().lock());
    let mut out = stdout();
    let mut ending = Ending::Done;
    let mut bytes = Vec::new();
    for line in 1.. {
        // Whoever waits for the answer before asking on must not wait for our buffer to fill.
        if !input.buffer().contains(&b'\n') {
            out.flush()?;
        }
        bytes.clear();
        if input.read_until(b'\n', &mut bytes).map_err(CliError::Input)? == 0 {
            break;
        }
        let reply = match serde_json::from_slice::<Line>(&bytes) {
            Ok(Line { question, lang }) => {
                let (answer, took_us) = asker.ask(&question, lang, None);
                json(&question, &answer, took_us)
            }
            Err(error) => {
                ending = Ending::Mistakes;
                fault(line, &error)
            }
        };
        out.write_all(reply.as_bytes())?;
    }
    out.flush()?;
    Ok(ending)
}

fn fault(line: usize, error: &serde_json::Error) -> String {
    // serde_json counts lines within what it was given, which is one line: "at line 1" would mislead.
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or(&message).to_owned();
    let error = format!("{message}; write {{\"question\": \"…\"}}");
    serde_json::to_string(&Fault { line, error }).expect("a number and a text") + "\n"
}
