//! `/facts reload [apply]`: reads and checks the facts, shows what changes, and swaps them in on confirmation.

use serenity::all::CommandInteraction;

use super::{note, refused};
use crate::answer::limits::cut;
use crate::discord::command::Outcome;
use crate::discord::press::Press;
use crate::discord::render::{self, UNSURE, counted};
use crate::discord::reply::{Button, Embed, Field, Reply, Style};
use crate::discord::state::State;
use crate::engine::{Changed, Trials};
use crate::kotae::{Kotae, Prepared, Unanswered};

pub(super) async fn run(state: &State, command: &CommandInteraction, apply: bool) -> Outcome {
    let prepared = match state.blocking(Kotae::prepare).await? {
        Ok(prepared) => prepared,
        Err(error) => return Ok(refused(&error)),
    };
    if render::diff(&prepared.diff).is_empty() {
        return Ok(note("Nothing differs from what is served; nothing was changed."));
    }
    if apply {
        return commit(state, prepared, command.user.id.to_string()).await;
    }
    let id = command.id.get();
    let reply = preview(&prepared, id);
    state.keep_prepared(id, prepared);
    Ok(reply)
}

/// "Swap in" was pressed. The caller has checked who pressed it.
pub(crate) async fn confirm(state: &State, id: u64, by: String) -> Outcome {
    match state.take_prepared(id) {
        Some(prepared) => commit(state, prepared, by).await,
        None => Ok(note(
            "This reload does not wait any more: the facts were changed in the meantime, or it is too old. Please run it again.",
        )),
    }
}

/// "Cancel" was pressed.
pub(crate) fn cancel(state: &State, id: u64) -> Reply {
    state.take_prepared(id);
    note("Cancelled; nothing was changed.")
}

async fn commit(state: &State, prepared: Prepared, by: String) -> Outcome {
    let changes = changes(&prepared);
    Ok(match state.blocking(move |kotae| kotae.commit(prepared, &by)).await? {
        Ok(info) => {
            tracing::info!(generation = info.number, by = %info.by, "reloaded");
            let mut reply = note(format!("Reloaded. Serving {}.", render::generation(&info)));
            reply.embeds[0].fields = changes;
            reply
        }
        Err(error) => refused(&error),
    })
}

/// Kept questions that are named; the rest is counted.
const NAMED: usize = 8;
/// The most that is shown of a question.
const SHOWN: usize = 80;

/// Test questions with another answer that are named.
const NAMED_TRIALS: usize = 10;
/// The most that is shown of such a question, and of what it came and comes to: ten fit into one field.
const SHOWN_TRIAL: (usize, usize) = (40, 20);

/// The test questions that are answered otherwise.
fn answered_otherwise(trials: &Trials) -> Option<Field> {
    let part = |text: &str, most| render::escape(&cut(text, most));
    let line = |changed: &Changed| {
        let (question, outcome) = SHOWN_TRIAL;
        let (before, after) = (part(&changed.before, outcome), part(&changed.after, outcome));
        format!("{}: {before} → {after}", part(&changed.text, question))
    };
    let mut lines: Vec<String> = trials.changed.iter().take(NAMED_TRIALS).map(line).collect();
    if trials.changed.len() > NAMED_TRIALS {
        lines.push(format!("and {} more", trials.changed.len() - NAMED_TRIALS));
    }
    (!lines.is_empty()).then(|| Field {
        name: format!("Answers otherwise ({})", trials.changed.len()),
        value: lines.join("\n"),
        inline: false,
    })
}

/// What differs, which test questions are answered otherwise, and which of the kept questions that answers.
fn changes(prepared: &Prepared) -> Vec<Field> {
    let mut fields = render::diff(&prepared.diff);
    fields.extend(answered_otherwise(&prepared.trials));
    let answerable = &prepared.answerable;
    if !answerable.is_empty() {
        let line =
            |asked: &Unanswered| format!("{}× {}", asked.count, render::escape(&cut(&asked.text, SHOWN)));
        let mut lines: Vec<String> = answerable.iter().take(NAMED).map(line).collect();
        if answerable.len() > NAMED {
            lines.push(format!("and {} more", answerable.len() - NAMED));
        }
        fields.push(Field {
            name: format!("Answers what it could not ({})", answerable.len()),
            value: lines.join("\n"),
            inline: false,
        });
    }
    fields
}

