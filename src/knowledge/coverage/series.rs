//! How new the series are.

use std::collections::HashMap;

use serde::Serialize;

use super::newest;
use crate::knowledge::{FactBase, PartialDate, Text};

/// How new one series is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SeriesCoverage {
    /// Id of the series.
    pub series: String,
    /// Its title.
    pub title: Text,
    /// How many figures it has.
    pub figures: usize,
    /// The newest moment that a figure speaks of.
    pub newest: Option<PartialDate>,
    /// From when it should be looked at again.
    pub review_after: Option<PartialDate>,
}

/// All series, in the order of the base.
pub(super) fn all(base: &FactBase, today: PartialDate) -> Vec<SeriesCoverage> {
    let mut dates: HashMap<&str, Vec<PartialDate>> = HashMap::new();
    for figure in &base.figures {
        dates.entry(&figure.series).or_default().push(figure.as_of);
    }
    let none = Vec::new();
    base.series
        .iter()
        .map(|series| {
            let dates = dates.get(series.id.as_str()).unwrap_or(&none);
            SeriesCoverage {
                series: series.id.clone(),
                title: series.title.clone(),
                figures: dates.len(),
                newest: newest(dates.iter().copied(), today),
                review_after: series.review_after,
            }
        })
        .collect()
}
