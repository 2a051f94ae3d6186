//! What a button sends back: everything its press needs, so that it works after a restart too.

use std::fmt;
use std::str::FromStr;

use super::command::Access;
use crate::answer::limits;
use crate::knowledge::Lang;
use crate::question::Context;
use crate::stats::{Kind, Query};

/// What a button does. Written into its `custom_id`, at most 100 characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Press {
    /// Shows the sources of the answer; carries the answer's slots for replies after a restart.
    Sources(Context),
    /// Asks a question.
    Ask {
        /// The language of the question.
        lang: Lang,
        /// The question.
        text: String,
        /// True where the answer stands in for the message ("did you mean"), false where it follows it.
        meant: bool,
    },
    /// Shows a part of a statistic.
    Statistic {
        /// Which.
        part: Part,
        /// A digest of the figures as they were shown.
        digest: String,
        /// What finds them again.
        query: Query,
    },
    /// Swaps in what the interaction of this id has prepared.
    ReloadConfirm(u64),
    /// Throws away what the interaction of this id has prepared.
    ReloadCancel(u64),
    /// Sets something for the server.
    Setting(Setting),
    /// Opens the form in which a mistake is reported, and is that form; carries the generation that answered.
    Report(u64),
    /// Turns to a page of a list of the curators', counted from 1.
    Page(List, usize),
    /// Forgets entries of such a page that were seen to.
    Done(List, usize),
    /// Hands out the unanswered questions as a file.
    Export,
}

/// A list that curators work through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum List {
    /// Questions that were not answered.
    Unanswered,
    /// Reports of mistakes.
    Feedback,
}

impl List {
    fn sign(self) -> char {
        match self {
            Self::Unanswered => 'u',
            Self::Feedback => 'f',
        }
    }

    /// "u3": the list and a page of it.
    fn read(text: &str) -> Option<(Self, usize)> {
        let list =
            [Self::Unanswered, Self::Feedback].into_iter().find(|list| text.starts_with(list.sign()))?;
        Some((list, text[1..].parse().ok()?))
    }
}

/// A menu or button of the `/settings` panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Setting {
    /// Where mentions are answered.
    Channels,
    /// Where questions without a mention are.
    AskChannels,
    /// In which language.
    Language,
    /// What is on or off.
    Switches,
    /// Everything as it comes.
    Reset,
}

impl Setting {
    const ALL: [(Self, &str); 5] = [
        (Self::Channels, "channels"),
        (Self::AskChannels, "ask"),
        (Self::Language, "language"),
        (Self::Switches, "switches"),
        (Self::Reset, "reset"),
    ];
}

impl fmt::Display for Setting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = Self::ALL.iter().find(|(setting, _)| setting == self).map_or("", |(_, name)| name);
        f.write_str(name)
    }
}

impl FromStr for Setting {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let found = Self::ALL.iter().find(|(_, known)| *known == name);
        found.map(|(setting, _)| *setting).ok_or_else(|| format!("`{name}` is no setting of this version"))
    }
}

/// A part of a statistic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Table and picture.
    Chart,
    /// The figures as a file.
    Csv,
    /// Full citations.
    Sources,
}

impl Part {
    const ALL: [(Part, &'static str); 3] = [(Part::Chart, "c"), (Part::Csv, "v"), (Part::Sources, "o")];

    fn letter(self) -> &'static str {
        Self::ALL.iter().find(|(part, _)| *part == self).map_or("", |(_, letter)| letter)
    }
}

impl Press {
    /// A button of a statistic. Where its id would be too long, it leaves out what the rest of the query finds too; the
    /// digest tells if it ever finds something else.
    pub(crate) fn statistic(part: Part, digest: &str, query: &Query) -> Self {
        let press = |query: &Query| Self::Statistic { part, digest: digest.to_owned(), query: query.clone() };
        let fits = |query: &Query| limits::CUSTOM_ID.fits(&press(query).to_string());
        let mut query = query.clone();
        if !fits(&query) {
            query.series = None;
        }
        if !fits(&query) {
            query.metric = None;
        }
        press(&query)
    }

    /// Who may press it. Checked at every press and in one place: a panel may be older than the loss of a role, and
    /// whoever writes their own client can press what was never shown to them.
    pub(crate) fn access(&self) -> Access {
        match self {
            Self::Sources(_) | Self::Ask { .. } | Self::Statistic { .. } | Self::Report(_) => {
                Access::Everyone
            }
            Self::Setting(_) => Access::Managers,
            Self::ReloadConfirm(_)
            | Self::ReloadCancel(_)
            | Self::Page(..)
            | Self::Done(..)
            | Self::Export => Access::Operators,
        }
    }

    /// One of each kind, for tests of all of them.
    pub(crate) fn examples() -> Vec<Self> {
        let query = |kind| Query::new(kind, ["a".into(), "b".into()]);
        let part = |part| Self::Statistic { part, digest: "0a1b2c".into(), query: query(Kind::Trend) };
        let mut examples = vec![
            Self::Sources(Context { topics: vec!["a".into(), "b".into()], ..Context::default() }),
            Self::Ask { lang: Lang::Ja, text: "what is a: b?".into(), meant: true },
            Self::Ask { lang: Lang::En, text: "who uses a?".into(), meant: false },
            Self::ReloadConfirm(u64::MAX),
            Self::ReloadCancel(1),
            Self::Report(3),
            Self::Page(List::Unanswered, 2),
            Self::Page(List::Feedback, 1),
            Self::Done(List::Unanswered, 1),
            Self::Done(List::Feedback, 1),
            Self::Export,
        ];
        examples.extend(Part::ALL.map(|(each, _)| part(each)));
        examples.extend(Setting::ALL.map(|(setting, _)| Self::Setting(setting)));
        examples
    }

