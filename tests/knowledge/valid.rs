//! A small knowledge folder without a single problem, from which the tests break one thing at a time.

use kotae::knowledge::{Files, Loaded, PartialDate, Problem, check, read, render};

const LEXICON: &str = r#"subject = { en = "social media in Japan", ja = "日本のソーシャルメディア" }
bare = "what"

[[metric]]
id = "usage_rate"
units = ["percent"]
label = { en = "Usage rate", ja = "利用率" }
sentence = { en = "{value} of {group} used {topic} ({when})", ja = "{when}、{group}の{value}が{topic}を利用" }
words = { en = ["usage rate"], ja = ["利用率"] }

[[metric]]
id = "revenue"
units = ["yen", "usd"]
label = { en = "Revenue", ja = "売上" }
sentence = { en = "{topic} earned {value} ({when})", ja = "{topic}の売上は{value}（{when}）" }

[[measure]]
id = "share"
metrics = ["usage_rate"]
words = { en = ["what share"], ja = ["何割"] }

[[intent]]
id = "what"
label = { en = "what it is", ja = "何か" }
answered_by = "fact"
suggestion = { en = "what is {topic}", ja = "{topic}とは" }

[[intent]]
id = "why-unpopular"
label = { en = "why it is not popular", ja = "流行らない理由" }
answered_by = "fact"
also = ["what"]

[[group]]
id = "age:20s"
label = { en = "people in their 20s", ja = "20代" }
words = { en = ["twenties"], ja = ["20代"] }
ages = [20, 29]

[[group]]
id = "sex:female"
label = { en = "women", ja = "女性" }
near = ["age:20s"]

[[place]]
id = "korea"
label = { en = "Korea", ja = "韓国" }
words = { en = ["korea"], ja = ["韓国"] }
"#;

const LINE: &str = r#"kind = "platform"
name = { en = "LINE", ja = "LINE" }
summary = { en = "Messaging app", ja = "メッセージアプリ" }

[aliases]
en = ["line", "line app"]
ja = ["ライン"]
ordinary = ["line"]
exact = ["LINE"]
never = { en = ["straight line"], ja = ["オンライン"] }

[[fact]]
id = "line.what"
intent = "what"
statement = { en = "LINE is a messaging app, used by {figure:survey.line.2024} of people.", ja = "LINEは{figure:survey.line.2024}が使うメッセージアプリです。" }
sources = ["ministry-2025"]
as_of = "2024-12"
basis = "survey-finding"
rank = "preferred"
[fact.questions]
en = ["what is LINE"]
ja = ["LINEとは何"]

[[fact]]
id = "line.origin"
intent = "what"
statement = { en = "LINE began in 2011, after the March 2011 earthquake.", ja = "LINEは2011年3月の震災のあとに始まりました。" }
sources = ["blog-2016", "ministry-2025"]
as_of = "2016"
basis = "reported-fact"
[fact.questions]
en = ["where does LINE come from"]
ja = ["LINEの起源は"]
"#;

const STICKERS: &str = r#"kind = "feature"
parent = "line"
name = { en = "LINE stickers", ja = "LINEスタンプ" }
summary = { en = "Pictures sent in chats", ja = "トークで送る絵" }
"#;

const SERIES: &str = r#"title = { en = "Ministry survey", ja = "総務省の調査" }
people = { en = "people aged 13–69", ja = "13〜69歳の人" }
method = "survey"
comparable = true
precedence = 10

[[break]]
at = "2024-12"
note = { en = "Ages 13–79 from here on.", ja = "ここから13〜79歳。" }
"#;

const FIGURES: &str = "\
id,topic,metric,value,unit,value_kind,group,as_of,source,locator,note_en,note_ja,group_in_evidence
survey.line.2023,line,usage_rate,91.0,percent,exact,all,2023-11,ministry-2025,,,,
survey.line.2024,line,usage_rate,91.1,percent,exact,all,2024-12,ministry-2025,table 2,,,
survey.line.2024.f,line,usage_rate,95,percent,approx,age:20s/sex:female,2024-12,ministry-2025,,\"asked, not measured\",聞き取り,women in their 20s
";

const SOURCES: &str = r#"[[source]]
id = "ministry-2025"
producer = { en = "Ministry of Internal Affairs", ja = "総務省" }
title = "情報通信メディアの利用時間"
url_main = "https://example.org/ministry"
date_published = "2025-06-27"
language = "ja"
kind = "official-survey"
read = "page"

[[source]]
id = "blog-2016"
producer = { en = "A blog", ja = "あるブログ" }
title = "How LINE began"
date_published = "2016-05"
language = "en"
kind = "blog"
read = "secondary"
via = "ministry-2025"
"#;

const PHRASINGS: &str = r#"intent = "why-unpopular"
en = ["why is {topic} not popular"]
ja = ["{topic}が流行らない理由"]
"#;

const QUESTIONS: &str = r#"[[question]]
lang = "en"
text = "what is LINE"
fact = "line.what"

[[question]]
lang = "ja"
text = "LINEの利用率は"
figure = "survey.line.2024"

[[question]]
lang = "en"
text = "who uses stickers"
topics = ["stickers"]

[[question]]
lang = "en"
text = "what is the weather"
refused = true
"#;

/// A knowledge folder in memory.
pub(crate) struct Knowledge(pub(crate) Files);

impl Knowledge {
    /// One without problems.
    pub(crate) fn valid() -> Self {
        let mut knowledge = Self(Files { origin: "a test".to_owned(), ..Files::default() });
        for (path, text) in [
            ("lexicon.toml", LEXICON),
            ("topics/line.toml", LINE),
            ("topics/stickers.toml", STICKERS),
            ("figures/survey.toml", SERIES),
            ("figures/survey.csv", FIGURES),
            ("sources/all.toml", SOURCES),
            ("phrasings/why-unpopular.toml", PHRASINGS),
            ("questions.toml", QUESTIONS),
        ] {
            knowledge.put(path, text);
        }
        knowledge
    }

    /// Writes a file.
    pub(crate) fn put(&mut self, path: &str, content: impl AsRef<[u8]>) -> &mut Self {
        self.0.contents.insert(path.to_owned(), content.as_ref().to_vec());
        self
    }

    /// Writes a file as another is.
    pub(crate) fn copy(&mut self, from: &str, to: &str) -> &mut Self {
        let content = self.0.contents[from].clone();
        self.put(to, content)
    }

    /// Takes a file away.
    pub(crate) fn remove(&mut self, path: &str) -> &mut Self {
        self.0.contents.remove(path).expect("the file is there");
        self
    }

    /// Changes the first place in a file that has this text.
    pub(crate) fn replace(&mut self, path: &str, from: &str, to: &str) -> &mut Self {
        let text = String::from_utf8(self.0.contents[path].clone()).expect("text");
        assert!(text.contains(from), "`{from}` is in {path}");
        self.put(path, text.replacen(from, to, 1))
    }

    /// Writes on at the end of a file.
    pub(crate) fn append(&mut self, path: &str, text: &str) -> &mut Self {
        self.0.contents.get_mut(path).expect("the file is there").extend_from_slice(text.as_bytes());
        self
    }

    pub(crate) fn read(&self) -> Loaded {
        read(&self.0)
    }

    pub(crate) fn problems(&self) -> Vec<Problem> {
        check(&self.read(), today())
    }

    /// What a curator reads.
    pub(crate) fn report(&self) -> String {
        render(&self.problems(), &self.0, false)
    }
}

/// The day on which the tests take place.
pub(crate) fn today() -> PartialDate {
    "2026-03-01".parse().expect("a date")
}
