//! Wire messages, by who may send them.
//!
//! The sender decides which type is parsed: the script in a web page can send [`PageRequest`] and
//! nothing else; only our own pages can send [`PanelRequest`]. Everything here is text from
//! outside until `app` has looked at it. The TypeScript twins in `extension/protocol.d.ts` are
//! made from these types (the test in `types.rs` holds them equal).

mod card;
mod command;
mod deal;
mod ledger;
mod page;
mod panel;
mod surface;
mod transfer;
#[cfg(test)]
mod types;
mod view;

pub use card::*;
pub use command::{Command, Cost, Fields};
pub use deal::{
    CriterionFields, DealChange, DealView, EndFields, JobFields, JobView, PromiseFields,
    PromiseView, ProofFields, SaidOf, StepFields, StepView,
};
pub use ledger::{LedgerRequest, LedgerRow};
pub use page::{
    Attachment, Compose, Conversation, CrmRecord, FieldWays, MailMessage, PageReply, PageRequest,
    Person, Row, Segment, SegmentKind, SendWay, Strip, VerdictReply,
};
pub use panel::{PanelReply, PanelRequest, SettingsForm};
pub use surface::{FromCard, ToCard};
pub use transfer::ImportView;
pub use view::*;
