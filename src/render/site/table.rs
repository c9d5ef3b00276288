//! Tables: those of the text, and those of the register with every number tied to the ledger.

use super::html::Writer;
use super::markup::escape;
use crate::model::Alignment;
use crate::model::Language;
use crate::model::document::{Caption, Column, Role, Row, Run, Table, TableFit, TableForm};

impl Writer<'_, '_> {
    /// A table with what stands above and below it.
    pub(super) fn table(&self, table: &Table) -> String {
        match &table.form {
            TableForm::Written(fit) => self.written_table(table, fit),
            TableForm::Entry => format!("<div class=\"register entry\">{}</div>\n", self.body(table)),
            TableForm::Indicators | TableForm::Facts(_) | TableForm::Register { .. } => {
                let id = table.caption.as_ref().map_or("", |caption| caption.id.as_str());
                let note = |note: &Vec<Run>| format!("<p class=\"note\">{}</p>\n", self.cell_runs(note));
                let notes: String = table.notes.iter().map(note).collect();
                format!("<div class=\"register\" id=\"tab-{}\">\n{}{notes}</div>\n", escape(id), self.boxed(table))
            }
        }
    }

    /// A table on a page of the registers, which has its name from the head above it.
    pub(super) fn topic_table(&self, table: &Table) -> String {
        match &table.form {
            TableForm::Entry => format!("<div class=\"register entry\">{}</div>\n", self.body(table)),
            _ => self.boxed(table),
        }
    }

    /// A table of the register in a box that lets it scroll without the page.
    pub(super) fn boxed(&self, table: &Table) -> String {
        let label = escape(&self.tongue.label("ui.site.table_box"));
        let body = self.body(table);
        format!("<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"{label}\">{body}</div>\n")
    }

    /// Caption, head and rows.
    fn body(&self, table: &Table) -> String {
        let class = match table.form {
            TableForm::Indicators => " class=\"indicators\"",
            TableForm::Register { .. } | TableForm::Entry => " class=\"listing\"",
            TableForm::Facts(_) | TableForm::Written(_) => "",
        };
        let name = match table.name.as_str() {
            "" => String::new(),
            name => format!(" aria-label=\"{}\"", escape(name)),
        };
        let caption = table.caption.as_ref().map_or_else(String::new, |caption| self.table_caption(caption));
        let head: String = table.columns.iter().map(|column| self.head(column)).collect();
        let head = if matches!(table.form, TableForm::Entry) {
            String::new()
        } else {
            format!("<thead><tr>{head}</tr></thead>\n")
        };
        let heads: Vec<String> = match table.form {
            TableForm::Register { .. } => {
                table.columns.iter().map(|column| escape(&Run::plain(&column.head))).collect()
            }
            _ => Vec::new(),
        };
        let rows: String = table.rows.iter().map(|row| self.row(row, &table.columns, &heads)).collect();
        format!("<table{class}{name}>\n{caption}{head}<tbody>\n{rows}</tbody></table>")
    }

    fn table_caption(&self, caption: &Caption) -> String {
        let printed = caption.printed.as_ref().map_or_else(String::new, |printed| {
            let words = match self.language() {
                Language::Zh => format!("（{printed}）"),
                Language::En => format!("({printed})"),
            };
            format!(" <span class=\"origin\">{}</span>", escape(&words))
        });
        let (label, title) = (escape(&caption.label), self.runs(&caption.title));
        format!("<caption><span class=\"label\">{label}</span> {title}{printed}</caption>\n")
    }

    fn head(&self, column: &Column) -> String {
        let class = if matches!(column.role, Role::Amount | Role::Ordinal) { " class=\"number\"" } else { "" };
        format!("<th scope=\"col\"{class}>{}</th>", self.cell_runs(&column.head))
    }

    /// A row; each cell with the head of its column, which a telephone shows beside it, where there are `heads`.
    fn row(&self, row: &Row, columns: &[Column], heads: &[String]) -> String {
        let cells = |cells: &[Vec<Run>]| -> String {
            let cells = cells.iter().zip(columns).enumerate();
            cells.map(|(place, (cell, column))| self.cell(cell, column, heads.get(place))).collect()
        };
        match row {
            Row::Group(words) => {
                let (words, width) = (self.cell_runs(words), columns.len());
                format!("<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"{width}\">{words}</th></tr>\n")
            }
            Row::Cells(own) => format!("<tr>{}</tr>\n", cells(own)),
            Row::Total(own) => format!("<tr class=\"total\">{}</tr>\n", cells(own)),
        }
    }

    fn cell(&self, cell: &[Run], column: &Column, head: Option<&String>) -> String {
        let words = self.cell_runs(cell);
        let head = head.filter(|head| !head.is_empty() && column.role != Role::Ordinal);
        let head = head.map_or_else(String::new, |head| format!(" data-head=\"{head}\""));
        match column.role {
            Role::Name => format!("<th scope=\"row\">{words}</th>"),
            Role::Ordinal | Role::Amount => format!("<td class=\"number\"{head}>{words}</td>"),
            Role::Unit => format!("<td class=\"unit\"{head}>{words}</td>"),
            Role::Date => format!("<td class=\"date\"{head}>{words}</td>"),
            Role::Words => format!("<td{head}>{words}</td>"),
        }
    }

    /// A table of the text. One that paper has to squeeze gets more than the width of a paragraph.
    fn written_table(&self, table: &Table, fit: &TableFit) -> String {
        let head: String =
            table.columns.iter().map(|column| self.written_cell(&column.head, column, "th scope=\"col\"")).collect();
        let row = |row: &Row| match row {
            Row::Cells(cells) | Row::Total(cells) => {
                let cells: String = cells
                    .iter()
                    .zip(&table.columns)
                    .map(|(cell, column)| self.written_cell(cell, column, "td"))
                    .collect();
                format!("<tr>{cells}</tr>\n")
            }
            Row::Group(_) => String::new(),
        };
        let body: String = table.rows.iter().map(row).collect();
        let label = escape(&self.tongue.label("ui.site.table_box"));
        let broad = if *fit == TableFit::Plain { "" } else { " broad" };
        format!(
            "<div class=\"wide{broad}\" tabindex=\"0\" role=\"group\" aria-label=\"{label}\"><table>\n<thead><tr>{head}</tr>\
             </thead>\n<tbody>\n{body}</tbody></table></div>\n"
        )
    }

    /// A cell; `element` is its opening without the brackets.
    fn written_cell(&self, cell: &[Run], column: &Column, element: &str) -> String {
        let tied = |run: &Run| matches!(run, Run::Number(_) | Run::Claim(_));
        let number = cell.first().is_some_and(tied) && cell.iter().skip(1).all(|run| matches!(run, Run::Mark(_)));
        let class = match column.side {
            Alignment::End if number => " class=\"number\"".to_owned(),
            Alignment::Start => String::new(),
            side => format!(" class=\"{}\"", side.word()),
        };
        let name = element.split(' ').next().unwrap_or(element);
        format!("<{element}{class}>{}</{name}>", self.runs(cell))
    }
}
