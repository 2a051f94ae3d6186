//! From values to places, and the values that stand at the axis.

use crate::answer::amount;
use crate::knowledge::{Lang, Unit};

/// An axis of values from zero.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Axis {
    /// The value at its end.
    pub(super) end: f64,
    /// From one mark to the next.
    pub(super) step: f64,
}

impl Axis {
    /// From zero to a round value that all values lie below. Shares of more than half are seen against the
    /// whole.
    pub(super) fn of(unit: Unit, most: f64) -> Self {
        if unit == Unit::Percent && most > 50.0 && most <= 100.0 {
            return Self { end: 100.0, step: 25.0 };
        }
        let most = if most > 0.0 { most } else { 1.0 };
        let rough = most / 4.0;
        let size = 10_f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 2.5, 5.0, 10.0].iter().map(|n| n * size).find(|step| *step >= rough);
        let step = step.unwrap_or(rough);
        Self { end: (most / step).ceil() * step, step }
    }

    /// Its marks, zero included.
    pub(super) fn marks(self) -> Vec<f64> {
        let count = (self.end / self.step).round() as usize;
        (0..=count).map(|at| at as f64 * self.step).collect()
    }

    /// A mark as it is read.
    pub(super) fn label(self, mark: f64, unit: Unit, lang: Lang) -> String {
        let decimals = u8::from(self.step.fract().abs() > 1e-9);
        if mark == 0.0 && unit != Unit::Percent {
            return "0".to_owned();
        }
        amount(mark, decimals, unit, lang)
    }
}

/// The first days of years that stand at the axis of time, at most `most` of them.
pub(super) fn years(from: f64, to: f64, most: i32) -> Vec<f64> {
    let (first, last) = (from.ceil() as i32, to.floor() as i32);
    let all = (last - first + 1).max(1);
    let fits = |step: &i32| (all + step - 1) / step <= most;
    let step = [1, 2, 5, 10, 20].into_iter().find(fits).unwrap_or(50);
    (first..=last).filter(|year| year.rem_euclid(step) == 0).map(f64::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_are_round_and_begin_at_zero() {
        let marks = |unit, most| Axis::of(unit, most).marks();
        assert_eq!(marks(Unit::Percent, 94.9), [0.0, 25.0, 50.0, 75.0, 100.0]);
        assert_eq!(marks(Unit::Percent, 32.8), [0.0, 10.0, 20.0, 30.0, 40.0]);
        assert_eq!(marks(Unit::Percent, 3.1), [0.0, 1.0, 2.0, 3.0, 4.0]);
        assert_eq!(marks(Unit::Users, 97e6), [0.0, 25e6, 50e6, 75e6, 100e6]);
        assert_eq!(marks(Unit::Minutes, 181.8), [0.0, 50.0, 100.0, 150.0, 200.0]);
        assert_eq!(Axis::of(Unit::Users, 97e6).label(25e6, Unit::Users, Lang::Ja), "2,500万人");
    }

    #[test]
    fn years_are_few_and_true() {
        assert_eq!(years(2012.8, 2024.96, 7), [2014.0, 2016.0, 2018.0, 2020.0, 2022.0, 2024.0]);
        assert_eq!(years(2021.5, 2022.4, 7), [2022.0]);
    }
}
