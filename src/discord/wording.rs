//! What the bot says beside answers, in both languages, in one place.

use crate::knowledge::{Lang, Text};

/// A sentence in both languages.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words {
    /// English.
    pub(crate) en: &'static str,
    /// Japanese.
    pub(crate) ja: &'static str,
}

impl Words {
    /// The sentence in `lang`.
    pub(crate) fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::Ja => self.ja,
        }
    }
}

impl From<Words> for Text {
    fn from(words: Words) -> Self {
        Self { en: words.en.to_owned(), ja: words.ja.to_owned() }
    }
}

macro_rules! words {
    ($($name:ident: $en:literal, $ja:literal;)+) => {
        $(pub(crate) const $name: Words = Words { en: $en, ja: $ja };)+

        /// All of them, for the test.
        #[cfg(test)]
        const ALL: &[(&str, Words)] = &[$((stringify!($name), $name)),+];
    };
}

words! {
    EMPTY: "Ask me a question; `/topics` lists what I know about.",
           "質問を入力してください。質問できるテーマは `/topics` で見られます。";
    NOTHING: "I do not know that.", "申し訳ありませんが、わかりません。";
    NO_TEXT: "There is no text in that message that I could answer.",
             "そのメッセージには、お答えできる文章がありません。";
    SLOW_DOWN: "That is a lot of questions at once. Please give me a minute.",
               "短い間に多くの質問をいただきました。1分ほどお待ちください。";
    NOT_OPERATOR: "Only the operators of this bot may do that.",
                  "この操作ができるのは、ボットの管理者だけです。";
    OLD_BUTTON: "This button is from an older version of me. Please ask again.",
                "このボタンは以前のバージョンのものです。もう一度質問してください。";
    NOT_MINE: "I do not know this command any more. Please restart Discord to refresh its list.",
              "このコマンドは現在使えません。Discordを再起動して一覧を更新してください。";
    STOPPING: "I am being restarted. Please try again in a moment.",
              "再起動中です。少し待ってからもう一度お試しください。";
    SOURCE: "Source", "出典";
    SOURCES: "Sources", "出典一覧";
    NO_SOURCES: "The sources of this answer are no longer in my fact base. Please ask again.",
                "この回答の出典は現在のデータにありません。もう一度質問してください。";
    NONE_LISTED: "I have no sources on that.", "出典はありません。";
    AS_OF: "As of", "時点";
    NOT_MANAGER: "Only members who may manage this server may do that.",
                 "この操作ができるのは、サーバー管理の権限を持つメンバーだけです。";
    ONLY_IN_SERVERS: "There are settings in servers only.", "設定はサーバー内でのみ行えます。";
    SAVED: "Saved", "保存しました";
    REPORT: "Report a mistake", "誤りを報告";
    REPORT_LABEL: "What is wrong?", "どこが誤っていますか?";
    REPORT_HINT: "The number, the date, the source ... and what would be right, if you know",
                 "数値・日付・出典など。正しい内容をご存じでしたら、それもお書きください";
    REPORTED: "Thank you. The curators of my facts will see what you wrote and this answer, not who you are.",
              "ありがとうございます。報告の内容とこの回答をデータの担当者が確認します。お名前は伝わりません。";
    TOO_MANY_REPORTS: "Thank you, that is many reports in one hour. Please send the rest later.",
                      "ありがとうございます。短い間に多くの報告をいただきました。時間をおいてからお送りください。";
    NONE: "none", "なし";
    ON: "on", "オン";
    OFF: "off", "オフ";
    ALL_CHANNELS: "All channels", "すべてのチャンネル";
    HIDDEN_BY_DEFAULT: "Replies to commands are for the asker alone", "コマンドへの返信は本人だけに表示する";
    OFFER_CHARTS: "Offer charts", "グラフを提示する";
    OFFER_RELATED: "Offer related questions", "関連する質問を提示する";
    CHART: "Chart", "グラフ";
    CSV: "CSV", "CSVファイル";
    MOVED_ON: "My figures have been updated since, and these are no longer among them. Please ask again.",
              "その後データが更新され、この数字は現在のデータにありません。もう一度質問してください。";
    CHANGED: "My figures have been updated since that message; these are the ones of today.",
             "元のメッセージの後にデータが更新されました。現在のデータを表示しています。";
    NO_FILES: "I may not attach files here. Try it in a direct message.",
              "ここではファイルを添付できません。ダイレクトメッセージでお試しください。";
}

/// Below a table that was cut.
pub(crate) fn more_rows(rest: usize, lang: Lang) -> String {
    match lang {
        Lang::En => format!("… and {rest} more rows in the CSV"),
        Lang::Ja => format!("…ほか{rest}行はCSVにあります"),
    }
}

/// Below notes that were cut.
pub(crate) fn more_notes(rest: usize, lang: Lang) -> String {
    match (rest, lang) {
        (1, Lang::En) => "and one more note; see Sources".to_owned(),
        (rest, Lang::En) => format!("and {rest} more notes; see Sources"),
        (rest, Lang::Ja) => format!("ほかに注が{rest}件あります（「出典一覧」を参照）"),
    }
}

/// Behind sources that were cut.
pub(crate) fn more_sources(rest: usize, lang: Lang) -> String {
    match lang {
        Lang::En => format!(" and {rest} more"),
        Lang::Ja => format!(" ほか{rest}件"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_said_in_both_languages() {
        for (name, words) in ALL {
            assert!(!words.en.is_empty() && words.en.is_ascii(), "{name}");
            assert!(words.ja.chars().any(|char| char as u32 >= 0x3000), "{name}");
        }
    }
}
