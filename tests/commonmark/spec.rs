//! Reads the examples out of the specification's text.

/// One example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Example {
    /// Its number in the specification.
    pub(crate) number: usize,
    /// The Markdown.
    pub(crate) markdown: String,
    /// The HTML that it stands for.
    pub(crate) html: String,
}

const SPEC: &str = include_str!("spec.txt");
const FENCE: &str = "````````````````````````````````";

/// All examples in their order; an arrow stands for a tabulator there.
pub(crate) fn examples() -> Vec<Example> {
    let mut examples = Vec::new();
    let mut lines = SPEC.lines();
    while let Some(line) = lines.next() {
        if line.strip_prefix(FENCE).map(str::trim) != Some("example") {
            continue;
        }
        let mut part = |end: &str| {
            let lines: Vec<&str> = lines.by_ref().take_while(|line| *line != end).collect();
            lines.iter().map(|line| format!("{}\n", line.replace('→', "\t"))).collect::<String>()
        };
        let (markdown, html) = (part("."), part(FENCE));
        examples.push(Example { number: examples.len() + 1, markdown, html });
    }
    examples
}
