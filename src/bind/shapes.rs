//! Checks that the features of the owner's geometry and the members of its dimension answer to one another.

use crate::diagnostic::{Diagnostic, Diagnostics, Message, Sought, Spanned, rule};
use crate::model::{Dimension, MapFile, Member, Project};

/// Reports unknown names of the ledger, features that are no member's, and members without a feature.
pub(super) fn check(project: &Project, faults: &mut Diagnostics) {
    for map in &project.maps {
        if project.sources.get(&map.source).is_none() {
            let message = Message::new("unknown-source").with("name", map.source.value.as_str());
            let fault = Diagnostic::error(rule::UNKNOWN_NAME, map.source.span, message).seeking(Sought::Source);
            faults.report(fault.near(&map.source, project.sources.iter().map(|source| source.id.value.as_str())));
        }
        let Some(name) = &map.members else { continue };
        match project.dimensions.get(name) {
            Some(dimension) => joined(map, dimension, faults),
            None => {
                let message = Message::new("unknown-dimension").with("name", name.value.as_str());
                let fault = Diagnostic::error(rule::UNKNOWN_NAME, name.span, message).seeking(Sought::Dimension);
                let known = project.dimensions.iter().map(|dimension| dimension.id.value.as_str());
                faults.report(fault.near(name, known));
            }
        }
    }
}

/// Whether a feature is a member's: its property holds the id or the code.
pub(super) fn is_of(named: Option<&Spanned<String>>, member: &Member) -> bool {
    named.is_some_and(|named| named.value == member.id.value || member.code.as_ref() == Some(&named.value))
}

fn joined(map: &MapFile, dimension: &Dimension, faults: &mut Diagnostics) {
    // Of a geometry that is unsound nothing was read.
    if map.features.is_empty() {
        return;
    }
    let names = || dimension.members.iter().map(|member| member.id.value.as_str());
    let dimension_name = dimension.id.value.as_str();
    for named in map.features.iter().filter_map(|feature| feature.member.as_ref()) {
        if !dimension.members.iter().any(|member| is_of(Some(named), member)) {
            let message = Message::new("map-unmatched.shape").with("name", named.value.as_str());
            let fault = Diagnostic::error(rule::MAP_UNMATCHED, named.span, message.with("dimension", dimension_name));
            let fault = fault.related(map.file.span, Message::new("note-map-named")).near(named, names());
            faults.report(fault.hint(Message::new("map-unmatched.hint-shape")));
        }
    }
    for member in &dimension.members {
        let drawn = map.features.iter().any(|feature| is_of(feature.member.as_ref(), member));
        let without = map.without.iter().find(|without| without.value == member.id.value);
        let (id, place) = match (drawn, without) {
            (false, None) => ("map-unmatched.member", map.file.span),
            (true, Some(without)) => ("map-unmatched.without", without.span),
            _ => continue,
        };
        let message = Message::new(id).with("member", member.id.value.as_str()).with("file", map.file.value.as_str());
        let fault = Diagnostic::error(rule::MAP_UNMATCHED, place, message);
        faults.report(fault.hint(Message::new("map-unmatched.hint-member").with("member", member.id.value.as_str())));
    }
    for without in &map.without {
        if dimension.members.get(without).is_none() {
            let message = Message::new("unknown-member").with("name", without.value.as_str());
            let message = message.with("dimension", dimension_name);
            let fault = Diagnostic::error(rule::UNKNOWN_NAME, without.span, message).seeking(Sought::Member);
            faults.report(fault.near(without, names()));
        }
    }
}
