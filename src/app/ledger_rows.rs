//! The whole ledger in lines, by portions, for the page that shows it and draws its charts.

use super::AppError;
use super::book::Loaded;
use super::engine::{Call, Engine};
use super::transfer::last_of;
use super::views;
use crate::domain::{Answer, Clock, Day, ProspectId, Record, Request};
use crate::ledger::store::Store;
use crate::ledger::stored::{INDEXES, Index};
use crate::ledger::{Event, What, fold, lean};
use crate::practice::{Level, Manner, attention, life, silence};
use crate::protocol::{LedgerRequest, LedgerRow, PanelReply};
use std::collections::BTreeMap;

/// How many prospects are read together: two readings of the store for each portion.
const ROWS: u32 = 200;

impl<L: Store, S: Store> Engine<L, S> {
    /// The prospects behind that key, in the order of their identities.
    pub(super) async fn ledger(&self, after: &str, call: &Call) -> Result<PanelReply, AppError> {
        let mut book = self.book(call).await?;
        let total = match after {
            "" => self.local.count(INDEXES).await?,
            _ => 0,
        };
        let items = self.local.range(INDEXES, after, ROWS).await?;
        let after = last_of(items.keys(), ROWS);
        let indexes = items.into_values();
        let indexes = indexes.filter_map(|value| lean::from_value::<Index>(value).ok());
        let ids: Vec<String> = indexes.flat_map(|index| index.events).collect();
        let mut known: BTreeMap<ProspectId, Vec<Event>> = BTreeMap::new();
        for event in book.events(&ids).await? {
            known.entry(event.prospect.clone()).or_default().push(event);
        }
        let rows = known.into_iter().map(|(id, events)| {
            let record = fold(id.clone(), &events);
            let loaded = Loaded {
                index: Index::default(),
                events,
                record,
            };
            row(&loaded, &book.manner, book.clock_for(&id, call.clock))
        });
        Ok(PanelReply::Ledger {
            rows: rows.collect(),
            after,
            total,
            today: call.clock.today(),
        })
    }
}

fn row(loaded: &Loaded, manner: &Manner, clock: Clock) -> LedgerRow {
    let record = &loaded.record;
    let deal = record.deal();
    let waits = attention::attention(record, &manner.numbers, clock);
    let waits = waits.filter(|need| need.from <= clock.today() && !record.ignored);
    let silent = silence::silence(record, &manner.numbers, clock);
    let silent = silent.filter(|silence| silence.level != Level::Answered);
    let cost = record.requests.iter().map(|request| request.cost);
    let cost = cost.fold(crate::domain::Cost::default(), crate::domain::Cost::plus);
    LedgerRow {
        head: views::head(&record.prospect, &record.name),
        deal: deal.map(|deal| deal.name.clone()).unwrap_or_default(),
        state: deal.map_or("open", super::deal_view::state).to_owned(),
        open: count(
            record
                .requests
                .iter()
                .filter(|one| life::is_open(one))
                .count(),
        ),
        waits: waits.map_or("", |need| need.need.code()).to_owned(),
        silent: silent.map_or(0, |silence| silence.business_days),
        minutes: cost.minutes,
        cents: cost.cents,
        last: loaded.events.iter().map(|event| event.day).max(),
        requests: requests(loaded, record, manner),
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn requests(loaded: &Loaded, record: &Record, manner: &Manner) -> Vec<LedgerRequest> {
    let all = record.requests.iter().map(|request| {
        let on = confirmed(request, &loaded.events);
        let mut later = record
            .requests
            .iter()
            .filter(|other| other.deal == request.deal);
        let next = later.find(|other| other.id > request.id);
        LedgerRequest {
            kind: manner.say(request.kind.label()),
            state: views::state_code(request).to_owned(),
            days: on.map(|on| u32::try_from((on - request.asked_on).num_days()).unwrap_or(0)),
            in_turn: next.map(|next| on.is_some_and(|on| on <= next.asked_on)),
        }
    });
    all.collect()
}

/// The day on which they said that they got what they were looking for.
fn confirmed(request: &Request, events: &[Event]) -> Option<Day> {
    let yes = matches!(request.answer, Some((Answer::Yes, _)));
    let mut answers = events.iter().rev().filter(|_| yes);
    let last = answers.find(
        |event| matches!(&event.what, What::Answered { request: id, .. } if *id == request.id),
    );
    last.map(|event| event.day)
}
