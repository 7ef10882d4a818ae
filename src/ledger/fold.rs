//! The fold of a prospect's events to what is known of it.

use super::request_event::{amend, apply_to_request, commit};
use super::{Event, EventId, What, deal_event};
use crate::domain::{Contact, Deal, Kind, ProspectId, Record, Request, Spoken, order, plain_name};

/// The fold of a prospect's events, in whatever order and however often they are handed in.
/// Events of other prospects are passed over.
pub fn fold(prospect: ProspectId, events: &[Event]) -> Record {
    let mut ordered: Vec<&Event> = events
        .iter()
        .filter(|event| event.prospect == prospect)
        .collect();
    order::sort_by(&mut ordered, |a, b| a.id.cmp(&b.id));
    ordered.dedup_by(|a, b| a.id == b.id);
    let undone: Vec<&EventId> = ordered
        .iter()
        .filter_map(|event| match &event.what {
            What::Undone { event } => Some(event),
            _ => None,
        })
        .collect();
    let mut record = Record::empty(prospect);
    for event in ordered {
        if !undone.contains(&&event.id) {
            apply(&mut record, event);
        }
    }
    record
}

fn apply(record: &mut Record, event: &Event) {
    match &event.what {
        What::Recorded {
            asked_by,
            name,
            asked_on,
            thread,
            patch,
        } => {
            if !name.is_empty() {
                record.name.clone_from(name);
            }
            let kind = patch.kind.unwrap_or(Kind::Other);
            let mut request = Request::asked(event.id.request(), kind, String::new(), *asked_on);
            request.asked_by.clone_from(asked_by);
            request.thread.clone_from(thread);
            request.deal = event.deal;
            amend(&mut request, patch);
            record.requests.push(request);
            in_deal(record, event, |_, _| {});
        }
        What::Wrote {
            at_ms,
            expects_answer,
        } => wrote(record, *at_ms, *expects_answer),
        What::Heard { at_ms } => heard(record, *at_ms),
        What::TheyAnswered => heard(record, event.at_ms),
        What::Away { back_on } => record.back_on = record.back_on.max(Some(*back_on)),
        What::Snoozed { until } => record.snoozed_until = Some(*until),
        What::Ignored { ignore } => record.ignored = *ignore,
        What::Contact { name, email } => contact(record, name, email),
        What::SentAnyway { .. } | What::Undone { .. } => {}
        What::QuestionAsked { .. } => {
            wrote(record, event.at_ms, true);
            apply_to_request(record, event);
        }
        What::Answered { .. } => {
            heard(record, event.at_ms);
            apply_to_request(record, event);
        }
        What::Amended { .. }
        | What::Ticked { .. }
        | What::Delivered { .. }
        | What::Ended { .. }
        | What::ProofSet { .. } => apply_to_request(record, event),
        What::Deal(what) => in_deal(record, event, |deal, requests| {
            deal_event::apply(deal, what, &event.id, event.day);
            deal_event::promise_agreed(deal, what, requests);
        }),
        What::Committed { .. } | What::Resolved { .. } => commit(record, event),
    }
}

/// What an event changes in the deal that it belongs to; a new one when it is the first of it.
fn in_deal(record: &mut Record, event: &Event, change: impl FnOnce(&mut Deal, &[Request])) {
    if record.deals.get(&event.deal).is_none() {
        record.deals.insert(event.deal, Deal::new(event.deal));
    }
    if let Some(deal) = record.deals.get_mut(&event.deal) {
        change(deal, &record.requests);
    }
}

/// What was said last of a name holds.
fn contact(record: &mut Record, name: &str, email: &str) {
    let plain = plain_name(name);
    record.contacts.retain(|one| plain_name(&one.name) != plain);
    record.contacts.push(Contact {
        name: name.to_owned(),
        email: email.to_owned(),
    });
}

fn heard(record: &mut Record, at_ms: i64) {
    record.last_heard_ms = record.last_heard_ms.max(Some(at_ms));
    for deal in record.deals.values_mut() {
        deal.hard_question = None;
    }
    record
        .wrote
        .retain(|mail| Some(mail.at_ms) > record.last_heard_ms);
}

