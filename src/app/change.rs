//! What a command changes: pure, and the only place that decides it.

use super::AppError;
use crate::domain::{
    Address, Answer, Clock, Cost, Ending, Evidence, Kind, ProspectId, Record, Request, RequestId,
    RequestState,
};
use crate::ledger::stored::words;
use crate::ledger::{Event, EventId, Patch, What};
use crate::practice::life;
use crate::protocol::{Command, Fields};

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
        Command::Record { .. } => recorded(command, clock),
        Command::Amend {
            request, fields, ..
        } => {
            let request = find(record, request)?.id.clone();
            Ok(one(
                What::Amended {
                    request,
                    patch: patch(fields)?,
                },
                "Saved",
            ))
        }
        Command::Tick {
            request,
            item,
            known,
            ..
        } => {
            let request = find(record, request)?.id.clone();
            Ok(one(
                What::Ticked {
                    request,
                    item: short(item),
                    known: *known,
                },
                "Saved",
            ))
        }
        Command::Deliver { .. } => deliver(record, command, clock),
        Command::QuestionAsked { request, .. } => {
            let request = delivered(record, request)?;
            Ok(one(
                What::QuestionAsked {
                    request,
                    on: clock.today(),
                },
                "Noted: you asked",
            ))
        }
        Command::Answer {
            request,
            answer,
            words: said,
            ..
        } => answer_given(record, request, answer, said),
        Command::End {
            request,
            how,
            reason,
            ..
        } => end(record, request, how, reason),
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

fn recorded(command: &Command, clock: Clock) -> Result<Change, AppError> {
    let Command::Record {
        prospect,
        name,
        asked_by,
        asked_on,
        thread,
        fields,
    } = command
    else {
        return Err(refuse("This is not a request to record."));
    };
    let kind = Some(kind_of(fields)?.unwrap_or(Kind::Other));
    let what = What::Recorded {
        asked_by: short(asked_by),
        name: short(name),
        asked_on: asked_on.unwrap_or_else(|| clock.today()),
        thread: short(thread),
        patch: Patch {
            kind,
            ..patch(fields)?
        },
    };
    let mut change = one(what, "Request saved");
    // Who is only named on the page is known from now on by what the rep typed.
    let named = !asked_by.trim().is_empty() && Address::parse(asked_by).is_none();
    change
        .happened
        .extend(named.then(|| contact(prospect, asked_by)));
    Ok(change)
}

/// That a person of that name is of the prospect whom the rep typed.
fn contact(prospect: &str, name: &str) -> What {
    let email = Address::parse(prospect).map(|address| address.as_str().to_owned());
    What::Contact {
        name: short(name),
        email: email.unwrap_or_default(),
    }
}

fn deliver(record: &Record, command: &Command, clock: Clock) -> Result<Change, AppError> {
    let Command::Deliver {
        request,
        on,
        what,
        cost,
        ..
    } = command
    else {
        return Err(refuse("This is nothing that was given."));
    };
    let request = open(record, request)?;
    let on = on.unwrap_or_else(|| clock.today());
    if on > clock.today() {
        return Err(refuse(
            "The day on which you gave it lies in the future. Record it once it is given.",
        ));
    }
    let what = What::Delivered {
        request: request.id.clone(),
        on,
        what: short(what),
        cost: Cost {
            minutes: cost.minutes,
            cents: cost.cents,
        },
    };
    Ok(one(what, "Noted: you gave it"))
}

fn answer_given(
    record: &Record,
    request: &str,
    answer: &str,
    said: &str,
) -> Result<Change, AppError> {
    let answer = words::answer(answer).ok_or_else(|| refuse("Choose yes, partly or no."))?;
    if answer != Answer::Yes && said.trim().is_empty() {
        return Err(refuse(
            "Say what is missing, in their words. The request stays open for it.",
        ));
    }
    let request = delivered(record, request)?;
    let text = match answer {
        Answer::Yes => "Closed: they got what they were looking for",
        Answer::Partly | Answer::No => "Kept open: what is missing is noted",
    };
    Ok(one(
        What::Answered {
            request,
            answer,
            words: short(said),
        },
        text,
    ))
}

