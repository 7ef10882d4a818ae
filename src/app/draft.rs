//! What the rep's draft does, as far as the rules need it, and to whom it goes.

use super::own::{OwnSide, name_of};
use super::tab::Seen;
use super::understand::parts;
use crate::domain::{Address, Clock, Kind, ProspectId};
use crate::practice::rules::Draft;
use crate::protocol::Compose;
use crate::reading::{self, Author, Context, Part, PartKind, Reading, Said};

/// How many recipients are looked at; see `understand`.
const MOST_PEOPLE: usize = 50;

/// Sites whose links are an invitation to a call, and sites whose links hand over a file.
/// Source: the providers' own names for their links; a link to any other site gives nothing.
const CALL_LINKS: &[&str] = &[
    "calendly.com",
    "meet.google.com",
    "teams.live.com",
    "teams.microsoft.com",
    "whereby.com",
    "zoom.us",
];
const FILE_LINKS: &[&str] = &[
    "1drv.ms",
    "box.com",
    "docs.google.com",
    "docsend.com",
    "drive.google.com",
    "dropbox.com",
    "loom.com",
    "sharepoint.com",
    "vimeo.com",
    "we.tl",
    "wetransfer.com",
    "youtu.be",
    "youtube.com",
];

/// The prospects that a draft goes to, each once, with a name. A draft whose recipients the page
/// does not paint goes to the conversation's prospect; so does one to the people of the open
/// record, whichever of their addresses is taken, or none is painted.
pub fn recipients(
    compose: &Compose,
    own: &OwnSide,
    seen: Option<&Seen>,
) -> Vec<(ProspectId, String)> {
    let open = seen.and_then(|seen| {
        let (id, name) = seen.prospect.clone()?;
        Some((ProspectId::stored(id), name, &seen.same))
    });
    let people = [&compose.to, &compose.cc, &compose.bcc];
    let people = people.into_iter().flatten().flatten().take(MOST_PEOPLE);
    let mut found: Vec<(ProspectId, String)> = Vec::new();
    let mut unnamed = false;
    for person in people {
        let address = person.email.as_deref().and_then(Address::parse);
        let Some(mut id) = address.map(|address| ProspectId::of(&address)) else {
            unnamed = true;
            continue;
        };
        let mut name = name_of(&id, person.name.as_deref());
        match &open {
            Some((open, called, same)) if same.iter().any(|same| same == id.as_str()) => {
                (id, name) = (open.clone(), called.clone());
            }
            _ if own.outsider(person).is_none() => continue,
            _ => {}
        }
        if !found.iter().any(|(known, _)| *known == id) {
            found.push((id, name));
        }
    }
    let on_record = seen.is_some_and(|seen| seen.record.is_some());
    if found.is_empty() && (compose.to.is_none() || on_record && unnamed) {
        found.extend(open.map(|(id, name, _)| (id, name)));
    }
    found
}

/// What the draft's words are understood as.
pub fn read(compose: &Compose, clock: Clock) -> Reading {
    let context = Context {
        author: Author::Rep,
        sent: Some(clock.today()),
        subject: compose.subject.as_deref(),
        ..Context::default()
    };
    reading::read(&parts(&compose.body), &context)
}

