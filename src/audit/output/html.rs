//! The report: what was read, what was found, and a sheet to sign. One file without scripts or addresses, for print.

use super::Told;
use crate::audit::{Certainty, Finding};
use crate::diagnostic::Message;
use crate::locale::escaped;

const STYLE: &str = "body{font:11pt/1.6 'Noto Serif SC','Source Han Serif SC',SimSun,serif;max-width:46em;margin:2em auto;padding:0 1em;color:#111}\
h1{font-size:1.5em}h2{font-size:1.15em;margin-top:2em;break-after:avoid}table{border-collapse:collapse;width:100%}\
th,td{border:1px solid #999;padding:.3em .5em;text-align:left;vertical-align:top}th{background:#f2f2f2}\
td.count{text-align:right;font-variant-numeric:tabular-nums}\
.finding{margin:1.2em 0;break-inside:avoid}.finding p{margin:.2em 0}.where{color:#444}.quote{border-left:3px solid #bbb;padding-left:.7em}\
.sign td{height:2.4em;width:25%}.sheet{break-before:page}.small{font-size:.9em;color:#444}@page{margin:20mm}";

/// The report of one document.
pub fn print(told: Told<'_>) -> String {
    let label = |id: &str| escaped(told.catalogue.label(id));
    let title = escaped(&told.say(&Message::new("audit.report.title").with("path", told.path())));
    let mut text = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n<style>{STYLE}</style>\n<h1>{title}</h1>\n",
        told.catalogue.language().tag()
    );
    for line in told.summary() {
        text += &format!("<p>{}</p>\n", escaped(&line));
    }
    for certainty in [Certainty::Sure, Certainty::Likely, Certainty::Look] {
        let found: Vec<&Finding> = told.findings().filter(|finding| finding.certainty == certainty).collect();
        if found.is_empty() {
            continue;
        }
        text += &format!("<h2>{}</h2>\n", label(certainty.message()));
        text.extend(found.into_iter().map(|finding| entry(told, finding)));
    }
    text += &sheet(told);
    text + "</html>\n"
}

/// The number of a finding among those that are shown, from 1.
fn number(told: Told<'_>, finding: &Finding) -> usize {
    told.findings().position(|other| std::ptr::eq(other, finding)).map_or(0, |at| at + 1)
}

fn entry(told: Told<'_>, finding: &Finding) -> String {
    let mut text = format!(
        "<div class=\"finding\">\n<p><strong>{}.</strong> <span class=\"where\">{}</span></p>\n<p class=\"quote\">{}</p>\n<p>{}</p>\n",
        number(told, finding),
        escaped(&told.place(&finding.spot)),
        escaped(&told.quote(&finding.spot)),
        escaped(&told.say(&finding.message)),
    );
    let mut lines: Vec<usize> = vec![finding.spot.line];
    for other in &finding.others {
        if !lines.contains(&other.line) && lines.len() < 5 {
            lines.push(other.line);
            let message =
                Message::new("audit.beside").with("place", told.place(other)).with("quote", told.quote(other));
            text += &format!("<p class=\"where\">{}</p>\n", escaped(&told.say(&message)));
        }
    }
    if let Some(explanation) = &finding.explanation {
        text += &format!("<p>{}</p>\n", escaped(&told.say(explanation)));
    }
    text + "</div>\n"
}

/// The sheet to sign: what was compared by kind, what was not read, what becomes of each finding, the file.
fn sheet(told: Told<'_>) -> String {
    let label = |id: &str| escaped(told.catalogue.label(id));
    let mut text = format!("<section class=\"sheet\">\n<h2>{}</h2>\n", label("audit.report.sheet"));
    let file = Message::new("audit.report.file").with("path", told.path()).with("hash", told.audit.hash.as_str());
    text += &format!("<p class=\"small\">{}</p>\n", escaped(&told.say(&file)));
    text += &format!(
        "<table>\n<tr><th>{}</th><th>{}</th></tr>\n",
        label("audit.report.relation"),
        label("audit.report.compared")
    );
    for (name, count) in told.audit.relations.iter().filter(|(_, count)| *count > 0) {
        let words = label(&format!("audit.relation.{name}"));
        text += &format!("<tr><td>{words}</td><td class=\"count\">{count}</td></tr>\n");
    }
    text += &format!(
        "</table>\n<h2>{}</h2>\n<table>\n<tr><th>{}</th><th>{}</th><th>{}</th></tr>\n",
        label("audit.report.dispositions"),
        label("ui.label.number"),
        label("audit.report.where"),
        label("audit.report.disposition"),
    );
    for finding in told.findings() {
        let place = escaped(&told.place(&finding.spot));
        text += &format!("<tr><td class=\"count\">{}</td><td>{place}</td><td></td></tr>\n", number(told, finding));
    }
    text += &format!(
        "</table>\n<table class=\"sign\">\n<tr><td>{}</td><td></td><td>{}</td><td></td></tr>\n</table>\n<p class=\"small\">{}</p>\n</section>\n",
        label("audit.report.checked-by"),
        label("audit.report.reviewed-by"),
        label("audit.report.scope"),
    );
    text
}
