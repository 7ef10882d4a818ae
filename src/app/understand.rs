//! From what a page shows to what it means for the practice: whose conversation it is, what they
//! ask for, what they answer, and who spoke last.

use super::own::{OwnSide, name_of};
use super::tab::Seen;
use crate::domain::{Address, Clock, ProspectId};
use crate::ledger::stored::words;
use crate::protocol::{
    Conversation, Fields, InspectView, MailMessage, MessageInspect, Person, Proposal, Segment,
    SegmentKind,
};
use crate::reading::{self, Author, Automatic, Context, Part, PartKind, Reading};
use crate::sites;

/// How many people of a mail are looked at. A mail to 10,000 concerns nobody in particular.
const MOST_PEOPLE: usize = 50;

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
    subject: Option<&str>,
    clock: Clock,
) -> Option<Reading> {
    let body = message.body.as_ref()?;
    let sent = moment(message, clock).map(|at| clock.day_of(at));
    let context = Context {
        author,
        sent,
        subject,
        ..Context::default()
    };
    Some(reading::read(&parts(body), &context))
}

/// What an open page means. `None` of it is stored but what the rep confirms.
pub fn understand(conversation: &Conversation, own: &OwnSide, clock: Clock) -> Seen {
    let mut seen = Seen {
        thread: conversation.thread_id.clone().unwrap_or_default(),
        missing: conversation.missing.clone(),
        incomplete: incomplete(conversation),
        ..Seen::default()
    };
    let Some((person, address)) = counterpart(conversation, own) else {
        return seen;
    };
    let prospect = ProspectId::of(&address);
    let name = name_of(&prospect, person.name.as_deref());
    seen.prospect = Some((prospect.as_str().to_owned(), name));
    let last_group = last_asking_group(conversation, own, &prospect);
    for (at, message) in conversation.messages.iter().enumerate() {
        let mine = is_own(message, own);
        let theirs = !mine && is_of(message, &prospect);
        if mine || theirs {
            let author = if mine { Author::Rep } else { Author::Prospect };
            if let Some(reading) = read(message, author, conversation.subject.as_deref(), clock) {
                note(
                    &mut seen,
                    message,
                    &reading,
                    mine,
                    last_group.contains(&at),
                    clock,
                );
            }
        }
    }
    seen
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
    if let Some((answer, said)) = &reading.answer {
        seen.answers
            .push((words::of_answer(*answer).to_owned(), said.clone(), day));
    }
    if asks {
        let thread = seen.thread.clone();
        seen.proposals.extend(reading.requests.iter().map(|asked| {
            Proposal {
                asked_by: message
                    .from
                    .email
                    .clone()
                    .or_else(|| message.from.name.clone())
                    .unwrap_or_default(),
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
                rule: asked.rule.to_owned(),
                held_by: None,
            }
        }));
    }
}

/// Their mails since the rep's last one; when the rep spoke last, those just before it.
fn last_asking_group(
    conversation: &Conversation,
    own: &OwnSide,
    prospect: &ProspectId,
) -> Vec<usize> {
    let mut group = Vec::new();
    for (at, message) in conversation.messages.iter().enumerate().rev() {
        if is_of(message, prospect) {
            group.push(at);
        } else if is_own(message, own) && !group.is_empty() {
            break;
        }
    }
    group
}

/// Whose conversation it is: the last who wrote and is not of the rep's side, else the first to
/// whom the rep wrote. A list or an automatic sender is nobody's conversation.
fn counterpart<'c>(conversation: &'c Conversation, own: &OwnSide) -> Option<(&'c Person, Address)> {
    let with_address = |person: &'c Person| Some((person, own.outsider(person)?));
    conversation
        .messages
        .iter()
        .rev()
        .find_map(|message| with_address(&message.from))
        .or_else(|| {
            conversation
                .messages
                .iter()
                .rev()
                .filter(|message| is_own(message, own))
                .flat_map(|message| message.to.iter().flatten().take(MOST_PEOPLE))
                .find_map(with_address)
        })
}

fn is_own(message: &MailMessage, own: &OwnSide) -> bool {
    let address = message.from.email.as_deref().and_then(Address::parse);
    address.is_some_and(|address| own.has(&address))
}

fn is_of(message: &MailMessage, prospect: &ProspectId) -> bool {
    let address = message.from.email.as_deref().and_then(Address::parse);
    address.is_some_and(|address| &ProspectId::of(&address) == prospect)
}

/// What could not be read, in plain words. Collapsed and clipped mails are said rather than
/// counted as asking for nothing.
fn incomplete(conversation: &Conversation) -> String {
    let clipped = conversation
        .messages
        .iter()
        .any(|message| message.open && !message.complete);
    let mut said = Vec::new();
    if !conversation.missing.is_empty() && !conversation.messages.is_empty() {
        said.push(format!(
            "Reading is incomplete here: {} could not be read.",
            spell(&conversation.missing)
        ));
    }
    if clipped {
        said.push("A mail is cut off in this page; what its end asks for is not seen.".to_owned());
    }
    said.join(" ")
}

/// Names of fields as a rep would say them.
fn spell(fields: &[String]) -> String {
    let mut words: Vec<String> = fields
        .iter()
        .map(|field| field.rsplit('.').next().unwrap_or(field).replace('_', " "))
        .collect();
    words.sort();
    words.dedup();
    words.join(", ")
}

/// What was understood of a page, for the self-test and `cargo xtask pages`.
pub fn inspect(conversation: &Conversation, own: &OwnSide, clock: Clock) -> InspectView {
    let subject = conversation.subject.as_deref();
    let messages = conversation.messages.iter().map(|message| {
        let mine = is_own(message, own);
        let author = if mine { Author::Rep } else { Author::Prospect };
        let reading = read(message, author, subject, clock);
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
            asked.rule.to_owned(),
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
