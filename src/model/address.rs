//! What the address of a link says by its form alone: site, print and the rules must read it alike.

/// Schemes that are published: pages of the web, letters, telephones.
const PUBLISHED: [&str; 4] = ["http", "https", "mailto", "tel"];

/// Where an address leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leads<'a> {
    /// Out of the book, by a scheme that is published.
    Outside,
    /// To a page or heading of the book.
    Inside,
    /// Nowhere that the book follows; the scheme as written, or `//`.
    Nowhere(&'a str),
}

impl<'a> Leads<'a> {
    /// Reads an address.
    pub fn of(address: &'a str) -> Self {
        if address.starts_with("//") {
            return Self::Nowhere("//");
        }
        let head = address.split(['/', '?', '#']).next().unwrap_or("");
        let Some((scheme, rest)) = head.split_once(':') else {
            // A control character could hide a scheme from this reader and not from a browser.
            return if address.contains(char::is_control) { Self::Nowhere(head) } else { Self::Inside };
        };
        let known = PUBLISHED.contains(&scheme.to_ascii_lowercase().as_str());
        let behind = &address[scheme.len() + 1..];
        let full = match scheme.to_ascii_lowercase().as_str() {
            "http" | "https" => behind.strip_prefix("//").is_some_and(|host| !host.is_empty()),
            _ => !rest.is_empty(),
        };
        if known && full && !address.contains(char::is_control) { Self::Outside } else { Self::Nowhere(scheme) }
    }
}

#[cfg(test)]
mod tests {
    use super::Leads;

    #[test]
    fn only_four_schemes_lead_out() {
        for (address, leads) in [
            ("https://a.cn/数据?x=1#b", Leads::Outside),
            ("HTTP://a.cn", Leads::Outside),
            ("mailto:a@b.cn", Leads::Outside),
            ("tel:+86-472-1234567", Leads::Outside),
            ("https:a.cn", Leads::Nowhere("https")),
            ("https://", Leads::Nowhere("https")),
            ("mailto:", Leads::Nowhere("mailto")),
            ("javascript:alert(1)", Leads::Nowhere("javascript")),
            ("java\nscript:alert(1)", Leads::Nowhere("java\nscript")),
            ("data:text/html,x", Leads::Nowhere("data")),
            ("file:///D:/a.docx", Leads::Nowhere("file")),
            (r"C:\a.docx", Leads::Nowhere("C")),
            ("ftp://a.cn/b", Leads::Nowhere("ftp")),
            ("fig:a", Leads::Nowhere("fig")),
            ("//host/x", Leads::Nowhere("//")),
            ("", Leads::Inside),
            ("02-society.md#people", Leads::Inside),
            ("a/b:c", Leads::Inside),
            ("#a:b", Leads::Inside),
        ] {
            assert_eq!(Leads::of(address), leads, "{address}");
        }
    }
}
