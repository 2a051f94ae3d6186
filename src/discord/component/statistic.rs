//! "Chart", "CSV" and "Sources" of a statistic: found again from the query that the button carries, so that it
//! works after any restart.

use serenity::all::{ComponentInteraction, MessageFlags, Permissions};

use super::is_asker;
use crate::discord::door::Door;
use crate::discord::error::CommandError;
use crate::discord::interaction::settle;
use crate::discord::locale;
use crate::discord::press::Part;
use crate::discord::render;
use crate::discord::reply::Reply;
use crate::discord::send::SendError;
use crate::discord::state::State;
use crate::discord::statistic;
use crate::discord::wording;
use crate::knowledge::Lang;
use crate::stats::Query;

/// What the button carries.
#[derive(Debug)]
pub(super) struct Pressed {
    pub(super) part: Part,
    pub(super) digest: String,
    pub(super) query: Query,
}

pub(super) async fn pressed(
    state: &State,
    door: &Door<'_>,
    component: &ComponentInteraction,
    lang: Lang,
    pressed: Pressed,
) -> Result<(), SendError> {
    let was_hidden = component.message.flags.is_some_and(|flags| flags.contains(MessageFlags::EPHEMERAL));
    // What somebody else presses is shown to them alone; a file and citations are for whoever wants them.
    let hidden = pressed.part != Part::Chart || was_hidden || !is_asker(component);
    let attach = component.app_permissions.is_none_or(|may| may.contains(Permissions::ATTACH_FILES));
    let text: String =
        component.message.embeds.iter().filter_map(|embed| embed.description.as_deref()).collect();
    // The picture of a Japanese answer is Japanese, whoever looks at it.
    let of_answer = locale::of_text(&text).unwrap_or(lang);
    let work = async {
        if pressed.part == Part::Csv && !attach {
            return Err(CommandError::Told(wording::NO_FILES.get(lang).to_owned()));
        }
        let query = pressed.query;
        let found = statistic::find(state, of_answer, move |_| Ok(query)).await;
        let shown = match found {
            Ok(shown) => shown,
            Err(CommandError::Told(_)) => {
                return Err(CommandError::Told(wording::MOVED_ON.get(lang).to_owned()));
            }
            Err(fault) => return Err(fault),
        };
        let changed = shown.digest != pressed.digest;
        let mut reply = match pressed.part {
            Part::Chart => shown.reply(state, attach).await,
            Part::Csv => Reply { attachments: vec![shown.csv_file()], ..Reply::default() },
            Part::Sources => {
                let served = state.kotae.served();
                let base = served.engine.base();
                let cited: Vec<_> =
                    shown.table.sources.iter().filter_map(|source| base.source(&source.id)).collect();
                render::sources(&cited, lang)
            }
        };
        if changed {
            reply.content = Some(wording::CHANGED.get(lang).to_owned());
        }
        reply.hidden = hidden;
        Ok(reply)
    };
    door.answer(hidden, false, settle(work, lang)).await
}
