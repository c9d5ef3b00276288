//! A list for a spreadsheet: a row a finding, the last column free for what is decided; `--ignore` reads it back.

use super::Told;
use crate::diagnostic::Message;

/// The findings of documents as a table of commas, with the mark by which Excel knows UTF-8.
pub fn print(all: &[Told<'_>]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    if let Some(first) = all.first() {
        let label = |id: &str| first.catalogue.label(id).to_owned();
        let heads = [
            "id".to_owned(),
            label("audit.list.file"),
            label("audit.list.certainty"),
            label("audit.report.relation"),
            label("audit.report.where"),
            label("ui.label.quote"),
            label("audit.list.what"),
            label("audit.report.disposition"),
        ];
        // Memory takes whatever is written to it.
        let _ = writer.write_record(&heads);
    }
    for told in all {
        for finding in told.findings() {
            let what = match &finding.explanation {
                Some(explanation) => format!("{}；{}", told.say(&finding.message), told.say(explanation)),
                None => told.say(&finding.message),
            };
            let row = [
                finding.id(&told.audit.document),
                told.path().to_owned(),
                told.say(&Message::new(finding.certainty.message())),
                told.catalogue.label(&format!("audit.relation.{}", finding.relation)).to_owned(),
                told.place(&finding.spot),
                told.quote(&finding.spot),
                what,
                String::new(),
            ];
            let _ = writer.write_record(row.map(|cell| plain(&cell)));
        }
    }
    let bytes = writer.into_inner().unwrap_or_default();
    format!("\u{feff}{}", String::from_utf8_lossy(&bytes))
}

/// A cell that no spreadsheet takes for a formula.
fn plain(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t']) { format!("'{cell}") } else { cell.to_owned() }
}
