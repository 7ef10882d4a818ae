//! Ledgers of several computers become one, in whatever order and however often their events come.

use crate::look::indexes;
use crate::play::{Act, Player};
use askback::ledger::store::Items;
use askback::protocol::{ImportView, PanelReply, PanelRequest};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;

/// Three computers; the acts are all but forgetting and running the sample mailbox ahead.
const COMPUTERS: usize = 3;
const ACTS: u8 = 13;

impl Player {
    /// The whole ledger as lines, fetched portion by portion.
    pub fn export(&mut self) -> Vec<String> {
        let (mut all, mut from) = (Vec::new(), String::new());
        loop {
            let Some(PanelReply::Exported { lines, after, .. }) =
                self.ask(PanelRequest::Export { after: from })
            else {
                panic!("nothing was exported");
            };
            all.extend(lines);
            if after.is_empty() {
                return all;
            }
            from = after;
        }
    }

    /// Takes lines in, or looks at them.
    pub fn import(&mut self, lines: &[String], write: bool) -> ImportView {
        let lines = lines.to_vec();
        match self.ask(PanelRequest::Import { lines, write }) {
            Some(PanelReply::Imported(view)) => *view,
            other => panic!("nothing was imported: {other:?}"),
        }
    }

    fn events(&self) -> BTreeMap<String, Value> {
        let items = self.items();
        let events = items.iter().filter(|(key, _)| key.starts_with("e/"));
        events
            .map(|(key, one)| (key.clone(), one.clone()))
            .collect()
    }

    /// Everything that the ledger knows, the indexes made anew.
    fn known(&mut self) -> (BTreeMap<String, Value>, BTreeMap<String, Value>) {
        assert!(self.repair(None));
        (self.events(), indexes(&self.items()))
    }
}

/// A computer does something, or takes in what another has.
fn step() -> impl Strategy<Value = (usize, Act, Option<usize>)> {
    let act =
        (0..ACTS, 0_u8..3, any::<u8>()).prop_map(|(what, who, which)| Act { what, who, which });
    (0..COMPUTERS, act, prop::option::weighted(0.1, 0..COMPUTERS))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_union_is_the_same_in_whatever_order_and_however_often(
        steps in prop::collection::vec(step(), 1..60),
        order in prop::collection::vec(any::<prop::sample::Index>(), 1..200),
        portion in 1_usize..40,
    ) {
        let mut all: Vec<Player> = (1..).take(COMPUTERS).map(Player::on).collect();
        for (at, act, other) in steps {
            let lines = other.map_or_else(Vec::new, |other| all[other].export());
            if other.is_some() {
                all[at].import(&lines, true);
            }
            all[at].act(act, None);
        }
        let lines: Vec<String> = all.iter_mut().flat_map(Player::export).collect();
        prop_assume!(!lines.is_empty());
        // Some of them first, in any order and some of them twice; then all of them, backward.
        let mut mixed: Vec<String> = order.iter().map(|one| one.get(&lines).clone()).collect();
        mixed.extend(lines.iter().rev().cloned());
        let mut plain = Player::on(4);
        for some in lines.chunks(500) {
            plain.import(some, true);
        }
        let mut shuffled = Player::on(5);
        for some in mixed.chunks(portion) {
            let before: Items = shuffled.items().clone();
            let looked = shuffled.import(some, false);
            prop_assert_eq!(&*shuffled.items(), &before, "looking changes nothing");
            prop_assert_eq!(shuffled.import(some, true), looked, "what was shown is what is done");
        }
        let kept = indexes(&shuffled.items());
        let expected = plain.known();
        let whole = shuffled.known();
        prop_assert_eq!(kept, whole.1.clone(), "what is kept is what the events add up to");
        prop_assert_eq!(&whole, &expected);
        for one in &mut all {
            one.import(&mixed, true);
            one.clock = plain.clock;
            // Commands after it come after all that was taken in.
            prop_assert_eq!(&one.known().0, &expected.0);
            prop_assert_eq!(one.import(&lines, true).fresh, 0);
        }
    }
}

#[test]
fn what_a_repair_set_aside_comes_back_from_an_export() {
    let mut player = Player::on(1);
    for which in 1..6 {
        player.act(
            Act {
                what: 0,
                who: 0,
                which,
            },
            None,
        );
    }
    let lines = player.export();
    let before = player.known();
    let key = before.0.keys().nth(2).expect("an event").clone();
    player.items().insert(key, Value::from("damaged"));
    assert!(player.repair(None));
    assert_ne!(player.known(), before);
    assert_eq!(player.import(&lines, true).fresh, 1);
    assert_eq!(player.known(), before);
}

#[test]
fn an_event_with_other_content_is_refused_and_nothing_is_changed() {
    let mut player = Player::on(1);
    player.act(
        Act {
            what: 0,
            who: 0,
            which: 1,
        },
        None,
    );
    let mut lines = player.export();
    let forged = lines[0].replace("mark", "evil");
    assert_ne!(forged, lines[0]);
    lines.push(forged);
    let before = player.items().clone();
    let (at, wrong) = player.import(&lines, true).wrong.expect("refused");
    assert_eq!(at, 1);
    assert!(wrong.contains("other content"), "{wrong}");
    assert!(player.import(&lines[1..], true).wrong.is_some());
    assert_eq!(*player.items(), before);
}
