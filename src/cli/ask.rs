//! `kotae ask "how many people use LINE?"`: one answer, for a person or as JSON.

use std::fmt::Write as _;
use std::io;
use std::time::Instant;

use clap::Args;

use crate::answer::{Answer, JsonAnswer};
use crate::config::Config;
use crate::engine::{Ask, Engine};
use crate::knowledge::{Lang, PartialDate};
use crate::question::Context;

use super::error::CliError;
use super::human::{Human, printable};
use super::theme::Theme;
use super::{Ending, base, json_lines, print};

/// What to ask, and how to show the answer.
#[derive(Args, Debug)]
pub(super) struct AskArgs {
    /// The question, in English or Japanese; several words need no quotation marks
    #[arg(value_name = "QUESTION", required_unless_present = "stdin", conflicts_with = "stdin")]
    question: Vec<String>,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
    /// Read `{"question": "…"}` (and, if wished, `"lang": "ja"`) line by line and print one object for
    /// each, in order; for a line that is no such object, `{"line": 3, "error": "…"}`
    #[arg(long, requires = "json")]
    stdin: bool,
    /// Language of the answer; else that of the question
    #[arg(long, value_name = "en|ja")]
    lang: Option<Lang>,
    /// Show how the question was understood
    #[arg(long, conflicts_with = "json")]
    explain: bool,
}

pub(super) fn run(args: &AskArgs, config: &Config, today: PartialDate) -> Result<Ending, CliError> {
    let engine = base::engine(config, today)?;
    let asker = Asker { engine: &engine, lang: args.lang, today };
    if args.stdin {
        return json_lines::run(&asker);
    }
    let question = args.question.join(" ");
    let (answer, took_us) = asker.ask(&question, None, None);
    if args.json {
        print(&json(&question, &answer, took_us))?;
        return Ok(Ending::Done);
    }
    let theme = Theme::of(&io::stdout());
    let mut text = Human::new(theme).answer(&answer);
    if args.explain {
        let ask = Ask { text: &question, lang: args.lang, context: None, today };
        let explanation = printable(&engine.explain(&ask).to_string());
        let _ = write!(text, "\n{explanation}took       {took_us} µs\n");
    }
    print(&text)?;
    Ok(Ending::Done)
}

/// One JSON object on a line of its own.
pub(super) fn json(question: &str, answer: &Answer, took_us: u64) -> String {
    let object = serde_json::to_string(&JsonAnswer::new(question, answer, took_us));
    object.expect("an answer has texts and finite numbers only") + "\n"
}

/// Puts questions to the engine and measures it.
pub(super) struct Asker<'a> {
    pub(super) engine: &'a Engine,
    pub(super) lang: Option<Lang>,
    pub(super) today: PartialDate,
}

impl Asker<'_> {
    /// The answer, and how many microseconds it took. `lang` wins over the one that is set for all.
    pub(super) fn ask(&self, text: &str, lang: Option<Lang>, context: Option<&Context>) -> (Answer, u64) {
        let ask = Ask { text, lang: lang.or(self.lang), context, today: self.today };
        let start = Instant::now();
        let answer = self.engine.ask(&ask);
        let took = start.elapsed().as_micros();
        (answer, u64::try_from(took).unwrap_or(u64::MAX))
    }
}
