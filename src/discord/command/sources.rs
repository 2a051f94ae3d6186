//! `/sources [topic] [language]`: who the facts come from, the newest first.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::sync::Arc;

use serenity::all::{CommandInteraction, CommandType};

use super::{Access, Outcome, Spec, options, topic};
use crate::discord::error::CommandError;
use crate::discord::render;
use crate::discord::reply::{Attachment, Reply};
use crate::discord::state::State;
use crate::discord::wording::Words;
use crate::knowledge::{FactBase, Lang, Source, Topic};

pub(super) const SPEC: Spec = Spec {
    name: "sources",
    description: Words {
        en: "Where the facts come from, newest first", ja: "データの出典一覧(新しい順)"
    },
    kind: CommandType::ChatInput,
    access: Access::Everyone,
    slow: false,
    hidden: |_| true,
    options: || vec![topic::topic(), options::language()],
    run: |state, command| Box::pin(run(state, command)),
    complete: Some(|state, command| Box::pin(topic::complete(state, command))),
};

async fn run(state: &State, command: &CommandInteraction) -> Outcome {
    let lang = options::reply_language(command, true);
    let served = state.kotae.served();
    let base = served.engine.base();
    let Some(given) = topic::given(command) else { return Ok(reply(base, None, lang)) };
    match topic::find(base, given) {
        Some(topic) => Ok(reply(base, Some(topic), lang)),
        None => Err(CommandError::Told(no_topic(given, lang))),
    }
}

fn no_topic(given: &str, lang: Lang) -> String {
    let given = render::escape(&crate::answer::limits::cut(given, 50));
    match lang {
        Lang::En => format!("I have no topic “{given}”. /topics lists those I know."),
        Lang::Ja => format!("「{given}」というテーマはありません。/topics で一覧を確認できます。"),
    }
}

fn reply(base: &FactBase, topic: Option<&Topic>, lang: Lang) -> Reply {
    let mut sources: Vec<&Source> = match topic {
        None => base.sources.iter().collect(),
        Some(topic) => {
            let used = used_by(base, topic);
            base.sources.iter().filter(|source| used.contains(source.id.as_str())).collect()
        }
    };
    sources.sort_by_key(|source| (Reverse(source.date_published), source.producer.get(lang)));
    let (mut reply, left_out) = render::source_list(&sources, topic.map(|topic| topic.name.get(lang)), lang);
    if left_out > 0 {
        reply.attachments.push(all(&sources, lang));
    }
    reply
}

/// Ids of what the facts and figures of a topic come from.
fn used_by<'a>(base: &'a FactBase, topic: &'a Topic) -> HashSet<&'a str> {
    let of_facts = topic.facts.iter().flat_map(|fact| &fact.sources).map(String::as_str);
    let figures = base.figures.iter().filter(|figure| figure.topic == topic.slug);
    of_facts.chain(figures.map(|figure| figure.source.as_str())).collect()
}

/// Every source in full, for whoever wants more than a phone shows.
fn all(sources: &[&Source], lang: Lang) -> Attachment {
    let lines: String = sources.iter().map(|source| source.citation_full() + "\n").collect();
    let description = match lang {
        Lang::En => format!("All {} sources, one a line", sources.len()),
        Lang::Ja => format!("出典{}件の一覧(1行に1件)", sources.len()),
    };
    Attachment { name: "sources.txt".to_owned(), description, data: Arc::from(lines.into_bytes()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::limits;
    use crate::discord::state::testing::base;
    use crate::knowledge::{Lexicon, PartialDate};

    #[test]
    fn sources_are_listed_the_newest_first_and_all_of_them_go_along() {
        let one = base().sources[0].clone();
        let many: Vec<Source> = (0..600)
            .map(|n| Source {
                id: format!("s{n}"),
                date_published: (n > 0).then(|| PartialDate::year(1400 + n)),
                url_main: Some(format!("https://example.com/{}", "a".repeat(400))),
                ..one.clone()
            })
            .collect();
        let base = FactBase::new(vec![], vec![], vec![], many, Lexicon::default(), vec![], vec![]);
        let reply = reply(&base, None, Lang::En);
        let text = reply.embeds[0].description.as_deref().expect("a text");
        assert!(text.starts_with("[Ministry of Internal Affairs (1999)](https://example.com/a"), "{text}");
        assert!(limits::EMBED_DESCRIPTION.fits(text));
        let file = String::from_utf8_lossy(&reply.attachments[0].data).into_owned();
        assert_eq!(file.lines().count(), 600);
    }

    #[test]
    fn a_topic_without_sources_says_so() {
        let base = base();
        let reply = reply(&base, base.topic("line"), Lang::Ja);
        assert!(reply.attachments.is_empty());
        assert!(reply.embeds[0].description.is_some());
    }
}
