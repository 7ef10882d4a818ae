//! What a judged draft shows: the strip in its composer, the dialog when it is held.

use super::judge::Judged;
use super::tab::{Held, TabState};
use super::views;
use crate::domain::{Kind, Request};
use crate::practice::Manner;
use crate::practice::rules::{self, Severity};
use crate::protocol::{Fields, GateView, Proposal, Strip};

/// What the strip says of a judged draft; nothing when there is nothing to say.
pub(super) fn strip_of(worst: &Judged) -> Option<Strip> {
    let given = rules::answered(&worst.draft, &worst.loaded.record);
    let Some(severity) = worst.severity() else {
        // What is given is known about: say what was agreed, as a quiet yes.
        let request = given.first()?;
        return Some(Strip {
            tone: "ok".to_owned(),
            text: format!("Agreed: {}", agreed(request)),
            button: "Show".to_owned(),
        });
    };
    let tone = if severity == Severity::Hold {
        "hold"
    } else {
        "remind"
    };
    let text = worst.findings.first()?.text.clone();
    Some(Strip {
        tone: tone.to_owned(),
        text,
        button: "What is missing?".to_owned(),
    })
}

/// The sentence that the buyer agreed to, with its date.
fn agreed(request: &Request) -> String {
    match request.outcome.date {
        Some(date) => format!(
            "{} (by {})",
            request.outcome.if_yes,
            crate::domain::spoken(date)
        ),
        None => request.outcome.if_yes.clone(),
    }
}

/// What the dialog over a held draft shows.
pub(super) fn gate_of(
    worst: &Judged,
    held: &Held,
    state: &TabState,
    manner: &Manner,
    read_only: String,
) -> GateView {
    let record = &worst.loaded.record;
    let given = rules::answered(&worst.draft, record);
    let named = worst
        .findings
        .iter()
        .filter_map(|finding| finding.request.as_ref());
    let mut concerned: Vec<&Request> = named.filter_map(|id| record.request(id)).collect();
    concerned.extend(given.iter().copied());
    let mut seen = std::collections::BTreeSet::new();
    concerned.retain(|request| seen.insert(request.id.clone()));
    let sentence = concerned
        .iter()
        .find(|request| !request.outcome.if_yes.is_empty());
    GateView {
        compose_id: held.compose.id.clone(),
        prospect: views::head(&worst.id, &worst.name),
        reasons: worst.findings.iter().map(views::reason).collect(),
        requests: concerned
            .iter()
            .map(|request| views::request(request, record, manner, worst.clock))
            .collect(),
        unrecorded: unrecorded(worst, given.is_empty(), held, state),
        agreed: sentence.map(|request| agreed(request)).unwrap_or_default(),
        read_only,
        kinds: views::kind_list(manner),
        today: worst.clock.today(),
    }
}

/// What the draft gives and nobody recorded asking for, ready to be recorded: as the open mail
/// asks for it, where it does.
fn unrecorded(
    worst: &Judged,
    nothing_answered: bool,
    held: &Held,
    state: &TabState,
) -> Option<Proposal> {
    let (kind, _) = worst
        .draft
        .gives
        .iter()
        .find_map(|(kind, words)| kind.map(|kind| (kind, words)))?;
    if !nothing_answered
        || worst
            .loaded
            .record
            .requests
            .iter()
            .any(|request| request.kind == kind)
    {
        return None;
    }
    let seen = state.seen.as_ref().filter(|seen| {
        seen.prospect
            .as_ref()
            .is_some_and(|(id, _)| id == worst.id.as_str())
    });
    let asked = seen.and_then(|seen| {
        views::unrecorded(seen, &worst.loaded.record)
            .into_iter()
            .find(|proposal| proposal.fields.kind.as_deref() == Some(kind.code()))
    });
    Some(asked.unwrap_or_else(|| by_hand(kind, held)))
}

fn by_hand(kind: Kind, held: &Held) -> Proposal {
    Proposal {
        asked_by: String::new(),
        asked_on: None,
        thread: held.thread.clone().unwrap_or_default(),
        fields: Fields {
            kind: Some(kind.code().to_owned()),
            ..Fields::default()
        },
        kind_label: kind.label().to_owned(),
        rule: "draft".to_owned(),
        held_by: None,
    }
}
