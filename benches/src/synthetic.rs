//! Fact bases that nobody wrote: as many topics and facts as wished, asked for with the shipped phrasings.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use kotae::knowledge::{AnsweredBy, Asks, FactBase, Files, Lang, Texts, read};

/// Facts a topic.
const FACTS: usize = 20;
/// Years for which a topic has a figure.
const YEARS: std::ops::Range<i16> = 2018..2025;
/// Consonants and vowels of names; each pair is one kana.
const CONSONANTS: [&str; 11] = ["k", "s", "t", "n", "h", "m", "r", "g", "z", "b", "p"];
const VOWELS: [&str; 5] = ["a", "i", "u", "e", "o"];
const KANA: [&str; 11] = [
    "カキクケコ",
    "サシスセソ",
    "タチツテト",
    "ナニヌネノ",
    "ハヒフヘホ",
    "マミムメモ",
    "ラリルレロ",
    "ガギグゲゴ",
    "ザジズゼゾ",
    "バビブベボ",
    "パピプペポ",
];
/// What facts are about, in both languages.
const NOUNS: [(&str, &str); 24] = [
    ("harbours", "港"),
    ("gardens", "庭園"),
    ("bridges", "橋"),
    ("orchards", "果樹園"),
    ("festivals", "祭り"),
    ("ferries", "渡し船"),
    ("bakeries", "パン屋"),
    ("lighthouses", "灯台"),
    ("museums", "博物館"),
    ("markets", "市場"),
    ("rivers", "川"),
    ("mountains", "山"),
    ("windmills", "風車"),
    ("quarries", "採石場"),
    ("theatres", "劇場"),
    ("stables", "馬小屋"),
    ("vineyards", "ぶどう園"),
    ("canals", "運河"),
    ("archives", "文書館"),
    ("workshops", "工房"),
    ("observatories", "天文台"),
    ("greenhouses", "温室"),
    ("breweries", "醸造所"),
    ("libraries", "図書館"),
];

/// A synthetic base.
pub struct Synthetic {
    /// Its files.
    pub files: Files,
    /// Questions that it can answer, one for every so many facts, in both languages.
    pub questions: Vec<String>,
}

impl Synthetic {
    /// A base of about so many facts, with the lexicon and the phrasings of intents of the shipped one.
    pub fn new(facts: usize) -> Self {
        let shipped = Files::embedded();
        let base = read(&shipped).base;
        let kept = |path: &str| {
            path == "lexicon.toml" || (path.starts_with("phrasings/") && !path.contains("theme-"))
        };
        let mut contents: BTreeMap<String, Vec<u8>> =
            shipped.contents.into_iter().filter(|(path, _)| kept(path)).collect();
        contents.insert("questions.toml".to_owned(), Vec::new());
        contents.insert("sources/all.toml".to_owned(), SOURCE.as_bytes().to_vec());
        contents.insert("figures/all.toml".to_owned(), SERIES.as_bytes().to_vec());
        let ways = ways_of_asking(&base);
        let mut rows = String::from(
            "id,topic,metric,value,unit,value_kind,group,as_of,source,locator,note_en,note_ja,group_in_evidence\n",
        );
        let mut questions = Vec::new();
        for n in 0..facts.div_ceil(FACTS) {
            let (slug, name, kana) = names(n);
            for year in YEARS {
                let value = (n * 7 + year as usize * 3) % 90 + 5;
                let _ = writeln!(
                    rows,
                    "all.{slug}.{year},{slug},usage_rate,{value},percent,exact,all,{year},all,,,,"
                );
            }
            contents.insert(
                format!("topics/{slug}.toml"),
                topic(n, &slug, &name, &kana, &ways, &mut questions).into_bytes(),
            );
        }
        contents.insert("figures/all.csv".to_owned(), rows.into_bytes());
        Self { files: Files { origin: format!("synthetic, {facts} facts"), contents }, questions }
    }
}

/// An intent with its phrasings of one topic in both languages.
struct Way {
    intent: String,
    en: Vec<String>,
    ja: Vec<String>,
}

