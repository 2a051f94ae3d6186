//! `/rank [group] [year] [metric] [hidden] [language]`

use super::{Spec, statistic};
use crate::discord::wording::Words;
use crate::stats::Kind;

pub(super) const SPEC: Spec = Spec {
    name: "rank",
    description: Words {
        en: "Platforms in order, the most used first", ja: "サービスの順位(利用の多い順)"
    },
    options: || statistic::options(Kind::Rank),
    run: |state, command| Box::pin(statistic::run(state, command, Kind::Rank)),
    complete: Some(|state, command| Box::pin(statistic::complete(state, command, Kind::Rank))),
    ..statistic::ALIKE
};
