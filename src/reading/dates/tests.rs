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
    let found: Vec<String> = dates(&words, anchor, &Memo::default())
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
    check("20th to 22nd of May", "2027-05-20/2027-05-22");
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
            },
            &Memo::default()
        )
        .len(),
        1
    );
}

#[test]
fn what_is_counted_in_a_span() {
    check("first Monday of next month", "2026-12-07");
    check("the last Friday in January", "2027-01-29");
    check("the last day of November", "2026-11-30");
    check("3rd week of 2027", "2027-01-18/2027-01-24");
    check("second quarter of 2027", "2027-04-01/2027-06-30");
    check("the game went first quarter", "");
    check("20th of next month", "2026-12-20");
    check("next week on Tuesday", "2026-11-10");
    check("Friday after next", "2026-11-13");
    check("the week after next", "2026-11-16/2026-11-20");
    check("the next three weeks", "2026-11-09/2026-11-29");
    check("later this week", "2026-11-03/2026-11-06");
    check("two weeks before Christmas", "2026-12-11");
}

#[test]
fn weekdays_choose_the_year_and_the_month() {
    check("Friday the 13th", "2026-11-13");
    check("Tue 10 November", "2026-11-10");
    check("Wed 10 November", "2027-11-10");
    check("Jul 18, Sun", "2027-07-18");
    check("every Monday and each Friday", "");
    check("the 30th of February 2027", "");
}

#[test]
fn german() {
    check("bis Freitag", "2026-11-06");
    check("am 12. November", "2026-11-12");
    check("nächsten Dienstag", "2026-11-10");
    check("in zwei Wochen", "2026-11-17");
    check("innerhalb von 3 Werktagen", "");
    check("Ende nächster Woche", "2026-11-13");
    check("bis Ende November", "2026-11-30");
    check("Mitte März", "2027-03-15");
    check("KW 50", "2026-12-07/2026-12-11");
    check("übermorgen", "2026-11-05");
    check("vor drei Tagen", "2026-10-31");
}

#[test]
fn french() {
    check("avant vendredi", "2026-11-06");
    check("le 12 novembre", "2026-11-12");
    check("mardi prochain", "2026-11-10");
    check("la semaine prochaine", "2026-11-09/2026-11-13");
    check("dans deux semaines", "2026-11-17");
    check("fin novembre", "2026-11-30");
    check("d'ici la fin du mois", "2026-11-30");
}

#[test]
fn spanish() {
    check("antes del viernes", "2026-11-06");
    check("el 12 de noviembre de 2026", "2026-11-12");
    check("el próximo martes", "2026-11-10");
    check("la próxima semana", "2026-11-09/2026-11-13");
    check("la semana que viene", "2026-11-09/2026-11-13");
    check("en dos semanas", "2026-11-17");
    check("a finales de noviembre", "2026-11-30");
    check("hasta el lunes", "2026-11-09");
}
