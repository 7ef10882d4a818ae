//! The TypeScript twins of the wire types, and the test that holds them equal.

use super::{
    AnswerProposal, Attachment, CardView, CheckItem, Command, CommitmentView, Compose,
    Conversation, Cost, CriterionFields, CrmRecord, DealChange, DealView, Decision, EndFields,
    FieldWays, Fields, FromCard, GateView, Happening, HintView, ImportView, InspectView, JobFields,
    JobView, LedgerRequest, LedgerRow, MailMessage, MessageInspect, MissingView, PageReply,
    PageRequest, PanelReply, PanelRequest, Person, PopupView, PracticeView, PromiseFields,
    PromiseView, ProofFields, Proposal, ProspectHead, ProspectView, Reason, RequestView, Row,
    RuleView, SaidOf, SaidView, Segment, SegmentKind, SendWay, SettingView, SettingsForm,
    SettingsView, SiteView, StepFields, StepView, Strip, ToCard, VerdictReply, WayView, WhoView,
};
use ts_rs::{Config, TS};

macro_rules! declarations {
    ($config:expr; $($type:ty),* $(,)?) => {
        [$(format!("export {}\n", <$type>::decl($config))),*].concat()
    };
}

fn typescript() -> String {
    let config = Config::default();
    let declarations = declarations!(&config;
        AnswerProposal, Attachment, CardView, CheckItem, Command, CommitmentView, Compose, Conversation, Cost, CrmRecord,
        LedgerRequest, LedgerRow, PracticeView, RuleView, CriterionFields, DealChange, DealView, EndFields, JobFields, SaidOf, JobView, ProofFields, PromiseFields, PromiseView, StepFields, StepView,
        Decision, FieldWays, Fields,
        FromCard, GateView, HintView, SaidView, Happening, ImportView, InspectView, MailMessage, MessageInspect, MissingView, PageReply,
        PageRequest, PanelReply, PanelRequest, Person, PopupView, Proposal, ProspectHead, ProspectView, Reason,
        RequestView, Row, Segment, SegmentKind, SendWay, SettingView, SettingsForm, SettingsView, SiteView, Strip, ToCard,
        VerdictReply, WayView, WhoView,
    );
    format!("// Made from src/protocol by `cargo xtask types`. Do not edit.\n\n{declarations}")
}

#[test]
fn the_typescript_twins_are_those_of_the_wire_types() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/extension/protocol.d.ts");
    let made = typescript();
    if std::env::var_os("ASKBACK_WRITE_TYPES").is_some() {
        std::fs::write(path, &made).unwrap();
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert_eq!(
        made, kept,
        "extension/protocol.d.ts is old: run `cargo xtask types`"
    );
}
