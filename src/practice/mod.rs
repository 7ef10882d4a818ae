//! The rules that judge: the life of a request, the verdict on a draft, silence, what needs a
//! decision. Pure; every number is a field of [`Numbers`] so that settings can change it.

pub mod after_close;
pub mod again;
pub mod attention;
pub mod business_days;
pub mod hard_question;
pub mod kinds;
pub mod life;
pub mod loosening;
pub mod manner;
pub mod paste;
pub mod plan;
pub mod proofs;
pub mod readiness;
pub mod retention;
pub mod rules;
pub mod settings;
pub mod silence;
pub mod walking_away;

use crate::domain::{Few, Kind};

pub use attention::{Attention, Need};
pub use business_days::Calendar;
pub use loosening::Count;
pub use manner::Manner;
pub use silence::{Level, Silence};

/// The numbers of the practice. The defaults are those of the normal preset (practice: silence).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbers {
    /// Business days of silence after which a prospect is quiet.
    pub quiet: u32,
    /// Business days of silence after which a prospect is dark.
    pub dark: u32,
    /// Calendar days of silence after which the hard question is offered.
    pub hard_question: u32,
    /// Calendar days of silence after which walking away is proposed.
    pub walk_away: u32,
    /// Business days past an agreed date after which a prospect is dark.
    pub dark_past_date: u32,
    /// Business days for an answer to the hard question: 48 hours on business days.
    pub hard_question_wait: u32,
    /// Business days for asking for the order once nothing stands before it. Not in the practice;
    /// ours, so that a rep has two days in which to do it.
    pub ask_within: u32,
    /// Calendar days after the delivery on which the due question is asked, where set.
    pub ask_after: Few<Kind, u32>,
    /// Which days are business days.
    pub calendar: Calendar,
}

impl Default for Numbers {
    fn default() -> Self {
        Self::of(Preset::Normal)
    }
}

impl Numbers {
    /// The numbers of a preset (practice: silence).
    pub fn of(preset: Preset) -> Self {
        let (quiet, dark, hard_question, walk_away) = match preset {
            Preset::QuickSale => (3, 7, 10, 14),
            Preset::Normal => (5, 10, 14, 21),
            Preset::Enterprise => (10, 20, 30, 45),
        };
        Self {
            quiet,
            dark,
            hard_question,
            walk_away,
            dark_past_date: 2,
            hard_question_wait: 2,
            ask_within: 2,
            ask_after: Few::new(),
            calendar: Calendar::default(),
        }
    }
}

impl Numbers {
    /// Calendar days after the delivery on which the due question is asked.
    pub fn ask_after(&self, kind: Kind) -> u32 {
        let set = self.ask_after.get(&kind).copied();
        set.unwrap_or(kinds::question_after_days(kind))
    }
}

/// The numbers that fit a way of selling.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Preset {
    /// Small deals that are decided in days.
    QuickSale,
    /// Most deals.
    #[default]
    Normal,
    /// Large deals with many people.
    Enterprise,
}

/// How strongly the rules speak up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Reminds, and holds only on the rules that the practice marks for it.
    #[default]
    Coach,
    /// Holds on every rule.
    Strict,
    /// Says nothing in the composer; the badge alone speaks.
    Quiet,
}
