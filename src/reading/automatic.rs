//! Whether a machine wrote a mail, and until when its owner is away.

use super::dates::{self, Anchor};
use super::learned::Learned;
use super::lexicon::AUTOMATIC;
use super::words::{Memo, Words};
use super::{Author, Context};
use crate::domain::Day;

/// Who or what wrote a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Automatic {
    /// A person, for all that is known.
    Human,
    /// An absence note.
    OutOfOffice {
        /// The first day back, as the note says it.
        back_on: Option<Day>,
    },
    /// A mail server's report that a mail was not delivered, or not yet.
    Bounce,
    /// A newsletter, a notice to many.
    List,
    /// An answer to an invitation, or an invitation itself.
    Calendar,
    /// A receipt: read, delivered, signed, paid, ticket opened.
    Receipt,
}

/// Machines say what they are at the start; a newsletter says it at its end. In bytes.
const START: usize = 2_000;
const END: usize = 1_500;

/// Which machine a mail is taken for when it sounds like more than one: a bounce may quote an
/// absence note, a newsletter may speak of anything.
const ORDER: [Automatic; 5] = [
    Automatic::Calendar,
    Automatic::Bounce,
    Automatic::Receipt,
    Automatic::OutOfOffice { back_on: None },
    Automatic::List,
];

/// The machines in the order of the model's labels.
const LEARNED: [Automatic; 5] = [
    Automatic::OutOfOffice { back_on: None },
    Automatic::Bounce,
    Automatic::List,
    Automatic::Calendar,
    Automatic::Receipt,
];

/// Tells who wrote a text, when the rules and what was learned are heard together; `doubted`: the
/// rules found a person at work in it, and no machine.
pub fn settled(
    text: &str,
    context: &Context<'_>,
    ruled: &Ruled,
    doubted: bool,
    learned: &Learned,
) -> Automatic {
    if context.author == Author::Rep {
        return Automatic::Human;
    }
    let found = learned.machine(doubted);
    let found = found.and_then(|machine| LEARNED.get(machine));
    match found {
        Some(Automatic::OutOfOffice { .. }) => Automatic::OutOfOffice {
            back_on: back_on_day(cut(text, 0, START), context),
        },
        Some(found) => *found,
        None if ruled.is_firm() => ruled.writer,
        None => Automatic::Human,
    }
}

/// So many signs of one machine are one, whatever the models say: a note that asks a question too.
const FIRM: usize = 3;

/// What the rules say of who wrote a text.
#[derive(Clone, Debug)]
pub struct Ruled {
    /// Who, if the rules alone are asked.
    pub writer: Automatic,
    /// What each phrase in its subject, its start and its end is a sign of.
    pub signs: Vec<Automatic>,
}

impl Ruled {
    fn is_firm(&self) -> bool {
        let alike =
            |one: &Automatic| std::mem::discriminant(one) == std::mem::discriminant(&self.writer);
        self.signs.iter().filter(|one| alike(one)).count() >= FIRM
    }
}

/// Tells by the rules who wrote a text.
pub fn automatic(text: &str, context: &Context<'_>) -> Ruled {
    if context.author == Author::Rep {
        return Ruled {
            writer: Automatic::Human,
            signs: Vec::new(),
        };
    }
    let head = cut(text, 0, START);
    let tail = if text.len() > START {
        cut(text, text.len().saturating_sub(END).max(START), text.len())
    } else {
        ""
    };
    let subject = context.subject.unwrap_or("");
    let (subject, head) = head
        .strip_prefix("Subject:")
        .and_then(|rest| rest.split_once('\n'))
        .unwrap_or((subject, head));
    let subject_said = said(subject);
    let (start_said, end_said) = (said(head), said(tail));
    let writer = writer(head, context, [&subject_said, &start_said, &end_said]);
    Ruled {
        writer,
        signs: [subject_said, start_said, end_said].concat(),
    }
}

/// Who wrote a text, by the signs in its subject, its start and its end.
fn writer(
    head: &str,
    context: &Context<'_>,
    [subject_said, start_said, end_said]: [&[Automatic]; 3],
) -> Automatic {
    let people = start_said.iter().filter(|one| **one == Automatic::Human);
    // A third of the signs is enough; a single "could you" stands in absence notes too.
    if people.count() * 3 > start_said.len() {
        return Automatic::Human;
    }
    let found = ORDER
        .into_iter()
        .find(|one| subject_said.contains(one) || start_said.contains(one));
    match found {
        Some(Automatic::OutOfOffice { .. }) if is_person(head, start_said, subject_said) => {
            Automatic::Human
        }
        Some(Automatic::OutOfOffice { .. }) => Automatic::OutOfOffice {
            back_on: back_on_day(head, context),
        },
        Some(found) => found,
        None if end_said.contains(&Automatic::List) => Automatic::List,
        None => Automatic::Human,
    }
}

