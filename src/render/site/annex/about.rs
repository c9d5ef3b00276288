//! `register/about.html`: how the book is made, who answers for it, on what terms it may be used, and how to report an
//! error.

use super::{Annex, Making, always};
use crate::diagnostic::{Failure, Message};
use crate::model::document::Run;
use crate::render::site::address::relative;
use crate::render::site::pages::imprint;
use crate::render::site::view::{Frame, ImprintRow};
use serde::Serialize;

pub(super) static ANNEX: Annex =
    Annex { name: "about", path: "register/about.html", title: "ui.site.annex_about", stands: always, page };

/// The page.
#[derive(Debug, Serialize)]
struct AboutView {
    frame: Frame,
    title: String,
    imprint: Vec<ImprintRow>,
    counts: String,
    contact_html: String,
    email: Option<String>,
    /// The findings, if there are any.
    findings: Option<String>,
    ledger: String,
    downloads: String,
}

fn page(making: &Making<'_>) -> Result<String, Failure> {
    let (tongue, writer) = (making.tongue(), making.writer());
    let frame = tongue.frame();
    let findings: usize = frame.findings.iter().map(|group| group.findings.len()).sum();
    let counts = Message::new("ui.site.counts")
        .with("numbers", frame.numbers.len())
        .with("claims", frame.claims.len())
        .with("figures", frame.figures.len())
        .with("findings", findings);
    let contact = tongue.guide.front.contact.as_ref();
    let path = |annex: &'static Annex| relative(&making.here, &annex.path(tongue.language()));
    making.render(&AboutView {
        title: Run::plain(&frame.imprint.title),
        imprint: imprint(making.framing),
        counts: tongue.say(&counts),
        contact_html: contact.map_or_else(String::new, |contact| writer.runs(contact)),
        email: frame.imprint.consultation.as_ref().and_then(|notice| notice.email.clone()),
        findings: (findings > 0).then(|| path(super::FINDINGS)),
        ledger: path(super::LEDGER),
        downloads: path(super::DOWNLOADS),
        frame: making.frame(&[]),
    })
}
