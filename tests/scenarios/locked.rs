//! A ledger whose passphrase was not given: every answer is that it is locked, the badge shows no
//! count, and nothing that is read is kept.

use crate::stage::{DANA, Stage};
use askback::app::LOCKED_BADGE;
use askback::protocol::{LOCKED, PageReply, PageRequest, PanelReply, PanelRequest};

#[test]
fn a_locked_ledger_answers_that_it_is_locked_and_keeps_nothing() {
    let mut stage = Stage::on("2026-11-02");
    let mail = stage.mail(
        DANA,
        "2026-11-02",
        "Could you send us a quote for 40 seats?",
    );
    stage.engine.local.lock(true);
    let (writes, memory) = (
        stage.engine.local.writes(),
        stage.engine.session.items().clone(),
    );
    for request in [
        PanelRequest::Settings {},
        PanelRequest::Popup {
            tab: None,
            url: String::new(),
            prospect: None,
        },
        PanelRequest::Export {
            after: String::new(),
        },
        PanelRequest::Forget {
            prospect: "prospect.test".to_owned(),
        },
    ] {
        let reply = stage.panel(request);
        assert!(
            matches!(&reply, PanelReply::Failed { error } if error == LOCKED),
            "{reply:?}"
        );
    }
    let reply = stage.page(PageRequest::Read(askback::protocol::Conversation {
        site: "gmail".to_owned(),
        view: "thread".to_owned(),
        messages: vec![mail],
        ..Default::default()
    }));
    assert!(
        matches!(&reply, PageReply::Failed { error } if error == LOCKED),
        "{reply:?}"
    );
    assert_eq!(stage.badge().as_deref(), Some(LOCKED_BADGE));
    assert_eq!(stage.engine.local.writes(), writes);
    assert_eq!(*stage.engine.session.items(), memory);
}

#[test]
fn a_reader_that_starts_while_locked_gets_its_ticket_and_no_list() {
    let mut stage = Stage::on("2026-11-02");
    stage.engine.local.lock(true);
    let PageReply::Welcome { ticket, never } = stage.page(PageRequest::Hello {}) else {
        panic!("no welcome");
    };
    assert_eq!(never, None);
    let card = PanelRequest::Card { ticket };
    assert!(matches!(
        stage.panel(card.clone()),
        PanelReply::Failed { error } if error == LOCKED
    ));
    stage.engine.local.lock(false);
    assert!(matches!(stage.panel(card), PanelReply::Card(_)));
    assert_eq!(stage.badge(), None);
}
