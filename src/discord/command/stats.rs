//! `/stats topic [metric] [group] [year] [hidden] [language]`

use serenity::all::CommandType;

use super::{Access, Spec, options, statistic, topic};
use crate::discord::wording::Words;
use crate::stats::Kind;

pub(super) const SPEC: Spec = Spec {
    name: "stats",
    description: Words {
        en: "Figures of one topic: a table and a chart",
        ja: "1つのテーマの統計(表とグラフ)",
    },
    kind: CommandType::ChatInput,
    access: Access::Everyone,
    slow: false,
    hidden: options::is_hidden,
    options: || {
        vec![
            topic::topic().required(true),
            statistic::metric(),
            statistic::group(),
            statistic::year(),
            options::hidden(),
            options::language(),
        ]
    },
    run: |state, command| Box::pin(statistic::run(state, command, Kind::Stats)),
    complete: Some(|state, command| Box::pin(statistic::complete(state, command, Kind::Stats))),
};
