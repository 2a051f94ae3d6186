//! What the bot says, before it is JSON: the same value serves messages, interactions and tests.

use std::sync::Arc;

use super::press::Press;
use crate::answer::limits::{self, cut, units};

/// One message of the bot.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Reply {
    /// Text outside of any embed.
    pub(crate) content: Option<String>,
    /// Framed texts.
    pub(crate) embeds: Vec<Embed>,
    /// Menus, a row each, above the buttons.
    pub(crate) menus: Vec<Menu>,
    /// Rows of buttons.
    pub(crate) rows: Vec<Vec<Button>>,
    /// Files.
    pub(crate) attachments: Vec<Attachment>,
    /// True where only the asker sees it; interactions alone can do that.
    pub(crate) hidden: bool,
}

/// A framed text. Markup is live in it: whoever fills it escapes what is not meant as markup.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Embed {
    /// In bold above the text.
    pub(crate) title: Option<String>,
    /// The text.
    pub(crate) description: Option<String>,
    /// Named values below the text.
    pub(crate) fields: Vec<Field>,
    /// Small print; no markup works there.
    pub(crate) footer: Option<String>,
    /// The bar on the left, as 0xRRGGBB.
    pub(crate) colour: Option<u32>,
    /// The name of the attachment that is shown below.
    pub(crate) image: Option<String>,
}

/// A named value of an embed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    /// In bold.
    pub(crate) name: String,
    /// Below it.
    pub(crate) value: String,
    /// True where fields may stand side by side.
    pub(crate) inline: bool,
}

/// How a button looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// What most people want next.
    Primary,
    /// Everything else.
    Secondary,
}

/// A button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Button {
    /// What stands on it.
    pub(crate) label: String,
    /// What it does.
    pub(crate) press: Press,
    /// How it looks.
    pub(crate) style: Style,
}

/// A form with one field of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Form {
    /// What sending it does.
    pub(crate) press: Press,
    /// Above it.
    pub(crate) title: String,
    /// Above the field.
    pub(crate) label: String,
    /// In the field while it is empty.
    pub(crate) placeholder: String,
    /// How many characters the field takes.
    pub(crate) longest: usize,
}

/// A menu to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Menu {
    /// What a choice does.
    pub(crate) press: Press,
    /// What stands there while nothing is chosen.
    pub(crate) placeholder: String,
    /// What can be chosen.
    pub(crate) offer: Offer,
    /// How many must be chosen at least.
    pub(crate) least: usize,
    /// How many may be.
    pub(crate) most: usize,
}

/// What a menu offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Offer {
    /// These, in this order.
    Choices(Vec<Choice>),
    /// The text channels and threads of the server; those with these ids are chosen.
    Channels(Vec<u64>),
}

/// One entry of a menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    /// What stands there.
    pub(crate) label: String,
    /// What is sent.
    pub(crate) value: String,
    /// Whether it is chosen now.
    pub(crate) chosen: bool,
}

/// A file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Attachment {
    /// Its name.
    pub(crate) name: String,
    /// What it shows, for those who cannot see it.
    pub(crate) description: String,
    /// Its content.
    pub(crate) data: Arc<[u8]>,
}

