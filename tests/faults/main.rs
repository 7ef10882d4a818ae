//! Long random sequences of commands over the in-memory store, with faults at random points: every
//! change that was confirmed to the rep is there afterwards, none is there twice, none half.
//!
//! `ASKBACK_FAULTS=1000000 cargo test --profile native --test faults` plays until so many faults have
//! struck; without it, until two thousand have, which takes seconds.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test says what went wrong by failing"
)]

mod failing;
mod look;
mod merge;
mod old;
mod play;

use failing::{Armed, Fault};
use play::{Act, Player, Step};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::cell::Cell;

/// Faults that strike in a run of the whole suite.
const QUICK: u32 = 2_000;

fn fault() -> impl Strategy<Value = Option<Armed>> {
    let some = (prop::sample::select(&Fault::ALL[..]), 0_u8..4, any::<u8>());
    prop::option::weighted(
        0.4,
        some.prop_map(|(fault, after, which)| Armed {
            fault,
            after,
            which,
        }),
    )
}

fn step() -> impl Strategy<Value = Step> {
    let act = (0..Act::COUNT, any::<u8>(), any::<u8>());
    prop_oneof![
        30 => (act, fault()).prop_map(|((what, who, which), fault)| Step::Do(Act { what, who, which }, fault)),
        2 => fault().prop_map(Step::Repair),
        2 => (-200_i32..400).prop_map(Step::Clock),
        1 => Just(Step::Restart),
        1 => (1..=2_u8).prop_map(Step::Older),
        1 => Just(Step::Newer),
        1 => (any::<u8>(), any::<u8>(), any::<bool>()).prop_map(|(which, how, gone)| Step::Damage { which, how, gone }),
    ]
}

#[test]
fn whatever_fails_what_was_confirmed_is_there_once_and_whole() {
    let goal =
        std::env::var("ASKBACK_FAULTS").map_or(QUICK, |text| text.parse().expect("a number"));
    let struck = Cell::new(0);
    let changes = Cell::new(0);
    while struck.get() < goal {
        let config = Config {
            cases: 50,
            failure_persistence: None,
            ..Config::default()
        };
        let played = TestRunner::new(config).run(&prop::collection::vec(step(), 1..60), |steps| {
            let mut player = Player::on(0);
            for step in &steps {
                player.step(step);
            }
            player.look();
            struck.set(struck.get() + player.struck());
            changes.set(changes.get() + player.confirmed());
            Ok(())
        });
        if let Err(error) = played {
            panic!("{error}");
        }
    }
    assert!(changes.get() > struck.get() / 4, "hardly anything was done");
    println!(
        "{} faults struck, {} changes were confirmed",
        struck.get(),
        changes.get()
    );
}
