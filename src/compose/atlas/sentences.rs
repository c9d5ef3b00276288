//! What the pages say, sentence by sentence, each under its heading, so that a sheet can gather those that name a place.

use crate::compose::Composer;
use crate::locale::sentence_end;
use crate::model::Language;
use crate::model::document::{Block, Frame, Run};

/// A sentence of the book.
pub(super) struct Sentence {
    /// Index of its heading in `Frame::sections`.
    pub(super) section: usize,
    /// Its words, in small letters.
    text: String,
    /// What it says.
    pub(super) runs: Vec<Run>,
}

impl Sentence {
    /// Whether it names something.
    pub(super) fn names(&self, name: &str) -> bool {
        self.text.contains(&name.to_lowercase())
    }
}

/// All sentences of the chapters, in reading order; what stands in tables is data, and is taken from there.
pub(super) fn of_book(composer: &Composer<'_>, frame: &Frame) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for entry in &frame.pages {
        let Some(mut section) = frame.titles.get(&entry.id).copied() else { continue };
        for block in &composer.page(entry.id).blocks {
            if let Block::Heading(heading) = block {
                section = heading.id.as_ref().and_then(|id| frame.section_ids.get(id)).copied().unwrap_or(section);
            }
            of_block(frame.language, block, section, &mut sentences);
        }
    }
    sentences
}

fn of_block(language: Language, block: &Block, section: usize, sentences: &mut Vec<Sentence>) {
    match block {
        Block::Paragraph { runs, pictures: false, .. } => {
            let said = split(language, runs).into_iter();
            sentences.extend(said.map(|runs| Sentence { section, text: Run::plain(&runs).to_lowercase(), runs }));
        }
        Block::List { items, .. } => {
            items.iter().flatten().for_each(|block| of_block(language, block, section, sentences));
        }
        Block::Quote(blocks) => blocks.iter().for_each(|block| of_block(language, block, section, sentences)),
        _ => {}
    }
}

/// A line cut after each sentence; marks of footnotes go, for their notes stay with the text.
fn split(language: Language, runs: &[Run]) -> Vec<Vec<Run>> {
    let mut done: Vec<Vec<Run>> = Vec::new();
    let mut open: Vec<Run> = Vec::new();
    for run in runs {
        match run {
            Run::Footnote(_) => {}
            Run::Words(words) => {
                let mut rest = words.as_str();
                while let Some(end) = sentence_end(language, rest) {
                    open.push(Run::Words(rest[..end].to_owned()));
                    done.push(std::mem::take(&mut open));
                    rest = rest[end..].trim_start();
                }
                if !rest.is_empty() {
                    open.push(Run::Words(rest.to_owned()));
                }
            }
            // A mark right after the full stop belongs to the sentence before.
            Run::Mark(_) if open.is_empty() => done.last_mut().unwrap_or(&mut open).push(run.clone()),
            other => open.push(other.clone()),
        }
    }
    done.push(open);
    done.retain(|runs| !Run::plain(runs).trim().is_empty());
    done
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::{Number, Target};

    fn said(language: Language, runs: &[Run]) -> Vec<String> {
        split(language, runs).iter().map(|runs| Run::plain(runs)).collect()
    }

    fn number(text: &str) -> Run {
        Run::Number(Number { text: text.to_owned(), key: "a".to_owned(), to: Target::Ledger, value: None })
    }

    #[test]
    fn a_line_is_cut_after_its_sentences() {
        let words = |text: &str| Run::Words(text.to_owned());
        let chinese = [words("草地占"), number("43%"), words("。他说“好。”林地少！共"), number("3"), words("处")];
        assert_eq!(said(Language::Zh, &chinese), ["草地占43%。", "他说“好。”", "林地少！", "共3处"]);
        let english =
            [words("Grassland holds "), number("2.5%"), words(". See e.g. the map of J. Smith. “Good.” It ends")];
        assert_eq!(
            said(Language::En, &english),
            ["Grassland holds 2.5%.", "See e.g. the map of J. Smith.", "“Good.”", "It ends"]
        );
        assert!(said(Language::Zh, &[]).is_empty());
    }
}
