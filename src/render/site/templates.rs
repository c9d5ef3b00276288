//! The book's own templates: all `templates/site/*.html`, rendered by Tera; a fault in one names file, line and cause.

use crate::diagnostic::{Failure, Message};
use crate::model::Language;
use serde::Serialize;
use std::collections::BTreeMap;
use tera::{Context, Error, ErrorKind, Tera, Value};

/// The templates of a book, read once.
pub(super) struct Templates {
    tera: Tera,
    /// The labels of each language, which all its pages share: `frame.ui`.
    labels: BTreeMap<Language, Value>,
}

const FOLDER: &str = "site/";

impl Templates {
    /// Reads `site/*.html` of a book's templates; `Err` for text that is no UTF-8 or a fault in a template.
    pub(super) fn read(
        files: &BTreeMap<String, Vec<u8>>,
        labels: impl IntoIterator<Item = (Language, BTreeMap<String, String>)>,
    ) -> Result<Self, Failure> {
        let mut tera = Tera::default();
        tera.autoescape_on([".html", ".xml", ".svg"]);
        let mut templates = Vec::new();
        for (path, bytes) in files {
            let Some(name) = path.strip_prefix(FOLDER).filter(|name| name.ends_with(".html")) else { continue };
            let text = std::str::from_utf8(bytes).map_err(|error| broken(name, None, &error.to_string()))?;
            templates.push((name, text));
        }
        tera.add_raw_templates(templates).map_err(|error| failure("", &error))?;
        let labels = labels.into_iter().map(|(language, labels)| (language, Value::from_serializable(&labels)));
        Ok(Self { tera, labels: labels.collect() })
    }

    /// Renders a page of a language, whose `frame` gets the labels; `Err` as for [`Self::render`].
    pub(super) fn page(&self, name: &str, language: Language, view: &impl Serialize) -> Result<String, Failure> {
        let mut context = Context::from_serialize(view).map_err(|error| failure(name, &error))?;
        if let Some(mut frame) = context.remove("frame").and_then(Value::into_map) {
            frame.insert("ui".into(), self.labels.get(&language).cloned().unwrap_or_else(Value::none));
            context.insert_value("frame", Value::from(frame));
        }
        self.tera.render(name, &context).map_err(|error| failure(name, &error))
    }

    /// Renders one template; `Err` for a fault in it, or when it is missing.
    pub(super) fn render(&self, name: &str, view: &impl Serialize) -> Result<String, Failure> {
        let context = Context::from_serialize(view).map_err(|error| failure(name, &error))?;
        self.tera.render(name, &context).map_err(|error| failure(name, &error))
    }
}

fn failure(name: &str, error: &Error) -> Failure {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            broken(report.filename(), Some(report.span().start_line), report.message())
        }
        ErrorKind::TemplateNotFound(missing) => {
            Failure::new(Message::new("site-template-missing").with("file", path(missing)))
        }
        ErrorKind::MissingParent { current, parent } => {
            let cause = Message::new("site-template-missing").with("file", path(parent));
            Failure::new(Message::new("site-template-broken").with("place", path(current)).with("cause", cause))
        }
        other => broken(name, None, &other.to_string()),
    }
}

fn broken(name: &str, line: Option<usize>, cause: &str) -> Failure {
    let place = line.map_or_else(|| path(name), |line| format!("{}:{line}", path(name)));
    Failure::new(Message::new("site-template-broken").with("place", place).with("cause", cause.to_owned()))
        .hint(Message::new("site-template-hint"))
}

fn path(name: &str) -> String {
    format!("templates/{FOLDER}{name}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Arg, Phrases};
    use crate::locale::Catalogue;
    use crate::model::Language;

    #[derive(Serialize)]
    struct Word {
        word: &'static str,
    }

    fn files(text: &str) -> BTreeMap<String, Vec<u8>> {
        BTreeMap::from([("site/a.html".to_owned(), text.as_bytes().to_vec())])
    }

    fn place(failure: &Failure) -> Option<&Arg> {
        failure.message.args.iter().find(|(name, _)| *name == "place").map(|(_, arg)| arg)
    }

    #[test]
    fn text_is_escaped() {
        let templates = Templates::read(&files("<b>{{ word }}</b>"), []).unwrap();
        assert_eq!(templates.render("a.html", &Word { word: "<i>" }).unwrap(), "<b>&lt;i&gt;</b>");
    }

    #[test]
    fn a_fault_names_file_line_and_cause() {
        let broken = Templates::read(&files("one\n{% if %}"), []).err().unwrap();
        assert_eq!(place(&broken), Some(&Arg::Text("templates/site/a.html:2".to_owned())));
        let templates = Templates::read(&files("one\n\n{{ nothing }}"), []).unwrap();
        let broken = templates.render("a.html", &Word { word: "x" }).err().unwrap();
        assert_eq!(place(&broken), Some(&Arg::Text("templates/site/a.html:3".to_owned())));
        let sentence = Catalogue::of(Language::En).phrase(&broken.message);
        assert!(sentence.contains("nothing"), "{sentence}");
    }

    #[test]
    fn a_missing_template_is_a_failure() {
        let templates = Templates::read(&BTreeMap::new(), []).unwrap();
        let missing = templates.render("page.html", &Word { word: "x" }).err().unwrap();
        assert_eq!(missing.message.id, "site-template-missing");
    }
}
