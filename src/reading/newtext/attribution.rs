//! The line that says who wrote what follows: "On Tue, 3 Nov 2026 at 09:12, Dana wrote:".

use super::Line;

/// A mail program may wrap the line; this many lines were seen at most.
const LINES: usize = 4;
/// An attribution is a date, a name and an address. In characters.
const LONGEST: usize = 320;

/// The words with which an attribution ends, before its colon: English, German, Dutch, French,
/// Spanish, Italian, Portuguese, Danish and Norwegian, Swedish, Polish, Czech, Finnish.
const WROTE: &[&str] = &[
    "wrote",
    "writes",
    "schrieb",
    "schreef",
    "geschreven",
    "a écrit",
    "écrit",
    "escribió",
    "ha scritto",
    "scrisse",
    "escreveu",
    "skrev",
    "napisał",
    "napisał(a)",
    "napisała",
    "napsal",
    "napsal(a)",
    "kirjoitti",
    "написал",
    "пишет",
    "写道",
    "のメール",
];
/// The words with which one begins.
const ON: &[&str] = &[
    "on ", "am ", "le ", "el ", "il ", "em ", "op ", "den ", "dnia ", "dne ", "w dniu ", "at ",
    "vào ", "a ",
];

/// How many lines an attribution takes that begins at a line; `None` when none does.
pub fn length(lines: &[Line<'_>], at: usize) -> Option<usize> {
    let first = lines.get(at)?.text();
    if first.is_empty() || first.len() > LONGEST {
        return None;
    }
    let head: String = first.chars().take(8).collect::<String>().to_lowercase();
    let opens = ON.iter().any(|on| head.starts_with(on)) || is_date_start(first);
    let named = !opens && names_a_person(first);
    if !opens && !named {
        return None;
    }
    let most = if opens { LINES } else { 2 };
    let mut whole = String::new();
    for taken in 1..=most {
        let line = lines.get(at + taken - 1)?;
        if line.is_blank() || line.is_quoted() && taken > 1 || whole.len() > LONGEST {
            return None;
        }
        whole.push(' ');
        whole.push_str(&line.text().to_lowercase());
        if ends(&whole) {
            let telling = whole.contains('@') || has_time(&whole) || has_year(&whole);
            return telling.then_some(taken);
        }
    }
    None
}

fn ends(whole: &str) -> bool {
    let Some(said) = whole.trim_end().strip_suffix([':', '：']) else {
        return false;
    };
    let said = said.trim_end();
    // German puts the verb before the name: "Am 3.11.2026 um 09:12 schrieb Dana Whitfield:"
    WROTE.iter().any(|wrote| said.ends_with(wrote))
        || said.contains(" schrieb ")
        || said.contains(" schreef ")
        || said.contains(" skrev ")
}

fn is_date_start(small: &str) -> bool {
    let digits = small.chars().take_while(char::is_ascii_digit).count();
    (digits == 4 && small.get(4..5) == Some("-"))
        || (matches!(digits, 1 | 2)
            && small
                .get(digits..)
                .is_some_and(|rest| rest.starts_with(['/', '.', '-', ' '])))
            && has_year(small)
}

/// "Dana Whitfield <dana@…> wrote:" without a date.
fn names_a_person(line: &str) -> bool {
    line.contains('@')
        && line.contains(['<', '[', '('])
        && line
            .chars()
            .next()
            .is_some_and(|c| c.is_uppercase() || c == '"' || c == '<')
}

fn has_time(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.windows(4).any(|w| matches!(w, [a, b':' | b'.' | b'h', b, c] if a.is_ascii_digit() && b.is_ascii_digit() && c.is_ascii_digit()))
}

fn has_year(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.windows(4).any(|w| matches!(w, [b'1' | b'2', b'9' | b'0', b, c] if b.is_ascii_digit() && c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<usize>) {
        let lines: Vec<Line<'_>> = text.split('\n').map(Line::Text).collect();
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
        check("2026-11-03 9:12 GMT+01:00 Dana W <d@p.example>:", None);
        check("Dana W <d@p.example> wrote:", Some(1));
    }

    #[test]
    fn sentences_that_begin_alike_are_none() {
        check("On Tuesday we met and I wrote:", None);
        check("On Tuesday at 09:12 we met.", None);
        check("Ann wrote:", None);
        check("", None);
    }
}
