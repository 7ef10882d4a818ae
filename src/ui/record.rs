//! One prospect's whole record: how they stand, and the line of time.

use super::answer::Proposed;
use super::commitment::{NewCommitment, new_commitment};
use super::deal::{self, Deal};
use super::desk::Desk;
use super::form::Typing;
use super::manual::manual;
use super::parts::{Words, button, disclosure, fixed, group, live, live_bool, notice, para, when};
use super::proposal::{Dismissed, proposals};
use super::rows::{AllRows, Rows};
use super::said::{Said, statements};
use super::silence::silence;
use super::timeline::line;
use crate::protocol::{
    CardView, Command, CommitmentView, Happening, PanelRequest, Proposal, ProspectHead,
    ProspectView, RequestView,
};
use leptos::{html, prelude::*};

/// A record, shared by a plain reference. What is typed in it is kept as long as its page lives.
pub type Record = &'static State;

/// What is shown of one prospect, and what was typed about it.
pub struct State {
    /// What the parts of the page share, about this prospect.
    pub desk: Desk,
    /// Its requests.
    pub requests: Rows<RequestView>,
    /// The commitments of both sides.
    pub commitments: Rows<CommitmentView>,
    /// What happened.
    pub happenings: Rows<Happening>,
    /// What the open mail seems to answer.
    pub proposed: Proposed,
    deal: Deal,
    said: Said,
    proposals: Rows<Proposal>,
    dismissed: Dismissed,
    known: RwSignal<bool>,
    silence: RwSignal<String>,
    incomplete: RwSignal<String>,
    balance: RwSignal<Vec<(String, String)>>,
    snoozed: RwSignal<Option<chrono::NaiveDate>>,
    ignored: RwSignal<bool>,
    new_commitment: NewCommitment,
    typing: Typing,
}

impl State {
    /// The record of a prospect of which nothing was fetched yet.
    pub fn record(page: Desk, head: ProspectHead) -> Record {
        let desk = page.about(head);
        desk.keep(|| {
            Box::leak(Box::new(Self {
                desk,
                requests: AllRows::none(),
                commitments: AllRows::none(),
                happenings: AllRows::none(),
                proposed: RwSignal::default(),
                deal: deal::State::deal(desk),
                said: Said::default(),
                proposals: AllRows::none(),
                dismissed: RwSignal::default(),
                known: RwSignal::new(false),
                silence: RwSignal::default(),
                incomplete: RwSignal::default(),
                balance: RwSignal::default(),
                snoozed: RwSignal::new(None),
                ignored: RwSignal::new(false),
                new_commitment: NewCommitment::blank(),
                typing: Typing::blank(),
            }))
        })
    }

    /// Takes over what was fetched: the record, and the card where the tab in front is theirs.
    pub fn take(&'static self, view: Option<ProspectView>, card: Option<CardView>) {
        self.known.set(view.is_some());
        let view = view.unwrap_or_default();
        if self.known.get_untracked() {
            self.desk.prospect.set(view.head);
        }
        let card = card.unwrap_or_default();
        self.incomplete.set(card.incomplete);
        self.proposed.set(card.answers);
        self.said.take(card.said, None);
        self.deal.take(view.deal);
        self.proposals.take(self.desk, card.proposals);
        self.requests.take(self.desk, view.requests);
        self.commitments.take(self.desk, view.commitments);
        self.happenings.take(self.desk, view.happenings);
        self.silence.set(view.silence);
        self.balance.set(view.balance);
        self.snoozed.set(view.snoozed_until);
        self.ignored.set(view.ignored);
    }
}

/// The record.
pub fn record(record: Record) -> AnyView {
    let desk = record.desk;
    let bare = live_bool(move || !record.known.get() && record.proposals.count() == 0);
    let requests = Signal::derive(move || {
        let all = record.requests.all().into_iter();
        let choices = all.map(|row| {
            row.view
                .with(|one| (one.id.clone(), one.kind_label.clone()))
        });
        choices.collect::<Vec<_>>()
    });
    group(
        "stack record",
        vec![
            notice("remind", record.incomplete.into()),
            when(bare, || {
                para("muted", fixed("Nothing is recorded of them yet."))
            }),
            snoozed(record),
            ignored(record),
            statements(desk, record.said),
            when(live_bool(move || record.known.get()), move || {
                deal::buyer(record.deal)
            }),
            balance(record),
            proposals(desk, record.proposals, record.dismissed),
            silence(desk, record.silence.into()),
            group(
                "stack stack-tight part",
                vec![
                    disclosure(
                        fixed("Note a commitment"),
                        vec![new_commitment(desk, record.new_commitment, requests)],
                    ),
                    manual(desk, record.typing, "Write a request by hand"),
                ],
            ),
            when(live_bool(move || record.known.get()), move || {
                deal::more(record.deal)
            }),
            line(record),
            when(live_bool(move || record.known.get()), move || {
                forgetting(desk)
            }),
        ],
    )
}

/// Forgetting all of it: there is no undo, so it is two presses away, and says what goes.
fn forgetting(desk: Desk) -> AnyView {
    let forget = move |_| {
        let prospect = desk.prospect.with_untracked(|head| head.id.clone());
        desk.request(PanelRequest::Forget { prospect }, Box::new(|_| {}));
    };
    disclosure(
        fixed("Forget them"),
        vec![
            para(
                "muted",
                fixed("All that is recorded of them goes for good. There is no undo."),
            ),
            button(
                "button button-danger",
                fixed("Forget them for good"),
                forget,
            ),
        ],
    )
}

/// What was given, and what came back for it.
fn balance(record: Record) -> AnyView {
    let some = live_bool(move || !record.balance.with(Vec::is_empty));
    when(some, move || {
        let figures = move || {
            let figures = record.balance.get().into_iter();
            let figures = figures.map(|(value, name)| {
                html::div()
                    .class("figure")
                    .child(html::dt().class("figure-name").child(name))
                    .child(html::dd().class("figure-value").child(value))
                    .into_any()
            });
            figures.collect::<Vec<_>>()
        };
        html::dl()
            .class("balance")
            .attr("aria-label", "Give and get")
            .child(figures)
            .into_any()
    })
}

fn snoozed(record: Record) -> AnyView {
    let text: Words = live(move || {
        let until = record.snoozed.get();
        until.map_or_else(String::new, |day| {
            ["Snoozed until ", &record.desk.day(day), "."].concat()
        })
    });
    when(live_bool(move || !text.with(String::is_empty)), move || {
        para("small muted", text)
    })
}

fn ignored(record: Record) -> AnyView {
    let desk = record.desk;
    when(live_bool(move || record.ignored.get()), move || {
        let back = move |_| {
            desk.change(Command::Ignore {
                prospect: desk.id(),
                ignore: false,
            });
        };
        group(
            "notice",
            vec![
                para(
                    "",
                    fixed("You said that they are no prospect. Askback stays silent about them."),
                ),
                group(
                    "row",
                    vec![button(
                        "button button-small",
                        fixed("They are one after all"),
                        back,
                    )],
                ),
            ],
        )
    })
}
