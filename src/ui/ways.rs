//! How the recipes' ways of finding things did, month by month, as counted on this computer.

use super::link;
use super::parts::{fixed, follow, group, heading, nothing, para};
use super::popup_tab::field_name;
use crate::protocol::{PanelReply, PanelRequest, WayView};
use leptos::{html, prelude::*, task::spawn_local};

/// The counts, once they are fetched; nothing while there are none.
pub fn ways() -> AnyView {
    let all = RwSignal::new(Vec::<WayView>::new());
    spawn_local(async move {
        if let Ok(PanelReply::Ways(ways)) = link::ask(&PanelRequest::Ways {}).await {
            all.set(ways);
        }
    });
    follow(move || {
        let ways = all.get();
        if ways.is_empty() {
            return nothing();
        }
        group(
            "stack",
            vec![
                heading("heading", fixed("How finding things went so far")),
                para(
                    "muted",
                    fixed(
                        "Each thing is looked for in several ways. A way that stops finding it tells that the site has changed. Counted on this computer only.",
                    ),
                ),
                table(ways),
            ],
        )
    })
}

fn table(ways: Vec<WayView>) -> AnyView {
    let head = [
        "Month",
        "Site",
        "What",
        "Way",
        "Found",
        "Not found",
        "Differed",
    ];
    let head = head.map(|name| html::th().attr("scope", "col").child(name));
    let rows = ways.into_iter().rev().map(row).collect_view();
    html::div()
        .class("table-wrap")
        .attr("tabindex", "0")
        .attr("role", "group")
        .attr("aria-label", "How finding things went so far")
        .child(
            html::table()
                .class("table")
                .child(html::thead().child(html::tr().child(head.into_iter().collect_view())))
                .child(html::tbody().child(rows)),
        )
        .into_any()
}

fn row(way: WayView) -> AnyView {
    let number = |count: u32| html::td().class("number").child(count.to_string());
    html::tr()
        .child(html::td().child(way.month))
        .child(html::td().child(way.site))
        .child(html::td().child(field_name(&way.field)))
        .child(html::td().child(html::code().child(way.way)))
        .child(number(way.held))
        .child(number(way.failed))
        .child(number(way.apart))
        .into_any()
}
