//! The engine's part that has to do with the rep's drafts and with who spoke last.

use super::AppError;
use super::book::{Book, Loaded};
use super::engine::{Call, Effects, Engine, effects};
use super::gate::{gate_of, strip_of};
use super::tab::{Held, Seen, TabState};
use super::ways::Trouble;
use super::whose::Whose;
use super::{draft, names, never, understand, views};
use crate::domain::{Clock, Cost, ProspectId, Record, RequestState, order};
use crate::ledger::store::Store;
use crate::ledger::{EventId, What};
use crate::practice::life;
use crate::practice::rules::{self, Draft, Finding, Severity};
use crate::protocol::{Compose, Conversation, PageReply, PanelReply, Strip, VerdictReply};

/// How many prospects of one draft are judged.
const MOST_PROSPECTS: usize = 5;

/// A mail that is seen again within this many milliseconds of one that is known is that one: the
/// time at which a draft was let go and the time that its site gives it differ by a little.
const SAME_MAIL_MS: i64 = 300_000;

/// A draft as it concerns one prospect.
pub(super) struct Judged {
    /// To whom it goes.
    pub id: ProspectId,
    /// Its name.
    pub name: String,
    /// What is known of it.
    pub loaded: Loaded,
    /// What the draft does.
    pub draft: Draft,
    expects_answer: bool,
    /// What the rules say, the weightiest first.
    pub findings: Vec<Finding>,
    /// Now, where the prospect is: the sample mailbox may run ahead.
    pub clock: Clock,
}

impl Judged {
    /// How strongly the rules speak up; `None` when they do not.
    pub fn severity(&self) -> Option<Severity> {
        self.findings.iter().map(|finding| finding.severity).max()
    }
}

impl<L: Store, S: Store> Engine<L, S> {
    /// What the page shows has changed.
    pub(super) async fn read(
        &self,
        tab: i32,
        mut conversation: Conversation,
        call: &Call,
    ) -> Result<(PageReply, Option<Effects>), AppError> {
        let mut state = self.tab(tab).await?;
        state.turn = state.turn.wrapping_add(1);
        let mut book = self.book(call).await?;
        let never = never::list(&book.settings);
        if never::is_on(&never, &conversation) {
            return self.look_away(tab, state).await;
        }
        let own = self
            .own_side(&book, conversation.own_email.as_deref())
            .await?;
        let own_name = conversation.own_name.clone();
        let people = names::of_page(&mut conversation);
        self.complete(&book, &own, own_name.as_deref(), people)
            .await?;
        // Now it is known who those are whom the page only names.
        if never::is_on(&never, &conversation) {
            return self.look_away(tab, state).await;
        }
        let conversation = &conversation;
        let clock = if conversation.site == "sample" {
            call.clock.ahead(book.summary.sample_days)
        } else {
            call.clock
        };
        let mut whose = Whose::of(conversation, &own);
        let known = known_first(&mut book, &mut whose).await?;
        let seen = understand::understand(conversation, &whose, clock);
        let mut done = None;
        let mut card = false;
        if let Some(mut loaded) = known {
            let news = if loaded.is_known() {
                spoken(&seen, &loaded.record)
            } else {
                Vec::new()
            };
            if !news.is_empty() && book.trouble.is_none() {
                book.commit(&mut loaded, news, call.clock).await?;
                done = Some(effects(&book, call.clock));
            }
            let manner = &book.manner;
            let view = views::card(
                Some(&seen),
                state.turn,
                Some(&loaded),
                manner,
                clock,
                String::new(),
            );
            card = view.show;
        }
        if state
            .seen
            .as_ref()
            .is_none_or(|old| old.thread != seen.thread)
        {
            state.ways = Trouble::default();
        }
        state.seen = Some(seen);
        self.save_tab(tab, &state).await?;
        Ok((
            PageReply::Read {
                card,
                turn: state.turn,
            },
            done,
        ))
    }

