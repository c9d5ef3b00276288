//! Checks that the features of the owner's geometry and the members of its dimension answer to one another.

use super::references;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, Spanned, rule};
use crate::model::{Dimension, MapFile, Member, Project};

/// Reports features that are no member's, and members without a feature.
pub(super) fn check(project: &Project, faults: &mut Diagnostics) {
    for map in &project.maps {
        let dimension = map.members.as_ref().and_then(|name| project.dimensions.get(name));
        dimension.into_iter().for_each(|dimension| joined(project, map, dimension, faults));
    }
}

/// Whether a feature is a member's: its property holds the id or the code.
pub(super) fn is_of(named: Option<&Spanned<String>>, member: &Member) -> bool {
    named.is_some_and(|named| named.value == member.id.value || member.code.as_ref() == Some(&named.value))
}

fn joined(project: &Project, map: &MapFile, dimension: &Dimension, faults: &mut Diagnostics) {
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
    map.without.iter().for_each(|name| references::member(project, dimension_name, name, faults));
}
