//! A proof of concept: what is tested, who takes part, until when, and what came out.

use super::Day;

/// One criterion, pass or fail, in the buyer's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Criterion {
    /// What has to be so.
    pub text: String,
    /// Whether it was met; `None` while that is unknown.
    pub met: Option<bool>,
    /// What the buyer said of it.
    pub words: String,
}

/// Scope that was added while it ran. It has its own date, so that the first one stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addendum {
    /// What was added.
    pub text: String,
    /// The day by which.
    pub by: Option<Day>,
}

/// What is agreed about a proof of concept. What happens on success and on failure, and the day of
/// the decision, are the request's own outcome.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    /// The criteria.
    pub criteria: Vec<Criterion>,
    /// Who takes part on the buyer's side.
    pub their_people: String,
    /// Who takes part on the rep's side.
    pub our_people: String,
    /// The first day.
    pub starts: Option<Day>,
    /// The last day.
    pub ends: Option<Day>,
    /// What the buyer brings: objectives, requirements, hardware, data or access.
    pub homework: String,
    /// What was added while it ran.
    pub addenda: Vec<Addendum>,
}

impl Proof {
    /// Whether every criterion was met. Nothing is proved by no criterion.
    pub fn is_passed(&self) -> bool {
        !self.criteria.is_empty() && self.criteria.iter().all(|one| one.met == Some(true))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_criteria_must_be_met() {
        let criterion = |met| Criterion {
            text: "exports in a minute".to_owned(),
            met,
            words: String::new(),
        };
        let check = |met: &[Option<bool>], expected| {
            let proof = Proof {
                criteria: met.iter().map(|met| criterion(*met)).collect(),
                ..Proof::default()
            };
            assert_eq!(proof.is_passed(), expected, "{met:?}");
        };
        check(&[], false);
        check(&[Some(true), None], false);
        check(&[Some(true), Some(false)], false);
        check(&[Some(true), Some(true)], true);
    }
}
