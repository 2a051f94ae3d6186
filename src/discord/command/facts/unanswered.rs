//! `/facts unanswered [page]`: what was asked and not answered, the most asked first. Nobody knows by whom.

use super::note;
use crate::answer::limits::cut;
use crate::discord::command::Outcome;
use crate::discord::error::Fault;
use crate::discord::render;
use crate::discord::reply::Reply;
use crate::discord::state::State;
use crate::kotae::{Kotae, Unanswered};

/// Questions on a page.
const ON_PAGE: usize = 15;
/// The most that is shown of a question: a page fits even where each letter must be escaped.
const SHOWN: usize = 100;

pub(super) async fn run(state: &State, page: usize) -> Outcome {
    let asked = state.blocking(Kotae::unanswered).await?.map_err(Fault::new)?;
    Ok(reply(&asked, page))
}

/// A page beyond the last is the last.
fn reply(asked: &[Unanswered], page: usize) -> Reply {
    let pages = asked.len().div_ceil(ON_PAGE);
    if pages == 0 {
        return note("Nothing waits for an answer.");
    }
    let page = page.clamp(1, pages);
    let lines: Vec<String> = asked.iter().skip((page - 1) * ON_PAGE).take(ON_PAGE).map(line).collect();
    let mut reply = note(lines.join("\n"));
    reply.embeds[0].title = Some("Asked and not answered, or not surely".to_owned());
    let next = if page < pages { format!(" · /facts unanswered page:{}", page + 1) } else { String::new() };
    reply.embeds[0].footer = Some(format!("{} in all, page {page} of {pages}{next}", asked.len()));
    reply
}

/// "3× how many people use orkut · <t:0:d>".
fn line(asked: &Unanswered) -> String {
    format!("{}× {} · <t:{}:d>", asked.count, render::escape(&cut(&asked.text, SHOWN)), asked.last_seen)
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
        assert_eq!(reply(&[], 1).embeds[0].description.as_deref(), Some("Nothing waits for an answer."));
        let many: Vec<Unanswered> = (0..31).map(|n| asked(40 - n, &"*".repeat(300))).collect();
        for (page, footer) in [
            (0, "31 in all, page 1 of 3 · /facts unanswered page:2"),
            (2, "31 in all, page 2 of 3 · /facts unanswered page:3"),
            (9, "31 in all, page 3 of 3"),
        ] {
            let embed = reply(&many, page).embeds.remove(0);
            assert_eq!(embed.footer.as_deref(), Some(footer));
            assert!(limits::EMBED_DESCRIPTION.fits(embed.description.as_deref().expect("a text")));
        }
        let one = reply(&[asked(3, "<@1> orkut")], 1).embeds.remove(0);
        assert_eq!(one.description.as_deref(), Some(r"3× \<\@1\> orkut · <t:5:d>"));
    }
}
