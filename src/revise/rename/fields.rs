//! Names in the fields of the data, by file and field.

use super::{Desk, Named};
use crate::diagnostic::{Failure, Message, SourceId};
use crate::model::{DataKind, DataNode, is_claim_id};

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// A formula, a key, or a fact's id.
    Formula,
    /// The name of a thing of this kind.
    Name(Named),
    /// A member of this dimension.
    MemberOf(&'static str),
    /// A place of the text: page, `#` and the id of a heading.
    Place,
    /// A unit.
    Unit,
}

/// The fields that name something: file without ending (`*` for the files of a folder), fields from the outermost,
/// what stands there.
const FIELDS: &[(&str, &str, Holds)] = &[
    ("atlas", "numbers/key", Holds::Formula),
    ("atlas", "sheets/figure", Holds::Name(Named::Figure)),
    ("claims", "claims/id", Holds::Name(Named::Claim)),
    ("claims", "claims/formula", Holds::Formula),
    ("dimensions", "dimensions/members/facts/key", Holds::Formula),
    ("dimensions", "dimensions/members/towns", Holds::MemberOf("town")),
    ("facts/*", "facts/id", Holds::Name(Named::Key)),
    ("facts/*", "facts/formula", Holds::Formula),
    ("facts/*", "facts/whole", Holds::Formula),
    ("facts/*", "facts/part_of", Holds::Formula),
    ("facts/*", "facts/restates", Holds::Formula),
    ("facts/*", "facts/unit", Holds::Unit),
    ("figures", "figures/id", Holds::Name(Named::Figure)),
    ("figures", "figures/data/fact", Holds::Formula),
    ("figures", "figures/data/facts", Holds::Formula),
    ("figures", "figures/data/targets", Holds::Formula),
    ("figures", "figures/reference/key", Holds::Formula),
    ("figures", "figures/highlight", Holds::Formula),
    ("findings", "findings/check/subject", Holds::Formula),
    ("findings", "findings/check/subject", Holds::Name(Named::Claim)),
    ("findings", "findings/check/subject", Holds::Name(Named::Table)),
    ("findings", "findings/page", Holds::Name(Named::Page)),
    ("findings", "findings/section", Holds::Name(Named::Section)),
    ("indicators", "indicators/class", Holds::MemberOf("indicator_class")),
    ("indicators", "indicators/fact", Holds::Formula),
    ("mappings/*", "fact", Holds::Formula),
    ("mappings/*", "key", Holds::Formula),
    ("opinions", "opinions/edit", Holds::Formula),
    ("plan", "county_area", Holds::Formula),
    ("plan", "foreign/allowed", Holds::Place),
    ("projects", "programmes/heading", Holds::Name(Named::Section)),
    ("projects", "programmes/zones", Holds::MemberOf("zone")),
    ("projects", "projects/end", Holds::Formula),
    ("projects", "projects/heading", Holds::Name(Named::Section)),
    ("projects", "projects/id", Holds::Name(Named::Project)),
    ("projects", "projects/investment", Holds::Formula),
    ("projects", "projects/measures", Holds::Formula),
    ("projects", "projects/start", Holds::Formula),
    ("projects", "projects/towns", Holds::MemberOf("town")),
    ("projects", "projects/zone", Holds::MemberOf("zone")),
    ("tables", "tables/columns", Holds::Formula),
    ("tables", "tables/columns/formula", Holds::Formula),
    ("tables", "tables/columns/unit", Holds::Unit),
    ("tables", "tables/columns/value", Holds::Formula),
    ("tables", "tables/id", Holds::Name(Named::Table)),
    ("tables", "tables/rows", Holds::Formula),
    ("tables", "tables/total", Holds::Formula),
    ("translations", "translations/heading", Holds::Name(Named::Section)),
    ("translations", "translations/page", Holds::Name(Named::Page)),
    ("units", "units/id", Holds::Name(Named::Unit)),
    ("units", "units/of", Holds::Unit),
    ("upper", "targets/key", Holds::Formula),
    ("upper", "targets/unit", Holds::Unit),
];

