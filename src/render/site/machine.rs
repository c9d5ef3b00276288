//! What programs read: in the head of each page what it is about, its other languages, a policy that lets it load nothing
//! foreign, and its data by schema.org; beside the pages, where the book says its address, a map of the site, what robots
//! may read, and a page for addresses that lead nowhere.
//!
//! Names nobody but the bodies that the book itself names.

use super::address::{figure_file, relative};
use super::annex;
use super::book::{Site, Tongue};
use super::frame::{Framing, Subject, subject_path, subject_title, tag};
use super::markup::escape;
use super::templates::Templates;
use crate::diagnostic::Failure;
use crate::model::document::{Audience, Imprint, Picture, Run};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// All that a page may load comes from the folder of the site, on a server or on a disk, and nothing runs inside a page. Its
/// data, which are no program, are named by their hashes once the page is finished ([`sealed`]). A form for opinions goes
/// to a mail program.
const POLICY: &str = "default-src 'none'; script-src 'self' file: DATA; style-src 'self' file:; img-src 'self' file: data:; \
                      font-src 'self' file:; connect-src 'self'; form-action mailto:";

/// How a policy names what stands inside a page, before that is known.
const HASHES: &str = " file: DATA;";

/// How data stand inside a page.
const DATA: &str = "<script type=\"application/";

/// A finished page whose policy names its data. A page of another policy, which a book may write, stays as it is.
pub(super) fn sealed(mut html: String) -> String {
    let Some(place) = html.find(HASHES) else { return html };
    let mut named = String::from(" file:");
    let mut rest = html.as_str();
    while let Some(open) = rest.find(DATA) {
        rest = &rest[open..];
        let (Some(start), Some(end)) = (rest.find('>'), rest.find("</script>")) else { break };
        let hash = Sha256::digest(rest.get(start + 1..end).unwrap_or_default().as_bytes());
        // Written as templates escape the apostrophes of the policy.
        named.push_str(&format!(" &#39;sha256-{}&#39;", STANDARD.encode(hash)));
        rest = &rest[end..];
    }
    named.push(';');
    html.replace_range(place..place + HASHES.len(), &named);
    html
}

/// A description is about so many characters of Chinese, and three times as many of English.
const DESCRIPTION_LEN: usize = 80;

/// The licences whose addresses are known, by the words that name them.
const LICENCES: [(&str, &str); 5] = [
    ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    ("CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    ("CC BY-NC 4.0", "https://creativecommons.org/licenses/by-nc/4.0/"),
    ("CC BY-ND 4.0", "https://creativecommons.org/licenses/by-nd/4.0/"),
    ("CC0", "https://creativecommons.org/publicdomain/zero/1.0/"),
];

/// What programs read in the head of a page.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Machine {
    policy: &'static str,
    description: String,
    /// A book for reviewers is for no search engine.
    hidden: bool,
    icon: String,
    icon_pixels: String,
    /// The page in each language.
    alternates: Vec<Alternate>,
    /// Its own address, where the book says where it stands.
    canonical: Option<String>,
    /// What it shows in social media, with its address.
    image: Option<String>,
    locale: String,
    /// By schema.org, as JSON.
    data: String,
}

/// A page in a language.
#[derive(Debug, Clone, Serialize)]
struct Alternate {
    tag: &'static str,
    href: String,
}

impl Machine {
    /// Says what the page is about by its first words.
    pub(super) fn describe(&mut self, text: &str) {
        let text = text.trim();
        if !text.is_empty() {
            self.description = shortened(text);
        }
    }
}

