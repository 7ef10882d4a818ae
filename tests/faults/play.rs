//! A rep's commands, one after the other, and what was said of each.

use crate::failing::{Armed, Failing, Fault, damage};
use crate::old::{as_schema_1, as_schema_2};
use askback::app::{Call, Engine};
use askback::domain::Clock;
use askback::ledger::store::Memory;
use askback::protocol::{Command, Cost, Fields, PanelReply, PanelRequest};
use serde_json::json;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// The prospects; the last is of the sample mailbox, whose clock can run ahead.
pub const PROSPECTS: [&str; 4] = ["mill.test", "dock.test", "mo@gmail.com", "sample.example"];

/// One thing that a rep does: what, to whom, and to which of their requests.
#[derive(Clone, Copy, Debug)]
pub struct Act {
    pub what: u8,
    pub who: u8,
    pub which: u8,
}

impl Act {
    /// How many kinds of acts there are.
    pub const COUNT: u8 = 15;
}

/// One step of a run.
#[derive(Clone, Debug)]
pub enum Step {
    /// The rep does something, while a fault waits.
    Do(Act, Option<Armed>),
    /// The rep presses "Repair".
    Repair(Option<Armed>),
    /// The browser is closed and started anew.
    Restart,
    /// The computer's clock is moved by so many hours.
    Clock(i32),
    /// A stored value is damaged, or lost.
    Damage { which: u8, how: u8, gone: bool },
    /// The storage is that of an older Askback.
    Older(u8),
    /// The storage is that of a newer Askback, for one command.
    Newer,
}

/// What is known of a change that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The rep was told that it is saved.
    Confirmed,
    /// The rep was told that it is not.
    Refused,
    /// The worker ended: it is there, or it is not.
    Unknown,
    /// A part of it was damaged where it lies.
    Damaged,
    /// Its prospect was forgotten.
    Forgotten,
}

/// A change that was asked for.
#[derive(Clone, Debug)]
pub struct Change {
    pub prospect: &'static str,
    /// The words by which its events are known; empty when they hold none.
    pub mark: String,
    /// How many events hold them.
    pub parts: usize,
    /// The event to undo it by, when that is known.
    pub event: Option<String>,
    pub fate: Fate,
}

/// A rep, their ledger, and what was said to them.
pub struct Player {
    pub engine: Engine<Failing, Memory>,
    pub changes: Vec<Change>,
    /// A value was lost where it lies, and nothing was repaired since: a second loss could take the
    /// proof of the first with it.
    lost: bool,
    /// Something that was read or stored was damaged, so an index may be wrong until a repair.
    pub tainted: bool,
    /// The rep was told that a repair set something aside; another one may find it well.
    pub set_aside: bool,
    pub clock: Clock,
    calls: u32,
}

impl Player {
    /// A new installation on a computer of its own; the number tells it from the others.
    pub fn on(computer: u32) -> Self {
        Self {
            engine: Engine {
                local: Failing::default(),
                session: Memory::default(),
            },
            changes: Vec::new(),
            lost: false,
            tainted: false,
            set_aside: false,
            clock: Clock {
                at_ms: 1_790_000_000_000,
                offset_minutes: 60,
            },
            calls: computer * 1_000_000,
        }
    }

    pub fn struck(&self) -> u32 {
        self.engine.local.struck.get()
    }

    pub fn confirmed(&self) -> u32 {
        let confirmed = self
            .changes
            .iter()
            .filter(|one| one.fate == Fate::Confirmed);
        u32::try_from(confirmed.count()).expect("a few")
    }

    pub fn step(&mut self, step: &Step) {
        match step {
            Step::Do(act, fault) => self.act(*act, *fault),
            Step::Repair(fault) => drop(self.repair(*fault)),
            Step::Restart => self.engine.session = Memory::default(),
            Step::Clock(hours) => self.clock.at_ms += i64::from(*hours) * 3_600_000,
            Step::Damage { which, how, gone } => self.damage(*which, *how, *gone),
            Step::Older(schema) => self.older(*schema),
            Step::Newer => self.newer(),
        }
    }

    /// Asks the worker; nothing when it was ended meanwhile.
    pub fn ask(&mut self, request: PanelRequest) -> Option<PanelReply> {
        self.clock.at_ms += 1_000;
        self.calls += 1;
        let call = Call {
            clock: self.clock,
            random: format!("{:08}", self.calls).repeat(4),
            tab: None,
            granted: Vec::new(),
            host: String::new(),
        };
        let (reply, _) = at_once(self.engine.panel(request, &call))?;
        Some(reply)
    }

