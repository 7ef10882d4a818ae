//! What signs every mail of its writer: the block under "-- ", the line a device adds, and the
//! block with a name and how to reach it that ends a mail without any delimiter.

use super::Line;
use super::headers::is_rule;
use super::marks::MARKS;
use crate::reading::sentences::list_mark;

/// A block longer than this under a delimiter is not a signature. In lines; RFC 3676 (4.3) gives
/// the delimiter, netiquette (RFC 1855, 2.1.1) asks for four lines, firms use many more.
const LONGEST: usize = 25;
/// A line of a signature. In characters.
const WIDEST: usize = 80;
/// The most lines that are looked at from the end of a text, empty ones among them.
const LOOKED_AT: usize = 40;

/// Whether the signature's delimiter stands at a line.
pub fn delimits(lines: &[Line<'_>], at: usize) -> bool {
    let Some(line) = lines.get(at) else {
        return false;
    };
    let loose = matches!(line.text, "--" | "—" | "––" | "__");
    if !loose || line.is_quoted() {
        return false;
    }
    let block = lines.iter().skip(at + 1).take(LONGEST + 1);
    let filled = block
        .take_while(|line| !line.is_quoted())
        .filter(|line| !line.text.is_empty())
        .count();
    filled <= LONGEST
}

/// Whether a line is one that a device or an app adds.
pub fn is_device_line(line: &str) -> bool {
    // What is longer, or ends like a sentence, is one.
    if line.len() > 110 || line.is_empty() || line.ends_with(['.', '?', ':', ',']) {
        return false;
    }
    let first = line.chars().next().unwrap_or(' ').to_lowercase().next();
    if !first.is_some_and(|first| MARKS.device_letters.contains(first)) {
        return false;
    }
    let start: String = line.chars().take(40).collect::<String>().to_lowercase();
    let device = MARKS.device.iter().any(|words| start.starts_with(words));
    device && line.split_whitespace().take(11).count() <= 10
}

/// Where the signature begins that ends the lines `from..to`; `to` when none does.
pub fn block(lines: &[Line<'_>], from: usize, to: usize) -> usize {
    let mut top = to;
    let mut found = to;
    for at in (from.max(to.saturating_sub(LOOKED_AT))..to).rev() {
        let text = lines.get(at).map_or("", |line| line.text);
        if text.is_empty() {
            continue;
        }
        if is_closing(text) || !may_sign(text) {
            break;
        }
        top = at;
        if reaches(text) {
            found = at;
        }
    }
    if found == to {
        return to;
    }
    // The name and the job stand above, in the same paragraph.
    let empty = |at: usize| lines.get(at).is_none_or(|line| line.text.is_empty());
    while found > top && !empty(found - 1) {
        found -= 1;
    }
    let whole = found == from
        || empty(found - 1)
        || is_closing(lines.get(found - 1).map_or("", |line| line.text));
    let name = |at: usize| lines.get(at).is_some_and(|line| is_name(line.text));
    if !whole {
        // The paragraph begins with a sentence: the signature at the first name.
        found = (found..to).find(|at| name(*at)).unwrap_or(to);
    } else if found > top {
        // "Frank Kelly", an empty line, then the address.
        let before = (top..found).rev().find(|at| !empty(*at));
        found = before
            .filter(|at| name(*at) && (*at == from || empty(at - 1)) && found - at <= 3)
            .unwrap_or(found);
    }
    // Dial-in numbers under an intro are what the mail is about.
    let intro = (from..found).rev().find(|at| !empty(*at));
    let intro = intro
        .and_then(|at| lines.get(at))
        .is_some_and(|line| line.text.ends_with(':'));
    let filled = (found..to).filter(|at| !empty(*at)).count();
    let closed = (from..found).rev().filter(|at| !empty(*at)).take(2);
    let closed = closed
        .into_iter()
        .any(|at| lines.get(at).is_some_and(|line| is_closing(line.text)));
    let signed =
        closed || filled > 1 && begins_block(lines.get(found).map_or("", |line| line.text));
    if intro || !signed || filled > LONGEST {
        to
    } else {
        found
    }
}

/// The first line of a signature: a name, if only a first name; or a rule.
fn begins_block(text: &str) -> bool {
    let plain =
        !text.contains([':', '@', '/', '\t', '$']) && !text.bytes().any(|b| b.is_ascii_digit());
    let words = text.split_whitespace();
    let capital = |word: &str| !word.starts_with(char::is_lowercase) || word.len() <= 3;
    is_rule(text) || plain && words.clone().count() <= 6 && words.into_iter().all(capital)
}

/// Whether a line may stand in a signature: short, no sentence, no item of a list.
fn may_sign(text: &str) -> bool {
    if text.chars().count() > WIDEST
        || list_mark(text) > 0
        || text.ends_with(['?', '!', ','])
        || text.contains('\t')
    {
        return false;
    }
    let words = text.split_whitespace().count();
    if words > 9 {
        return false;
    }
    let private = [
        "code",
        "dial",
        "passcode",
        "participant",
        "password",
        "login",
    ];
    let small = text.to_lowercase();
    if small
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| private.contains(&word))
    {
        return false;
    }
    let abbreviated = || {
        let last = text.split_whitespace().next_back().unwrap_or("");
        last.len() <= 6 && last.starts_with(char::is_uppercase) || last.matches('.').count() > 1
    };
    if text.ends_with('.') && words > 1 && !abbreviated() && !reaches(text) {
        return false;
    }
    let first = text.chars().next().unwrap_or(' ');
    !first.is_lowercase() || words <= 2 || reaches(text) && words <= 6
}

/// Whether a line tells how somebody is reached, or names a job or a firm.
fn reaches(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if words <= 6 && (text.contains('@') || text.contains("http") || text.contains("www.")) {
        return true;
    }
    let small = text.to_lowercase();
    let mut pieces = small.split(|c: char| !c.is_alphanumeric() && c != '.' && c != '-');
    let titled = |word: &str| MARKS.title.contains(word.trim_end_matches('.'));
    if words <= 7 && pieces.clone().any(titled) && !small.contains(':') {
        return true;
    }
    let labelled = pieces.any(|word| MARKS.reach.contains(word.trim_matches('.')));
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    digits >= 7 && (labelled || digits * 2 >= letters)
        || digits >= 4 && labelled && words <= 6
        || is_place(text)
}

/// "Houston, TX 77002", "20095 Hamburg": a postal code beside a name.
fn is_place(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let code = |word: &&&str| word.len() == 5 && word.bytes().all(|b| b.is_ascii_digit());
    words.len() <= 8
        && words.iter().any(|word| code(&word))
        && words
            .iter()
            .all(|word| !word.starts_with(char::is_lowercase))
}

/// A closing line, whose name may stand on it.
fn is_closing(text: &str) -> bool {
    let small = text.to_lowercase();
    let bare = small.trim_end_matches(|c: char| !c.is_alphanumeric());
    MARKS.closing.contains(bare)
        || text.len() <= 40
            && small
                .split_once(',')
                .is_some_and(|(before, _)| MARKS.closing.contains(before))
}

/// Two to four capitalised words, as names are.
fn is_name(text: &str) -> bool {
    let mut words = 0;
    for word in text.split([' ', '*']).filter(|word| !word.is_empty()) {
        words += 1;
        if !word.starts_with(char::is_uppercase) || word.contains([':', '@', '/']) {
            return false;
        }
    }
    (2..=4).contains(&words) && !text.ends_with([',', ':', '?', '!'])
}

/// Where a legal notice or a list's footer begins that ends the lines `from..to`; `to` when none
/// does.
pub fn notice(lines: &[Line<'_>], from: usize, to: usize) -> usize {
    let mut found = to;
    let mut hits = 0;
    let mut below = 0;
    for at in (from.max(to.saturating_sub(LOOKED_AT))..to).rev() {
        let text = lines.get(at).map_or("", |line| line.text);
        if text.is_empty() {
            hits = 0;
            continue;
        }
        if is_rule(text) {
            let footer =
                (at + 1..to).any(|below| lines.get(below).is_some_and(|line| is_footer(line.text)));
            if (footer && below <= 12) || found <= at + 2 {
                found = at;
            }
            continue;
        }
        below += 1;
        let small = text.to_lowercase();
        hits += small
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| MARKS.private.contains(word))
            .count();
        if hits >= 3 {
            // The whole paragraph, from its first line on.
            found = (from..=at)
                .rev()
                .take_while(|at| {
                    lines
                        .get(*at)
                        .is_some_and(|line| !line.text.is_empty() && !is_rule(line.text))
                })
                .last()
                .unwrap_or(at);
        }
    }
    found
}

/// What list servers and free mail write under a rule.
fn is_footer(text: &str) -> bool {
    let words = text.split_whitespace().count();
    words <= 12
        && (text.contains("http://") || text.contains("https://") || text.contains("mailing list"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let lines: Vec<Line<'_>> = text.split('\n').map(Line::of).collect();
        let from = notice(&lines, 0, lines.len());
        let from = block(&lines, 0, from);
        let kept: Vec<&str> = text.split('\n').take(from).collect();
        assert_eq!(kept.join("\n").trim_end(), expected, "{text}");
    }

    #[test]
    fn blocks_that_tell_how_to_reach_somebody() {
        check(
            "Works for us.\n\nDana Whitfield\nHead of Operations\nVerdo Inc.\n(713) 555-0142",
            "Works for us.",
        );
        check(
            "Fine.\n\nRegards,\nDana\nx8321\nPhone: 555 0142",
            "Fine.\n\nRegards,",
        );
        check(
            "Fine.\n\nDana Whitfield\n\n12 Main Street\nHouston, TX 77002\ndana@p.example",
            "Fine.",
        );
        check("Fine.\n\nDana Whitfield\nhttps://p.example/", "Fine.");
    }

    #[test]
    fn text_that_ends_a_mail_stays() {
        for text in [
            "Fine.\n\nDana",
            "Please call me at 555 0142 tomorrow, I would like to hear more of it.",
            "The numbers are:\n\nDomestic\n888-555-0142\n555-0199",
            "Dial in as usual.\n\nDial in: 888-555-0142\nPasscode: 12345",
            "See the page.\n\nIt is at https://p.example/list, from the second line on, as I said.",
            "- two units\n- one spare, 4711-0815",
        ] {
            check(text, text);
        }
    }

    #[test]
    fn notices_and_footers_go() {
        check(
            "Fine.\n\nThis message is confidential. If you are not the intended\nrecipient, please delete it.",
            "Fine.",
        );
        check(
            "Fine.\n_______________________\nplan mailing list\nhttps://p.example/plan",
            "Fine.",
        );
        check(
            "The list of recipients is confidential.",
            "The list of recipients is confidential.",
        );
    }

    #[test]
    fn device_lines() {
        assert!(is_device_line("Sent from my iPhone"));
        assert!(is_device_line("Von meinem iPad gesendet"));
        assert!(is_device_line(
            "Get Outlook for Android<https://aka.example>"
        ));
        assert!(!is_device_line(
            "Sent from my office to yours, the samples should be there by Monday."
        ));
        assert!(!is_device_line(""));
    }
}
