//! `/trend topics [metric] [group] [from] [to] [hidden] [language]`

use super::{Spec, statistic};
use crate::discord::wording::Words;
use crate::stats::Kind;

pub(super) const SPEC: Spec = Spec {
    name: "trend",
    description: Words {
        en: "Topics, or the groups of one, over time",
        ja: "テーマの推移、または1つのテーマの年代別・男女別の推移",
    },
    options: || statistic::options(Kind::Trend),
    run: |state, command| Box::pin(statistic::run(state, command, Kind::Trend)),
    complete: Some(|state, command| Box::pin(statistic::complete(state, command, Kind::Trend))),
    ..statistic::ALIKE
};
