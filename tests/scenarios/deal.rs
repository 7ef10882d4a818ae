//! The main job: from the mail that asks to the yes that closes.

use crate::stage::{DANA, REP, Stage, day, person, prospect};
use askback::protocol::{
    Command, Conversation, PageReply, PageRequest, PanelReply, PanelRequest, VerdictReply,
};

const ASKS: &str =
    "Hi Robin,\n\nCould you set up a demo of the planning board for our team?\n\nDana";

fn asked() -> Stage {
    let mut stage = Stage::on("2026-11-02");
    let mail = stage.mail(DANA, "2026-11-02", ASKS);
    assert!(stage.open(vec![mail]), "the card shows");
    stage
}

#[test]
fn from_the_mail_that_asks_to_the_yes_that_closes() {
    let mut stage = asked();
    let proposal = stage.card().proposals[0].clone();
    assert_eq!(proposal.fields.kind.as_deref(), Some("demo"));
    assert!(
        proposal
            .fields
            .words
            .as_deref()
            .is_some_and(|words| words.contains("demo of the planning board"))
    );
    stage.record("see the shift plan", "the CFO signs");
    assert_eq!(stage.badge().as_deref(), Some("1"), "asked and unanswered");
    assert!(
        stage.card().proposals.is_empty(),
        "recorded once, proposed no more"
    );

    stage.go_to("2026-11-03");
    stage.send("Hi Dana, the demo is booked for today, here is the Zoom link.");
    assert_eq!(stage.badge(), None, "on them");
    let request = stage.popup().current.expect("a record").requests[0].clone();
    assert_eq!(
        (request.state.as_str(), request.question_due),
        ("delivered", Some(day("2026-11-04")))
    );

    stage.go_to("2026-11-04");
    assert_eq!(
        stage.badge().as_deref(),
        Some("1"),
        "delivered and never asked"
    );
    let answer = |answer: &str, words: &str| Command::Answer {
        prospect: prospect(),
        request: request.id.clone(),
        answer: answer.to_owned(),
        words: words.to_owned(),
    };
    stage
        .change(answer("partly", "the export was not shown"))
        .expect("answered");
    let view = stage.popup().current.expect("a record").requests[0].clone();
    assert_eq!(
        (view.state.as_str(), view.answer.as_deref()),
        ("purpose_clear", Some("partly")),
        "the same, open"
    );

    stage.send("Here is the recording of the export demo.");
    stage.go_to("2026-11-06");
    stage
        .change(answer("yes", "that is what we were looking for"))
        .expect("answered");
    assert_eq!(
        stage.popup().current.expect("a record").requests[0].state,
        "confirmed"
    );
    assert_eq!(stage.badge(), None);
}

#[test]
fn a_second_request_is_held_until_the_first_is_confirmed() {
    let mut stage = asked();
    let first = stage.record("see the shift plan", "the CFO signs");
    stage.send("The demo is booked for today, here is the invitation to the demo.");
    stage.go_to("2026-11-05");
    let quote = Stage::draft(
        "Hi Dana, the quote for 40 seats is attached.",
        &["quote.pdf"],
    );
    assert_eq!(stage.judge(&quote), VerdictReply::Hold);
    let gate = stage.gate("c1").expect("held");
    assert_eq!(gate.reasons[0].rule, "second_request");
    assert_eq!(gate.agreed, "the CFO signs");
    assert_eq!(
        gate.unrecorded
            .as_ref()
            .and_then(|p| p.fields.kind.clone())
            .as_deref(),
        Some("quote")
    );

    let answer = Command::Answer {
        prospect: prospect(),
        request: first,
        answer: "yes".to_owned(),
        words: String::new(),
    };
    stage.change(answer).expect("answered");
    let gate = stage.gate("c1").expect("still there to be sent");
    assert!(
        gate.reasons
            .iter()
            .all(|reason| reason.severity == "remind"),
        "{:?}",
        gate.reasons
    );
    assert_ne!(stage.judge(&quote), VerdictReply::Hold);
    stage.release(&quote);
    assert_eq!(stage.gate("c1"), None, "nothing is held any more");
}