/// What would change, and two buttons.
fn preview(prepared: &Prepared, id: u64) -> Reply {
    let mut reply = Reply::embed(Embed {
        title: Some("Swap in these changes?".to_owned()),
        description: Some(format!(
            "Read from {}. No mistakes. Of {}, {} reach what they must now, {} with these changes.",
            render::escape(&prepared.files.origin),
            counted(prepared.trials.after.questions, "test question"),
            prepared.trials.before.reached(),
            prepared.trials.after.reached()
        )),
        fields: changes(prepared),
        colour: Some(UNSURE),
        ..Embed::default()
    });
    if !prepared.warnings.is_empty() {
        let title = counted(prepared.warnings.len(), "warning");
        let warnings = render::problems(&title, &prepared.warnings, &prepared.files);
        reply.embeds.extend(warnings.embeds);
        reply.attachments.extend(warnings.attachments);
    }
    let button = |label: &str, press, style| Button { label: label.to_owned(), press, style };
    reply.rows = vec![vec![
        button("Swap in", Press::ReloadConfirm(id), Style::Primary),
        button("Cancel", Press::ReloadCancel(id), Style::Secondary),
    ]];
    reply.hidden()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::discord::state::testing::{base, state};
    use crate::engine::{Engine, Fared};
    use crate::knowledge::{BaseDiff, DiffIds, Files, Lang, Problem, Severity};

    fn prepared() -> Prepared {
        let files = Files { origin: "/srv/facts".into(), ..Files::default() };
        let warning = Problem {
            severity: Severity::Warning,
            file: "topics/line.toml".into(),
            span: 0..1,
            message: "stale".into(),
            help: "review".into(),
        };
        Prepared {
            diff: BaseDiff {
                added: DiffIds { facts: vec!["line.what".into()], ..DiffIds::default() },
                ..BaseDiff::default()
            },
            warnings: vec![warning],
            answerable: vec![Unanswered {
                text: "what is *orkut*".into(),
                lang: "en".into(),
                count: 3,
                first_seen: 0,
                last_seen: 0,
            }],
            trials: Trials {
                before: Fared { questions: 12, missed: 1 },
                after: Fared { questions: 12, missed: 0 },
                changed: vec![
                    Changed {
                        language: Lang::En,
                        text: "what is LINE".into(),
                        before: "refused".into(),
                        after: "line.what".into(),
                    };
                    13
                ],
                missed: Vec::new(),
            },
            files,
            engine: Box::new(Engine::new(Arc::new(base()))),
        }
    }

    #[test]
    fn a_preview_shows_the_difference_the_warnings_and_two_buttons() {
        let reply = preview(&prepared(), 7);
        assert_eq!(
            reply.embeds[0].description.as_deref(),
            Some(
                "Read from /srv/facts. No mistakes. Of 12 test questions, 11 reach what they must now, \
                 12 with these changes."
            )
        );
        assert_eq!(reply.embeds[0].fields[0].value, "1 fact: line.what");
        let trials = &reply.embeds[0].fields[1];
        assert_eq!(trials.name, "Answers otherwise (13)");
        assert!(trials.value.starts_with("what is LINE: refused → line.what\n"), "{}", trials.value);
        assert_eq!((trials.value.lines().count(), trials.value.lines().last()), (11, Some("and 3 more")));
        assert_eq!(reply.embeds[0].fields[2].value, r"3× what is \*orkut\*");
        assert_eq!(reply.embeds[1].title.as_deref(), Some("1 warning"));
        let presses: Vec<_> = reply.rows[0].iter().map(|button| button.press.clone()).collect();
        assert_eq!(presses, [Press::ReloadConfirm(7), Press::ReloadCancel(7)]);
        assert!(reply.hidden);
    }

    #[tokio::test]
    async fn what_was_prepared_can_be_decided_on_once() {
        let state = state();
        state.keep_prepared(7, prepared());
        assert!(state.take_prepared(8).is_none(), "another one does not wait");
        cancel(&state, 7);
        let reply = confirm(&state, 7, "1".into()).await.expect("a reply");
        let text = reply.embeds[0].description.as_deref().expect("text");
        assert!(text.starts_with("This reload does not wait any more"), "{text}");
    }
}
