//! Commitments of both sides, and what a delivery cost.

use super::{Day, RequestId};

/// One side of a sale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// The rep and their company.
    Ours,
    /// The prospect.
    Theirs,
}

/// What became of a commitment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It was done.
    Kept,
    /// It was not done.
    Missed,
    /// It is no longer needed.
    Waived,
}

/// A commitment's identity: that of the event which recorded it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CommitmentId(String);

impl CommitmentId {
    /// A commitment's identity from the text of its first event's.
    pub fn stored(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The identity as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Something that one side promised to do by a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commitment {
    /// Its identity, given once when it was recorded.
    pub id: CommitmentId,
    /// Who promised it.
    pub owner: Side,
    /// What, in a few words.
    pub what: String,
    /// The last day on which it is in time.
    pub due: Day,
    /// The request in return for which it was promised, if any.
    pub request: Option<RequestId>,
    /// What became of it, on which day, with a few words; `None` while it is open.
    pub fate: Option<(Fate, Day, String)>,
}

impl Commitment {
    /// Whether its day has passed and nobody has said what became of it.
    pub fn is_overdue(&self, today: Day) -> bool {
        self.fate.is_none() && self.due < today
    }
}

/// What a delivery cost the rep's side. Zero is "not said".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// Working time in minutes.
    pub minutes: u32,
    /// Money in hundredths of the rep's own currency.
    pub cents: u32,
}

impl Cost {
    /// What a rep types: hours such as `1.5`, `1,5` or `1:30`, and money such as `120` or
    /// `120.50`; empty for nothing. `None` when one of them cannot be read.
    pub fn typed(hours: &str, money: &str) -> Option<Self> {
        let hours = hours.trim();
        let minutes = match hours.split_once(':') {
            Some((whole, rest)) => {
                let rest: u32 = rest.parse().ok().filter(|rest| *rest < 60)?;
                whole
                    .parse::<u32>()
                    .ok()?
                    .checked_mul(60)?
                    .checked_add(rest)?
            }
            None => hundredths(hours)?.checked_mul(60)?.div_ceil(100),
        };
        let cents = hundredths(money)?;
        Some(Self { minutes, cents })
    }

    /// Both added up; a sum too large to hold stays at the largest.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            minutes: self.minutes.saturating_add(other.minutes),
            cents: self.cents.saturating_add(other.cents),
        }
    }
}

/// Hundredths of a decimal number with at most two decimals; 0 when it is empty.
fn hundredths(text: &str) -> Option<u32> {
    let text = text.trim();
    if text.is_empty() {
        return Some(0);
    }
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let digits = |text: &str| text.chars().all(|letter| letter.is_ascii_digit());
    if whole.is_empty() || part.len() > 2 || !digits(whole) || !digits(part) {
        return None;
    }
    let padded = [whole, part, "00"].concat();
    let length = whole.len().checked_add(2)?;
    padded.get(..length)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cost_is_read_as_reps_write_it() {
        let check = |hours, money, expected: Option<(u32, u32)>| {
            let cost = Cost::typed(hours, money);
            let cost = cost.map(|cost| (cost.minutes, cost.cents));
            assert_eq!(cost, expected, "{hours:?} {money:?}");
        };
        check("", "", Some((0, 0)));
        check("1.5", "120", Some((90, 12_000)));
        check(" 1,5 ", "120,5", Some((90, 12_050)));
        check("1:30", "0.05", Some((90, 5)));
        check("0.01", "", Some((1, 0)));
        check("1:60", "", None);
        check("two", "", None);
        check("-1", "", None);
        check("", "1.234", None);
        check("", "12 EUR", None);
        check("99999999999", "", None);
    }
}
