//! The one list of rules: each with its name, its own weight, and what follows from its faults and from which faults
//! its own may follow.
//!
//! Every room names a rule by its constant here, so that a misspelt rule does not compile. The functions that look and
//! the docs are `check`'s; this file may name neither.
//!
//! A new rule is one line below; its two docs, `src/check/rules/docs/NAME.en.md` and `NAME.zh.md`; and, if it looks at
//! the bound book, its code, `src/check/rules/NAME.rs`, which the line names after `by`.

use super::Severity;
use std::cmp::Ordering;
use std::fmt;

/// A rule as all rooms know it. Two are the same if their names are.
#[derive(Debug, Clone, Copy)]
pub struct RuleId {
    /// Stable kebab-case name; it says the fault, and `explain` and `plan.yaml` take it.
    pub name: &'static str,
    /// Its weight, where `plan.yaml` sets no other. A rule may report single faults as lighter or heavier.
    pub severity: Severity,
    /// Whether the fault stops a stage, so that `plan.yaml` cannot set its weight.
    pub fixed: bool,
    /// After such a fault a file, an entry or a page is missing from the book.
    pub loses: bool,
    /// Such a fault takes a single number out of a fact.
    pub drops: bool,
    /// Such a fault makes a tie or a figure of a block another one than its author meant.
    pub misties: bool,
    /// Such a fault makes a wrong pair of a block and its translation, or hides one that does.
    pub mispairs: bool,
    /// At such a fault stands a mark that the book does not have: its digits are not data.
    pub marks: bool,
    /// A finding can excuse such a fault, and so it may follow from the loss of one.
    pub excusable: bool,
    /// It looks at the words around a tie, which a new number may make untrue: `sync` tells its warnings as well.
    pub beside: bool,
    /// It is a matter of style: a line of `style:` in `plan.yaml` switches it off.
    pub style: bool,
    /// It is not measured yet on much sound text: it may blame what is right.
    pub preview: bool,
    /// From what such a fault may follow, unless the fault itself says what it sought.
    pub follows: &'static [Cause],
}

/// What may have caused a fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// Something of `data/` was lost.
    Data,
    /// A page was lost.
    Pages,
    /// The page of the other language at the same path was lost.
    Partner,
    /// A fact names a member that its dimension lacks, and so another one is missing.
    Member,
    /// A fact has no unit.
    Unit,
    /// A tie or figure inside the fault's place, or inside another of its places, names nothing.
    TieInside,
    /// The fault lies inside a tie that names nothing.
    TieAround,
    /// The fault lies inside a mark that the book does not have.
    MarkAround,
    /// A formula inside one of the fault's places goes round in a circle.
    Cycle,
}

/// What a fault looked for and did not find. What has taken that away may be the cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sought {
    /// An entry of `data/claims.yaml`.
    Claim,
    /// An entry of `data/dimensions.yaml`.
    Dimension,
    /// A member of a dimension.
    Member,
    /// A number.
    Fact,
    /// An entry of `data/figures.yaml`.
    Figure,
    /// An entry of `data/indicators.yaml`.
    Indicator,
    /// An entry of `data/maps.yaml`.
    Map,
    /// Who was asked for an opinion, in `data/opinions.yaml`.
    Office,
    /// The years of the plan in `data/plan.yaml`.
    Period,
    /// An entry of `data/projects.yaml`.
    Project,
    /// An entry of `data/sources.yaml`.
    Source,
    /// An entry of `data/tables.yaml`.
    Table,
    /// A page.
    Page,
    /// A heading of a page.
    Heading,
    /// A programme of `data/projects.yaml`.
    Programme,
    /// A rule of this list.
    Rule,
}

impl RuleId {
    /// What an audit says of a document: no rule of a book, and in no list.
    pub const fn of_audit(name: &'static str, severity: Severity) -> Self {
        Self::new(name, severity)
    }

    const fn new(name: &'static str, severity: Severity) -> Self {
        Self {
            name,
            severity,
            fixed: false,
            loses: false,
            drops: false,
            misties: false,
            mispairs: false,
            marks: false,
            excusable: false,
            beside: false,
            style: false,
            preview: false,
            follows: &[],
        }
    }

    const fn fixed(self) -> Self {
        Self { fixed: true, ..self }
    }

    const fn loses(self) -> Self {
        Self { loses: true, ..self }
    }

    const fn drops(self) -> Self {
        Self { drops: true, ..self }
    }

    const fn misties(self) -> Self {
        Self { misties: true, ..self }
    }

    const fn mispairs(self) -> Self {
        Self { mispairs: true, ..self }
    }

    const fn marks(self) -> Self {
        Self { marks: true, ..self }
    }

    const fn excusable(self) -> Self {
        Self { excusable: true, ..self }
    }

    const fn beside(self) -> Self {
        Self { beside: true, ..self }
    }

    const fn style(self) -> Self {
        Self { style: true, ..self }
    }

    const fn preview(self) -> Self {
        Self { preview: true, ..self }
    }

