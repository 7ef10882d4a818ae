//! What a command changes: pure, and the only place that decides it.

use super::AppError;
use crate::domain::{Address, Clock, ProspectId, Record, Request, RequestId};
use crate::ledger::{Event, EventId, What};
use crate::protocol::Command;

/// The longest text that a field keeps, in characters. Two short fields are meant to be short;
/// this only keeps a pasted book out of the ledger.
const LONGEST_FIELD: usize = 2_000;

/// What a command changes, and how to say so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The events, in their order. The first is the one that an undo names.
    pub happened: Vec<What>,
    /// What was done, in plain words.
    pub text: String,
}

/// The prospect that a command concerns: its identity, or that of the address which was typed.
pub fn prospect_of(command: &Command) -> Result<ProspectId, AppError> {
    let (Command::Record { prospect, .. }
    | Command::Amend { prospect, .. }
    | Command::Tick { prospect, .. }
    | Command::Deliver { prospect, .. }
    | Command::QuestionAsked { prospect, .. }
    | Command::Answer { prospect, .. }
    | Command::End { prospect, .. }
    | Command::Commit { prospect, .. }
    | Command::Resolve { prospect, .. }
    | Command::SetProof { prospect, .. }
    | Command::Deal { prospect, .. }
    | Command::Snooze { prospect, .. }
    | Command::TheyAnswered { prospect }
    | Command::Ignore { prospect, .. }
    | Command::Contact { prospect, .. }
    | Command::Undo { prospect, .. }
    | Command::SendAnyway { prospect, .. }) = command;
    prospect_named(prospect)
}

/// A prospect by what a rep types: an address, or a domain such as `prospect.com`.
pub fn prospect_named(text: &str) -> Result<ProspectId, AppError> {
    if let Some(address) = Address::parse(text) {
        return Ok(ProspectId::of(&address));
    }
    let probe = format!("x@{}", text.trim());
    let address = Address::parse(&probe).filter(|address| {
        let domain = address.domain();
        domain.contains('.') && !domain.starts_with('.') && !domain.ends_with('.')
    });
    if address
        .as_ref()
        .is_some_and(|address| ProspectId::of(address).as_str().contains('@'))
    {
        return Err(refuse(
            "Everybody can have a mailbox there. Say the whole address.",
        ));
    }
    address
        .map(|address| ProspectId::of(&address))
        .ok_or_else(|| refuse("Say who it is: a mail address, or the company's domain such as \u{201c}prospect.com\u{201d}."))
}

/// What a command changes in a prospect's record. The clock is the prospect's own.
pub fn update(
    record: &Record,
    events: &[Event],
    command: &Command,
    clock: Clock,
) -> Result<Change, AppError> {
    match command {
        Command::Record { .. }
        | Command::Amend { .. }
        | Command::Tick { .. }
        | Command::Deliver { .. }
        | Command::QuestionAsked { .. }
        | Command::Answer { .. }
        | Command::End { .. } => super::requests::change(record, command, clock),
        Command::Commit { .. } | Command::Resolve { .. } => {
            super::commitments::change(record, command, clock)
        }
        Command::SetProof { request, proof, .. } => super::deals::set_proof(record, request, proof),
        Command::Deal { change, .. } => super::deals::change(record, change, clock),
        Command::Snooze { days, .. } => {
            let days = (*days).clamp(1, 365);
            let until = crate::domain::days_after(clock.today(), u64::from(days));
            Ok(one(
                What::Snoozed { until },
                &format!("Quiet until {}", crate::domain::spoken(until)),
            ))
        }
        Command::TheyAnswered { .. } => Ok(one(What::TheyAnswered, "Noted: they answered")),
        Command::Ignore { ignore, .. } => {
            let text = if *ignore {
                "Askback stays silent about them"
            } else {
                "They are a prospect again"
            };
            Ok(one(What::Ignored { ignore: *ignore }, text))
        }
        Command::Contact { prospect, name } => {
            let text = ["Noted: ", &short(name), " is with them"].concat();
            Ok(one(contact(prospect, name), &text))
        }
        Command::Undo { event, .. } => undo(events, event),
        Command::SendAnyway { rules, reason, .. } => {
            let what = What::SentAnyway {
                rules: rules.iter().map(|rule| short(rule)).collect(),
                reason: short(reason),
            };
            Ok(one(what, "Sent anyway"))
        }
    }
}

/// That a person of that name is of the prospect whom the rep typed.
pub(super) fn contact(prospect: &str, name: &str) -> What {
    let email = Address::parse(prospect).map(|address| address.as_str().to_owned());
    What::Contact {
        name: short(name),
        email: email.unwrap_or_default(),
    }
}

fn undo(events: &[Event], event: &str) -> Result<Change, AppError> {
    let id = EventId::stored(event);
    let known = events
        .iter()
        .any(|known| known.id == id && !matches!(known.what, What::Undone { .. }));
    if !known {
        return Err(refuse(
            "There is nothing to take back: this change is not in the record.",
        ));
    }
    let undone = events
        .iter()
        .any(|known| matches!(&known.what, What::Undone { event } if *event == id));
    if undone {
        return Err(refuse("This change was taken back already."));
    }
    Ok(one(What::Undone { event: id }, "Taken back"))
}

pub(super) fn one(what: What, text: &str) -> Change {
    Change {
        happened: vec![what],
        text: text.to_owned(),
    }
}

pub(super) fn refuse(text: &str) -> AppError {
    AppError::Refused(text.to_owned())
}

pub(super) fn find<'r>(record: &'r Record, request: &str) -> Result<&'r Request, AppError> {
    record
        .request(&RequestId::stored(request))
        .ok_or_else(|| refuse("This request is no longer in the record. Reload and try again."))
}

/// A field's text: trimmed, without control characters, of a bounded length.
pub(super) fn short(text: &str) -> String {
    let clean = text
        .trim()
        .chars()
        .filter(|c| !c.is_control() || *c == '\n');
    clean.take(LONGEST_FIELD).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prospect_is_named_by_an_address_or_a_domain() {
        let name = |text: &str| prospect_named(text).map(|id| id.as_str().to_owned()).ok();
        assert_eq!(
            name("Dana@eu.prospect.co.uk").as_deref(),
            Some("prospect.co.uk")
        );
        assert_eq!(name(" prospect.com ").as_deref(), Some("prospect.com"));
        assert_eq!(name("dana@gmail.com").as_deref(), Some("dana@gmail.com"));
        assert_eq!(name("gmail.com"), None);
        assert_eq!(name("Prospect Foods"), None);
        assert_eq!(name(""), None);
    }

    #[test]
    fn a_pasted_book_is_cut_and_control_characters_go() {
        assert_eq!(short(&"x".repeat(10_000)).len(), LONGEST_FIELD);
        assert_eq!(short(" a\u{0}b\nc "), "ab\nc");
    }
}
