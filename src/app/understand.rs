//! From what a page shows to what it means for the practice: whose conversation it is, what they
//! ask for, what they answer, and who spoke last.

use super::names::whole;
use super::own::OwnSide;
use super::tab::Seen;
use super::whose::{Side, Whose};
use crate::domain::Clock;
use crate::ledger::stored::words;
use crate::protocol::{
    Conversation, CrmRecord, Fields, InspectView, MailMessage, MessageInspect, Proposal, SaidView,
    Segment, SegmentKind,
};
use crate::reading::{self, Author, Automatic, Before, Context, Part, PartKind, Reading};
use crate::sites;

/// The runs of a body as the reading takes them.
pub fn parts(body: &[Segment]) -> Vec<Part<'_>> {
    let kind = |kind| match kind {
        SegmentKind::Text => PartKind::Text,
        SegmentKind::Quote => PartKind::Quote,
        SegmentKind::Signature => PartKind::Signature,
    };
    body.iter()
        .map(|segment| Part {
            kind: kind(segment.kind),
            text: &segment.text,
        })
        .collect()
}

/// When a mail arrived, in milliseconds since 1970, UTC, as far as the page tells.
fn moment(message: &MailMessage, clock: Clock) -> Option<i64> {
    message
        .date_ms
        .or_else(|| sites::shown_moment(message.date_text.as_deref()?, clock))
}

fn read(
    message: &MailMessage,
    author: Author,
    before: Before,
    subject: Option<&str>,
    clock: Clock,
) -> Option<Reading> {
    let body = message.body.as_ref()?;
    let sent = moment(message, clock).map(|at| clock.day_of(at));
    let context = Context {
        author,
        sent,
        subject,
        before,
        ..Context::default()
    };
    Some(reading::read(&parts(body), &context))
}

/// What an open page means. `None` of it is stored but what the rep confirms.
pub fn understand(conversation: &Conversation, whose: &Whose<'_>, clock: Clock) -> Seen {
    let mut seen = Seen {
        thread: conversation.thread_id.clone().unwrap_or_default(),
        record: conversation.record.as_ref().map(in_a_line),
        missing: lacking(conversation),
        incomplete: clipped(conversation),
        ..Seen::default()
    };
    if whose.ids.is_empty() && whose.unnamed.is_none() {
        return seen;
    }
    seen.unnamed.clone_from(&whose.unnamed);
    let prospect = whose.ids.first().map(|id| id.as_str().to_owned());
    seen.prospect = prospect.map(|id| (id, whose.name.clone()));
    seen.same = whose.ids.iter().map(|id| id.as_str().to_owned()).collect();
    let on_record = conversation.record.is_some();
    let mails: Vec<(&MailMessage, Side)> = in_time(conversation, clock)
        .into_iter()
        .map(|message| (message, whose.side(message, on_record)))
        // What the rep notes for themselves was said to nobody.
        .filter(|(message, side)| !message.note || *side == Side::Theirs)
        .collect();
    let last_group = last_asking_group(&mails);
    let mut before = Before::Unknown;
    for (at, (message, side)) in mails.iter().enumerate() {
        let author = match side {
            Side::Ours => Author::Rep,
            Side::Theirs => Author::Prospect,
            Side::Other => continue,
        };
        let subject = conversation.subject.as_deref();
        let mine = *side == Side::Ours;
        let reading = read(message, author, before, subject, clock);
        if mine {
            // A folded mail may have asked anything.
            before = reading.as_ref().map_or(Before::Unknown, reading::after);
        }
        if let Some(reading) = reading {
            let (heard, answers, said) = (seen.heard.len(), seen.answers.len(), seen.said.len());
            note(
                &mut seen,
                message,
                &reading,
                mine,
                last_group.contains(&at),
                clock,
            );
            if whose.is_unnamed(message) {
                // Whoever it is may ask, but is not heard as the prospect yet.
                seen.heard.truncate(heard);
                seen.answers.truncate(answers);
                seen.said.truncate(said);
            } else if !mine {
                seen.writers.extend(written_by(message));
            }
        }
    }
    seen
}

/// Name and whole address of a mail's writer, where both are known.
fn written_by(message: &MailMessage) -> Option<(String, String)> {
    let email = whole(message.from.email.as_deref())?;
    Some((message.from.name.clone()?, email.to_owned()))
}

/// The mails, the oldest first. A time line has the newest on top; a thread has it at its end.
fn in_time(conversation: &Conversation, clock: Clock) -> Vec<&MailMessage> {
    let mut mails: Vec<&MailMessage> = conversation.messages.iter().collect();
    if conversation.record.is_some() {
        mails.reverse();
        let known = |message: &&MailMessage| moment(message, clock).is_some();
        if mails.iter().all(known) {
            mails.sort_by_key(|message| moment(message, clock));
        }
    }
    mails
}

/// A record in a line, in the site's own words.
fn in_a_line(record: &CrmRecord) -> String {
    let closes = record
        .close_date
        .as_ref()
        .map(|day| format!("closes {day}"));
    let parts = [&record.title, &record.stage, &record.amount, &closes];
    let parts: Vec<&str> = parts
        .into_iter()
        .flatten()
        .map(|part| part.trim())
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(" \u{b7} ")
}

