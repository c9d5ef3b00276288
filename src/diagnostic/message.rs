//! A message is an id and arguments; a catalogue of one language turns it into a sentence.

/// What may stand in a message's `{place}`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Arg {
    /// Text that is the same in every language: a key, a number, what the author typed.
    Text(String),
    /// Text that exists in both languages, such as a fact's name.
    Both {
        /// The Chinese text.
        zh: String,
        /// The English text.
        en: String,
    },
    /// Another message.
    Message(Box<Message>),
    /// Several arguments, joined as the language joins a list.
    List(Vec<Arg>),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<usize> for Arg {
    fn from(count: usize) -> Self {
        Self::Text(count.to_string())
    }
}

impl From<Message> for Arg {
    fn from(message: Message) -> Self {
        Self::Message(Box::new(message))
    }
}

/// A sentence not yet put into a language: `Message::new("unknown-key").with("key", key)`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Message {
    /// The entry of the message catalogue.
    pub id: &'static str,
    /// Values for the entry's `{names}`.
    pub args: Vec<(&'static str, Arg)>,
}

impl Message {
    /// A message without arguments.
    pub fn new(id: &'static str) -> Self {
        Self { id, args: Vec::new() }
    }

    /// Adds one argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// Puts another value in an argument's place.
    #[must_use]
    pub fn replacing(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.retain(|(known, _)| *known != name);
        self.with(name, value)
    }

    /// Adds a list, joined as the language joins lists.
    #[must_use]
    pub fn with_list(mut self, name: &'static str, values: Vec<Arg>) -> Self {
        self.args.push((name, Arg::List(values)));
        self
    }
}

/// Turns messages into sentences of one language; `locale::Catalogue` is the one implementation outside tests.
pub trait Phrases {
    /// The sentence for `message`.
    fn phrase(&self, message: &Message) -> String;
}
