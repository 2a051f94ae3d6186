//! What a follow-up may leave out: the slots of the answer that it replies to.

use std::fmt;
use std::str::FromStr;

/// The slots of an answer, small enough for a button's custom id.
///
/// Written as `topics|intent|group|period|metric`, topics joined by `,`; an empty part is no slot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// Slugs of the topics.
    pub topics: Vec<String>,
    /// Id of the intent.
    pub intent: Option<String>,
    /// Who was asked about, as figures write groups.
    pub group: Option<String>,
    /// The year asked about.
    pub period: Option<String>,
    /// Id of the metric or measure.
    pub metric: Option<String>,
}

impl Context {
    /// True where there is nothing to carry over.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl fmt::Display for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = |part: &Option<String>| part.clone().unwrap_or_default();
        write!(
            f,
            "{}|{}|{}|{}|{}",
            self.topics.join(","),
            part(&self.intent),
            part(&self.group),
            part(&self.period),
            part(&self.metric)
        )
    }
}

impl FromStr for Context {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts: Vec<&str> = text.split('|').collect();
        let [topics, intent, group, period, metric] = parts[..] else {
            return Err(format!("`{text}` is no context: five parts are joined by `|`"));
        };
        let part = |part: &str| (!part.is_empty()).then(|| part.to_owned());
        Ok(Self {
            topics: topics.split(',').filter(|slug| !slug.is_empty()).map(str::to_owned).collect(),
            intent: part(intent),
            group: part(group),
            period: part(period),
            metric: part(metric),
        })
    }
}