/// What one mail adds.
fn note(
    seen: &mut Seen,
    message: &MailMessage,
    reading: &Reading,
    mine: bool,
    asks: bool,
    clock: Clock,
) {
    let at = moment(message, clock);
    if mine {
        // What they said before the rep's mail does not answer what that mail gives.
        seen.answers.clear();
        seen.said.clear();
        seen.said.extend(promised(reading, "ours"));
        seen.wrote.extend(at.map(|at| (at, reading.expects_answer)));
        return;
    }
    match reading.automatic {
        Automatic::Human => {}
        Automatic::OutOfOffice { back_on } => {
            seen.back_on = seen.back_on.max(back_on);
            return;
        }
        _ => return,
    }
    seen.heard.extend(at);
    let day = at.map(|at| clock.day_of(at));
    seen.said.extend(promised(reading, "theirs"));
    if let Some(agrees) = &reading.agrees {
        seen.said.retain(|one| one.what != "agrees");
        seen.said.push(SaidView {
            what: "agrees".to_owned(),
            words: agrees.words.clone(),
            due: None,
        });
    }
    if let Some((answer, said)) = &reading.answer {
        seen.answers
            .push((words::of_answer(*answer).to_owned(), said.clone(), day));
    }
    if asks {
        // A record's time line goes on for the whole deal; only the mail itself tells what it is.
        let thread = match seen.record {
            Some(_) => message.id.clone().unwrap_or_default(),
            None => seen.thread.clone(),
        };
        seen.proposals.extend(reading.requests.iter().map(|asked| {
            Proposal {
                asked_by: whole(message.from.email.as_deref())
                    .or(message.from.name.as_deref())
                    .unwrap_or_default()
                    .to_owned(),
                asked_on: day,
                thread: thread.clone(),
                fields: Fields {
                    kind: Some(asked.kind.code().to_owned()),
                    words: Some(asked.sentence.clone()),
                    purpose: asked.purpose.clone(),
                    outcome: asked.outcome.clone(),
                    date: asked.due,
                    evidence: (asked.purpose.is_some() || asked.outcome.is_some())
                        .then(|| "written".to_owned()),
                    ..Fields::default()
                },
                kind_label: asked.kind.label().to_owned(),
                rule: asked.reason(),
                held_by: None,
            }
        }));
    }
}

/// What a mail promises by a day that it names.
fn promised<'r>(reading: &'r Reading, whose: &'r str) -> impl Iterator<Item = SaidView> + 'r {
    let dated = |one: &'r reading::Commitment| {
        Some(SaidView {
            what: whose.to_owned(),
            words: one.words.clone(),
            due: Some(one.due?),
        })
    };
    reading.commitments.iter().filter_map(dated)
}

/// Their mails since the rep's last one; when the rep spoke last, those just before it.
fn last_asking_group(mails: &[(&MailMessage, Side)]) -> Vec<usize> {
    let mut group = Vec::new();
    for (at, (_, side)) in mails.iter().enumerate().rev() {
        match side {
            Side::Theirs => group.push(at),
            Side::Ours if !group.is_empty() => break,
            _ => {}
        }
    }
    group
}

/// The fields that should be in the page and are not. Without a mail, nothing is lacking.
fn lacking(conversation: &Conversation) -> Vec<String> {
    if conversation.messages.is_empty() {
        return Vec::new();
    }
    conversation.missing.clone()
}

/// What is cut off in the page, in plain words: said rather than counted as asking for nothing.
fn clipped(conversation: &Conversation) -> String {
    let mut mails = conversation.messages.iter();
    if mails.any(|message| message.open && !message.complete) {
        "A mail is cut off in this page; what its end asks for is not seen.".to_owned()
    } else {
        String::new()
    }
}

/// What was understood of a page, for the self-test and `cargo xtask pages`.
pub fn inspect(conversation: &Conversation, own: &OwnSide, clock: Clock) -> InspectView {
    let subject = conversation.subject.as_deref();
    let whose = Whose::of(conversation, own);
    let on_record = conversation.record.is_some();
    let messages = conversation.messages.iter().map(|message| {
        let author = if whose.side(message, on_record) == Side::Ours {
            Author::Rep
        } else {
            Author::Prospect
        };
        let reading = read(message, author, Before::Unknown, subject, clock);
        MessageInspect {
            quoted: message.body.as_deref().map(has_quote),
            requests: reading.as_ref().map(asked).unwrap_or_default(),
            automatic: reading
                .as_ref()
                .map_or("", |reading| automatic(reading.automatic))
                .to_owned(),
            new_text: reading.map(|reading| reading.new_text),
        }
    });
    let draft = |body: &[Segment]| reading::new_text(&parts(body));
    InspectView {
        messages: messages.collect(),
        composes: conversation
            .composes
            .iter()
            .map(|compose| draft(&compose.body))
            .collect(),
        composes_quoted: conversation
            .composes
            .iter()
            .map(|compose| has_quote(&compose.body))
            .collect(),
    }
}

/// Whether quoted mail was left out, by its markup or by its text.
fn has_quote(body: &[Segment]) -> bool {
    body.iter().any(|segment| match segment.kind {
        SegmentKind::Quote => true,
        SegmentKind::Text => {
            reading::zones(&parts(std::slice::from_ref(segment))).contains(&reading::Zone::Quote)
        }
        SegmentKind::Signature => false,
    })
}

fn asked(reading: &Reading) -> Vec<(String, String, String)> {
    let one = |asked: &reading::Asked| {
        (
            asked.kind.code().to_owned(),
            asked.sentence.clone(),
            asked.reason(),
        )
    };
    reading.requests.iter().map(one).collect()
}

fn automatic(automatic: Automatic) -> &'static str {
    match automatic {
        Automatic::Human => "human",
        Automatic::OutOfOffice { .. } => "out_of_office",
        Automatic::Bounce => "bounce",
        Automatic::List => "list",
        Automatic::Calendar => "calendar",
        Automatic::Receipt => "receipt",
    }
}
