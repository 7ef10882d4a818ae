//! The card beside the open mail: when it is there, how large it is, and what it was last told.

use super::answer::Proposed;
use super::desk::{Desk, Shared};
use super::form::Typing;
use super::parts::{follow, nothing};
use super::proposal::{Dismissed, left};
use super::rows::{AllRows, Item, Rows};
use super::said::Said;
use super::{card_body, focus, gate, link, port};
use crate::protocol::{
    CardView, FromCard, LOCKED, PanelReply, PanelRequest, Proposal, RequestView, ToCard, WhoView,
};
use leptos::{
    ev, html,
    prelude::*,
    task::{spawn_local, tick},
};
use wasm_bindgen::{JsCast, prelude::Closure};

/// The card. It lives as long as its page, so it is shared by a plain reference.
pub type Card = &'static State;

/// The state of the card.
pub struct State {
    /// What its parts share.
    pub desk: Desk,
    /// What is typed of a request by hand.
    pub typing: Typing,
    /// The tab's ticket.
    pub ticket: StoredValue<String>,
    /// The open CRM record in a line; empty beside a mail.
    pub record: RwSignal<String>,
    /// Who wrote and is only named.
    pub who: RwSignal<Option<WhoView>>,
    /// What the mail asks for and is not recorded.
    pub proposals: Rows<Proposal>,
    /// The address of theirs who wrote last; empty where it is not known.
    pub sender: RwSignal<String>,
    /// What the rep put away as no request.
    pub dismissed: Dismissed,
    /// The prospect's open requests.
    pub requests: Rows<RequestView>,
    /// What the mail seems to answer.
    pub proposed: Proposed,
    /// What else the conversation says, and what the deal needs now.
    pub said: Said,
    /// The silence in words.
    pub silence: RwSignal<String>,
    /// What could not be read.
    pub incomplete: RwSignal<String>,
    /// Why nothing can be saved.
    pub read_only: RwSignal<String>,
    /// Why the card could not be fetched.
    pub trouble: RwSignal<String>,
    /// Whether the open mail has a prospect at all.
    pub known: RwSignal<bool>,
    /// The composer whose draft is held, while one is.
    pub gate: RwSignal<Option<String>>,
    wants: RwSignal<bool>,
    forced: RwSignal<bool>,
    about: RwSignal<String>,
    closed: RwSignal<Option<String>>,
    height: RwSignal<u32>,
    /// New content is being put in; the reader is told once its height is known.
    settling: RwSignal<bool>,
    focus_back: StoredValue<bool>,
    told: StoredValue<(&'static str, u32)>,
    turn: StoredValue<u32>,
    /// How many answers are awaited, and the reading that the reader spoke of last.
    awaited: StoredValue<u32>,
    wanted: StoredValue<u32>,
    asked: StoredValue<bool>,
}

/// The page.
pub fn page() -> AnyView {
    let card = State::card();
    port::await_reader(move |ticket| {
        card.ticket.set_value(ticket);
        port::listen(Box::new(move |word| card.hear(word)));
    });
    Effect::new(move |first: Option<()>| {
        card.desk.changed.get();
        if first.is_some() {
            card.reread();
            spawn_local(card.fetch());
        }
    });
    let visible = Memo::new(move |_| card.is_visible());
    Effect::new(move |_| {
        if !card.settling.get() {
            card.post_layout(visible.get(), card.height.get());
        }
    });
    window_event_listener(ev::keydown, move |event| {
        card.key(&event, visible.get_untracked());
    });
    let beside = html::main()
        .class("float")
        .prop("hidden", move || {
            !visible.get() || card.gate.with(Option::is_some)
        })
        .child(
            html::div().class("sheet").child(
                html::div()
                    .class("sheet-content")
                    .child(card_body::body(card)),
            ),
        );
    let over = follow(move || match card.gate.get() {
        Some(compose_id) => gate::dialog(card, compose_id),
        None => nothing(),
    });
    Effect::new(move |_| card.watch_height());
    (beside, over).into_any()
}

impl State {
    fn card() -> Card {
        Box::leak(Box::new(Self {
            desk: Shared::desk(true),
            typing: Typing::blank(),
            ticket: StoredValue::default(),
            record: RwSignal::default(),
            who: RwSignal::new(None),
            proposals: AllRows::none(),
            sender: RwSignal::default(),
            dismissed: RwSignal::default(),
            requests: AllRows::none(),
            proposed: RwSignal::default(),
            said: Said::default(),
            silence: RwSignal::default(),
            incomplete: RwSignal::default(),
            read_only: RwSignal::default(),
            trouble: RwSignal::default(),
            known: RwSignal::new(false),
            gate: RwSignal::new(None),
            wants: RwSignal::new(false),
            forced: RwSignal::new(false),
            about: RwSignal::default(),
            closed: RwSignal::new(None),
            height: RwSignal::new(0),
            settling: RwSignal::new(false),
            focus_back: StoredValue::new(false),
            told: StoredValue::default(),
            turn: StoredValue::new(0),
            awaited: StoredValue::new(0),
            wanted: StoredValue::new(0),
            asked: StoredValue::new(false),
        }))
    }

