//! The dialog over a held draft: what is fetched for it, and how it ends.

use super::card::Card;
use super::desk::Desk;
use super::rows::{AllRows, Rows};
use super::{focus, gate_body, link, port};
use crate::protocol::{
    Command, FromCard, GateView, PanelReply, PanelRequest, Proposal, Reason, RequestView,
};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Milliseconds after which an override is sent on without its record: the mail comes first.
const PATIENCE: i32 = 1_000;

/// The dialog, shared by a plain reference. One is made each time that a draft is held.
pub type Gate = &'static State;

/// The state of the dialog.
pub struct State {
    /// The card's page.
    pub card: Card,
    /// What its parts share, about the prospect to whom the draft goes.
    pub desk: Desk,
    /// The composer's name.
    pub compose_id: StoredValue<String>,
    /// Whether the first fetch has ended.
    pub loaded: RwSignal<bool>,
    /// Why it could not be fetched.
    pub trouble: RwSignal<String>,
    /// Why the draft is held, or reminded of.
    pub reasons: RwSignal<Vec<Reason>>,
    /// The requests concerned.
    pub requests: Rows<RequestView>,
    /// What the draft gives that is not recorded; at most one.
    pub unrecorded: Rows<Proposal>,
    /// What they agreed to.
    pub agreed: RwSignal<String>,
    /// Why nothing can be saved.
    pub read_only: RwSignal<String>,
    /// The rep's reason to send anyway.
    pub excuse: RwSignal<String>,
}

/// The dialog over that composer's draft.
pub fn dialog(card: Card, compose_id: String) -> AnyView {
    let gate: Gate = Box::leak(Box::new(State {
        card,
        desk: card.desk.about(card.desk.prospect.get_untracked()),
        compose_id: StoredValue::new(compose_id),
        loaded: RwSignal::new(false),
        trouble: RwSignal::default(),
        reasons: RwSignal::default(),
        requests: AllRows::none(),
        unrecorded: AllRows::none(),
        agreed: RwSignal::default(),
        read_only: RwSignal::default(),
        excuse: RwSignal::default(),
    }));
    Effect::new(move |_| {
        gate.desk.changed.get();
        spawn_local(gate.fetch());
    });
    gate_body::body(gate)
}

impl State {
    /// Whether nothing holds the draft any more.
    pub fn is_clear(&'static self) -> bool {
        let holds = |reasons: &Vec<Reason>| reasons.iter().any(|reason| reason.severity == "hold");
        self.loaded.get() && self.trouble.with(String::is_empty) && !self.reasons.with(holds)
    }

    /// Fetches what the dialog shows.
    pub async fn fetch(&'static self) {
        let compose_id = self.compose_id.get_value();
        let request = PanelRequest::Gate {
            ticket: self.card.ticket.get_value(),
            compose_id,
        };
        let reply = link::ask(&request).await;
        if self.card.gate.with_untracked(Option::is_none) {
            return;
        }
        let first = !self.loaded.get_untracked();
        match reply {
            Ok(PanelReply::Gate(Some(view))) => self.take(*view),
            // Nothing holds it: it goes, unless the rep has just been working in here.
            Ok(PanelReply::Gate(None)) if first => return self.release(),
            Ok(_) => self.take(GateView {
                prospect: self.desk.prospect.get_untracked(),
                ..GateView::default()
            }),
            Err(error) => self.trouble.set(error),
        }
        self.loaded.set(true);
        if first {
            // What was done before has no place over the question that is asked now.
            self.desk.toast.set(None);
        }
        focus::after_paint(move || {
            if first || focus::is_lost() || focus::is_in(".toast") {
                gate_body::focus_first();
            }
        });
    }

    fn take(&'static self, view: GateView) {
        self.trouble.set(String::new());
        self.desk.prospect.set(view.prospect);
        if !view.kinds.is_empty() {
            self.desk.kinds.set(view.kinds);
            self.desk.today.set(view.today);
        }
        self.requests.take(self.desk, view.requests);
        self.unrecorded
            .take(self.desk, view.unrecorded.into_iter().collect());
        self.agreed.set(view.agreed);
        self.read_only.set(view.read_only);
        self.reasons.set(view.reasons);
    }

    /// Lets the draft go.
    pub fn release(&'static self) {
        port::post(&FromCard::Release {
            compose_id: self.compose_id.get_value(),
        });
        self.card.leave_gate();
    }

    /// Keeps the draft; the rep goes on writing.
    pub fn keep(&'static self) {
        port::post(&FromCard::Keep {
            compose_id: self.compose_id.get_value(),
        });
        self.card.leave_gate();
    }

    /// Lets the draft go though something holds it, and has that kept and counted.
    pub fn send_anyway(&'static self) {
        let holds = self.reasons.get_untracked().into_iter();
        let holds = holds.filter(|reason| reason.severity == "hold");
        let command = Box::new(Command::SendAnyway {
            prospect: self.desk.id(),
            rules: holds.map(|reason| reason.rule).collect(),
            reason: self
                .excuse
                .with_untracked(|excuse| excuse.trim().to_owned()),
        });
        spawn_local(async move {
            // Whatever becomes of the record, the mail goes.
            let _ = link::ask_within(&PanelRequest::Change(command), PATIENCE).await;
            self.release();
        });
    }
}
