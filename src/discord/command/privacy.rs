//! `/privacy [erase] [language]`: what is read and kept, for how long; and away with what there is of the asker.

use std::fmt::Write;

use serenity::all::{CommandInteraction, CommandOptionType, CommandType};

use super::options::option;
use super::{Access, Outcome, Spec, options};
use crate::discord::error::Fault;
use crate::discord::exchange;
use crate::discord::render::{self, NEUTRAL};
use crate::discord::reply::{Embed, Reply};
use crate::discord::state::State;
use crate::discord::wording::Words;
use crate::knowledge::Lang;
use crate::kotae::{FEEDBACK_DAYS, KEPT, Kotae, LONGEST_QUESTION, UNANSWERED_DAYS};

pub(super) const SPEC: Spec = Spec {
    name: "privacy",
    description: Words {
        en: "What I read and keep; erase what there is about you",
        ja: "読み取る内容と保存する内容・自分に関するデータの消去",
    },
    kind: CommandType::ChatInput,
    access: Access::Everyone,
    slow: false,
    hidden: |_| true,
    options: || {
        let erase =
            Words { en: "Erase what there is about you", ja: "自分に関するデータを消去する" };
        vec![option(CommandOptionType::Boolean, "erase", "消去", erase), options::language()]
    },
    run: |state, command| Box::pin(run(state, command)),
    complete: None,
};

async fn run(state: &State, command: &CommandInteraction) -> Outcome {
    let lang = options::reply_language(command, true);
    let listens = state.message_content;
    let erase = options::given(&command.data.options, "erase").and_then(|option| option.value.as_bool());
    if erase != Some(true) {
        return Ok(reply(Words { en: "Privacy", ja: "プライバシー" }.get(lang), kept(lang, listens)));
    }
    let user = command.user.id.get();
    let erased = state.blocking(move |kotae| erase_user(kotae, user)).await?.map_err(Fault::new)?;
    tracing::info!(values = erased.values, "erased what there was of a user");
    let title = match erased.values {
        0 => Words { en: "Nothing to erase", ja: "消去するデータはありません" },
        _ => Words { en: "Erased", ja: "消去しました" },
    };
    Ok(reply(title.get(lang), told(&erased, lang)))
}

/// What there was of a user.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Erased {
    /// Values that were kept under the user's id.
    values: usize,
    /// Generations that name the user as the operator who loaded them: these stay as long as they are kept.
    generations: usize,
}

/// Whatever is kept of a user stands under `user/<id>/` in the bot's own state. Blocking.
fn erase_user(kotae: &Kotae, user: u64) -> Result<Erased, String> {
    let values = kotae.state_list(&format!("user/{user}/")).map_err(|error| error.to_string())?;
    for (key, _) in &values {
        kotae.state_remove(key)?;
    }
    let (kept, _) = kotae.history().map_err(|error| error.to_string())?;
    let by_user = kept.iter().filter(|info| info.by == user.to_string());
    Ok(Erased { values: values.len(), generations: by_user.count() })
}

fn told(erased: &Erased, lang: Lang) -> String {
    let Erased { values, generations } = *erased;
    let mut text = match (values, lang) {
        (0, Lang::En) => "I keep nothing under your id.".to_owned(),
        (0, Lang::Ja) => "あなたのIDと結びついたデータは保存していません。".to_owned(),
        (_, Lang::En) => format!("I have erased all that I kept under your id ({values})."),
        (_, Lang::Ja) => format!("あなたのIDと結びついたデータ({values}件)をすべて消去しました。"),
    };
    if generations > 0 {
        let _ = match lang {
            Lang::En => write!(
                text,
                " As an operator you loaded {generations} of the generations of facts that are kept; they name you \
                 until newer ones take their place."
            ),
            Lang::Ja => write!(
                text,
                "ただし、管理者として読み込んだデータの世代{generations}件には、新しい世代に置き換わるまであなたのIDが残ります。"
            ),
        };
    }
    text.push_str(match lang {
        Lang::En => {
            "\n\nQuestions I could not answer are kept without their author, so I cannot tell which were yours; \
             they go by themselves. To remove an answer, delete your question."
        }
        Lang::Ja => {
            "\n\n回答できなかった質問は投稿者の情報なしで保存しているため、どれがあなたの質問かは判別できません。\
             期限が来ると自動的に削除されます。回答を消したいときは、質問のメッセージを削除してください。"
        }
    });
    text
}

