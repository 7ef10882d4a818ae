//! Who may see and do what.

use crate::stage::{DANA, Stage};
use askback::protocol::{PageReply, PageRequest, PanelReply, PanelRequest};

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

const RECIPE: &str = r##"{"askback_recipe":1,"fields":{"item":[{"kind":"mark","name":"id","select":"#mail"}]},"host":"mail.corp.test","made":"2026-11-02"}"##;

#[test]
fn a_page_keeps_and_gets_a_recipe_for_its_own_site_alone() {
    let mut stage = Stage::on("2026-11-02");
    let keep = PageRequest::Pointed {
        recipe: RECIPE.to_owned(),
    };
    let reply = stage.page_at("other.test", keep.clone());
    assert!(
        matches!(&reply, PageReply::Failed { error } if error.contains("another site")),
        "{reply:?}"
    );
    let nothing = PageReply::Recipe { recipe: None };
    assert_eq!(
        stage.page_at("mail.corp.test", PageRequest::Recipe {}),
        nothing
    );
    assert_eq!(stage.page_at("mail.corp.test", keep), PageReply::Done {});
    assert_eq!(stage.page_at("other.test", PageRequest::Recipe {}), nothing);
    let kept = PageReply::Recipe {
        recipe: Some(RECIPE.to_owned()),
    };
    assert_eq!(
        stage.page_at("mail.corp.test", PageRequest::Recipe {}),
        kept
    );
}

#[test]
fn a_recipe_is_taken_in_from_a_file_shown_and_deleted() {
    let mut stage = Stage::on("2026-11-02");
    let file = |recipe: &str| PanelRequest::KeepRecipe {
        recipe: recipe.to_owned(),
    };
    let bad = stage.panel(file("alert(1)"));
    assert!(
        matches!(&bad, PanelReply::Failed { error } if error.contains("not JSON")),
        "{bad:?}"
    );
    let all = vec![("mail.corp.test".to_owned(), RECIPE.to_owned())];
    assert_eq!(stage.panel(file(RECIPE)), PanelReply::Recipes(all.clone()));
    assert_eq!(
        stage.panel(PanelRequest::Recipes {}),
        PanelReply::Recipes(all)
    );
    let host = "mail.corp.test".to_owned();
    assert_eq!(
        stage.panel(PanelRequest::DropRecipe { host }),
        PanelReply::Recipes(Vec::new())
    );
}
