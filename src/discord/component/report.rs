//! "Report a mistake": a form, and what is sent with it.

use serenity::all::{ActionRowComponent, ModalInteraction};

use crate::discord::door::Door;
use crate::discord::error::Fault;
use crate::discord::payload::FIELD;
use crate::discord::press::Press;
use crate::discord::question::slots_of;
use crate::discord::reply::{Form, Reply};
use crate::discord::send::SendError;
use crate::discord::state::State;
use crate::discord::wording;
use crate::knowledge::Lang;
use crate::kotae::LONGEST_REPORT;

pub(super) fn form(generation: u64, lang: Lang) -> Form {
    Form {
        press: Press::Report(generation),
        title: wording::REPORT.get(lang).to_owned(),
        label: wording::REPORT_LABEL.get(lang).to_owned(),
        placeholder: wording::REPORT_HINT.get(lang).to_owned(),
        longest: LONGEST_REPORT,
    }
}

/// The form was sent. `lang` is that of the user.
pub(crate) async fn sent(
    state: &State,
    door: &Door<'_>,
    modal: &ModalInteraction,
    lang: Lang,
) -> Result<(), SendError> {
    let told = |words: wording::Words| Reply::text(words.get(lang)).hidden();
    // Id and fields come from the user's client and may be anything; the message comes from Discord.
    let press = modal.data.custom_id.parse();
    let me = *state.me.wait().await;
    let message = modal.message.as_deref().filter(|message| message.author.id == me);
    let (Ok(Press::Report(generation)), Some(message)) = (press, message) else {
        return door.respond(&told(wording::OLD_BUTTON)).await;
    };
    let fields = modal.data.components.iter().flat_map(|row| &row.components);
    let mut texts = fields.filter_map(|field| match field {
        ActionRowComponent::InputText(input) if input.custom_id == FIELD => input.value.as_deref(),
        _ => None,
    });
    let text = texts.next().map(str::trim).unwrap_or_default().to_owned();
    if text.is_empty() {
        return door.respond(&told(wording::OLD_BUTTON)).await;
    }
    if !state.throttle.report(modal.user.id.get()) {
        return door.respond(&told(wording::TOO_MANY_REPORTS)).await;
    }
    let answer: String = message.embeds.iter().filter_map(|embed| embed.description.as_deref()).collect();
    let topics = slots_of(message).map(|slots| slots.topics).unwrap_or_default();
    // What was written goes to the store alone, never to the log.
    let kept = state.blocking(move |kotae| kotae.report(&text, &answer, topics, generation)).await;
    let fault = match kept {
        Ok(Ok(number)) => {
            tracing::info!(number, "a mistake was reported");
            return door.respond(&told(wording::REPORTED)).await;
        }
        Ok(Err(error)) => Fault::new(error),
        Err(_) => Fault::new("a task failed while a report was kept"),
    };
    door.respond(&Reply::text(fault.log(lang)).hidden()).await
}
