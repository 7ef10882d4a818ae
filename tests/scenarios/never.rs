//! The never-look list: nothing of whoever is on it is understood, kept or judged.

use crate::stage::{DANA, REP, Stage, person};
use askback::protocol::{
    Conversation, NEVER_LOOKED, PageReply, PageRequest, PanelReply, PanelRequest, VerdictReply,
};

const ASKS: &str = "Could you give us a demo of the zeppelin planner next week?";

impl Stage {
    fn never(&mut self, code: &str, value: &str) {
        let values = vec![(code.to_owned(), value.to_owned())];
        let reply = self.panel(PanelRequest::SavePractice { values });
        assert!(matches!(reply, PanelReply::Practice(_)), "{reply:?}");
    }

    /// Everything that is kept, on the disk and for the session, as text.
    fn kept(&self) -> String {
        let (local, session) = (self.engine.local.items(), self.engine.session.items());
        format!("{local:?} {session:?}").to_lowercase()
    }

    fn asked(&mut self) {
        let day = "2026-11-02";
        let mail = self.mail(DANA, day, ASKS);
        self.open(vec![mail]);
    }
}

#[test]
fn nothing_of_whoever_is_on_the_list_is_kept() {
    for entry in [DANA, "prospect.test", "@Prospect.test, other.test"] {
        let mut stage = Stage::on("2026-11-02");
        stage.never("never.people", entry);
        stage.asked();
        let card = stage.card();
        assert!(card.proposals.is_empty() && card.prospect.is_none());
        assert_eq!(card.incomplete, NEVER_LOOKED);
        assert_eq!(stage.popup().card.expect("a card").incomplete, NEVER_LOOKED);
        assert!(!stage.kept().contains("zeppelin"), "{}", stage.kept());
        let draft = Stage::draft("Here is the demo.", &["demo.pdf"]);
        assert_eq!(stage.judge(&draft), VerdictReply::Pass);
        assert!(!stage.kept().contains("demo.pdf"));
    }
    let mut stage = Stage::on("2026-11-02");
    stage.never("never.people", "elsewhere.test");
    stage.asked();
    assert_eq!(stage.card().proposals.len(), 1, "others are looked at");
}

#[test]
fn one_in_copy_and_one_whom_the_page_only_names_are_enough() {
    let mut stage = Stage::on("2026-11-02");
    stage.never("never.people", "lawyer.test");
    let mut mail = stage.mail(DANA, "2026-11-02", ASKS);
    mail.to = Some(vec![person(REP), person("Jo@lawyer.test")]);
    stage.open(vec![mail]);
    assert!(stage.card().proposals.is_empty());
    // Dana's address was seen beside the name before; now the page paints the name alone.
    let mut stage = Stage::on("2026-11-02");
    let mut named = stage.mail(DANA, "2026-11-02", "Hello.");
    named.from.name = Some("Dana Field".to_owned());
    stage.open(vec![named.clone()]);
    stage.never("never.people", DANA);
    named.from.email = None;
    named.body = Some(crate::stage::text(ASKS));
    stage.open(vec![named]);
    assert!(stage.card().proposals.is_empty());
    assert!(!stage.kept().contains("zeppelin"));
}

#[test]
fn what_the_reader_did_not_look_at_is_said_and_the_last_reading_let_go() {
    let mut stage = Stage::on("2026-11-02");
    stage.asked();
    assert!(stage.kept().contains("zeppelin"));
    let conversation = Conversation {
        site: "gmail".to_owned(),
        never: true,
        ..Conversation::default()
    };
    let reply = stage.page(PageRequest::Read(conversation));
    assert!(matches!(reply, PageReply::Read { card: false, .. }));
    assert_eq!(stage.card().incomplete, NEVER_LOOKED);
    assert!(!stage.kept().contains("zeppelin"));
}

#[test]
fn the_card_knows_who_wrote_last() {
    let mut stage = Stage::on("2026-11-02");
    let mut mail = stage.mail(DANA, "2026-11-02", ASKS);
    mail.from.name = Some("Dana Field".to_owned());
    stage.open(vec![mail]);
    assert_eq!(stage.card().sender, DANA);
}

#[test]
fn the_list_is_told_to_readers_and_a_company_adds_to_it() {
    let mut stage = Stage::on("2026-11-02");
    let text = r#"{"company":"Acme","never.people":"works-council.test"}"#.to_owned();
    stage.panel(PanelRequest::Policy { text });
    stage.never("never.people", "Kim@mill.test");
    let never = vec!["works-council.test".to_owned(), "kim@mill.test".to_owned()];
    let PageReply::Welcome { never: told, .. } = stage.page(PageRequest::Hello {}) else {
        panic!("no welcome");
    };
    assert_eq!(told.as_ref(), Some(&never));
    let PanelReply::Practice(view) = stage.panel(PanelRequest::Practice {}) else {
        panic!("no settings");
    };
    assert_eq!(view.never, never);
}

#[test]
fn the_list_is_in_no_file_and_no_file_takes_it_away() {
    let mut stage = Stage::on("2026-11-02");
    stage.never("never.people", "works-council.test");
    stage.never("never.labels", "Private");
    let PanelReply::Practice(view) = stage.panel(PanelRequest::Practice {}) else {
        panic!("no settings");
    };
    assert!(!view.file.contains("works-council"), "{}", view.file);
    let text = view.file;
    let PanelReply::Practice(view) = stage.panel(PanelRequest::ReadSettings { text }) else {
        panic!("not taken over");
    };
    assert_eq!(view.never, ["works-council.test", "label:private"]);
    let values = vec![("never.people".to_owned(), "not an address".to_owned())];
    let reply = stage.panel(PanelRequest::SavePractice { values });
    assert!(matches!(reply, PanelReply::Failed { .. }), "{reply:?}");
}
