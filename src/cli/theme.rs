//! Colours for a terminal, or none.

use std::io::IsTerminal;

use clap::builder::styling::{AnsiColor, Style};

/// How texts are told apart.
#[derive(Clone, Copy, Debug)]
pub(super) struct Theme {
    coloured: bool,
}

impl Theme {
    /// Colours where the output is a terminal that shows them and nobody has asked for none
    /// (<https://no-color.org>).
    pub(super) fn of(output: &impl IsTerminal) -> Self {
        let set = |name| std::env::var_os(name).filter(|value| !value.is_empty());
        let dumb = set("TERM").is_some_and(|term| term == "dumb");
        Self { coloured: output.is_terminal() && set("NO_COLOR").is_none() && !dumb }
    }

    /// Whether there are colours.
    pub(super) fn coloured(self) -> bool {
        self.coloured
    }

    /// The text that matters.
    pub(super) fn strong(self, text: &str) -> String {
        self.styled(Style::new().bold(), text)
    }

    /// What stands aside.
    pub(super) fn faint(self, text: &str) -> String {
        self.styled(Style::new().dimmed(), text)
    }

    /// An address.
    pub(super) fn address(self, text: &str) -> String {
        self.styled(AnsiColor::Cyan.on_default().underline(), text)
    }

    /// What to be careful with.
    pub(super) fn warning(self, text: &str) -> String {
        self.styled(AnsiColor::Yellow.on_default(), text)
    }

    /// What is wrong.
    pub(super) fn error(self, text: &str) -> String {
        self.styled(AnsiColor::Red.on_default().bold(), text)
    }

    fn styled(self, style: Style, text: &str) -> String {
        if self.coloured { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }
}
