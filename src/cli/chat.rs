//! `kotae chat`: questions and follow-ups on the terminal; `:help` lists what else can be typed.

use std::io::{self, BufRead, IsTerminal};
use std::path::PathBuf;

use clap::Args;
use rustyline::DefaultEditor;
use rustyline::error::ReadlineError;

use crate::answer::{Answer, Status};
use crate::config::Config;
use crate::knowledge::{Lang, PartialDate};

use super::ask::{Asker, json};
use super::error::CliError;
use super::human::Human;
use super::theme::Theme;
use super::{Ending, base, print};

const HELP: &str = "\
Ask in English or Japanese. A question may lean on the last answer: \"and women?\", じゃあTikTokは?
A number alone asks the question listed under that number.
  :sources  titles of the last answer's sources
  :json     the last answer as JSON
  :help     this
  :quit     leave (so does Ctrl-D)
";

/// How to chat.
#[derive(Args, Debug, Default)]
pub(super) struct ChatArgs {
    /// Language of the answers; else that of each question
    #[arg(long, value_name = "en|ja")]
    lang: Option<Lang>,
}

pub(super) fn run(args: &ChatArgs, config: &Config, today: PartialDate) -> Result<Ending, CliError> {
    let engine = base::engine(config, today)?;
    let asker = Asker { engine: &engine, lang: args.lang, today };
    let mut chat = Chat { asker, human: Human::new(Theme::of(&io::stdout())), last: None };
    let mut lines = Lines::open(config)?;
    lines.greet()?;
    while let Some(line) = lines.next()? {
        match chat.reply(line.trim()) {
            Some(reply) => print(&reply)?,
            None => break,
        }
    }
    lines.close();
    Ok(Ending::Done)
}

/// A conversation: each answer is what the next question may lean on.
struct Chat<'a> {
    asker: Asker<'a>,
    human: Human,
    last: Option<Last>,
}

struct Last {
    question: String,
    answer: Answer,
    took_us: u64,
}

impl Chat<'_> {
    /// What to print; `None` to leave.
    fn reply(&mut self, line: &str) -> Option<String> {
        let last = self.last.as_ref();
        Some(match line {
            "" => String::new(),
            ":quit" | ":q" | ":exit" => return None,
            ":help" | ":h" => HELP.to_owned(),
            ":sources" => match last {
                Some(last) if !last.answer.sources.is_empty() => self.human.sources(&last.answer),
                _ => "no answer with sources yet\n".to_owned(),
            },
            ":json" => match last {
                Some(last) => json(&last.question, &last.answer, last.took_us),
                None => "no answer yet\n".to_owned(),
            },
            command if command.starts_with(':') => {
                format!("`{command}` is no command; :help lists them\n")
            }
            question => self.ask(&self.chosen(question).unwrap_or_else(|| question.to_owned())),
        })
    }

    /// The suggestion of the last answer that a number names.
    fn chosen(&self, line: &str) -> Option<String> {
        let number: usize = line.parse().ok()?;
        self.last.as_ref()?.answer.suggestions.get(number.checked_sub(1)?).cloned()
    }

    fn ask(&mut self, question: &str) -> String {
        let context =
            self.last.as_ref().map(|last| &last.answer.context).filter(|context| !context.is_empty());
        let (mut answer, took_us) = self.asker.ask(question, None, context);
        let text = self.human.answer(&answer) + "\n";
        if answer.status != Status::Answered
            && let Some(last) = self.last.take()
            && answer.context.is_empty()
        {
            // A slip in between must not make the asker begin again.
            answer.context = last.answer.context;
        }
        self.last = Some(Last { question: question.to_owned(), answer, took_us });
        text
    }
}

/// Where lines come from: an editor where somebody types, else a pipe.
enum Lines {
    Editor { editor: Box<DefaultEditor>, history: Option<PathBuf> },
    Pipe(io::StdinLock<'static>),
}

impl Lines {
    fn open(config: &Config) -> Result<Self, CliError> {
        if !io::stdin().is_terminal() {
            return Ok(Self::Pipe(io::stdin().lock()));
        }
        let mut editor = DefaultEditor::new().map_err(input)?;
        // Kept only where the bot's folder is already: a chat leaves no folder behind.
        let history = config.data_dir.is_dir().then(|| config.data_dir.join("chat-history"));
        if let Some(path) = &history {
            // There is none the first time.
            let _ = editor.load_history(path);
        }
        Ok(Self::Editor { editor: Box::new(editor), history })
    }

    fn greet(&self) -> Result<(), CliError> {
        match self {
            Self::Editor { .. } => {
                print("Kotae answers from its fact base; :help for help, :quit to leave.\n")
            }
            Self::Pipe(_) => Ok(()),
        }
    }

    fn next(&mut self) -> Result<Option<String>, CliError> {
        match self {
            Self::Editor { editor, .. } => match editor.readline("kotae> ") {
                Ok(line) => {
                    // Only a line that is too long or repeated is refused; neither matters.
                    let _ = editor.add_history_entry(line.trim());
                    Ok(Some(line))
                }
                Err(ReadlineError::Eof | ReadlineError::Interrupted) => Ok(None),
                Err(error) => Err(input(error)),
            },
            Self::Pipe(stdin) => {
                let mut bytes = Vec::new();
                let read = stdin.read_until(b'\n', &mut bytes).map_err(CliError::Input)?;
                Ok((read > 0).then(|| String::from_utf8_lossy(&bytes).into_owned()))
            }
        }
    }

    fn close(mut self) {
        if let Self::Editor { editor, history: Some(path) } = &mut self
            && let Err(error) = editor.save_history(path)
        {
            tracing::warn!("cannot keep the history in `{}`: {error}", path.display());
        }
    }
}

fn input(error: ReadlineError) -> CliError {
    match error {
        ReadlineError::Io(error) => CliError::Input(error),
        other => CliError::Input(io::Error::other(other)),
    }
}
