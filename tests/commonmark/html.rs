//! HTML in a normal form: what the site and the specification must have in common.

/// Elements that end a line.
const BLOCKS: [&str; 14] =
    ["p", "ul", "ol", "li", "blockquote", "pre", "hr", "h", "br", "section", "sup", "table", "tr", "td"];

/// A piece of HTML: a tag without its brackets, or text.
enum Piece<'a> {
    Tag(&'a str),
    Text(&'a str),
}

fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        if open > 0 {
            pieces.push(Piece::Text(&rest[..open]));
        }
        let close = rest[open..].find('>').map_or(rest.len(), |at| open + at);
        pieces.push(Piece::Tag(&rest[open + 1..close]));
        rest = rest.get(close + 1..).unwrap_or("");
    }
    pieces.push(Piece::Text(rest));
    pieces
}

/// The text with its references resolved and the printers' quotation marks as the typewriter's.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        let end = rest[at..].find(';').map_or(rest.len(), |end| at + end);
        match &rest[at + 1..end] {
            "amp" => plain.push('&'),
            "lt" => plain.push('<'),
            "gt" => plain.push('>'),
            "quot" => plain.push('"'),
            "#39" => plain.push('\''),
            other => panic!("an unknown reference: {other}"),
        }
        rest = rest.get(end + 1..).unwrap_or("");
    }
    plain.push_str(rest);
    plain.replace(['‘', '’'], "'").replace(['“', '”'], "\"")
}

/// One line a block, tags without the attributes that only one side has, spaces joined outside code.
pub(crate) fn normal(html: &str) -> String {
    let mut normal = String::new();
    let (mut code, mut items, mut hidden) = (false, 0_usize, "");
    for piece in pieces(html) {
        match piece {
            Piece::Text(_) if !hidden.is_empty() => {}
            Piece::Text(text) if code => normal.push_str(&plain(text)),
            Piece::Text(text) => words(&plain(text), &mut normal),
            Piece::Tag(tag) => {
                let closing = tag.starts_with('/');
                let name = tag.trim_matches('/').split([' ', '\n']).next().unwrap_or("");
                let heading = name.len() == 2 && name.starts_with('h') && name != "hr";
                let name = if heading { "h" } else { name };
                // The number before a heading and the sign behind it; other spans only steer the setting.
                if !hidden.is_empty() {
                    hidden = if closing && name == hidden { "" } else { hidden };
                    continue;
                }
                if tag.contains("class=\"permalink\"") || tag.contains("class=\"label\"") {
                    hidden = name;
                    continue;
                }
                match name {
                    "span" => continue,
                    // How far apart the items of a list stand is the book's, not the author's.
                    "p" if items > 0 => {
                        ends_line(&mut normal);
                        continue;
                    }
                    "li" => items = if closing { items.saturating_sub(1) } else { items + 1 },
                    "pre" => code = !closing,
                    _ => {}
                }
                let block = BLOCKS.contains(&name);
                if block && name != "br" {
                    ends_line(&mut normal);
                }
                normal.push_str(&format!("<{}{name}{}>", if closing { "/" } else { "" }, attributes(tag)));
                if block {
                    normal.push('\n');
                }
            }
        }
    }
    normal.trim().to_owned()
}

fn ends_line(normal: &mut String) {
    let kept = normal.trim_end_matches(' ').len();
    normal.truncate(kept);
    if !normal.is_empty() && !normal.ends_with('\n') {
        normal.push('\n');
    }
}

fn words(text: &str, normal: &mut String) {
    for character in text.chars() {
        let space = matches!(character, ' ' | '\n' | '\t');
        if !space {
            normal.push(character);
        } else if !normal.is_empty() && !normal.ends_with([' ', '\n']) {
            normal.push(' ');
        }
    }
}

/// The attributes that carry meaning.
fn attributes(tag: &str) -> String {
    let value = |name: &str| {
        let from = tag.find(&format!(" {name}=\""))? + name.len() + 3;
        let value = plain(tag[from..].split('"').next()?);
        Some(format!(" {name}={value:?}"))
    };
    ["href", "src", "alt", "start"].into_iter().filter_map(value).collect()
}

/// The words of HTML; those of neighbouring blocks are apart.
pub(crate) fn words_of(html: &str) -> Vec<String> {
    let mut text = String::new();
    for piece in pieces(html) {
        match piece {
            Piece::Text(part) => text.push_str(&plain(part)),
            Piece::Tag(tag) => {
                let name = tag.trim_matches('/').split(' ').next().unwrap_or("");
                if BLOCKS.contains(&name) || name.starts_with('h') {
                    text.push(' ');
                }
            }
        }
    }
    text.split_whitespace().map(str::to_owned).collect()
}
