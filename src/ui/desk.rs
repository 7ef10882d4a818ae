//! What the parts of one page share: whom it is about, what was just done, and how to do more.

use super::form::Kinds;
use super::words;
use super::{chrome, link, port};
use crate::protocol::{Command, FromCard, PanelReply, PanelRequest, ProspectHead};
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What was just done, or what went wrong.
#[derive(Clone, PartialEq)]
pub struct Toast {
    /// One plain line.
    pub text: String,
    /// Whether it went wrong.
    pub bad: bool,
    /// What its button does.
    pub next: Next,
    /// Tells this toast from the one before.
    pub turn: u32,
}

/// What a toast's button does.
#[derive(Clone, PartialEq)]
pub enum Next {
    /// There is none.
    Nothing,
    /// Take the change back.
    Undo(PanelRequest),
    /// Take whom it is off the never-look list again.
    Look(String),
    /// Try the change again.
    Retry(PanelRequest),
}

/// The desk of a page. It lives as long as its page, so it is shared by a plain reference.
pub type Desk = &'static Shared;

/// What the parts of one page share.
#[derive(Clone, Copy)]
pub struct Shared {
    /// Whom this part is about.
    pub prospect: RwSignal<ProspectHead>,
    /// Who is only named on the page; empty when nobody is.
    pub unnamed: RwSignal<String>,
    /// The address or domain that the rep typed for them.
    pub typed: RwSignal<String>,
    /// The kinds to choose from.
    pub kinds: RwSignal<Vec<(String, String)>>,
    /// Today, where the rep is.
    pub today: RwSignal<NaiveDate>,
    /// What was just done.
    pub toast: RwSignal<Option<Toast>>,
    /// Grows with each stored change: fetch anew.
    pub changed: RwSignal<u32>,
    /// Whether there is a composer's page behind this one to insert words into.
    pub in_card: bool,
    busy: RwSignal<bool>,
    root: StoredValue<Owner>,
}

impl Shared {
    /// The desk of a page. Must be made while the page is.
    pub fn desk(in_card: bool) -> Desk {
        Box::leak(Box::new(Self {
            prospect: RwSignal::default(),
            unnamed: RwSignal::default(),
            typed: RwSignal::default(),
            kinds: RwSignal::default(),
            today: RwSignal::default(),
            toast: RwSignal::new(None),
            changed: RwSignal::new(0),
            in_card,
            busy: RwSignal::new(false),
            root: StoredValue::new(Owner::current().unwrap_or_default()),
        }))
    }

    /// The same desk, about another prospect.
    pub fn about(&self, prospect: ProspectHead) -> Desk {
        let prospect = self.keep(|| RwSignal::new(prospect));
        Box::leak(Box::new(Self { prospect, ..*self }))
    }

    /// Makes signals that live as long as the page.
    pub fn keep<T>(&self, make: impl FnOnce() -> T) -> T {
        self.root.with_value(|root| root.with(make))
    }

    /// The kinds, for a choice.
    pub fn kinds(&self) -> Kinds {
        self.kinds.into()
    }

    /// The prospect's identity now.
    pub fn id(&self) -> String {
        self.prospect.with_untracked(|prospect| prospect.id.clone())
    }

    /// A day in the rep's own way of writing.
    pub fn day(&self, day: NaiveDate) -> String {
        words::day(day, self.today.get())
    }

    /// A day as a heading: today and yesterday by their names.
    pub fn long_day(&self, day: NaiveDate) -> String {
        match (self.today.get() - day).num_days() {
            0 => "Today".to_owned(),
            1 => "Yesterday".to_owned(),
            _ => self.day(day),
        }
    }

    /// Makes a change and says so.
    pub fn change(&'static self, command: Command) {
        self.change_then(command, |_| {});
    }

    /// Makes a change, says so, and then tells whether it was stored.
    pub fn change_then(&'static self, command: Command, then: impl FnOnce(bool) + 'static) {
        self.request(PanelRequest::Change(Box::new(command)), Box::new(then));
    }