    const fn follows(self, causes: &'static [Cause]) -> Self {
        Self { follows: causes, ..self }
    }
}

impl PartialEq for RuleId {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for RuleId {}

impl PartialOrd for RuleId {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for RuleId {
    fn cmp(&self, other: &Self) -> Ordering {
        self.name.cmp(other.name)
    }
}

impl fmt::Display for RuleId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name)
    }
}

/// Hands the list to a macro, a line a rule, by name: `CONSTANT "name" Weight [traits]`, and `by module` if a function of
/// `check/rules/` looks for it. A rule that no function looks for is met by an earlier stage.
macro_rules! every_rule {
    ($then:ident) => {
        $then! {
            BASE_UNTOLD "base-untold" Warning [style] by base_untold;
            CHARACTER_STRAY "character-stray" Error [fixed];
            CHART_UNFIT "chart-unfit" Error [fixed];
            CLAIM_FALSE "claim-false" Error [excusable] by claim_false;
            CLAIM_STATED "claim-stated" Warning [] by claim_stated;
            CLAIM_UNDECIDED "claim-undecided" Warning [beside] by claim_undecided;
            CLAIM_WORDS "claim-words" Error [] by claim_words;
            COUNT_DIFFERS "count-differs" Error [] by count_differs;
            DATE_DIFFERS "date-differs" Error [excusable, beside] by date_differs;
            DECIMALS_DIFFER "decimals-differ" Warning [style] by decimals_differ;
            DIRECTION_DIFFERS "direction-differs" Error [beside] by direction_differs;
            DIVISION_BY_ZERO "division-by-zero" Error [fixed];
            DUPLICATE_ID "duplicate-id" Error [fixed, loses];
            DUPLICATE_KEY "duplicate-key" Error [fixed, loses];
            EMPHASIS_LITERAL "emphasis-literal" Error [fixed];
            EXCEPTION_STALE "exception-stale" Warning [] by exception_stale;
            FACT_UNWITNESSED "fact-unwitnessed" Warning [] by fact_unwitnessed;
            FIGURE_FIRST "figure-first" Warning [style] by figure_first;
            FIGURE_UNCITED "figure-uncited" Warning [follows(Pages)] by figure_uncited;
            FILE_MISSING "file-missing" Error [fixed, loses];
            FINDING_STALE "finding-stale" Error [follows(Data)] by finding_stale;
            FONT_UNFIT "font-unfit" Error [fixed];
            FOOTNOTE_UNCITED "footnote-uncited" Warning [] by footnote_uncited;
            FOREIGN_PLACE "foreign-place" Error [] by foreign_place;
            FORMULA_BROKEN "formula-broken" Error [fixed];
            FORMULA_CYCLE "formula-cycle" Error [fixed];
            FORMULA_DIFFERS "formula-differs" Error [excusable, follows(Cycle)] by formula_differs;
            FRONT_CONTRADICTED "front-contradicted" Error [] by front_contradicted;
            GLYPH_MISSING "glyph-missing" Error [] by glyph_missing;
            HEADING_ID_MISSING "heading-id-missing" Error [] by heading_id_missing;
            HEADING_NUMBERED "heading-numbered" Error [marks] by heading_numbered;
            HEDGE_DIFFERS "hedge-differs" Warning [beside] by hedge_differs;
            HEDGE_LOOSE "hedge-loose" Warning [beside] by hedge_loose;
            HEDGE_TWICE "hedge-twice" Warning [style] by hedge_twice;
            IMAGE_BROKEN "image-broken" Error [fixed];
            IMAGE_MISSING "image-missing" Error [] by image_missing;
            IMAGE_OUTSIDE "image-outside" Error [fixed];
            INDICATOR_EMPTY "indicator-empty" Warning [follows(Data)] by indicator_empty;
            KEY_DEPRECATED "key-deprecated" Warning [];
            LIMIT_EXCEEDED "limit-exceeded" Error [fixed, loses];
            LINK_BROKEN "link-broken" Error [misties, mispairs, follows(Pages)] by link_broken;
            LITERAL_BROKEN "literal-broken" Error [fixed];
            MAP_BROKEN "map-broken" Error [fixed];
            MAP_CHANGED "map-changed" Error [fixed];
            MAP_OF_TOTALS "map-of-totals" Warning [] by map_of_totals;
            MAP_SHEET_UNAPPROVED "map-sheet-unapproved" Warning [] by map_sheet_unapproved;
            MAP_UNMATCHED "map-unmatched" Error [fixed, follows(Data)];
            MARKUP_LITERAL "markup-literal" Error [fixed, marks];
            MEASURE_MISSING "measure-missing" Warning [] by measure_missing;
            MEMBER_DIFFERS "member-differs" Error [] by member_differs;
            MEMBER_MISSING "member-missing" Error [fixed, misties, mispairs, follows(Data, Member)];
            NAME_RESERVED "name-reserved" Error [] by name_reserved;
            NOT_UTF8 "not-utf8" Error [fixed, loses];
            NUMBER_ABSOLUTE "number-absolute" Warning [beside] by number_absolute;
            NUMBER_DIFFERS "number-differs" Error [excusable] by number_differs;
            NUMBER_OVERPRECISE "number-overprecise" Warning [] by number_overprecise;
            NUMBER_TOO_LARGE "number-too-large" Error [fixed, drops];
            NUMBER_UNBOUND "number-unbound" Error [follows(TieAround, MarkAround)] by number_unbound;
            OPINION_UNMET "opinion-unmet" Error [];
            PAGE_NAME "page-name" Error [fixed, loses];
            PAGE_SHAPE "page-shape" Error [fixed, loses];
            PLACED_TWICE "placed-twice" Error [] by placed_twice;
            QUANTITY_TWICE "quantity-twice" Error [excusable] by quantity_twice;
            RANGE_UNIT_ONCE "range-unit-once" Warning [style] by range_unit_once;
            RANGE_WORDS "range-words" Error [] by range_words;
            RAW_HTML "raw-html" Error [fixed];
            RELATION_FALSE "relation-false" Error [excusable] by relation_false;
            REVISION_UNEXPLAINED "revision-unexplained" Error [];
            SERIES_ORDER "series-order" Error [] by series_order;
            SEVERITY_FIXED "severity-fixed" Error [fixed];
            SHARES_DIFFER "shares-differ" Error [excusable] by shares_differ;
            SOURCE_MISSING "source-missing" Error [follows(Data)] by source_missing;
            STRUCTURE_DIFFERS "structure-differs" Error [mispairs, follows(TieInside)] by structure_differs;
            SVG_REFUSED "svg-refused" Error [fixed];
            TABLE_TOO_WIDE "table-too-wide" Error [] by table_too_wide;
            TARGET_TOLD "target-told" Warning [beside, preview] by target_told;
            TERM_DIFFERS "term-differs" Warning [] by term_differs;
            TEXT_TYPOGRAPHY "text-typography" Warning [] by text_typography;
            TIE_MALFORMED "tie-malformed" Error [fixed, misties, mispairs];
            TOTAL_DIFFERS "total-differs" Error [excusable] by total_differs;
            TRANSLATION_DIGITS_DIFFER "translation-digits-differ" Warning [preview, follows(TieInside)] by translation_digits_differ;
            TRANSLATION_MEMBERS_DIFFER "translation-members-differ" Warning [preview, follows(Data, TieInside)] by translation_members_differ;
            TRANSLATION_MISSING "translation-missing" Error [loses, mispairs, follows(Partner)] by translation_missing;
            TRANSLATION_NUMBERS_DIFFER "translation-numbers-differ" Error [mispairs, follows(TieInside)] by translation_numbers_differ;
            TRANSLATION_ORDER_DIFFERS "translation-order-differs" Warning [preview, follows(TieInside)] by translation_order_differs;
            TRANSLATION_STALE "translation-stale" Warning [] by translation_stale;
            UNIT_MISMATCH "unit-mismatch" Error [fixed, follows(Unit)] by unit_mismatch;
            UNIT_UNKNOWN "unit-unknown" Error [fixed];
            UNKNOWN_NAME "unknown-name" Error [fixed, misties, mispairs, follows(Data)];
            UPPER_TARGET "upper-target" Error [excusable] by upper_target;
            VALUE_OUT_OF_RANGE "value-out-of-range" Error [] by value_out_of_range;
            WITHHELD_COMPUTABLE "withheld-computable" Error [] by withheld_computable;
            YAML_SHAPE "yaml-shape" Error [fixed, loses];
            YAML_SYNTAX "yaml-syntax" Error [fixed, loses];
        }
    };
}
pub(crate) use every_rule;

