//! `/about [language]`: what the bot is, how much it knows, and from where.

use std::fmt::Write;

use serenity::all::{CommandInteraction, CommandType};

use super::{Access, Outcome, Spec, options};
use crate::answer::date_in_words;
use crate::config::LinkConfig;
use crate::discord::render::{self, NEUTRAL};
use crate::discord::reply::{Embed, Reply};
use crate::discord::state::State;
use crate::discord::wording::Words;
use crate::knowledge::{FactBase, Lang, PartialDate};
use crate::kotae::GenerationInfo;

pub(super) const SPEC: Spec = Spec {
    name: "about",
    description: Words {
        en: "What Kotae is and where its facts come from",
        ja: "Kotaeについて(データの出どころ)",
    },
    kind: CommandType::ChatInput,
    access: Access::Everyone,
    slow: false,
    hidden: |_| true,
    options: || vec![options::language()],
    run: |state, command| Box::pin(run(state, command)),
    complete: None,
};

async fn run(state: &State, command: &CommandInteraction) -> Outcome {
    let lang = options::reply_language(command, true);
    let served = state.kotae.served();
    let mut reply = reply(served.engine.base(), &served.generation, state.kotae.today(), lang);
    if let Some(text) = &mut reply.embeds[0].description {
        text.push_str(&links(&state.links, lang));
    }
    Ok(reply)
}

/// Where the terms and the privacy notice of whoever runs this copy stand; without one, the command that tells.
fn links(links: &LinkConfig, lang: Lang) -> String {
    let terms = Words { en: "Terms", ja: "利用規約" }.get(lang);
    let privacy = Words { en: "Privacy", ja: "プライバシー" }.get(lang);
    let mut parts = Vec::new();
    if let Some(url) = &links.terms {
        parts.push(render::link(terms, Some(url)));
    }
    parts.push(match &links.privacy {
        Some(url) => render::link(privacy, Some(url)),
        None => format!("{privacy}: `/privacy`"),
    });
    format!("\n\n{}", parts.join(" · "))
}

fn reply(base: &FactBase, generation: &GenerationInfo, today: PartialDate, lang: Lang) -> Reply {
    let counts = generation.counts;
    let [topics, facts, figures, sources] =
        [counts.topics, counts.facts, counts.figures, counts.sources].map(render::thousands);
    // Some figures are forecasts.
    let past = base.figures.iter().map(|figure| figure.as_of).filter(|date| !today.is_before(*date));
    let newest = past.max().map(|date| date_in_words(date, lang));
    let subject = base.lexicon.subject.get(lang);
    let mut text = match lang {
        Lang::En => format!(
            "I answer questions about {subject}, in English and Japanese. I make nothing up: \
             every answer comes from a fact base kept by people, with its source and its date, and where it has none \
             I say so.\n\nI know {topics} topics, {facts} facts and {figures} figures from {sources} sources."
        ),
        Lang::Ja => format!(
            "{subject}についての質問に、日本語と英語でお答えします。回答はすべて、人の手で管理している出典・\
             時点つきのデータに基づきます。わからないことは、わからないとお伝えします。\n\n{topics}のテーマ、{facts}件の事実、\
             {figures}件の数値、{sources}件の出典を収録しています。"
        ),
    };
    if let Some(newest) = newest {
        let _ = match lang {
            Lang::En => write!(text, " The newest figure is of {newest}."),
            Lang::Ja => write!(text, "最新の数値は{newest}時点のものです。"),
        };
    }
    let digest: String = generation.digest.chars().take(8).collect();
    Reply::embed(Embed {
        title: Some("Kotae (答え)".to_owned()),
        description: Some(text),
        footer: Some(format!("kotae {} · {digest}", env!("CARGO_PKG_VERSION"))),
        colour: Some(NEUTRAL),
        ..Embed::default()
    })
    .hidden()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_and_privacy_are_linked_where_they_stand_somewhere() {
        let none = LinkConfig::default();
        assert_eq!(links(&none, Lang::En), "\n\nPrivacy: `/privacy`");
        let page = |name: &str| Some(format!("https://example.org/{name}"));
        let both = LinkConfig { terms: page("terms"), privacy: page("privacy") };
        assert_eq!(
            links(&both, Lang::Ja),
            "\n\n[利用規約](https://example.org/terms) · [プライバシー](https://example.org/privacy)"
        );
    }
}