impl Desk<'_> {
    /// All fields that name something.
    ///
    /// # Errors
    /// When a name stands in words that YAML folds or escapes: it could not be replaced letter by letter.
    pub(super) fn fields(&mut self) -> Result<(), Failure> {
        let files = std::mem::take(&mut self.data);
        for (id, root) in &files {
            let path = &self.sources.source(*id).path;
            let name = path.trim_start_matches("data/").trim_end_matches(".yaml").to_owned();
            let known = |pattern: &str| match pattern.strip_suffix('*') {
                Some(folder) => name.starts_with(folder),
                None => name == pattern,
            };
            for (_, fields, holds) in FIELDS.iter().filter(|(pattern, ..)| known(pattern)) {
                let steps: Vec<&str> = fields.split('/').collect();
                for node in at(root, &steps) {
                    self.field(*id, node, *holds)?;
                }
            }
            if name.starts_with("facts/") && self.request.named == Named::Member {
                self.members(*id, root);
            }
            if name == "dimensions" && self.request.named == Named::Member {
                self.declaration(*id, root)?;
            }
        }
        self.data = files;
        Ok(())
    }

    fn field(&mut self, id: SourceId, node: &DataNode, holds: Holds) -> Result<(), Failure> {
        let DataKind::Scalar { text, exact } = &node.kind else { return Ok(()) };
        let named = self.request.named;
        let before = self.edits.len();
        // Where the text does not stand letter by letter, it is only seen whether the name is in it.
        let start = exact.unwrap_or(node.span.range().start);
        match holds {
            // The subject of a finding may be a claim: `wheat-leads` is no difference of two members.
            Holds::Formula if text.contains('-') && is_claim_id(text) => {}
            Holds::Formula if matches!(named, Named::Key | Named::Member | Named::Unit) => {
                self.formula(id, text, start)
            }
            Holds::Name(Named::Key) if named == Named::Key => self.named(id, text, start),
            Holds::Name(kind) if kind == named => self.named(id, text, start),
            Holds::MemberOf(dimension)
                if named == Named::Member && self.request.old.split_once('.') == Some((dimension, text.as_str())) =>
            {
                self.replace(id, start..start + text.len());
            }
            Holds::Place => {
                let (page, section) = text.split_once('#').unwrap_or((text, ""));
                match named {
                    Named::Page => self.named(id, page, start),
                    Named::Section => self.named(id, section, start + text.len() - section.len()),
                    _ => {}
                }
            }
            Holds::Unit if named == Named::Unit => self.unit(id, text, start),
            _ => {}
        }
        if exact.is_none() && self.edits.len() > before {
            let path = self.sources.source(id).path.clone();
            let line = self.sources.start(node.span).line;
            return Err(Failure::new(Message::new("rename.folded").with("place", format!("{path}:{line}"))));
        }
        Ok(())
    }

    fn named(&mut self, id: SourceId, text: &str, start: usize) {
        if text == self.request.old {
            self.replace(id, start..start + text.len());
        }
    }

    /// The members by which the numbers of facts stand: `shiqiao,2020: 5`.
    fn members(&mut self, id: SourceId, root: &DataNode) {
        let Some((dimension, member)) =
            self.request.old.clone().split_once('.').map(|(d, m)| (d.to_owned(), m.to_owned()))
        else {
            return;
        };
        for entry in root.get("facts").map(DataNode::items).unwrap_or_default() {
            let by: Vec<&str> = match entry.get("by") {
                Some(by) if by.text().is_some() => by.text().into_iter().collect(),
                Some(by) => by.items().iter().filter_map(DataNode::text).collect(),
                None => continue,
            };
            for list in ["values", "targets"].into_iter().filter_map(|list| entry.get(list)) {
                for (key, _) in list.entries() {
                    let written = self.sources.text(key.span).to_owned();
                    let mut at = key.span.range().start;
                    for (place, part) in written.split(',').enumerate() {
                        let bare = part.trim_matches(|sign: char| sign.is_whitespace() || matches!(sign, '"' | '\''));
                        if bare == member && by.get(place) == Some(&dimension.as_str()) {
                            let start = at + part.find(bare).unwrap_or(0);
                            self.replace(id, start..start + bare.len());
                        }
                        at += part.len() + 1;
                    }
                }
            }
        }
    }

    /// The member where it is declared.
    fn declaration(&mut self, id: SourceId, root: &DataNode) -> Result<(), Failure> {
        let Some((dimension, member)) =
            self.request.old.clone().split_once('.').map(|(d, m)| (d.to_owned(), m.to_owned()))
        else {
            return Ok(());
        };
        let Some(entry) = root.entry("dimensions", &dimension) else { return Ok(()) };
        let Some(own) = entry.entry("members", &member).and_then(|own| own.get("id")) else { return Ok(()) };
        let DataKind::Scalar { exact: Some(start), text } = &own.kind else {
            let path = self.sources.source(id).path.clone();
            return Err(Failure::new(Message::new("rename.folded").with("place", path)));
        };
        self.replace(id, *start..*start + text.len());
        Ok(())
    }
}

/// The nodes at a path of fields; lists on the way are walked through.
fn at<'n>(node: &'n DataNode, steps: &[&str]) -> Vec<&'n DataNode> {
    match &node.kind {
        DataKind::List(items) => items.iter().flat_map(|item| at(item, steps)).collect(),
        DataKind::Map(_) => match steps {
            [first, rest @ ..] => node.get(first).map(|inner| at(inner, rest)).unwrap_or_default(),
            [] => Vec::new(),
        },
        DataKind::Scalar { .. } if steps.is_empty() => vec![node],
        DataKind::Scalar { .. } => Vec::new(),
    }
}