impl Reply {
    /// Plain text. Markup is live in it.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self { content: Some(text.into()), ..Self::default() }
    }

    /// One embed.
    pub(crate) fn embed(embed: Embed) -> Self {
        Self { embeds: vec![embed], ..Self::default() }
    }

    /// Shown to the asker alone.
    #[must_use]
    pub(crate) fn hidden(mut self) -> Self {
        self.hidden = true;
        self
    }

    /// The same, cut to what Discord takes.
    #[must_use]
    pub(crate) fn fitted(mut self) -> Self {
        self.content = self.content.map(|text| limits::CONTENT.cut(&text).into_owned());
        self.embeds.truncate(limits::EMBEDS.most);
        let mut room = limits::EMBED_TOTAL.most;
        for embed in &mut self.embeds {
            embed.fit(&mut room);
        }
        self.embeds.retain(|embed| !embed.is_empty());
        let mut seen = Vec::new();
        for row in &mut self.rows {
            row.retain_mut(|button| {
                button.label = limits::BUTTON_LABEL.cut(&button.label).into_owned();
                // Discord refuses the whole message where two buttons carry the same id, or one is too long.
                let id = button.press.to_string();
                let good = limits::CUSTOM_ID.fits(&id) && !button.label.is_empty() && !seen.contains(&id);
                seen.push(id);
                good
            });
            row.truncate(limits::ROW_BUTTONS.most);
        }
        self.menus.retain_mut(Menu::fit);
        self.menus.truncate(limits::ROWS.most);
        self.rows.retain(|row| !row.is_empty());
        self.rows.truncate(limits::ROWS.most - self.menus.len());
        self.attachments.truncate(limits::ATTACHMENTS.most);
        for file in &mut self.attachments {
            file.description = limits::ATTACHMENT_DESCRIPTION.cut(&file.description).into_owned();
        }
        self
    }

    /// The same without its files, for channels where the bot may not attach any.
    #[must_use]
    pub(crate) fn without_files(&self) -> Self {
        let mut reply = Self { attachments: Vec::new(), ..self.clone() };
        for embed in &mut reply.embeds {
            embed.image = None;
        }
        reply
    }

    /// The same as plain text, for channels where the bot may neither embed nor reply.
    #[must_use]
    pub(crate) fn plain(&self) -> Self {
        let mut texts: Vec<&str> = self.content.iter().map(String::as_str).collect();
        for embed in &self.embeds {
            texts.extend(embed.title.as_deref());
            texts.extend(embed.description.as_deref());
            texts.extend(embed.fields.iter().flat_map(|field| [field.name.as_str(), &field.value]));
            texts.extend(embed.footer.as_deref());
        }
        Self { content: Some(texts.join("\n")), rows: self.rows.clone(), ..Self::default() }.fitted()
    }
}

impl Menu {
    /// Cuts it to its limits; false where there is nothing to choose, which Discord refuses.
    fn fit(&mut self) -> bool {
        self.placeholder = limits::MENU_PLACEHOLDER.cut(&self.placeholder).into_owned();
        let offered = match &mut self.offer {
            Offer::Channels(chosen) => {
                chosen.truncate(limits::MENU_CHOICES.most);
                limits::MENU_CHOICES.most
            }
            Offer::Choices(choices) => {
                choices.retain(|choice| {
                    limits::MENU_CHOICE.fits(&choice.value) && !choice.label.trim().is_empty()
                });
                choices.truncate(limits::MENU_CHOICES.most);
                for choice in choices.iter_mut() {
                    choice.label = limits::MENU_CHOICE.cut(&choice.label).into_owned();
                }
                choices.len()
            }
        };
        self.most = self.most.min(offered);
        self.least = self.least.min(self.most);
        offered > 0 && limits::CUSTOM_ID.fits(&self.press.to_string())
    }
}

impl Embed {
    /// Cuts every text to its limit and all of them to what is left for the message.
    fn fit(&mut self, room: &mut usize) {
        let mut fit = |text: &mut String, limit: &limits::Limit| {
            *text = cut(text, limit.most.min(*room)).into_owned();
            *room -= units(text);
        };
        // In the order of importance: what comes last is cut first.
        if let Some(description) = &mut self.description {
            fit(description, &limits::EMBED_DESCRIPTION);
        }
        if let Some(title) = &mut self.title {
            fit(title, &limits::EMBED_TITLE);
        }
        if let Some(footer) = &mut self.footer {
            fit(footer, &limits::EMBED_FOOTER);
        }
        self.fields.truncate(limits::EMBED_FIELDS.most);
        for field in &mut self.fields {
            fit(&mut field.name, &limits::EMBED_FIELD_NAME);
            fit(&mut field.value, &limits::EMBED_FIELD_VALUE);
        }
        // A field without name or value is refused.
        self.fields.retain(|field| !field.name.is_empty() && !field.value.is_empty());
        for text in [&mut self.title, &mut self.description, &mut self.footer] {
            if text.as_ref().is_some_and(String::is_empty) {
                *text = None;
            }
        }
    }

