//! What an event changes in a request or a commitment.

use super::{Event, Patch, What};
use crate::domain::{Commitment, Evidence, Record, Request};

/// A change of a commitment that is not there (its recording was undone) changes nothing.
pub(super) fn commit(record: &mut Record, event: &Event) {
    match &event.what {
        What::Committed {
            commitment,
            owner,
            what,
            due,
            request,
        } => {
            let new = Commitment {
                id: commitment.clone().unwrap_or_else(|| event.id.commitment()),
                owner: *owner,
                what: what.clone(),
                due: *due,
                request: request.clone(),
                fate: None,
            };
            if commitment.is_none() {
                record.commitments.push(new);
            } else if let Some(old) = record.commitments.iter_mut().find(|old| old.id == new.id) {
                // A new date is a new promise: what was missed is open again.
                let fate = old.fate.take().filter(|_| old.due == new.due);
                *old = Commitment { fate, ..new };
            }
        }
        What::Resolved {
            commitment,
            fate,
            on,
            words,
        } => {
            let known = record.commitments.iter_mut();
            for old in known.filter(|old| &old.id == commitment) {
                old.fate = fate.map(|fate| (fate, *on, words.clone()));
            }
        }
        _ => {}
    }
}

/// An event about a request that is not there (its recording was undone) changes nothing.
pub(super) fn apply_to_request(record: &mut Record, event: &Event) {
    let (What::Amended { request: id, .. }
    | What::Ticked { request: id, .. }
    | What::Delivered { request: id, .. }
    | What::QuestionAsked { request: id, .. }
    | What::Answered { request: id, .. }
    | What::Ended { request: id, .. }
    | What::ProofSet { request: id, .. }) = &event.what
    else {
        return;
    };
    let Some(request) = record.requests.iter_mut().find(|request| &request.id == id) else {
        return;
    };
    match &event.what {
        What::Amended { patch, .. } => amend(request, patch),
        What::Ticked {
            item, known: true, ..
        } => {
            request.ticked.insert(item.clone());
        }
        What::Ticked {
            item, known: false, ..
        } => {
            request.ticked.remove(item);
        }
        What::Delivered { on, what, cost, .. } => {
            request.delivered = Some((*on, what.clone()));
            request.cost = request.cost.plus(*cost);
            request.rounds = request.rounds.saturating_add(1);
            request.question_asked = None;
            request.answer = None;
        }
        What::QuestionAsked { on, .. } => request.question_asked = Some(*on),
        What::Answered { answer, words, .. } => request.answer = Some((*answer, words.clone())),
        What::ProofSet { proof, .. } => request.proof = Some(proof.clone()),
        What::Ended { ending, reason, .. } => request.ending = Some((*ending, reason.clone())),
        _ => {}
    }
}

/// What is named in a patch changes; what is not stays.
pub(super) fn amend(request: &mut Request, patch: &Patch) {
    fn set<T: Clone>(field: &mut T, new: Option<&T>) {
        if let Some(new) = new {
            field.clone_from(new);
        }
    }
    set(&mut request.kind, patch.kind.as_ref());
    set(&mut request.words, patch.words.as_ref());
    set(&mut request.purpose, patch.purpose.as_ref());
    set(&mut request.outcome.if_yes, patch.if_yes.as_ref());
    set(&mut request.outcome.if_no, patch.if_no.as_ref());
    set(&mut request.outcome.their_owner, patch.their_owner.as_ref());
    set(&mut request.outcome.our_owner, patch.our_owner.as_ref());
    set(&mut request.evidence, patch.evidence.as_ref());
    if patch.date.is_some() || patch.no_date {
        request.outcome.date = patch.date;
    }
    if request.purpose.is_empty() && request.outcome.if_yes.is_empty() {
        request.evidence = Evidence::Assumed;
    }
}
