//! The head of an earlier mail, as Outlook, Notes and others write it into the text.

use super::Line;
use super::marks::{MARKS, has_time};

/// What an earlier mail begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begin {
    /// A line such as "-----Original Message-----".
    Divider,
    /// A block of From, Sent, To, Subject.
    Block,
}

/// A header block's other names stand within so many lines of its first.
const WITHIN: usize = 8;
/// A name of a header is no longer. In bytes.
const NAME: usize = 24;
/// The time stands within so many lines of the sender.
const STAMPED: usize = 3;
/// A line of a head, long names and addresses in it. In bytes.
const LONGEST: usize = 160;

/// Whether an earlier mail begins at a line, and with what.
pub fn begins(lines: &[Line<'_>], at: usize, follows: &[Option<usize>]) -> Option<Begin> {
    let line = lines.get(at)?.text;
    if is_divider(line) {
        return Some(Begin::Divider);
    }
    if is_rule(line) {
        let next = follows.get(at + 1).copied().flatten()?;
        return is_block(lines, next, follows).then_some(Begin::Block);
    }
    (is_block(lines, at, follows) || is_notes(lines, at, follows)).then_some(Begin::Block)
}

/// Lotus Notes and old Exchange name the sender and the time without a header, then To and Subject:
/// in one line, or in up to three: the sender, who sent it for them, the time.
fn is_notes(lines: &[Line<'_>], at: usize, follows: &[Option<usize>]) -> bool {
    let first = lines.get(at).map_or("", |line| line.text);
    if first.is_empty()
        || first.len() > LONGEST
        || first.ends_with(['.', '?', '!', ',', ':'])
        || !lines.iter().skip(at).take(STAMPED).any(|line| line.dated)
        || first.split_whitespace().count() > 14
        || is_header(first)
    {
        return false;
    }
    let mut stamped = None;
    let (mut date, mut time) = (false, false);
    for ahead in 0..STAMPED {
        let Some(Line {
            text: line, dated, ..
        }) = lines.get(at + ahead)
        else {
            return false;
        };
        if line.is_empty() || line.len() > LONGEST || line.ends_with('.') || line.starts_with('-') {
            return false;
        }
        date |= dated;
        time |= line.contains(':') && has_time(line);
        if date && time {
            stamped = Some(at + ahead);
            break;
        }
    }
    let Some(stamp) = stamped else {
        return false;
    };
    // The sender alone on a first line is a name, not a sentence.
    if stamp > at && first.split_whitespace().count() > 8 {
        return false;
    }
    let Some(next) = follows.get(stamp + 1).copied().flatten() else {
        return false;
    };
    // "Please respond to" may stand between.
    let near = |from: usize| {
        lines
            .iter()
            .skip(from)
            .take(3)
            .any(|line| is_header(line.text))
    };
    near(next) && headers(lines, next) >= 2
}

/// A date in numbers.
pub fn has_date(line: &str) -> bool {
    let bytes = line.as_bytes();
    bytes.windows(3).any(
        |w| matches!(w, [a, b'/' | b'.' | b'-', b] if a.is_ascii_digit() && b.is_ascii_digit()),
    )
}

fn is_divider(line: &str) -> bool {
    if line.len() > 120 || line.ends_with('.') {
        return false;
    }
    let dashed = line.starts_with(['-', '_', '=', '*']);
    // Apple's line has no dashes; it ends with a colon.
    if !dashed && !line.ends_with([':', '：']) && !line.starts_with("Original Message") {
        return false;
    }
    let bare = line.trim_matches(['-', '_', '=', '*', ' ', ':', '：']);
    let small = bare.to_lowercase().replace('’', "'");
    if dashed {
        return MARKS.divider.iter().any(|words| small.starts_with(words));
    }
    let apple = [
        "begin ", "anfang ", "début ", "inizio ", "inicio ", "begin ",
    ];
    let begins = apple.iter().any(|word| small.starts_with(word));
    begins && MARKS.divider.iter().any(|words| small.contains(words))
        || small.starts_with("original message processed by")
}

/// A line of underscores or dashes, as Outlook on the web sets above a header block.
pub fn is_rule(line: &str) -> bool {
    line.len() >= 8 && line.bytes().all(|b| matches!(b, b'_' | b'-' | b'=' | b'*'))
}

/// A sender's header with two more below, or with the time in it and one more; or any header with
/// three more, the sender's among them.
fn is_block(lines: &[Line<'_>], at: usize, follows: &[Option<usize>]) -> bool {
    let line = lines.get(at).map_or("", |line| line.text);
    let Some(first) = name(line) else {
        return false;
    };
    let sender = MARKS.from.contains(first.as_str());
    if !sender && !MARKS.beside.contains(first.as_str()) {
        return false;
    }
    let others = headers(lines, at + 1);
    if !sender {
        let named = |line: &Line<'_>| {
            name(line.text).is_some_and(|name| MARKS.from.contains(name.as_str()))
        };
        let from = lines.iter().skip(at + 1).take(WITHIN).any(named);
        let close = lines.get(at + 1).is_some_and(|line| is_header(line.text));
        return from && close && others >= 2;
    }
    if in_one_line(line) {
        return true;
    }
    let stamped = lines.get(at).is_some_and(|line| line.dated) && has_time(line);
    let next = follows.get(at + 1).copied().flatten();
    let next = next.is_some_and(|next| {
        next <= at + 4 && is_header(lines.get(next).map_or("", |line| line.text))
    });
    others >= 2 || stamped && next
}

/// "From: d@p.example Date: Tue, 3 Nov 2026 09:12:00": where a page's line ends were lost.
fn in_one_line(line: &str) -> bool {
    let mut names = line
        .split_whitespace()
        .filter_map(|word| word.strip_suffix(':'));
    line.len() <= LONGEST
        && has_time(line)
        && names
            .nth(1)
            .is_some_and(|name| MARKS.beside.contains(name.to_lowercase().as_str()))
}

/// How many of the lines below are headers beside the sender's.
fn headers(lines: &[Line<'_>], from: usize) -> usize {
    let below = lines.iter().skip(from).take(WITHIN);
    below.filter(|line| is_header(line.text)).count()
}

/// Whether a line is a header beside the sender's.
pub fn is_header(line: &str) -> bool {
    name(line).is_some_and(|name| MARKS.beside.contains(name.as_str()))
}

/// The name of a header line in small letters: `*From:* Dana` gives `from`.
fn name(line: &str) -> Option<String> {
    let line = line.trim_start_matches(['*', '_', ' ']);
    // Most lines are told to have no name from their bytes.
    let mut bytes = line.bytes().take(NAME + 1);
    bytes.find(|byte| *byte == b':' || !byte.is_ascii())?;
    let mut near = line.char_indices().take(NAME + 1);
    let (end, _) = near.find(|(_, c)| matches!(c, ':' | '：'))?;
    let name = line.get(..end)?;
    Some(name.trim_matches([' ', '*', '_', '\u{a0}']).to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<Begin>) {
        let lines: Vec<Line<'_>> = text.split('\n').map(Line::of).collect();
        let follows = super::super::next_filled(&lines);
        assert_eq!(begins(&lines, 0, &follows), expected, "{text}");
    }

    #[test]
    fn dividers() {
        for line in [
            "-----Original Message-----",
            "---------- Forwarded message ---------",
            "-------- Ursprüngliche Nachricht --------",
            "____________________Reply Separator____________________",
            "--------- Inline attachment follows ---------",
            "Begin forwarded message:",
            "Anfang der weitergeleiteten Nachricht:",
        ] {
            check(line, Some(Begin::Divider));
        }
        check("The original message was short", None);
        check("To begin: the original message was short:", None);
        check("--------", None);
    }

    #[test]
    fn header_blocks() {
        for block in [
            "From: Ann\nSent: Monday\nTo: Bo\nSubject: x",
            "*From:* Ann\n*Date:* Monday\n*Subject:* x",
            "Von: Ann\nGesendet: Montag\nAn: Bo\nBetreff: x",
            "De : Ann\nEnvoyé le : lundi\nÀ : Bo\nObjet : x",
            "________________________________\n\nFrom: Ann\nSent: Monday\nTo: Bo",
            "From: d@p.example Date: Tue, 3 Nov 2026 09:12:00 +0100",
            "To: Bo\ncc:\nDate: 11/03/2026 09:12\nFrom: Ann\nSubject: x",
            "From:  Ann Berg @ VERDO     11/03/2026 09:12 AM\n\t\n\nTo: Bo,\nCy, Di,\nEd\nSubject: x",
        ] {
            check(block, Some(Begin::Block));
        }
        check("From: the start\nit was clear", None);
        check("To: Bo\nSubject: x", None);
    }

    #[test]
    fn heads_without_a_senders_header() {
        for block in [
            "Ann Berg\n11/03/2026 09:12 AM\nTo: Bo\ncc:\nSubject: x",
            "Ann Berg on 11/03/2026 09:12:00 AM\nTo: Bo\nSubject: x",
            "\"Ann Berg\" <a@p.example> on 11/03/2026\n09:12:00 AM\nTo: Bo\ncc:\nSubject: x",
            "Ann Berg\nSent by: Cy\n11/03/2026 09:12 AM\n\t\n\tTo: Bo\n\tcc:\n\tSubject: x",
            "=09Ann Berg\n=0911/03/2026 09:12 AM\n=09=09 To: Bo=20\n=09=09 Subject: x",
        ] {
            check(block, Some(Begin::Block));
        }
        check("We meet on 11/03/2026 at 09:12\nin Bonn", None);
    }
}