/// What the draft does: words of delivery, files, links to files and calls. A file or a link
/// that names no kind takes the kind that the words name.
pub fn understand(compose: &Compose, reading: &Reading) -> Draft {
    let mut gives: Vec<(Option<Kind>, String)> = reading
        .draft
        .delivers
        .iter()
        .map(|gift| (gift.kind, gift.words.clone()))
        .collect();
    let said = gives.iter().any(|(kind, _)| kind.is_some());
    let files = compose
        .attachments
        .iter()
        .map(|file| (kind_of_file(&file.name), file.name.clone()));
    let links = compose.links.iter().filter_map(|link| gift_of_link(link));
    for (kind, words) in files.chain(links) {
        let known = gives.iter().any(|(other, _)| *other == kind);
        if !known && (kind.is_some() || !said) {
            gives.push((kind, words));
        }
    }
    // An unnamed gift beside a named one is the named one.
    if gives.iter().any(|(kind, _)| kind.is_some()) {
        gives.retain(|(kind, _)| kind.is_some());
    }
    let signals = &reading.draft;
    let words = |said: &Option<Said>| said.iter().map(|said| said.words.clone()).collect();
    let undated = reading.commitments.iter().filter(|one| !one.dated);
    Draft {
        gives,
        asks_due_question: signals.asks_due_question.is_some(),
        promises_undated: undated.map(|one| one.words.clone()).collect(),
        offers_more: words(&signals.offers_more),
        chases: words(&signals.chases),
        asks_for_order: signals.asks_for_order.is_some(),
        asks_in_return: signals.asks_in_return.is_some(),
    }
}

/// The kind that a file's name tells: read as the words of a delivery would be.
fn kind_of_file(name: &str) -> Option<Kind> {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let words: String = stem
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    let text = format!(
        "Attached is the {}.",
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    );
    let context = Context {
        author: Author::Rep,
        ..Context::default()
    };
    let reading = reading::read(
        &[Part {
            kind: PartKind::Text,
            text: &text,
        }],
        &context,
    );
    reading.draft.delivers.iter().find_map(|gift| gift.kind)
}

/// What a link to a known site of calls or files gives: the kind, where the site tells it.
/// A link to any other site gives nothing.
fn gift_of_link(link: &str) -> Option<(Option<Kind>, String)> {
    let (_, rest) = link.split_once("://")?;
    let host = rest.split(['/', '?', '#', ':']).next()?.to_lowercase();
    let on = |sites: &[&str]| {
        sites.iter().any(|site| {
            host.strip_suffix(site)
                .is_some_and(|front| front.is_empty() || front.ends_with('.'))
        })
    };
    let kind = on(CALL_LINKS).then_some(Kind::Call);
    (kind.is_some() || on(FILE_LINKS)).then(|| (kind, link.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::{Attachment, Segment, SegmentKind};

    fn check(text: &str, files: &[&str], links: &[&str], expected: &[Option<Kind>]) {
        let compose = Compose {
            body: vec![Segment {
                kind: SegmentKind::Text,
                text: text.to_owned(),
            }],
            attachments: files
                .iter()
                .map(|name| Attachment {
                    name: (*name).to_owned(),
                })
                .collect(),
            links: links.iter().map(|link| (*link).to_owned()).collect(),
            ..Compose::default()
        };
        let clock = Clock {
            at_ms: 1_794_300_000_000,
            offset_minutes: 0,
        };
        let gives = understand(&compose, &read(&compose, clock)).gives;
        let kinds: Vec<_> = gives.iter().map(|(kind, _)| *kind).collect();
        assert_eq!(kinds, expected, "{text:?} {files:?} {links:?}");
    }

    #[test]
    fn words_files_and_links_give() {
        check(
            "Hi Dana, the quote for 40 seats is attached.",
            &[],
            &[],
            &[Some(Kind::Quote)],
        );
        check("Hi Dana, thanks for the call.", &[], &[], &[]);
        check("See below.", &["scan0001.pdf"], &[], &[None]);
        check(
            "See below.",
            &["Quote-Prospect_Foods 2026.pdf"],
            &[],
            &[Some(Kind::Quote)],
        );
        check(
            "Talk soon.",
            &[],
            &["https://us02web.zoom.us/j/1"],
            &[Some(Kind::Call)],
        );
        check(
            "Talk soon.",
            &[],
            &["https://acme.test/about", "https://notzoom.us/x"],
            &[],
        );
        check(
            "The quote is attached.",
            &["scan0001.pdf"],
            &[],
            &[Some(Kind::Quote)],
        );
    }
}