#[test]
fn strict_holds_what_is_given_without_knowing_why_until_it_is_known() {
    let mut stage = asked();
    let settings = askback::protocol::SettingsForm {
        own_emails: vec![REP.to_owned()],
        own_domains: Vec::new(),
        mode: "strict".to_owned(),
        badge: true,
    };
    assert!(matches!(
        stage.panel(PanelRequest::SaveSettings(settings)),
        PanelReply::Settings(..)
    ));
    let request = stage.record("", "");
    let demo = Stage::draft(
        "Here is the link to the demo recording you asked for, the demo is booked.",
        &[],
    );
    assert_eq!(stage.judge(&demo), VerdictReply::Hold);
    let fields = askback::protocol::Fields {
        purpose: Some("see the shift plan".to_owned()),
        outcome: Some("the CFO signs".to_owned()),
        ..Default::default()
    };
    stage
        .change(Command::Amend {
            prospect: prospect(),
            request,
            fields,
        })
        .expect("amended");
    assert_eq!(stage.gate("c1").expect("held").reasons, []);
    assert_eq!(stage.judge(&demo), VerdictReply::Pass);
}

#[test]
fn silence_runs_from_the_first_question_and_a_human_answer_ends_it() {
    let mut stage = asked();
    stage.record("see the shift plan", "the CFO signs");
    stage.send("Hi Dana, who decides on your side?");
    stage.go_to("2026-11-10");
    stage.send("Hi Dana, did you get my mail?");
    stage.go_to("2026-11-13");
    assert_eq!(stage.badge(), None, "nine business days");
    stage.go_to("2026-11-16");
    assert_eq!(stage.badge().as_deref(), Some("1"), "gone dark");
    assert_eq!(stage.popup().decisions[0].reason, "dark");

    let snoozed = stage
        .change(Command::Snooze {
            prospect: prospect(),
            days: 3,
        })
        .expect("snoozed");
    assert_eq!(stage.badge(), None);
    stage
        .change(Command::Undo {
            prospect: prospect(),
            event: snoozed,
        })
        .expect("taken back");
    assert_eq!(stage.badge().as_deref(), Some("1"));

    // An automatic answer is none; a colleague's is one.
    let away = stage.mail(
        DANA,
        "2026-11-16",
        "I am out of the office and will be back on 23 November 2026.",
    );
    stage.open(vec![away]);
    assert_eq!(stage.badge(), None, "away: the clock is paused");
    stage.go_to("2026-12-08");
    assert_eq!(
        stage.badge().as_deref(),
        Some("1"),
        "dark again after their return"
    );
    let colleague = stage.mail(
        "jonas@prospect.test",
        "2026-12-08",
        "Hi Robin, I decide. Dana told me about it.",
    );
    stage.open(vec![colleague]);
    assert_eq!(
        stage.popup().decisions[0].reason,
        "unanswered",
        "now they wait for the rep"
    );
}

#[test]
fn own_people_newsletters_and_strangers_who_ask_nothing_are_met_with_silence() {
    let mut stage = Stage::on("2026-11-02");
    let internal = stage.mail(
        "mo@acme-sales.test",
        "2026-11-02",
        "Robin, please send me the quote.",
    );
    assert!(!stage.open(vec![internal]));
    let news =
        "Could you use more demos? Click here.\n\nTo unsubscribe from this newsletter, click here.";
    let news = stage.mail("news@saleshacks.test", "2026-11-02", news);
    assert!(!stage.open(vec![news]));
    let stranger = stage.mail(
        DANA,
        "2026-11-02",
        "Hi Robin,\n\nThanks for the nice talk at the fair.\n\nDana",
    );
    assert!(!stage.open(vec![stranger]));
    assert_eq!(
        stage.engine.local.writes(),
        0,
        "nothing is stored of any of them"
    );
    let private = Stage::draft("Hi mum, the photos are attached.", &["photos.zip"]);
    assert_eq!(stage.judge(&private), VerdictReply::Pass);
    stage.release(&private);
    assert_eq!(stage.engine.local.writes(), 0, "nor of a mail to them");
}

