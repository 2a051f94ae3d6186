//! A statistic as comma-separated values.

use crate::knowledge::figures_csv;

use super::Statistic;

impl Statistic<'_> {
    /// Exactly the figures that are shown, in their order, each with its source.
    pub fn csv(&self) -> String {
        figures_csv(self.base, self.figures())
    }
}
