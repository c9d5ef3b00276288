//! Puts comments into a Word file that somebody else has written. Only three parts are written anew, each by small
//! insertions into its own text: the main part, the comments, and the lists that name a part of comments where there was
//! none. Every other part is copied as it lies in the archive; comments of others stay.

use super::Origin;
use crate::diagnostic::{Failure, Message};
use crate::office::{Markup, Package, attribute, child, children, named, rewritten, tree};
use roxmltree::{Document, Node};
use std::collections::BTreeMap;
use std::ops::Range;

/// A place among the words of an origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Where the words stand.
    pub origin: Origin,
    /// Bytes of them before the place.
    pub at: usize,
}

/// A comment that is to be put into a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Its words begin here.
    pub from: Mark,
    /// They end here.
    pub to: Mark,
    /// What it says, a paragraph each.
    pub lines: Vec<String>,
}

/// The ends and the beginnings of comments at one place.
#[derive(Debug, Default)]
struct Cut {
    ends: String,
    starts: String,
}

/// Where the main part is cut: at bytes of it, and inside elements that are words alone.
#[derive(Debug, Default)]
struct Cuts {
    between: BTreeMap<usize, Cut>,
    /// By the leaf's first byte: its run, the leaf, and the cuts by bytes of its words.
    inside: BTreeMap<usize, (Origin, BTreeMap<usize, Cut>)>,
}

const TYPES: &str = "[Content_Types].xml";
const COMMENTS: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";

/// A Word file with comments at places of its main part. The places are those of the file as it was read.
///
/// # Errors
/// As [`super::Manuscript::read`].
pub fn remarked(bytes: &[u8], remarks: &[Remark], author: &str) -> Result<Vec<u8>, Failure> {
    if remarks.is_empty() {
        return Ok(bytes.to_vec());
    }
    let package = Package::open(bytes)?;
    let foreign = || Failure::new(Message::new("office.not-word")).hint(Message::new("office.foreign-hint"));
    let main = package.related("", "officeDocument")?.ok_or_else(foreign)?;
    let text = package.text(&main)?.ok_or_else(foreign)?;
    let body = tree(&main, &text)?;
    let space = body.root_element().tag_name().namespace().unwrap_or_default();
    let prefix = prefix(&text, body.root_element());
    let notes = package.related(&main, "comments")?;
    let former = notes.as_deref().map(|part| package.text(part)).transpose()?.flatten();
    let first = match (&notes, &former) {
        (Some(part), Some(former)) => next_id(&tree(part, former)?).max(next_id(&body)),
        _ => next_id(&body),
    };
    let mut parts = BTreeMap::new();
    let mut put = |path: &str, text: String| -> Result<(), Failure> {
        parts.insert(path.to_owned(), package.encoded(path, &text)?);
        Ok(())
    };
    put(&main, cut(&text, &body, &prefix, &cuts(remarks, first, &prefix)))?;
    let new = |prefix: &str| {
        let mut markup = Markup::default();
        remarks.iter().zip(first..).for_each(|(remark, id)| comment(&mut markup, prefix, id, remark, author));
        markup.finish()
    };
    match (&notes, &former) {
        (Some(part), Some(former)) => {
            let tree = tree(part, former)?;
            let own = self::prefix(former, tree.root_element());
            put(part, appended(former, tree.root_element(), &new(&own)))?;
        }
        _ => {
            let (part, relations) = named_comments(&package, &main)?;
            let root = format!("{prefix}comments");
            let name = prefix.strip_suffix(':').map_or("xmlns".to_owned(), |prefix| format!("xmlns:{prefix}"));
            let mut markup = Markup::part();
            markup.element(&root, &[(name.as_str(), space)], |inside| {
                inside.raw(&new(&prefix));
            });
            put(&part, markup.finish())?;
            put(&relations.0, relations.1)?;
            put(TYPES, typed(&package, &part)?)?;
        }
    }
    rewritten(bytes, &parts)
}

/// What stands before the local names of an element's kind, its colon with it.
fn prefix(text: &str, node: Node<'_, '_>) -> String {
    let name = text.get(node.range().start + 1..).unwrap_or_default();
    let end = name.find(|sign: char| sign.is_whitespace() || "/>".contains(sign)).unwrap_or(name.len());
    let name = name.get(..end).unwrap_or_default();
    name.split_once(':').map_or_else(String::new, |(prefix, _)| format!("{prefix}:"))
}

/// The first number that no comment of a part has, nor any mark of one.
fn next_id(part: &Document<'_>) -> usize {
    let is_comment = |node: &Node<'_, '_>| {
        ["comment", "commentRangeStart", "commentRangeEnd", "commentReference"].contains(&node.tag_name().name())
    };
    let ids = part.descendants().filter(is_comment).filter_map(|node| attribute(node, "id")?.parse::<usize>().ok());
    // Word takes no number beyond 31 bits: a file that has used the last of them begins anew.
    ids.max().map_or(0, |last| if last < 1 << 30 { last + 1 } else { 0 })
}

