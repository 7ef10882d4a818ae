//! Days of a deal, played on the engine over the in-memory store with a hand-set clock: the very
//! path that the worker runs.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what went wrong by failing"
)]

mod commitments;
mod crm;
mod deal;
mod deals;
mod desk;
mod erase;
mod faults;
mod hostile;
mod locked;
mod loosening;
mod never;
mod retention;
mod settings;
mod sites;
mod stage;
mod together;
mod trust;
mod weeks;
mod who;
