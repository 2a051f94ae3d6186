//! An answer as a message: short enough for a phone, its sources in sight.

use super::{ANSWERED, NEUTRAL, UNSURE, escape, link, notes};
use crate::answer::limits::{self, cut, units};
use crate::answer::{Answer, CitedSource, NoteKind, Status, date_in_words};
use crate::discord::press::Press;
use crate::discord::reply::{Button, Embed, Reply, Style};
use crate::discord::wording;
use crate::knowledge::Lang;

/// The most that is shown of a question above its answer.
const ECHO: usize = 150;

/// Renders an answer. `echo` is the question, where the channel does not show it (a slash command, a button).
pub(crate) fn answer(answer: &Answer, echo: Option<&str>) -> Reply {
    let mut lines = vec![String::new()];
    if let Some(detail) = &answer.detail {
        lines.push(format!("-# {}", escape(detail)));
    }
    if !answer.sources.is_empty() {
        lines.push(source_line(&answer.sources, answer.lang));
    }
    let notes = notes::without_repeats(&answer.notes, answer.lang);
    lines.extend(notes.iter().map(|note| format!("-# {} {}", mark(note.kind), escape(&note.text))));
    let below: usize = lines.iter().map(|line| units(line) + 1).sum();
    // An empty message is refused by Discord; nobody would learn that there is no answer.
    let text = if answer.text.trim().is_empty() { wording::NOTHING.get(answer.lang) } else { &answer.text };
    lines[0] = escape_within(text, limits::EMBED_DESCRIPTION.most.saturating_sub(below));
    // Cut before the escape: after it, a cut could leave a lone backslash.
    let echo = echo.map(str::trim).filter(|echo| !echo.is_empty()).map(|echo| escape(&cut(echo, ECHO)));
    Reply {
        embeds: vec![Embed {
            title: echo,
            description: Some(lines.join("\n")),
            footer: footer(answer),
            colour: Some(match answer.status {
                Status::Answered => ANSWERED,
                Status::Unsure => UNSURE,
                Status::Unknown => NEUTRAL,
            }),
            ..Embed::default()
        }],
        rows: rows(answer),
        ..Reply::default()
    }
}

/// Escapes a text and keeps it to `room`, so that the lines below it are there even if it is cut.
fn escape_within(text: &str, room: usize) -> String {
    let escaped = escape(text);
    // An escape doubles the text at most.
    if units(&escaped) <= room { escaped } else { escape(&cut(text, room / 2)) }
}

/// "Source: A (2025) · B (2024)".
fn source_line(sources: &[CitedSource], lang: Lang) -> String {
    let sources: Vec<String> = sources
        .iter()
        .map(|source| {
            let label = super::source::label(&source.producer, source.date_published, lang);
            link(&label, source.url.as_deref())
        })
        .collect();
    let colon = if lang == Lang::Ja { "：" } else { ": " };
    format!("{}{colon}{}", wording::SOURCE.get(lang), sources.join(" · "))
}

/// A mark that says at a glance why the line is there.
pub(super) fn mark(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::Period => "🗓",
        NoteKind::Caveat => "⚠",
        NoteKind::Disagreement => "↔",
        NoteKind::Secondary => "↪",
        NoteKind::Stale => "⏳",
        NoteKind::Translation => "🌐",
    }
}

/// As of when the answer holds, unless the line below it has said so.
fn footer(answer: &Answer) -> Option<String> {
    let date = date_in_words(answer.as_of?, answer.lang);
    let words = wording::AS_OF.get(answer.lang);
    let text = match answer.lang {
        Lang::En => format!("{words} {date}"),
        Lang::Ja => format!("{date}{words}"),
    };
    let detail = answer.detail.as_deref().unwrap_or_default().to_lowercase();
    (!detail.contains(&text.to_lowercase())).then_some(text)
}

