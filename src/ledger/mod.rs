//! What is remembered: events, their fold, the keys they are stored under, and the store.
//!
//! The ledger is a log of events that are never changed. What is known of a prospect is the fold
//! of its events in the order of their identities; everything else that is stored is an index
//! that can be made anew from them ([`stored`]).

mod deal_event;
mod event;
mod fold;
mod request_event;
pub mod store;
pub mod stored;

pub use deal_event::DealEvent;
pub use event::{Event, EventId, Patch, What};
pub use fold::fold;
