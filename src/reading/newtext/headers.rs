//! The head of an earlier mail, as Outlook and others write it into the text.

use super::Line;

/// What an earlier mail begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begin {
    /// A line such as "-----Original Message-----".
    Divider,
    /// A block of From, Sent, To, Subject.
    Block,
}

/// Words between dashes that announce an earlier mail, in the languages of mail programs.
const DIVIDERS: &[&str] = &[
    "original message",
    "forwarded message",
    "original appointment",
    "reply message",
    "forwarded by",
    "begin forwarded message",
    "ursprüngliche nachricht",
    "original-nachricht",
    "originalnachricht",
    "weitergeleitete nachricht",
    "anfang der weitergeleiteten",
    "message d'origine",
    "message original",
    "message transféré",
    "message transmis",
    "mensaje original",
    "mensaje reenviado",
    "messaggio originale",
    "messaggio inoltrato",
    "oorspronkelijk bericht",
    "doorgestuurd bericht",
    "mensagem original",
    "mensagem encaminhada",
    "oprindelig meddelelse",
    "ursprungligt meddelande",
    "vidarebefordrat",
    "wiadomość oryginalna",
    "původní zpráva",
    "исходное сообщение",
    "пересылаемое сообщение",
];
/// Names of the header that tells the sender.
const FROM: &[&str] = &[
    "from",
    "von",
    "de",
    "da",
    "van",
    "fra",
    "från",
    "od",
    "от",
    "lähettäjä",
    "发件人",
    "差出人",
];
/// Names of the headers that stand beside it.
const BESIDE: &[&str] = &[
    "sent",
    "to",
    "subject",
    "date",
    "cc",
    "reply-to",
    "importance",
    "gesendet",
    "an",
    "betreff",
    "datum",
    "envoyé",
    "envoyé le",
    "à",
    "objet",
    "enviado",
    "enviado el",
    "para",
    "asunto",
    "fecha",
    "inviato",
    "a",
    "oggetto",
    "data",
    "verzonden",
    "aan",
    "onderwerp",
    "til",
    "emne",
    "sendt",
    "dato",
    "skickat",
    "till",
    "ämne",
    "wysłano",
    "do",
    "temat",
    "odesláno",
    "komu",
    "předmět",
    "кому",
    "тема",
    "дата",
    "отправлено",
    "assunto",
    "enviada em",
    "lähetetty",
    "vastaanottaja",
    "aihe",
    "发送时间",
    "收件人",
    "主题",
];
/// A header block's other names stand within so many lines of its first.
const WITHIN: usize = 8;

