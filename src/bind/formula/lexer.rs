//! Cuts a formula into tokens with their byte ranges.

use super::syntax::Fault;
use crate::diagnostic::Message;
use crate::model::{OF_BOOK, in_word};
use rust_decimal::Decimal;
use std::ops::Range;

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    Number(Decimal, Option<String>),
    Name(String),
    Symbol(&'static str),
}

/// Longer symbols stand before their beginnings.
const SYMBOLS: [&str; 19] =
    ["==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "^", "(", ")", "{", "}", ",", "@", "=", "!"];

pub(super) fn tokens(text: &str) -> Result<Vec<(Token, Range<usize>)>, Fault> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(character) = text[at..].chars().next() {
        let rest = &text[at..];
        if character.is_whitespace() {
            at += character.len_utf8();
            continue;
        }
        let (token, length) = if character.is_ascii_digit() && !follows_at_sign(&found) {
            number(rest, at)?
        } else if in_word(character) {
            name(rest)
        } else {
            let symbol = SYMBOLS.into_iter().find(|symbol| rest.starts_with(symbol)).ok_or_else(|| {
                let message = Message::new("formula-character").with("character", character.to_string());
                Fault::broken(at..at + character.len_utf8(), message)
            })?;
            (Token::Symbol(symbol), symbol.len())
        };
        found.push((token, at..at + length));
        at += length;
    }
    Ok(found)
}

/// After `@` (or a comma inside a member list) digits are a year, not a number with a unit.
fn follows_at_sign(found: &[(Token, Range<usize>)]) -> bool {
    matches!(found.last(), Some((Token::Symbol("@"), _)))
}

fn name(rest: &str) -> (Token, usize) {
    let length = |text: &str| text.find(|sign: char| !(in_word(sign) || sign == '.')).unwrap_or(text.len());
    let own = length(rest);
    // `baotou:forest.cover` is a number of another book.
    let length = match rest[own..].strip_prefix(OF_BOOK) {
        Some(key) if key.starts_with(char::is_alphabetic) => own + OF_BOOK.len_utf8() + length(key),
        _ => own,
    };
    (Token::Name(rest[..length].to_owned()), length)
}

/// Digits, then a glued unit: `50%`, `100km2`, `1055m3/person` needs parentheses and is not read here.
fn number(rest: &str, at: usize) -> Result<(Token, usize), Fault> {
    let digits = rest.find(|character: char| !(character.is_ascii_digit() || character == '.')).unwrap_or(rest.len());
    let value = Decimal::from_str_exact(&rest[..digits])
        .map_err(|_| Fault::broken(at..at + digits, Message::new("formula-number").with("text", &rest[..digits])))?;
    let after = &rest[digits..];
    let unit = if after.starts_with('%') {
        1
    } else if after.starts_with(|character: char| character.is_ascii_alphabetic()) {
        after.find(|character: char| !character.is_ascii_alphanumeric()).unwrap_or(after.len())
    } else {
        0
    };
    let name = (unit > 0).then(|| after[..unit].to_owned());
    Ok((Token::Number(value, name), digits + unit))
}
