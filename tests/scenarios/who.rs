//! A page names somebody and tells no address (Outlook, CRMs): what is known is used, else the rep
//! is asked once.

use crate::stage::{REP, Stage, text};
use askback::protocol::{
    CardView, Command, Compose, Conversation, MailMessage, PageReply, PageRequest, PanelRequest,
    Person, VerdictReply, WhoView,
};

const ASKS: &str = "Could you give us a demo of the planner next week?";

fn named(name: &str, email: Option<&str>) -> Person {
    Person {
        name: Some(name.to_owned()),
        email: email.map(str::to_owned),
    }
}

fn mail(stage: &Stage, from: Person, words: &str) -> MailMessage {
    MailMessage {
        from,
        ..stage.mail(REP, "2026-11-02", words)
    }
}

fn open(stage: &mut Stage, messages: Vec<MailMessage>) -> CardView {
    let conversation = Conversation {
        site: "outlook".to_owned(),
        view: "split".to_owned(),
        own_email: Some(REP.to_owned()),
        own_name: Some("Robin Price".to_owned()),
        messages,
        ..Conversation::default()
    };
    let reply = stage.page(PageRequest::Read(conversation));
    assert!(matches!(reply, PageReply::Read { .. }), "{reply:?}");
    stage.card()
}

fn from_mara(stage: &mut Stage) -> CardView {
    let one = mail(stage, named("Mara Lind", None), ASKS);
    open(stage, vec![one])
}

fn record(stage: &mut Stage, typed: &str) -> Result<String, String> {
    let proposal = stage.card().proposals.first().cloned().expect("a proposal");
    stage.change(Command::Record {
        prospect: typed.to_owned(),
        name: String::new(),
        asked_by: proposal.asked_by,
        asked_on: proposal.asked_on,
        thread: String::new(),
        fields: proposal.fields,
    })
}

fn id(card: &CardView) -> &str {
    card.prospect.as_ref().map_or("", |head| head.id.as_str())
}

#[test]
fn who_is_only_named_is_asked_about_once_and_remembered() {
    let mut stage = Stage::on("2026-11-02");
    let card = from_mara(&mut stage);
    assert!(card.show && card.prospect.is_none());
    assert_eq!(
        card.who,
        Some(WhoView {
            name: "Mara Lind".to_owned(),
            guess: String::new(),
        })
    );
    for typed in ["", "gmail.com", "Hollis Labs"] {
        assert!(record(&mut stage, typed).is_err(), "{typed}");
    }
    record(&mut stage, "hollis.test").expect("recorded");
    let card = from_mara(&mut stage);
    assert_eq!((id(&card), card.who.is_none()), ("hollis.test", true));
    assert_eq!(card.requests.len(), 1);
    assert_eq!(
        card.requests.first().map(|one| one.asked_by.as_str()),
        Some("Mara Lind")
    );
    // Other sites turn the name round, or put the company behind it.
    let turned = mail(&stage, named("Lind, Mara (Hollis)", None), ASKS);
    assert_eq!(id(&open(&mut stage, vec![turned])), "hollis.test");
}

#[test]
fn what_was_said_of_a_name_can_be_taken_back() {
    let mut stage = Stage::on("2026-11-02");
    from_mara(&mut stage);
    let said = Command::Contact {
        prospect: "mara@hollis.test".to_owned(),
        name: "Mara Lind".to_owned(),
    };
    let event = stage.change(said).expect("noted");
    assert_eq!(id(&from_mara(&mut stage)), "hollis.test");
    let undo = Command::Undo {
        prospect: "hollis.test".to_owned(),
        event,
    };
    stage.change(undo).expect("taken back");
    assert!(from_mara(&mut stage).who.is_some());
}

#[test]
fn the_pages_other_places_and_what_was_seen_before_tell_an_address() {
    let mut stage = Stage::on("2026-11-02");
    let told = mail(
        &stage,
        named("Mara Lind", Some("mara@hollis.test")),
        "Hello.",
    );
    let again = mail(&stage, named("Mara Lind", None), ASKS);
    let card = open(&mut stage, vec![told, again]);
    assert_eq!((id(&card), card.proposals.len()), ("hollis.test", 1));
    // On another page of the same session.
    assert_eq!(id(&from_mara(&mut stage)), "hollis.test");
    // Somebody else of that name: now the name tells nobody.
    let other = mail(
        &stage,
        named("Mara Lind", Some("mara@other.test")),
        "Hello.",
    );
    open(&mut stage, vec![other]);
    assert!(from_mara(&mut stage).who.is_some());
}

#[test]
fn the_rep_and_the_colleagues_are_not_asked_about_again() {
    let mut stage = Stage::on("2026-11-02");
    let mine = mail(&stage, named("Robin Price", None), ASKS);
    let card = open(&mut stage, vec![mine]);
    assert!(card.who.is_none() && card.proposals.is_empty());
    let said = Command::Contact {
        prospect: "acme-sales.test".to_owned(),
        name: "Kim Colleague".to_owned(),
    };
    stage.change(said).expect("noted");
    let theirs = mail(&stage, named("Kim Colleague", None), ASKS);
    let card = open(&mut stage, vec![theirs]);
    assert!(card.who.is_none() && card.proposals.is_empty());
}

#[test]
fn another_person_in_a_known_conversation_is_asked_about_with_a_guess() {
    let mut stage = Stage::on("2026-11-02");
    let told = mail(
        &stage,
        named("Mara Lind", Some("mara@hollis.test")),
        "Hello.",
    );
    let omar = mail(&stage, named("Omar Haddad", None), ASKS);
    let card = open(&mut stage, vec![told, omar]);
    let who = card.who.expect("a question");
    assert_eq!(
        (who.name.as_str(), who.guess.as_str()),
        ("Omar Haddad", "hollis.test")
    );
    assert_eq!(card.proposals.len(), 1);
}

#[test]
fn a_draft_to_a_name_is_held_like_one_to_an_address() {
    let mut stage = Stage::on("2026-11-02");
    from_mara(&mut stage);
    record(&mut stage, "mara.lind@hollis.test").expect("recorded");
    let draft = Compose {
        id: "c1".to_owned(),
        to: Some(vec![named("Mara Lind", None)]),
        body: text("Hi Mara, the quote is attached."),
        ..Compose::default()
    };
    assert_eq!(stage.judge(&draft), VerdictReply::Hold);
    let nobody = Compose {
        to: Some(vec![named("Somebody Else", None)]),
        ..draft
    };
    assert_eq!(stage.judge(&nobody), VerdictReply::Pass);
}

#[test]
fn names_survive_a_repair_and_go_with_the_prospect() {
    let mut stage = Stage::on("2026-11-02");
    from_mara(&mut stage);
    record(&mut stage, "hollis.test").expect("recorded");
    stage.panel(PanelRequest::Rebuild {});
    assert_eq!(id(&from_mara(&mut stage)), "hollis.test");
    let forget = PanelRequest::Forget {
        prospect: "hollis.test".to_owned(),
    };
    stage.panel(forget);
    assert!(from_mara(&mut stage).who.is_some());
}