    /// Asks while a fault waits.
    fn ask_under(&mut self, request: PanelRequest, fault: Option<Armed>) -> Option<PanelReply> {
        let before = self.struck();
        let fault = fault.filter(|armed| !(self.lost && armed.fault == Fault::Lost));
        *self.engine.local.armed.borrow_mut() = fault;
        let reply = self.ask(request);
        *self.engine.local.armed.borrow_mut() = None;
        let bad_read = fault.is_some_and(|armed| !armed.fault.is_harmless());
        self.tainted |= bad_read && self.struck() > before;
        reply
    }

    pub fn act(&mut self, act: Act, fault: Option<Armed>) {
        let prospect = PROSPECTS[usize::from(act.who) % PROSPECTS.len()];
        // What was set aside with a change that was taken back is taken back again.
        if act.what == 12 && self.set_aside {
            return;
        }
        if act.what == 13 {
            return self.forget(prospect, fault);
        }
        if act.what == 14 {
            let days = u32::from(act.which % 5);
            drop(self.ask_under(PanelRequest::SkipAhead { days }, fault));
            return;
        }
        let mark = format!("mark{}{:05}x", self.calls / 1_000_000, self.changes.len());
        let Some((command, mark, parts)) = self.command(act, prospect, &mark) else {
            return;
        };
        let reply = self.ask_under(PanelRequest::Change(Box::new(command)), fault);
        let (fate, event) = match reply {
            Some(PanelReply::Done { event, .. }) => (Fate::Confirmed, event),
            Some(_) => (Fate::Refused, None),
            None => (Fate::Unknown, None),
        };
        // The same change may be taken back once of all the times that it is tried.
        let again = |one: &Change| !mark.is_empty() && one.mark == mark;
        if fate == Fate::Refused && self.changes.iter().any(again) {
            return;
        }
        self.changes
            .retain(|one| one.fate != Fate::Refused || !again(one));
        self.changes.push(Change {
            prospect,
            mark,
            parts,
            event,
            fate,
        });
    }

