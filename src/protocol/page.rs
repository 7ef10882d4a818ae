//! What the reader in a web page says, and what it is told.

use serde::{Deserialize, Serialize};

/// A person as a page shows them. A name or an address that is not in the page is `null`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Person {
    /// The name as painted.
    pub name: Option<String>,
    /// The mail address.
    pub email: Option<String>,
}

/// What a part of a mail's text is, as far as its markup says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SegmentKind {
    /// Text of which the markup says nothing more.
    Text,
    /// Marked by its client as quoted or forwarded mail.
    Quote,
    /// Marked by its client as a signature.
    Signature,
}

/// A run of a mail's visible text. Lines are divided by `\n`, blocks by one `\n`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Segment {
    /// What the markup says it is.
    pub kind: SegmentKind,
    /// The text as a person sees it.
    pub text: String,
}

/// A file on a mail or a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Attachment {
    /// The file's name as painted.
    pub name: String,
}

/// One mail of the open conversation, in page order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct MailMessage {
    /// The site's own identity for it; `null` when not painted.
    pub id: Option<String>,
    /// Whether its text is in the page (`false`: collapsed).
    pub open: bool,
    /// Who wrote it.
    pub from: Person,
    /// To whom, as far as painted; `null` when no recipients are painted.
    pub to: Option<Vec<Person>>,
    /// Whether `to` is the whole list; `null` when no recipients are painted.
    pub to_complete: Option<bool>,
    /// When it arrived, in milliseconds since 1970, UTC; `null` when the page does not hold it.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub date_ms: Option<i64>,
    /// The date as painted, in the site's language and zone.
    pub date_text: Option<String>,
    /// Whether the whole text is in the page: `false` for collapsed and clipped mails.
    pub complete: bool,
    /// The text in runs; `null` when collapsed.
    pub body: Option<Vec<Segment>>,
    /// Its files; `null` when collapsed.
    pub attachments: Option<Vec<Attachment>>,
    /// Whether it is a note on a CRM's time line, which nobody was sent.
    #[serde(default)]
    pub note: bool,
}

/// The open record of a CRM. What is not painted is `null`; its mails and notes are the
/// conversation's `messages`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CrmRecord {
    /// `deal`, `opportunity`, `contact` or `company`.
    pub kind: String,
    /// What it is called.
    pub title: Option<String>,
    /// The company that it belongs to, or is.
    pub company: Option<String>,
    /// The company's website or domain, as painted.
    pub website: Option<String>,
    /// Its people; the rep and their colleagues are not among them.
    pub people: Vec<Person>,
    /// The stage, in the site's own words.
    pub stage: Option<String>,
    /// The amount as painted.
    pub amount: Option<String>,
    /// The day on which it is to be closed, as painted.
    pub close_date: Option<String>,
}

/// A composer that is open in the page: the rep's draft.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Compose {
    /// Names it within its page while it is open.
    pub id: String,
    /// `popup`, `inline`, `fullscreen`, `window`, `pane` or `page`.
    pub kind: String,
    /// Recipients; `null` when not painted.
    pub to: Option<Vec<Person>>,
    /// Recipients in copy; `null` when not painted.
    pub cc: Option<Vec<Person>>,
    /// Recipients in blind copy; `null` when not painted.
    pub bcc: Option<Vec<Person>>,
    /// The subject; `null` when there is no field for it.
    pub subject: Option<String>,
    /// The draft's text in runs, quotes and signature marked.
    pub body: Vec<Segment>,
    /// Its files.
    pub attachments: Vec<Attachment>,
    /// The addresses of the links in its new text.
    pub links: Vec<String>,
    /// The sender shown; `null` when not painted.
    pub from: Option<String>,
    /// The mail that it answers, as the site names it; `null` when not painted.
    pub reply_to_message: Option<String>,
    /// Whether it is folded away.
    pub minimized: bool,
}

/// A line of the visible list of conversations.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Row {
    /// The conversation, as the site names it.
    pub thread_id: Option<String>,
    /// The people painted on the line.
    pub people: Vec<Person>,
    /// The subject.
    pub subject: Option<String>,
    /// When the last mail of it arrived, in milliseconds since 1970, UTC.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub date_ms: Option<i64>,
    /// Whether it is unread; `null` when the site does not show that.
    pub unread: Option<bool>,
}

