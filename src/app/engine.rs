//! Loads what a request needs, asks the pure parts, writes the change in one go, and says which
//! effects the browser is to carry out.
//!
//! The caller runs one request at a time (`browser::queue`): there is one writer.

use super::AppError;
use super::book::Book;
use super::own::OwnSide;
use super::tab::{MOST_OWN, OWN, TabState, tab_key};
use super::views;
use crate::domain::{Clock, ProspectId};
use crate::ledger::store::{Items, Store};
use crate::practice::Count;
use crate::protocol::{Command, PageReply, PageRequest, PanelReply, PanelRequest};

/// What the toolbar shows while the ledger is locked.
pub const LOCKED_BADGE: &str = "lock";

/// What comes with every request: the time, and 32 random letters and digits of which the engine
/// makes tickets and this installation's name. Pure code makes neither by itself.
#[derive(Clone, Debug)]
pub struct Call {
    /// Now, where the rep is.
    pub clock: Clock,
    /// Fresh random letters and digits, 32 of them.
    pub random: String,
    /// The tab that the message came from, where it came from one.
    pub tab: Option<i32>,
    /// The permissions for sites that the rep granted, such as `https://mail.google.com/*`.
    pub granted: Vec<String>,
    /// The host of the page that the message came from, as its address has it, without a port.
    pub host: String,
}

/// What the browser is to do after a request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effects {
    /// What the toolbar shows: the count, `!` when the ledger is only read, [`LOCKED_BADGE`] while it
    /// is locked, nothing for none.
    pub badge: Option<String>,
    /// When to wake next, in milliseconds since 1970, UTC. A hint: whatever is due is done at any
    /// waking.
    pub alarm_ms: Option<i64>,
}

/// The core over two stores: the ledger's, and one that lasts as long as the browser runs.
#[derive(Debug)]
pub struct Engine<L, S> {
    /// The ledger's store.
    pub local: L,
    /// The session's store: what is known of open tabs.
    pub session: S,
}