    /// Makes one change or several, says so, and then tells whether it was stored.
    pub fn request(&'static self, request: PanelRequest, then: Box<dyn FnOnce(bool)>) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        spawn_local(async move {
            let reply = link::ask(&request).await;
            self.busy.set(false);
            let stored = reply.is_ok();
            self.report(request, reply);
            then(stored);
            if stored {
                self.changed.update(|turn| *turn += 1);
            }
        });
    }

    /// Puts somebody on the never-look list, or takes them off it, and says so.
    pub fn never_look(&'static self, whom: String, never: bool) {
        spawn_local(async move {
            match put_on_list(&whom, never).await {
                Ok(()) if never => {
                    let text = ["Askback never looks at mail of ", &whom].concat();
                    self.say(&saved(&text), false, Next::Look(whom));
                }
                Ok(()) => {
                    let text = ["Askback looks at mail of ", &whom, " again"].concat();
                    self.say(&saved(&text), false, Next::Nothing);
                }
                Err(error) => self.say(&error, true, Next::Nothing),
            }
        });
    }

    fn report(&self, request: PanelRequest, reply: Result<PanelReply, String>) {
        let (text, done) = match reply {
            Ok(PanelReply::Done {
                text,
                prospect,
                event,
            }) => (
                text,
                event.map(|event| (prospect, event)).into_iter().collect(),
            ),
            Ok(PanelReply::Together { text, done }) => (text, done),
            Ok(_) => (String::new(), Vec::new()),
            Err(error) => return self.say(&error, true, Next::Retry(request)),
        };
        let next = match undo(&request, done) {
            Some(undo) => Next::Undo(undo),
            None => Next::Nothing,
        };
        self.say(&saved(&text), false, next);
    }

    /// Says a line at the foot of the page.
    pub fn say(&self, text: &str, bad: bool, next: Next) {
        let turn = self
            .toast
            .with_untracked(|toast| toast.as_ref().map_or(0, |toast| toast.turn));
        self.toast.set(Some(Toast {
            text: text.into(),
            bad,
            next,
            turn: turn.wrapping_add(1),
        }));
    }

    /// Puts words into the open draft, or on the clipboard where there is none.
    pub fn insert(&'static self, text: String) {
        if self.in_card {
            port::post(&FromCard::Insert { text });
        } else {
            self.copy(text, "Copied. Paste it into your reply.");
        }
    }

    /// Puts text on the clipboard and says so.
    pub fn copy(&'static self, text: String, said: &'static str) {
        spawn_local(async move {
            if chrome::copy(&text).await {
                self.say(said, false, Next::Nothing);
            } else {
                self.say("The browser did not let us copy it.", true, Next::Nothing);
            }
        });
    }

    /// What the button for [`Desk::insert`] says.
    pub const fn insert_label(&self) -> &'static str {
        if self.in_card {
            "Insert into reply"
        } else {
            "Copy question"
        }
    }
}

/// What takes a change back: all that it did at once. An undo has none.
fn undo(request: &PanelRequest, done: Vec<(String, String)>) -> Option<PanelRequest> {
    let first = match request {
        PanelRequest::Change(command) => Some(&**command),
        PanelRequest::Together(commands) => commands.first(),
        _ => None,
    };
    let done = done.into_iter();
    let mut undo: Vec<Command> = done
        .map(|(prospect, event)| Command::Undo { prospect, event })
        .collect();
    if undo.is_empty() || matches!(first, Some(Command::Undo { .. })) {
        return None;
    }
    match request {
        PanelRequest::Together(_) => Some(PanelRequest::Together(undo)),
        _ => Some(PanelRequest::Change(Box::new(undo.remove(0)))),
    }
}

async fn put_on_list(whom: &str, never: bool) -> Result<(), String> {
    const CODE: &str = "never.people";
    let PanelReply::Practice(view) = link::ask(&PanelRequest::Practice {}).await? else {
        return Err(link::NO_REPLY.into());
    };
    let mut settings = view.settings.into_iter();
    let list = settings.find(|one| one.code == CODE).unwrap_or_default();
    let entries = list.value.split([' ', ',', ';']);
    let mut entries: Vec<&str> = entries.filter(|one| *one != whom).collect();
    entries.extend(never.then_some(whom));
    let values = vec![(CODE.to_owned(), entries.join(" "))];
    let request = PanelRequest::SavePractice { values };
    link::ask(&request).await.map(drop)
}

fn saved(text: &str) -> String {
    let time = words::now();
    let text = text.trim_end_matches('.');
    if text.is_empty() || text == "Saved" {
        ["Saved here at ", &time].concat()
    } else {
        [text, ". Saved here at ", &time].concat()
    }
}
