//! Short texts in one piece of memory: a base has tens of thousands of ways of asking, and as many strings would take
//! twice as much.

use std::fmt;

use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Texts in order. It reads as a list of them.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Texts {
    joined: String,
    /// Where each of them ends.
    ends: Vec<u32>,
}

impl Texts {
    /// All of them in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &str> + Clone {
        self.ends.iter().enumerate().map(|(at, end)| {
            let start = if at == 0 { 0 } else { self.ends[at - 1] };
            &self.joined[start as usize..*end as usize]
        })
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// True where there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The first of them.
    pub fn first(&self) -> Option<&str> {
        self.iter().next()
    }

    /// Adds one behind the others.
    ///
    /// # Panics
    /// Where all of them together are longer than four gigabytes.
    pub fn push(&mut self, text: &str) {
        self.joined.push_str(text);
        self.ends.push(u32::try_from(self.joined.len()).expect("the texts of a base stay below 4 GB"));
    }

    fn without_room_for_more(mut self) -> Self {
        self.joined.shrink_to_fit();
        self.ends.shrink_to_fit();
        self
    }
}

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl<T: AsRef<str>> FromIterator<T> for Texts {
    fn from_iter<I: IntoIterator<Item = T>>(texts: I) -> Self {
        let mut all = Self::default();
        texts.into_iter().for_each(|text| all.push(text.as_ref()));
        all.without_room_for_more()
    }
}

impl Serialize for Texts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;

        impl<'de> Visitor<'de> for InOrder {
            type Value = Texts;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of texts")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Texts, A::Error> {
                let mut texts = Texts::default();
                while let Some(text) = list.next_element::<String>()? {
                    texts.push(&text);
                }
                Ok(texts.without_room_for_more())
            }
        }

        deserializer.deserialize_seq(InOrder)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_those_that_were_put_in() {
        let list = ["line", "", "ライン", "l-i-n-e"];
        let texts: Texts = list.into_iter().collect();
        assert_eq!(texts.iter().collect::<Vec<_>>(), list);
        assert_eq!((texts.len(), texts.first(), texts.is_empty()), (4, Some("line"), false));
        assert_eq!(format!("{texts:?}"), format!("{list:?}"));
        let json = serde_json::to_string(&texts).expect("texts can be written");
        assert_eq!(json, serde_json::to_string(&list).expect("a list can be written"));
        assert_eq!(serde_json::from_str::<Texts>(&json).expect("what was written"), texts);
        assert!(Texts::default().is_empty() && Texts::default().first().is_none());
    }
}