/// Where the marks of comments go.
fn cuts(remarks: &[Remark], first: usize, prefix: &str) -> Cuts {
    let mut cuts = Cuts::default();
    for (remark, id) in remarks.iter().zip(first..) {
        let start = format!("<{prefix}commentRangeStart {prefix}id=\"{id}\"/>");
        let end = format!(
            "<{prefix}commentRangeEnd {prefix}id=\"{id}\"/><{prefix}r><{prefix}commentReference {prefix}id=\"{id}\"/></{prefix}r>"
        );
        cuts.at(&remark.from, true).starts += &start;
        cuts.at(&remark.to, false).ends += &end;
    }
    cuts
}

impl Cuts {
    fn at(&mut self, mark: &Mark, begins: bool) -> &mut Cut {
        let Mark { origin, at } = mark;
        match &origin.leaf {
            Some(leaf) => {
                let (_, cuts) = self.inside.entry(leaf.start).or_insert_with(|| (origin.clone(), BTreeMap::new()));
                cuts.entry((*at).min(origin.length)).or_default()
            }
            None => self.between.entry(if begins { origin.unit.start } else { origin.unit.end }).or_default(),
        }
    }
}

/// The main part with the marks of comments in it.
fn cut(text: &str, tree: &Document<'_>, prefix: &str, cuts: &Cuts) -> String {
    let runs: BTreeMap<usize, Node<'_, '_>> = match cuts.inside.is_empty() {
        true => BTreeMap::new(),
        false => tree.descendants().filter(|node| named(*node, "r")).map(|run| (run.range().start, run)).collect(),
    };
    let mut between: BTreeMap<usize, (String, String)> =
        cuts.between.iter().map(|(at, cut)| (*at, (cut.ends.clone(), cut.starts.clone()))).collect();
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    for (origin, own) in cuts.inside.values() {
        let run = runs.get(&origin.unit.start);
        let parted = run.and_then(|run| parted(text, *run, origin, own, prefix));
        let (before, edit, after) = parted.unwrap_or_else(|| {
            let all = |pick: fn(&Cut) -> &String| own.values().map(|cut| pick(cut).as_str()).collect::<String>();
            (all(|cut| &cut.starts), None, all(|cut| &cut.ends))
        });
        between.entry(origin.unit.start).or_default().1 += &before;
        between.entry(origin.unit.end).or_default().0 += &after;
        edits.extend(edit);
    }
    edits.extend(between.into_iter().map(|(at, (ends, starts))| (at..at, ends + &starts)));
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut made = String::with_capacity(text.len() + edits.iter().map(|(_, new)| new.len()).sum::<usize>());
    let mut done = 0;
    for (range, new) in edits {
        made += text.get(done..range.start).unwrap_or_default();
        made += &new;
        done = range.end.max(done);
    }
    made + text.get(done..).unwrap_or_default()
}

type Parted = (String, Option<(Range<usize>, String)>, String);

/// A run that is parted at places of its words: what goes before it, what its leaf becomes, what goes after it. `None` where
/// the words do not stand in the file as they read: the run is then taken as a whole.
fn parted(text: &str, run: Node<'_, '_>, origin: &Origin, cuts: &BTreeMap<usize, Cut>, prefix: &str) -> Option<Parted> {
    let range = origin.leaf.clone()?;
    let leaf = run.children().find(|node| node.range() == range)?;
    let mut inner = leaf.children();
    let (words, None) = (inner.next()?, inner.next()) else { return None };
    let raw = text.get(words.range())?;
    if raw.contains(['<', '\r']) {
        return None;
    }
    let first = run.children().find(|node| node.is_element() && !named(*node, "rPr"))? == leaf;
    let last = run.children().rfind(Node::is_element)? == leaf;
    let look = child(run, "rPr").and_then(|look| text.get(look.range())).unwrap_or_default();
    let opening = text.get(run.range().start..run.first_child()?.range().start)?;
    let (mut before, mut after, mut new) = (String::new(), String::new(), String::new());
    let word = |raw: &str| match raw {
        "" => String::new(),
        raw => format!("<{prefix}t xml:space=\"preserve\">{raw}</{prefix}t>"),
    };
    let mut done = 0;
    for (at, cut) in cuts {
        if *at == 0 && first {
            before += &cut.starts;
            continue;
        }
        if *at == origin.length && last {
            after += &cut.ends;
            continue;
        }
        let place = place(raw, *at)?;
        new += &word(raw.get(done..place)?);
        new += &format!("</{prefix}r>{}{}{opening}{look}", cut.ends, cut.starts);
        done = place;
    }
    let edit = (!new.is_empty()).then(|| (range, new + &word(raw.get(done..).unwrap_or_default())));
    Some((before, edit, after))
}

