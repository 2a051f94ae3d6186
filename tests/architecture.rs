//! Holds the imports of `src/` against the tables of ARCHITECTURE.md: who may name whom, and which room uses
//! which crate. Whoever needs another arrow adds it there, where it is seen.

#![allow(clippy::unwrap_used, reason = "a test may stop at what is not there")]

#[path = "architecture/scan.rs"]
mod scan;
#[path = "architecture/tables.rs"]
mod tables;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use scan::{Named, scan};
use tables::{codes, table};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn document() -> String {
    fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap()
}

/// Every file of `src/` by its path below the root, with its room; `lib.rs` is the map and has none.
fn files() -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut waiting = vec![PathBuf::from("src")];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(root().join(&folder)).unwrap() {
            let entry = entry.unwrap();
            let path = folder.join(entry.file_name());
            if entry.path().is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let path = path.to_str().unwrap().replace('\\', "/");
                let room = path.split('/').nth(1).unwrap().trim_end_matches(".rs").to_owned();
                if room != "lib" {
                    files.push((path, room));
                }
            }
        }
    }
    files.sort();
    files
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

/// What the rows of a table allow: the set in the second column by the name in the first.
fn allowed(marker: &str) -> BTreeMap<String, BTreeSet<String>> {
    let rows = table(&document(), marker);
    rows.iter().map(|row| (codes(&row[0]).concat(), codes(&row[1]).into_iter().collect())).collect()
}

/// Packages of a table of Cargo.toml, as Rust names them; those of some systems only too.
fn packages(section: &str) -> BTreeSet<String> {
    let manifest = read("Cargo.toml").parse::<toml::Table>().unwrap();
    let systems = manifest.get("target").and_then(toml::Value::as_table).into_iter().flatten();
    let tables = systems.filter_map(|(_, of_system)| of_system.get(section)).chain(manifest.get(section));
    let names = tables.filter_map(toml::Value::as_table).flat_map(toml::Table::keys);
    names.map(|name| name.replace('-', "_")).collect()
}

#[test]
fn rooms_name_only_whom_they_may() {
    let arrows = allowed("arrows");
    let exceptions = allowed("exceptions");
    let none = BTreeSet::new();
    let mut wrong = Vec::new();
    for (path, room) in files() {
        let may = arrows.get(&room).unwrap_or(&none);
        let here = exceptions.get(&path).unwrap_or(&none);
        for Named { name, line } in scan(&path, &read(&path)).rooms {
            if name != room && !may.contains(&name) && !here.contains(&name) {
                wrong.push(format!("{path}:{line}: `{room}` names `{name}`"));
            }
        }
    }
    assert!(wrong.is_empty(), "arrows that ARCHITECTURE.md does not have:\n{}", wrong.join("\n"));
}

#[test]
fn crates_are_named_in_their_rooms_only() {
    let dependencies = packages("dependencies");
    let rooms: BTreeMap<String, BTreeSet<String>> =
        allowed("dependencies").into_iter().map(|(name, rooms)| (name.replace('-', "_"), rooms)).collect();
    let mut wrong = Vec::new();
    for (path, room) in files() {
        for Named { name, line } in scan(&path, &read(&path)).crates {
            if dependencies.contains(&name) && !rooms.get(&name).is_some_and(|rooms| rooms.contains(&room)) {
                wrong.push(format!("{path}:{line}: `{room}` uses the crate `{name}`"));
            }
        }
    }
    assert!(wrong.is_empty(), "uses that ARCHITECTURE.md does not have:\n{}", wrong.join("\n"));
}

#[test]
fn every_room_has_its_row() {
    let rooms: BTreeSet<String> = files().into_iter().map(|(_, room)| room).collect();
    let rows: BTreeSet<String> = allowed("arrows").into_keys().collect();
    assert_eq!(rows, rooms, "left: the table of arrows; right: src/");
    for path in allowed("exceptions").keys() {
        assert!(root().join(path).is_file(), "`{path}` is excepted and not there");
    }
}

#[test]
fn every_dependency_has_its_reason() {
    let rows: BTreeSet<String> =
        allowed("dependencies").into_keys().map(|name| name.replace('-', "_")).collect();
    assert_eq!(rows, packages("dependencies"), "left: ARCHITECTURE.md; right: Cargo.toml");
    let document = document();
    for name in packages("dev-dependencies") {
        let written = format!("`{}`", name.replace('_', "-"));
        let plain = format!("`{name}`");
        assert!(document.contains(&written) || document.contains(&plain), "no word about {written}");
    }
}

#[test]
fn arrows_have_no_way_back() {
    let arrows = allowed("arrows");
    // A room from which everything was taken away that leads nowhere any more: what is left is a circle.
    let mut left = arrows;
    loop {
        let ends: BTreeSet<String> =
            left.iter().filter(|(_, to)| to.is_empty()).map(|(room, _)| room.clone()).collect();
        if ends.is_empty() {
            break;
        }
        left.retain(|room, _| !ends.contains(room));
        for to in left.values_mut() {
            to.retain(|room| !ends.contains(room));
        }
    }
    assert!(left.is_empty(), "a circle among {:?}", left.keys());
}
