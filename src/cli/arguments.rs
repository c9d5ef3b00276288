//! What may be typed. The help texts are in the message catalogue, under `cli.help.…` (see [`super::help`]).

use crate::model::document::Audience;
use crate::model::{Day, Language, WORKS};
use crate::{Kind, Only, Workbook};
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

#[derive(Debug, Parser)]
#[command(name = "tallybook", version, arg_required_else_help = true)]
#[command(disable_help_subcommand = true, disable_help_flag = true, disable_version_flag = true)]
pub(super) struct Arguments {
    #[arg(long, global = true, display_order = 100, value_name = "DIR")]
    pub(super) root: Option<PathBuf>,
    #[arg(long, global = true, display_order = 100, value_name = "zh|en", value_parser = language)]
    lang: Option<Language>,
    #[arg(
        long,
        alias = "color",
        global = true,
        display_order = 100,
        value_name = "auto|always|never",
        default_value = "auto"
    )]
    #[arg(hide_default_value = true, hide_possible_values = true)]
    pub(super) colour: Colour,
    #[arg(short, long, global = true, display_order = 100, action = ArgAction::Help)]
    help: Option<bool>,
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Adopt(AdoptArguments),
    Audit(AuditArguments),
    Build(BuildArguments),
    Check(CheckArguments),
    Comments(CommentsArguments),
    Edition(EditionArguments),
    Explain {
        #[arg(value_name = "TOPIC|RULE|KEY|CLAIM")]
        subject: Option<String>,
    },
    Export(ExportArguments),
    Impact(ImpactArguments),
    Import(ImportArguments),
    Licences,
    New(NewArguments),
    Rename(RenameArguments),
    Set(SetArguments),
    Sync(SyncArguments),
    Schema {
        #[arg(value_name = "DIR")]
        dir: PathBuf,
    },
    Translated(TranslatedArguments),
    Tie(TieArguments),
    Undo(UndoArguments),
    Where {
        // A value may begin with a minus: -36.1, -36.1℃.
        #[arg(value_name = "KEY|NAME|VALUE|FILE:LINE", allow_hyphen_values = true)]
        key: String,
    },
}

#[derive(Debug, Args)]
pub(super) struct AdoptArguments {
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    #[arg(value_name = "DIR")]
    pub(super) dir: PathBuf,
    #[arg(long, value_name = "zh|en", value_parser = language)]
    pub(super) languages: Option<Language>,
}