fn wrote(record: &mut Record, at_ms: i64, expects_answer: bool) {
    record.last_wrote_ms = record.last_wrote_ms.max(Some(at_ms));
    if Some(at_ms) > record.last_heard_ms {
        let place = record.wrote.partition_point(|mail| mail.at_ms <= at_ms);
        record.wrote.insert(
            place,
            Spoken {
                at_ms,
                expects_answer,
            },
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Answer, Cost, Day, DealId, Fate, Side};
    use crate::ledger::Patch;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn event(n: u32, what: What) -> Event {
        Event {
            id: EventId::new(1_000 * i64::from(n), "device", n),
            prospect: ProspectId::stored("prospect.test"),
            deal: DealId::FIRST,
            at_ms: 1_000 * i64::from(n),
            day: day("2026-11-02"),
            what,
        }
    }

    fn recorded(n: u32) -> Event {
        let patch = Patch {
            kind: Some(Kind::Demo),
            purpose: Some("see it".to_owned()),
            ..Patch::default()
        };
        event(
            n,
            What::Recorded {
                asked_by: "dana@prospect.test".to_owned(),
                name: "Prospect Foods".to_owned(),
                asked_on: day("2026-11-02"),
                thread: "t".to_owned(),
                patch,
            },
        )
    }

    fn story() -> Vec<Event> {
        let request = recorded(1).id.request();
        vec![
            recorded(1),
            event(
                2,
                What::Delivered {
                    request: request.clone(),
                    on: day("2026-11-03"),
                    what: "demo".to_owned(),
                    cost: Cost {
                        minutes: 90,
                        cents: 0,
                    },
                },
            ),
            event(
                3,
                What::Wrote {
                    at_ms: 3_000,
                    expects_answer: true,
                },
            ),
            event(
                4,
                What::Answered {
                    request: request.clone(),
                    answer: Answer::Partly,
                    words: "export".to_owned(),
                },
            ),
            event(
                5,
                What::Delivered {
                    request: request.clone(),
                    on: day("2026-11-05"),
                    what: "export".to_owned(),
                    cost: Cost {
                        minutes: 30,
                        cents: 12_050,
                    },
                },
            ),
            event(
                6,
                What::Wrote {
                    at_ms: 6_000,
                    expects_answer: false,
                },
            ),
            event(
                7,
                What::Wrote {
                    at_ms: 7_000,
                    expects_answer: true,
                },
            ),
            event(
                8,
                What::Snoozed {
                    until: day("2026-11-09"),
                },
            ),
            event(
                9,
                What::Undone {
                    event: EventId::new(8_000, "device", 8),
                },
            ),
        ]
    }

    fn fold(events: &[Event]) -> Record {
        super::fold(ProspectId::stored("prospect.test"), events)
    }

    #[test]
    fn a_story_folds_to_what_is_known() {
        let record = fold(&story());
        assert_eq!(record.name, "Prospect Foods");
        let request = &record.requests[0];
        assert_eq!(
            (request.rounds, request.answer.clone()),
            (2, None),
            "a new round asks anew"
        );
        assert_eq!(
            record.wrote.len(),
            2,
            "mails before the answer no longer wait"
        );
        assert_eq!(record.snoozed_until, None, "undone");
    }

    #[test]
    fn the_cost_of_each_round_adds_up() {
        let cost = fold(&story()).requests[0].cost;
        assert_eq!((cost.minutes, cost.cents), (120, 12_050));
    }

    #[test]
    fn a_date_is_taken_away_and_an_empty_text_empties_a_field() {
        let amended = |patch: Patch| What::Amended {
            request: recorded(1).id.request(),
            patch,
        };
        let date = Some(day("2026-12-01"));
        let mut events = vec![
            recorded(1),
            event(
                2,
                amended(Patch {
                    date,
                    ..Patch::default()
                }),
            ),
        ];
        assert_eq!(fold(&events).requests[0].outcome.date, date);
        let cleared = Patch {
            no_date: true,
            purpose: Some(String::new()),
            ..Patch::default()
        };
        events.push(event(3, amended(cleared)));
        let record = fold(&events);
        let request = &record.requests[0];
        assert_eq!((request.outcome.date, &*request.purpose), (None, ""));
    }

    fn committed(n: u32, first: Option<u32>, due: &str) -> Event {
        let commitment = first.map(|n| committed(n, None, due).id.commitment());
        event(
            n,
            What::Committed {
                commitment,
                owner: Side::Theirs,
                what: "send the shift plan".to_owned(),
                due: day(due),
                request: None,
            },
        )
    }

    #[test]
    fn a_commitment_is_resolved_and_a_new_date_opens_it_again() {
        let resolved = |n, fate| {
            event(
                n,
                What::Resolved {
                    commitment: committed(1, None, "2026-11-05").id.commitment(),
                    fate,
                    on: day("2026-11-06"),
                    words: String::new(),
                },
            )
        };
        let missed = vec![
            committed(1, None, "2026-11-05"),
            resolved(2, Some(Fate::Missed)),
        ];
        let fate = |events: &[Event]| {
            let commitment = fold(events).commitments[0].clone();
            (commitment.due, commitment.fate.map(|(fate, ..)| fate))
        };
        assert_eq!(fate(&missed), (day("2026-11-05"), Some(Fate::Missed)));
        let moved = [missed.clone(), vec![committed(3, Some(1), "2026-11-12")]].concat();
        assert_eq!(fate(&moved), (day("2026-11-12"), None));
        let reworded = [missed.clone(), vec![committed(3, Some(1), "2026-11-05")]].concat();
        assert_eq!(fate(&reworded).1, Some(Fate::Missed));
        let reopened = [missed, vec![resolved(3, None)]].concat();
        assert_eq!(fate(&reopened).1, None);
        assert_eq!(fold(&[resolved(2, None)]).commitments, []);
    }

    #[test]
    fn undoing_the_recording_takes_all_of_the_request_with_it() {
        let mut events = story();
        events.push(event(
            10,
            What::Undone {
                event: recorded(1).id,
            },
        ));
        assert_eq!(fold(&events).requests, []);
    }

    proptest! {
        #[test]
        fn order_and_repetition_do_not_matter(order in Just((0..9usize).chain(0..9).collect::<Vec<_>>()).prop_shuffle()) {
            let story = story();
            let shuffled: Vec<Event> = order.iter().map(|i| story[*i].clone()).collect();
            prop_assert_eq!(fold(&shuffled), fold(&story));
        }
    }
}
