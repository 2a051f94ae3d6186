//! Discord's ids in a TOML file: written as a string, as Discord shows them, or as a number.

use std::fmt;
use std::str::FromStr;

use serde::Deserializer;
use serde::de::{Deserialize, Error, SeqAccess, Visitor};

/// One id.
struct Id(u64);

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct IdVisitor;

        impl Visitor<'_> for IdVisitor {
            type Value = Id;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an id of Discord (Developer Mode > Copy ID), as \"175928847299117063\"")
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<Id, E> {
                u64::try_from(number)
                    .ok()
                    .filter(|id| *id != 0)
                    .map(Id)
                    .ok_or_else(|| E::custom(format!("`{number}` is no id of Discord")))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Id, E> {
                text.parse()
                    .ok()
                    .filter(|id| *id != 0)
                    .map(Id)
                    .ok_or_else(|| E::custom(format!("`{text}` is no id of Discord")))
            }
        }

        deserializer.deserialize_any(IdVisitor)
    }
}

/// Ids on the command line or in the environment, joined by commas. Of none at all there may be an empty text,
/// as compose files hand it on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IdList(pub Vec<u64>);

impl FromStr for IdList {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let ids = text.split(',').map(str::trim).filter(|id| !id.is_empty());
        let ids = ids.map(|id| {
            let number = id.parse().ok().filter(|id| *id != 0);
            number.ok_or_else(|| format!("`{id}` is no id of Discord (Developer Mode > Copy ID)"))
        });
        ids.collect::<Result<_, _>>().map(Self)
    }
}

/// A list of ids.
pub(super) fn list<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u64>, D::Error> {
    struct ListVisitor;

    impl<'de> Visitor<'de> for ListVisitor {
        type Value = Vec<u64>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list of ids of Discord")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<u64>, A::Error> {
            let mut ids = Vec::new();
            while let Some(Id(id)) = seq.next_element()? {
                ids.push(id);
            }
            Ok(ids)
        }
    }

    deserializer.deserialize_seq(ListVisitor)
}