macro_rules! constants {
    ($($id:ident $name:literal $severity:ident [$($trait:ident$(($($cause:ident),*))?),*] $(by $module:ident)?;)*) => {
        $(
            #[doc = concat!("The rule `", $name, "`.")]
            pub const $id: RuleId = RuleId::new($name, Severity::$severity)
                $(.$trait($(&[$(Cause::$cause),*])?))*;
        )*

        /// All rules, sorted by name.
        pub const ALL: &[RuleId] = &[$($id),*];
    };
}
every_rule!(constants);

/// The rule of a name that somebody wrote.
pub fn find(name: &str) -> Option<RuleId> {
    ALL.iter().find(|rule| rule.name == name).copied()
}

/// An error of typst over the plan: no rule of the book, for the tool should have found the fault first.
pub const PRINT_ERROR: RuleId = RuleId::new("print-error", Severity::Error);
/// A warning of typst over the plan.
pub const PRINT_WARNING: RuleId = RuleId::new("print-warning", Severity::Warning);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_kebab_case_sorted_and_different() {
        assert!(ALL.is_sorted_by(|one, next| one.name < next.name), "{ALL:?}");
        for rule in ALL {
            assert!(rule.name.chars().all(|letter| matches!(letter, 'a'..='z' | '0'..='9' | '-')), "{rule}");
        }
    }
}
