//! `/compare topics [metric] [group] [year] [hidden] [language]`

use serenity::all::CommandType;

use super::{Access, Spec, options, statistic};
use crate::discord::wording::Words;
use crate::stats::Kind;

pub(super) const SPEC: Spec = Spec {
    name: "compare",
    description: Words {
        en: "Topics beside each other at one time", ja: "複数のテーマを同じ時点で比較"
    },
    kind: CommandType::ChatInput,
    access: Access::Everyone,
    slow: false,
    hidden: options::is_hidden,
    options: || {
        vec![
            statistic::topics(),
            statistic::metric(),
            statistic::group(),
            statistic::year(),
            options::hidden(),
            options::language(),
        ]
    },
    run: |state, command| Box::pin(statistic::run(state, command, Kind::Compare)),
    complete: Some(|state, command| Box::pin(statistic::complete(state, command, Kind::Compare))),
};
