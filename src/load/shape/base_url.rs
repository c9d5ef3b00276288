//! `base_url:` of `data/plan.yaml`: where the site will stand.

use super::Reader;
use crate::diagnostic::{Message, Spanned};

/// The address with a slash at its end; `None`, and told, if it is no address of a folder on a server.
pub(super) fn base_url(reader: &mut Reader<'_>, written: &Spanned<String>) -> Option<String> {
    let address = written.value.trim_end_matches('/');
    if is_address(address) {
        return Some(format!("{address}/"));
    }
    reader.fault(written.span, Message::new("plan-base-url").with("text", written.value.as_str()));
    None
}

/// `https://HOST/PATH` of signs that need no quoting, in a page, in XML or anywhere (a part of RFC 3986).
fn is_address(address: &str) -> bool {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    let Some((host, path)) = rest.map(|rest| rest.split_once('/').unwrap_or((rest, ""))) else { return false };
    let (name, port) = host.split_once(':').unwrap_or((host, "80"));
    let plain = |sign: char| sign.is_ascii_alphanumeric() || sign == '-';
    !name.is_empty()
        && name.split('.').all(|part| !part.is_empty() && part.chars().all(plain))
        && !port.is_empty()
        && port.len() <= 5
        && port.bytes().all(|digit| digit.is_ascii_digit())
        && path.split('/').all(|part| !matches!(part, "." | ".."))
        && path.chars().all(|sign| plain(sign) || "._~/%".contains(sign))
}

#[cfg(test)]
mod tests {
    use super::is_address;

    #[test]
    fn an_address_is_whole_and_plain() {
        for address in ["https://example.org", "http://127.0.0.1:8000/a/b", "https://a-b.gov.cn/plan/2035/%E5%9B%BA"] {
            assert!(is_address(address), "{address}");
        }
        for no in [
            "example.org",
            "https://",
            "ftp://a.cn",
            "https://a.cn/?q=1",
            "https://a.cn/#x",
            "https://a..cn",
            "https://a.cn/../b",
            "https://a.cn/\"x",
            "https://规划.cn",
            "https://a.cn:/",
        ] {
            assert!(!is_address(no), "{no}");
        }
    }
}