/// Unsure: one choice below the other, like a menu. Else one row: the sources, then what can be asked next.
fn rows(answer: &Answer) -> Vec<Vec<Button>> {
    let meant = answer.status == Status::Unsure;
    let style = if meant { Style::Primary } else { Style::Secondary };
    let suggestions = answer.suggestions.iter().take(3).map(|text| Button {
        label: text.clone(),
        press: Press::Ask { lang: answer.lang, text: text.clone(), meant },
        style,
    });
    // A question too long for an id would come back cut, and so be another question.
    let suggestions = suggestions.filter(|button| limits::CUSTOM_ID.fits(&button.press.to_string()));
    if meant {
        return suggestions.map(|button| vec![button]).collect();
    }
    let sources = (!answer.sources.is_empty()).then(|| Button {
        label: wording::SOURCES.get(answer.lang).to_owned(),
        press: Press::sources(&answer.context),
        style: Style::Secondary,
    });
    let row: Vec<Button> = sources.into_iter().chain(suggestions).collect();
    if row.is_empty() { Vec::new() } else { vec![row] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::Note;
    use crate::knowledge::PartialDate;
    use crate::question::Context;

    fn answered() -> Answer {
        Answer {
            question: "how many people use LINE?".into(),
            lang: Lang::En,
            status: Status::Answered,
            topics: vec!["line".into()],
            intent: Some("usage".into()),
            fact: None,
            text: "91.1% of people in Japan use LINE.".into(),
            detail: Some("1,800 people aged 13 to 79, 2024".into()),
            figures: Vec::new(),
            sources: vec![
                CitedSource {
                    id: "mic-2025".into(),
                    producer: "Ministry of Internal Affairs".into(),
                    title: "Survey".into(),
                    url: Some("https://www.soumu.go.jp/a_(b).pdf".into()),
                    date_published: Some(PartialDate { year: 2025, month: Some(6), day: None }),
                },
                CitedSource {
                    id: "ly".into(),
                    producer: "LY*".into(),
                    title: "Media guide".into(),
                    url: None,
                    date_published: None,
                },
            ],
            as_of: Some(PartialDate { year: 2024, month: Some(12), day: None }),
            notes: vec![
                Note { kind: NoteKind::Disagreement, text: "LY counts accounts: 97 million.".into() },
                Note { kind: NoteKind::Stale, text: "This is from 2024; I have nothing newer.".into() },
            ],
            confidence: 0.9,
            suggestions: vec!["Who uses LINE?".into(), "Who uses LINE?".into(), "a".repeat(120)],
            chart: false,
            context: Context { topics: vec!["line".into()], ..Context::default() },
        }
    }

    fn ask(text: &str, meant: bool, lang: Lang, style: Style) -> Button {
        let press = Press::Ask { lang, text: text.into(), meant };
        Button { label: text.into(), press, style }
    }

    #[test]
    fn an_answer_in_full() {
        let reply = answer(&answered(), None).fitted();
        let expected = Reply {
            embeds: vec![Embed {
                description: Some(
                    "91.1% of people in Japan use LINE.\n\
                     -# 1,800 people aged 13 to 79, 2024\n\
                     Source: [Ministry of Internal Affairs (2025)](https://www.soumu.go.jp/a_%28b%29.pdf) · LY\\*\n\
                     -# ↔ LY counts accounts: 97 million.\n\
                     -# ⏳ This is from 2024; I have nothing newer."
                        .into(),
                ),
                footer: Some("As of December 2024".into()),
                colour: Some(ANSWERED),
                ..Embed::default()
            }],
            rows: vec![vec![
                Button {
                    label: "Sources".into(),
                    press: Press::Sources(answered().context),
                    style: Style::Secondary,
                },
                ask("Who uses LINE?", false, Lang::En, Style::Secondary),
            ]],
            ..Reply::default()
        };
        assert_eq!(reply, expected);
    }

    #[test]
    fn the_date_is_told_once() {
        let told = |detail: &str, lang| footer(&Answer { detail: Some(detail.into()), lang, ..answered() });
        assert_eq!(told("Survey finding · as of December 2024", Lang::En), None);
        assert_eq!(told("調査結果・2024年12月時点", Lang::Ja), None);
        assert_eq!(told("調査結果", Lang::Ja).as_deref(), Some("2024年12月時点"));
    }

    #[test]
    fn unsure_is_a_menu_of_questions_in_japanese() {
        let unsure = Answer {
            lang: Lang::Ja,
            status: Status::Unsure,
            text: "どちらの質問でしょうか。".into(),
            detail: None,
            sources: Vec::new(),
            as_of: Some(PartialDate { year: 2024, month: Some(12), day: Some(8) }),
            notes: Vec::new(),
            suggestions: vec!["LINEとは?".into(), "LINEの利用率は?".into()],
            ..answered()
        };
        assert_eq!(
            answer(&unsure, Some(" らいん_? ")),
            Reply {
                embeds: vec![Embed {
                    title: Some(r"らいん\_?".into()),
                    description: Some("どちらの質問でしょうか。".into()),
                    footer: Some("2024年12月8日時点".into()),
                    colour: Some(UNSURE),
                    ..Embed::default()
                }],
                rows: vec![
                    vec![ask("LINEとは?", true, Lang::Ja, Style::Primary)],
                    vec![ask("LINEの利用率は?", true, Lang::Ja, Style::Primary)],
                ],
                ..Reply::default()
            }
        );
    }

    #[test]
    fn what_a_user_wrote_stays_text() {
        let unknown = Answer {
            status: Status::Unknown,
            text: "I know nothing about **@everyone** <@1> [x](https://evil).".into(),
            detail: None,
            sources: Vec::new(),
            as_of: None,
            notes: Vec::new(),
            suggestions: Vec::new(),
            ..answered()
        };
        let reply = answer(&unknown, None);
        assert_eq!(
            reply.embeds[0].description.as_deref(),
            Some(r"I know nothing about \*\*\@everyone\*\* \<\@1\> \[x\](https\://evil).")
        );
        assert!(reply.rows.is_empty());
    }

    #[test]
    fn the_longest_answer_is_cut_and_never_refused() {
        let long = Answer { text: "答*".repeat(5000), ..answered() };
        let reply = answer(&long, Some(&"*".repeat(4000))).fitted();
        let embed = &reply.embeds[0];
        let description = embed.description.as_deref().expect("text");
        assert!(limits::EMBED_DESCRIPTION.fits(description));
        assert!(description.contains("…\n-# 1,800") && description.ends_with("nothing newer."));
        assert!(limits::EMBED_TITLE.fits(embed.title.as_deref().expect("echo")));
    }
}
