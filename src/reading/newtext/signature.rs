//! What signs every mail of its writer: the block under "-- ", and the line a device adds.

use super::Line;

/// A block longer than this under a delimiter is not a signature. In lines; RFC 3676 (4.3) gives
/// the delimiter, netiquette (RFC 1855, 2.1.1) asks for four lines, firms use many more.
const LONGEST: usize = 25;

/// What a device or an app puts under a mail.
const DEVICE: &[&str] = &[
    "sent from my ",
    "sent from mail for windows",
    "sent from outlook",
    "sent from yahoo",
    "sent from proton",
    "sent via ",
    "get outlook for ",
    "von meinem ",
    "gesendet von ",
    "gesendet mit der",
    "diese nachricht wurde von meinem",
    "envoyé de mon ",
    "envoyé depuis ",
    "enviado desde mi ",
    "enviado do meu ",
    "inviato da ",
    "verzonden vanaf ",
    "verstuurd vanaf ",
    "skickat från min ",
    "sendt fra min ",
];

/// Whether the signature's delimiter stands at a line.
pub fn delimits(lines: &[Line<'_>], at: usize) -> bool {
    let Some(Line::Text(raw)) = lines.get(at) else {
        return false;
    };
    let bare = raw.trim_end_matches(['\r', '\u{a0}']);
    // Programs strip the space at the end: "--" alone counts when few lines follow.
    let strict = bare == "-- ";
    let loose = matches!(bare.trim(), "--" | "—" | "––");
    if !strict && !loose {
        return false;
    }
    let block = lines
        .iter()
        .skip(at + 1)
        .take(LONGEST + 1)
        .take_while(|line| !line.is_quoted());
    let filled = block.filter(|line| !line.is_blank()).count();
    filled <= LONGEST
}

/// Whether a line is one that a device or an app adds.
pub fn is_device_line(line: &str) -> bool {
    // The first letters of the phrases below, so that few lines are looked at further.
    if line.len() > 80
        || !line.starts_with(['S', 's', 'G', 'g', 'V', 'v', 'D', 'd', 'E', 'e', 'I', 'i'])
    {
        return false;
    }
    let small = line.to_lowercase();
    // A sentence that begins alike ends like one, or goes on.
    DEVICE.iter().any(|words| small.starts_with(words))
        && !small.ends_with(['.', '?'])
        && small.split_whitespace().count() <= 9
}

#[cfg(test)]
mod tests {
    use super::*;

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
