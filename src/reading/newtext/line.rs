//! A line of a mail.

use super::headers;

/// A line as the marking of quotes sees it.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// The line as it stands.
    pub raw: &'a str,
    /// The line without the space around it, and without what is left of a transfer encoding
    /// (quoted-printable's tabs and spaces).
    pub text: &'a str,
    pub quoted: bool,
    /// A date in numbers stands in it.
    pub dated: bool,
}

impl<'a> Line<'a> {
    /// A whole part that the markup calls quoted.
    pub const QUOTED: Self = Self {
        raw: "",
        text: "",
        quoted: true,
        dated: false,
    };

    /// A line of which the markup says nothing.
    pub fn of(raw: &'a str) -> Self {
        let text = raw.trim();
        let text = if text.starts_with("=09") || text.ends_with("=20") || text.ends_with("=09=") {
            let text = text.trim_start_matches("=09").trim();
            text.trim_end_matches('=')
                .trim_end_matches("=20")
                .trim_end_matches("=09")
                .trim()
        } else {
            text
        };
        Self {
            raw,
            text,
            quoted: is_quoted(text),
            dated: headers::has_date(text),
        }
    }

    pub fn is_quoted(&self) -> bool {
        self.quoted
    }

    pub fn is_blank(&self) -> bool {
        self.text.is_empty() && !self.quoted
    }
}

/// A line that a mail program marked as quoted. `>From` is mbox's way to write a line of new text
/// that begins with "From" (RFC 4155).
fn is_quoted(line: &str) -> bool {
    match line.as_bytes().first() {
        Some(b'>') => !line.starts_with(">From "),
        Some(b'|') => line.starts_with("|>"),
        Some(b'&') => line.starts_with("&gt;"),
        _ => false,
    }
}
