//! Prospects are found by their names; a site's permission that was taken away is noticed.

use crate::stage::{DANA, Stage};
use askback::protocol::{Command, Fields, PanelReply, PanelRequest, PopupView, SettingsView};
use pollster::block_on;

fn found(stage: &mut Stage, text: &str) -> Vec<String> {
    let text = text.to_owned();
    match stage.panel(PanelRequest::Find { text }) {
        PanelReply::Found(found) => found.into_iter().map(|head| head.name).collect(),
        other => panic!("find: {other:?}"),
    }
}

fn known(stage: &mut Stage, prospect: &str, name: &str) {
    let command = Command::Record {
        prospect: prospect.to_owned(),
        name: name.to_owned(),
        asked_by: String::new(),
        asked_on: None,
        thread: String::new(),
        fields: Fields::default(),
    };
    stage.change(command).expect("recorded");
}

#[test]
fn a_prospect_is_found_by_a_part_of_its_name_or_domain() {
    let mut stage = Stage::on("2026-11-02");
    known(&mut stage, DANA, "Prospect Foods");
    known(&mut stage, "harbour.test", "Älvsborg Harbour");
    assert_eq!(
        found(&mut stage, ""),
        ["Prospect Foods", "Älvsborg Harbour"]
    );
    assert_eq!(found(&mut stage, "foods PRO"), ["Prospect Foods"]);
    assert_eq!(found(&mut stage, "älvs"), ["Älvsborg Harbour"]);
    assert_eq!(found(&mut stage, "harbour.test"), ["Älvsborg Harbour"]);
    assert_eq!(found(&mut stage, "nobody"), [""; 0]);
    known(&mut stage, "harbour.test", "Harbour Group");
    assert_eq!(found(&mut stage, "harbour"), ["Harbour Group"]);
    let forget = PanelRequest::Forget {
        prospect: "harbour.test".to_owned(),
    };
    stage.panel(forget);
    stage.panel(PanelRequest::Rebuild {});
    assert_eq!(found(&mut stage, ""), ["Prospect Foods"]);
}

#[test]
fn the_panel_shows_another_prospect_than_the_tab() {
    let mut stage = Stage::on("2026-11-02");
    known(&mut stage, "harbour.test", "Harbour Group");
    let mail = stage.mail(DANA, "2026-11-02", "Could you set up a demo for our team?");
    stage.open(vec![mail]);
    let ask = |prospect: Option<&str>| PanelRequest::Popup {
        tab: Some(crate::stage::TAB),
        url: String::new(),
        prospect: prospect.map(str::to_owned),
    };
    let mut view = |prospect| match stage.panel(ask(prospect)) {
        PanelReply::Popup(view) => *view,
        other => panic!("popup: {other:?}"),
    };
    let here = view(None);
    assert_eq!(here.current, None, "nothing is recorded yet");
    let tab = here.tab_prospect.expect("the tab's").id;
    assert_eq!(tab, "prospect.test");
    let other = view(Some("harbour.test"));
    assert_eq!(other.current.expect("a record").head.name, "Harbour Group");
    assert_eq!(other.tab_prospect.expect("the tab's").id, "prospect.test");
}

/// Asks as a page of ours does while the browser grants those sites.
fn granted(stage: &mut Stage, request: PanelRequest, sites: &[&str]) -> PanelReply {
    let mut call = stage.call();
    call.granted = sites.iter().map(|site| (*site).to_owned()).collect();
    block_on(stage.engine.panel(request, &call)).0
}

#[test]
fn a_permission_that_was_taken_away_is_said_until_the_rep_lets_it_be() {
    let (gmail, force) = ("https://mail.google.com/*", "https://*.force.test/*");
    let mut stage = Stage::on("2026-11-02");
    granted(&mut stage, PanelRequest::SwitchedOn {}, &[gmail, force]);
    let settings = |stage: &mut Stage, sites: &[&str]| -> SettingsView {
        match granted(stage, PanelRequest::Settings {}, sites) {
            PanelReply::Settings(settings) => *settings,
            other => panic!("settings: {other:?}"),
        }
    };
    assert_eq!(settings(&mut stage, &[gmail, force]).lost, [""; 0]);
    assert_eq!(settings(&mut stage, &[force]).lost, [gmail]);
    let popup = PanelRequest::Popup {
        tab: None,
        url: "https://acme.force.test/x".to_owned(),
        prospect: None,
    };
    let popup: PopupView = match granted(&mut stage, popup, &[force]) {
        PanelReply::Popup(popup) => *popup,
        other => panic!("popup: {other:?}"),
    };
    assert_eq!(popup.lost, [gmail]);
    assert!(popup.site.enabled, "its wildcard is granted");
    let off = PanelRequest::SwitchedOff {
        origin: gmail.to_owned(),
    };
    granted(&mut stage, off, &[force]);
    assert_eq!(settings(&mut stage, &[force]).lost, [""; 0]);
}

#[test]
fn the_welcome_page_knows_what_the_open_sites_say_of_the_rep() {
    let mut stage = Stage::on("2026-11-02");
    stage.open(Vec::new());
    let PanelReply::Settings(settings) = stage.panel(PanelRequest::Settings {}) else {
        panic!("no settings");
    };
    assert_eq!(settings.shown, ["rep@acme-sales.test"]);
    assert_eq!(settings.domains, ["acme-sales.test"]);
    assert_eq!(
        settings.own_emails, [""; 0],
        "kept only when the rep says so"
    );
}
