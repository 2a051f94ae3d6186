//! `lexicon.toml`: the words people use.

use super::loaded::{Broken, Kind, Parts};
use super::place::Place;
use super::table::{Table, parse};
use crate::knowledge::{
    AskingWords, Era, Event, Group, Intent, Lexicon, Measure, Metric, PeriodWords, Place as Country,
    Shorthand,
};

/// Where the entries of the lexicon stand, each list in the order of the lexicon's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::knowledge) struct LexiconPlace {
    /// Its own keys.
    pub(in crate::knowledge) own: Option<Place>,
    pub(in crate::knowledge) metrics: Vec<Place>,
    pub(in crate::knowledge) measures: Vec<Place>,
    pub(in crate::knowledge) intents: Vec<Place>,
    pub(in crate::knowledge) groups: Vec<Place>,
    pub(in crate::knowledge) places: Vec<Place>,
}

/// Reads the lexicon. What is not whole is left out, the rest stays.
pub(super) fn read(mut table: Table<'_, '_>, parts: &mut Parts) {
    let broken = &mut parts.broken;
    let (metrics, metrics_at) = entries(table.tables("metric", "a metric"), Kind::Metric, metric, broken);
    let (measures, measures_at) =
        entries(table.tables("measure", "a measure"), Kind::Measure, measure, broken);
    let (intents, intents_at) = entries(table.tables("intent", "an intent"), Kind::Intent, intent, broken);
    let (groups, groups_at) = entries(table.tables("group", "a group"), Kind::Group, group, broken);
    let shorthand = table.tables("shorthand", "a shorthand").into_iter().filter_map(shorthand).collect();
    let (places, places_at) = entries(table.tables("place", "a place"), Kind::Place, place, broken);
    // All fields by name, so that a new one cannot be forgotten here.
    let lexicon = Lexicon {
        metrics,
        measures,
        bare: table.string("bare"),
        intents,
        age: table.words("age"),
        groups,
        home: table.table("home", "the home").and_then(|table| place(table).ok()).map(|(home, _)| home),
        places,
        regions: table.words("regions"),
        versus: table.words("versus"),
        correction: table.words("correction"),
        asking: table.table("asking", "the words of questions").map(asking).unwrap_or_default(),
        period: table.table("period", "the words for periods").map(period).unwrap_or_default(),
        support: table.words("support"),
        elsewhere: table.words("elsewhere"),
        shorthand,
        filler: table.words("filler"),
        subject: table.text("subject").unwrap_or_default(),
    };
    let at = LexiconPlace {
        own: table.finish(),
        metrics: metrics_at,
        measures: measures_at,
        intents: intents_at,
        groups: groups_at,
        places: places_at,
    };
    parts.lexicon = (lexicon, at);
}

/// An entry and where it stands, or the id of one that is not whole.
type Entry<T> = Result<(T, Place), String>;

/// The entries of a list that are whole, with their places.
fn entries<'t, 'i, T>(
    tables: Vec<Table<'t, 'i>>,
    kind: Kind,
    read: impl Fn(Table<'t, 'i>) -> Entry<T>,
    broken: &mut Broken,
) -> (Vec<T>, Vec<Place>) {
    let mut whole = Vec::new();
    for table in tables {
        match read(table) {
            Ok(entry) => whole.push(entry),
            Err(id) => broken.item(kind, id),
        }
    }
    whole.into_iter().unzip()
}

fn metric(mut table: Table<'_, '_>) -> Entry<Metric> {
    let id = table.needed("id");
    let mut units = Vec::new();
    if !table.has("units") {
        table.lacks("units", "add `units = [\"percent\"]`: the units that its figures may have");
    }
    for (nth, unit) in table.list("units").into_iter().enumerate() {
        match parse(&unit) {
            Ok(unit) => units.push(unit),
            Err(help) => table.refuse_nth("units", nth, format!("`{unit}` is no unit"), &help),
        }
    }
    let label = table.needed_text("label");
    let sentence = table.needed_text("sentence");
    let words = table.words("words");
    let askable = table.flag("askable").unwrap_or(true);
    let Some(place) = table.finish() else { return Err(id) };
    Ok((Metric { id, units, label, sentence, words, askable }, place))
}

fn measure(mut table: Table<'_, '_>) -> Entry<Measure> {
    let id = table.needed("id");
    let metrics = table.list("metrics");
    let default = table.flag("default").unwrap_or_default();
    let breakdown = table.flag("breakdown").unwrap_or_default();
    let words = table.words("words");
    let Some(place) = table.finish() else { return Err(id) };
    Ok((Measure { id, metrics, default, breakdown, words }, place))
}

fn shorthand(mut table: Table<'_, '_>) -> Option<Shorthand> {
    let means = table.needed("means");
    let typed = table.list("typed");
    table.finish().map(|_| Shorthand { means, typed })
}

fn intent(mut table: Table<'_, '_>) -> Entry<Intent> {
    let id = table.needed("id");
    let label = table.needed_text("label");
    let answered_by = table.needed_parsed("answered_by");
    let also = table.list("also");
    let opposite = table.string("opposite");
    let metrics = table.list("metrics");
    let suggestion = table.text("suggestion");
    let reply = table.text("reply");
    match (table.finish(), answered_by) {
        (Some(place), Some(answered_by)) => {
            Ok((Intent { id, label, answered_by, also, opposite, metrics, suggestion, reply }, place))
        }
        _ => Err(id),
    }
}

fn group(mut table: Table<'_, '_>) -> Entry<Group> {
    let id = table.needed("id");
    let label = table.needed_text("label");
    let narrowing = table.text("narrowing");
    let short = table.text("short");
    let words = table.words("words");
    let near = table.list("near");
    let ages = table.ages("ages");
    let Some(place) = table.finish() else { return Err(id) };
    Ok((Group { id, label, narrowing, short, words, near, ages }, place))
}

fn place(mut table: Table<'_, '_>) -> Entry<Country> {
    let id = table.needed("id");
    let label = table.needed_text("label");
    let words = table.words("words");
    let Some(place) = table.finish() else { return Err(id) };
    Ok((Country { id, label, words }, place))
}

fn asking(mut table: Table<'_, '_>) -> AskingWords {
    let words =
        AskingWords { begins: table.words("begins"), has: table.words("has"), ends: table.words("ends") };
    table.finish();
    words
}

fn period(mut table: Table<'_, '_>) -> PeriodWords {
    let mut eras = Vec::new();
    for mut table in table.tables("eras", "an era") {
        let words = table.words("words");
        if !table.has("first_year") {
            table.lacks("first_year", "add `first_year = 1989`: the calendar year of its year 1");
        }
        let first_year = table.number("first_year", 1..2200);
        if let (Some(_), Some(first_year)) = (table.finish(), first_year) {
            eras.push(Era { words, first_year: first_year as i16 });
        }
    }
    let mut events = Vec::new();
    for mut table in table.tables("events", "an event") {
        let at = table.needed_parsed("at");
        let words = table.words("words");
        if let (Some(_), Some(at)) = (table.finish(), at) {
            events.push(Event { at, words });
        }
    }
    let words = PeriodWords {
        now: table.words("now"),
        this_year: table.words("this_year"),
        last_year: table.words("last_year"),
        year_before_last: table.words("year_before_last"),
        years_ago: table.words("years_ago"),
        year: table.words("year"),
        fiscal_year: table.words("fiscal_year"),
        before: table.words("before"),
        since: table.words("since"),
        eras,
        events,
    };
    table.finish();
    words
}
