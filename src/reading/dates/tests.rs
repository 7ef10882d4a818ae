//! What text names which days.

use super::*;
use crate::reading::words::Vocabulary;

/// Read as sent on Tuesday, 3 November 2026, in the region that writes the day first.
fn check(text: &str, expected: &str) {
    let anchor = Anchor {
        sent: "2026-11-03".parse().ok(),
        day_first: true,
    };
    let words = Words::of(text, 0, &Vocabulary::default());
    let found: Vec<String> = dates(&words, anchor)
        .iter()
        .map(|date| {
            if date.from == date.to {
                date.from.to_string()
            } else {
                format!("{}/{}", date.from, date.to)
            }
        })
        .collect();
    assert_eq!(found.join(" "), expected, "{text}");
}

#[test]
fn weekdays() {
    check("by Friday", "2026-11-06");
    check("on Tuesday", "2026-11-10");
    check("next Tuesday", "2026-11-10");
    check("next Friday", "2026-11-13");
    check("this Thursday or Monday next week", "2026-11-05 2026-11-09");
    check("Thursday week", "2026-11-12");
    check("we met on Monday", "2026-11-02");
    check("last Thursday's demo", "2026-10-29");
    check("from Wednesday to Friday", "2026-11-04/2026-11-06");
    check("Thursday 12 November at 10:00", "2026-11-12");
    check("Thurs, Nov 12", "2026-11-12");
}

#[test]
fn days_of_months() {
    check("on 12 November", "2026-11-12");
    check("Nov 12", "2026-11-12");
    check("November 12th, 2027", "2027-11-12");
    check("12.11.2026", "2026-11-12");
    check("2026-11-12", "2026-11-12");
    check("by 12/11", "2026-11-12");
    check("2 November", "2027-11-02");
    check("by the 28th", "2026-11-28");
    check("the 2nd", "2026-12-02");
    check("20th to 22nd of May", "2027-05-22");
    check("4-6 January", "2027-01-04/2027-01-06");
    check("8-Oct-27", "2027-10-08");
}

#[test]
fn parts_of_the_calendar() {
    check("before the end of November", "2026-11-30");
    check("end of month", "2026-11-30");
    check("by the end of next month", "2026-12-31");
    check("by the end of the week", "2026-11-06");
    check("next week", "2026-11-09/2026-11-13");
    check("in Q3", "2027-07-01/2027-09-30");
    check("end of Q1", "2027-03-31");
    check("mid-March", "2027-03-15");
    check("next quarter", "2027-01-01/2027-03-31");
    check("in March", "2027-03-01/2027-03-31");
    check("the week of the 23rd", "2026-11-23/2026-11-27");
    check("this weekend", "2026-11-07/2026-11-08");
    check("first half of May", "2027-05-01/2027-05-15");
}

#[test]
fn days_told_from_the_day_of_sending() {
    check("tomorrow", "2026-11-04");
    check("EOD", "2026-11-03");
    check("by end of day Thursday", "2026-11-05");
    check("in two weeks", "2026-11-17");
    check("two weeks from Monday", "2026-11-23");
    check("in a fortnight", "2026-11-17");
    check("within 3 working days", "2026-11-06");
    check("three days ago", "2026-10-31");
    check("in a couple of weeks", "2026-11-17");
}

#[test]
fn what_is_no_date() {
    check("version 2.1 costs 12.50 per seat", "");
    check("call +49 30 5550 0142", "");
    check("a 14-day trial, 30 days net", "");
    check("You may ask Mr May", "");
    check("at 10:30, room 3.12", "");
    check("two weeks of testing", "");
    check("soon", "");
    check("an august body in step with the march of time", "");
}

#[test]
fn without_the_day_of_sending_only_whole_dates_are_read() {
    let words = Words::of(
        "tomorrow, Friday or 12 November 2026",
        0,
        &Vocabulary::default(),
    );
    assert_eq!(
        dates(
            &words,
            Anchor {
                sent: None,
                day_first: true
            }
        )
        .len(),
        1
    );
}

#[test]
fn the_beginnings_are_in_order_so_that_they_can_be_searched() {
    assert!(BEGINNINGS.is_sorted());
    assert!(
        ["january", "dic", "nov", "montag", "mardi"]
            .iter()
            .all(|word| may_begin(word) || names::month(word).is_none())
    );
}