#[test]
fn what_the_site_did_not_send_is_taken_back() {
    let mut stage = asked();
    stage.record("see the shift plan", "the CFO signs");
    let demo = Stage::draft(
        "The demo is booked for today, here is the invitation to the demo.",
        &[],
    );
    stage.release(&demo);
    assert_eq!(
        stage.popup().current.expect("a record").requests[0].state,
        "delivered"
    );
    let not_sent = PageRequest::NotSent {
        compose_id: "c1".to_owned(),
    };
    assert_eq!(stage.page(not_sent), PageReply::Done {});
    assert_ne!(
        stage.popup().current.expect("a record").requests[0].state,
        "delivered"
    );
    assert_eq!(stage.badge().as_deref(), Some("1"), "unanswered as before");
}

#[test]
fn ten_thousand_recipients_and_five_megabytes_are_no_matter() {
    let mut stage = asked();
    let mut draft = Stage::draft(&"demo sample quote attached ".repeat(200_000), &[]);
    draft.to = Some(
        (0..10_000)
            .map(|n| person(&format!("p{n}@company{n}.test")))
            .collect(),
    );
    stage.judge(&draft);
    let mut mail = stage.mail(DANA, "2026-11-02", &"\u{5d0}\u{200f} > ".repeat(500_000));
    mail.to.clone_from(&draft.to);
    stage.open(vec![mail]);
}

#[test]
fn an_address_that_one_page_shows_is_known_on_the_next() {
    let mut stage = Stage::on("2026-11-02");
    let mail = stage.mail(DANA, "2026-11-02", ASKS);
    let page = |own: Option<&str>, mails| Conversation {
        site: "roundcube".to_owned(),
        own_email: own.map(str::to_owned),
        messages: mails,
        ..Conversation::default()
    };
    let shows = |reply| matches!(reply, PageReply::Read { card: true, .. });
    let read = |conversation| PageRequest::Read(conversation);
    assert!(
        !shows(stage.page(read(page(None, vec![mail.clone()])))),
        "who is the rep?"
    );
    assert!(stage.popup().needs_welcome);
    stage.page(read(page(Some(REP), Vec::new())));
    assert!(shows(stage.page(read(page(None, vec![mail])))));
    assert!(!stage.popup().needs_welcome);
}

#[test]
fn only_what_they_say_after_the_delivery_answers_it() {
    let mut stage = asked();
    stage.record("see the shift plan", "the CFO signs");
    let before = stage.mail(
        DANA,
        "2026-11-02",
        "Yes, that is exactly what we were looking for.",
    );
    let given = "The demo is booked for today, here is the invitation to the demo.";
    stage.send(given);
    let given = stage.mail(REP, "2026-11-02", given);
    stage.open(vec![before.clone(), given.clone()]);
    assert_eq!(stage.card().answers, []);
    stage.open(vec![given, before]);
    assert_eq!(stage.card().answers.len(), 1);
}

#[test]
fn words_that_are_no_answer_by_themselves_are_one_after_the_question() {
    for (last, answers) in [
        (
            "Hi Dana,\n\nDid you get what you were looking for?\n\nRobin",
            1,
        ),
        ("Hi Dana,\n\nShall we say Monday?\n\nRobin", 0),
    ] {
        let mut stage = asked();
        stage.record("see the shift plan", "the CFO signs");
        let given = "The demo is booked for today, here is the invitation to the demo.";
        stage.send(given);
        let mails = vec![
            stage.mail(REP, "2026-11-02", given),
            stage.mail(REP, "2026-11-02", last),
            stage.mail(DANA, "2026-11-02", "The colour matches our wall."),
        ];
        stage.open(mails);
        assert_eq!(stage.card().answers.len(), answers, "{last}");
    }
}

#[test]
fn several_things_with_files_are_given() {
    let mut stage = asked();
    stage.record("", "");
    let words = "Hello Dana,\n\nHere are the recording of the tour and the price for six sites. I will set up the trial by Friday.\n\nBest regards,";
    for files in [
        &["price-6-sites.pdf"][..],
        &["tour recording (part 1).mp4"],
        &[],
    ] {
        assert_eq!(
            stage.judge(&Stage::draft(words, files)),
            VerdictReply::Hold,
            "{files:?}"
        );
    }
    assert_eq!(
        stage.judge(&Stage::draft("See you.", &["price-6-sites.pdf"])),
        VerdictReply::Hold
    );
}
