//! What must hold when all is over.

use crate::play::{Change, Fate, PROSPECTS, Player, snooze};
use askback::domain::{Day, ProspectId};
use askback::ledger::store::Items;
use askback::ledger::stored::{Index, StoredEvent, Summary, parse_entry_key};
use askback::ledger::{Event, fold};
use askback::protocol::{PanelReply, PanelRequest};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

impl Player {
    /// Starts anew with nothing failing any more, and holds the ledger against what was said.
    pub fn look(&mut self) {
        self.make_well();
        let items = self.items().clone();
        for change in &self.changes {
            check(change, &items);
        }
        for prospect in PROSPECTS {
            self.check_shown(prospect, &events_of(&items, prospect));
        }
        // Where nothing was damaged, nothing needs a repair to be right.
        if !self.tainted {
            let kept = indexes(&self.items());
            assert!(self.repair(None), "a well ledger is made anew");
            assert_eq!(
                kept,
                indexes(&self.items()),
                "what was kept is not what the events add up to"
            );
        }
    }

    /// A change of each prospect; where damage is said, "Repair" ends it.
    fn make_well(&mut self) {
        if self.set_aside {
            assert!(self.repair(None), "a repair is possible again");
        }
        for prospect in PROSPECTS {
            if let Some(PanelReply::Done { .. }) = self.ask(snooze(prospect)) {
                continue;
            }
            assert!(
                self.tainted || self.was_ended(),
                "damage is said where there is none"
            );
            assert!(self.repair(None), "a repair is possible");
            let reply = self.ask(snooze(prospect));
            assert!(
                matches!(reply, Some(PanelReply::Done { .. })),
                "after a repair: {reply:?}"
            );
        }
    }

    /// Whether a repair was broken off, which is said as damage is.
    fn was_ended(&self) -> bool {
        self.items()
            .get("summary")
            .is_some_and(|summary| summary["rebuilding"] == true)
    }

    /// What the rep sees is what the events add up to.
    fn check_shown(&mut self, prospect: &str, events: &[Event]) {
        let record = fold(ProspectId::stored(prospect), events);
        let request = PanelRequest::Prospect {
            prospect: prospect.to_owned(),
        };
        let Some(PanelReply::Prospect(view)) = self.ask(request) else {
            panic!("{prospect} is not shown");
        };
        let view = view.expect("it was snoozed");
        let shown: BTreeSet<&str> = view.requests.iter().map(|one| one.id.as_str()).collect();
        let known: BTreeSet<&str> = record.requests.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(shown, known, "the requests of {prospect}");
        let shown: BTreeSet<&str> = view.commitments.iter().map(|one| one.id.as_str()).collect();
        let known: BTreeSet<&str> = record
            .commitments
            .iter()
            .map(|one| one.id.as_str())
            .collect();
        assert_eq!(shown, known, "the commitments of {prospect}");
    }
}

fn check(change: &Change, items: &Items) {
    if change.fate == Fate::Damaged {
        return;
    }
    let holding = |text: &str| {
        let events = items.iter().filter(|(key, _)| key.starts_with("e/"));
        events
            .filter(|(_, value)| value.to_string().contains(text))
            .count()
    };
    if !change.mark.is_empty() {
        let found = holding(&change.mark);
        let expected: &[usize] = match change.fate {
            Fate::Confirmed => &[change.parts],
            Fate::Unknown => &[0, change.parts],
            _ => &[0],
        };
        assert!(expected.contains(&found), "{found} events of {change:?}");
    }
    if let (Fate::Confirmed, Some(event)) = (change.fate, &change.event) {
        let index = index_of(items, change.prospect);
        let times = index.events.iter().filter(|one| *one == event).count();
        assert_eq!(times, 1, "{change:?} in {index:?}");
        assert!(items.contains_key(&format!("e/{event}")), "{change:?}");
    }
}

fn index_of(items: &Items, prospect: &str) -> Index {
    let index = items.get(&format!("p/{prospect}")).expect("an index");
    serde_json::from_value(index.clone()).expect("an index that can be read")
}

/// The events of a prospect, by the events themselves; its index names just these.
fn events_of(items: &Items, prospect: &str) -> Vec<Event> {
    let stored = items.iter().filter(|(key, _)| key.starts_with("e/"));
    let read = |value: &Value| serde_json::from_value::<StoredEvent>(value.clone()).ok();
    let events = stored.filter_map(|(_, value)| read(value)?.into_event());
    let events: Vec<Event> = events
        .filter(|one| one.prospect.as_str() == prospect)
        .collect();
    let ids: BTreeSet<&str> = events.iter().map(|one| one.id.as_str()).collect();
    let index = index_of(items, prospect);
    let indexed: BTreeSet<&str> = index.events.iter().map(String::as_str).collect();
    assert_eq!(ids, indexed, "the index of {prospect}");
    assert_eq!(
        indexed.len(),
        index.events.len(),
        "twice in the index of {prospect}"
    );
    events
}

/// All that can be made anew from the events, in one form for what means the same.
pub fn indexes(items: &Items) -> BTreeMap<String, Value> {
    let mut all: BTreeMap<String, Value> = items
        .iter()
        .filter(|(key, _)| {
            ["p/", "a/", "n/", "w/"]
                .iter()
                .any(|front| key.starts_with(front))
        })
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect();
    for (_, value) in all.iter_mut().filter(|(key, _)| key.starts_with("w/")) {
        let holders = value.as_array_mut().expect("a list");
        holders.sort_by_key(Value::to_string);
    }
    let mut days: BTreeMap<Day, u32> = BTreeMap::new();
    for (day, _) in all.keys().filter_map(|key| parse_entry_key(key)) {
        *days.entry(day).or_default() += 1;
    }
    let summary = items["summary"].clone();
    let summary: Summary = serde_json::from_value(summary).expect("a summary that can be read");
    assert_eq!(summary.days, days, "the badge is the agenda's sum");
    all.insert("samples".to_owned(), json!(summary.samples));
    all
}