    /// The draft as it concerns each prospect that it goes to; the worst first. A reply whose
    /// recipients the page does not paint goes to the conversation's prospect.
    async fn judged(
        &self,
        book: &mut Book<'_, L>,
        state: &TabState,
        compose: &Compose,
        call: &Call,
    ) -> Result<Vec<Judged>, AppError> {
        let seen = state.seen.as_ref();
        let own = self.own_side(book, compose.from.as_deref()).await?;
        let mut compose = compose.clone();
        let never = never::list(&book.settings);
        let away = |compose: &mut Compose| {
            let people = names::of_draft(compose);
            let mut people = people.into_iter();
            people.any(|one| never::has(&never, own.first(), one.email.as_deref()))
        };
        if away(&mut compose) {
            return Ok(Vec::new());
        }
        let named = names::of_draft(&mut compose);
        self.complete(book, &own, None, named).await?;
        if away(&mut compose) {
            return Ok(Vec::new());
        }
        let compose = &compose;
        let people = draft::recipients(compose, &own, seen);
        if people.is_empty() {
            return Ok(Vec::new());
        }
        let mut concerned = Vec::new();
        for (id, name) in people.into_iter().take(MOST_PROSPECTS) {
            let loaded = book.prospect(&id).await?;
            // Else people never dealt with, who ask for nothing: a private mail, or a first letter.
            // It is not even read, so it goes at once.
            if loaded.is_known() || asks(seen, &id) {
                concerned.push((id, name, loaded));
            }
        }
        if concerned.is_empty() {
            return Ok(Vec::new());
        }
        let reading = draft::read(compose, call.clock);
        let draft = draft::understand(compose, &reading);
        let mut judged = Vec::new();
        for (id, name, loaded) in concerned {
            let clock = book.clock_for(&id, call.clock);
            let findings = rules::judge(&draft, &loaded.record, &book.manner, clock);
            let name = if loaded.is_known() && loaded.record.name != id.as_str() {
                loaded.record.name.clone()
            } else {
                name
            };
            let expects_answer = reading.expects_answer;
            judged.push(Judged {
                id,
                name,
                loaded,
                draft: draft.clone(),
                expects_answer,
                findings,
                clock,
            });
        }
        order::sort_by_key(&mut judged, |one: &Judged| {
            std::cmp::Reverse(one.severity())
        });
        Ok(judged)
    }

    /// What the strip in a composer says while the rep writes.
    pub(super) async fn strip(
        &self,
        tab: i32,
        compose: &Compose,
        call: &Call,
    ) -> Result<Option<Strip>, AppError> {
        let state = self.tab(tab).await?;
        let mut book = self.book(call).await?;
        let judged = self.judged(&mut book, &state, compose, call).await?;
        Ok(judged.first().and_then(strip_of))
    }

    /// Whether a draft that is about to be sent may go.
    pub(super) async fn judge(
        &self,
        tab: i32,
        compose: Compose,
        thread: Option<String>,
        call: &Call,
    ) -> Result<PageReply, AppError> {
        let mut state = self.tab(tab).await?;
        let mut book = self.book(call).await?;
        let judged = self.judged(&mut book, &state, &compose, call).await?;
        let worst = judged
            .first()
            .and_then(|worst| Some((worst.severity()?, worst.findings.first()?)));
        let (verdict, text) = match worst {
            None => (VerdictReply::Pass, String::new()),
            Some((Severity::Remind, finding)) => (VerdictReply::Remind, finding.text.clone()),
            Some((Severity::Hold, finding)) => (VerdictReply::Hold, finding.text.clone()),
        };
        if verdict == VerdictReply::Hold {
            let before = state.held.remove(&compose.id);
            let counted = before.map(|held| held.counted).unwrap_or_default();
            let id = compose.id.clone();
            let mut held = Held {
                compose,
                thread,
                counted,
            };
            if let Some(worst) = judged.first().filter(|_| book.trouble.is_none()) {
                // A count that cannot be kept takes nothing from the hold.
                let _ = self.count_held(worst, &mut held).await;
            }
            state.held.insert(id, held);
            self.save_tab(tab, &state).await?;
        }
        Ok(PageReply::Verdict { verdict, text })
    }

    /// What the dialog over a held draft shows. It is judged anew each time, so completing the
    /// record clears it.
    pub(super) async fn gate(
        &self,
        ticket: &str,
        compose_id: &str,
        call: &Call,
    ) -> Result<PanelReply, AppError> {
        let state = self.ticketed(ticket, call).await?;
        let Some(held) = state.held.get(compose_id) else {
            return Ok(PanelReply::Gate(None));
        };
        let mut book = self.book(call).await?;
        let judged = self.judged(&mut book, &state, &held.compose, call).await?;
        let read_only = super::engine::trouble(&book);
        let gate = judged
            .first()
            .map(|worst| Box::new(gate_of(worst, held, &state, &book.manner, read_only)));
        Ok(PanelReply::Gate(gate))
    }