fn end(record: &Record, request: &str, how: &str, reason: &str) -> Result<Change, AppError> {
    let ending = words::ending(how).ok_or_else(|| refuse("Choose how it ended."))?;
    if reason.trim().is_empty() && ending != Ending::Expired {
        return Err(refuse("Say why it ends, in a few words."));
    }
    let request = open(record, request)?.id.clone();
    Ok(one(
        What::Ended {
            request,
            ending,
            reason: short(reason),
        },
        "Ended",
    ))
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

fn open<'r>(record: &'r Record, request: &str) -> Result<&'r Request, AppError> {
    let request = find(record, request)?;
    if life::is_open(request) {
        Ok(request)
    } else {
        Err(refuse("This request is closed. Undo its end to change it."))
    }
}

fn delivered(record: &Record, request: &str) -> Result<RequestId, AppError> {
    let request = find(record, request)?;
    if life::state(request) == RequestState::Delivered {
        Ok(request.id.clone())
    } else {
        Err(refuse(
            "This request is not given yet, or was answered already.",
        ))
    }
}

fn kind_of(fields: &Fields) -> Result<Option<Kind>, AppError> {
    fields
        .kind
        .as_deref()
        .map(|code| Kind::from_code(code).ok_or_else(|| refuse("Choose one of the kinds.")))
        .transpose()
}

fn patch(fields: &Fields) -> Result<Patch, AppError> {
    let text = |field: &Option<String>| field.as_deref().map(short);
    let evidence = fields
        .evidence
        .as_deref()
        // An emptied choice says that nobody has said so yet.
        .map(|name| match name {
            "" => Ok(Evidence::Assumed),
            name => words::evidence(name).ok_or_else(|| refuse("Choose how you know it.")),
        })
        .transpose()?;
    Ok(Patch {
        kind: kind_of(fields)?,
        words: text(&fields.words),
        purpose: text(&fields.purpose),
        if_yes: text(&fields.outcome),
        if_no: text(&fields.otherwise),
        date: fields.date,
        no_date: fields.no_date,
        their_owner: text(&fields.their_owner),
        our_owner: text(&fields.our_owner),
        evidence,
    })
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
    use crate::domain::Day;

    fn clock() -> Clock {
        let day: Day = "2026-11-10".parse().unwrap();
        Clock {
            at_ms: Clock {
                at_ms: 0,
                offset_minutes: 0,
            }
            .start_of(day)
                + 36_000_000,
            offset_minutes: 0,
        }
    }

    fn record(delivered: bool) -> Record {
        let mut record = Record::empty(ProspectId::stored("prospect.test"));
        let mut request = Request::asked(
            RequestId::stored("r"),
            Kind::Demo,
            String::new(),
            clock().today(),
        );
        request.delivered = delivered.then(|| (clock().today(), String::new()));
        record.requests.push(request);
        record
    }

    fn run(record: &Record, command: &Command) -> Result<Vec<What>, AppError> {
        update(record, &[], command, clock()).map(|change| change.happened)
    }

    fn answer(answer: &str, words: &str) -> Command {
        Command::Answer {
            prospect: "prospect.test".to_owned(),
            request: "r".to_owned(),
            answer: answer.to_owned(),
            words: words.to_owned(),
        }
    }

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
    fn only_what_was_given_is_answered_and_a_partly_says_what_is_missing() {
        assert!(run(&record(false), &answer("yes", "")).is_err());
        assert!(run(&record(true), &answer("partly", " ")).is_err());
        assert!(run(&record(true), &answer("perhaps", "x")).is_err());
        assert!(matches!(
            run(&record(true), &answer("yes", "")).unwrap()[..],
            [What::Answered { .. }]
        ));
    }

    #[test]
    fn nothing_is_given_in_the_future_or_for_a_request_that_is_not_there() {
        let deliver = |request: &str, on: &str| Command::Deliver {
            prospect: "prospect.test".to_owned(),
            request: request.to_owned(),
            on: Some(on.parse().unwrap()),
            what: String::new(),
            cost: crate::protocol::Cost::default(),
        };
        assert!(run(&record(false), &deliver("r", "2026-11-10")).is_ok());
        assert!(run(&record(false), &deliver("r", "2026-11-11")).is_err());
        assert!(run(&record(false), &deliver("q", "2026-11-10")).is_err());
    }

    #[test]
    fn a_pasted_book_is_cut_and_control_characters_go() {
        assert_eq!(short(&"x".repeat(10_000)).len(), LONGEST_FIELD);
        assert_eq!(short(" a\u{0}b\nc "), "ab\nc");
    }
}
