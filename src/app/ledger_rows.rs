//! The whole ledger in lines, by portions, for the page that shows it and draws its charts.

use super::AppError;
use super::book::{Book, Loaded};
use super::engine::{Call, Engine};
use super::transfer::last_of;
use super::views;
use crate::domain::lean;
use crate::domain::{Answer, Clock, Day, ProspectId, Record, Request, gathered};
use crate::ledger::store::Store;
use crate::ledger::stored::{EVENTS, INDEXES, Index, event_key};
use crate::ledger::{Event, What, fold};
use crate::practice::{Level, Manner, attention, life, retention, silence};
use crate::protocol::{LedgerRequest, LedgerRow, PanelReply};
use std::collections::{BTreeMap, BTreeSet};

/// The events of prospects.
type Known = BTreeMap<ProspectId, Vec<Event>>;

/// How many prospects are read together: two readings of the store for each portion. The first is
/// what the page shows at first.
const ROWS: u32 = 200;
const FIRST: u32 = 100;

/// So many events are looked through for what has changed; after more, all is read anew.
const NEWS: u32 = 500;

impl<L: Store, S: Store> Engine<L, S> {
    /// The prospects behind that key, in the order of their identities; or those to whom something
    /// has happened since an event. With `old` days, those alone that are so old.
    pub(super) async fn ledger(
        &self,
        after: &str,
        since: &str,
        old: u32,
        call: &Call,
    ) -> Result<PanelReply, AppError> {
        let mut book = self.book(call).await?;
        let mut last = book.summary.last_event();
        let total = match after {
            "" => self.local.count(INDEXES).await?,
            _ => 0,
        };
        let (known, after) = if since.is_empty() {
            self.portion(&mut book, after).await?
        } else {
            let changed = self.changed(&mut book, since).await?;
            if changed.is_none() {
                last.clear();
            }
            (changed.unwrap_or_default(), String::new())
        };
        let until = retention::until(call.clock, book.summary.last_ms);
        let rows = known.into_iter().filter_map(|(id, events)| {
            let record = fold(id.clone(), &events);
            let loaded = Loaded {
                index: Index::default(),
                events,
                record,
            };
            let clock = book.clock_for(&id, call.clock);
            let row = row(&loaded, &book.manner, clock);
            let numbers = &book.manner.numbers;
            let is_old =
                |last| retention::is_old(&loaded.record, (last, until), old, numbers, clock);
            (old == 0 || row.last.is_some_and(is_old)).then_some(row)
        });
        Ok(PanelReply::Ledger {
            rows: rows.collect(),
            after,
            total,
            last,
            today: call.clock.today(),
        })
    }

    async fn portion(
        &self,
        book: &mut Book<'_, L>,
        after: &str,
    ) -> Result<(Known, String), AppError> {
        let most = if after.is_empty() { FIRST } else { ROWS };
        let items = self.local.range(INDEXES, after, most).await?;
        let after = last_of(items.keys(), most);
        let indexes = items.into_values();
        let indexes = indexes.filter_map(|value| lean::from_value::<Index>(value).ok());
        let ids: Vec<String> = indexes.flat_map(|index| index.events).collect();
        let mut known = Known::new();
        for event in book.events(&ids).await? {
            known.entry(event.prospect.clone()).or_default().push(event);
        }
        Ok((known, after))
    }

    /// Those to whom something has happened since; `None` when that is too much. What is imported
    /// lies before: the number of prospects tells of it, or the next look at the page.
    async fn changed(
        &self,
        book: &mut Book<'_, L>,
        since: &str,
    ) -> Result<Option<Known>, AppError> {
        let news = self.local.range(EVENTS, &event_key(since), NEWS).await?;
        if u32::try_from(news.len()) == Ok(NEWS) {
            return Ok(None);
        }
        let prospects = news
            .values()
            .filter_map(|event| event.get("prospect")?.as_str());
        let prospects: BTreeSet<String> = gathered(prospects.map(str::to_owned));
        let mut known = Known::new();
        for prospect in prospects {
            let id = ProspectId::stored(prospect);
            let loaded = book.prospect(&id).await?;
            known.insert(id, loaded.events);
        }
        known.retain(|_, events| !events.is_empty());
        Ok(Some(known))
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
        dark: silent.is_some_and(|silence| silence.level == Level::Dark),
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
