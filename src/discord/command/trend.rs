//! `/trend topics [metric] [group] [hidden] [language]`

use serenity::all::CommandType;

use super::{Access, Spec, options, statistic};
use crate::discord::wording::Words;
use crate::stats::Kind;

pub(super) const SPEC: Spec = Spec {
    name: "trend",
    description: Words { en: "Topics over time", ja: "テーマの推移" },
    kind: CommandType::ChatInput,
    access: Access::Everyone,
    slow: false,
    hidden: options::is_hidden,
    options: || {
        vec![
            statistic::topics(),
            statistic::metric(),
            statistic::group(),
            options::hidden(),
            options::language(),
        ]
    },
    run: |state, command| Box::pin(statistic::run(state, command, Kind::Trend)),
    complete: Some(|state, command| Box::pin(statistic::complete(state, command, Kind::Trend))),
};
