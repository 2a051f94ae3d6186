//! Links with which the bot is invited.

use std::sync::Arc;

use serenity::all::{LightMethod, Permissions, Route};

use super::client::{http, http_client, start_error};
use super::error::BotError;
use super::permission::Application;
use super::send::{Outgoing, Sender};
use crate::config::Config;

/// What the bot needs in a channel and no more: to see that it was mentioned, to answer there and in threads,
/// with links, charts and files, in reply to a message.
fn needed() -> Permissions {
    Permissions::VIEW_CHANNEL
        | Permissions::SEND_MESSAGES
        | Permissions::SEND_MESSAGES_IN_THREADS
        | Permissions::EMBED_LINKS
        | Permissions::ATTACH_FILES
        | Permissions::READ_MESSAGE_HISTORY
}

/// The link into a server, and the one for a user who wants it everywhere:
/// <https://docs.discord.com/developers/topics/oauth2#bot-authorization-flow>.
pub fn invitations(application: u64) -> [String; 2] {
    let link = |rest: &str| format!("https://discord.com/oauth2/authorize?client_id={application}&{rest}");
    let permissions = needed().bits();
    [
        link(&format!("integration_type=0&scope=bot+applications.commands&permissions={permissions}")),
        link("integration_type=1&scope=applications.commands"),
    ]
}

/// Asks Discord whose token it is.
///
/// # Errors
/// There is no token, it is wrong, or Discord cannot be reached.
pub async fn application_id(config: &Config) -> Result<u64, BotError> {
    let token = config.token.as_ref().ok_or(BotError::NoToken)?;
    let client = http_client(&config.api)?;
    let sender = Sender::new(Arc::new(http(token, &config.api, &client)), client);
    let application = Outgoing::new(LightMethod::Get, Route::Oauth2ApplicationCurrent);
    let found = sender.get::<Application>(application).await;
    found.map(|application| application.id().get()).map_err(|error| start_error(&config.api, error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_asks_for_what_is_needed_alone() {
        let [server, user] = invitations(7);
        assert_eq!(
            server,
            "https://discord.com/oauth2/authorize?client_id=7&integration_type=0&scope=bot+applications.commands\
             &permissions=274878024704"
        );
        assert_eq!(
            user,
            "https://discord.com/oauth2/authorize?client_id=7&integration_type=1&scope=applications.commands"
        );
        assert!(!needed().intersects(Permissions::ADMINISTRATOR | Permissions::MANAGE_MESSAGES));
    }
}
