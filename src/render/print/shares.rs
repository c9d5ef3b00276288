//! How the words of a register share its width, so that the table grows as little in height as it can.

use crate::locale::script::is_wide;
use crate::model::document::{Row, Run, Table};

/// The room of all columns, in halves of a Chinese character.
const ROOM: usize = 96;

/// No column is narrower.
const NARROWEST: usize = 8;

/// By so much room passes from one column to another, coarse steps first.
const STEPS: [usize; 3] = [8, 4, 2];

/// What is weighed against a line of the table, so that of two ways as low the more even one is taken.
const MANY: usize = 1_000;

/// The share of each column; `None` for the one of years (`period`), which takes the room that it needs.
pub(super) fn shares(table: &Table, period: Option<usize>) -> Vec<Option<f64>> {
    let free: Vec<usize> = (0..table.columns.len()).filter(|at| Some(*at) != period).collect();
    let rows: Vec<Vec<String>> = table
        .rows
        .iter()
        .filter_map(|row| match row {
            Row::Cells(cells) | Row::Total(cells) => Some(cells),
            Row::Group(_) => None,
        })
        .map(|cells| free.iter().map(|at| cells.get(*at).map(|cell| Run::plain(cell)).unwrap_or_default()).collect())
        .collect();
    let room = if period.is_some() { ROOM - 12 } else { ROOM };
    let mut found = shared(&rows, room, free.len()).into_iter();
    let share = |at: usize| if Some(at) == period { None } else { found.next().map(|share| share as f64) };
    (0..table.columns.len()).map(share).collect()
}

/// Room passes from column to column as long as the table grows lower by it.
fn shared(rows: &[Vec<String>], room: usize, columns: usize) -> Vec<usize> {
    let mut shares = vec![room / columns.max(1); columns];
    let mut best = cost(rows, &shares);
    for step in STEPS {
        loop {
            let mut better: Option<(usize, Vec<usize>)> = None;
            for (from, to) in (0..columns).flat_map(|from| (0..columns).map(move |to| (from, to))) {
                if from == to || shares[from] < NARROWEST + step {
                    continue;
                }
                let mut other = shares.clone();
                other[from] -= step;
                other[to] += step;
                let own = cost(rows, &other);
                if own < better.as_ref().map_or(best, |(cost, _)| *cost) {
                    better = Some((own, other));
                }
            }
            let Some((own, other)) = better else { break };
            (best, shares) = (own, other);
        }
    }
    shares
}

/// How many lines the rows take, each as many as its highest cell; then how many all cells take.
fn cost(rows: &[Vec<String>], shares: &[usize]) -> usize {
    let mut all = 0;
    for row in rows {
        let lines = row.iter().zip(shares).map(|(cell, share)| lines(cell, *share));
        let (highest, sum) = lines.fold((0, 0), |(highest, sum), own| (highest.max(own), sum + own));
        all += highest * MANY + sum;
    }
    all
}

/// How many lines words take in so much room.
fn lines(text: &str, room: usize) -> usize {
    let (mut lines, mut used) = (1, 0);
    for word in text.split_whitespace() {
        // Chinese breaks nearly anywhere, Latin between words.
        let mut pieces: Vec<usize> = Vec::new();
        let mut joins = false;
        for sign in word.chars() {
            match pieces.last_mut() {
                Some(piece) if joins && !is_wide(sign) => *piece += 1,
                _ => pieces.push(if is_wide(sign) { 2 } else { 1 }),
            }
            joins = !is_wide(sign);
        }
        let mut gap = usize::from(used > 0);
        for piece in pieces {
            if used > 0 && used + gap + piece > room {
                (lines, used, gap) = (lines + 1, 0, 0);
            }
            // A longer word is broken.
            lines += piece.saturating_sub(1) / room.max(1);
            used += gap + piece.min(room);
            gap = 0;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_column_takes_room_from_short_ones() {
        let row = |long: usize| vec!["草".to_owned(), "地".repeat(long), "林".to_owned()];
        let shares = shared(&[row(35), row(30)], 90, 3);
        assert!(shares[1] >= 36 && shares[0] >= NARROWEST, "{shares:?}");
        assert_eq!(shares.iter().sum::<usize>(), 90);
        // What is low enough stays even.
        assert_eq!(shared(&[row(2)], 90, 3), [30, 30, 30]);
        assert_eq!(lines("Daqingshan Forest Conservation", 12), 3);
        assert_eq!(lines("草地和林地", 4), 3);
    }
}