/// The head of a page.
pub(super) fn of(framing: &Framing, subject: Subject, here: &str) -> Machine {
    let (tongue, site) = (framing.tongue, framing.site);
    let base = site.project.plan.base_url.as_deref();
    let address = |path: &str| base.map_or_else(|| relative(here, path), |base| format!("{base}{path}"));
    let imprint = &tongue.frame().imprint;
    let title = subject_title(tongue, subject);
    let book = Run::plain(&imprint.title);
    let data = data(framing, subject, &address).to_string().replace('<', "\\u003c");
    Machine {
        policy: POLICY,
        description: shortened(&match subject {
            Subject::Front => format!("{book} {} · {}", imprint.period, Run::plain(&imprint.notice)),
            _ => format!("{title} · {book} {}", imprint.period),
        }),
        hidden: tongue.frame().audience != Audience::Public,
        icon: relative(here, "static/icon.svg"),
        icon_pixels: relative(here, "static/icon.png"),
        alternates: site
            .tongues
            .iter()
            .filter_map(|other| {
                Some(Alternate { tag: tag(other.language()), href: address(&path_in(framing, subject, other)?) })
            })
            .collect(),
        canonical: base.map(|base| format!("{base}{here}")),
        image: base.and_then(|base| Some(format!("{base}{}", painting(framing, subject)?))),
        locale: tag(tongue.language()).replace('-', "_"),
        data,
    }
}

/// The same page in a language; `None` where there is none.
fn path_in(framing: &Framing, subject: Subject, other: &Tongue) -> Option<String> {
    if other.language() == framing.tongue.language() {
        return Some(subject_path(other, subject));
    }
    let partner = framing.counterpart(subject, other);
    let same = std::mem::discriminant(&partner) == std::mem::discriminant(&subject);
    same.then(|| subject_path(other, partner)).filter(|path| !path.is_empty())
}

/// The painted picture of a page: a figure's own; of a page of the book the first on it, else of its chapter.
fn painting(framing: &Framing, subject: Subject) -> Option<String> {
    let tongue = framing.tongue;
    let path = |id: &str| {
        let key = (id.to_owned(), tongue.language());
        framing.site.paintings.contains_key(&key).then(|| figure_file(id, tongue.language(), "png"))
    };
    match subject {
        Subject::Plate(place) => path(&tongue.gallery.get(place)?.caption.id),
        Subject::Page(page) => {
            let from = tongue.gallery_from(page);
            let chapter = tongue.page(page).map(|page| page.chapter.as_str());
            let of_chapter =
                tongue.gallery.get(from).copied().filter(|figure| tongue.chapter_of(&figure.caption.id) == chapter);
            let opening = || tongue.gallery.get(tongue.gallery_from(tongue.opening(chapter?)?.id)).copied();
            path(&of_chapter.or_else(opening)?.caption.id)
        }
        // A picture that findings speak of is no face of a book.
        _ => tongue.gallery.iter().filter(|figure| figure.marks.is_empty()).find_map(|figure| path(&figure.caption.id)),
    }
}

/// A page by schema.org: the front is the report, the pages of numbers are a set of data, a chapter and a picture are parts.
fn data(framing: &Framing, subject: Subject, address: &dyn Fn(&str) -> String) -> Value {
    let tongue = framing.tongue;
    let imprint = &tongue.frame().imprint;
    let here = subject_path(tongue, subject);
    let mut value = about(framing, imprint);
    let part = |kind: &str| {
        json!({
            "@context": "https://schema.org", "@type": kind, "name": subject_title(tongue, subject), "url": address(&here),
            "inLanguage": tag(tongue.language()),
            "isPartOf": {"@type": "Report", "name": Run::plain(&imprint.title), "url": address(&subject_path(tongue, Subject::Front))},
        })
    };
    let is_data = |annex: &annex::Annex| *annex == *annex::LEDGER || *annex == *annex::DOWNLOADS;
    match subject {
        Subject::Front => {
            value["@type"] = json!("Report");
            value["url"] = json!(address(&here));
            value
        }
        Subject::Annex(annex) if is_data(annex) => {
            let file = |path: &str, form: &str| json!({"@type": "DataDownload", "encodingFormat": form, "contentUrl": address(path)});
            value["@type"] = json!("Dataset");
            value["url"] = json!(address(&here));
            value["description"] = json!(tongue.label("ui.site.numbers_about"));
            value["distribution"] =
                json!([file("data/facts.csv", "text/csv"), file("data/facts.json", "application/json")]);
            value
        }
        Subject::Plate(place) => {
            let mut value = part("ImageObject");
            if let Some(figure) = tongue.gallery.get(place)
                && let Picture::Chart { .. } = figure.picture
            {
                value["contentUrl"] = json!(address(&figure_file(&figure.caption.id, tongue.language(), "svg")));
            }
            value
        }
        Subject::Page(_) => part("Chapter"),
        _ => part("WebPage"),
    }
}