    fn hear(&'static self, word: ToCard) {
        match word {
            ToCard::Refresh { turn } => {
                self.wanted.set_value(turn);
                if turn == 0 || self.awaited.get_value() == 0 && self.is_behind() {
                    spawn_local(self.fetch());
                }
            }
            ToCard::Show { focus } => spawn_local(async move {
                self.closed.set(None);
                self.forced.set(true);
                self.fetch().await;
                if focus {
                    focus::after_paint(|| focus::first_empty(".sheet"));
                }
            }),
            ToCard::Gate { compose_id } => {
                // At once: the reader lets the draft go when it hears nothing for a second.
                self.told.set_value(("gate", 0));
                port::post(&layout("gate", 0, false));
                self.gate.set(Some(compose_id));
            }
            ToCard::GateGone {} => self.leave_gate(),
        }
    }

    /// Closes the dialog over a held draft.
    pub fn leave_gate(&'static self) {
        if self.gate.with_untracked(Option::is_some) {
            self.focus_back.set_value(true);
            self.gate.set(None);
        }
    }

    /// Closes the card and gives the keyboard back to the page.
    pub fn close(&'static self) {
        self.focus_back.set_value(true);
        self.forced.set(false);
        self.desk.toast.set(None);
        self.closed.set(Some(self.about.get_untracked()));
    }

    /// Whether the reader spoke of a reading that is not shown.
    fn is_behind(&self) -> bool {
        self.turn.get_value() < self.wanted.get_value()
    }

    /// Fetches what the card shows, until it is what the reader spoke of last.
    pub async fn fetch(&'static self) {
        self.awaited.update_value(|awaited| *awaited += 1);
        self.fetch_once().await;
        self.awaited.update_value(|awaited| *awaited -= 1);
        if self.awaited.get_value() == 0 && self.is_behind() {
            self.fetch_once().await;
        }
    }

    /// An older reading than the one shown is dropped.
    async fn fetch_once(&'static self) {
        let request = PanelRequest::Card {
            ticket: self.ticket.get_value(),
        };
        match link::ask(&request).await {
            Ok(PanelReply::Card(card)) if card.turn >= self.turn.get_value() => self.take(*card),
            Ok(_) => {}
            Err(error) => {
                if error == LOCKED {
                    // What was shown is not to be seen any more.
                    let turn = self.turn.get_value();
                    self.take(CardView {
                        turn,
                        ..CardView::default()
                    });
                }
                self.trouble.set(error);
            }
        }
    }

    fn take(&'static self, view: CardView) {
        self.settling.set(true);
        spawn_local(self.settle());
        self.turn.set_value(view.turn);
        self.trouble.set(String::new());
        let about = about(&view);
        if self
            .closed
            .with_untracked(|closed| closed.as_ref().is_some_and(|old| *old != about))
        {
            self.closed.set(None);
        }
        let prospect = view.prospect.unwrap_or_default();
        if self.desk.id() != prospect.id {
            self.forced
                .update(|forced| *forced = *forced && self.about.with_untracked(String::is_empty));
        }
        if self.about.with_untracked(|old| *old != about) {
            focus::to_top(".sheet");
        }
        self.about.set(about);
        self.known.set(!prospect.id.is_empty());
        self.desk.prospect.set(prospect);
        self.desk.kinds.set(view.kinds);
        self.desk.today.set(view.today);
        self.record.set(view.record);
        self.sender.set(view.sender);
        self.ask_who(view.who);
        self.proposed.set(view.answers);
        self.proposals.take(self.desk, view.proposals);
        self.requests.take(self.desk, view.requests);
        self.said.take(view.said, view.hint);
        self.silence.set(view.silence);
        self.incomplete.set(view.incomplete);
        self.read_only.set(view.read_only);
        self.wants.set(view.show);
    }

