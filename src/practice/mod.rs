//! The rules that judge: the life of a request, the verdict on a draft, silence, what needs a
//! decision. Pure; every number is a field of [`Numbers`] so that settings can change it.

pub mod attention;
pub mod business_days;
pub mod kinds;
pub mod life;
pub mod rules;
pub mod silence;

pub use attention::{Attention, Need};
pub use silence::{Level, Silence};

/// The numbers of the practice. The defaults are those of the normal preset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbers {
    /// Business days of silence after which a prospect is quiet.
    pub quiet: u32,
    /// Business days of silence after which a prospect is dark.
    pub dark: u32,
    /// Business days past an agreed date after which a prospect is dark.
    pub dark_past_date: u32,
}

impl Default for Numbers {
    fn default() -> Self {
        Self {
            quiet: 5,
            dark: 10,
            dark_past_date: 2,
        }
    }
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