    /// A draft was let go: the rep wrote, gave what it gives, asked what it asks. Only of those of
    /// whom something is recorded already.
    pub(super) async fn released(
        &self,
        tab: i32,
        compose: &Compose,
        call: &Call,
    ) -> Result<(PageReply, Option<Effects>), AppError> {
        let mut state = self.tab(tab).await?;
        let mut book = self.book(call).await?;
        let judged = self.judged(&mut book, &state, compose, call).await?;
        let mut recorded = Vec::new();
        for mut one in judged {
            if one.loaded.is_known() && book.trouble.is_none() {
                let happened = sent(&one);
                let ids = book.commit(&mut one.loaded, happened, call.clock).await?;
                recorded.extend(
                    ids.iter()
                        .map(|id| (one.id.as_str().to_owned(), id.as_str().to_owned())),
                );
            }
        }
        state.held.remove(&compose.id);
        state.released.insert(compose.id.clone(), recorded);
        self.save_tab(tab, &state).await?;
        Ok((PageReply::Done {}, Some(effects(&book, call.clock))))
    }

    /// The site did not send it after all: take back what was recorded.
    pub(super) async fn not_sent(
        &self,
        tab: i32,
        compose_id: &str,
        call: &Call,
    ) -> Result<(PageReply, Option<Effects>), AppError> {
        let mut state = self.tab(tab).await?;
        let mut book = self.book(call).await?;
        for (prospect, event) in state.released.remove(compose_id).unwrap_or_default() {
            let mut loaded = book.prospect(&ProspectId::stored(prospect)).await?;
            book.commit(
                &mut loaded,
                vec![What::Undone {
                    event: EventId::stored(event),
                }],
                call.clock,
            )
            .await?;
        }
        self.save_tab(tab, &state).await?;
        Ok((PageReply::Done {}, Some(effects(&book, call.clock))))
    }
}

/// The prospect of a page: the first of its identities about which something is recorded, so that
/// it is the same one in the mail and in the CRM; else the likeliest. A company that a record names
/// without any address is looked for among the known ones.
async fn known_first<L: Store>(
    book: &mut Book<'_, L>,
    whose: &mut Whose<'_>,
) -> Result<Option<Loaded>, AppError> {
    if whose.ids.is_empty() && !whose.name.is_empty() {
        whose.be_named(&book.names().await?);
    }
    let mut first = None;
    for at in 0..whose.ids.len().min(MOST_PROSPECTS) {
        let Some(id) = whose.ids.get(at) else { break };
        let loaded = book.prospect(id).await?;
        if loaded.is_known() {
            whose.ids.swap(0, at);
            return Ok(Some(loaded));
        }
        first = first.or(Some(loaded));
    }
    Ok(first)
}

/// The mails of a page that the silence clock does not know yet.
pub(super) fn spoken(seen: &Seen, record: &Record) -> Vec<What> {
    let mut happened = Vec::new();
    let heard = seen.heard.iter().max().copied();
    if heard > record.last_heard_ms {
        happened.extend(heard.map(|at_ms| What::Heard { at_ms }));
    }
    let last_heard = heard.max(record.last_heard_ms);
    // What the rep wrote before they were last heard tells nothing any more.
    let news = seen.wrote.iter().filter(|(at_ms, _)| {
        let known = record
            .last_wrote_ms
            .is_some_and(|known| *at_ms <= known.saturating_add(SAME_MAIL_MS));
        !known && Some(*at_ms) > last_heard
    });
    happened.extend(news.map(|(at_ms, expects_answer)| What::Wrote {
        at_ms: *at_ms,
        expects_answer: *expects_answer,
    }));
    if let Some(back_on) = seen.back_on.filter(|back| Some(*back) > record.back_on) {
        happened.push(What::Away { back_on });
    }
    happened
}

/// What happened by sending the draft.
fn sent(one: &Judged) -> Vec<What> {
    let record = &one.loaded.record;
    let mut happened = vec![What::Wrote {
        at_ms: one.clock.at_ms,
        expects_answer: one.expects_answer,
    }];
    let on = one.clock.today();
    for request in rules::answered(&one.draft, record) {
        let gift = one
            .draft
            .gives
            .iter()
            .find(|(kind, _)| kind.is_none_or(|kind| kind == request.kind));
        let what = gift.map(|(_, words)| words.clone()).unwrap_or_default();
        happened.push(What::Delivered {
            request: request.id.clone(),
            on,
            what,
            cost: Cost::default(),
        });
    }
    if one.draft.asks_due_question {
        let given = record
            .requests
            .iter()
            .filter(|request| life::state(request) == RequestState::Delivered);
        happened.extend(given.map(|request| What::QuestionAsked {
            request: request.id.clone(),
            on,
        }));
    }
    happened
}

/// Whether the open conversation is that prospect's and asks for something.
fn asks(seen: Option<&Seen>, prospect: &ProspectId) -> bool {
    seen.is_some_and(|seen| {
        let whose = seen.prospect.as_ref().map(|(id, _)| id.as_str());
        whose == Some(prospect.as_str()) && !seen.proposals.is_empty()
    })
}
