//! The report as one file without scripts or addresses, for print.

use super::Told;
use super::report::{Entry, Sheet, report};
use crate::locale::escaped;

const STYLE: &str = "body{font:11pt/1.6 'Noto Serif SC','Source Han Serif SC',SimSun,serif;max-width:46em;margin:2em auto;padding:0 1em;color:#111}\
h1{font-size:1.5em}h2{font-size:1.15em;margin-top:2em;break-after:avoid}table{border-collapse:collapse;width:100%}\
th,td{border:1px solid #999;padding:.3em .5em;text-align:left;vertical-align:top}th{background:#f2f2f2}\
td.count{text-align:right;font-variant-numeric:tabular-nums}\
.finding{margin:1.2em 0;break-inside:avoid}.finding p{margin:.2em 0}.where{color:#444}.quote{border-left:3px solid #bbb;padding-left:.7em}\
.sign td{height:2.4em;width:16%}.sheet{break-before:page}.small{font-size:.9em;color:#444}@page{margin:20mm}";

/// The report of one document.
pub fn print(told: Told<'_>) -> String {
    let report = report(told);
    let title = escaped(&report.title);
    let mut text = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n<style>{STYLE}</style>\n<h1>{title}</h1>\n",
        told.catalogue.language().tag()
    );
    for line in &report.summary {
        text += &format!("<p>{}</p>\n", escaped(line));
    }
    for group in &report.groups {
        text += &format!("<h2>{}</h2>\n", escaped(&group.label));
        text.extend(group.entries.iter().map(entry));
    }
    text += &sheet(&report.sheet);
    text + "</html>\n"
}

fn entry(entry: &Entry) -> String {
    let mut text = format!(
        "<div class=\"finding\">\n<p><strong>{}.</strong> <span class=\"where\">{}</span></p>\n<p class=\"quote\">{}</p>\n<p>{}</p>\n",
        entry.number,
        escaped(&entry.place),
        escaped(&entry.quote),
        escaped(&entry.message),
    );
    for beside in &entry.beside {
        text += &format!("<p class=\"where\">{}</p>\n", escaped(beside));
    }
    if let Some(explanation) = &entry.explanation {
        text += &format!("<p>{}</p>\n", escaped(explanation));
    }
    text + "</div>\n"
}

fn sheet(sheet: &Sheet) -> String {
    let mut text = format!(
        "<section class=\"sheet\">\n<h2>{}</h2>\n<p class=\"small\">{}</p>\n<table>\n<tr><th>{}</th><th>{}</th></tr>\n",
        escaped(&sheet.title),
        escaped(&sheet.file),
        escaped(&sheet.relation),
        escaped(&sheet.compared),
    );
    for (words, count) in &sheet.relations {
        text += &format!("<tr><td>{}</td><td class=\"count\">{count}</td></tr>\n", escaped(words));
    }
    text += "</table>\n";
    if let Some(unread) = &sheet.unread {
        text += &format!("<p>{}</p>\n", escaped(unread));
    }
    text += &format!(
        "<h2>{}</h2>\n<table>\n<tr><th>{}</th><th>{}</th><th>{}</th></tr>\n",
        escaped(&sheet.dispositions),
        escaped(&sheet.number),
        escaped(&sheet.place),
        escaped(&sheet.disposition),
    );
    for (number, place) in &sheet.places {
        text += &format!("<tr><td class=\"count\">{number}</td><td>{}</td><td></td></tr>\n", escaped(place));
    }
    let sign = [&sheet.checked_by, &sheet.reviewed_by, &sheet.date];
    let sign: String = sign.map(|label| format!("<td>{}</td><td></td>", escaped(label))).concat();
    text += &format!(
        "</table>\n<table class=\"sign\">\n<tr>{sign}</tr>\n</table>\n<p class=\"small\">{}</p>\n</section>\n",
        escaped(&sheet.scope),
    );
    text
}
