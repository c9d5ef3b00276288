//! A document as it reads once the changes of some authors are taken.

use super::{Block, Change, Manuscript, Paragraph, Row};

impl Manuscript {
    /// Takes the changes of these authors: what they inserted is text like any other, what they deleted is gone. A comment
    /// on words that go stays at their place.
    pub fn take(&mut self, is_own: &dyn Fn(&str) -> bool) {
        let is_own = |change: &Option<Change>| change.as_ref().is_some_and(|change| is_own(&change.author));
        blocks(&mut self.body, &is_own);
        self.notes.iter_mut().for_each(|(_, note)| blocks(note, &is_own));
    }
}

type IsOwn<'a> = &'a dyn Fn(&Option<Change>) -> bool;

fn goes(change: &Option<Change>, is_own: IsOwn<'_>) -> bool {
    is_own(change) && change.as_ref().is_some_and(|change| !change.kind.stays())
}

fn blocks(all: &mut [Block], is_own: IsOwn<'_>) {
    for block in all {
        match block {
            Block::Paragraph(own) => paragraph(own, is_own),
            Block::Table(table) => {
                table.rows.retain(|row| !goes(&row.change, is_own));
                table.rows.iter_mut().for_each(|own| row(own, is_own));
            }
        }
    }
}

fn row(row: &mut Row, is_own: IsOwn<'_>) {
    row.change.take_if(|change| is_own(&Some(change.clone())));
    row.cells.iter_mut().for_each(|cell| blocks(&mut cell.blocks, is_own));
}

fn paragraph(paragraph: &mut Paragraph, is_own: IsOwn<'_>) {
    paragraph.end.take_if(|change| is_own(&Some(change.clone())));
    for piece in &mut paragraph.pieces {
        if goes(&piece.change, is_own) {
            piece.text.clear();
        }
        piece.change.take_if(|change| is_own(&Some(change.clone())));
    }
    paragraph.pieces.retain(|piece| !piece.text.is_empty() || !piece.comments.is_empty());
}