/// All that a page shows of mail at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Conversation {
    /// The recipe that read it: `gmail`, `tryton`, `sample`.
    pub site: String,
    /// `thread`, `list`, `split`, `thread_window`, `compose_window`, `record` or `none`.
    pub view: String,
    /// The conversation, as the site names it; `null` when none is shown or named.
    pub thread_id: Option<String>,
    /// The subject; `null` when none is shown.
    pub subject: Option<String>,
    /// The rep's own address; `null` when not painted.
    pub own_email: Option<String>,
    /// The open record; `null` where the page is no CRM or shows none.
    pub record: Option<CrmRecord>,
    /// The rep's own name; `null` when not painted.
    #[serde(default)]
    pub own_name: Option<String>,
    /// The mails that are visible, in page order.
    pub messages: Vec<MailMessage>,
    /// The number on the stack of older, unpainted mails.
    pub older_hidden: u32,
    /// The open composers.
    pub composes: Vec<Compose>,
    /// The visible list; `null` when no list is visible.
    pub rows: Option<Vec<Row>>,
    /// The language that the site's own words are in, such as `en`; `null` when not told.
    pub ui_lang: Option<String>,
    /// Names of fields that the recipe could not find though the view should have them.
    pub missing: Vec<String>,
    /// Whether it is on the never-look list: then nothing else is told of it.
    #[serde(default)]
    pub never: bool,
    /// For each field found, the name of the recipe's rule that found it.
    #[cfg_attr(test, ts(type = "Record<string, string>"))]
    pub found_by: std::collections::BTreeMap<String, String>,
}

/// In which way a draft was about to be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SendWay {
    /// The button, with a pointer.
    Click,
    /// Enter or Space on the button.
    Key,
    /// The site's keyboard shortcut.
    Shortcut,
    /// The site's "send and archive".
    Archive,
    /// The site's "schedule send".
    Schedule,
}

/// How a recipe's ways to one essential field did on a page, by their names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FieldWays {
    /// The field, as `found_by` names it.
    pub field: String,
    /// Those that found something. None: the field could not be read.
    pub held: Vec<String>,
    /// Those that found nothing.
    pub failed: Vec<String>,
    /// Those of `held` that found something else than the first of them.
    pub apart: Vec<String>,
}

/// What the reader in a web page may ask of the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum PageRequest {
    /// The reader starts in a page: which ticket does its card show?
    Hello {},
    /// No built-in recipe knows the page: is there one of the rep's own for its site?
    Recipe {},
    /// The rep pointed at the parts of the page, and this was made of it.
    Pointed {
        /// The recipe as JSON.
        recipe: String,
    },
    /// What the page shows has changed. The ticket is that of `Hello`.
    Read(Conversation),
    /// Something was opened and has come to rest: how did the recipe's ways do on it?
    Ways {
        /// The recipe.
        site: String,
        /// The essential fields that the page should have.
        fields: Vec<FieldWays>,
    },
    /// A draft has changed: what should the strip say?
    Draft {
        /// The draft.
        compose: Compose,
        /// The conversation that the page shows, if any, as the site names it.
        thread_id: Option<String>,
    },
    /// A draft is about to be sent: may it go?
    Judge {
        /// The draft.
        compose: Compose,
        /// The conversation that the page shows, if any, as the site names it.
        thread_id: Option<String>,
        /// The way in which it is sent.
        way: SendWay,
    },
    /// A draft was let go, or seen to leave.
    Released {
        /// The draft.
        compose: Compose,
        /// The conversation that the page shows, if any, as the site names it.
        thread_id: Option<String>,
    },
    /// A draft that was let go is still there: the site did not send it.
    NotSent {
        /// The composer's name within its page.
        compose_id: String,
    },
}

/// What the strip in a composer says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Strip {
    /// `ok`, `remind` or `hold`: how it looks.
    pub tone: String,
    /// One line of plain words.
    pub text: String,
    /// What the button at its end says.
    pub button: String,
}

/// What the rules say of a draft that is about to be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum VerdictReply {
    /// Let it go.
    Pass,
    /// Let it go, and say something beside it.
    Remind,
    /// Keep it until the rep decides.
    Hold,
}

/// What the worker tells the reader.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum PageReply {
    /// To `Hello`: the ticket that the card needs to show anything in this tab.
    Welcome {
        /// A secret of this tab; handed to the card alone.
        ticket: String,
        /// What is never looked at: domains, addresses, and labels behind `label:`. `null` while
        /// the ledger is locked: then nothing is read.
        never: Option<Vec<String>>,
    },
    /// To `Recipe`.
    Recipe {
        /// The rep's own recipe for the page's site as JSON; `null` when there is none.
        recipe: Option<String>,
    },
    /// To `Read` and `Ways`: whether there is something to show beside the mail.
    Read {
        /// Whether the card has something to say of its own accord.
        card: bool,
        /// Grows with each reading, so the card can drop an older one.
        turn: u32,
    },
    /// To `Draft`: what the strip says; `null` for silence.
    Strip(Option<Strip>),
    /// To `Judge`.
    Verdict {
        /// What the rules say.
        verdict: VerdictReply,
        /// One line of plain words for a remind; empty for a pass.
        text: String,
    },
    /// Done; nothing to say.
    Done {},
    /// The request could not be carried out. The reader lets the mail go.
    Failed {
        /// What a person can do about it, in plain words.
        error: String,
    },
}