    /// The Sources button for a context: cut to whole topics if it would be too long for an id.
    pub(crate) fn sources(context: &Context) -> Self {
        let mut context = context.clone();
        let fits = |context: &Context| limits::CUSTOM_ID.fits(&Self::Sources(context.clone()).to_string());
        while !fits(&context) && context.topics.pop().is_some() {}
        if !fits(&context) {
            context = Context::default();
        }
        Self::Sources(context)
    }
}

impl fmt::Display for Press {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sources(context) => write!(f, "s:{context}"),
            Self::Ask { lang, text, meant: true } => write!(f, "m:{lang}:{text}"),
            Self::Ask { lang, text, meant: false } => write!(f, "q:{lang}:{text}"),
            Self::Statistic { part, digest, query } => write!(f, "{}:{digest}:{query}", part.letter()),
            Self::ReloadConfirm(id) => write!(f, "rc:{id}"),
            Self::ReloadCancel(id) => write!(f, "rx:{id}"),
            Self::Setting(setting) => write!(f, "set:{setting}"),
            Self::Report(generation) => write!(f, "rep:{generation}"),
            Self::Page(list, page) => write!(f, "lp:{}{page}", list.sign()),
            Self::Done(list, page) => write!(f, "ld:{}{page}", list.sign()),
            Self::Export => write!(f, "lx:"),
        }
    }
}

impl FromStr for Press {
    type Err = String;

    fn from_str(id: &str) -> Result<Self, String> {
        let unknown = || format!("`{id}` is no button of this version");
        let (kind, rest) = id.split_once(':').ok_or_else(unknown)?;
        let ask = |meant| {
            let (lang, text) = rest.split_once(':').ok_or_else(unknown)?;
            Ok(Self::Ask { lang: lang.parse()?, text: text.to_owned(), meant })
        };
        if let Some((part, _)) = Part::ALL.iter().find(|(_, letter)| *letter == kind) {
            let (digest, query) = rest.split_once(':').ok_or_else(unknown)?;
            return Ok(Self::Statistic { part: *part, digest: digest.to_owned(), query: query.parse()? });
        }
        match kind {
            "s" => rest.parse().map(Self::Sources),
            "m" => ask(true),
            "q" => ask(false),
            "rc" => rest.parse().map(Self::ReloadConfirm).map_err(|_| unknown()),
            "rx" => rest.parse().map(Self::ReloadCancel).map_err(|_| unknown()),
            "set" => rest.parse().map(Self::Setting),
            "rep" => rest.parse().map(Self::Report).map_err(|_| unknown()),
            "lp" => List::read(rest).map(|(list, page)| Self::Page(list, page)).ok_or_else(unknown),
            "ld" => List::read(rest).map(|(list, page)| Self::Done(list, page)).ok_or_else(unknown),
            "lx" if rest.is_empty() => Ok(Self::Export),
            _ => Err(unknown()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_again() {
        for press in Press::examples() {
            assert_eq!(press.to_string().parse(), Ok(press));
        }
        for wrong in [
            "",
            "x",
            "q:fr:a",
            "q:en",
            "rc:me",
            "s:a|b",
            "set:",
            "set:teapot",
            "lp:x1",
            "lp:",
            "ld:u-1",
            "lx:1",
            "rep:",
        ] {
            assert!(wrong.parse::<Press>().is_err(), "{wrong}");
        }
    }

    /// The place of each kind in the list of kinds. No arm for "all others": whoever adds a kind has to come here.
    fn kind(press: &Press) -> usize {
        match press {
            Press::Sources(_) => 0,
            Press::Ask { .. } => 1,
            Press::Statistic { .. } => 2,
            Press::ReloadConfirm(_) => 3,
            Press::ReloadCancel(_) => 4,
            Press::Setting(_) => 5,
            Press::Report(_) => 6,
            Press::Page(..) => 7,
            Press::Done(..) => 8,
            Press::Export => 9,
        }
    }

    #[test]
    fn there_is_an_example_of_each_kind() {
        let kinds: std::collections::BTreeSet<usize> = Press::examples().iter().map(kind).collect();
        assert_eq!(kinds.into_iter().collect::<Vec<_>>(), (0..10).collect::<Vec<_>>());
    }

    #[test]
    fn a_long_context_is_cut_to_whole_topics() {
        let topics: Vec<String> = (0..20).map(|n| format!("topic-number-{n}")).collect();
        let context = Context { topics: topics.clone(), intent: Some("usage".into()), ..Context::default() };
        let Press::Sources(cut) = Press::sources(&context) else { panic!("a sources button") };
        assert!(limits::CUSTOM_ID.fits(&Press::Sources(cut.clone()).to_string()));
        assert_eq!(cut.topics, topics[..cut.topics.len()]);
        assert!(!cut.topics.is_empty() && cut.intent.as_deref() == Some("usage"));
        let endless = Context { group: Some("g".repeat(200)), ..Context::default() };
        assert_eq!(Press::sources(&endless), Press::Sources(Context::default()));
    }
}
