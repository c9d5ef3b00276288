//! The report as its print template reads it (`templates/print/audit.typ`): `audit.json` of the staging folder.

use super::Told;
use super::report::report;

/// The report of one document as JSON.
pub fn print(told: Told<'_>) -> Vec<u8> {
    serde_json::to_vec(&report(told)).unwrap_or_default()
}
