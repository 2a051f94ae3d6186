//! `/facts unanswered [page]` and `/facts feedback [page]`: what curators work through, page by page, with a menu to
//! mark what is done. Nobody knows who asked or reported.

use std::sync::Arc;

use super::note;
use crate::answer::limits::cut;
use crate::discord::command::Outcome;
use crate::discord::error::Fault;
use crate::discord::press::{List, Press};
use crate::discord::render::{self, counted};
use crate::discord::reply::{Attachment, Button, Choice, Menu, Offer, Reply, Style};
use crate::discord::state::State;
use crate::kotae::{Feedback, Kotae, Unanswered, unanswered_stubs};

/// Questions on a page.
const QUESTIONS: usize = 15;
/// Reports on a page, which are longer.
const REPORTS: usize = 5;
/// The most that is shown of a question: a page fits even where each letter must be escaped.
const SHOWN: usize = 100;
/// The most that is shown of a report, and of the answer that it is about.
const SHOWN_REPORT: usize = 300;
/// The most of an entry in the menu.
const IN_MENU: usize = 90;

/// A page of a list; one beyond the last is the last.
pub(crate) async fn page(state: &State, list: List, page: usize) -> Outcome {
    Ok(match list {
        List::Unanswered => {
            let asked = state.blocking(Kotae::unanswered).await?.map_err(Fault::new)?;
            unanswered(&asked, page)
        }
        List::Feedback => {
            let reports = state.blocking(Kotae::feedback).await?.map_err(Fault::new)?;
            feedback(&reports, page)
        }
    })
}

/// Forgets what was chosen and shows the page anew. The caller has checked who chose.
pub(crate) async fn done(state: &State, list: List, at: usize, chosen: Vec<String>) -> Outcome {
    let numbers: Vec<u64> = chosen.iter().filter_map(|value| value.parse().ok()).collect();
    let count = state
        .blocking(move |kotae| match list {
            List::Unanswered => kotae.done_unanswered(&chosen),
            List::Feedback => kotae.done_feedback(&numbers),
        })
        .await?
        .map_err(Fault::new)?;
    tracing::info!(count, "marked as done");
    page(state, list, at).await
}

/// The unanswered questions as a file, to be pasted into the knowledge.
pub(crate) async fn export(state: &State) -> Outcome {
    let text = state.blocking(|kotae| {
        let asked = kotae.unanswered()?;
        Ok::<_, crate::kotae::StoreError>((
            asked.len(),
            unanswered_stubs(&kotae.served().engine, &asked, kotae.today()),
        ))
    });
    let (count, text) = text.await?.map_err(Fault::new)?;
    let mut reply = note(format!("{} as beginnings of facts.", counted(count, "question")));
    reply.attachments.push(Attachment {
        name: "unanswered.toml".to_owned(),
        description: "Unanswered questions as facts of TOML, to be filled in".to_owned(),
        data: Arc::from(text.into_bytes()),
    });
    Ok(reply)
}

fn unanswered(asked: &[Unanswered], page: usize) -> Reply {
    let entry = |asked: &Unanswered| Entry {
        line: format!(
            "{}× {} · <t:{}:d>",
            asked.count,
            render::escape(&cut(&asked.text, SHOWN)),
            asked.last_seen
        ),
        label: format!("{}× {}", asked.count, asked.text),
        value: asked.id(),
    };
    let title = "Asked and not answered, or not surely";
    let mut reply =
        listed(title, List::Unanswered, asked, QUESTIONS, page, "Nothing waits for an answer.", entry);
    if let Some(row) = reply.rows.last_mut() {
        row.push(Button {
            label: "Export as TOML".to_owned(),
            press: Press::Export,
            style: Style::Secondary,
        });
    }
    reply
}

fn feedback(reports: &[Feedback], page: usize) -> Reply {
    let entry = |report: &Feedback| Entry {
        line: format!(
            "**{}** {}\n-# {} · generation {}, <t:{}:d>",
            report.number,
            render::escape(&in_one_line(&report.text)),
            // It is a text of ours, with our own markup in it.
            in_one_line(&report.answer),
            report.generation,
            report.at
        ),
        label: format!("{} {}", report.number, report.text),
        value: report.number.to_string(),
    };
    listed("Reported as wrong", List::Feedback, reports, REPORTS, page, "No mistake was reported.", entry)
}

