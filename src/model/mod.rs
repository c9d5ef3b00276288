//! The nouns of a plan and the hand-overs between the stages. Plain data: nothing here reads, formats or draws.
//!
//! | hand-over | from | to |
//! |---|---|---|
//! | [`Project`] | load | bind |
//! | [`Report`] | bind | check, draw, render |
//! | [`Drawing`] | draw | render |
//! | [`OutputTree`] | render | write |

pub mod chart;
mod dimension;
mod fact;
mod finding;
mod indicator;
mod language;
mod listing;
mod output;
mod page;
mod plan;
mod programme;
mod project;
mod prose;
mod quantity;
mod register;
mod report;
mod source;
mod unit;

pub use chart::{Chart, ChartKind, ChartPart, Drawing};
pub use dimension::{Dimension, Member, MemberFact};
pub use fact::{Claim, Date, Day, Fact, FactValue, Key, Qualifier, Reading, ValueState};
pub use finding::{Check, Finding, Verdict};
pub use indicator::{Attribute, Direction, Indicator};
pub use language::{LANGUAGES, Language, Text};
pub use listing::{Listing, ListingCell, ListingPart, ListingRow};
pub use output::OutputTree;
pub use page::{Block, Cell, Heading, Inline, ListItem, Page, PageId, TextPiece};
pub use plan::{Foreign, Plan, RuleSetting};
pub use programme::{Programme, RestorationProject};
pub use project::{Asset, Project};
pub use prose::{Place, Prose, ProseText, Tie, TieId, TieKind};
pub use quantity::{Interval, Quantity, Truth};
pub use register::{Figure, FigureData, FigureKind, Table, TableKind};
pub use report::{
    BoundTie, ClaimResult, Comparison, Observation, Outline, Relation, RelationKind, Report, SectionEntry,
};
pub use source::DataSource;
pub use unit::{UnitDef, UnitExpr, UnitTable};
