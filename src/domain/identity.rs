//! Who and which: addresses, prospects, deals, requests.

use super::suffixes;
use std::fmt;

/// A mail address, kept in lower case and without surrounding space.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(String);

impl Address {
    /// The longest address that mail can carry, in octets (RFC 5321, 4.5.3.1.3).
    pub const LONGEST: usize = 254;

    /// Reads an address. `None` when it has no single `@` with something on both sides, holds
    /// space or control characters, or is longer than [`Self::LONGEST`].
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_matches(['<', '>']).to_lowercase();
        let (local, domain) = text.split_once('@')?;
        let plain = |part: &str| {
            !part.is_empty()
                && !part.contains('@')
                && !part.chars().any(|c| c.is_whitespace() || c.is_control())
        };
        (text.len() <= Self::LONGEST && plain(local) && plain(domain)).then_some(Self(text))
    }

    /// The whole address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part after the `@`.
    pub fn domain(&self) -> &str {
        self.0.split_once('@').map_or("", |(_, domain)| domain)
    }
}

/// A name as it is compared: in lower case, with single spaces, `Lind, Mara` as `mara lind`, and
/// without what a company puts in brackets behind it.
pub fn plain_name(name: &str) -> String {
    let name = name.split(['(', '[', '|']).next().unwrap_or(name);
    let name = match name.split_once(',') {
        Some((last, first)) if !first.contains(',') => [first, " ", last].concat(),
        _ => name.to_owned(),
    };
    let words = name
        .split_whitespace()
        .map(|word| word.trim_matches(['"', '\'', '\u{201c}', '\u{201d}']));
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join(" ")
}

/// A prospect: the organisation being sold to. Its identity is the registrable domain of its
/// people's addresses; at a free-mail domain it is the one address.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProspectId(String);

impl ProspectId {
    /// The prospect that an address belongs to.
    pub fn of(address: &Address) -> Self {
        let domain = address.domain();
        let registrable = suffixes::registrable(domain).unwrap_or(domain);
        if FREE_MAIL.contains(&registrable) || FREE_MAIL.contains(&domain) {
            Self(address.as_str().to_owned())
        } else {
            Self(registrable.to_owned())
        }
    }

    /// A prospect by an identity that was stored before. Any text is taken; what is not known is
    /// simply found nowhere.
    pub fn stored(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The identity as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it belongs to the sample mailbox: the `.example` domain is reserved for that
    /// (RFC 2606, 2), so no real prospect has it.
    pub fn is_sample(&self) -> bool {
        self.0.ends_with(".example")
    }
}

impl fmt::Display for ProspectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Domains at which everybody may have a mailbox, so a domain does not tell an organisation.
/// Source: the providers' own sign-up pages as of 2026; the largest by users, with their aliases.
const FREE_MAIL: &[&str] = &[
    "aol.com",
    "fastmail.com",
    "free.fr",
    "freenet.de",
    "gmail.com",
    "gmx.at",
    "gmx.ch",
    "gmx.com",
    "gmx.de",
    "gmx.net",
    "googlemail.com",
    "hey.com",
    "hotmail.co.uk",
    "hotmail.com",
    "hotmail.de",
    "hotmail.fr",
    "icloud.com",
    "laposte.net",
    "libero.it",
    "live.com",
    "mac.com",
    "mail.com",
    "mail.ru",
    "me.com",
    "msn.com",
    "naver.com",
    "orange.fr",
    "outlook.com",
    "outlook.de",
    "outlook.fr",
    "pm.me",
    "proton.me",
    "protonmail.com",
    "qq.com",
    "t-online.de",
    "tutanota.com",
    "virgilio.it",
    "wanadoo.fr",
    "web.de",
    "yahoo.co.jp",
    "yahoo.co.uk",
    "yahoo.com",
    "yahoo.de",
    "yahoo.fr",
    "yandex.ru",
    "ymail.com",
    "zoho.com",
    "163.com",
    "126.com",
];

/// One buying decision of a prospect, numbered from 1 within the prospect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DealId(pub u32);

impl DealId {
    /// The deal that a prospect has unless the rep opens another.
    pub const FIRST: Self = Self(1);
}

/// A request's identity: that of the event which recorded it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RequestId(String);

impl RequestId {
    /// A request's identity from the text of its first event's.
    pub fn stored(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The identity as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_plainly() {
        let check = |name: &str, expected: &str| assert_eq!(plain_name(name), expected);
        check(" Mara  LIND ", "mara lind");
        check("Lind, Mara", "mara lind");
        check("Mara Lind (Hollis Labs)", "mara lind");
        check("\"Mara Lind\"", "mara lind");
        check("O'Neil, Kim", "kim o'neil");
        check("", "");
    }
}