#[derive(Debug, Args)]
pub(super) struct AuditArguments {
    #[arg(value_name = "FILE", required = true)]
    pub(super) files: Vec<PathBuf>,
    #[arg(long, value_name = "human|json|sarif|html|pdf|docx|csv|xlsx", default_value = "human")]
    #[arg(hide_default_value = true, hide_possible_values = true)]
    pub(super) format: AuditFormat,
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(super) ignore: Vec<PathBuf>,
    #[arg(long)]
    pub(super) all: bool,
    #[arg(long, value_name = "PATH", env = "TALLYBOOK_TYPST", hide_env = true)]
    pub(super) typst: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum AuditFormat {
    Human,
    Json,
    Sarif,
    Html,
    Pdf,
    Docx,
    Csv,
    Xlsx,
}

#[derive(Debug, Args)]
pub(super) struct BuildArguments {
    #[arg(long, value_name = "site|print|plan|atlas|word", value_parser = only)]
    pub(super) only: Option<Only>,
    #[arg(long, value_name = "public|internal|review", value_parser = audience, default_value = "public")]
    #[arg(hide_default_value = true)]
    pub(super) audience: Audience,
    #[arg(long, value_name = "EDITION")]
    pub(super) since: Option<String>,
    #[arg(long, value_name = "NUMBER")]
    pub(super) copy: Option<u32>,
    #[arg(long)]
    pub(super) parallel: bool,
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    #[arg(long, value_name = "FILE.docx")]
    pub(super) reference: Option<PathBuf>,
    #[arg(long, value_name = "PATH", env = "TALLYBOOK_TYPST", hide_env = true)]
    pub(super) typst: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    #[arg(long, value_name = "human|short|json|sarif", default_value = "human")]
    #[arg(hide_default_value = true, hide_possible_values = true)]
    pub(super) format: Format,
    #[arg(long)]
    pub(super) deny_warnings: bool,
}

#[derive(Debug, Args)]
pub(super) struct CommentsArguments {
    #[arg(value_name = "FILE.docx", required = true)]
    pub(super) files: Vec<PathBuf>,
    #[arg(long)]
    pub(super) apply: bool,
    #[arg(long, value_name = "human|json", default_value = "human")]
    #[arg(hide_default_value = true, hide_possible_values = true)]
    pub(super) format: ImpactFormat,
}

#[derive(Debug, Args)]
pub(super) struct ExportArguments {
    #[arg(value_name = "tables|xlsx", hide_possible_values = true)]
    pub(super) what: Exported,
    #[arg(long, value_name = "xlsx|ods", value_parser = workbook, default_value = "xlsx")]
    #[arg(hide_default_value = true)]
    pub(super) format: (&'static str, Workbook),
    #[arg(long = "for", value_name = "OFFICE")]
    pub(super) whom: Option<String>,
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(super) due: Option<Day>,
    #[arg(long, value_name = "zh|en", value_parser = language)]
    pub(super) language: Option<Language>,
    #[arg(long, value_name = "public|internal|review", value_parser = audience, default_value = "public")]
    #[arg(hide_default_value = true)]
    pub(super) audience: Audience,
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
}

/// What may be exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Exported {
    Tables,
    Xlsx,
}

#[derive(Debug, Args)]
pub(super) struct ImpactArguments {
    #[arg(value_name = "KEY=VALUE", required = true)]
    pub(super) changes: Vec<String>,
    #[arg(long, value_name = "human|json", default_value = "human")]
    #[arg(hide_default_value = true, hide_possible_values = true)]
    pub(super) format: ImpactFormat,
}

#[derive(Debug, Args)]
pub(super) struct ImportArguments {
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    #[arg(long, value_name = "DATE")]
    pub(super) date: Option<String>,
    #[arg(long, value_name = "ID")]
    pub(super) source: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(super) why: Option<String>,
    #[arg(long)]
    pub(super) dry_run: bool,
}

#[derive(Debug, Args)]
pub(super) struct NewArguments {
    #[arg(value_name = "DIR")]
    pub(super) dir: PathBuf,
    #[arg(long, value_name = "zh|en|zh,en|en,zh", value_delimiter = ',', value_parser = language)]
    pub(super) languages: Vec<Language>,
    #[arg(long, value_name = "plan|bulletin|report", value_parser = kind, default_value = "plan")]
    #[arg(hide_default_value = true)]
    pub(super) kind: Kind,
}

#[derive(Debug, Args)]
pub(super) struct RenameArguments {
    #[arg(value_name = "KIND:OLD")]
    pub(super) old: String,
    #[arg(value_name = "NEW")]
    pub(super) new: String,
    #[arg(long)]
    pub(super) dry_run: bool,
}

#[derive(Debug, Args)]
pub(super) struct SetArguments {
    #[arg(value_name = "KEY=VALUE", required = true)]
    pub(super) changes: Vec<String>,
    #[arg(long, value_name = "DATE")]
    pub(super) date: Option<String>,
    #[arg(long, value_name = "ID")]
    pub(super) source: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(super) why: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub(super) who: Option<String>,
    #[arg(long)]
    pub(super) dry_run: bool,
}

#[derive(Debug, Args)]
pub(super) struct UndoArguments {
    #[arg(long)]
    pub(super) list: bool,
    #[arg(long)]
    pub(super) dry_run: bool,
}

#[derive(Debug, Args)]
pub(super) struct SyncArguments {
    #[arg(long)]
    pub(super) dry_run: bool,
}

#[derive(Debug, Args)]
pub(super) struct TieArguments {
    #[arg(value_name = "PAGE")]
    pub(super) page: Option<String>,
    #[arg(long)]
    pub(super) unique: bool,
    #[arg(long)]
    pub(super) dry_run: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ImpactFormat {
    Human,
    Json,
}

#[derive(Debug, Args)]
pub(super) struct TranslatedArguments {
    #[arg(value_name = "PAGE")]
    pub(super) pages: Vec<String>,
    #[arg(long)]
    pub(super) all: bool,
}

#[derive(Debug, Args)]
pub(super) struct EditionArguments {
    #[arg(value_name = "cut|list|diff", hide_possible_values = true)]
    pub(super) action: EditionAction,
    #[arg(value_name = "NAME")]
    pub(super) name: Option<String>,
    #[arg(long, value_name = "human|json|markdown", default_value = "human")]
    #[arg(hide_default_value = true, hide_possible_values = true)]
    pub(super) format: ChangesFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum EditionAction {
    Cut,
    List,
    Diff,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ChangesFormat {
    Human,
    Json,
    Markdown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Human,
    Short,
    Json,
    Sarif,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    Auto,
    Always,
    Never,
}

fn audience(word: &str) -> Result<Audience, String> {
    let found = Audience::ALL.into_iter().find(|(known, _)| *known == word);
    found.map(|(_, audience)| audience).ok_or_else(|| "public, internal, review".to_owned())
}

fn only(word: &str) -> Result<Only, String> {
    let works = || WORKS.map(|work| work.name).join(", ");
    Only::of(word).ok_or_else(|| format!("site, print, {}", works()))
}

fn kind(word: &str) -> Result<Kind, String> {
    let found = Kind::ALL.into_iter().find(|(known, _)| *known == word);
    found.map(|(_, kind)| kind).ok_or_else(|| "plan, bulletin, report".to_owned())
}

fn workbook(ending: &str) -> Result<(&'static str, Workbook), String> {
    Workbook::ALL.into_iter().find(|(known, _)| *known == ending).ok_or_else(|| "xlsx, ods".to_owned())
}

fn day(text: &str) -> Result<Day, String> {
    let day = Day::from_iso(text).filter(|day| day.day.is_some());
    day.ok_or_else(|| "2026-12-31".to_owned())
}

fn language(tag: &str) -> Result<Language, String> {
    Language::from_tag(tag).ok_or_else(|| "zh, en".to_owned())
}
