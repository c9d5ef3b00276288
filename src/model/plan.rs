//! `data/plan.yaml`: what the book is, and how strict its checks are.

use super::{Date, Day, Languages, ProseText, Text};
use crate::diagnostic::{Severity, Spanned};
use std::collections::BTreeMap;

/// The book's own description.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Title, without the period.
    pub title: Text<ProseText>,
    /// A title for page heads.
    pub short_title: Text<ProseText>,
    /// What it is written in.
    pub languages: Languages,
    /// First and last year, of a book that plans for some.
    pub period: Option<(i32, i32)>,
    /// How headings and figures are numbered.
    pub numbering: Numbering,
    /// Words of the frame that the book replaces, by message id.
    pub wording: BTreeMap<String, Text>,
    /// Base year and the target years, in order: 2020, 2025, 2030, 2035. None in a book without indicators.
    pub years: Vec<i32>,
    /// The years that have a name, each with it as formulas write it (`plan.base`): the ends of the period, the base
    /// year, the target years, and those of the latest data and of the data before.
    pub named_years: Vec<(&'static str, i32)>,
    /// Label of the edition: 初步成果 / Preliminary results.
    pub edition_label: Text<ProseText>,
    /// The edition's date in words.
    pub edition_name: Text<ProseText>,
    /// The edition's day or month; every output takes its date from here, of a month its first day.
    pub edition_date: Day,
    /// Who is responsible, if the book says anything of it.
    pub authority: Option<Authority>,
    /// Who wrote it.
    pub compiled_by: Text<ProseText>,
    /// Who made this edition, where that is somebody else.
    pub edited_by: Option<Text<ProseText>>,
    /// Foot of every page and imprint of the PDFs.
    pub notice: Text<ProseText>,
    /// Licence line.
    pub licence: Text<ProseText>,
    /// Where its site will stand, if that is known: `https://example.org/plan/`, ending in a slash.
    pub base_url: Option<String>,
    /// Where and until when the public may comment on it, if it is a draft on display.
    pub consultation: Option<Consultation>,
    /// What the front page of the site leads with.
    pub front: Front,
    /// The fact that shares of the county are taken of.
    pub county_area: Option<String>,
    /// Half-even rounding when writing literals (GB/T 8170); checks accept both.
    pub half_even: bool,
    /// A number that differs from the last edition needs a revision that says why.
    pub revisions_required: bool,
    /// Severities that differ from the rules' own.
    pub rules: Vec<RuleSetting>,
    /// Names of the rules of style that are switched off.
    pub unstyled: Vec<&'static str>,
    /// Numbers in prose that are not data in this book.
    pub exceptions: Vec<NumberException>,
    /// Names and scope words that do not belong to the county; see [`Foreign`].
    pub foreign: Vec<Foreign>,
    /// The fonts of the book's own.
    pub fonts: FontNames,
}

/// How headings and figures are numbered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Numbering {
    /// Headings.
    pub headings: HeadingNumbers,
    /// Figures and tables.
    pub figures: FigureNumbers,
}

/// How headings are numbered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum HeadingNumbers {
    /// 第一章, 第一节, 一、 and Chapter 1, 1.1.
    #[default]
    Plan,
    /// 一、, （一）, 1. and 1, 1.1.
    Report,
    /// 1, 1.1, 1.1.1 in all languages.
    Decimal,
    /// Not at all.
    None,
}

impl HeadingNumbers {
    /// All of them with their words.
    pub const ALL: [(&str, Self); 4] =
        [("plan", Self::Plan), ("report", Self::Report), ("decimal", Self::Decimal), ("none", Self::None)];
}

/// How figures and tables are numbered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum FigureNumbers {
    /// Anew in each chapter: 图1-2.
    #[default]
    Chapter,
    /// Through the whole book: 图1, 图2.
    Running,
}

impl FigureNumbers {
    /// Both with their words.
    pub const ALL: [(&str, Self); 2] = [("chapter", Self::Chapter), ("running", Self::Running)];
}

/// Font files below `templates/fonts/` by what they serve for, the regular face first; none: those that come with the
/// tool.
#[derive(Debug, Clone, Default)]
pub struct FontNames {
    /// For text.
    pub serif: Vec<Spanned<String>>,
    /// For headings, tables, charts.
    pub sans: Vec<Spanned<String>>,
}

/// What the front page of the site leads with, as far as the book chooses it.
#[derive(Debug, Clone, Default)]
pub struct Front {
    /// What the book is about, in a few sentences.
    pub lead: Vec<Text<ProseText>>,
    /// The figure that stands beside them.
    pub figure: Option<Spanned<String>>,
    /// Who takes corrections, and how.
    pub contact: Option<Text<ProseText>>,
}

/// The public notice of a draft.
#[derive(Debug, Clone)]
pub struct Consultation {
    /// The first day.
    pub first: Day,
    /// The last day.
    pub last: Day,
    /// Who receives opinions.
    pub office: Text<ProseText>,
    /// Where letters go.
    pub address: Option<Text<ProseText>>,
    /// Telephone numbers.
    pub telephone: Option<String>,
    /// A mailbox: no sign in it needs to be quoted.
    pub email: Option<String>,
}

/// Who is responsible for the plan.
#[derive(Debug, Clone)]
pub enum Authority {
    /// This body.
    Named(Text<ProseText>),
    /// The source names nobody: the imprint says so, and nobody is made up.
    NotStated,
}

/// A pattern of numbers that need no tie, with its reason.
#[derive(Debug, Clone)]
pub struct NumberException {
    /// Plain text or a regular expression.
    pub pattern: Spanned<String>,
    /// Why.
    pub reason: Text<ProseText>,
}

/// Words that say one thing and do not belong to this plan: a neighbour's name, or the scope of a higher plan.
#[derive(Debug, Clone)]
pub struct Foreign {
    /// The forms that the word takes, none empty.
    pub words: Text<Vec<String>>,
    /// Longer names in which the word is right: 澄江市澄溪县 for 澄江市.
    pub names: Text<Vec<String>>,
    /// Why the word is foreign.
    pub reason: Text<ProseText>,
    /// Places where it is right all the same: page path and heading id, as in `01-status/01-land.md#location`.
    pub allowed: Vec<Spanned<String>>,
}

/// One severity set in `plan.yaml`, with its reason.
#[derive(Debug, Clone)]
pub struct RuleSetting {
    /// Rule name.
    pub rule: Spanned<String>,
    /// `None`: off.
    pub severity: Option<Severity>,
    /// Why.
    pub reason: Text<ProseText>,
}

impl Plan {
    /// The names that a year of the plan can have, as formulas write them.
    pub const YEAR_NAMES: [&str; 8] =
        ["plan.start", "plan.end", "plan.base", "plan.near", "plan.mid", "plan.far", "plan.latest", "plan.prior"];

    /// The year of a name.
    pub fn year(&self, name: &str) -> Option<i32> {
        self.named_years.iter().find(|(known, _)| *known == name).map(|(_, year)| *year)
    }

    /// The name of the body that is responsible, where it has one.
    pub fn authority_name(&self) -> Option<&Text<ProseText>> {
        match self.authority.as_ref()? {
            Authority::Named(name) => Some(name),
            Authority::NotStated => None,
        }
    }

    /// The edition's date as a [`Date`].
    pub fn date(&self) -> Date {
        Date::At(self.edition_date)
    }
}
