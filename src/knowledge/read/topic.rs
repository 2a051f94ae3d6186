//! `topics/<slug>.toml`: a topic and its facts.

use super::loaded::{Kind, Parts};
use super::place::Place;
use super::table::Table;
use crate::knowledge::{Aliases, Basis, Fact, Topic, TopicKind};

/// Reads one file of a topic.
pub(super) fn read(mut table: Table<'_, '_>, slug: &str, parts: &mut Parts) {
    let kind = table.needed_parsed::<TopicKind>("kind");
    let parent = table.string("parent");
    let whole = table.flag("whole").unwrap_or_default();
    let name = table.needed_text("name");
    let summary = table.needed_text("summary");
    let mut named = table.table("aliases", "the aliases");
    let aliases = named.as_mut().map_or_else(Aliases::default, aliases);
    let names_at = named.map(Table::finish);
    let mut facts = Vec::new();
    for table in table.tables("fact", "a fact") {
        match fact(table, slug) {
            Ok(fact) => facts.push(fact),
            Err(id) => parts.broken.item(Kind::Fact, id),
        }
    }
    let place = table.finish();
    // A broken list of names makes the topic broken: it would be asked for by the wrong ones.
    let names_at = names_at.unwrap_or_else(|| Some(Place::default()));
    let (Some(place), Some(names_at), Some(kind)) = (place, names_at, kind) else {
        parts.broken.item(Kind::Topic, slug.to_owned());
        for (fact, _) in facts {
            parts.broken.item(Kind::Fact, fact.id);
        }
        return;
    };
    let (facts, facts_at) = facts.into_iter().unzip();
    let topic = Topic { slug: slug.to_owned(), kind, parent, whole, name, summary, aliases, facts };
    parts.topics.push((topic, TopicPlace { place, names: names_at, facts: facts_at }));
}

/// Where a topic stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::knowledge) struct TopicPlace {
    /// Its own keys.
    pub(in crate::knowledge) place: Place,
    /// Its names.
    pub(in crate::knowledge) names: Place,
    /// Its facts, in the order of the topic's.
    pub(in crate::knowledge) facts: Vec<Place>,
}

fn aliases(table: &mut Table<'_, '_>) -> Aliases {
    Aliases {
        en: table.list("en"),
        ja: table.list("ja"),
        ordinary: table.list("ordinary"),
        exact: table.list("exact"),
        described: table.words("described"),
        never: table.words("never"),
    }
}

/// A fact, or the id of one that is not whole.
fn fact(mut table: Table<'_, '_>, slug: &str) -> Result<(Fact, Place), String> {
    let id = table.needed("id");
    let intent = table.needed("intent");
    let also = table.list("also");
    let statement = table.needed_text("statement");
    if !table.has("sources") {
        table.lacks("sources", "add `sources = [\"…\"]`: every fact names at least one");
    }
    let sources = table.list("sources");
    let as_of = table.needed_parsed("as_of");
    let basis = table.needed_parsed::<Basis>("basis");
    let caveat = table.text("caveat");
    let disagreement = table.text("disagreement");
    let review_after = table.parsed("review_after");
    let rank = table.parsed("rank").unwrap_or_default();
    let successor = table.string("successor");
    let translation = table.parsed("translation").unwrap_or_default();
    let questions = table.words("questions");
    let (Some(place), Some(as_of), Some(basis)) = (table.finish(), as_of, basis) else {
        return Err(id);
    };
    let fact = Fact {
        id,
        topic: slug.to_owned(),
        also,
        intent,
        questions,
        statement,
        sources,
        as_of,
        basis,
        caveat,
        disagreement,
        review_after,
        rank,
        successor,
        translation,
    };
    Ok((fact, place))
}
