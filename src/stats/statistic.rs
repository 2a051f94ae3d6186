//! What was found: figures of one series, in the shape in which they belong together.

use crate::knowledge::{FactBase, Figure, Metric, Series};

use super::Query;

/// Figures of one topic and group over time: one line.
#[derive(Clone, Debug, PartialEq)]
pub struct Course<'a> {
    /// Its points in order of time, one a date.
    pub points: Vec<&'a Figure>,
    /// For each point, whether a line may lead to it from the one before: false for the first, where the series
    /// has a figure missing in between, and at a break.
    pub joined: Vec<bool>,
}

/// How the figures belong together.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape<'a> {
    /// One figure.
    One(&'a Figure),
    /// Lines over time.
    Courses(Vec<Course<'a>>),
    /// Several topics of one group at one time, the largest first.
    Topics(Vec<&'a Figure>),
    /// Several groups at one time, in their own order; each with the figures of the topics that have one.
    Groups(Vec<Vec<&'a Figure>>),
    /// Figures of one topic that must not be joined to a line, in order of time.
    List(Vec<&'a Figure>),
}

impl<'a> Shape<'a> {
    /// Every figure, in the order in which it is shown.
    pub fn figures(&self) -> Vec<&'a Figure> {
        match self {
            Shape::One(figure) => vec![figure],
            Shape::Courses(courses) => courses.iter().flat_map(|course| course.points.clone()).collect(),
            Shape::Topics(figures) | Shape::List(figures) => figures.clone(),
            Shape::Groups(groups) => groups.concat(),
        }
    }
}

/// An answer to a [`Query`].
#[derive(Clone, Debug)]
pub struct Statistic<'a> {
    /// The base that it was taken from.
    pub(crate) base: &'a FactBase,
    /// The query with everything that it left open filled in: put again, it gives the same.
    pub query: Query,
    /// The query as it was put.
    pub asked: Query,
    /// The one series that all figures are of.
    pub series: &'a Series,
    /// What they measure.
    pub metric: &'a Metric,
    /// The figures.
    pub shape: Shape<'a>,
    /// Topics that were asked for and have no figure there.
    pub lacking: Vec<String>,
    /// Groups that have no line of their own in a course by groups.
    pub left_out: Vec<String>,
    /// Other metrics that there are figures of.
    pub(crate) others: Vec<&'a Metric>,
}

impl<'a> Statistic<'a> {
    /// Every figure, in the order in which it is shown.
    pub fn figures(&self) -> Vec<&'a Figure> {
        self.shape.figures()
    }

    /// The figure that speaks for all: the newest, and of those at one time the first.
    pub fn newest(&self) -> &'a Figure {
        let figures = self.figures();
        let newest = figures.iter().rev().max_by_key(|figure| figure.as_of);
        newest.expect("a statistic has a figure")
    }
}

/// The place of one of some figures in their order; equal values share it.
pub(super) fn place(figures: &[&Figure], figure: &Figure) -> usize {
    1 + figures.iter().position(|other| other.value.total_cmp(&figure.value).is_eq()).unwrap_or(0)
}
