//! The rules that look at the bound book, a file each, and the docs of all rules, a file each and language, in `docs/`.
//!
//! The list itself is `diagnostic::rule`, whose constants all rooms name. A new rule is one line there and its two docs;
//! one that looks at the bound book has its code here, with the `mod` that Rust asks for.

mod base_untold;
mod claim_false;
mod claim_stated;
mod claim_undecided;
mod claim_words;
mod count_differs;
mod date_differs;
mod decimals_differ;
mod direction_differs;
mod exception_stale;
mod fact_unwitnessed;
mod figure_first;
mod figure_uncited;
mod finding_stale;
mod footnote_uncited;
mod foreign_place;
mod formula_differs;
mod front_contradicted;
mod glyph_missing;
mod heading_id_missing;
mod heading_numbered;
mod hedge_differs;
mod hedge_loose;
mod hedge_twice;
mod image_missing;
mod indicator_empty;
mod link_broken;
mod map_of_totals;
mod map_sheet_unapproved;
mod measure_missing;
mod member_differs;
mod name_reserved;
mod number_absolute;
mod number_differs;
mod number_overprecise;
mod number_unbound;
mod placed_twice;
mod quantity_twice;
mod range_unit_once;
mod range_words;
mod relation_false;
mod series_order;
mod shares_differ;
mod source_missing;
mod structure_differs;
mod table_too_wide;
mod target_told;
mod term_differs;
mod text_typography;
mod total_differs;
mod translation_digits_differ;
mod translation_members_differ;
mod translation_missing;
mod translation_numbers_differ;
mod translation_order_differs;
mod translation_stale;
mod unit_mismatch;
mod upper_target;
mod value_out_of_range;
mod withheld_computable;

use super::rule::Rule;
use crate::diagnostic::rule::{self, every_rule};

macro_rules! rules {
    ($($id:ident $name:literal $severity:ident [$($trait:ident$(($($cause:ident),*))?),*] $(by $module:ident)?;)*) => {
        /// All rules, sorted by name.
        pub(super) static ALL: &[Rule] = &[$(
            Rule::new(
                rule::$id,
                [include_str!(concat!("docs/", $name, ".en.md")), include_str!(concat!("docs/", $name, ".zh.md"))],
            )$(.by($module::check))?,
        )*];
    };
}
every_rule!(rules);