/// The numbers come from where they are obeyed, so this cannot promise what is not done.
fn kept(lang: Lang, listens: bool) -> String {
    let remembered = render::thousands(exchange::MOST);
    let overheard = Words {
        en: " In channels that a manager chose in `/settings` I also read what is said to others, answer questions I can \
             answer, and keep nothing of the rest.",
        ja: "サーバー管理者が `/settings` で選んだチャンネルでは、ほかの人への発言も読み取り、答えられる質問にだけ回答します。\
             それ以外の内容は保存しません。",
    };
    let overheard = if listens { overheard.get(lang) } else { "" };
    match lang {
        Lang::En => format!(
            "**I read** only what is meant for me: mentions, replies to my answers, direct messages, my commands. \
             Questions are sent to nobody else.{overheard}\n\n\
             **I keep**\n\
             - questions I could not answer: the text, at most {LONGEST_QUESTION} characters, without author, server \
             or channel, until nobody has asked it for {UNANSWERED_DAYS} days\n\
             - mistakes you report: what you write and the answer it is about, without author, for {FEEDBACK_DAYS} days\n\
             - what a manager sets for a server, until they press \"Forget these settings\" in `/settings`\n\
             - how many questions were answered, by day, language and topic\n\
             - the id of an operator who reloads my facts, with the last {KEPT} versions of them\n\n\
             **In memory, until I restart:** ids of the last {remembered} questions and answers, so that edits and \
             follow-ups work; how many questions you asked in the last minute.\n\n\
             Nothing else is kept under your id. `/privacy erase:True` erases what there is."
        ),
        Lang::Ja => format!(
            "**読み取るもの**:メンション、回答への返信、DM、コマンドなど、私に宛てたものだけです。質問の内容を外部に\
             送信することはありません。{overheard}\n\n\
             **保存するもの**\n\
             - 回答できなかった質問の文章({LONGEST_QUESTION}文字まで)。投稿者・サーバー・チャンネルの情報は\
             含みません。{UNANSWERED_DAYS}日間誰からも質問されなければ削除します\n\
             - 報告された誤りの内容とその回答(報告者の情報は含みません。{FEEDBACK_DAYS}日間)\n\
             - サーバー管理者が `/settings` で行った設定(「設定を消去する」を押すまで)\n\
             - 質問の件数(日別・言語別・テーマ別)\n\
             - データを再読み込みした管理者のID(直近{KEPT}世代分)\n\n\
             **再起動までメモリーに残るもの**:質問と回答のID(直近{remembered}件、編集や続けての質問に対応するため)と、\
             直近1分間の質問の数。\n\n\
             これ以外に、あなたのIDと結びつくデータはありません。`/privacy erase:True` で消去できます。"
        ),
    }
}

fn reply(title: &str, text: String) -> Reply {
    let embed = Embed {
        title: Some(title.to_owned()),
        description: Some(text),
        colour: Some(NEUTRAL),
        ..Embed::default()
    };
    Reply::embed(embed).hidden()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discord::state::testing::state;

    #[test]
    fn what_is_kept_of_one_user_goes_and_what_is_of_others_stays() {
        let kotae = state().kotae;
        for key in ["user/8/language", "user/8/x", "user/88/language", "settings/8"] {
            kotae.state_put(key, "ja").expect("kept");
        }
        assert_eq!(erase_user(&kotae, 8), Ok(Erased { values: 2, generations: 0 }));
        assert_eq!(erase_user(&kotae, 8), Ok(Erased::default()));
        let left: Vec<String> = ["user/", "settings/"]
            .iter()
            .flat_map(|prefix| kotae.state_list(prefix).expect("a list"))
            .map(|(key, _)| key)
            .collect();
        assert_eq!(left, ["user/88/language", "settings/8"]);
    }

    #[test]
    fn an_operator_is_told_what_stays() {
        for lang in Lang::ALL {
            assert!(told(&Erased { values: 0, generations: 3 }, lang).contains('3'));
            assert!(!told(&Erased::default(), lang).contains("operator"));
        }
    }
}
