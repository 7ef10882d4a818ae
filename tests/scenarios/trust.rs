//! Who may see and do what.

use crate::stage::{DANA, Stage};
use askback::protocol::{PageRequest, PanelReply, PanelRequest};

#[test]
fn a_card_without_the_tabs_ticket_sees_nothing() {
    let mut stage = Stage::on("2026-11-02");
    let mail = stage.mail(
        DANA,
        "2026-11-02",
        "Could you send us a quote for 40 seats?",
    );
    stage.open(vec![mail]);
    for ticket in ["", "guessed"] {
        let reply = stage.panel(PanelRequest::Card {
            ticket: ticket.to_owned(),
        });
        assert!(matches!(reply, PanelReply::Failed { .. }), "{reply:?}");
    }
    // A page that is loaded anew has a new ticket; the old card's is void.
    stage.page(PageRequest::Hello {});
    let reply = stage.panel(PanelRequest::Card {
        ticket: stage.ticket.clone(),
    });
    assert!(matches!(reply, PanelReply::Failed { .. }), "{reply:?}");
}

#[test]
fn what_a_page_sends_is_never_read_as_what_a_panel_may_do() {
    for message in [
        r#"{"forget":{"prospect":"prospect.test"}}"#,
        r#"{"settings":{}}"#,
        r#"{"change":{"they_answered":{"prospect":"prospect.test"}}}"#,
        r#"{"read":{}}"#,
        r#"{"judge":{"compose":{"id":7}}}"#,
        "[]",
        "null",
    ] {
        assert!(
            serde_json::from_str::<PageRequest>(message).is_err(),
            "{message}"
        );
    }
    assert!(serde_json::from_str::<PageRequest>(r#"{"hello":{}}"#).is_ok());
}
