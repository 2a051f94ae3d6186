//! What every handler shares.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use jiff::tz::Offset;
use serenity::all::{ChannelId, UserId};
use tokio::sync::SetOnce;

use super::error::{CommandError, Fault};
use super::exchange::Exchanges;
use super::painter::Painter;
use super::permission::Operators;
use super::press::Press;
use super::reply::{Button, Reply, Style};
use super::send::Sender;
use super::throttle::{Throttle, Verdict};
use super::tracker::Tracker;
use super::{statistic, wording};
use crate::answer::{Answer, Status};
use crate::config::{Config, LinkConfig};
use crate::engine::Ask;
use crate::knowledge::{Lang, PartialDate};
use crate::kotae::{Kotae, Prepared};
use crate::question::Context;

/// What every handler shares.
#[derive(Debug)]
pub(crate) struct State {
    /// Who answers.
    pub(crate) kotae: Arc<Kotae>,
    /// The way out.
    pub(crate) sender: Sender,
    /// Who may reload.
    pub(crate) operators: Operators,
    /// How much is answered.
    pub(crate) throttle: Throttle,
    /// Draws charts.
    pub(crate) painter: Painter,
    /// What was asked and answered by message.
    pub(crate) exchanges: Exchanges,
    /// What has begun.
    pub(crate) tracker: Tracker,
    /// What `/about` links to.
    pub(crate) links: LinkConfig,
    /// Whether the text of messages to others is sent too.
    pub(crate) message_content: bool,
    /// The bot's own user, once the gateway has told. Events are handled in any order, so handlers wait for it.
    pub(crate) me: SetOnce<UserId>,
    /// The base that waits for a confirmation, under the id of the interaction that prepared it. One at most:
    /// the latest is the one to decide on, and a base is large.
    waiting: Mutex<Option<Waiting>>,
}

/// A prepared base that waits to be confirmed.
#[derive(Debug)]
struct Waiting {
    /// The interaction that prepared it.
    id: u64,
    /// The generation that it was compared with: what was shown is true as long as that one is served.
    against: u64,
    /// When it was prepared.
    since: Instant,
    prepared: Prepared,
}

/// How an answer is shown.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look<'a> {
    /// The question, where the channel does not show it.
    pub(crate) echo: Option<&'a str>,
    /// Whether a picture may go with it.
    pub(crate) attach: bool,
}

/// How long a prepared base waits: as long as the interaction that shows it can be edited.
const WAITS: Duration = Duration::from_secs(15 * 60);

impl State {
    /// Nothing has happened yet.
    pub(crate) fn new(kotae: Arc<Kotae>, sender: Sender, config: &Config) -> Self {
        Self {
            kotae,
            sender,
            operators: Operators::new(&config.operators),
            throttle: Throttle::new(config.limits),
            painter: Painter::default(),
            exchanges: Exchanges::default(),
            tracker: Tracker::new(),
            links: config.links.clone(),
            message_content: config.message_content,
            me: SetOnce::new(),
            waiting: Mutex::new(None),
        }
    }

    /// Answers a question: the reply, and what a reply to that may leave out. Takes microseconds, so it runs
    /// where it is called.
    pub(crate) async fn reply(
        &self,
        text: &str,
        lang: Option<Lang>,
        context: Option<&Context>,
        look: Look<'_>,
    ) -> Result<(Reply, Context), Fault> {
        let ask = Ask { text, lang, context, today: today() };
        let (answer, generation) = guarded(|| self.kotae.answer(&ask))?;
        Ok(self.rendered(answer, generation, look).await)
    }

    /// Answers what was said to others, if it can.
    pub(crate) async fn overhear(
        &self,
        text: &str,
        lang: Option<Lang>,
        look: Look<'_>,
    ) -> Result<Option<(Reply, Context)>, Fault> {
        let ask = Ask { text, lang, context: None, today: today() };
        match guarded(|| self.kotae.overhear(&ask))? {
            Some((answer, generation)) => Ok(Some(self.rendered(answer, generation, look).await)),
            None => Ok(None),
        }
    }

    async fn rendered(&self, answer: Answer, generation: u64, look: Look<'_>) -> (Reply, Context) {
        let mut reply = statistic::answered(self, &answer, look.echo, look.attach).await;
        if answer.status == Status::Answered {
            reply.rows.push(vec![Button {
                label: wording::REPORT.get(answer.lang).to_owned(),
                press: Press::Report(generation),
                style: Style::Secondary,
            }]);
        }
        (reply, answer.context)
    }