    fn is_empty(&self) -> bool {
        *self == Self { colour: self.colour, ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Lang;
    use crate::question::Context;

    fn largest() -> Reply {
        let long = "答😀a".repeat(3000);
        let field = Field { name: long.clone(), value: long.clone(), inline: true };
        let embed = Embed {
            title: Some(long.clone()),
            description: Some(long.clone()),
            fields: vec![field; 40],
            footer: Some(long.clone()),
            colour: Some(0xff_ffff),
            image: None,
        };
        let button = |n: usize| Button {
            label: long.clone(),
            press: Press::Ask { lang: Lang::Ja, text: n.to_string(), meant: true },
            style: Style::Primary,
        };
        let file = Attachment { name: "a.csv".into(), description: long.clone(), data: Arc::from(&b""[..]) };
        Reply {
            content: Some(long.clone()),
            embeds: vec![embed; 12],
            rows: (0..9).map(|row| (0..9).map(|n| button(row * 9 + n)).collect()).collect(),
            menus: vec![
                Menu {
                    press: Press::ReloadConfirm(1),
                    placeholder: long.clone(),
                    offer: Offer::Choices(vec![
                        Choice {
                            label: long.clone(),
                            value: "a".into(),
                            chosen: false
                        };
                        30
                    ]),
                    least: 30,
                    most: 30,
                };
                2
            ],
            attachments: vec![file; 12],
            hidden: false,
        }
    }

    #[test]
    fn the_largest_reply_keeps_every_limit() {
        let reply = largest().fitted();
        assert!(limits::CONTENT.fits(reply.content.as_deref().expect("content")));
        let mut total = 0;
        for embed in &reply.embeds {
            for (text, limit) in [
                (&embed.title, &limits::EMBED_TITLE),
                (&embed.description, &limits::EMBED_DESCRIPTION),
                (&embed.footer, &limits::EMBED_FOOTER),
            ] {
                let text = text.as_deref().unwrap_or("-");
                assert!(limit.fits(text) && !text.is_empty(), "{}", limit.name);
                total += units(text);
            }
            assert!(embed.fields.len() <= limits::EMBED_FIELDS.most);
            for field in &embed.fields {
                assert!(
                    limits::EMBED_FIELD_NAME.fits(&field.name)
                        && limits::EMBED_FIELD_VALUE.fits(&field.value)
                );
                assert!(!field.name.is_empty() && !field.value.is_empty());
                total += units(&field.name) + units(&field.value);
            }
        }
        assert!(reply.embeds.len() <= limits::EMBEDS.most && total <= limits::EMBED_TOTAL.most, "{total}");
        assert_eq!(reply.rows.len() + reply.menus.len(), limits::ROWS.most);
        for menu in &reply.menus {
            assert!(limits::MENU_PLACEHOLDER.fits(&menu.placeholder));
            let Offer::Choices(choices) = &menu.offer else { panic!("choices") };
            assert_eq!((choices.len(), menu.least, menu.most), (25, 25, 25));
            assert!(choices.iter().all(|choice| limits::MENU_CHOICE.fits(&choice.label)));
        }
        for row in &reply.rows {
            assert!(row.len() <= limits::ROW_BUTTONS.most);
            assert!(row.iter().all(|button| limits::BUTTON_LABEL.fits(&button.label)));
        }
        assert_eq!(reply.attachments.len(), limits::ATTACHMENTS.most);
        assert_eq!(reply.clone().fitted(), reply, "what was cut is not cut again");
        assert!(limits::CONTENT.fits(largest().plain().content.as_deref().expect("content")));
    }

    #[test]
    fn a_button_that_discord_would_refuse_is_left_out() {
        let button = |press: Press| Button { label: "a".into(), press, style: Style::Secondary };
        let ask = |text: &str| Press::Ask { lang: Lang::En, text: text.into(), meant: false };
        let reply = Reply {
            rows: vec![
                vec![button(ask("a")), button(ask("a")), button(ask(&"a".repeat(101)))],
                vec![button(ask("a"))],
                vec![button(Press::Sources(Context::default()))],
            ],
            ..Reply::default()
        };
        assert_eq!(
            reply.fitted().rows,
            [vec![button(ask("a"))], vec![button(Press::Sources(Context::default()))]]
        );
    }
}
