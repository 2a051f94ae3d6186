//! A small bot on stock serenity, to try the loopback Discord with before and beside the real one.

use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};

use serenity::all::{
    ButtonStyle, Client as Serenity, ClientBuilder, Command, CommandOptionType, CommandType, Context,
    CreateActionRow, CreateAllowedMentions, CreateAttachment, CreateAutocompleteResponse, CreateButton,
    CreateCommand, CreateCommandOption, CreateEmbed, CreateInputText, CreateInteractionResponse,
    CreateInteractionResponseMessage, CreateMessage, CreateModal, EditInteractionResponse, EventHandler,
    GatewayIntents, Http, HttpBuilder, InputTextStyle, Interaction, Message, Ready, ShardManager,
};
use serenity::async_trait;
use serenity::http::HttpError;
use tokio::runtime::{self, Runtime};

/// What the client told of itself.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Told {
    /// A message reached it, with these words.
    Heard(String),
    /// A request failed with this status.
    Failed(u16),
    /// It ended, well or with this error.
    Ended(Option<String>),
}

/// A running client.
pub(crate) struct Client {
    // Dropping it ends everything the client does.
    runtime: Runtime,
    shards: Option<Arc<ShardManager>>,
    pub(crate) told: Receiver<Told>,
}

impl Client {
    /// Connects to what listens at `base`.
    pub(crate) fn start(base: &str, token: &str, intents: GatewayIntents) -> Self {
        let runtime = runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
        let runtime = runtime.expect("a runtime for the client");
        let (tell, told) = mpsc::channel();
        let mut client = runtime.block_on(build(base, token, intents, tell.clone()));
        let shards = Some(Arc::clone(&client.shard_manager));
        runtime.spawn(async move {
            let ended = client.start().await.err().map(|error| error.to_string());
            let _gone = tell.send(Told::Ended(ended));
        });
        Self { runtime, shards, told }
    }

    /// Shuts down in order.
    pub(crate) fn stop(&mut self) {
        if let Some(shards) = self.shards.take() {
            self.runtime.block_on(shards.shutdown_all());
        }
    }
}

async fn build(base: &str, token: &str, intents: GatewayIntents, tell: mpsc::Sender<Told>) -> Serenity {
    // Without `no_proxy` a proxy from the environment would be asked for 127.0.0.1; with the rate limiter on,
    // serenity would not look at the base at all.
    let rest = reqwest::Client::builder().no_proxy().build().expect("an HTTP client");
    let http = HttpBuilder::new(token).client(rest).proxy(base).ratelimiter_disabled(true).build();
    let client = ClientBuilder::new_with_http(http, intents).event_handler(Handler { tell });
    let client = client.await.expect("a client");
    let gateway = client.ws_url.lock().await.clone();
    assert!(gateway.starts_with("ws://127.0.0.1:"), "serenity would connect to {gateway}");
    client
}

struct Handler {
    tell: mpsc::Sender<Told>,
}

impl Handler {
    fn note(&self, result: Result<(), serenity::Error>) {
        match result {
            Err(serenity::Error::Http(HttpError::UnsuccessfulRequest(failed))) => {
                let _gone = self.tell.send(Told::Failed(failed.status_code.as_u16()));
            }
            other => other.expect("a request is taken or refused"),
        }
    }
}

#[async_trait]
impl EventHandler for Handler {
    async fn ready(&self, context: Context, _: Ready) {
        let registered = Command::set_global_commands(&context, commands()).await;
        self.note(registered.map(drop));
    }

    async fn message(&self, context: Context, message: Message) {
        let _gone = self.tell.send(Told::Heard(message.content.clone()));
        if message.author.bot || message.content.is_empty() {
            return;
        }
        let chart = CreateAttachment::bytes(*b"not really a chart", "chart.png").description("A chart");
        let answer = CreateMessage::new()
            .content(format!("You said: {}", message.content))
            .embed(
                CreateEmbed::new().title("An answer").url("https://example.com/source").description("91.1%"),
            )
            .components(vec![CreateActionRow::Buttons(vec![button("more", "More"), button("form", "Form")])])
            .add_file(chart)
            .reference_message(&message)
            .allowed_mentions(CreateAllowedMentions::new());
        self.note(message.channel_id.send_message(&context, answer).await.map(drop));
    }

    async fn interaction_create(&self, context: Context, interaction: Interaction) {
        self.note(respond(&context.http, &interaction).await);
    }
}

async fn respond(http: &Http, interaction: &Interaction) -> Result<(), serenity::Error> {
    match interaction {
        Interaction::Command(command) => {
            let hidden = CreateInteractionResponseMessage::new().ephemeral(true);
            command.create_response(http, CreateInteractionResponse::Defer(hidden)).await?;
            let said = format!("{} from {}, {:?}", command.data.name, command.user.name, command.context);
            let said =
                EditInteractionResponse::new().content(said).allowed_mentions(CreateAllowedMentions::new());
            command.edit_response(http, said).await.map(drop)
        }
        Interaction::Autocomplete(command) => {
            let typed = command.data.autocomplete().map_or("", |option| option.value);
            let choices = CreateAutocompleteResponse::new().add_string_choice(format!("{typed}!"), typed);
            command.create_response(http, CreateInteractionResponse::Autocomplete(choices)).await
        }
        Interaction::Component(press) if press.data.custom_id == "form" => {
            let input = CreateInputText::new(InputTextStyle::Short, "What is wrong?", "wrong");
            let form =
                CreateModal::new("report", "Report").components(vec![CreateActionRow::InputText(input)]);
            press.create_response(http, CreateInteractionResponse::Modal(form)).await
        }
        Interaction::Component(press) => {
            let more = CreateInteractionResponseMessage::new()
                .content("More")
                .allowed_mentions(CreateAllowedMentions::new());
            press.create_response(http, CreateInteractionResponse::UpdateMessage(more)).await
        }
        Interaction::Modal(form) => {
            let thanks = CreateInteractionResponseMessage::new()
                .content(format!("Thank you, {}", form.user.name))
                .allowed_mentions(CreateAllowedMentions::new());
            form.create_response(http, CreateInteractionResponse::Message(thanks)).await
        }
        _ => Ok(()),
    }
}

fn commands() -> Vec<CreateCommand> {
    let question = CreateCommandOption::new(CommandOptionType::String, "question", "What to ask");
    let ask = CreateCommand::new("ask").description("Asks").description_localized("ja", "質問する");
    let facts = CreateCommand::new("facts").description("For operators").add_option(
        CreateCommandOption::new(CommandOptionType::SubCommand, "reload", "Reads the knowledge again"),
    );
    vec![
        ask.add_option(question.required(true).set_autocomplete(true)),
        facts.default_member_permissions(serenity::all::Permissions::empty()),
        CreateCommand::new("Ask about this").kind(CommandType::Message),
    ]
}

fn button(id: &str, label: &str) -> CreateButton {
    CreateButton::new(id).label(label).style(ButtonStyle::Secondary)
}
