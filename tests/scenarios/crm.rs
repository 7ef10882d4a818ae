//! One prospect, whether it is seen in the mail or in the CRM.

use crate::stage::{DANA, REP, Stage, person, prospect, text};
use askback::protocol::{
    Command, Conversation, CrmRecord, MailMessage, PageReply, PageRequest, Person, VerdictReply,
};

const ASKS: &str =
    "Hi Robin,\n\nCould you set up a demo of the planning board for our team?\n\nDana";

fn record(company: &str, people: &[Person]) -> CrmRecord {
    CrmRecord {
        kind: "opportunity".to_owned(),
        title: Some("Planning board, 55 seats".to_owned()),
        company: Some(company.to_owned()),
        people: people.to_vec(),
        stage: Some("Proposal".to_owned()),
        amount: Some("€ 25,080.00".to_owned()),
        close_date: Some("11/30/2026".to_owned()),
        ..CrmRecord::default()
    }
}

fn dana() -> Person {
    Person {
        name: Some("Dana Whitfield".to_owned()),
        email: Some(DANA.to_owned()),
    }
}

impl Stage {
    /// Opens a record of a CRM that does not say who the rep is.
    fn open_record(&mut self, record: CrmRecord, messages: Vec<MailMessage>) -> bool {
        let conversation = Conversation {
            site: "tryton".to_owned(),
            view: "record".to_owned(),
            thread_id: Some("sale.opportunity/1".to_owned()),
            record: Some(record),
            messages,
            ..Conversation::default()
        };
        match self.page(PageRequest::Read(conversation)) {
            PageReply::Read { card, .. } => card,
            other => panic!("reading: {other:?}"),
        }
    }

    /// Records the card's first proposal under the prospect's own name, as the card does.
    fn record_for(&mut self, name: &str) {
        let one = self.card().proposals.first().cloned().expect("a proposal");
        let command = Command::Record {
            prospect: one.asked_by.clone(),
            name: name.to_owned(),
            asked_by: one.asked_by,
            asked_on: one.asked_on,
            thread: one.thread,
            fields: one.fields,
        };
        self.change(command).expect("recorded");
    }

    fn shown(&mut self) -> (String, usize) {
        let card = self.card();
        let id = card.prospect.map(|head| head.id).unwrap_or_default();
        (id, card.requests.len())
    }
}

#[test]
fn a_request_of_the_mail_stands_beside_the_record() {
    let mut stage = Stage::on("2026-11-02");
    let mail = stage.mail(DANA, "2026-11-02", ASKS);
    stage.open(vec![mail]);
    stage.record("see the shift plan", "the CFO signs");
    assert!(stage.open_record(record("Prospect Foods GmbH", &[dana()]), vec![]));
    assert_eq!(stage.shown(), (prospect(), 1));
    assert_eq!(
        stage.card().record,
        "Planning board, 55 seats \u{b7} Proposal \u{b7} € 25,080.00 \u{b7} closes 11/30/2026"
    );
}

#[test]
fn a_request_of_the_record_stands_beside_the_mail() {
    let mut stage = Stage::on("2026-11-02");
    let asked = stage.mail(DANA, "2026-11-02", ASKS);
    stage.open_record(record("Prospect Foods GmbH", &[dana()]), vec![asked]);
    stage.record("see the shift plan", "the CFO signs");
    let mail = stage.mail(DANA, "2026-11-02", "Hi Robin, thanks for the call.\n\nDana");
    stage.open(vec![mail]);
    assert_eq!(stage.shown(), (prospect(), 1));
    let mail = stage.mail(DANA, "2026-11-02", ASKS);
    stage.open(vec![mail]);
    assert!(
        stage.card().proposals.is_empty(),
        "proposed once, here or there"
    );
}

