//! The commands about one request: recorded, amended, given, answered, ended.

use super::AppError;
use super::change::{Change, contact, find, one, refuse, short};
use crate::domain::{
    Address, Answer, Clock, Cost, Ending, Evidence, Kind, Record, Request, RequestId, RequestState,
};
use crate::ledger::stored::words;
use crate::ledger::{Patch, What};
use crate::practice::life;
use crate::protocol::{Command, Fields};

/// What a command about a request changes.
pub fn change(record: &Record, command: &Command, clock: Clock) -> Result<Change, AppError> {
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
        _ => Err(refuse("This is not about a request.")),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Day, ProspectId};

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
        change(record, command, clock()).map(|change| change.happened)
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
}
