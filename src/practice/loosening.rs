//! A rule that a rep sends against again and again is too strict for the way they sell: it proposes
//! its own loosening.

/// How many drafts a rule must have held before its count says anything.
const FIRST: u32 = 5;

/// What became of the drafts that a rule held since the rep last decided about it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Drafts that it held.
    pub held: u32,
    /// How many of them were sent anyway.
    pub sent: u32,
    /// How often the rep kept the rule as it is when it proposed its loosening.
    pub kept: u32,
}

impl Count {
    /// A draft was held.
    pub const fn hold(&mut self) {
        self.held = self.held.saturating_add(1);
    }

    /// A held draft was sent anyway.
    pub fn send(&mut self) {
        self.sent = self.sent.saturating_add(1);
        self.held = self.held.max(self.sent);
    }

    /// The rep keeps the rule: what was counted is decided, and a new proposal needs twice as many.
    #[must_use]
    pub const fn keep(self) -> Self {
        Self {
            held: 0,
            sent: 0,
            kept: self.kept.saturating_add(1),
        }
    }

    /// Whether the rule was sent against more than half of the time, often enough to mean it.
    pub fn proposes(self) -> bool {
        let least = FIRST.saturating_mul(1 << self.kept.min(6));
        self.held >= least && self.sent > self.held / 2
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(held: u32, sent: u32, kept: u32, proposes: bool) {
        let count = Count { held, sent, kept };
        assert_eq!(count.proposes(), proposes, "{count:?}");
    }

    #[test]
    fn more_than_half_of_five_or_more() {
        check(0, 0, 0, false);
        check(1, 1, 0, false);
        check(4, 4, 0, false);
        check(5, 2, 0, false);
        check(5, 3, 0, true);
        check(6, 3, 0, false);
        check(7, 4, 0, true);
    }

    #[test]
    fn a_rule_that_was_kept_needs_twice_as_many() {
        let count = Count {
            held: 5,
            sent: 5,
            kept: 0,
        };
        assert!(count.proposes() && !count.keep().proposes());
        check(9, 9, 1, false);
        check(10, 6, 1, true);
        check(19, 19, 2, false);
        check(400, 400, 40, true);
    }

    #[test]
    fn what_was_sent_anyway_was_held() {
        let mut count = Count::default();
        count.send();
        assert_eq!((count.held, count.sent), (1, 1));
        count.hold();
        count.send();
        assert_eq!((count.held, count.sent), (2, 2));
    }
}
