//! What names the systems of readers and authors can hold: a site is copied, a book is checked out, also on Windows.

/// Names that stand for devices there, with any ending: `con`, `nul.html`.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Devices of which there are several: `com1`, `lpt9`.
const PORTS: [&str; 2] = ["com", "lpt"];

/// Whether Windows cannot hold a file or folder of this name.
pub fn is_refused_by_windows(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or("").trim_end().to_lowercase();
    let mut numbers = PORTS.iter().filter_map(|port| stem.strip_prefix(port)).map(str::chars);
    let port = numbers.any(|mut number| {
        let first = number.next().is_some_and(|digit| digit.is_ascii_digit() || "¹²³".contains(digit));
        first && number.next().is_none()
    });
    port || DEVICES.contains(&stem.as_str())
        || name.ends_with(['.', ' '])
        || name.contains(|sign: char| sign.is_control() || "<>:\"/\\|?*".contains(sign))
}

#[cfg(test)]
mod tests {
    use super::is_refused_by_windows;

    #[test]
    fn names_of_devices_and_odd_signs_are_refused() {
        for name in ["con", "NUL", "aux.html", "Com1.svg", "lpt9", "con .png", "a.", "a ", "a:b", "a?b", "lpt¹"] {
            assert!(is_refused_by_windows(name), "{name}");
        }
        for name in ["control", "nulla.html", "com", "com10", "lpt", "a.con", "a b.png", ".a", "草地", "_index"] {
            assert!(!is_refused_by_windows(name), "{name}");
        }
    }
}
