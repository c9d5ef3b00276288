//! The colophon: which edition this is and by which tool it was made, in what type, how its numbers are tied, and a
//! fingerprint by which two copies are known to say the same.

use crate::compose::Composer;
use crate::diagnostic::Message;
use crate::model::document::{Frame, Run};
use crate::model::{Face, Language, Place, Role, TieKind};

/// A line: what it is called, and what it says.
type Line = (String, Vec<Run>);

/// The lines of the colophon; `shown` is what the cover shows.
pub(super) fn colophon(composer: &Composer<'_>, frame: &Frame, shown: &[Run]) -> Vec<Line> {
    let line = |label: &'static str, runs: Vec<Run>| (composer.word(label), runs);
    let mut lines = vec![
        line("ui.label.edition", edition(composer, frame)),
        line("ui.colophon.tool", vec![Run::Words(tool(composer))]),
    ];
    let faces = faces(composer);
    if !faces.is_empty() {
        lines.push(line("ui.colophon.type", vec![Run::Words(faces)]));
    }
    if let Some(tied) = tied(composer) {
        lines.push(line("ui.colophon.numbers", vec![Run::Words(tied)]));
    }
    if !shown.is_empty() {
        let mut runs = vec![Run::Words(composer.word("ui.colophon.hills"))];
        for (index, series) in shown.iter().enumerate() {
            if index > 0 {
                runs.push(Run::Words(composer.name_sign().to_owned()));
            }
            runs.push(series.clone());
        }
        lines.push(line("ui.colophon.cover", runs));
    }
    lines.push(line("ui.colophon.fingerprint", vec![Run::Words(fingerprint(composer, frame))]));
    lines
}

fn edition(composer: &Composer<'_>, frame: &Frame) -> Vec<Run> {
    let imprint = &frame.imprint;
    let mut runs = imprint.edition_label.clone();
    let sign = match composer.language {
        Language::Zh => "，",
        Language::En => ", ",
    };
    runs.push(Run::Words(format!("{sign}{}", imprint.date)));
    runs
}

fn tool(composer: &Composer<'_>) -> String {
    composer.say(&Message::new("ui.colophon.made").with("version", env!("CARGO_PKG_VERSION")))
}

/// The typefaces by their names, each with its licence.
fn faces(composer: &Composer<'_>) -> String {
    let mut told: Vec<String> = Vec::new();
    for face in composer.report.project.faces.iter().filter(|face| !face.family.is_empty()) {
        let role = match face.role {
            Role::Serif => "ui.colophon.serif",
            Role::Sans => "ui.colophon.sans",
        };
        let words = Message::new(role).with("name", face.family.as_str()).with("licence", licence(face));
        let words = composer.say(&words);
        if !told.contains(&words) {
            told.push(words);
        }
    }
    told.join(composer.name_sign())
}

/// What a face says of its licence. Words of a font may have characters that no face has: only a known licence is named.
fn licence(face: &Face) -> Message {
    Message::new(match face.licence.contains("SIL Open Font License, Version 1.1") {
        true => "ui.colophon.ofl",
        false => "ui.colophon.own-licence",
    })
}

/// How many numbers of the text are tied to the data; none where none is.
fn tied(composer: &Composer<'_>) -> Option<String> {
    let of_text =
        |tie: &&crate::model::Tie| tie.language == composer.language && matches!(tie.place, Place::Page { .. });
    let count = |kind| composer.report.project.ties.iter().filter(of_text).filter(|tie| tie.kind == kind).count();
    let (numbers, claims) = (count(TieKind::Number), count(TieKind::Claim));
    let words = if claims > 0 { "ui.colophon.tied-claims" } else { "ui.colophon.tied" };
    let words = Message::new(words).with("numbers", numbers.to_string()).with("claims", claims.to_string());
    (numbers > 0).then(|| composer.say(&words))
}

/// A hash of what the book says to its audience: title, edition, every line of the text, every number of the ledger. What
/// is withheld is no part of it.
fn fingerprint(composer: &Composer<'_>, frame: &Frame) -> String {
    let mut hasher = blake3::Hasher::new();
    let mut add = |words: &str| {
        // Lengths keep words apart: `ab` and `c` are not `a` and `bc`.
        hasher.update(&(words.len() as u64).to_le_bytes());
        hasher.update(words.as_bytes());
    };
    let imprint = &frame.imprint;
    add(frame.language.tag());
    for runs in [&imprint.title, &imprint.edition_label, &imprint.edition_name, &imprint.notice] {
        add(&Run::plain(runs));
    }
    for page in &frame.pages {
        let content = composer.page(page.id);
        let notes = content.notes.iter().flat_map(|note| &note.blocks);
        for block in content.blocks.iter().chain(notes) {
            block.for_each_line(&mut |line| add(&Run::plain(line)));
        }
    }
    for (key, entry) in frame.numbers.iter() {
        add(&key.to_string());
        add(&entry.text);
    }
    let hash = hasher.finalize().to_hex();
    let groups: Vec<&str> = (0..4).filter_map(|group| hash.get(group * 8..group * 8 + 8)).collect();
    groups.join(" ")
}
