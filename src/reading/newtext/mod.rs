//! What the writer of a mail wrote, as against what they quoted and what signs every mail.
//!
//! The markup's word comes first. In text of which the markup says nothing, lines are read: an
//! earlier mail begins where a header of one stands. In doubt a line stays: a lost line of new
//! text is worse than a quoted one kept.

mod attribution;
mod headers;
mod line;
mod marks;
mod signature;
mod wrapped;

use self::line::Line;
use super::{Part, PartKind};

/// What a line of a mail is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// What the writer wrote; empty lines between such lines too.
    New,
    /// An earlier mail, or the line that introduces it.
    Quote,
    /// What signs every mail of the writer.
    Signature,
}

/// What each line of a text is, its parts divided by a line's end.
pub fn zones(parts: &[Part<'_>]) -> Vec<Zone> {
    let lines = lines(parts);
    let mut marked = mark(&lines).into_iter();
    let mut zones = Vec::new();
    for part in parts {
        let count = part.text.split('\n').count();
        match part.kind {
            PartKind::Text => zones.extend(marked.by_ref().take(count)),
            PartKind::Quote => {
                marked.next();
                zones.extend(std::iter::repeat_n(Zone::Quote, count));
            }
            PartKind::Signature => zones.extend(std::iter::repeat_n(Zone::Signature, count)),
        }
    }
    zones
}

/// The lines of a mail and what they are.
#[derive(Debug)]
pub struct Marked<'a> {
    parts: &'a [Part<'a>],
    lines: Vec<Line<'a>>,
    zones: Vec<Zone>,
}

impl<'a> Marked<'a> {
    /// Tells what each line is.
    pub fn of(parts: &'a [Part<'a>]) -> Self {
        let lines = lines(parts);
        let zones = mark(&lines);
        Self {
            parts,
            lines,
            zones,
        }
    }

    /// The text that the writer wrote, lines kept.
    pub fn new_text(&self) -> String {
        let mut text = String::new();
        let own = self.lines.iter().zip(&self.zones);
        for (line, _) in own.filter(|(_, zone)| **zone == Zone::New) {
            let bare = line.raw.trim_end();
            // Where a quote was taken out, two empty lines meet.
            if !(bare.is_empty() && text.ends_with("\n\n")) {
                text.push_str(bare);
                text.push('\n');
            }
        }
        let bare = text.trim_matches(|c: char| c.is_whitespace());
        bare.to_owned()
    }

    /// What was written in the mail that this one answers, as far as it is quoted: the new text of the first
    /// run of quoted lines. `None` when nothing is quoted.
    pub fn quoted(&self) -> Option<String> {
        let mut parts = self.parts.iter();
        if let Some(part) = parts.find(|part| part.kind == PartKind::Quote) {
            return Some(unquoted(part.text.split('\n').map(Line::of)));
        }
        let mut run = self
            .lines
            .iter()
            .zip(&self.zones)
            .skip_while(|(_, zone)| **zone != Zone::Quote)
            .take_while(|(line, zone)| **zone == Zone::Quote || line.is_blank())
            .map(|(line, _)| *line)
            .peekable();
        run.peek()?;
        Some(unquoted(run))
    }
}

/// The text that the writer of a mail wrote, lines kept.
pub fn new_text(parts: &[Part<'_>]) -> String {
    Marked::of(parts).new_text()
}

/// The new text of a mail of which each line is quoted once more than it was written.
fn unquoted<'a>(lines: impl Iterator<Item = Line<'a>>) -> String {
    let mut text = String::new();
    for line in lines {
        let bare = line.text.strip_prefix('>').unwrap_or(line.text);
        // A line may hold megabytes.
        text.extend(bare.trim_start().chars().take(QUOTED));
        text.push('\n');
        if text.len() > QUOTED {
            break;
        }
    }
    let lines: Vec<Line<'_>> = text.split('\n').map(Line::of).collect();
    let follows = next_filled(&lines);
    let head = |at: usize| match lines.get(at) {
        Some(line) if line.is_blank() || headers::is_header(line.text) => Some(1),
        Some(_) => attribution::length(&lines, at)
            .or_else(|| headers::begins(&lines, at, &follows).map(|_| 1)),
        None => None,
    };
    let mut at = 0;
    while let Some(length) = head(at) {
        at += length;
    }
    let body: Vec<&str> = lines.iter().skip(at).map(|line| line.raw).collect();
    new_text(&[Part {
        kind: PartKind::Text,
        text: &body.join("\n"),
    }])
}