fn ways_of_asking(base: &FactBase) -> Vec<Way> {
    let of_one = |texts: &Texts| -> Vec<String> {
        texts
            .iter()
            .filter(|text| text.matches('{').count() == 1 && text.contains("{topic}"))
            .map(str::to_owned)
            .collect()
    };
    let told =
        |id: &str| base.lexicon.intent(id).is_some_and(|intent| intent.answered_by == AnsweredBy::Fact);
    base.phrasings
        .iter()
        .filter_map(|set| match &set.asks {
            Asks::Intent(id) if told(id) => Some(Way {
                intent: id.clone(),
                en: of_one(set.texts.get(Lang::En)),
                ja: of_one(set.texts.get(Lang::Ja)),
            }),
            _ => None,
        })
        .filter(|way| !way.en.is_empty() && !way.ja.is_empty())
        .collect()
}

/// The slug, the name and the name in kana of a topic: four syllables, each number its own.
fn names(n: usize) -> (String, String, String) {
    let (mut name, mut kana) = (String::new(), String::new());
    let mut rest = n * 7919 + 11;
    for _ in 0..4 {
        let syllable = rest % 55;
        rest = rest / 55 + n % 13;
        name.push_str(CONSONANTS[syllable / 5]);
        name.push_str(VOWELS[syllable % 5]);
        kana.extend(KANA[syllable / 5].chars().nth(syllable % 5));
    }
    // Different numbers may meet in their syllables; a number in syllables tells them apart.
    let mut tail = n;
    while tail > 0 {
        let syllable = tail % 55;
        tail /= 55;
        name.push_str(CONSONANTS[syllable / 5]);
        name.push_str(VOWELS[syllable % 5]);
        kana.extend(KANA[syllable / 5].chars().nth(syllable % 5));
    }
    (name.clone(), name, kana)
}

fn topic(n: usize, slug: &str, name: &str, kana: &str, ways: &[Way], questions: &mut Vec<String>) -> String {
    let mut text = format!(
        "kind = \"platform\"\nname = {{ en = \"{name}\", ja = \"{kana}\" }}\nsummary = {{ en = \"Synthetic topic {name}\", ja = \"合成の話題{kana}\" }}\n\
         [aliases]\nen = [\"{name}\"]\nja = [\"{kana}\"]\n"
    );
    for nth in 0..FACTS {
        let way = &ways[nth % ways.len()];
        let (noun, noun_ja) = NOUNS[(n * 5 + nth * 7) % NOUNS.len()];
        let en = way.en[(n + nth) % way.en.len()].replace("{topic}", name);
        let ja = way.ja[(n + nth) % way.ja.len()].replace("{topic}", kana);
        let _ = write!(
            text,
            "[[fact]]\nid = \"{slug}.{nth}\"\nintent = \"{}\"\n\
             statement = {{ en = \"People say of {name} that it is known for its {noun}.\", ja = \"{kana}は{noun_ja}で知られると言われています。\" }}\n\
             sources = [\"all\"]\nas_of = \"2024\"\nbasis = \"reported-fact\"\n[fact.questions]\n\
             en = [\"{en} near {noun}\", \"{name} and its {noun}, {}\"]\nja = [\"{noun_ja}で{ja}\"]\n",
            way.intent,
            way.en[(n + nth + 1) % way.en.len()].replace("{topic}", "it").replace('"', ""),
        );
        if nth == n % FACTS {
            questions.push(format!("{en} near {noun}"));
            questions.push(format!("{noun_ja}で{ja}"));
            questions.push(format!("what share of people used {name} in 2021"));
        }
    }
    text
}

const SOURCE: &str = r#"
[[source]]
id = "all"
producer = { en = "Nobody", ja = "なし" }
title = "Synthetic"
url_main = "https://example.com/"
date_published = "2025"
language = "en"
kind = "academic"
read = "page"
"#;

const SERIES: &str = r#"
title = { en = "Synthetic survey", ja = "合成の調査" }
people = { en = "people", ja = "人" }
method = "survey"
comparable = true
precedence = 10
"#;
