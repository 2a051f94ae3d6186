//! Everything that can be called: one registry, from which registration, `/help`, dispatch and tests come.
#![allow(
    clippy::unused_async,
    reason = "the registry calls every command alike, those that wait and those that do not"
)]

mod about;
mod ask;
mod ask_message;
mod compare;
mod facts;
mod help;
mod options;
mod privacy;
mod rank;
mod settings;
mod sources;
mod statistic;
mod stats;
mod topic;
mod topics;
mod trend;

use serenity::all::{
    CommandInteraction, CommandType, CreateCommand, CreateCommandOption, InstallationContext,
    InteractionContext, Permissions,
};
use serenity::futures::future::BoxFuture;

pub(crate) use facts::{list as facts_list, reload as facts_reload};
pub(crate) use settings::set as set_settings;

use super::error::CommandError;
use super::reply::Reply;
use super::state::State;
use super::wording::Words;
use crate::knowledge::Lang;

/// What a command comes to.
pub(crate) type Outcome = Result<Reply, CommandError>;

/// Does a command.
pub(crate) type Run = for<'a> fn(&'a State, &'a CommandInteraction) -> BoxFuture<'a, Outcome>;

/// Completes what is typed: (label, value).
pub(crate) type Complete =
    for<'a> fn(&'a State, &'a CommandInteraction) -> BoxFuture<'a, Vec<(String, String)>>;

/// Who may call a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everybody.
    Everyone,
    /// Members who may manage the server; checked at every call.
    Managers,
    /// The operators of the bot; checked at every call.
    Operators,
}

/// A command.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spec {
    /// ASCII: a localised name hides the subcommands below it (discord-api-docs #5105).
    pub(crate) name: &'static str,
    /// What it does, for the list of commands; a message command has its localised name here.
    pub(crate) description: Words,
    /// Slash or message command.
    pub(crate) kind: CommandType,
    /// Who may call it.
    pub(crate) access: Access,
    /// True where its work may take more than a moment: it is deferred before it begins.
    pub(crate) slow: bool,
    /// Whether only the caller sees the reply.
    pub(crate) hidden: fn(&CommandInteraction) -> bool,
    /// Its options.
    pub(crate) options: fn() -> Vec<CreateCommandOption>,
    /// Does it.
    pub(crate) run: Run,
    /// Completes what is typed, if it does.
    pub(crate) complete: Option<Complete>,
}

/// Every command there is, in the order of `/help`.
pub(crate) const ALL: &[Spec] = &[
    ask::SPEC,
    ask_message::SPEC,
    stats::SPEC,
    compare::SPEC,
    trend::SPEC,
    rank::SPEC,
    topics::SPEC,
    sources::SPEC,
    about::SPEC,
    privacy::SPEC,
    help::SPEC,
    settings::SPEC,
    facts::SPEC,
];

/// The command that is called.
pub(crate) fn find(command: &CommandInteraction) -> Option<&'static Spec> {
    ALL.iter().find(|spec| spec.name == command.data.name && spec.kind == command.data.kind)
}

impl Spec {
    /// What Discord is told of it: <https://docs.discord.com/developers/interactions/application-commands>.
    pub(crate) fn definition(&self) -> CreateCommand {
        let mut command = CreateCommand::new(self.name)
            .kind(self.kind)
            .integration_types(vec![InstallationContext::Guild, InstallationContext::User])
            .contexts(vec![
                InteractionContext::Guild,
                InteractionContext::BotDm,
                InteractionContext::PrivateChannel,
            ]);
        command = match self.kind {
            // The menu of a message shows the name alone, and a description is refused.
            CommandType::Message => command.name_localized("ja", self.description.get(Lang::Ja)),
            _ => command
                .description(self.description.get(Lang::En))
                .description_localized("ja", self.description.get(Lang::Ja))
                .set_options((self.options)()),
        };
        // Keeps it out of the list of those who cannot use it. No protection: that is in the code.
        match self.access {
            Access::Everyone => command,
            Access::Operators => command.default_member_permissions(Permissions::empty()),
            Access::Managers => command
                .default_member_permissions(Permissions::MANAGE_GUILD)
                .integration_types(vec![InstallationContext::Guild])
                .contexts(vec![InteractionContext::Guild]),
        }
    }
}

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
