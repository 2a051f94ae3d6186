//! `/topics [language]`: what can be asked about.

use serenity::all::{CommandInteraction, CommandType};

use super::{Access, Outcome, Spec, options};
use crate::answer::limits::{self, units};
use crate::discord::render::{self, NEUTRAL};
use crate::discord::reply::{Embed, Field, Reply};
use crate::discord::state::State;
use crate::discord::wording::Words;
use crate::knowledge::{FactBase, Lang, TopicKind};

pub(super) const SPEC: Spec = Spec {
    name: "topics",
    description: Words { en: "What you can ask about", ja: "質問できるテーマの一覧" },
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
    Ok(reply(served.engine.base(), lang))
}

fn reply(base: &FactBase, lang: Lang) -> Reply {
    let kinds = [
        (TopicKind::Platform, Words { en: "Platforms", ja: "サービス" }),
        (TopicKind::Feature, Words { en: "Parts of platforms", ja: "サービスの機能" }),
        (TopicKind::Theme, Words { en: "Themes", ja: "テーマ" }),
    ];
    let fields = kinds
        .into_iter()
        .filter_map(|(kind, name)| {
            let topics = base.topics.iter().filter(|topic| topic.kind == kind);
            let mut names: Vec<&str> = topics.map(|topic| topic.name.get(lang)).collect();
            names.sort_by_key(|name| name.to_lowercase());
            (!names.is_empty()).then(|| Field {
                name: format!("{} ({})", name.get(lang), names.len()),
                value: listed(&names, lang),
                inline: false,
            })
        })
        .collect();
    let footer = Words {
        en: "Ask about usage, users, history, reasons, comparisons: /ask, or mention me",
        ja: "利用率・利用者・歴史・理由・比較などを質問できます。/ask またはメンションでどうぞ",
    };
    Reply::embed(Embed {
        title: Some(Words { en: "What I know about", ja: "お答えできるテーマ" }.get(lang).to_owned()),
        fields,
        footer: Some(footer.get(lang).to_owned()),
        colour: Some(NEUTRAL),
        ..Embed::default()
    })
    .hidden()
}

/// As many names as a field holds; the rest is counted.
fn listed(names: &[&str], lang: Lang) -> String {
    let separator = if lang == Lang::Ja { "、" } else { ", " };
    let more = |rest: usize| match (rest, lang) {
        (0, _) => String::new(),
        (rest, Lang::En) => format!(" and {rest} more"),
        (rest, Lang::Ja) => format!(" ほか{rest}件"),
    };
    let mut text = String::new();
    for (at, name) in names.iter().enumerate() {
        let next = render::escape(name);
        let next = if at == 0 { next } else { format!("{separator}{next}") };
        let room = limits::EMBED_FIELD_VALUE.most - units(&more(names.len()));
        if units(&text) + units(&next) > room {
            return text + &more(names.len() - at);
        }
        text.push_str(&next);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discord::state::testing::base;

    #[test]
    fn topics_are_listed_by_kind() {
        let expected = Field { name: "サービス (1)".into(), value: "LINE".into(), inline: false };
        assert_eq!(reply(&base(), Lang::Ja).embeds[0].fields, [expected]);
    }

    #[test]
    fn a_long_list_says_how_much_is_left_out() {
        let names: Vec<String> = (0..500).map(|n| format!("topic_{n}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        for lang in Lang::ALL {
            let text = listed(&names, lang);
            assert!(limits::EMBED_FIELD_VALUE.fits(&text));
            assert!(text.ends_with("more") || text.ends_with('件'), "{text}");
        }
        assert_eq!(listed(&["a", "b"], Lang::En), "a, b");
    }
}
