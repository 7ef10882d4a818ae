//! A rep, a prospect, a clock, and shorthand for what they do.

use askback::app::{Call, Effects, Engine};
use askback::domain::{Clock, Day};
use askback::ledger::store::Memory;
use askback::protocol::{
    Attachment, CardView, Command, Compose, Conversation, Fields, GateView, MailMessage, PageReply,
    PageRequest, PanelReply, PanelRequest, Person, PopupView, Segment, SegmentKind, SendWay,
    VerdictReply,
};
use pollster::block_on;

pub const REP: &str = "rep@acme-sales.test";
pub const DANA: &str = "dana@prospect.test";
pub const TAB: i32 = 7;

pub struct Stage {
    pub engine: Engine<Memory, Memory>,
    pub clock: Clock,
    pub effects: Effects,
    pub ticket: String,
    random: u32,
}

pub fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

pub fn person(email: &str) -> Person {
    Person {
        name: None,
        email: Some(email.to_owned()),
    }
}

pub fn text(text: &str) -> Vec<Segment> {
    vec![Segment {
        kind: SegmentKind::Text,
        text: text.to_owned(),
    }]
}

impl Stage {
    /// A new installation at 10 in the morning of a day, one hour east of Greenwich.
    pub fn on(date: &str) -> Self {
        let clock = Clock {
            at_ms: 0,
            offset_minutes: 60,
        };
        let engine = Engine {
            local: Memory::default(),
            session: Memory::default(),
        };
        let mut stage = Self {
            engine,
            clock,
            effects: Effects::default(),
            ticket: String::new(),
            random: 0,
        };
        stage.go_to(date);
        let PageReply::Welcome { ticket, .. } = stage.page(PageRequest::Hello {}) else {
            panic!("no welcome")
        };
        stage.ticket = ticket;
        stage
    }

    pub fn go_to(&mut self, date: &str) {
        self.clock.at_ms = self.clock.start_of(day(date)) + 36_000_000;
    }

    pub fn call(&mut self) -> Call {
        self.clock.at_ms += 1_000;
        self.random += 1;
        Call {
            clock: self.clock,
            random: format!("{:032}", self.random),
            tab: Some(TAB),
            granted: Vec::new(),
            host: String::new(),
        }
    }

    pub fn page(&mut self, request: PageRequest) -> PageReply {
        self.page_at("", request)
    }

    /// What a page of that host asks.
    pub fn page_at(&mut self, host: &str, request: PageRequest) -> PageReply {
        let mut call = self.call();
        host.clone_into(&mut call.host);
        let (reply, effects) = block_on(self.engine.page(request, &call));
        if let Some(effects) = effects {
            self.effects = effects;
        }
        reply
    }

    pub fn panel(&mut self, request: PanelRequest) -> PanelReply {
        let call = self.call();
        let (reply, effects) = block_on(self.engine.panel(request, &call));
        if let Some(effects) = effects {
            self.effects = effects;
        }
        reply
    }

    /// The badge as it is after waking now.
    pub fn badge(&mut self) -> Option<String> {
        let call = self.call();
        block_on(self.engine.wake(&call)).expect("waking").badge
    }

    pub fn mail(&self, from: &str, date: &str, words: &str) -> MailMessage {
        MailMessage {
            id: None,
            open: true,
            from: person(from),
            to: Some(vec![person(if from == REP { DANA } else { REP })]),
            to_complete: Some(true),
            date_ms: Some(self.clock.start_of(day(date)) + 30_000_000),
            date_text: None,
            complete: true,
            body: Some(text(words)),
            attachments: Some(Vec::new()),
            note: false,
        }
    }

    /// Opens a conversation; says whether the card shows by itself.
    pub fn open(&mut self, mails: Vec<MailMessage>) -> bool {
        let conversation = Conversation {
            site: "gmail".to_owned(),
            view: "thread".to_owned(),
            thread_id: Some("t1".to_owned()),
            own_email: Some(REP.to_owned()),
            messages: mails,
            ..Conversation::default()
        };
        match self.page(PageRequest::Read(conversation)) {
            PageReply::Read { card, .. } => card,
            other => panic!("reading: {other:?}"),
        }
    }

    pub fn card(&mut self) -> CardView {
        match self.panel(PanelRequest::Card {
            ticket: self.ticket.clone(),
        }) {
            PanelReply::Card(card) => *card,
            other => panic!("card: {other:?}"),
        }
    }

    pub fn popup(&mut self) -> PopupView {
        let url = "https://mail.google.com/mail/u/0/".to_owned();
        match self.panel(PanelRequest::Popup {
            tab: Some(TAB),
            url,
            prospect: None,
        }) {
            PanelReply::Popup(popup) => *popup,
            other => panic!("popup: {other:?}"),
        }
    }

    pub fn gate(&mut self, compose_id: &str) -> Option<GateView> {
        let (ticket, compose_id) = (self.ticket.clone(), compose_id.to_owned());
        match self.panel(PanelRequest::Gate { ticket, compose_id }) {
            PanelReply::Gate(gate) => gate.map(|gate| *gate),
            other => panic!("gate: {other:?}"),
        }
    }

    /// Makes a change; the event to undo it by, or the error.
    pub fn change(&mut self, command: Command) -> Result<String, String> {
        match self.panel(PanelRequest::Change(Box::new(command))) {
            PanelReply::Done { event, .. } => Ok(event.expect("an event")),
            PanelReply::Failed { error } => Err(error),
            other => panic!("change: {other:?}"),
        }
    }

    /// Records the card's first proposal as it stands, with a purpose and an outcome.
    pub fn record(&mut self, purpose: &str, outcome: &str) -> String {
        let proposal = self.card().proposals.first().cloned().expect("a proposal");
        let fields = Fields {
            purpose: Some(purpose.to_owned()),
            outcome: Some(outcome.to_owned()),
            evidence: Some("said".to_owned()),
            ..proposal.fields
        };
        self.change(Command::Record {
            prospect: proposal.asked_by.clone(),
            name: "Prospect".to_owned(),
            asked_by: proposal.asked_by,
            asked_on: proposal.asked_on,
            thread: proposal.thread,
            fields,
        })
        .expect("recorded")
    }

    pub fn draft(words: &str, files: &[&str]) -> Compose {
        Compose {
            id: "c1".to_owned(),
            kind: "inline".to_owned(),
            to: Some(vec![person(DANA)]),
            body: text(words),
            attachments: files
                .iter()
                .map(|name| Attachment {
                    name: (*name).to_owned(),
                })
                .collect(),
            from: Some(REP.to_owned()),
            ..Compose::default()
        }
    }

    pub fn judge(&mut self, compose: &Compose) -> VerdictReply {
        let (compose, thread_id, way) = (compose.clone(), Some("t1".to_owned()), SendWay::Click);
        match self.page(PageRequest::Judge {
            compose,
            thread_id,
            way,
        }) {
            PageReply::Verdict { verdict, .. } => verdict,
            other => panic!("verdict: {other:?}"),
        }
    }

    pub fn release(&mut self, compose: &Compose) {
        let (compose, thread_id) = (compose.clone(), Some("t1".to_owned()));
        assert_eq!(
            self.page(PageRequest::Released { compose, thread_id }),
            PageReply::Done {}
        );
    }

    /// Sends a draft that the rules let go.
    pub fn send(&mut self, words: &str) {
        let compose = Self::draft(words, &[]);
        assert_ne!(self.judge(&compose), VerdictReply::Hold, "{words}");
        self.release(&compose);
    }
}

pub fn prospect() -> String {
    "prospect.test".to_owned()
}
