//! What the author is told of the new book in a file of its own: what was made, what could not be taken, where to begin.

use super::book::Writer;
use super::yaml::plain;
use crate::diagnostic::{Message, Phrases};
use crate::locale::Catalogue;

/// So many numbers that are not tied are told one by one.
const MOST: usize = 200;

impl Writer<'_> {
    /// Writes `README.md`, `adopted.md` and `.gitignore`.
    pub(super) fn report(&mut self) {
        let catalogue = Catalogue::of(self.language());
        let say = |message: &Message| catalogue.phrase(message);
        let tally = self.draft.tally.clone();
        let title = plain(&self.without_lost(&self.outline.title));
        let mut text = format!("# {title}\n\n");
        for message in tally.told() {
            text += &format!("- {}\n", say(&message));
        }
        let unread: Vec<String> = self.document().unread.iter().map(|(kind, count)| say(&kind.told(*count))).collect();
        text += &format!("\n## {}\n\n", self.told("adopt.left"));
        let mut nothing = true;
        for line in &unread {
            text += &format!("- {line}\n");
            nothing = false;
        }
        for (place, sentence) in self.draft.untied.iter().take(MOST) {
            let message =
                Message::new("adopt.left-number").with("place", place.as_str()).with("words", sentence.as_str());
            text += &format!("- {}\n", plain(&say(&message)));
            nothing = false;
        }
        for rule in &self.decisions.lightened {
            text += &format!("- {}\n", say(&Message::new("adopt.left-rule").with("rule", *rule)));
            nothing = false;
        }
        if nothing {
            text += &format!("{}\n", self.told("adopt.left-nothing"));
        }
        text += &format!("\n## {}\n\n", self.told("adopt.next"));
        for id in ["adopt.next-check", "adopt.next-facts", "adopt.next-findings", "adopt.next-figures"] {
            text += &format!("- {}\n", self.told(id));
        }
        self.draft.files.insert("adopted.md".to_owned(), Self::sound(&text).into_bytes());
        let readme = format!("# {title}\n\n{}\n", self.told("adopt.readme"));
        self.draft.files.insert("README.md".to_owned(), readme.into_bytes());
        self.draft.files.insert(".gitignore".to_owned(), b"/site/\n".to_vec());
    }
}
