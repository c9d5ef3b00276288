//! The list of rules. A new rule is one file here and two lines below.

mod character_stray;
mod chart_unfit;
mod claim_false;
mod claim_undecided;
mod date_differs;
mod division_by_zero;
mod duplicate_id;
mod duplicate_key;
mod emphasis_literal;
mod fact_unwitnessed;
mod figure_uncited;
mod file_missing;
mod finding_stale;
mod font_unfit;
mod footnote_uncited;
mod foreign_place;
mod formula_broken;
mod formula_cycle;
mod formula_differs;
mod glyph_missing;
mod heading_id_missing;
mod heading_numbered;
mod hedge_differs;
mod image_broken;
mod image_missing;
mod image_outside;
mod indicator_empty;
mod key_deprecated;
mod limit_exceeded;
mod link_broken;
mod literal_broken;
mod markup_literal;
mod member_missing;
mod name_reserved;
mod not_utf8;
mod number_differs;
mod number_overprecise;
mod number_too_large;
mod number_unbound;
mod page_name;
mod page_shape;
mod placed_twice;
mod quantity_twice;
mod raw_html;
mod relation_false;
mod series_order;
mod severity_fixed;
mod shares_differ;
mod source_missing;
mod structure_differs;
mod svg_refused;
mod table_too_wide;
mod term_differs;
mod text_typography;
mod tie_malformed;
mod total_differs;
mod translation_missing;
mod translation_numbers_differ;
mod translation_stale;
mod unit_mismatch;
mod unit_unknown;
mod unknown_name;
mod value_out_of_range;
mod yaml_shape;
mod yaml_syntax;

use super::rule::Rule;
use crate::diagnostic::Severity::{Error, Warning};