    /// Counts a question of a user in a channel against the limits.
    pub(crate) fn throttled(&self, user: UserId, channel: ChannelId) -> Verdict {
        let verdict = self.throttle.check(user.get(), channel.get());
        if verdict != Verdict::Pass {
            self.kotae.metrics().held_back();
        }
        verdict
    }

    /// Calls one of the blocking methods of [`Kotae`] off the threads that keep the connections alive.
    pub(crate) async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Kotae) -> T + Send + 'static,
    ) -> Result<T, CommandError> {
        let kotae = Arc::clone(&self.kotae);
        Ok(tokio::task::spawn_blocking(move || work(&kotae)).await?)
    }

    /// Keeps a prepared base until it is confirmed; an earlier one is thrown away.
    pub(crate) fn keep_prepared(&self, id: u64, prepared: Prepared) {
        let against = self.kotae.served().generation.number;
        let waiting = Waiting { id, against, since: Instant::now(), prepared };
        *self.waiting.lock().unwrap_or_else(PoisonError::into_inner) = Some(waiting);
    }

    /// Takes the prepared base of that interaction, if it still waits and what was shown of it is still true.
    pub(crate) fn take_prepared(&self, id: u64) -> Option<Prepared> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let waiting = waiting.take_if(|waiting| waiting.id == id)?;
        let served = self.kotae.served().generation.number;
        (waiting.against == served && waiting.since.elapsed() < WAITS).then_some(waiting.prepared)
    }
}

/// A panic in the matcher is one unanswered question, not a dead task that nobody hears of.
fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Fault> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| Fault::new("the engine panicked on a question"))
}

/// Today's date in Japan, which the facts are about. Japan has one time zone and no summer time.
pub(crate) fn today() -> PartialDate {
    let date = Offset::constant(9).to_datetime(Timestamp::now()).date();
    let part = |part: i8| Some(part.unsigned_abs());
    PartialDate { year: date.year(), month: part(date.month()), day: part(date.day()) }
}

#[cfg(test)]
pub(crate) mod testing {
    //! A state that sends nowhere, over a small base.

    use serenity::all::HttpBuilder;

    use super::*;
    use crate::config::{Config, ConfigArgs, IdList};
    use crate::knowledge::{Aliases, FactBase, Lexicon, Reading, Source, SourceKind, Text, Topic, TopicKind};

    /// Id of the operator of the state below.
    pub(crate) const OPERATOR: u64 = 500;

    fn text(en: &str, ja: &str) -> Text {
        Text { en: en.into(), ja: ja.into() }
    }

    /// One topic, one source.
    pub(crate) fn base() -> FactBase {
        let topic = Topic {
            slug: "line".into(),
            kind: TopicKind::Platform,
            parent: None,
            whole: false,
            name: text("LINE", "LINE"),
            summary: text("Messenger that nearly everybody has", "ほぼ全員が使うメッセンジャー"),
            aliases: Aliases::default(),
            facts: Vec::new(),
        };
        let source = Source {
            id: "mic-2025".into(),
            producer: text("Ministry of Internal Affairs", "総務省"),
            author: None,
            title: "Survey on media use".into(),
            title_en: None,
            url_main: Some("https://www.soumu.go.jp/a_(b).pdf".into()),
            date_published: Some(PartialDate { year: 2025, month: Some(6), day: None }),
            language: "ja".into(),
            kind: SourceKind::OfficialSurvey,
            read: Reading::Page,
            via: None,
            population: Some(text("1,800 people aged 13 to 79", "13〜79歳の1,800人")),
            people: None,
            fielded: None,
            caveat: Some(text("Paper and web", "訪問留置調査")),
        };
        FactBase::new(vec![topic], vec![], vec![], vec![source], Lexicon::default(), vec![], vec![])
    }

    /// A state without network or store.
    pub(crate) fn state() -> State {
        let client = reqwest::Client::builder().no_proxy().build().expect("a client");
        // Port 9 of this machine: nobody listens, and nothing can leave it.
        let http = HttpBuilder::new("t").client(client.clone()).proxy("http://127.0.0.1:9");
        let sender = Sender::new(Arc::new(http.ratelimiter_disabled(true).build()), client);
        let args = ConfigArgs { operator_users: Some(IdList(vec![OPERATOR])), ..ConfigArgs::default() };
        let config = Config::load(&args, &|_| None).expect("defaults");
        State::new(Arc::new(Kotae::without_store(base())), sender, &config)
    }
}
