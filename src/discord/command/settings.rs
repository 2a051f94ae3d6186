//! `/settings`: what the managers of a server set for it, as a panel of menus.

use serenity::all::{CommandInteraction, CommandType};

use super::{Access, Outcome, Spec, options};
use crate::discord::error::{CommandError, Fault};
use crate::discord::press::{Press, Setting};
use crate::discord::render::NEUTRAL;
use crate::discord::reply::{Button, Choice, Embed, Field, Menu, Offer, Reply, Style};
use crate::discord::state::State;
use crate::discord::wording::{self, Words};
use crate::knowledge::Lang;
use crate::kotae::Settings;

pub(super) const SPEC: Spec = Spec {
    name: "settings",
    description: Words {
        en: "How I behave in this server (its managers)",
        ja: "このサーバーでの動作の設定(サーバー管理者用)",
    },
    kind: CommandType::ChatInput,
    access: Access::Managers,
    slow: false,
    hidden: |_| true,
    options: Vec::new,
    run: |state, command| Box::pin(run(state, command)),
    complete: None,
};

async fn run(state: &State, command: &CommandInteraction) -> Outcome {
    let lang = options::reply_language(command, true);
    if command.guild_id.is_none() {
        return Err(CommandError::Told(wording::ONLY_IN_SERVERS.get(lang).to_owned()));
    }
    Ok(panel(&state.settings(command.guild_id), state.message_content, lang))
}

/// A menu of the panel was used. The caller has checked by whom.
pub(crate) async fn set(
    state: &State,
    server: u64,
    setting: Setting,
    chosen: Vec<String>,
    lang: Lang,
) -> Outcome {
    let change = move |settings: &mut Settings| apply(settings, setting, &chosen);
    let changed = state.blocking(move |kotae| kotae.change_settings(server, change)).await?;
    let settings = changed.map_err(Fault::new)?;
    tracing::info!(server, %setting, "settings changed");
    // The language may just have been set.
    let lang = settings.language.unwrap_or(lang);
    let mut reply = panel(&settings, state.message_content, lang);
    reply.embeds[0].footer = Some(wording::SAVED.get(lang).to_owned());
    Ok(reply)
}

/// What was chosen comes from the user's client: what is no choice counts as not chosen.
fn apply(settings: &mut Settings, setting: Setting, chosen: &[String]) {
    let channels = || chosen.iter().filter_map(|id| id.parse().ok()).take(MOST_CHANNELS).collect();
    let is_on = |switch: &str| chosen.iter().any(|chosen| chosen == switch);
    match setting {
        Setting::Channels => settings.channels = channels(),
        Setting::AskChannels => settings.ask_channels = channels(),
        Setting::Language => settings.language = chosen.first().and_then(|tag| tag.parse().ok()),
        Setting::Switches => {
            settings.hidden = is_on(HIDDEN);
            settings.charts = is_on(CHARTS);
            settings.related = is_on(RELATED);
        }
        Setting::Reset => *settings = Settings::default(),
    }
}

/// What Discord lets a menu choose:
/// <https://docs.discord.com/developers/components/reference#channel-select>.
const MOST_CHANNELS: usize = 25;

const HIDDEN: &str = "hidden";
const CHARTS: &str = "charts";
const RELATED: &str = "related";

fn panel(settings: &Settings, message_content: bool, lang: Lang) -> Reply {
    let title = Words { en: "Settings of this server", ja: "このサーバーの設定" };
    let mut menus = vec![Menu {
        press: Press::Setting(Setting::Channels),
        placeholder: wording::ALL_CHANNELS.get(lang).to_owned(),
        offer: Offer::Channels(settings.channels.iter().copied().collect()),
        least: 0,
        most: MOST_CHANNELS,
    }];
    if message_content {
        let placeholder = Words {
            en: "No channel where I answer without a mention",
            ja: "メンションなしで回答するチャンネルなし",
        };
        menus.push(Menu {
            press: Press::Setting(Setting::AskChannels),
            placeholder: placeholder.get(lang).to_owned(),
            offer: Offer::Channels(settings.ask_channels.iter().copied().collect()),
            least: 0,
            most: MOST_CHANNELS,
        });
    }
    menus.push(languages(settings, lang));
    menus.push(switches(settings, lang));
    let reset = Words { en: "Forget these settings", ja: "設定を消去する" };
    Reply {
        embeds: vec![Embed {
            title: Some(title.get(lang).to_owned()),
            description: Some(explanation(message_content, lang)),
            fields: fields(settings, message_content, lang),
            colour: Some(NEUTRAL),
            ..Embed::default()
        }],
        menus,
        rows: vec![vec![Button {
            label: reset.get(lang).to_owned(),
            press: Press::Setting(Setting::Reset),
            style: Style::Secondary,
        }]],
        ..Reply::default()
    }
    .hidden()
}

