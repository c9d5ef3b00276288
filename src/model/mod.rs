//! The nouns of a plan and the hand-overs between the stages. Plain data: nothing here reads, formats or draws.
//!
//! | hand-over | from | to |
//! |---|---|---|
//! | [`Project`] | load | bind |
//! | [`Report`] | bind | check, compose, revise |
//! | [`document::Document`] | compose | draw, render, revise, cli |
//! | [`document::Revision`] | revise | render |
//! | [`Edit`] | revise | write |
//! | [`Drawing`] | draw | render |
//! | [`OutputTree`] | render | write |

mod address;
pub mod chart;
mod colour;
mod contradiction;
mod data_node;
mod day;
mod decimal;
mod dimension;
pub mod document;
mod edit;
mod face;
mod fact;
mod file_name;
mod finding;
mod fingerprint;
mod grid;
mod indicator;
mod key;
mod keyed;
mod language;
mod listing;
mod map;
mod map_sheet;
mod note;
mod opinion;
mod other_book;
mod outcome;
mod output;
mod page;
mod paragraph;
mod plan;
mod programme;
mod project;
mod prose;
mod quantity;
mod redirect;
mod register;
mod report;
mod revision;
mod sense;
mod showing;
mod source;
mod term;
mod translation;
mod unit;
mod upper;

pub use address::Leads;
pub use chart::{Beside, Chart, ChartColumn, ChartKind, ChartPart, Drawing, Paintings, PlateDrawing, Wants};
pub use colour::{Bearing, Colour, Form};
pub use contradiction::Contradicted;
pub use data_node::{DataKind, DataNode};
pub use day::{Date, Day, days_in};
pub use decimal::decimal;
pub use dimension::{Dimension, Member, MemberFact};
pub use edit::Edit;
pub use face::{Face, Role};
pub use fact::{Bound, Claim, Fact, FactValue, Measures, Missing, OFFICE, Qualifier, Reading, ValueState};
pub use file_name::is_refused_by_windows;
pub use finding::{Check, Finding, FindingKind, FindingSeverity, FindingState, Side};
pub use fingerprint::fingerprint;
pub use grid::{Grid, GridCell, GridColumn, GridContent, GridRow, GridUnit};
pub use indicator::{Attribute, Counts, Direction, Indicator};
pub use key::{Key, TARGET, in_word, is_claim_id, is_word};
pub use keyed::{Entry, Register, Which};
pub use language::{LANGUAGES, Language, Languages, Text};
pub use listing::{Listing, ListingCell, ListingPart, ListingRow};
pub use map::{DEGREE, Feature, Ground, GroundShape, Layer, MapFile, MapSetting, Projection, Ring, Shape, Spot};
pub use map_sheet::{KeyNumber, MapSheet, SheetStatus};
pub use note::{Note, NoteMark};
pub use opinion::{Answer, Office, Opinion, OpinionEdit};
pub use other_book::{OF_BOOK, OtherBook};
pub use outcome::Outcome;
pub use output::{Gathered, Medium, Only, Outlet, OutputTree, Review, WORKS, Work, twice};
pub use page::{Alignment, Block, Cell, Heading, Inline, ListItem, Page, PageId, TextPiece, reading_order};
pub use paragraph::{PARAGRAPH_ANCHOR, ParagraphNumber};
pub use plan::{
    Authority, Consultation, FigureNumbers, FontNames, Foreign, Front, HeadingNumbers, NumberException, Numbering,
    Plan, RuleSetting,
};
pub use programme::{Programme, RestorationProject};
pub use project::{Asset, Project, Registers};
pub use prose::{DATE, Place, Prose, ProseText, Tie, TieId, TieKind};
pub use quantity::{Interval, Quantity, Truth, truth_words};
pub use redirect::Redirect;
pub use register::{Figure, FigureData, FigureKind, FigureReference, Listed, Sorting, Table, TableKind};
pub use report::{
    BoundTie, ClaimResult, ColumnHead, Comparison, Observation, Outline, Relation, RelationKind, Report, SectionEntry,
    Total, TotalKind,
};
pub use revision::{Revised, Revision, RevisionKind};
pub use sense::{Kind, Measure, Named, Sense, Statement};
pub use showing::{Shower, Showing};
pub use source::DataSource;
pub use term::Term;
pub use translation::{Confirmation, PageTranslation, SourceBlock, TranslationState};
pub use unit::{UnitDef, UnitExpr, UnitParts, UnitTable, to_figures};
pub use upper::{Demand, Standing, UpperTarget};