/// What a report and its data have in common.
fn about(framing: &Framing, imprint: &Imprint) -> Value {
    let plan = &framing.site.project.plan;
    let body = |runs: &[Run]| json!({"@type": "Organization", "name": Run::plain(runs)});
    let licence = Run::plain(&imprint.licence);
    let known = LICENCES.iter().find(|(name, _)| licence.contains(name)).map(|(_, address)| json!(address));
    let mut value = json!({
        "@context": "https://schema.org",
        "@type": "Report",
        "name": format!("{} {}", Run::plain(&imprint.title), imprint.period).trim(),
        "description": Run::plain(&imprint.notice),
        "inLanguage": tag(framing.tongue.language()),
        "version": format!("{} {}", Run::plain(&imprint.edition_label), Run::plain(&imprint.edition_name)),
        "datePublished": imprint.iso_date,
        "license": known.unwrap_or_else(|| json!({"@type": "CreativeWork", "name": licence})),
        "creator": body(&imprint.compiled_by),
        "isAccessibleForFree": true,
    });
    if let Some(editor) = &imprint.edited_by {
        value["editor"] = body(editor);
    }
    if let Some(authority) = imprint.authority.as_ref().filter(|_| imprint.authority_named) {
        value["publisher"] = body(authority);
    }
    if let Some((first, last)) = plan.period {
        value["temporalCoverage"] = json!(format!("{first}/{last}"));
    }
    value
}

/// A text cut after a sentence or a word, if it is long.
fn shortened(text: &str) -> String {
    let wide = |sign: char| if crate::locale::is_han(sign) { 3 } else { 1 };
    let (mut room, mut end) = (DESCRIPTION_LEN * 3, text.len());
    for (at, sign) in text.char_indices() {
        if room < wide(sign) {
            end = at;
            break;
        }
        room -= wide(sign);
    }
    if end == text.len() {
        return text.to_owned();
    }
    let cut = &text[..end];
    let sentence = cut.rfind(['。', '；']).map(|at| at + '。'.len_utf8()).or_else(|| cut.rfind(". ").map(|at| at + 1));
    match sentence.filter(|at| *at > end / 2) {
        Some(at) => cut[..at].to_owned(),
        None => {
            let word = cut.rfind(' ').filter(|at| *at > end * 3 / 4).unwrap_or(end);
            format!("{}…", cut[..word].trim_end())
        }
    }
}

/// The head of the choice of languages, which is a page of no language.
pub(super) fn choice(site: &Site) -> Machine {
    let base = site.project.plan.base_url.as_deref();
    let front = |tongue: &Tongue| {
        let path = subject_path(tongue, Subject::Front);
        base.map_or_else(|| path.clone(), |base| format!("{base}{path}"))
    };
    let titles = site.tongues.iter().map(|tongue| Run::plain(&tongue.frame().imprint.title));
    Machine {
        policy: POLICY,
        description: shortened(&titles.collect::<Vec<_>>().join(" · ")),
        hidden: site.tongues.iter().any(|tongue| tongue.frame().audience != Audience::Public),
        icon: "static/icon.svg".to_owned(),
        icon_pixels: "static/icon.png".to_owned(),
        alternates: site
            .tongues
            .iter()
            .map(|tongue| Alternate { tag: tag(tongue.language()), href: front(tongue) })
            .collect(),
        canonical: base.map(|base| format!("{base}index.html")),
        image: None,
        locale: String::new(),
        data: String::new(),
    }
}

/// A map of a site has no more addresses than these; the protocol allows 50,000.
const MAP_LEN: usize = 40_000;

/// What the page for addresses that lead nowhere is given.
#[derive(Serialize)]
struct MissingView {
    base: String,
    policy: String,
    languages: Vec<MissingLanguage>,
}