/// A line of the list, and the same in the menu.
struct Entry {
    line: String,
    label: String,
    value: String,
}

fn listed<T>(
    title: &str,
    list: List,
    all: &[T],
    on_page: usize,
    page: usize,
    nothing: &str,
    entry: impl Fn(&T) -> Entry,
) -> Reply {
    let pages = all.len().div_ceil(on_page);
    if pages == 0 {
        return note(nothing);
    }
    let page = page.clamp(1, pages);
    let shown: Vec<Entry> = all.iter().skip((page - 1) * on_page).take(on_page).map(entry).collect();
    let lines: Vec<&str> = shown.iter().map(|entry| entry.line.as_str()).collect();
    let mut reply = note(lines.join("\n"));
    reply.embeds[0].title = Some(title.to_owned());
    reply.embeds[0].footer = Some(format!("{} in all, page {page} of {pages}", all.len()));
    let most = shown.len();
    let choice = |entry: Entry| Choice {
        label: cut(&entry.label, IN_MENU).into_owned(),
        value: entry.value,
        chosen: false,
    };
    reply.menus = vec![Menu {
        press: Press::Done(list, page),
        placeholder: "Mark as done".to_owned(),
        offer: Offer::Choices(shown.into_iter().map(choice).collect()),
        least: 1,
        most,
    }];
    let turn = |label: &str, to: usize| Button {
        label: label.to_owned(),
        press: Press::Page(list, to),
        style: Style::Secondary,
    };
    let mut row = Vec::new();
    if page > 1 {
        row.push(turn("◀ Before", page - 1));
    }
    if page < pages {
        row.push(turn("Next ▶", page + 1));
    }
    reply.rows = vec![row];
    reply
}

fn in_one_line(text: &str) -> String {
    cut(&text.split_whitespace().collect::<Vec<_>>().join(" "), SHOWN_REPORT).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::limits;

    fn asked(count: u64, text: &str) -> Unanswered {
        Unanswered { text: text.into(), lang: "en".into(), count, first_seen: 0, last_seen: 5 }
    }

    #[test]
    fn questions_are_paged_and_stay_text() {
        let nothing = unanswered(&[], 1);
        assert_eq!(nothing.embeds[0].description.as_deref(), Some("Nothing waits for an answer."));
        assert!(nothing.menus.is_empty() && nothing.rows.is_empty());
        let many: Vec<Unanswered> =
            (0..31).map(|n| asked(40 - n, &format!("{n}{}", "*".repeat(300)))).collect();
        for (page, footer, buttons) in [
            (0, "31 in all, page 1 of 3", vec!["Next ▶", "Export as TOML"]),
            (2, "31 in all, page 2 of 3", vec!["◀ Before", "Next ▶", "Export as TOML"]),
            (9, "31 in all, page 3 of 3", vec!["◀ Before", "Export as TOML"]),
        ] {
            let reply = unanswered(&many, page);
            assert_eq!(reply.embeds[0].footer.as_deref(), Some(footer));
            let labels: Vec<&str> = reply.rows[0].iter().map(|button| button.label.as_str()).collect();
            assert_eq!(labels, buttons);
            assert_eq!(reply.clone().fitted(), reply, "nothing had to be cut");
        }
        let one = unanswered(&[asked(3, "<@1> orkut")], 1).embeds.remove(0);
        assert_eq!(one.description.as_deref(), Some(r"3× \<\@1\> orkut · <t:5:d>"));
    }

    #[test]
    fn reports_are_paged_too() {
        let report = |number| Feedback {
            number,
            text: "*".repeat(500),
            answer: "A [link](https://example.com)\n-# small".into(),
            topics: Vec::new(),
            generation: 2,
            at: 5,
        };
        let many: Vec<Feedback> = (1..12).map(report).collect();
        let reply = feedback(&many, 3);
        assert_eq!(reply.clone().fitted(), reply, "nothing had to be cut");
        let text = reply.embeds[0].description.as_deref().expect("a text");
        assert!(text.starts_with("**11** "), "{text}");
        assert!(
            text.ends_with("\n-# A [link](https://example.com) -# small · generation 2, <t:5:d>"),
            "{text}"
        );
        assert!(limits::EMBED_DESCRIPTION.fits(text));
        assert_eq!(feedback(&[], 1).embeds[0].description.as_deref(), Some("No mistake was reported."));
    }
}