/// A person who says that they will be away also asks or answers something.
fn is_person(head: &str, start: &[Automatic], subject: &[Automatic]) -> bool {
    let answers = subject
        .iter()
        .any(|one| matches!(one, Automatic::OutOfOffice { .. }));
    let signs = start
        .iter()
        .filter(|one| matches!(one, Automatic::OutOfOffice { .. }))
        .count();
    !answers && signs < 3 && head.contains('?')
}

fn cut(text: &str, from: usize, to: usize) -> &str {
    let near = |at: usize| {
        (at..=text.len())
            .find(|at| text.is_char_boundary(*at))
            .unwrap_or(text.len())
    };
    text.get(near(from)..near(to.min(text.len()))).unwrap_or("")
}

fn said(text: &str) -> Vec<Automatic> {
    let words = Words::of(text, 0, &AUTOMATIC.vocabulary);
    AUTOMATIC
        .hits(&words)
        .into_iter()
        .map(|hit| hit.label)
        .collect()
}

/// Words before a date on which somebody is back, and before one on which they are still away.
const BACK: &[&str] = &[
    "return",
    "returning",
    "back",
    "again",
    "until",
    "till",
    "through",
    "including",
    "from",
    "bis",
    "ab",
    "zurück",
    "wieder",
    "retour",
    "vuelta",
    "regreso",
    "terug",
    "vanaf",
    "rentrée",
    "available",
    "jusqu'au",
    "hasta",
];

fn back_on_day(head: &str, context: &Context<'_>) -> Option<Day> {
    let words = Words::of(head, 0, &AUTOMATIC.vocabulary);
    let found = dates::dates(
        &words,
        Anchor {
            sent: context.sent,
            day_first: context.day_first,
        },
        &Memo::default(),
    );
    let led = |date: &dates::Found| {
        let from = date.words.start.saturating_sub(6);
        (from..date.words.start)
            .rev()
            .any(|at| BACK.contains(&words.form(at)))
    };
    let date = found.iter().rev().find(|date| led(date))?;
    let including = (date.words.start.saturating_sub(4)..date.words.end + 2).any(|at| {
        matches!(
            words.form(at),
            "including" | "through" | "einschließlich" | "inclusive" | "inkl" | "einschl"
        )
    });
    let day = date.to;
    Some(if including {
        dates::workday_after(day)
    } else {
        dates::workday_from(day)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Read as sent on Tuesday, 3 November 2026.
    fn check(text: &str, expected: Automatic) {
        let context = Context {
            sent: "2026-11-03".parse().ok(),
            ..Context::default()
        };
        assert_eq!(automatic(text, &context).writer, expected, "{text}");
    }

    fn away(day: &str) -> Automatic {
        Automatic::OutOfOffice {
            back_on: day.parse().ok(),
        }
    }

    #[test]
    fn absence_notes() {
        check(
            "I am out of the office until 16 November. For urgent matters write to Ann.",
            away("2026-11-16"),
        );
        check(
            "Automatic reply: I'm on annual leave and back on Monday, 9 November.",
            away("2026-11-09"),
        );
        check(
            "Ich bin bis zum 13.11.2026 nicht im Büro.",
            away("2026-11-13"),
        );
        check(
            "Je suis absent du bureau, de retour le lundi 9 novembre.",
            away("2026-11-09"),
        );
        check(
            "Estoy fuera de la oficina hasta el 9 de noviembre.",
            away("2026-11-09"),
        );
        check("I am out of the office through Friday.", away("2026-11-09"));
        check("I am out of the office with no access to mail.", away(""));
    }

    #[test]
    fn other_machines() {
        check(
            "Delivery to the following recipient failed permanently: address not found",
            Automatic::Bounce,
        );
        check("Your message could not be delivered.", Automatic::Bounce);
        check(
            "Ten openers that work\nClick here to unsubscribe.",
            Automatic::List,
        );
        check(
            "Dana Whitfield has accepted this invitation.",
            Automatic::Calendar,
        );
        check("Your message was read on 3 November.", Automatic::Receipt);
    }

    #[test]
    fn people() {
        check("Thanks, we will look at it.", Automatic::Human);
        check(
            "I am on holiday next week. Could you call me on the 16th instead?",
            Automatic::Human,
        );
        check("", Automatic::Human);
    }
}