impl<L: Store, S: Store> Engine<L, S> {
    /// The ledger, opened.
    pub(super) async fn book(&self, call: &Call) -> Result<Book<'_, L>, AppError> {
        Book::open(&self.local, call.random.get(..8).unwrap_or("00000000")).await
    }

    /// Waking: the badge and the next alarm, from the summary alone.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn wake(&self, call: &Call) -> Result<Effects, AppError> {
        match self.book(call).await {
            // A count would be an old one.
            Err(AppError::Locked) => Ok(Effects {
                badge: Some(LOCKED_BADGE.to_owned()),
                alarm_ms: None,
            }),
            book => Ok(effects(&book?, call.clock)),
        }
    }

    /// A tab is gone: forget what was known of it.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn tab_closed(&self, tab: i32) -> Result<(), AppError> {
        Ok(self.session.set(Items::new(), &[tab_key(tab)]).await?)
    }

    /// What the reader in a page asks. Never fails: an error is a reply, and lets the mail go.
    pub async fn page(&self, request: PageRequest, call: &Call) -> (PageReply, Option<Effects>) {
        let Some(tab) = call.tab else {
            return (
                PageReply::Failed {
                    error: "This message did not come from a tab.".to_owned(),
                },
                None,
            );
        };
        match self.page_request(tab, request, call).await {
            Ok(done) => done,
            Err(error) => (
                PageReply::Failed {
                    error: error.to_string(),
                },
                None,
            ),
        }
    }

    async fn page_request(
        &self,
        tab: i32,
        request: PageRequest,
        call: &Call,
    ) -> Result<(PageReply, Option<Effects>), AppError> {
        match request {
            PageRequest::Hello {} => {
                let state = TabState {
                    ticket: call.random.clone(),
                    ..TabState::default()
                };
                self.save_tab(tab, &state).await?;
                let never = match self.never().await {
                    Err(AppError::Locked) => None,
                    never => Some(never?),
                };
                let ticket = state.ticket;
                Ok((PageReply::Welcome { ticket, never }, None))
            }
            PageRequest::Recipe {} => Ok((self.recipe_for_page(call).await?, None)),
            PageRequest::Pointed { recipe } => Ok((self.keep_pointed(&recipe, call).await?, None)),
            PageRequest::Read(mut conversation) => {
                super::whose::complete(&mut conversation);
                self.read(tab, conversation, call).await
            }
            PageRequest::Ways { site, fields } => {
                Ok((self.ways(tab, &site, &fields, call).await?, None))
            }
            PageRequest::Draft { compose, .. } => Ok((
                PageReply::Strip(self.strip(tab, &compose, call).await?),
                None,
            )),
            PageRequest::Judge {
                compose, thread_id, ..
            } => Ok((self.judge(tab, compose, thread_id, call).await?, None)),
            PageRequest::Released { compose, .. } => self.released(tab, &compose, call).await,
            PageRequest::NotSent { compose_id } => self.not_sent(tab, &compose_id, call).await,
        }
    }

    /// What one of our own pages asks. Never fails: an error is a reply.
    pub async fn panel(&self, request: PanelRequest, call: &Call) -> (PanelReply, Option<Effects>) {
        match self.panel_request(request, call).await {
            Ok(done) => done,
            Err(error) => (
                PanelReply::Failed {
                    error: error.to_string(),
                },
                None,
            ),
        }
    }

    async fn panel_request(
        &self,
        request: PanelRequest,
        call: &Call,
    ) -> Result<(PanelReply, Option<Effects>), AppError> {
        let reply = match request {
            PanelRequest::Card { ticket } => self.card(&ticket, call).await?,
            PanelRequest::Gate { ticket, compose_id } => {
                self.gate(&ticket, &compose_id, call).await?
            }
            PanelRequest::Popup { tab, url, prospect } => {
                self.popup(tab, &url, prospect, call).await?
            }
            PanelRequest::Find { text } => self.find(&text, call).await?,
            PanelRequest::SwitchedOn {} => return self.switched(None, call).await,
            PanelRequest::SwitchedOff { origin } => {
                return self.switched(Some(&origin), call).await;
            }
            PanelRequest::Prospect { prospect } => self.prospect(prospect, call).await?,
            PanelRequest::Change(command) => return self.change(&command, call).await,
            PanelRequest::Together(commands) => return self.together(&commands, call).await,
            PanelRequest::Inspect(conversation) => {
                let book = self.book(call).await?;
                let own = self
                    .own_side(&book, conversation.own_email.as_deref())
                    .await?;
                let inspect = super::understand::inspect(&conversation, &own, call.clock);
                PanelReply::Inspect(Box::new(inspect))
            }
            PanelRequest::Recipes {} => self.recipes().await?,
            PanelRequest::KeepRecipe { recipe } => self.keep_recipe(&recipe).await?,
            PanelRequest::DropRecipe { host } => self.drop_recipe(&host).await?,
            PanelRequest::Settings {} => self.settings(&self.book(call).await?, call).await?,
            PanelRequest::Practice {} => self.practice(call).await?,
            PanelRequest::SavePractice { values } => {
                return self.save_practice(&values, call).await;
            }
            PanelRequest::KeepRule { rule } => return self.keep_rule(&rule, call).await,
            PanelRequest::ReadSettings { text } => return self.read_settings(&text, call).await,
            PanelRequest::Policy { text } => return self.policy(&text, call).await,
            PanelRequest::SaveSettings(settings) => {
                return self.save_settings(settings, call).await;
            }
            PanelRequest::SampleDays {} => PanelReply::Skipped {
                days_ahead: self.book(call).await?.summary.sample_days,
            },
            PanelRequest::SkipAhead { days } => {
                let mut book = self.book(call).await?;
                book.skip_ahead(days.clamp(1, 31), call.clock).await?;
                let reply = PanelReply::Skipped {
                    days_ahead: book.summary.sample_days,
                };
                return Ok((reply, Some(effects(&book, call.clock))));
            }
            PanelRequest::Forget { prospect } => {
                let mut book = self.book(call).await?;
                book.forget(&ProspectId::stored(prospect.clone())).await?;
                let reply = PanelReply::Done {
                    text: "Forgotten".to_owned(),
                    prospect,
                    event: None,
                };
                return Ok((reply, Some(effects(&book, call.clock))));
            }
            PanelRequest::Ways {} => self.way_views().await?,
            PanelRequest::Rebuild {} => return self.rebuild(call).await,
            PanelRequest::Export { after } => self.export(&after, call).await?,
            PanelRequest::Records { after } => self.records(&after, call).await?,
            PanelRequest::Erase { who, write } => return self.erase(&who, write, call).await,
            PanelRequest::Marks { marks } => return self.respect(&marks, call).await,
            PanelRequest::Ledger { after, since, old } => {
                self.ledger(&after, &since, old, call).await?
            }
            PanelRequest::Import { lines, write } => return self.import(&lines, write, call).await,
        };
        Ok((reply, None))
    }

    async fn rebuild(&self, call: &Call) -> Result<(PanelReply, Option<Effects>), AppError> {
        let mut book = self.book(call).await?;
        let text = match book.rebuild(call.clock).await? {
            0 => "Repaired: every event is there".to_owned(),
            unread => format!("Repaired; {unread} damaged events were set aside"),
        };
        let reply = PanelReply::Done {
            text,
            prospect: String::new(),
            event: None,
        };
        Ok((reply, Some(effects(&book, call.clock))))
    }

    async fn change(
        &self,
        command: &Command,
        call: &Call,
    ) -> Result<(PanelReply, Option<Effects>), AppError> {
        let id = super::change::prospect_of(command)?;
        let mut book = self.book(call).await?;
        let mut loaded = book.prospect(&id).await?;
        let clock = book.clock_for(&id, call.clock);
        let change = super::change::update(&loaded.record, &loaded.events, command, clock)?;
        let mut happened = change.happened;
        if let (Command::Record { .. }, Some(tab)) = (command, call.tab) {
            let state = self.tab(tab).await?;
            if let Some(seen) = &state.seen {
                happened.extend(super::judge::spoken(seen, &loaded.record));
                happened.extend(super::names::asker(seen, command, &loaded.record));
            }
        }
        let ids = book.commit(&mut loaded, happened, call.clock).await?;
        if let Command::SendAnyway { rules, .. } = command
            && !id.is_sample()
        {
            // The change is stored, counted or not.
            let rules: Vec<&str> = rules.iter().map(String::as_str).collect();
            let _ = self.count_rules(&rules, Count::send).await;
        }
        let reply = PanelReply::Done {
            text: change.text,
            prospect: id.as_str().to_owned(),
            event: ids.first().map(|id| id.as_str().to_owned()),
        };
        Ok((reply, Some(effects(&book, call.clock))))
    }

    async fn prospect(&self, prospect: String, call: &Call) -> Result<PanelReply, AppError> {
        let id = ProspectId::stored(prospect);
        let mut book = self.book(call).await?;
        let loaded = book.prospect(&id).await?;
        let view = loaded.is_known().then(|| {
            Box::new(views::prospect(
                &loaded,
                &book.manner,
                book.clock_for(&id, call.clock),
            ))
        });
        Ok(PanelReply::Prospect(view))
    }

    /// The card of the tab that the message came from. Without that tab's ticket there is
    /// nothing to see: a page that frames our card does not have it.
    async fn card(&self, ticket: &str, call: &Call) -> Result<PanelReply, AppError> {
        let state = self.ticketed(ticket, call).await?;
        let mut book = self.book(call).await?;
        let card = self.card_view(&mut book, &state, call).await?;
        Ok(PanelReply::Card(Box::new(card)))
    }

    pub(super) async fn card_view(
        &self,
        book: &mut Book<'_, L>,
        state: &TabState,
        call: &Call,
    ) -> Result<crate::protocol::CardView, AppError> {
        let seen = state.seen.as_ref();
        let id = seen
            .and_then(|seen| seen.prospect.as_ref())
            .map(|(id, _)| ProspectId::stored(id.clone()));
        let loaded = match &id {
            Some(id) => Some(book.prospect(id).await?),
            None => None,
        };
        let clock = id.map_or(call.clock, |id| book.clock_for(&id, call.clock));
        let read_only = trouble(book);
        let manner = &book.manner;
        let mut card = views::card(seen, state.turn, loaded.as_ref(), manner, clock, read_only);
        card.incomplete = state.incomplete();
        let writer = seen.and_then(|seen| seen.writers.last());
        card.sender = writer.map(|(_, email)| email.clone()).unwrap_or_default();
        card.show |= state.lacks_essential();
        Ok(card)
    }

    /// The addresses that pages showed as the rep's own since the browser started.
    pub(super) async fn shown(&self) -> Result<Vec<String>, AppError> {
        let mut items = self.session.get(&[OWN.to_owned()]).await?;
        let known = items
            .remove(OWN)
            .and_then(|value| crate::domain::lean::from_value(value).ok());
        Ok(known.unwrap_or_default())
    }

    /// Who the rep's side is: the settings, what pages showed, and what this one shows. An address
    /// that is new is kept for the session.
    pub(super) async fn own_side(
        &self,
        book: &Book<'_, L>,
        shown: Option<&str>,
    ) -> Result<OwnSide, AppError> {
        let mut known = self.shown().await?;
        let new =
            shown.filter(|shown| known.len() < MOST_OWN && !known.iter().any(|own| own == shown));
        if let Some(new) = new {
            known.push(new.to_owned());
            let value = serde_json::Value::from(known.clone());
            self.session.set(one(OWN, value), &[]).await?;
        }
        Ok(OwnSide::new(
            &book.settings,
            known.iter().map(String::as_str),
        ))
    }

    /// What is known of a tab; nothing when it cannot be read, for it can be read anew.
    pub(super) async fn tab(&self, tab: i32) -> Result<TabState, AppError> {
        let key = tab_key(tab);
        let mut items = self.session.get(std::slice::from_ref(&key)).await?;
        let state = items
            .remove(&key)
            .and_then(|value| crate::domain::lean::from_value(value).ok());
        Ok(state.unwrap_or_default())
    }

    pub(super) async fn save_tab(&self, tab: i32, state: &TabState) -> Result<(), AppError> {
        let value =
            serde_json::to_value(state).map_err(|error| AppError::Refused(error.to_string()))?;
        Ok(self.session.set(one(&tab_key(tab), value), &[]).await?)
    }

    /// The tab that the message came from, when the ticket is that tab's.
    pub(super) async fn ticketed(&self, ticket: &str, call: &Call) -> Result<TabState, AppError> {
        let state = match call.tab {
            Some(tab) => self.tab(tab).await?,
            None => TabState::default(),
        };
        if state.ticket.is_empty() || state.ticket != ticket {
            return Err(AppError::Refused(
                "This card does not belong to this tab. Reload the tab.".to_owned(),
            ));
        }
        Ok(state)
    }
}

/// The ledger's trouble in words; empty when all is well.
pub(super) fn trouble<L>(book: &Book<'_, L>) -> String {
    book.trouble
        .as_ref()
        .map(ToString::to_string)
        .unwrap_or_default()
}

/// What the browser is to do now.
pub(super) fn effects<L>(book: &Book<'_, L>, clock: Clock) -> Effects {
    let today = clock.today();
    let badge = match (&book.trouble, book.summary.count(today)) {
        (Some(_), _) => Some("!".to_owned()),
        (None, 0) => None,
        (None, count) => book.settings.badge.then(|| count.to_string()),
    };
    let next = book.summary.next_day(today);
    Effects {
        badge,
        alarm_ms: next.map(|day| clock.start_of(day)),
    }
}

/// A write of one value.
pub(super) fn one(key: &str, value: serde_json::Value) -> Items {
    let mut items = Items::new();
    items.insert(key.to_owned(), value);
    items
}
