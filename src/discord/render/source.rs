//! The sources of an answer, in full.

use super::{NEUTRAL, escape, link};
use crate::answer::limits::{self, cut, units};
use crate::discord::reply::{Embed, Reply};
use crate::discord::wording;
use crate::knowledge::{FactBase, Lang, PartialDate, Source, SourceKind};

/// "Producer (2025)"; where brackets stand at its end already, "Producer (reported by others, 2025)".
pub(super) fn label(producer: &str, published: Option<PartialDate>, lang: Lang) -> String {
    let Some(date) = published else { return producer.to_owned() };
    match (producer.strip_suffix([')', '）']), lang) {
        (None, Lang::En) => format!("{producer} ({})", date.year),
        (None, Lang::Ja) => format!("{producer}（{}年）", date.year),
        (Some(open), Lang::En) => format!("{open}, {})", date.year),
        (Some(open), Lang::Ja) => format!("{}、{}年）", open.replace('(', "（"), date.year),
    }
}

/// The sources that the text of an answer cites. Found again in the message itself, so that the button works
/// after any restart and needs no memory.
pub(crate) fn cited<'a>(base: &'a FactBase, text: &str, lang: Lang) -> Vec<&'a Source> {
    let position = |source: &Source| {
        let label = label(source.producer.get(lang), source.date_published, lang);
        // Address and label together: a producer may have several sources of one year, a page several sources.
        text.find(&link(&label, source.url_main.as_deref()))
    };
    let mut found: Vec<_> =
        base.sources.iter().filter_map(|source| position(source).map(|at| (at, source))).collect();
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, source)| source).collect()
}

/// Renders sources.
pub(crate) fn sources(sources: &[&Source], lang: Lang) -> Reply {
    let text: Vec<String> = sources.iter().map(|source| one(source, lang)).collect();
    Reply::embed(Embed {
        title: Some(wording::SOURCES.get(lang).to_owned()),
        description: Some(text.join("\n\n")),
        colour: Some(NEUTRAL),
        ..Embed::default()
    })
    .hidden()
}

/// Sources of a list that are shown: what a phone shows without much scrolling.
const LISTED: usize = 15;
/// The most of a title in a list.
const TITLE: usize = 60;

/// Renders a list of sources, one a line, of a topic or of everything. Gives how many are left out as well.
pub(crate) fn list(sources: &[&Source], topic: Option<&str>, lang: Lang) -> (Reply, usize) {
    let mut text = String::new();
    let mut shown = 0;
    for source in sources.iter().take(LISTED) {
        let line = brief(source, lang);
        if units(&text) + units(&line) + 1 > limits::EMBED_DESCRIPTION.most {
            break;
        }
        text.push_str(&line);
        text.push('\n');
        shown += 1;
    }
    if text.is_empty() {
        wording::NONE_LISTED.get(lang).clone_into(&mut text);
    }
    let left_out = sources.len() - shown;
    let title = match (topic, lang) {
        (None, _) => wording::SOURCES.get(lang).to_owned(),
        (Some(topic), Lang::En) => format!("Sources on {}", escape(topic)),
        (Some(topic), Lang::Ja) => format!("{}の出典一覧", escape(topic)),
    };
    let footer = match lang {
        Lang::En => format!("The newest {shown} of {}; all of them are in the file", sources.len()),
        Lang::Ja => format!("全{}件のうち新しい{shown}件。全件は添付ファイルにあります", sources.len()),
    };
    let embed = Embed {
        title: Some(title),
        description: Some(text.trim_end().to_owned()),
        footer: (left_out > 0).then_some(footer),
        colour: Some(NEUTRAL),
        ..Embed::default()
    };
    (Reply::embed(embed).hidden(), left_out)
}

/// "[Producer (2025)](https://…) Title".
fn brief(source: &Source, lang: Lang) -> String {
    let label = label(source.producer.get(lang), source.date_published, lang);
    format!("{} {}", link(&label, source.url_main.as_deref()), escape(&cut(title(source, lang), TITLE)))
}

fn title(source: &Source, lang: Lang) -> &str {
    match (lang, &source.title_en) {
        (Lang::En, Some(title)) => title,
        _ => &source.title,
    }
}

fn one(source: &Source, lang: Lang) -> String {
    let label = label(source.producer.get(lang), source.date_published, lang);
    let title = title(source, lang);
    let mut text = format!("**{}**\n{}", link(&label, source.url_main.as_deref()), escape(title));
    let facts = [
        Some(kind(source.kind, lang)),
        source.population.as_ref().map(|population| population.get(lang)),
        source.fielded.as_deref(),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().map(escape).collect();
    text.push_str(&format_line("", &facts.join(" · ")));
    if let Some(caveat) = &source.caveat {
        text.push_str(&format_line("⚠ ", &escape(caveat.get(lang))));
    }
    text
}

fn format_line(mark: &str, line: &str) -> String {
    format!("\n-# {mark}{line}")
}

fn kind(kind: SourceKind, lang: Lang) -> &'static str {
    let (en, ja) = match kind {
        SourceKind::OfficialSurvey => ("official survey", "公的調査"),
        SourceKind::Company => ("the company itself", "企業発表"),
        SourceKind::ResearchFirm => ("research firm", "調査会社"),
        SourceKind::Press => ("press", "報道"),
        SourceKind::Academic => ("academic paper", "学術論文"),
        SourceKind::Blog => ("blog", "ブログ"),
    };
    if lang == Lang::Ja { ja } else { en }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discord::state::testing::base;

    #[test]
    fn a_label_has_one_pair_of_brackets() {
        let in_2026 = Some(PartialDate::year(2026));
        for (producer, lang, expected) in [
            ("Dentsu", Lang::En, "Dentsu (2026)"),
            ("Kobe Shimbun (Kyodo)", Lang::En, "Kobe Shimbun (Kyodo, 2026)"),
            ("電通", Lang::Ja, "電通（2026年）"),
            ("神戸新聞(共同通信)", Lang::Ja, "神戸新聞（共同通信、2026年）"),
            ("電通（MarkeZine）", Lang::Ja, "電通（MarkeZine、2026年）"),
        ] {
            assert_eq!(label(producer, in_2026, lang), expected);
        }
    }

    #[test]
    fn sources_are_found_again_in_the_message() {
        let base = base();
        let text = "x\nSource: [Ministry of Internal Affairs (2025)](https://www.soumu.go.jp/a_%28b%29.pdf)";
        let found = cited(&base, text, Lang::En);
        assert_eq!(found.iter().map(|source| source.id.as_str()).collect::<Vec<_>>(), ["mic-2025"]);
        assert!(cited(&base, "Source: somebody else", Lang::En).is_empty());
        assert_eq!(
            sources(&found, Lang::Ja).embeds[0].description.as_deref(),
            Some(
                "**[総務省（2025年）](https://www.soumu.go.jp/a_%28b%29.pdf)**\nSurvey on media use\n\
                 -# 公的調査 · 13〜79歳の1,800人\n-# ⚠ 訪問留置調査"
            )
        );
    }
}