/// All rules, sorted by name.
pub(super) static ALL: &[Rule] = &[
    Rule::stage("character-stray", include_str!("character_stray.rs")),
    Rule::stage("chart-unfit", include_str!("chart_unfit.rs")),
    Rule::new("claim-false", include_str!("claim_false.rs"), Error, claim_false::check),
    Rule::new("claim-undecided", include_str!("claim_undecided.rs"), Warning, claim_undecided::check),
    Rule::new("date-differs", include_str!("date_differs.rs"), Error, date_differs::check),
    Rule::stage("division-by-zero", include_str!("division_by_zero.rs")),
    Rule::stage("duplicate-id", include_str!("duplicate_id.rs")),
    Rule::stage("duplicate-key", include_str!("duplicate_key.rs")),
    Rule::stage("emphasis-literal", include_str!("emphasis_literal.rs")),
    Rule::new("fact-unwitnessed", include_str!("fact_unwitnessed.rs"), Warning, fact_unwitnessed::check),
    Rule::new("figure-uncited", include_str!("figure_uncited.rs"), Warning, figure_uncited::check),
    Rule::stage("file-missing", include_str!("file_missing.rs")),
    Rule::new("finding-stale", include_str!("finding_stale.rs"), Error, finding_stale::check),
    Rule::stage("font-unfit", include_str!("font_unfit.rs")),
    Rule::new("footnote-uncited", include_str!("footnote_uncited.rs"), Warning, footnote_uncited::check),
    Rule::new("foreign-place", include_str!("foreign_place.rs"), Error, foreign_place::check),
    Rule::stage("formula-broken", include_str!("formula_broken.rs")),
    Rule::stage("formula-cycle", include_str!("formula_cycle.rs")),
    Rule::new("formula-differs", include_str!("formula_differs.rs"), Error, formula_differs::check),
    Rule::new("glyph-missing", include_str!("glyph_missing.rs"), Error, glyph_missing::check),
    Rule::new("heading-id-missing", include_str!("heading_id_missing.rs"), Error, heading_id_missing::check),
    Rule::new("heading-numbered", include_str!("heading_numbered.rs"), Error, heading_numbered::check),
    Rule::new("hedge-differs", include_str!("hedge_differs.rs"), Warning, hedge_differs::check),
    Rule::stage("image-broken", include_str!("image_broken.rs")),
    Rule::new("image-missing", include_str!("image_missing.rs"), Error, image_missing::check),
    Rule::stage("image-outside", include_str!("image_outside.rs")),
    Rule::new("indicator-empty", include_str!("indicator_empty.rs"), Warning, indicator_empty::check),
    Rule::remark("key-deprecated", include_str!("key_deprecated.rs")),
    Rule::stage("limit-exceeded", include_str!("limit_exceeded.rs")),
    Rule::new("link-broken", include_str!("link_broken.rs"), Error, link_broken::check),
    Rule::stage("literal-broken", include_str!("literal_broken.rs")),
    Rule::stage("markup-literal", include_str!("markup_literal.rs")),
    Rule::stage("member-missing", include_str!("member_missing.rs")),
    Rule::new("name-reserved", include_str!("name_reserved.rs"), Error, name_reserved::check),
    Rule::stage("not-utf8", include_str!("not_utf8.rs")),
    Rule::new("number-differs", include_str!("number_differs.rs"), Error, number_differs::check),
    Rule::new("number-overprecise", include_str!("number_overprecise.rs"), Warning, number_overprecise::check),
    Rule::stage("number-too-large", include_str!("number_too_large.rs")),
    Rule::new("number-unbound", include_str!("number_unbound.rs"), Error, number_unbound::check),
    Rule::stage("page-name", include_str!("page_name.rs")),
    Rule::stage("page-shape", include_str!("page_shape.rs")),
    Rule::new("placed-twice", include_str!("placed_twice.rs"), Error, placed_twice::check),
    Rule::new("quantity-twice", include_str!("quantity_twice.rs"), Error, quantity_twice::check),
    Rule::stage("raw-html", include_str!("raw_html.rs")),
    Rule::new("relation-false", include_str!("relation_false.rs"), Error, relation_false::check),
    Rule::new("series-order", include_str!("series_order.rs"), Error, series_order::check),
    Rule::stage("severity-fixed", include_str!("severity_fixed.rs")),
    Rule::new("shares-differ", include_str!("shares_differ.rs"), Error, shares_differ::check),
    Rule::new("source-missing", include_str!("source_missing.rs"), Error, source_missing::check),
    Rule::new("structure-differs", include_str!("structure_differs.rs"), Error, structure_differs::check),
    Rule::stage("svg-refused", include_str!("svg_refused.rs")),
    Rule::new("table-too-wide", include_str!("table_too_wide.rs"), Error, table_too_wide::check),
    Rule::new("term-differs", include_str!("term_differs.rs"), Warning, term_differs::check),
    Rule::new("text-typography", include_str!("text_typography.rs"), Warning, text_typography::check),
    Rule::stage("tie-malformed", include_str!("tie_malformed.rs")),
    Rule::new("total-differs", include_str!("total_differs.rs"), Error, total_differs::check),
    Rule::new("translation-missing", include_str!("translation_missing.rs"), Error, translation_missing::check),
    Rule::new(
        "translation-numbers-differ",
        include_str!("translation_numbers_differ.rs"),
        Error,
        translation_numbers_differ::check,
    ),
    Rule::new("translation-stale", include_str!("translation_stale.rs"), Warning, translation_stale::check),
    Rule::stage("unit-mismatch", include_str!("unit_mismatch.rs")),
    Rule::stage("unit-unknown", include_str!("unit_unknown.rs")),
    Rule::stage("unknown-name", include_str!("unknown_name.rs")),
    Rule::new("value-out-of-range", include_str!("value_out_of_range.rs"), Error, value_out_of_range::check),
    Rule::stage("yaml-shape", include_str!("yaml_shape.rs")),
    Rule::stage("yaml-syntax", include_str!("yaml_syntax.rs")),
];
