//! What the settings of a server mean for what is asked and said there.

use std::sync::Arc;

use serenity::all::{CommandInteraction, GuildId};

use super::press::{Part, Press};
use super::reply::Reply;
use super::state::State;
use crate::knowledge::Lang;
use crate::kotae::Settings;

impl State {
    /// The settings of a server; those of direct messages, and of servers without any, are the default.
    pub(crate) fn settings(&self, server: Option<GuildId>) -> Arc<Settings> {
        server.map(|server| self.kotae.settings(server.get())).unwrap_or_default()
    }
}

/// The call as it would come from a server and a client of the server's language, if one is set. So every
/// command keeps to it that asks for the language of its reply, and none can forget to.
pub(crate) fn in_its_language(mut command: CommandInteraction, settings: &Settings) -> CommandInteraction {
    if let Some(lang) = settings.language {
        let locale = match lang {
            Lang::En => "en-US",
            Lang::Ja => "ja",
        };
        locale.clone_into(&mut command.locale);
        command.guild_locale = Some(locale.to_owned());
    }
    command
}

/// Whether only the asker sees the reply to a command that does not say so itself.
pub(crate) fn is_hidden_there(command: &CommandInteraction, settings: &Settings) -> bool {
    let said = command.data.options.iter().any(|option| option.name == "hidden");
    settings.hidden && !said
}

/// What a server's settings leave of a reply.
pub(crate) fn trimmed(mut reply: Reply, settings: &Settings) -> Reply {
    let unwanted = |press: &Press| match press {
        Press::Ask { meant: false, .. } => !settings.related,
        Press::Statistic { part: Part::Chart, .. } => !settings.charts,
        _ => false,
    };
    if !settings.charts {
        let pictures: Vec<String> = reply.embeds.iter_mut().filter_map(|embed| embed.image.take()).collect();
        reply.attachments.retain(|file| !pictures.contains(&file.name));
    }
    for row in &mut reply.rows {
        row.retain(|button| !unwanted(&button.press));
    }
    reply.rows.retain(|row| !row.is_empty());
    reply
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::discord::command::testing::{call, slash};
    use crate::discord::reply::{Button, Style};
    use crate::question::Context;

    #[test]
    fn the_language_of_a_server_stands_in_for_all_locales() {
        let asked = || call(&slash("help", &json!([])), 1, &[]);
        let english = Settings { language: Some(Lang::En), ..Settings::default() };
        let told = in_its_language(asked(), &english);
        assert_eq!((told.locale.as_str(), told.guild_locale.as_deref()), ("en-US", Some("en-US")));
        assert_eq!(in_its_language(asked(), &Settings::default()).locale, "ja");
    }

    #[test]
    fn who_says_whether_a_reply_is_hidden_decides() {
        let asked = |options| call(&slash("ask", &options), 1, &[]);
        let hidden = Settings { hidden: true, ..Settings::default() };
        assert!(is_hidden_there(&asked(json!([])), &hidden));
        let public = json!([{"name": "hidden", "type": 5, "value": false}]);
        assert!(!is_hidden_there(&asked(public), &hidden));
        assert!(!is_hidden_there(&asked(json!([])), &Settings::default()));
    }

    #[test]
    fn related_questions_go_and_what_was_meant_stays() {
        let button = |press| Button { label: "a".into(), press, style: Style::Secondary };
        let ask = |meant| Press::Ask { lang: Lang::En, text: "a".into(), meant };
        let sources = || button(Press::Sources(Context::default()));
        let reply = Reply {
            rows: vec![
                vec![sources(), button(ask(false))],
                vec![button(ask(false))],
                vec![button(ask(true))],
            ],
            ..Reply::default()
        };
        let none = Settings { related: false, ..Settings::default() };
        assert_eq!(trimmed(reply.clone(), &none).rows, [vec![sources()], vec![button(ask(true))]]);
        assert_eq!(trimmed(reply.clone(), &Settings::default()), reply);
    }
}
