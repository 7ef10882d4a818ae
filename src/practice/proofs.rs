//! What is to be said of a proof of concept's plan (practice: what is asked, kind by kind).

use crate::domain::{Clock, Proof, Request};

/// More criteria than this are too many to pass or fail by.
const MOST_CRITERIA: usize = 5;
/// Fewer than this prove little.
const LEAST_CRITERIA: usize = 3;
/// Days after which a proof of concept is long, and after which it is a project.
const LONG: i64 = 28;
const FAR_TOO_LONG: i64 = 56;

/// What the plan lacks or has too much of, one plain sentence each. Empty while nothing of it is
/// written down: then the checklist asks.
pub fn warnings(request: &Request, clock: Clock) -> Vec<String> {
    let Some(proof) = &request.proof else {
        return Vec::new();
    };
    let mut found: Vec<String> = Vec::new();
    let mut say = |text: &str| found.push(text.to_owned());
    match proof.criteria.len() {
        0 => say("Nothing is agreed yet that it passes or fails by. Write three to five criteria."),
        count if count < LEAST_CRITERIA => {
            say("Three to five criteria make a proof; these are fewer.");
        }
        count if count > MOST_CRITERIA => {
            say("More than five criteria: agree on those that decide.");
        }
        _ => {}
    }
    if let (Some(starts), Some(ends)) = (proof.starts, proof.ends) {
        match (ends - starts).num_days() {
            ..0 => say("It ends before it starts."),
            days if days > FAR_TOO_LONG => {
                say("More than eight weeks: this is a project, not a proof. Two weeks are enough.");
            }
            days if days > LONG => say("More than four weeks. Two are enough for most."),
            _ => {}
        }
    }
    if proof.ends.is_some_and(|ends| ends < clock.today()) && open(proof) {
        say("It has ended, and not every criterion is said to be met or not.");
    }
    if proof.homework.is_empty() {
        say("Nothing is noted that they bring: requirements, data, access.");
    }
    found
}

fn open(proof: &Proof) -> bool {
    proof.criteria.iter().any(|one| one.met.is_none())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Criterion, Kind, RequestId};

    fn check(criteria: usize, starts: &str, ends: &str, expected: &[&str]) {
        let day = |text: &str| text.parse().ok();
        let criterion = Criterion {
            text: "under a minute".to_owned(),
            met: None,
            words: String::new(),
        };
        let on = day("2026-11-02").unwrap();
        let id = RequestId::stored("r");
        let mut request = Request::asked(id, Kind::ProofOfConcept, String::new(), on);
        request.proof = Some(Proof {
            criteria: vec![criterion; criteria],
            starts: day(starts),
            ends: day(ends),
            homework: "test data".to_owned(),
            ..Proof::default()
        });
        let clock = Clock {
            at_ms: 0,
            offset_minutes: 0,
        };
        let clock = Clock {
            at_ms: clock.start_of(day("2026-11-10").unwrap()),
            ..clock
        };
        let found = warnings(&request, clock);
        let all = found.len() == expected.len();
        let each = found
            .iter()
            .zip(expected)
            .all(|(said, part)| said.contains(part));
        assert!(all && each, "{found:?}");
    }

    #[test]
    fn three_to_five_criteria_in_two_weeks() {
        check(3, "2026-11-09", "2026-11-23", &[]);
        check(0, "", "", &["Nothing is agreed"]);
        check(2, "", "", &["fewer"]);
        check(6, "", "", &["More than five"]);
        check(4, "2026-11-09", "2026-12-20", &["four weeks"]);
        check(4, "2026-11-09", "2027-02-20", &["eight weeks"]);
        check(4, "2026-11-20", "2026-11-12", &["before it starts"]);
        check(4, "2026-10-20", "2026-11-03", &["It has ended"]);
    }
}