    /// A command, the words by which its events are known, and in how many of them these stand.
    #[expect(
        clippy::too_many_lines,
        reason = "one arm for each thing that a rep does"
    )]
    fn command(&self, act: Act, prospect: &str, mark: &str) -> Option<(Command, String, usize)> {
        let text = mark.to_owned();
        let prospect = prospect.to_owned();
        let known = self.changes.iter().filter(|one| one.prospect == prospect);
        let known: Vec<&String> = known.filter_map(|one| one.event.as_ref()).collect();
        let pick = |all: &[&String]| {
            all.get(usize::from(act.which) % all.len().max(1))
                .map(|one| (*one).clone())
        };
        // Any event may be named: one that recorded no such thing is refused.
        let request = pick(&known).unwrap_or_default();
        let fields = Fields {
            kind: Some("demo".to_owned()),
            words: Some(text.clone()),
            date: (act.which.is_multiple_of(2)).then(|| self.clock.ahead(9).today()),
            ..Fields::default()
        };
        let named = act.which.is_multiple_of(3);
        let record = || Command::Record {
            prospect: prospect.clone(),
            name: if act.which.is_multiple_of(5) {
                text.clone()
            } else {
                String::new()
            },
            // A name without an address becomes a contact, in a second event.
            asked_by: if named {
                format!("Kim {text}")
            } else {
                String::new()
            },
            asked_on: None,
            thread: String::new(),
            fields: fields.clone(),
        };
        Some(match act.what {
            0..=2 => (record(), text, if named { 2 } else { 1 }),
            3 => (
                Command::Amend {
                    prospect,
                    request,
                    fields: Fields {
                        purpose: Some(text.clone()),
                        ..Fields::default()
                    },
                },
                text,
                1,
            ),
            4 => (
                Command::Tick {
                    prospect,
                    request,
                    item: text.clone(),
                    known: true,
                },
                text,
                1,
            ),
            5 => (
                Command::Deliver {
                    prospect,
                    request,
                    on: None,
                    what: text.clone(),
                    cost: Cost::default(),
                },
                text,
                1,
            ),
            6 => (
                Command::Answer {
                    prospect,
                    request,
                    answer: "partly".to_owned(),
                    words: text.clone(),
                },
                text,
                1,
            ),
            7 => (
                Command::End {
                    prospect,
                    request,
                    how: "withdrawn".to_owned(),
                    reason: text.clone(),
                },
                text,
                1,
            ),
            8 => (
                Command::Commit {
                    prospect,
                    commitment: None,
                    owner: "theirs".to_owned(),
                    what: text.clone(),
                    due: self.clock.ahead(3).today(),
                    request: None,
                },
                text,
                1,
            ),
            9 => (
                Command::Resolve {
                    prospect,
                    commitment: request,
                    how: "missed".to_owned(),
                    words: text.clone(),
                },
                text,
                1,
            ),
            10 => (
                Command::Snooze {
                    prospect,
                    days: u32::from(act.which),
                },
                String::new(),
                0,
            ),
            11 => (
                Command::SendAnyway {
                    prospect,
                    rules: Vec::new(),
                    reason: text.clone(),
                },
                text,
                1,
            ),
            12 => {
                let event = pick(&known)?;
                (
                    Command::Undo {
                        prospect,
                        event: event.clone(),
                    },
                    format!("\"undone\":{{\"event\":\"{event}\"}}"),
                    1,
                )
            }
            other => panic!("no act {other}"),
        })
    }

    fn forget(&mut self, prospect: &'static str, fault: Option<Armed>) {
        let request = PanelRequest::Forget {
            prospect: prospect.to_owned(),
        };
        let struck = self.struck();
        let reply = self.ask_under(request, fault);
        // Of two that could tell of an event, the index and itself, both were unreadable.
        let twice_bad = self.set_aside && self.struck() > struck;
        let done = match reply {
            Some(PanelReply::Done { .. }) => true,
            Some(_) => false,
            // One of both, and whole: `look` finds what was left of a half.
            None => !self.items().values().any(|one| one["prospect"] == prospect),
        };
        for change in self
            .changes
            .iter_mut()
            .filter(|one| one.prospect == prospect && done)
        {
            change.fate = if twice_bad {
                Fate::Damaged
            } else {
                Fate::Forgotten
            };
            change.event = None;
        }
    }

    /// Presses "Repair"; whether it was done.
    pub fn repair(&mut self, fault: Option<Armed>) -> bool {
        let reply = self.ask_under(PanelRequest::Rebuild {}, fault);
        let done = matches!(reply, Some(PanelReply::Done { .. }));
        if let Some(PanelReply::Done { text, .. }) = reply {
            self.set_aside = text.contains("set aside");
        }
        self.lost &= !done;
        done
    }

    pub fn items(&self) -> std::cell::RefMut<'_, askback::ledger::store::Items> {
        self.engine.local.inside.items()
    }

    fn damage(&mut self, which: u8, how: u8, gone: bool) {
        if gone && self.lost {
            return;
        }
        let Some(key) = ({
            let items = self.items();
            items
                .keys()
                .nth(usize::from(which) % items.len().max(1))
                .cloned()
        }) else {
            return;
        };
        self.tainted = true;
        self.lost |= gone;
        let old = if gone {
            self.items().remove(&key)
        } else {
            self.items().insert(key.clone(), damage(how))
        };
        if key.starts_with("e/") {
            let old = old.expect("it was there").to_string();
            for change in &mut self.changes {
                let its = change
                    .event
                    .as_ref()
                    .is_some_and(|event| key.ends_with(event.as_str()));
                if its || (!change.mark.is_empty() && old.contains(&change.mark)) {
                    change.fate = Fate::Damaged;
                }
            }
        }
    }

    fn older(&mut self, schema: u8) {
        let today = self
            .items()
            .get("summary")
            .is_some_and(|summary| summary["schema"] == 3);
        let well = self
            .items()
            .keys()
            .all(|key| !key.starts_with("a/") || key.matches('/').count() == 2);
        if today && well {
            let older = if schema == 1 {
                as_schema_1
            } else {
                as_schema_2
            };
            older(&mut self.items());
        }
    }

    /// Nothing is written to a newer ledger.
    fn newer(&mut self) {
        let schema = self
            .items()
            .get("summary")
            .map(|summary| summary["schema"].clone());
        let Some(schema) = schema.filter(serde_json::Value::is_number) else {
            return;
        };
        self.items().get_mut("summary").expect("a summary")["schema"] = json!(99);
        let before = self.items().clone();
        for request in [
            PanelRequest::Rebuild {},
            PanelRequest::SkipAhead { days: 1 },
            snooze(PROSPECTS[0]),
            PanelRequest::Forget {
                prospect: PROSPECTS[0].to_owned(),
            },
        ] {
            let reply = self.ask(request);
            assert!(
                matches!(reply, Some(PanelReply::Failed { .. })),
                "{reply:?}"
            );
        }
        assert_eq!(*self.items(), before, "a newer ledger was written to");
        self.items().get_mut("summary").expect("a summary")["schema"] = schema;
    }
}

/// A change that is always possible.
pub fn snooze(prospect: &str) -> PanelRequest {
    PanelRequest::Change(Box::new(Command::Snooze {
        prospect: prospect.to_owned(),
        days: 1,
    }))
}

/// What a future that needs not wait ends with; nothing when the worker was ended in it.
fn at_once<T>(future: impl Future<Output = T>) -> Option<T> {
    match pin!(future)
        .as_mut()
        .poll(&mut Context::from_waker(Waker::noop()))
    {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}
