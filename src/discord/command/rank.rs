//! `/rank [group] [year] [metric] [hidden] [language]`

use serenity::all::CommandType;

use super::{Access, Spec, options, statistic};
use crate::discord::wording::Words;
use crate::stats::Kind;

pub(super) const SPEC: Spec = Spec {
    name: "rank",
    description: Words {
        en: "Platforms in order, the most used first", ja: "サービスの順位(利用の多い順)"
    },
    kind: CommandType::ChatInput,
    access: Access::Everyone,
    slow: false,
    hidden: options::is_hidden,
    options: || {
        vec![
            statistic::group(),
            statistic::year(),
            statistic::metric(),
            options::hidden(),
            options::language(),
        ]
    },
    run: |state, command| Box::pin(statistic::run(state, command, Kind::Rank)),
    complete: Some(|state, command| Box::pin(statistic::complete(state, command, Kind::Rank))),
};
