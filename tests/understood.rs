//! Classes of questions that were once misread, each by examples: what they are answered with, or why they are not.

use std::sync::{Arc, LazyLock};

use kotae::answer::Answer;
use kotae::engine::{Ask, Engine};
use kotae::knowledge::{Files, PartialDate, read};

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new(Arc::new(read(&Files::embedded()).base)));

fn ask(text: &str) -> Answer {
    ENGINE.ask(&Ask { text, lang: None, context: None, today: PartialDate::year(2026) })
}

/// The fact, the figures, or what is said instead.
fn reached(text: &str) -> String {
    let answer = ask(text);
    let figures: Vec<&str> = answer.figures.iter().map(|figure| figure.id.as_str()).collect();
    match (&answer.fact, figures.is_empty()) {
        (Some(fact), _) => fact.clone(),
        (None, false) => figures.join(" "),
        (None, true) => answer.text,
    }
}

fn all(cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .map(|(text, expected)| (text, expected, reached(text)))
        .filter(|(_, expected, found)| *expected != found)
        .map(|(text, expected, found)| format!("`{text}`\n    expected {expected}\n    found    {found}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn of_a_year_yet_to_come_only_a_forecast_tells() {
    all(&[
        (
            "how many people will use X in Japan in 2040?",
            "2040 is yet to come, and none of my sources says anything about it.",
        ),
        ("2035年のLINEの利用者数は？", "2035年はまだ先のことで、それについて述べた出典はありません。"),
        ("インフルエンサー市場の2027年の予測は？", "influencermarketing-market-2024.influencer.revenue"),
    ]);
}

#[test]
fn two_platforms_are_held_against_each_other_or_not_at_all() {
    all(&[
        ("LINE vs Discord", "I have no figures by which LINE and Discord could be compared."),
        (
            "which is bigger in Japan, X or Discord?",
            "I have no figures by which X (Twitter) and Discord could be compared.",
        ),
        ("BeRealとDiscord、どっちが使われてる？", "BeRealとDiscordを比べられる数字はありません。"),
        (
            "TikTok vs LinkedIn",
            "media-innovation-tiktok-2025.tiktok.monthly_active_users \
             markezine-linkedin-2026.linkedin.registered_users.2025-12.1",
        ),
        ("why do Japanese prefer Twitter to Facebook?", "x.why-fans"),
    ]);
    assert_eq!(
        ask("TikTok vs LinkedIn").text,
        "TikTok led LinkedIn: TikTok more than 42 million (Monthly active users, November 2025), LinkedIn more than \
         5 million (Registered users, December 2025)."
    );
}

#[test]
fn another_country_is_refused_unless_a_fact_tells_of_it() {
    all(&[
        ("Is LINE a Korean app?", "line.what"),
        ("LINEって韓国の会社が作ったの？", "line.developer"),
        ("LINE users in Korea", "I only know about social media in Japan; I have nothing about South Korea."),
        // What a statement takes from `…usage_rate` does not name the USA.
        (
            "アメリカで見る動画サイトは",
            "わかるのは日本のソーシャルメディアについてだけで、米国についての情報はありません。",
        ),
        (
            "タイのSNS利用率は？",
            "わかるのは日本のソーシャルメディアについてだけで、タイについての情報はありません。",
        ),
    ]);
}

#[test]
fn a_named_metric_is_stood_in_for_by_what_is_nearest() {
    all(&[
        (
            "2013年のインターネットの利用率は",
            "mic-communications-usage-2013.internet.penetration mic-communications-usage-2013.internet.count",
        ),
        (
            "2012年のXの国内利用者数",
            "president-mixi-2023.x.usage_rate.2012 tokyotimes-semiocast-2012.x.registered_users",
        ),
    ]);
}

#[test]
fn a_short_name_in_the_middle_of_other_words_is_none() {
    for (text, is, never) in [
        ("なんでまたmixiは消えたの", "mixi", "misinformation"),
        ("LINEの数字を見つけたいのですが", "line", "feature-phone"),
        ("既読がついたのはいつから", "read-receipts", "x"),
        ("でまとは", "misinformation", "feature-phone"),
        ("みすきーとは", "misskey", "feature-phone"),
    ] {
        let topics = ask(text).topics;
        let has = |wanted: &str| topics.iter().any(|topic| topic == wanted);
        assert!(has(is) && !has(never), "{text}: {topics:?}");
    }
}

#[test]
fn what_is_told_beside_a_question_changes_nothing() {
    for (plain, told) in [
        (
            "How many people use LINE in Japan?",
            "I moved to Kyoto last year. How many people use LINE in Japan?",
        ),
        (
            "What share of people used X in 2013?",
            "sorry if this was asked before, what share of people used X in 2013?",
        ),
        ("How many people use LINE in Japan?", "my mum asked me how many people use LINE in Japan"),
        ("How many people use LINE in Japan?", "How many people use LINE in Japan? Google gives me nothing."),
        ("What is mixi?", "I study sociology in Leeds. What is mixi?"),
        ("15〜19歳のInstagram利用率", "15～19歳のInstagram利用率"),
        ("Instagram, aged 15-19", "Instagram, aged 15–19"),
    ] {
        assert_eq!(reached(told), reached(plain), "{told}");
    }
}

#[test]
fn a_platform_may_be_described_instead_of_named() {
    let cases = [
        ("how many people use Zuckerberg's blue network in Japan?", "facebook"),
        ("イーロン・マスクが買った短文サービス、国内の利用者数は？", "x"),
        ("what share of Japan uses Google's video-sharing site?", "youtube"),
        ("緑のトークアプリの利用率は？", "line"),
        ("バイトダンスの縦型動画アプリ、月に何人が使っていますか", "tiktok"),
    ];
    for (text, topic) in cases {
        assert_eq!(ask(text).topics, [topic], "{text}");
    }
}

#[test]
fn two_years_beside_a_name_ask_for_the_course_between_them() {
    all(&[
        ("mixi 2012→2021", "mixi.trend"),
        ("LINE 2014→2019", "line.trend-ministry"),
        ("Instagram 2015〜2020", "instagram.trend"),
    ]);
    // Whatever was asked before.
    let before = ask("how many people use LINE in Japan?");
    let text = "mixi 2012→2021";
    let today = PartialDate::year(2026);
    let answer = ENGINE.ask(&Ask { text, lang: None, context: Some(&before.context), today });
    assert_eq!(answer.fact.as_deref(), Some("mixi.trend"));
}

#[test]
fn a_figure_of_the_group_asked_about_goes_before_one_with_a_note_that_fits() {
    all(&[(
        "よその中学生は平日に1日どれくらいネットを見ているもの？",
        "cfa-youth-internet-fy2024.internet.time_per_day.junior-high-school-students",
    )]);
}

#[test]
fn the_reverse_of_what_is_asked_is_no_answer() {
    all(&[
        (
            "why is WhatsApp so popular in Japan?",
            "I have nothing of that kind about WhatsApp. What I can tell: what it is, why it is not popular, how two compare.",
        ),
        ("why is WhatsApp not popular in Japan?", "whatsapp.why-unpopular"),
    ]);
}
