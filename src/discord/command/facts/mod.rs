//! `/facts reload | status | history | rollback | unanswered | feedback | usage`: for operators. Speaks English to everybody, as logs do.

mod history;
pub(crate) mod list;
pub(crate) mod reload;
mod rollback;
mod status;
mod usage;

use serenity::all::{
    CommandDataOption, CommandDataOptionValue, CommandInteraction, CommandOptionType, CommandType,
    CreateCommandOption,
};

use super::options::option;
use super::{Access, Outcome, Spec, options};
use crate::discord::press::List;
use crate::discord::render::{self, NEUTRAL, WRONG};
use crate::discord::reply::{Embed, Reply};
use crate::discord::state::State;
use crate::discord::wording::Words;
use crate::kotae::ReloadError;

pub(super) const SPEC: Spec = Spec {
    name: "facts",
    description: Words {
        en: "Reload, inspect and roll back the fact base (operators)",
        ja: "データの再読み込み・確認・復元(管理者用)",
    },
    kind: CommandType::ChatInput,
    access: Access::Operators,
    // Every one of them goes to the disk.
    slow: true,
    hidden: |_| true,
    options,
    run: |state, command| Box::pin(run(state, command)),
    complete: None,
};

fn options() -> Vec<CreateCommandOption> {
    let sub = |name, name_ja, description| option(CommandOptionType::SubCommand, name, name_ja, description);
    vec![
        sub(
            "reload",
            "再読み込み",
            Words {
                en: "Read and check the facts, show what changes", ja: "読み込んで検査し、差分を表示"
            },
        )
        .add_sub_option(option(
            CommandOptionType::Boolean,
            "apply",
            "適用",
            Words {
                en: "Swap them in at once if they are without mistakes", ja: "問題がなければすぐに適用"
            },
        )),
        sub("status", "状態", Words { en: "What is served now", ja: "現在のデータを表示" }),
        sub("history", "履歴", Words { en: "The generations that are kept", ja: "保存されている世代の一覧" }),
        sub("rollback", "復元", Words { en: "Serve an earlier generation again", ja: "以前の世代に戻す" })
            .add_sub_option(
                option(
                    CommandOptionType::Integer,
                    "generation",
                    "世代",
                    Words {
                        en: "Number of the generation (see history)", ja: "世代の番号(履歴を参照)"
                    },
                )
                .required(true)
                .min_int_value(1),
            ),
        sub(
            "unanswered",
            "未回答",
            Words {
                en: "Questions that could not be answered", ja: "回答できなかった質問の一覧"
            },
        )
        .add_sub_option(page()),
        sub("feedback", "報告", Words { en: "Mistakes that people reported", ja: "報告された誤りの一覧" })
            .add_sub_option(page()),
        sub("usage", "利用状況", Words { en: "How I am used, in numbers", ja: "利用状況を数値で表示" }),
    ]
}

fn page() -> CreateCommandOption {
    let description = Words { en: "Page of the list", ja: "一覧のページ" };
    option(CommandOptionType::Integer, "page", "ページ", description).min_int_value(1)
}

async fn run(state: &State, command: &CommandInteraction) -> Outcome {
    let sub = command.data.options.first();
    let given: &[CommandDataOption] = match sub.map(|sub| &sub.value) {
        Some(CommandDataOptionValue::SubCommand(options)) => options,
        _ => &[],
    };
    match sub.map(|sub| sub.name.as_str()).unwrap_or_default() {
        "reload" => {
            let apply = options::given(given, "apply").and_then(|option| option.value.as_bool());
            reload::run(state, command, apply.unwrap_or(false)).await
        }
        "history" => history::run(state).await,
        "rollback" => {
            let number = options::given(given, "generation").and_then(|option| option.value.as_i64());
            rollback::run(state, command, number.unwrap_or(0)).await
        }
        name @ ("unanswered" | "feedback") => {
            let page = options::given(given, "page").and_then(|option| option.value.as_i64());
            let page = page.and_then(|page| page.try_into().ok()).unwrap_or(1);
            let list = if name == "feedback" { List::Feedback } else { List::Unanswered };
            list::page(state, list, page).await
        }
        "usage" => usage::run(state).await,
        _ => status::run(state).await,
    }
}

/// A short note to an operator.
fn note(text: impl Into<String>) -> Reply {
    Reply::embed(Embed { description: Some(text.into()), colour: Some(NEUTRAL), ..Embed::default() }).hidden()
}

/// Why nothing was reloaded. An operator is told everything.
fn refused(error: &ReloadError) -> Reply {
    let title = error.to_string();
    match error {
        ReloadError::Problems { problems, files } => render::problems(&title, problems, files),
        _ => Reply::embed(Embed {
            description: Some(render::escape(&title)),
            colour: Some(WRONG),
            ..Embed::default()
        }),
    }
    .hidden()
}
