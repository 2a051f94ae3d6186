//! What a chart is made of, before it is drawn.

use crate::knowledge::{Lang, Unit};

/// A picture: what is drawn, and the texts around it.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// What is shown.
    pub title: String,
    /// Who was asked, and when.
    pub subtitle: String,
    /// Lines that change what is seen, below the picture.
    pub notes: Vec<String>,
    /// Where the figures come from.
    pub source: String,
    /// The language of all texts.
    pub lang: Lang,
    /// What is drawn.
    pub body: Body,
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// Courses over time.
    Lines(Lines),
    /// Values beside each other.
    Bars(Bars),
    /// One value.
    Card(Card),
}

/// Courses over time.
#[derive(Clone, Debug, PartialEq)]
pub struct Lines {
    /// Of all values.
    pub unit: Unit,
    /// At least one, each with a point.
    pub lines: Vec<Line>,
    /// Where what comes after cannot be held against what came before.
    pub breaks: Vec<Break>,
}

/// One course.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What stands at its end; empty where there is one line only.
    pub name: String,
    /// In order of time.
    pub points: Vec<Point>,
}

/// A value at a time.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// The time, in years.
    pub at: f64,
    /// The value.
    pub value: f64,
    /// The value as it is read.
    pub label: String,
    /// False for what is approximate, a bound, or worked out.
    pub firm: bool,
    /// Whether a line leads to it from the point before.
    pub joined: bool,
}

/// A break of a series.
#[derive(Clone, Debug, PartialEq)]
pub struct Break {
    /// The first time after it, in years.
    pub at: f64,
    /// The mark by which a note explains it.
    pub label: String,
}

/// Values beside each other, from zero.
#[derive(Clone, Debug, PartialEq)]
pub struct Bars {
    /// Of all values.
    pub unit: Unit,
    /// At least one, each with a bar.
    pub groups: Vec<BarGroup>,
    /// What the colours stand for; empty where there is one only.
    pub names: Vec<String>,
}

/// Bars that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct BarGroup {
    /// What stands beside them.
    pub label: String,
    /// The bars.
    pub bars: Vec<Bar>,
}

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// Place of its colour, and of its name where there are several.
    pub colour: usize,
    /// The value.
    pub value: f64,
    /// The value as it is read.
    pub label: String,
    /// False for what is approximate, a bound, or worked out.
    pub firm: bool,
}

/// One value.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// The value as it is read.
    pub value: String,
    /// Who and when.
    pub caption: String,
    /// What changes its meaning.
    pub notes: Vec<String>,
}
