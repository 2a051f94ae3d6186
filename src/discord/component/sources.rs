//! "Sources": where the answer comes from, in full, to whoever wants to know.

use serenity::all::ComponentInteraction;

use crate::discord::door::Door;
use crate::discord::locale;
use crate::discord::render;
use crate::discord::reply::Reply;
use crate::discord::send::SendError;
use crate::discord::state::State;
use crate::discord::wording;
use crate::knowledge::Lang;

pub(super) async fn pressed(
    state: &State,
    door: &Door<'_>,
    component: &ComponentInteraction,
    lang: Lang,
) -> Result<(), SendError> {
    let text: String =
        component.message.embeds.iter().filter_map(|embed| embed.description.as_deref()).collect();
    // The links in the message are worded in its language, whoever reads it.
    let of_answer = locale::of_text(&text).unwrap_or(lang);
    let served = state.kotae.served();
    let base = served.engine.base();
    let mut cited = render::cited(base, &text, of_answer);
    if cited.is_empty() {
        // An English answer may quote a Japanese name.
        let other = if of_answer == Lang::En { Lang::Ja } else { Lang::En };
        cited = render::cited(base, &text, other);
    }
    let reply = if cited.is_empty() {
        Reply::text(wording::NO_SOURCES.get(lang)).hidden()
    } else {
        render::sources(&cited, lang)
    };
    door.respond(&reply).await
}
