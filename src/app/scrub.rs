//! A person in the texts of an event: found by a mark or by name, as whole words, and taken out.

use crate::domain::plain_name;
use serde_json::Value;
use std::collections::BTreeSet;

/// What stands where a person stood.
const ERASED: &str = "[erased]";

/// The most runs of letters and digits in a name or an address that is looked for by its mark, and the
/// most bytes.
const RUNS: usize = 12;
const LONGEST: usize = 120;

/// Whom it is about: names as `plain_name` has them, and addresses.
pub(super) type Whom = BTreeSet<String>;

/// FNV-1a: whoever has the text can tell that it is meant.
pub(super) fn checksum(text: &str) -> u64 {
    text.bytes().fold(NOTHING, further)
}

/// The checksum of no text.
const NOTHING: u64 = 0xcbf2_9ce4_8422_2325;

/// The checksum of a text, with one byte more.
const fn further(hash: u64, byte: u8) -> u64 {
    (hash ^ byte as u64).wrapping_mul(0x0100_0000_01b3)
}

/// The names and addresses in a text whose marks there are: the text itself, and whatever stands in it
/// as whole words, just as [`without`] finds it.
pub(super) fn find(text: &str, is_marked: &impl Fn(u64) -> bool, whom: &mut Whom) {
    let name = plain_name(text);
    if is_marked(checksum(&name)) {
        whom.insert(name);
    }
    let lower = text.to_lowercase();
    let mut before = false;
    for (start, letter) in lower.char_indices() {
        let begins = letter.is_alphanumeric() && !before;
        before = letter.is_alphanumeric();
        if begins {
            let rest = lower.get(start..).unwrap_or_default();
            whom.extend(beginning(rest, is_marked).map(str::to_owned));
        }
    }
}

/// The longest name or address with a mark that a text begins with.
fn beginning<'t>(text: &'t str, is_marked: &impl Fn(u64) -> bool) -> Option<&'t str> {
    let (mut hash, mut runs, mut found) = (NOTHING, 0, None);
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let end = at + letter.len_utf8();
        let bytes = text.get(at..end).unwrap_or_default();
        hash = bytes.bytes().fold(hash, further);
        let next = letters
            .peek()
            .is_some_and(|(_, next)| next.is_alphanumeric());
        if letter.is_alphanumeric() && !next {
            found = text.get(..end).filter(|_| is_marked(hash)).or(found);
            runs += 1;
        }
        if runs == RUNS || end > LONGEST {
            break;
        }
    }
    found
}

/// Calls with each text of what happened.
pub(super) fn each_text(event: &mut Value, with: &mut impl FnMut(&mut String)) {
    match event {
        Value::String(text) => with(text),
        Value::Array(all) => all.iter_mut().for_each(|one| each_text(one, with)),
        Value::Object(all) => {
            // The identity is no text of a person, and the prospect is looked at as a whole.
            for (name, one) in all.iter_mut() {
                if !matches!(name.as_str(), "id" | "prospect") {
                    each_text(one, with);
                }
            }
        }
        _ => {}
    }
}

/// Takes them out of all texts of an event; whether they stood in one.
pub(super) fn scrub(event: &mut Value, whom: &Whom) -> bool {
    let mut found = false;
    each_text(event, &mut |text| {
        for who in whom {
            while let Some(left) = without(text, who) {
                *text = left;
                found = true;
            }
        }
    });
    found
}

/// A text without the first place where they stand as whole words; `None` when they do not.
fn without(text: &str, who: &str) -> Option<String> {
    if plain_name(text) == who {
        return Some(ERASED.to_owned());
    }
    let lower = text.to_lowercase();
    let letter = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    let (at, _) = lower.match_indices(who).find(|(at, found)| {
        let before = lower.get(..*at).and_then(|rest| rest.chars().next_back());
        let after = lower.get(at + found.len()..);
        !letter(before) && !letter(after.and_then(|rest| rest.chars().next()))
    })?;
    // Where small letters are longer than large ones, the places are not the same.
    let same = lower.len() == text.len();
    let front = text.get(..at).filter(|_| same);
    let back = text.get(at + who.len()..).filter(|_| same);
    Some(match (front, back) {
        (Some(front), Some(back)) => [front, ERASED, back].concat(),
        _ => ERASED.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, who: &str, expected: Option<&str>) {
        assert_eq!(without(text, who).as_deref(), expected, "{who} in {text}");
    }

    #[test]
    fn a_person_is_taken_out_as_whole_words() {
        check(
            "Ask Kim Marsh first",
            "kim marsh",
            Some("Ask [erased] first"),
        );
        check("Marsh, Kim", "kim marsh", Some("[erased]"));
        check("Kim Marshall", "kim marsh", None);
        check("<KIM@mill.test>", "kim@mill.test", Some("<[erased]>"));
        check("akim@mill.test", "kim@mill.test", None);
        check("İ and Kim Marsh", "kim marsh", Some("[erased]"));
        check("", "kim marsh", None);
    }

    #[test]
    fn a_name_is_found_by_its_mark_wherever_it_stands() {
        let is_marked =
            |hash| [checksum("kim marsh"), checksum("kim@mill.co.test")].contains(&hash);
        for text in [
            "Ask Kim Marsh.",
            "Marsh, Kim",
            "(kim@mill.co.test)",
            "mailto:KIM@mill.co.test?subject=x",
            "kim  marsh",
            "they(Kim Marsh)said",
        ] {
            let mut whom = Whom::new();
            find(text, &is_marked, &mut whom);
            assert_eq!(whom.len(), 1, "{text}: {whom:?}");
            let who = whom.first().unwrap();
            assert!(without(text, who).is_some(), "{who} in {text}");
        }
        for text in ["", "Kim Marshall", "akim@mill.co.test", "Kim. Marsh is far"] {
            let mut whom = Whom::new();
            find(text, &is_marked, &mut whom);
            assert!(whom.is_empty(), "{text}: {whom:?}");
        }
        assert_ne!(checksum("kim marsh"), checksum("kim marsch"));
    }
}