/// Its words in a language.
#[derive(Serialize)]
struct MissingLanguage {
    tag: &'static str,
    title: String,
    words: String,
    href: String,
    front: String,
    find_href: String,
    find: String,
}

/// The files of a site whose address is known: map, robots, the page for what is missing. None for any other.
pub(super) fn files(
    site: &Site,
    subjects: &[(&Tongue, Subject)],
    templates: &Templates,
) -> Result<Vec<(String, String)>, Failure> {
    let Some(base) = site.project.plan.base_url.as_deref() else { return Ok(Vec::new()) };
    let public = site.tongues.iter().all(|tongue| tongue.frame().audience == Audience::Public);
    let languages = site.tongues.iter().map(|tongue| MissingLanguage {
        tag: tag(tongue.language()),
        title: tongue.label("ui.site.missing_page"),
        words: tongue.label("ui.site.missing_about"),
        href: subject_path(tongue, Subject::Front),
        front: Run::plain(&tongue.frame().imprint.title),
        find_href: annex::FIND.path(tongue.language()),
        find: tongue.label(annex::FIND.title),
    });
    let missing = MissingView {
        base: base.to_owned(),
        policy: format!("{}; base-uri {}", POLICY.replace(" DATA", ""), origin(base)),
        languages: languages.collect(),
    };
    let mut files = vec![("404.html".to_owned(), templates.render("missing.html", &missing)?)];
    if !public {
        files.push(("robots.txt".to_owned(), "User-agent: *\nDisallow: /\n".to_owned()));
        return Ok(files);
    }
    let paths: Vec<String> = subjects.iter().map(|(tongue, subject)| subject_path(tongue, *subject)).collect();
    let day = site.tongues.first().map_or("", |tongue| tongue.frame().imprint.iso_date.as_str());
    let maps: Vec<String> = paths.chunks(MAP_LEN).map(|paths| map(base, paths, day)).collect();
    let name = |number: usize| format!("sitemap-{}.xml", number + 1);
    match <[String; 1]>::try_from(maps) {
        Ok([map]) => files.push(("sitemap.xml".to_owned(), map)),
        Err(maps) => {
            let all = (0..maps.len()).map(|number| {
                format!("<sitemap><loc>{}</loc></sitemap>\n", escape(&format!("{base}{}", name(number))))
            });
            files.push((
                "sitemap.xml".to_owned(),
                format!("{XML}<sitemapindex {SITEMAP}>\n{}</sitemapindex>\n", all.collect::<String>()),
            ));
            files.extend(maps.into_iter().enumerate().map(|(number, map)| (name(number), map)));
        }
    }
    files.push(("robots.txt".to_owned(), format!("User-agent: *\nAllow: /\nSitemap: {base}sitemap.xml\n")));
    Ok(files)
}

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const SITEMAP: &str = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"";

/// The addresses of pages with the day of the edition.
fn map(base: &str, paths: &[String], day: &str) -> String {
    let page =
        |path: &String| format!("<url><loc>{}</loc><lastmod>{day}</lastmod></url>\n", escape(&format!("{base}{path}")));
    format!("{XML}<urlset {SITEMAP}>\n{}</urlset>\n", paths.iter().map(page).collect::<String>())
}

/// Scheme and host of an address.
fn origin(base: &str) -> &str {
    let host = base.find("://").map_or(0, |at| at + 3);
    base[host..].find('/').map_or(base, |slash| &base[..host + slash])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_description_ends_with_a_sentence_or_a_word() {
        let long = format!("{}。{}", "一".repeat(60), "二".repeat(60));
        assert_eq!(shortened(&long), format!("{}。", "一".repeat(60)));
        assert_eq!(shortened(&"二".repeat(100)), format!("{}…", "二".repeat(80)));
        assert_eq!(shortened("short"), "short");
        let words = shortened(&"word ".repeat(100));
        assert!(words.ends_with("word…") && words.len() < 250, "{words}");
    }

    #[test]
    fn an_origin_is_scheme_and_host() {
        assert_eq!(origin("https://a.cn/b/c/"), "https://a.cn");
        assert_eq!(origin("http://127.0.0.1:80/"), "http://127.0.0.1:80");
    }
}
