//! `/help [language]`: how to ask, and every command of the registry.

use std::fmt::Write;

use serenity::all::{CommandInteraction, CommandType};

use super::{ALL, Access, Outcome, Spec, options};
use crate::discord::permission::is_manager;
use crate::discord::render::NEUTRAL;
use crate::discord::reply::{Embed, Reply};
use crate::discord::state::State;
use crate::discord::wording::Words;
use crate::knowledge::Lang;

pub(super) const SPEC: Spec = Spec {
    name: "help",
    description: Words {
        en: "How to ask, and all commands", ja: "質問のしかたとコマンドの一覧"
    },
    kind: CommandType::ChatInput,
    access: Access::Everyone,
    slow: false,
    hidden: |_| true,
    options: || vec![options::language()],
    run: |state, command| Box::pin(run(state, command)),
    complete: None,
};

async fn run(state: &State, command: &CommandInteraction) -> Outcome {
    let lang = options::reply_language(command, true);
    let roles = command.member.as_ref().map_or(&[][..], |member| &member.roles);
    let operator = state.operators.allows(command.user.id, roles);
    let manager = is_manager(command.member.as_deref());
    Ok(reply(lang, |access| match access {
        Access::Everyone => true,
        Access::Managers => manager,
        Access::Operators => operator,
    }))
}

fn reply(lang: Lang, may: impl Fn(Access) -> bool) -> Reply {
    let how = Words {
        en: "Mention me with a question, reply to one of my answers to ask on (\"and women?\"), write to me directly, \
             or use a command. If you correct your question within five minutes, I correct my answer; if you delete \
             it, I delete mine.\n",
        ja: "質問を添えてメンションするか、回答への返信(「女性は?」など)、DM、またはコマンドでどうぞ。5分以内に質問を\
             編集すると回答も更新され、質問を削除すると回答も消えます。\n",
    };
    let on_message = Words {
        en: "on a message (Apps menu): answers what it asks",
        ja: "メッセージの「アプリ」メニューから:その内容に回答します",
    };
    let mut text = how.get(lang).to_owned();
    for spec in ALL.iter().filter(|spec| may(spec.access)) {
        let _ = match spec.kind {
            CommandType::Message => {
                write!(text, "\n**{}** {}", spec.description.get(lang), on_message.get(lang))
            }
            _ => write!(text, "\n**/{}** {}", spec.name, spec.description.get(lang)),
        };
    }
    Reply::embed(Embed {
        title: Some(Words { en: "How to ask", ja: "使い方" }.get(lang).to_owned()),
        description: Some(text),
        colour: Some(NEUTRAL),
        ..Embed::default()
    })
    .hidden()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_is_named_to_those_who_may_call_it() {
        for lang in Lang::ALL {
            for all in [false, true] {
                let reply = reply(lang, |access| all || access == Access::Everyone);
                let text = reply.embeds[0].description.as_deref().expect("text");
                for spec in ALL {
                    let expected = all || spec.access == Access::Everyone;
                    assert_eq!(text.contains(spec.description.get(lang)), expected, "{}", spec.name);
                }
            }
        }
    }
}
