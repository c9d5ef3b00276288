//! Files of test cases: Markdown whose `## ` headings open a case each, and whose fences are what the case is made of.
//! A fence can be replaced by what a test found, so that expected output is written by the tests and read by people.

use std::collections::BTreeMap;

/// A case.
#[derive(Debug, Default)]
pub(crate) struct Case {
    /// Its heading.
    pub(crate) name: String,
    /// Its fences, in order.
    pub(crate) fences: Vec<Fence>,
}

/// A fence of a case.
#[derive(Debug)]
pub(crate) struct Fence {
    /// What stands behind the three marks that open it.
    pub(crate) info: String,
    /// Its lines.
    pub(crate) lines: Vec<String>,
    /// The index of its first line in the file.
    pub(crate) first: usize,
}

/// The cases of a file.
pub(crate) fn cases(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        if let Some(name) = line.strip_prefix("## ") {
            cases.push(Case { name: name.to_owned(), fences: Vec::new() });
        } else if let Some(info) = line.strip_prefix("```") {
            let case = cases.last_mut().unwrap_or_else(|| panic!("a fence before the first case: {line}"));
            let mut open = true;
            let body = lines.by_ref().map(|(_, line)| line).take_while(|line| {
                open = *line != "```";
                open
            });
            let body = body.map(str::to_owned).collect();
            assert!(!open, "a fence has no end: {line}");
            case.fences.push(Fence { info: info.to_owned(), lines: body, first: number + 1 });
        }
    }
    cases
}

/// The file with the lines of some fences replaced, each named by the index of its first line.
pub(crate) fn rewritten(text: &str, found: &BTreeMap<usize, Vec<String>>) -> String {
    let mut output = String::new();
    let mut lines = text.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        output.extend([line, "\n"]);
        if let Some(new) = found.get(&(number + 1)) {
            new.iter().for_each(|line| output.extend([line, "\n"]));
            lines.by_ref().map(|(_, line)| line).find(|line| *line == "```");
            output.push_str("```\n");
        }
    }
    output
}
