//! The option `topic`: by slug, or by any name that people use for it.

use serenity::all::{CommandInteraction, CommandOptionType, CreateCommandOption};

use super::options::{self, option};
use crate::answer::limits;
use crate::discord::state::State;
use crate::discord::wording::Words;
use crate::knowledge::{FactBase, Lang, Topic};
use crate::stats::names;

/// The option.
pub(super) fn topic() -> CreateCommandOption {
    let description =
        Words { en: "A topic; type a part of its name", ja: "テーマ(名前の一部を入力)" };
    option(CommandOptionType::String, "topic", "テーマ", description).set_autocomplete(true)
}

/// What was given, if anything.
pub(super) fn given(command: &CommandInteraction) -> Option<&str> {
    let given = options::given(&command.data.options, "topic")?.value.as_str()?.trim();
    (!given.is_empty()).then_some(given)
}

/// The topic of that slug or name.
pub(super) fn find<'a>(base: &'a FactBase, given: &str) -> Option<&'a Topic> {
    names::topic(base, given)
}

/// Topics that what was typed so far may become.
pub(super) async fn complete(state: &State, command: &CommandInteraction) -> Vec<(String, String)> {
    let typed = command.data.autocomplete().map(|option| option.value.to_owned()).unwrap_or_default();
    let lang = options::reply_language(command, true);
    let served = state.kotae.served();
    offers(served.engine.base(), &typed, lang, |_| true)
}

/// Those whose names begin with it, then those that contain it, then those that have its letters in order; of them
/// those that fit.
pub(super) fn offers(
    base: &FactBase,
    typed: &str,
    lang: Lang,
    fits: impl Fn(&Topic) -> bool,
) -> Vec<(String, String)> {
    let typed: String = names::typed(typed).chars().take(limits::CHOICE.most).collect();
    let nearness = |name: &String| match name.find(&typed) {
        Some(0) => Some(0),
        Some(_) => Some(1),
        None => has_in_order(name, &typed).then_some(2),
    };
    let near = |topic: &Topic| names::names(topic).filter_map(|name| nearness(&name)).min();
    let mut found: Vec<_> = base
        .topics
        .iter()
        .filter_map(|topic| Some((near(topic)?, topic.name.get(lang).to_lowercase(), topic)))
        .collect();
    found.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    let label = |topic: &Topic| (topic.name.get(lang).to_owned(), topic.slug.clone());
    let fitting = found.into_iter().map(|(_, _, topic)| topic).filter(|topic| fits(topic));
    fitting.take(limits::CHOICES.most).map(label).collect()
}

fn has_in_order(name: &str, typed: &str) -> bool {
    let mut letters = name.chars();
    typed.chars().all(|wanted| letters.any(|letter| letter == wanted))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discord::state::testing::base;

    #[test]
    fn a_topic_is_found_by_any_name() {
        let base = base();
        for name in ["line", "LINE", "ＬＩＮＥ"] {
            assert_eq!(find(&base, name).map(|topic| topic.slug.as_str()), Some("line"), "{name}");
        }
        assert!(find(&base, "li").is_none());
    }

    #[test]
    fn what_is_typed_finds_topics() {
        let offered = [("LINE".to_owned(), "line".to_owned())];
        for typed in ["", "l", "in", "ln"] {
            assert_eq!(offers(&base(), typed, Lang::Ja, |_| true), offered, "{typed}");
        }
        assert!(offers(&base(), "x", Lang::En, |_| true).is_empty());
        assert!(offers(&base(), "l", Lang::En, |_| false).is_empty());
    }
}
