//! Rules that propose their own loosening: accepted or declined by one press.

use super::parts::{button, fixed, follow, group, para};
use crate::protocol::{PanelRequest, RuleView};
use leptos::prelude::*;
use std::sync::Arc;

/// Carries out what is pressed.
pub type Ask = Arc<dyn Fn(PanelRequest) + Send + Sync>;

/// The proposals of these rules; nothing while there is none.
pub fn proposals(rules: Signal<Vec<RuleView>>, ask: Ask) -> AnyView {
    follow(move || {
        let rules = rules.get();
        let proposing = rules.iter().filter(|rule| rule.proposes);
        let all = proposing.map(|rule| proposal(rule, &ask));
        all.collect::<Vec<_>>().into_any()
    })
}

fn proposal(rule: &RuleView, ask: &Ask) -> AnyView {
    let text = [
        "\u{201c}",
        &rule.label,
        "\u{201d} held ",
        &rule.held.to_string(),
        " of your drafts, and you sent ",
        &rule.sent.to_string(),
        " of them anyway. It may be too strict for the way you sell.",
    ]
    .concat();
    let press = |words: &'static str, request: PanelRequest| {
        let ask = Arc::clone(ask);
        button("button button-small", fixed(words), move |_| {
            ask(request.clone());
        })
    };
    let set = |value: &str| PanelRequest::SavePractice {
        values: vec![(["rule.", &rule.rule].concat(), value.to_owned())],
    };
    let keep = PanelRequest::KeepRule {
        rule: rule.rule.clone(),
    };
    group(
        "notice notice-remind",
        vec![
            para("", fixed(text)),
            group(
                "row",
                vec![
                    press("Only remind me", set("remind")),
                    press("Switch it off", set("off")),
                    press("Keep it", keep),
                ],
            ),
        ],
    )
}