/// Whether an earlier mail begins at a line, and with what.
pub fn begins(lines: &[Line<'_>], at: usize, follows: &[Option<usize>]) -> Option<Begin> {
    let line = lines.get(at)?.text();
    if is_divider(line) {
        return Some(Begin::Divider);
    }
    if is_rule(line) {
        let next = follows.get(at + 1).copied().flatten()?;
        return is_block(lines, next).then_some(Begin::Block);
    }
    (is_block(lines, at) || is_notes(lines, at)).then_some(Begin::Block)
}

/// Lotus Notes and old Exchange name the sender and the time without a header, then To and Subject:
/// the sender's line, or the two lines of the sender and the time.
fn is_notes(lines: &[Line<'_>], at: usize) -> bool {
    let line = |ahead: usize| lines.get(at + ahead).map_or("", Line::text);
    let first = line(0);
    if first.is_empty()
        || first.len() > 120
        || first.ends_with(['.', '?', '!', ',', ':'])
        || name(first).is_some_and(|name| BESIDE.contains(&name.as_str()))
    {
        return false;
    }
    let stamp = if is_stamp(first) {
        0
    } else if is_stamp(line(1)) && !line(1).ends_with('.') && first.split_whitespace().count() <= 8
    {
        1
    } else {
        return false;
    };
    let header = |ahead: usize, wanted: &[&str]| {
        name(line(ahead)).is_some_and(|name| wanted.contains(&name.as_str()))
    };
    let Some(to) = (stamp + 1..stamp + 5).find(|ahead| header(*ahead, &["to", "an", "à", "para"]))
    else {
        return false;
    };
    (to + 1..to + WITHIN)
        .any(|ahead| header(ahead, &["subject", "cc", "betreff", "objet", "asunto"]))
}

/// A date in numbers with a time of day beside it.
fn is_stamp(line: &str) -> bool {
    if line.len() > 120 || !line.contains(':') {
        return false;
    }
    let bytes = line.as_bytes();
    let date = bytes.windows(3).any(
        |w| matches!(w, [a, b'/' | b'.' | b'-', b] if a.is_ascii_digit() && b.is_ascii_digit()),
    );
    let time = bytes.windows(4).any(|w| matches!(w, [a, b':', b, c] if a.is_ascii_digit() && b.is_ascii_digit() && c.is_ascii_digit()));
    date && time
}

fn is_divider(line: &str) -> bool {
    if line.len() > 120 {
        return false;
    }
    if !line.starts_with(['-', '_', '=', '*', 'B', 'b', 'A', 'a']) {
        return false;
    }
    let dashed = line.starts_with(['-', '_', '=', '*'])
        || ["Begin", "begin", "Anfang"]
            .iter()
            .any(|word| line.starts_with(word));
    let small = line.to_lowercase().replace('’', "'");
    dashed && DIVIDERS.iter().any(|words| small.contains(words)) && !small.ends_with('.')
}

/// A line of underscores or dashes, as Outlook on the web sets above a header block.
fn is_rule(line: &str) -> bool {
    line.len() >= 8 && line.chars().all(|c| matches!(c, '_' | '-' | '='))
}

fn is_block(lines: &[Line<'_>], at: usize) -> bool {
    let Some(first) = lines.get(at) else {
        return false;
    };
    if !name(first.text()).is_some_and(|name| FROM.contains(&name.as_str())) {
        return false;
    }
    let mut seen = 0;
    for line in lines.iter().skip(at + 1).take(WITHIN) {
        let beside = name(line.text()).is_some_and(|name| BESIDE.contains(&name.as_str()));
        seen += usize::from(beside);
    }
    seen >= 2
}

/// The name of a header line in small letters: `*From:* Dana` gives `from`.
fn name(line: &str) -> Option<String> {
    let line = line.trim_start_matches(['*', '_', ' ']);
    let (name, _) = line.split_once([':', '：'])?;
    (name.len() <= 24).then(|| name.trim_matches([' ', '*', '_', '\u{a0}']).to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<Begin>) {
        let lines: Vec<Line<'_>> = text.split('\n').map(Line::Text).collect();
        let follows = super::super::next_filled(&lines);
        assert_eq!(begins(&lines, 0, &follows), expected, "{text}");
    }

    #[test]
    fn dividers() {
        check("-----Original Message-----", Some(Begin::Divider));
        check(
            "---------- Forwarded message ---------",
            Some(Begin::Divider),
        );
        check(
            "-------- Ursprüngliche Nachricht --------",
            Some(Begin::Divider),
        );
        check("Begin forwarded message:", Some(Begin::Divider));
        check("The original message was short", None);
        check("--------", None);
    }

    #[test]
    fn header_blocks() {
        check(
            "From: Ann\nSent: Monday\nTo: Bo\nSubject: x",
            Some(Begin::Block),
        );
        check(
            "*From:* Ann\n*Date:* Monday\n*Subject:* x",
            Some(Begin::Block),
        );
        check(
            "Von: Ann\nGesendet: Montag\nAn: Bo\nBetreff: x",
            Some(Begin::Block),
        );
        check(
            "De : Ann\nEnvoyé le : lundi\nÀ : Bo\nObjet : x",
            Some(Begin::Block),
        );
        check(
            "________________________________\n\nFrom: Ann\nSent: Monday\nTo: Bo",
            Some(Begin::Block),
        );
        check("From: the start\nit was clear", None);
        check(
            "Ann Berg\n11/03/2026 09:12 AM\nTo: Bo\ncc:\nSubject: x",
            Some(Begin::Block),
        );
        check(
            "Ann Berg on 11/03/2026 09:12:00 AM\nTo: Bo\nSubject: x",
            Some(Begin::Block),
        );
        check("We meet on 11/03/2026 at 09:12\nin Bonn", None);
        check("To: Bo\nSubject: x", None);
    }
}