/// The lines to be marked: a quoted part is one, a signed part none.
fn lines<'a>(parts: &[Part<'a>]) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    for part in parts {
        match part.kind {
            PartKind::Text => lines.extend(part.text.split('\n').map(Line::of)),
            PartKind::Quote => lines.push(Line::QUOTED),
            PartKind::Signature => {}
        }
    }
    lines
}

/// So much of a quoted mail is looked at, in bytes (of a single line, in characters): whoever asks whether it was right asks it early.
const QUOTED: usize = 1_000;

/// How an earlier mail, once introduced, is told from what follows it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    New,
    Cut,
    Signature,
}

fn mark(lines: &[Line<'_>]) -> Vec<Zone> {
    let mut marking = Marking {
        lines,
        follows: next_filled(lines),
        zones: Vec::with_capacity(lines.len()),
        mode: Mode::New,
        seen_new: false,
        unmarked: false,
    };
    while marking.zones.len() < lines.len() {
        marking.next();
    }
    marking.tails();
    marking.zones
}

/// The marking of lines, from the first to the last.
struct Marking<'a> {
    lines: &'a [Line<'a>],
    follows: Vec<Option<usize>>,
    zones: Vec<Zone>,
    mode: Mode,
    seen_new: bool,
    /// The line above is the end of a quoted line that lost its mark.
    unmarked: bool,
}

impl Marking<'_> {
    /// The first line that is not blank, from a line on.
    fn filled(&self, from: usize) -> Option<&Line<'_>> {
        self.follows
            .get(from)
            .copied()
            .flatten()
            .and_then(|at| self.lines.get(at))
    }

    /// Marks the next line, or the lines of an attribution.
    fn next(&mut self) {
        let at = self.zones.len();
        if self.mode == Mode::Cut {
            self.zones.push(Zone::Quote);
            return;
        }
        let quoted = self.lines.get(at).is_none_or(Line::is_quoted);
        let after_quote =
            at > 0 && (self.unmarked || self.lines.get(at - 1).is_some_and(Line::is_quoted));
        self.unmarked = !quoted && after_quote && wrapped::continues(self.lines, at);
        if quoted || self.unmarked {
            if self.mode == Mode::Signature {
                self.mode = Mode::New;
            }
            self.zones.push(Zone::Quote);
        } else if self.lines.get(at).is_some_and(Line::is_blank) {
            self.own(at);
        } else if let Some(length) = attribution::length(self.lines, at) {
            // Unmarked text under an attribution with nothing above it may be the only new text.
            let marked = self.filled(at + length).is_none_or(Line::is_quoted);
            self.mode = if marked || !self.seen_new {
                Mode::New
            } else {
                Mode::Cut
            };
            self.zones.extend(std::iter::repeat_n(Zone::Quote, length));
        } else if let Some(begin) = headers::begins(self.lines, at, &self.follows) {
            let marked = self.filled(at + 1).is_some_and(Line::is_quoted);
            let divider = begin == headers::Begin::Divider;
            self.mode = if divider && marked {
                Mode::New
            } else {
                Mode::Cut
            };
            self.zones.push(Zone::Quote);
        } else {
            self.own(at);
        }
    }

    /// Marks a line of the writer's own.
    fn own(&mut self, at: usize) {
        let Some(line) = self.lines.get(at) else {
            return;
        };
        if self.mode == Mode::New && signature::delimits(self.lines, at) {
            self.mode = Mode::Signature;
        }
        let signs = self.mode == Mode::Signature || signature::is_device_line(line.text);
        self.zones
            .push(if signs { Zone::Signature } else { Zone::New });
        self.seen_new |= !signs && !line.is_blank();
    }

    /// Marks what signs the mail without a delimiter, at the end of its first and of its last run
    /// of new lines. Something of the writer's own must stay above.
    fn tails(&mut self) {
        let new = |at: &usize| self.zones.get(*at) == Some(&Zone::New);
        let count = self.zones.len();
        let Some(first) = (0..count)
            .find(|at| new(at) && self.lines.get(*at).is_some_and(|line| !line.is_blank()))
        else {
            return;
        };
        let first_end = (first..count).find(|at| !new(at)).unwrap_or(count);
        let last_end = (first..count).rev().find(new).map_or(first, |at| at + 1);
        let last = (first..last_end)
            .rev()
            .find(|at| !new(at))
            .map_or(first, |at| at + 1);
        let mut runs = vec![(first, first_end)];
        if last > first {
            runs.push((last, last_end));
        }
        for (from, to) in runs {
            let end = signature::notice(self.lines, from, to);
            let mut start = signature::block(self.lines, from, end);
            if start == from && from == first {
                start = if end == from { to } else { end };
            }
            for zone in self.zones.iter_mut().take(to).skip(start) {
                *zone = Zone::Signature;
            }
        }
    }
}

