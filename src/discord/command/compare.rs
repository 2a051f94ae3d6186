//! `/compare topics [metric] [group] [year] [hidden] [language]`

use super::{Spec, statistic};
use crate::discord::wording::Words;
use crate::stats::Kind;

pub(super) const SPEC: Spec = Spec {
    name: "compare",
    description: Words {
        en: "Topics beside each other at one time", ja: "複数のテーマを同じ時点で比較"
    },
    options: || statistic::options(Kind::Compare),
    run: |state, command| Box::pin(statistic::run(state, command, Kind::Compare)),
    complete: Some(|state, command| Box::pin(statistic::complete(state, command, Kind::Compare))),
    ..statistic::ALIKE
};
