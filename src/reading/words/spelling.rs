//! How words are written: apostrophes, contractions, shorthand, and characters nobody sees.

/// Characters that take no room: zero-width spaces and joiners, soft hyphens, direction marks.
pub fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// The straight apostrophe and those that editors put in its place.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2bc}' | '\u{ff07}')
}

/// An accent that was written apart from its letter (Unicode's combining diacritical marks).
pub fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Writes a word in its matched form: lower case, straight apostrophes, nothing unseen. Tells whether it is
/// of plain letters and digits.
pub fn fold(raw: &str, into: &mut String) -> bool {
    let start = into.len();
    if raw.bytes().all(|b| b.is_ascii_alphanumeric()) {
        into.push_str(raw);
        if let Some(word) = into.get_mut(start..) {
            word.make_ascii_lowercase();
        }
        return true;
    }
    for c in raw.chars().filter(|c| !is_unseen(*c)) {
        if is_apostrophe(c) {
            if into.len() > start {
                into.push('\'');
            }
        } else if c.is_ascii() {
            into.push(c.to_ascii_lowercase());
        } else {
            into.extend(c.to_lowercase());
        }
    }
    while into.len() > start && into.ends_with('\'') {
        into.pop();
    }
    false
}

/// Words that are written short, and what they stand for. Contractions without their apostrophe
/// and the shorthand of hurried mail.
const OPENED: &[(&str, &[&str])] = &[
    ("aren't", &["are", "not"]),
    ("can't", &["can", "not"]),
    ("cannot", &["can", "not"]),
    ("cant", &["can", "not"]),
    ("cld", &["could"]),
    ("couldnt", &["could", "not"]),
    ("didnt", &["did", "not"]),
    ("doesnt", &["does", "not"]),
    ("dont", &["do", "not"]),
    ("gimme", &["give", "me"]),
    ("gonna", &["going", "to"]),
    ("hasnt", &["has", "not"]),
    ("havent", &["have", "not"]),
    ("i'd", &["i", "would"]),
    ("isnt", &["is", "not"]),
    ("it's", &["it", "is"]),
    ("lemme", &["let", "me"]),
    ("let's", &["let", "us"]),
    ("lets", &["let", "us"]),
    ("plase", &["please"]),
    ("pleas", &["please"]),
    ("pls", &["please"]),
    ("plz", &["please"]),
    ("shan't", &["shall", "not"]),
    ("tanks", &["thanks"]),
    ("thanx", &["thanks"]),
    ("that's", &["that", "is"]),
    ("thks", &["thanks"]),
    ("thx", &["thanks"]),
    ("tmrw", &["tomorrow"]),
    ("tommorow", &["tomorrow"]),
    ("tomorow", &["tomorrow"]),
    ("u", &["you"]),
    ("ur", &["your"]),
    ("wanna", &["want", "to"]),
    ("wasnt", &["was", "not"]),
    ("wether", &["whether"]),
    ("what's", &["what", "is"]),
    ("who's", &["who", "is"]),
    ("wld", &["would"]),
    ("won't", &["will", "not"]),
    ("wont", &["will", "not"]),
    ("wouldnt", &["would", "not"]),
];

/// The longest short form, in bytes.
const LONGEST: usize = 8;

/// By the first letter of short forms: a bit for each letter with which one ends.
#[expect(
    clippy::indexing_slicing,
    reason = "beyond the end of a constant the compiler stops"
)]
static ENDS_SHORT: [u32; 26] = {
    let mut ends = [0; 26];
    let mut at = 0;
    while at < OPENED.len() {
        let form = OPENED[at].0.as_bytes();
        ends[letter(form[0]) as usize] |= 1 << letter(form[form.len() - 1]);
        at += 1;
    }
    ends
};

/// The place of a letter in the alphabet, from 0; beyond it for what is none.
const fn letter(byte: u8) -> u8 {
    byte.wrapping_sub(b'a')
}

/// The words that a short form stands for; `None` when it is none.
pub fn opened(form: &str) -> Option<&'static [&'static str]> {
    // Most words begin and end as no short form does, so they are not searched for.
    let (first, last) = (form.bytes().next()?, form.bytes().next_back()?);
    let ends = ENDS_SHORT.get(usize::from(letter(first)))?;
    if form.len() > LONGEST || ends.checked_shr(letter(last).into()).unwrap_or(0) & 1 == 0 {
        return None;
    }
    let at = OPENED
        .binary_search_by(|(short, _)| (*short).cmp(form))
        .ok()?;
    OPENED.get(at).map(|(_, parts)| *parts)
}

/// How English contractions end, and the word that stands behind.
const ENDS: [(&str, &str); 7] = [
    ("n't", "not"),
    ("'d", "would"),
    ("'ll", "will"),
    ("'re", "are"),
    ("'ve", "have"),
    ("'m", "am"),
    ("'s", "'s"),
];

/// The two words of a contraction that ends as English ones do; `None` when it does not.
pub fn contraction(form: &str) -> Option<(&str, &'static str)> {
    ENDS.iter().find_map(|(end, word)| {
        let stem = form.strip_suffix(end)?;
        (!stem.is_empty()).then_some((stem, *word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_forms_are_in_order_so_that_they_can_be_searched() {
        assert!(OPENED.is_sorted_by(|a, b| a.0 < b.0));
        assert!(OPENED.iter().all(|(short, _)| opened(short).is_some()));
        assert_eq!(
            OPENED.iter().map(|(short, _)| short.len()).max(),
            Some(LONGEST)
        );
    }

    #[test]
    fn folding_drops_what_nobody_sees() {
        let mut form = String::new();
        fold("WE\u{2019}LL\u{200d}", &mut form);
        assert_eq!(form, "we'll");
    }
}