fn languages(settings: &Settings, lang: Lang) -> Menu {
    let auto = Words { en: "Language: that of the question", ja: "言語：質問に合わせる" };
    let english = Words { en: "Language: always English", ja: "言語：常に英語" };
    let japanese = Words { en: "Language: always Japanese", ja: "言語：常に日本語" };
    let choices = [(None, auto), (Some(Lang::En), english), (Some(Lang::Ja), japanese)];
    let choices = choices.into_iter().map(|(language, words)| Choice {
        label: words.get(lang).to_owned(),
        value: language.map_or("auto", Lang::tag).to_owned(),
        chosen: settings.language == language,
    });
    Menu {
        press: Press::Setting(Setting::Language),
        placeholder: auto.get(lang).to_owned(),
        offer: Offer::Choices(choices.collect()),
        least: 1,
        most: 1,
    }
}

fn switches(settings: &Settings, lang: Lang) -> Menu {
    let switch = |value: &str, chosen, words: Words| Choice {
        label: words.get(lang).to_owned(),
        value: value.to_owned(),
        chosen,
    };
    let nothing = Words { en: "Everything switched off", ja: "すべてオフ" };
    Menu {
        press: Press::Setting(Setting::Switches),
        placeholder: nothing.get(lang).to_owned(),
        offer: Offer::Choices(vec![
            switch(HIDDEN, settings.hidden, wording::HIDDEN_BY_DEFAULT),
            switch(CHARTS, settings.charts, wording::OFFER_CHARTS),
            switch(RELATED, settings.related, wording::OFFER_RELATED),
        ]),
        least: 0,
        most: 3,
    }
}

fn explanation(message_content: bool, lang: Lang) -> String {
    let how = Words {
        en: "Choose below; every change holds at once. Channels are where I answer mentions and replies (none: everywhere; \
             a thread is chosen for itself). Who may use commands where is set under Server Settings > Integrations.",
        ja: "下のメニューで選ぶと、すぐに反映されます。チャンネルは、メンションと返信に回答する場所です(未選択ならすべて。\
             スレッドは個別に選択)。コマンドを使える人と場所は「サーバー設定 > 連携サービス」で設定できます。",
    };
    let asked = Words {
        en: " In the channels of the second menu I answer questions without a mention, and keep silent on what is no \
             question or what I cannot answer.",
        ja: "2番目のメニューのチャンネルでは、メンションのない質問にも回答し、質問でないものや答えられないものには何も言いません。",
    };
    let mut text = how.get(lang).to_owned();
    if message_content {
        text.push_str(asked.get(lang));
    }
    text
}

fn fields(settings: &Settings, message_content: bool, lang: Lang) -> Vec<Field> {
    let field = |name: Words, value: String| Field { name: name.get(lang).to_owned(), value, inline: true };
    let on = |on: bool| if on { wording::ON.get(lang) } else { wording::OFF.get(lang) };
    let named = |ids: &std::collections::BTreeSet<u64>, none: Words| {
        let names: Vec<String> = ids.iter().map(|id| format!("<#{id}>")).collect();
        if names.is_empty() { none.get(lang).to_owned() } else { names.join(" ") }
    };
    let language = match settings.language {
        None => Words { en: "that of the question", ja: "質問に合わせる" }.get(lang).to_owned(),
        Some(Lang::En) => Words { en: "English", ja: "英語" }.get(lang).to_owned(),
        Some(Lang::Ja) => Words { en: "Japanese", ja: "日本語" }.get(lang).to_owned(),
    };
    let mut fields = vec![
        field(Words { en: "Channels", ja: "チャンネル" }, named(&settings.channels, wording::ALL_CHANNELS)),
        field(Words { en: "Language", ja: "言語" }, language),
        field(wording::HIDDEN_BY_DEFAULT, on(settings.hidden).to_owned()),
        field(wording::OFFER_CHARTS, on(settings.charts).to_owned()),
        field(wording::OFFER_RELATED, on(settings.related).to_owned()),
    ];
    if message_content {
        let asked = Words { en: "Without a mention", ja: "メンションなし" };
        fields.insert(1, field(asked, named(&settings.ask_channels, wording::NONE)));
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_chosen_is_set_and_what_is_no_choice_is_not() {
        let mut settings = Settings::default();
        let chosen = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>();
        apply(&mut settings, Setting::Channels, &chosen(&["5", "me", "6"]));
        apply(&mut settings, Setting::Language, &chosen(&["ja"]));
        apply(&mut settings, Setting::Switches, &chosen(&["hidden", "teapot"]));
        let expected = Settings {
            channels: [5, 6].into(),
            language: Some(Lang::Ja),
            hidden: true,
            charts: false,
            related: false,
            ..Settings::default()
        };
        assert_eq!(settings, expected);
        apply(&mut settings, Setting::Language, &chosen(&["auto"]));
        assert_eq!(settings.language, None);
        apply(&mut settings, Setting::Reset, &[]);
        assert_eq!(settings, Settings::default());
    }

    #[test]
    fn a_panel_fits_with_the_most_that_can_be_set() {
        let ids: std::collections::BTreeSet<u64> = (0..25).map(|n| u64::MAX - n).collect();
        let settings = Settings { channels: ids.clone(), ask_channels: ids, ..Settings::default() };
        for lang in Lang::ALL {
            let reply = panel(&settings, true, lang);
            assert_eq!(reply.clone().fitted(), reply, "nothing had to be cut");
            assert_eq!(panel(&settings, false, lang).menus.len(), 3);
        }
    }
}
