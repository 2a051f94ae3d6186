//! Options: their definition and how they are read.

use serenity::all::{
    CommandDataOption, CommandInteraction, CommandOptionType, CreateCommandOption, InteractionContext,
    Permissions,
};

use crate::discord::locale::Locales;
use crate::discord::wording::Words;
use crate::knowledge::Lang;

/// An option with its names and descriptions in both languages.
pub(super) fn option(
    kind: CommandOptionType,
    name: &'static str,
    name_ja: &'static str,
    description: Words,
) -> CreateCommandOption {
    CreateCommandOption::new(kind, name, description.en)
        .name_localized("ja", name_ja)
        .description_localized("ja", description.ja)
}

/// The option `language`.
pub(super) fn language() -> CreateCommandOption {
    let description = Words { en: "Language of the answer", ja: "回答の言語" };
    option(CommandOptionType::String, "language", "言語", description)
        .add_string_choice_localized("English", "en", [("ja", "英語")])
        .add_string_choice_localized("Japanese", "ja", [("ja", "日本語")])
}

/// The option `hidden`.
pub(super) fn hidden() -> CreateCommandOption {
    let description = Words { en: "Show the answer to you alone", ja: "回答を自分だけに表示" };
    option(CommandOptionType::Boolean, "hidden", "非公開", description)
}

/// An option's value by its name.
pub(super) fn given<'a>(options: &'a [CommandDataOption], name: &str) -> Option<&'a CommandDataOption> {
    options.iter().find(|option| option.name == name)
}

/// The option `hidden`, false where it is absent.
pub(super) fn is_hidden(command: &CommandInteraction) -> bool {
    given(&command.data.options, "hidden").and_then(|option| option.value.as_bool()).unwrap_or(false)
}

/// Whether the bot may attach files where the command was called.
pub(super) fn may_attach(command: &CommandInteraction) -> bool {
    command.app_permissions.is_none_or(|may| may.contains(Permissions::ATTACH_FILES))
}

/// The option `language`. The values of choices come from the user's client: anything else counts as absent.
pub(super) fn chosen_language(command: &CommandInteraction) -> Option<Lang> {
    given(&command.data.options, "language")?.value.as_str()?.parse().ok()
}

/// The language of a reply where no question tells it: the option, what the server has set (which the caller has
/// put in place of all locales), the server's locale; then, if nobody else sees the reply, the user's.
pub(super) fn reply_language(command: &CommandInteraction, hidden: bool) -> Lang {
    let locales = Locales { user: &command.locale, guild: command.guild_locale.as_deref() };
    let direct = command.context == Some(InteractionContext::BotDm);
    chosen_language(command).unwrap_or_else(|| locales.lang(hidden || direct))
}
