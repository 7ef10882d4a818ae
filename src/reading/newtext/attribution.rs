//! The line that says who wrote what follows: "On Tue, 3 Nov 2026 at 09:12, Dana wrote:".
//!
//! Two things tell one: a verb of writing at its end, or an address at its end after a date and a
//! time, in whatever language the rest is.

use super::Line;
use super::marks::{MARKS, has_time, has_year};

/// A mail program may wrap the line; this many lines were seen at most.
const LINES: usize = 4;
/// An attribution is a date, a name and an address. In bytes.
const LONGEST: usize = 320;
/// Without date or address, the words of a name and a verb.
const NAME_WORDS: usize = 8;

/// How many lines an attribution takes that begins at a line; `None` when none does.
pub fn length(lines: &[Line<'_>], at: usize) -> Option<usize> {
    let first = lines.get(at)?;
    if first.text.is_empty() || first.text.len() > LONGEST || !may_begin(first.text) {
        return None;
    }
    // A cheap look for the line that may end it, before lines are joined.
    let last = (0..LINES).find(|ahead| {
        let line = lines.get(at + ahead);
        line.is_none_or(|line| line.text.is_empty() || may_end(line.text))
    })?;
    if !lines.get(at + last).is_some_and(|line| may_end(line.text)) {
        return None;
    }
    let mut whole = String::new();
    for (ahead, line) in lines.iter().skip(at).take(last + 1).enumerate() {
        // A wrap that fell after the mark of quoting: "<dana@prospect.example" and "> wrote:".
        let cut_off = line.is_quoted() && whole.matches('<').count() > whole.matches('>').count();
        if (line.is_quoted() && ahead > 0 && !cut_off) || whole.len() > LONGEST {
            return None;
        }
        whole.push(' ');
        whole.push_str(&line.text.to_lowercase());
    }
    let next = lines.get(at + last + 1);
    ends(&whole, next.is_some_and(Line::is_quoted)).then_some(last + 1)
}

fn may_end(line: &str) -> bool {
    line.ends_with([':', '：', '-']) || line.ends_with("wrote")
}

/// A cheap look before the careful one: a digit, an address, or the verb on the line itself.
fn may_begin(first: &str) -> bool {
    first.bytes().any(|b| b.is_ascii_digit() || b == b'@') || may_end(first)
}

/// Whether some lines are an attribution. `quoted`: marked lines follow.
fn ends(whole: &str, quoted: bool) -> bool {
    let whole = whole.trim();
    let said = whole.trim_end_matches(['-', ' ']);
    let dashed = said.len() < whole.len() && whole.starts_with('-');
    let colon = said.ends_with([':', '：']);
    let said = said
        .trim_end_matches([':', '：', ' ', '\u{a0}'])
        .trim_start_matches(['-', '–', '—', '*', ' ']);
    if !(colon || dashed || quoted && said.ends_with("wrote")) {
        return false;
    }
    let (year, time) = (has_year(said), has_time(said));
    if colon && year && time && ends_with_address(said) {
        return true;
    }
    let verb = MARKS.wrote.iter().find(|verb| said.ends_with(**verb));
    let inside = || {
        let words = said.split(' ');
        words
            .into_iter()
            .any(|word| MARKS.wrote_inside.contains(&word))
    };
    if verb.is_none() && !inside() {
        return false;
    }
    // "On Tuesday at 10:15 I wrote:" tells of the writer's own words.
    let own = [" i wrote", " we wrote", " ich schrieb", " wir schrieben"];
    if own.iter().any(|own| said.ends_with(own)) {
        return false;
    }
    let telling = said.contains('@') || year || time;
    let begins = begins_with_date(said) || said.contains(['<', '[', '(']) && said.contains('@');
    let named = verb.is_some() && quoted && said.split_whitespace().count() <= NAME_WORDS;
    telling && (begins || (year && time && leads_to_date(said))) || named
}

/// Whether nothing but a name stands before the date: somebody who types at the line's beginning
/// makes it their own.
fn leads_to_date(said: &str) -> bool {
    let before = said.split(|c: char| c.is_ascii_digit()).next();
    before.is_none_or(|before| before.split_whitespace().count() <= NAME_WORDS)
        && before.is_none_or(|before| !before.contains(['.', '!', '?']))
}

/// "On …", a weekday's or a day's number near the start.
fn begins_with_date(said: &str) -> bool {
    const ON: [&str; 13] = [
        "on ", "am ", "le ", "el ", "il ", "em ", "op ", "den ", "dnia ", "dne ", "w dniu ",
        "vào ", "at ",
    ];
    let start: String = said.chars().take(12).collect();
    ON.iter().any(|on| start.starts_with(on)) || start.bytes().any(|b| b.is_ascii_digit())
}

fn ends_with_address(said: &str) -> bool {
    let last = said.split_whitespace().next_back().unwrap_or("");
    last.contains('@') || last.ends_with(['>', ']', ')']) && said.contains('@')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<usize>) {
        let lines: Vec<Line<'_>> = text.split('\n').map(Line::of).collect();
        assert_eq!(length(&lines, 0), expected, "{text}");
    }

    #[test]
    fn attributions_in_the_forms_that_programs_write() {
        check(
            "On Tue, 3 Nov 2026 at 09:12, Dana W <d@p.example> wrote:",
            Some(1),
        );
        check(
            "On Tue, 3 Nov 2026 at 09:12, Dana Whitfield\n<dana@prospect.example> wrote:",
            Some(2),
        );
        check(
            "On Tue, 3 Nov 2026\nat 09:12, Dana Whitfield\n<dana@prospect.example>\nwrote:",
            Some(4),
        );
        check("Dana W <d@p.example> wrote:", Some(1));
        check("2026-11-03 9:12 GMT+01:00 Dana W <d@p.example>:", Some(1));
        check("--- \"Whitfield, Dana\" <d@p.example>\nwrote:", Some(2));
        check(
            "---- On Tue, 03 Nov 2026 09:12:50 +0100 d@p.example wrote ----",
            Some(1),
        );
        check("- On 2026-11-03 09:12, Dana Whitfield wrote:", Some(1));
        check(
            "On Tue, Nov 3, 2026 at 9:12 AM, Dana W <dana@prospect.example\n> wrote:",
            Some(2),
        );
    }

    #[test]
    fn attributions_in_other_languages() {
        check("Am 03.11.2026 um 09:12 schrieb Dana W:", Some(1));
        check(
            "Am Di., 3. Nov. 2026 um 09:12 Uhr schrieb Dana W <d@p.example>:",
            Some(1),
        );
        check(
            "Le mar. 3 nov. 2026 à 09:12, Dana W <d@p.example> a écrit :",
            Some(1),
        );
        check(
            "El mar, 3 nov 2026 a las 9:12, Dana W (<d@p.example>) escribió:",
            Some(1),
        );
        check(
            "ti 3. marraskuuta 2026 klo 9.12 Dana W\n<d@p.example> kirjoitti:",
            Some(2),
        );
        check("вт, 3 нояб. 2026 г. в 9:12, Dana W <d@p.example>:", Some(1));
        check("2026年11月3日(火) 9:12 田中 <t@p.example>:", Some(1));
        check(
            "tir. 3. nov. 2026 kl. 09:12 skrev Dana W <d@p.example\n>:",
            Some(2),
        );
    }

    #[test]
    fn a_name_alone_needs_marked_lines_below() {
        check("Dana Whitfield wrote:\n> Hello", Some(1));
        check("Dana Whitfield wrote\n> Hello", Some(1));
        check("Dana Whitfield wrote:\nHello", None);
        check("Dana Whitfield wrote:\n\nHello", None);
    }

    #[test]
    fn words_typed_before_it_on_its_line_are_kept() {
        let typed =
            "Hello Dana, attached is the questionnaire. KindlyOn 2026-11-09 08:31, Dana W wrote:";
        check(typed, None);
        check("Dana Whitfield schrieb am 09.11.2026 um 08:31:", Some(1));
    }

    #[test]
    fn sentences_that_begin_alike_are_none() {
        check("On Tuesday we met and I wrote:", None);
        check("On Tuesday 3 November 2026 at 09:12 I wrote:", None);
        check("On Tuesday at 09:12 we met.", None);
        check(
            "We meet on 3 Nov 2026 at 09:12, and this is the list:",
            None,
        );
        check(
            "Register at https://p.example by 3 Nov 2026, 09:12, for:",
            None,
        );
        check("Ann wrote:", None);
        check("", None);
    }
}