/// For each line the number of the first line from there on that is not blank.
fn next_filled(lines: &[Line<'_>]) -> Vec<Option<usize>> {
    let mut next = None;
    let mut found: Vec<Option<usize>> = lines
        .iter()
        .enumerate()
        .rev()
        .map(|(at, line)| {
            if !line.is_blank() {
                next = Some(at);
            }
            next
        })
        .collect();
    found.reverse();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(
            new_text(&[Part {
                kind: PartKind::Text,
                text
            }]),
            expected,
            "{text}"
        );
    }

    #[test]
    fn the_markup_has_the_first_word() {
        let parts = [
            Part {
                kind: PartKind::Text,
                text: "Yes.\n",
            },
            Part {
                kind: PartKind::Quote,
                text: "Is it?",
            },
            Part {
                kind: PartKind::Text,
                text: "\nNot at first.\n",
            },
            Part {
                kind: PartKind::Signature,
                text: "-- \nDana",
            },
        ];
        assert_eq!(new_text(&parts), "Yes.\n\nNot at first.");
        let letters = zones(&parts).into_iter().map(|zone| match zone {
            Zone::New => 'n',
            Zone::Quote => 'q',
            Zone::Signature => 's',
        });
        let letters: String = letters.collect();
        assert_eq!(letters, "nnqnnnss");
    }

    #[test]
    fn a_reply_between_quoted_lines_is_kept() {
        check(
            "On Mon, 2 Nov 2026 at 09:12, Ann <a@b.example> wrote:\n> When?\n\nMonday.\n\n> Where?\nHere.",
            "Monday.\n\nHere.",
        );
    }

    #[test]
    fn a_quote_above_the_reply_is_dropped() {
        check("> When?\nMonday.", "Monday.");
        check(
            "Ann wrote:\nwhat a day\nand so on",
            "Ann wrote:\nwhat a day\nand so on",
        );
    }

    #[test]
    fn everything_under_an_earlier_mails_header_is_dropped() {
        check(
            "Fine.\n\nOn Tue, 3 Nov 2026 at 11:40, Ann <a@b.example> wrote:\n\nHello\nthere",
            "Fine.",
        );
        check(
            "Fine.\n\n-----Original Message-----\nFrom: Ann\nSent: Monday\nSubject: x\n\nHello",
            "Fine.",
        );
        check(
            "Fine.\n\nFrom: Ann <a@b.example>\nSent: Monday\nTo: Bo\nSubject: x\n\nHello",
            "Fine.",
        );
        check(
            "FYI\n\n---------- Forwarded message ---------\nFrom: Ann\n\nHello",
            "FYI",
        );
    }

    #[test]
    fn signatures_go_and_closings_stay() {
        check(
            "Fine.\n\nBest,\nDana\n\n-- \nDana Whitfield\nHead of Operations",
            "Fine.\n\nBest,\nDana",
        );
        check("Fine.\n\nSent from my iPhone", "Fine.");
        check("Fine.\n-- \nDana\n\n> old\nand new", "Fine.\nand new");
    }

    #[test]
    fn words_that_only_look_like_a_header_stay() {
        check(
            "From: what I hear, it works.\nThanks",
            "From: what I hear, it works.\nThanks",
        );
        check(
            "On Tuesday Ann wrote: we agree.\nSo do I.",
            "On Tuesday Ann wrote: we agree.\nSo do I.",
        );
        check("Options:\n-- cheap\n-- dear", "Options:\n-- cheap\n-- dear");
    }
}
