//! A mail's page to parts: what a person sees of it, and what its client marked as quoted or as a
//! signature. The native twin of `extension/reader/text.js`, by the same table of marks
//! (`extension/reader/mail-marks.json`), without styles computed by a browser.

use std::borrow::Cow;
use std::sync::LazyLock;

use askback::reading::PartKind;
use ego_tree::{NodeId, NodeRef};
use regex_lite::{Regex, RegexBuilder};
use scraper::{ElementRef, Html, Node};
use serde::Deserialize;

/// Elements of which nothing is seen.
const SILENT: [&str; 16] = [
    "script", "style", "noscript", "template", "head", "title", "meta", "link", "object", "select",
    "textarea", "svg", "canvas", "iframe", "video", "audio",
];
/// Elements that stand in lines of their own.
const BLOCKS: [&str; 37] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
];
/// Frames that mail parsers build are never deeper; a program could build more.
const DEEPEST: usize = 600;

/// What mail clients write, by what it marks.
#[derive(Deserialize)]
struct Marks {
    bar: String,
    containers: Vec<String>,
    quotes: Set,
    tails: Tails,
    signatures: Set,
}

#[derive(Deserialize)]
struct Set {
    classes: Vec<String>,
    ids: Vec<String>,
}

#[derive(Deserialize)]
struct Tails {
    #[serde(flatten)]
    set: Set,
    style: String,
}

struct Table {
    marks: Marks,
    bar: Regex,
    tail: Regex,
}

static TABLE: LazyLock<Option<Table>> = LazyLock::new(|| {
    let text = include_str!("../../../extension/reader/mail-marks.json");
    let marks: Marks = serde_json::from_str(text).ok()?;
    let regex = |of: &str| RegexBuilder::new(of).case_insensitive(true).build().ok();
    let (bar, tail) = (regex(&marks.bar)?, regex(&marks.tails.style)?);
    Some(Table { marks, bar, tail })
});

/// What an element's marks say of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Quote,
    Signature,
    Tail,
    Container,
}

/// The runs of a page's visible text.
pub fn parts(html: &str) -> Vec<(PartKind, String)> {
    let page = Html::parse_document(&shallow(html));
    let root = page.root_element();
    let mut walk = Walk {
        bare: bare_quote(root),
        tail: false,
        runs: Vec::new(),
        breaks: 0,
        space: false,
        pre: false,
    };
    walk.children(root, PartKind::Text, 0);
    walk.runs
}

/// Elements that need no end, so that their beginnings say nothing of the depth.
const OPEN: [&str; 22] = [
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta",
    "option", "p", "param", "source", "td", "th", "tr", "track", "wbr",
];

/// The page without the tags that stand too deep to be read: the parser's time grows with the
/// square of the depth.
fn shallow(html: &str) -> Cow<'_, str> {
    if html.matches('<').count() <= DEEPEST {
        return html.into();
    }
    let mut kept = String::with_capacity(html.len());
    let mut depth = 0_usize;
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        let end = tag.find('>').map_or(tag.len(), |end| end + 1);
        let (tag, after) = tag.split_at(end);
        kept.push_str(before);
        let name = tag.trim_start_matches(['<', '/']);
        let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next();
        let name = name.unwrap_or("").to_ascii_lowercase();
        let counts = !name.is_empty() && !OPEN.contains(&name.as_str());
        let closes = tag.starts_with("</");
        depth += usize::from(counts && !closes);
        if !counts || depth <= DEEPEST {
            kept.push_str(tag);
        }
        depth -= usize::from(counts && closes && depth > 0);
        rest = after;
    }
    kept.push_str(rest);
    kept.into()
}

struct Walk {
    /// The quote of a client without marks.
    bare: Option<NodeId>,
    /// Set by a mark after which all is quoted.
    tail: bool,
    runs: Vec<(PartKind, String)>,
    breaks: usize,
    space: bool,
    pre: bool,
}

impl Walk {
    fn children(&mut self, parent: ElementRef<'_>, kind: PartKind, depth: usize) {
        for child in parent.children() {
            self.node(child, kind, depth);
        }
    }

    fn node(&mut self, node: NodeRef<'_, Node>, kind: PartKind, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        if let Node::Text(text) = node.value() {
            self.text(text, if self.tail { PartKind::Quote } else { kind });
        } else if let Some(element) = ElementRef::wrap(node) {
            self.element(element, kind, depth + 1);
        }
    }

    fn element(&mut self, element: ElementRef<'_>, kind: PartKind, depth: usize) {
        let name = element.value().name();
        if name == "br" {
            self.breaks += 1;
        }
        if matches!(name, "br" | "wbr" | "img") || SILENT.contains(&name) || is_hidden(element) {
            return;
        }
        let mark = mark_of(element).filter(|_| kind == PartKind::Text);
        self.tail |= mark == Some(Mark::Tail);
        if name == "hr" {
            self.breaks = self.breaks.max(1);
            return;
        }
        let inside = match mark {
            Some(Mark::Quote | Mark::Tail) => PartKind::Quote,
            Some(Mark::Signature) => PartKind::Signature,
            _ if self.bare == Some(element.id()) && kind == PartKind::Text => PartKind::Quote,
            _ => kind,
        };
        let block = BLOCKS.contains(&name);
        let cell = matches!(name, "td" | "th");
        self.breaks = self.breaks.max(usize::from(block));
        self.space |= cell;
        let pre = self.pre;
        self.pre |= name == "pre";
        if mark == Some(Mark::Container) {
            self.container(element, depth);
        } else {
            self.children(element, inside, depth);
        }
        self.pre = pre;
        self.breaks = self.breaks.max(usize::from(block));
        self.space |= cell;
    }

    /// A reply's quote container: what stands after its first blockquote and outside of one is
    /// new; without a blockquote all is quoted.
    fn container(&mut self, element: ElementRef<'_>, depth: usize) {
        let mut kind = PartKind::Quote;
        for child in element.children() {
            let named =
                ElementRef::wrap(child).is_some_and(|child| child.value().name() == "blockquote");
            self.node(child, if named { PartKind::Quote } else { kind }, depth);
            if named {
                kind = PartKind::Text;
            }
        }
    }

    fn text(&mut self, raw: &str, kind: PartKind) {
        if !self.pre {
            self.add(raw, kind);
            return;
        }
        for (at, line) in raw.split('\n').enumerate() {
            self.breaks += usize::from(at > 0);
            self.add(line, kind);
        }
    }

    fn add(&mut self, raw: &str, kind: PartKind) {
        let words: Vec<&str> = raw.split_whitespace().collect();
        if words.is_empty() {
            self.space |= !raw.is_empty();
            return;
        }
        let spaced = self.space || raw.starts_with(char::is_whitespace);
        let between = match self.breaks {
            0 if spaced => " ",
            0 => "",
            1 => "\n",
            _ => "\n\n",
        };
        let words = words.join(" ");
        match self.runs.last_mut().filter(|(last, _)| *last == kind) {
            Some((_, text)) => {
                text.push_str(between);
                text.push_str(&words);
            }
            None => self.runs.push((kind, words)),
        }
        self.breaks = 0;
        self.space = raw.ends_with(char::is_whitespace);
    }
}

