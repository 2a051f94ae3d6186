//! Texts that nobody would write, and the facts that everybody will ask for.

mod loopback;

use loopback::{Bot, CHANNEL, Discord, Person, Posted};
use serde_json::json;

/// The longest message without Nitro.
const LONGEST: usize = 2000;

/// A bot that answers as often as it is asked.
fn tireless() -> (Discord, Bot) {
    let discord = Discord::start();
    let unlimited = Bot::of(&discord).env("KOTAE_USER_PER_MINUTE", "0").env("KOTAE_CHANNEL_PER_MINUTE", "0");
    let bot = unlimited.start();
    (discord, bot)
}

/// Asks it in every way in which a text can be asked. Each reply is held against Discord's limits, and against
/// the rule that it pings nobody.
#[track_caller]
fn is_survived(person: &Person, text: &str) {
    let mentioned = person.mentions_bot(CHANNEL, text);
    shows_no_trick(&mentioned.answer());
    shows_no_trick(&person.message_command("Ask Kotae", &mentioned.json()).reply());
    shows_no_trick(&person.slash("ask", &json!({ "question": text })).reply());
    person.autocomplete("ask", &json!({}), "question", text).choices();
    person.autocomplete("sources", &json!({}), "topic", text).choices();
    shows_no_trick(&person.slash("sources", &json!({ "topic": text })).reply());
}

/// What was asked may be shown, yet neither as markup nor so that it turns what stands beside it around.
#[track_caller]
fn shows_no_trick(reply: &Posted) {
    let text = reply.text();
    let turns = |sign: &char| matches!(sign, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    assert!(!text.chars().any(|sign| turns(&sign)), "{text:?}");
    for live in ["<@1", "<@&", "](https://evil", "**evil", "||evil", "\n# evil", "<:evil"] {
        let mut found = text.match_indices(live);
        let escaped = found.all(|(at, _)| text[..at].ends_with('\\'));
        assert!(escaped, "{live:?} is live in {text:?}");
    }
}

#[test]
fn every_plane_of_unicode_is_survived() {
    let (discord, bot) = tireless();
    let alice = discord.member("alice");
    for plane in 0..=16_u32 {
        let from = plane << 16;
        // Evenly over the plane, so that every block of some size is in it; surrogates are no characters.
        let letters = (0..LONGEST as u32).filter_map(|step| char::from_u32(from + step * 0x1_0000 / 2000));
        is_survived(&alice, &letters.collect::<String>());
    }
    bot.stop();
}

#[test]
fn hostile_texts_are_survived() {
    let (discord, bot) = tireless();
    let mallory = discord.member("mallory");
    for text in [
        "@everyone @here what is Kumonet",
        "<@1400000000000000009> <@&1400000000000000009> <#1400000000000000009> </ask:1>",
        "\u{202e}tenomuK si tahw\u{202c} \u{2066}evil\u{2069} \u{200f}\u{61c}",
        "w\u{200b}h\u{200c}a\u{2060}t is Kum\u{feff}onet",
        "**evil** __evil__ ~~evil~~ ||evil|| `evil` ```evil``` > evil",
        "x\n# evil\n-# evil\n- evil\n1. evil\n>>> evil",
        "[Kumonet](https://evil.example/) <https://evil.example/> <:evil:1400000000000000010>",
        "\\*\\_\\`\\[ \\\\ \\",
        "Robert'); DROP TABLE facts;-- {figure:x} {latest:line.usage_rate} {topic} %s %n ${x} {{x}}",
        "what is Kumonet\u{0}\u{1b}[31m\u{7f}\u{85}\u{2028}\u{2029}",
        "Z\u{0351}\u{036b}\u{0343}\u{036a}a\u{0328}\u{0334}l\u{0358}g\u{0321}o",
        "👩‍👩‍👧‍👦🏳️‍🌈🇯🇵👍🏽 Kumonet",
        &"🏳️‍🌈".repeat(LONGEST / 6),
        &"*".repeat(LONGEST),
        &"[".repeat(LONGEST),
        &"what is Kumonet and why is Hibiki little used ".repeat(LONGEST / 46),
        &"クモネットとヒビキ".repeat(LONGEST / 9),
        &"a".repeat(LONGEST),
        &"\u{0301}".repeat(LONGEST),
        &"9".repeat(LONGEST),
        &"年".repeat(LONGEST),
    ] {
        is_survived(&mallory, text);
    }
    bot.stop();
}

/// A bot with the knowledge that it carries.
fn shipped() -> (Discord, Bot) {
    let discord = Discord::start();
    let bot = Bot::of(&discord).embedded_knowledge().start();
    (discord, bot)
}

/// The embed of an answer: text, and the line with its date below it.
#[track_caller]
fn embed(answer: &Posted) -> (String, String) {
    let embed = &answer.json()["embeds"][0];
    let text =
        |key: &str| embed.pointer(key).and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
    (text("/description"), text("/footer/text"))
}

/// The parts of an answer that nobody should have to miss.
#[track_caller]
fn is_whole(text: &str, footer: &str, source: &str) {
    let said = text.split(source).next().unwrap_or_default();
    assert!(said.chars().any(|letter| letter.is_ascii_digit()), "no figure: {text}");
    assert!(text.contains(source) && text.contains("](https://"), "no source with its link: {text}");
    let dated = text.contains("as of ") || text.contains("時点");
    assert!(dated || footer.contains("20"), "no date: {text}\n{footer}");
}

#[test]
fn the_shipped_facts_are_answered_with_source_date_and_figure() {
    let (discord, _bot) = shipped();
    let alice = discord.member("alice");
    let answer = alice.mentions_bot(CHANNEL, "why is LinkedIn little used in Japan?").answer();
    let (text, footer) = embed(&answer);
    assert!(text.contains("LinkedIn"), "{text}");
    is_whole(&text, &footer, "Source: ");
    let answer = alice.mentions_bot(CHANNEL, "日本でLINEを使っている人はどのくらい?").answer();
    let (text, footer) = embed(&answer);
    assert!(text.contains("LINE") && text.contains('%') && text.contains("人"), "{text}");
    is_whole(&text, &footer, "出典：");
}
