//! `/stats topic [metric] [group] [year] [hidden] [language]`

use super::{Spec, statistic};
use crate::discord::wording::Words;
use crate::stats::Kind;

pub(super) const SPEC: Spec = Spec {
    name: "stats",
    description: Words {
        en: "Figures of one topic: a table and a chart",
        ja: "1つのテーマの統計(表とグラフ)",
    },
    options: || statistic::options(Kind::Stats),
    run: |state, command| Box::pin(statistic::run(state, command, Kind::Stats)),
    complete: Some(|state, command| Box::pin(statistic::complete(state, command, Kind::Stats))),
    ..statistic::ALIKE
};