/// Where so many bytes of words end in their XML.
fn place(raw: &str, at: usize) -> Option<usize> {
    let (mut read, mut place) = (0, 0);
    while read < at {
        let rest = raw.get(place..)?;
        let first = rest.chars().next()?;
        if first != '&' {
            (read, place) = (read + first.len_utf8(), place + first.len_utf8());
            continue;
        }
        let end = rest.find(';')?;
        let sign = match rest.get(1..end)? {
            "amp" | "lt" | "gt" | "quot" | "apos" => ' ',
            code => {
                let code = code.strip_prefix('#')?;
                let parsed = match code.strip_prefix('x') {
                    Some(digits) => u32::from_str_radix(digits, 16),
                    None => code.parse(),
                };
                char::from_u32(parsed.ok()?)?
            }
        };
        (read, place) = (read + sign.len_utf8(), place + end + 1);
    }
    (read == at).then_some(place)
}

fn comment(markup: &mut Markup, prefix: &str, id: usize, remark: &Remark, author: &str) {
    let name = |local: &str| format!("{prefix}{local}");
    let initials: String = author.chars().take(1).collect();
    let (id, names) = (id.to_string(), [name("id"), name("author"), name("initials")]);
    let [of_id, of_author, of_initials] = &names;
    let about = [(of_id.as_str(), id.as_str()), (of_author.as_str(), author), (of_initials.as_str(), &initials)];
    markup.element(&name("comment"), &about, |inside| {
        for line in &remark.lines {
            inside.element(&name("p"), &[], |paragraph| {
                paragraph.element(&name("r"), &[], |run| {
                    run.element(&name("t"), &[("xml:space", "preserve")], |words| {
                        words.words(line);
                    });
                });
            });
        }
    });
}

/// A part with more at the end of its root.
fn appended(text: &str, root: Node<'_, '_>, more: &str) -> String {
    let range = root.range();
    let own = text.get(range.clone()).unwrap_or_default();
    let (before, after) = (text.get(..range.start).unwrap_or_default(), text.get(range.end..).unwrap_or_default());
    let made = match own.strip_suffix("/>") {
        Some(open) => {
            let name = open.trim_start_matches('<').split(|sign: char| sign.is_whitespace()).next().unwrap_or_default();
            format!("{open}>{more}</{name}>")
        }
        None => {
            let end = own.rfind("</").unwrap_or(own.len());
            let (inner, close) = own.split_at(end);
            format!("{inner}{more}{close}")
        }
    };
    format!("{before}{made}{after}")
}

/// A path for a part of comments, and the main part's relations with it.
fn named_comments(package: &Package<'_>, main: &str) -> Result<(String, (String, String)), Failure> {
    let (folder, name) = main.rsplit_once('/').unwrap_or(("", main));
    let beside = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
    let name_of = |nth: usize| if nth == 0 { "comments.xml".to_owned() } else { format!("comments{nth}.xml") };
    let own = (0..).map(name_of).find(|name| !package.has(&beside(name))).unwrap_or_default();
    // The kinds of strict files have another beginning.
    let root = package.text("_rels/.rels")?.unwrap_or_default();
    let kinds = tree("_rels/.rels", &root)?;
    let kind = children(kinds.root_element(), "Relationship").filter_map(|relation| attribute(relation, "Type"));
    let kind = kind.filter_map(|kind| kind.strip_suffix("/officeDocument")).next().unwrap_or_default();
    let path = beside(&format!("_rels/{name}.rels"));
    let former = package.text(&path)?.unwrap_or_else(|| {
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"/>".to_owned()
    });
    let tree = tree(&path, &former)?;
    let ids: Vec<&str> =
        children(tree.root_element(), "Relationship").filter_map(|relation| attribute(relation, "Id")).collect();
    let id = (1..).map(|nth| format!("rIdRemarks{nth}")).find(|id| !ids.contains(&id.as_str())).unwrap_or_default();
    let relation = format!("{}Relationship", prefix(&former, tree.root_element()));
    let mut markup = Markup::default();
    markup.empty(&relation, &[("Id", &id), ("Type", &format!("{kind}/comments")), ("Target", &own)]);
    Ok((beside(&own), (path.clone(), appended(&former, tree.root_element(), &markup.finish()))))
}

/// The list of the parts' kinds with a part of comments.
fn typed(package: &Package<'_>, part: &str) -> Result<String, Failure> {
    let former = package.text(TYPES)?.unwrap_or_default();
    let tree = tree(TYPES, &former)?;
    let name = format!("{}Override", prefix(&former, tree.root_element()));
    let mut markup = Markup::default();
    markup.empty(&name, &[("PartName", &format!("/{part}")), ("ContentType", COMMENTS)]);
    Ok(appended(&former, tree.root_element(), &markup.finish()))
}
