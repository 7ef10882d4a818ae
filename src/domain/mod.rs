//! The words of the sales practice as types. No I/O, no clock, no storage or wire attributes.

mod clock;
mod commitment;
mod deal;
mod few;
pub mod flat;
mod identity;
pub mod lean;
pub mod order;
mod permission;
mod proof;
mod record;
mod request;
mod suffixes;
pub mod texts;

pub use clock::{Clock, Day, days_after, spoken, spoken_briefly, spoken_in_full};
pub use commitment::{Commitment, CommitmentId, Cost, Fate, Side};
pub use deal::{Deal, DealEnd, Done, Ended, Job, Promise, Step, StepPlan};
pub use few::{Few, gathered};
pub use identity::{Address, DealId, ProspectId, RequestId, plain_name};
pub use permission::permission_for;
pub use proof::{Addendum, Criterion, Proof};
pub use record::{Contact, Record, Spoken};
pub use request::{Answer, Ending, Evidence, Kind, Missing, Outcome, Request, RequestState};