    /// Measures the content as soon as it stands in the document: the observer of its height
    /// would tell of it only after a frame, in which the card has the height that it had.
    async fn settle(&'static self) {
        // Twice: rows are put in by what the first one puts in.
        tick().await;
        tick().await;
        self.note_height();
        self.settling.set(false);
    }

    fn note_height(&'static self) {
        let height = measure().unwrap_or_default();
        if self.height.get_untracked() != height {
            self.height.set(height);
        }
    }

    /// Keeps what was typed for as long as the same person is asked about.
    fn ask_who(&'static self, who: Option<WhoView>) {
        let name = |who: &Option<WhoView>| who.as_ref().map(|who| who.name.clone());
        if self.who.with_untracked(name) != name(&who) {
            let guess = who.as_ref().map(|who| who.guess.clone());
            self.desk.typed.set(guess.unwrap_or_default());
            self.desk.unnamed.set(name(&who).unwrap_or_default());
        }
        if who.is_some() {
            self.asked.set_value(true);
        }
        self.who.set(who);
    }

    /// Who somebody is can have changed: then the page means something else.
    fn reread(&'static self) {
        if self.asked.get_value() {
            port::post(&FromCard::Reread {});
        }
    }

    fn is_visible(&'static self) -> bool {
        let about = self.about.get();
        if self.closed.with(|closed| closed.as_ref() == Some(&about)) {
            return false;
        }
        let something = self.requests.count() > 0
            || !left(self.proposals, self.dismissed).is_empty()
            || !self.silence.with(String::is_empty)
            || self.said.some()
            || !self.record.with(String::is_empty)
            || !self.incomplete.with(String::is_empty);
        self.forced.get()
            || self.desk.toast.with(Option::is_some)
            || (self.wants.get() && something)
    }

    fn post_layout(&'static self, visible: bool, height: u32) {
        let mode = match (self.gate.with(Option::is_some), visible) {
            (true, _) => "gate",
            (false, true) => "card",
            (false, false) => "hidden",
        };
        if self.ticket.with_value(String::is_empty) {
            return;
        }
        let now = (mode, if mode == "card" { height } else { 0 });
        let back = self.focus_back.get_value();
        if now == self.told.get_value() && !back {
            return;
        }
        self.told.set_value(now);
        self.focus_back.set_value(false);
        port::post(&layout(now.0, now.1, back));
    }

    fn key(&'static self, event: &web_sys::KeyboardEvent, visible: bool) {
        let gate = self.gate.get_untracked();
        if gate.is_some() {
            focus::keep_within(event, ".gate");
        }
        if !focus::escapes(event) {
            return;
        }
        if let Some(compose_id) = gate {
            port::post(&FromCard::Keep { compose_id });
            self.leave_gate();
        } else if visible {
            self.close();
        }
    }

    /// Tells the reader whenever the content grows or shrinks.
    fn watch_height(&'static self) {
        let changed = Closure::<dyn Fn()>::new(move || self.note_height());
        let observer = web_sys::ResizeObserver::new(changed.as_ref().unchecked_ref());
        // The card lives as long as its document, and so does its measure.
        changed.forget();
        let content = document().query_selector(".sheet-content");
        if let (Ok(observer), Ok(Some(content))) = (observer, content) {
            observer.observe(&content);
        }
    }
}

fn layout(mode: &str, height: u32, focus_back: bool) -> FromCard {
    FromCard::Layout {
        mode: mode.into(),
        height,
        focus_back,
    }
}

/// The height that shows everything, in CSS pixels: the content's, and what stands around it.
fn measure() -> Option<u32> {
    let find = |selector: &str| {
        let found = document().query_selector(selector).ok().flatten()?;
        found.dyn_into::<web_sys::HtmlElement>().ok()
    };
    let (float, sheet) = (find(".float")?, find(".sheet")?);
    let around = float.offset_height() - sheet.client_height();
    let height = find(".sheet-content")?.offset_height() + around;
    u32::try_from(height).ok()
}

/// What a reading is about: a card that was closed opens by itself only for something else.
fn about(view: &CardView) -> String {
    let mut parts = Vec::new();
    parts.extend(view.prospect.iter().map(|prospect| prospect.id.clone()));
    parts.extend(view.proposals.iter().map(Item::key));
    parts.extend(view.said.iter().map(|one| one.words.clone()));
    parts.extend(view.hint.iter().map(|hint| hint.text.clone()));
    parts.extend(
        view.answers
            .iter()
            .map(|answer| [&*answer.request, &answer.answer].concat()),
    );
    parts.join("\n")
}
