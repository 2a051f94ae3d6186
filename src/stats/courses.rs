//! Courses over time: a line for each topic, or for each group of one.

use crate::knowledge::{FactBase, Figure, PartialDate};

use super::ages;
use super::find::{AGES, Choice, MISSING_TOPIC};
use super::query::{MOST_TOPICS, Query, Split};
use super::select::{Strand, by_date, joined, time_cost};
use super::statistic::{Course, Shape};

/// The most that the length of a course is worth, in years of age.
const LONG_COURSE: f32 = 3.0;

/// What the length of a course is worth, in years of age.
pub(super) fn worth(points: &[&Figure]) -> f32 {
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return 0.0 };
    ((last.as_of.months() - first.as_of.months()) / 12.0 * 0.3).min(LONG_COURSE)
}

/// One line a topic.
pub(super) fn courses<'a>(
    base: &'a FactBase,
    query: &Query,
    strand: &Strand<'a>,
    today: PartialDate,
) -> Option<Choice<'a>> {
    let mut courses = Vec::new();
    let mut cost = 0.0;
    for topic in &query.topics {
        let own: Vec<&Figure> = strand.figures.iter().copied().filter(|f| f.topic == *topic).collect();
        let points: Vec<&Figure> = by_date(&own).into_values().map(|figures| figures[0]).collect();
        if points.len() < 2 {
            cost += MISSING_TOPIC;
            continue;
        }
        cost += time_cost(None, points[points.len() - 1].as_of, today)? - worth(&points);
        courses.push(Course { joined: joined(base, &points), points });
    }
    let shape = (!courses.is_empty()).then_some(Shape::Courses(courses))?;
    Some(Choice { cost: strand.cost + cost / query.topics.len() as f32, strand: strand.clone(), shape })
}

/// One line a group, of one topic.
pub(super) fn courses_apart<'a>(
    base: &'a FactBase,
    strand: &Strand<'a>,
    split: Split,
    today: PartialDate,
) -> Option<Choice<'a>> {
    let points = |group: &String| {
        let own: Vec<&Figure> = strand.figures.iter().copied().filter(|f| f.group == *group).collect();
        by_date(&own).into_values().map(|figures| figures[0]).collect::<Vec<_>>()
    };
    let mut groups = ages::groups_of(strand.figures.iter().copied());
    groups.retain(|group| points(group).len() >= 2);
    if split == Split::Age {
        groups = ages::apart(base, groups);
    }
    // More lines than can be told apart: those with the fewest figures go, of these the oldest people.
    while groups.len() > MOST_TOPICS {
        let least = groups.iter().enumerate().rev().min_by_key(|(_, group)| points(group).len());
        groups.remove(least.map_or(0, |(at, _)| at));
    }
    if groups.len() < 2 {
        return None;
    }
    let courses: Vec<Course<'a>> =
        groups.iter().map(points).map(|points| Course { joined: joined(base, &points), points }).collect();
    let mut cost = 0.0;
    for course in &courses {
        cost += time_cost(None, course.points[course.points.len() - 1].as_of, today)? - worth(&course.points);
    }
    let count = courses.len() as f32;
    let few = if split == Split::Age { (AGES.0 - count).max(0.0) * AGES.1 } else { 0.0 };
    let cost = strand.cost + cost / count + few;
    Some(Choice { cost, strand: strand.clone(), shape: Shape::Courses(courses) })
}