#[test]
fn a_private_address_of_the_mail_is_the_records_prospect() {
    let mut stage = Stage::on("2026-11-02");
    let mail = stage.mail("dana.w@gmail.com", "2026-11-02", ASKS);
    stage.open(vec![mail]);
    stage.record("see the shift plan", "the CFO signs");
    let mut known = record("Prospect Foods GmbH", &[person("dana.w@gmail.com")]);
    known.website = Some("https://www.prospect.test/".to_owned());
    stage.open_record(known, vec![]);
    assert_eq!(stage.shown(), ("dana.w@gmail.com".to_owned(), 1));
}

#[test]
fn a_draft_to_the_records_people_is_the_prospects() {
    let mut stage = Stage::on("2026-11-02");
    let asked = stage.mail(DANA, "2026-11-02", ASKS);
    let people = [dana(), person("dana.w@gmail.com")];
    stage.open_record(record("Prospect Foods GmbH", &people), vec![asked]);
    stage.record("", "");
    let mut draft = Stage::draft("Hi Dana, attached is the recorded demo.", &["demo.mp4"]);
    draft.from = None;
    for to in [DANA, "dana.w@gmail.com"] {
        draft.to = Some(vec![person(to)]);
        assert_ne!(stage.judge(&draft), VerdictReply::Pass, "{to}");
    }
    draft.to = Some(vec![person("amy@harbour.test")]);
    assert_eq!(stage.judge(&draft), VerdictReply::Pass, "somebody else");
}

#[test]
fn the_time_line_is_read_like_mail_and_the_reps_notes_are_not() {
    let mut stage = Stage::on("2026-11-12");
    let named = |name: &str, date_ms, words: &str, note: bool| MailMessage {
        open: true,
        complete: true,
        from: Person {
            name: Some(name.to_owned()),
            email: None,
        },
        to: (!note).then(|| vec![dana()]),
        date_ms: Some(date_ms),
        body: Some(text(words)),
        note,
        ..MailMessage::default()
    };
    let at = |stage: &Stage, date: &str| stage.mail(REP, date, "").date_ms.expect("a time");
    let lines = vec![
        named(
            "Robin Price",
            at(&stage, "2026-11-04"),
            "Dana: could you send a quote?",
            true,
        ),
        named(
            "Robin Price",
            at(&stage, "2026-11-03"),
            "Shall we fix a day?",
            false,
        ),
        named("Dana Whitfield", at(&stage, "2026-11-02"), ASKS, false),
    ];
    stage.open_record(record("Prospect Foods GmbH", &[dana()]), lines.clone());
    let kinds: Vec<_> = stage
        .card()
        .proposals
        .into_iter()
        .map(|one| one.fields.kind)
        .collect();
    assert_eq!(
        kinds,
        [Some("demo".to_owned())],
        "the note asks for nothing"
    );
    stage.record("see the shift plan", "the CFO signs");
    stage.open_record(record("Prospect Foods GmbH", &[dana()]), lines);
    assert!(
        stage.card().silence.contains("3 Nov 2026"),
        "since the rep's mail, not since the note: {}",
        stage.card().silence
    );
}

#[test]
fn a_record_without_an_address_is_its_companys_once_that_is_known() {
    let mut stage = Stage::on("2026-11-02");
    let asked = stage.mail(DANA, "2026-11-02", ASKS);
    stage.open_record(record("Prospect Foods GmbH", &[dana()]), vec![asked]);
    let name = stage.card().prospect.expect("a prospect").name;
    assert_eq!(name, "Prospect Foods GmbH");
    stage.record_for(&name);
    stage.open_record(record("prospect foods gmbh", &[]), vec![]);
    assert_eq!(stage.shown(), (prospect(), 1));
}

#[test]
fn a_record_without_an_address_is_nobodys() {
    let mut stage = Stage::on("2026-11-02");
    assert!(!stage.open_record(record("Harbour Tools Ltd", &[]), vec![]));
    assert_eq!(stage.shown(), (String::new(), 0));
}