fn is_hidden(element: ElementRef<'_>) -> bool {
    let style = element
        .attr("style")
        .unwrap_or("")
        .to_lowercase()
        .replace(' ', "");
    element.attr("hidden").is_some()
        || [
            "display:none",
            "visibility:hidden",
            "opacity:0;",
            "font-size:0",
        ]
        .iter()
        .any(|hides| style.contains(hides) && !style.contains("font-size:0."))
}

fn mark_of(element: ElementRef<'_>) -> Option<Mark> {
    let table = TABLE.as_ref()?;
    let style = element.attr("style").unwrap_or("");
    let quote = element.value().name() == "blockquote";
    if quote && (element.attr("type") == Some("cite") || table.bar.is_match(style)) {
        return Some(Mark::Quote);
    }
    let class = |ends: &[String]| {
        element
            .value()
            .classes()
            .any(|class| ends.iter().any(|end| class.ends_with(end)))
    };
    let id = |ends: &[String]| {
        element
            .value()
            .id()
            .is_some_and(|id| ends.iter().any(|end| id.ends_with(end)))
    };
    let marked = |set: &Set| class(&set.classes) || id(&set.ids);
    let marks = &table.marks;
    if class(&marks.containers) {
        // A blockquote of that class without its bar is what the writer indented.
        return (!quote).then_some(Mark::Container);
    }
    if marked(&marks.quotes) {
        Some(Mark::Quote)
    } else if marked(&marks.signatures) {
        Some(Mark::Signature)
    } else if marked(&marks.tails.set) || table.tail.is_match(style) {
        Some(Mark::Tail)
    } else {
        None
    }
}

/// The last outermost blockquote, when it is bare.
fn bare_quote(root: ElementRef<'_>) -> Option<NodeId> {
    let named = |element: &ElementRef<'_>| element.value().name() == "blockquote";
    let quotes = root.descendent_elements().filter(named);
    let outer = quotes.filter(|quote| {
        let mut above = quote.ancestors().filter_map(ElementRef::wrap);
        !above.any(|above| named(&above))
    });
    let last = outer.last()?;
    last.value().attrs().next().is_none().then(|| last.id())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &str) {
        let shown = parts(html).into_iter().map(|(kind, text)| match kind {
            PartKind::Text => text,
            PartKind::Quote => format!("<{text}>"),
            PartKind::Signature => format!("[{text}]"),
        });
        assert_eq!(shown.collect::<Vec<_>>().join("|"), expected, "{html}");
    }

    #[test]
    fn lines_are_those_on_the_screen() {
        check(
            "<p>Hi\n  Dana,</p><div>one<br>two</div><style>p{}</style>",
            "Hi Dana,\none\ntwo",
        );
        check("<pre>a\nb</pre><span hidden>no</span>", "a\nb");
        check("<table><tr><td>a</td><td>b</td></tr></table>", "a b");
    }

    #[test]
    fn quotes_are_told_by_structure() {
        check(
            "Yes<div class='gmail_quote'>On … wrote:<blockquote class='gmail_quote'>Is it?</blockquote></div>",
            "Yes|<On … wrote:\nIs it?>",
        );
        check(
            "Yes<div class='gmail_quote'>On … wrote:<blockquote>Is it?</blockquote>It is</div>",
            "Yes|<On … wrote:\nIs it?>|It is",
        );
        check(
            "Yes<div id='divRplyFwdMsg'>From: Bo</div><p>Is it?</p>",
            "Yes|<From: Bo\nIs it?>",
        );
        check("Yes<div class='yahoo_quoted'>Is it?</div>", "Yes|<Is it?>");
        check(
            "Yes<blockquote type='cite'>Is it?</blockquote>No",
            "Yes|<Is it?>|No",
        );
        check("Yes<blockquote>Is it?</blockquote>No", "Yes|<Is it?>|No");
        check(
            "<blockquote style='margin-left:40px;border:none'>Mine</blockquote>",
            "Mine",
        );
        check("Yes<div class='gmail_signature'>Dana</div>", "Yes|[Dana]");
    }

    #[test]
    fn a_deep_page_ends() {
        let deep = "<blockquote><b>".repeat(100_000);
        let read = parts(&format!("a{deep}b"));
        assert_eq!(read.first(), Some(&(PartKind::Text, "a".into())));
    }
}
