//! One prospect's whole record, in the popup.

use super::desk::Desk;
use super::parts::{
    Words, button, fixed, follow, group, heading, item, list, live, live_bool, nothing, notice,
    para, span, title, when,
};
use super::request::request;
use super::rows::{AllRows, Rows};
use super::silence::silence;
use super::{focus, link};
use crate::protocol::{
    Command, Happening, PanelReply, PanelRequest, ProspectHead, ProspectView, RequestView,
};
use leptos::{prelude::*, task::spawn_local};

#[derive(Clone, Copy)]
struct Record {
    desk: Desk,
    requests: Rows<RequestView>,
    silence: RwSignal<String>,
    snoozed: RwSignal<Option<chrono::NaiveDate>>,
    ignored: RwSignal<bool>,
    happenings: RwSignal<Vec<Happening>>,
    trouble: RwSignal<String>,
}

/// The record of the desk's prospect; going back empties `open`.
pub fn record(desk: Desk, open: RwSignal<Option<ProspectHead>>) -> AnyView {
    let record = Record {
        desk,
        requests: AllRows::none(),
        silence: RwSignal::default(),
        snoozed: RwSignal::new(None),
        ignored: RwSignal::new(false),
        happenings: RwSignal::default(),
        trouble: RwSignal::default(),
    };
    Effect::new(move |_| {
        desk.changed.get();
        spawn_local(record.fetch());
    });
    Effect::new(|_| {
        focus::after_paint(|| {
            focus::first(".record .button");
        });
    });
    let back = button(
        "button button-small button-quiet",
        fixed("‹ Back"),
        move |_| open.set(None),
    );
    let name = live(move || desk.prospect.with(|prospect| prospect.name.clone()));
    let proposed = RwSignal::new(Vec::new());
    group(
        "stack record",
        vec![
            group("row", vec![back, title("heading clip grow", name)]),
            notice("error", record.trouble.into()),
            snoozed(record),
            ignored(record),
            record
                .requests
                .show(move |row| request(desk, row, proposed)),
            silence(desk, record.silence.into()),
            happenings(record),
        ],
    )
}

impl Record {
    async fn fetch(self) {
        let reply = link::ask(&PanelRequest::Prospect {
            prospect: self.desk.id(),
        })
        .await;
        match reply {
            Ok(PanelReply::Prospect(Some(view))) => self.take(*view),
            Ok(_) => self
                .trouble
                .set("Nothing is recorded of them any more.".into()),
            Err(error) => self.trouble.set(error),
        }
    }

    fn take(self, view: ProspectView) {
        self.trouble.set(String::new());
        self.desk.prospect.set(view.head);
        self.requests.take(self.desk, view.requests);
        self.silence.set(view.silence);
        self.snoozed.set(view.snoozed_until);
        self.ignored.set(view.ignored);
        self.happenings.set(view.happenings);
    }
}

fn snoozed(record: Record) -> AnyView {
    let text: Words = live(move || {
        let until = record.snoozed.get();
        until.map_or_else(String::new, |day| {
            ["Snoozed until ", &record.desk.day(day), "."].concat()
        })
    });
    when(live_bool(move || !text.with(String::is_empty)), move || {
        para("small muted", text)
    })
}

fn ignored(record: Record) -> AnyView {
    let desk = record.desk;
    when(live_bool(move || record.ignored.get()), move || {
        let back = move |_| {
            desk.change(Command::Ignore {
                prospect: desk.id(),
                ignore: false,
            });
        };
        group(
            "notice",
            vec![
                para(
                    "",
                    fixed("You said that they are no prospect. Askback stays silent about them."),
                ),
                group(
                    "row",
                    vec![button(
                        "button button-small",
                        fixed("They are one after all"),
                        back,
                    )],
                ),
            ],
        )
    })
}

fn happenings(record: Record) -> AnyView {
    when(
        live_bool(move || !record.happenings.with(Vec::is_empty)),
        move || {
            let rows = follow(move || {
                let all = record.happenings.get().into_iter();
                list(
                    "list list-flush",
                    all.map(|one| happening(record.desk, one)).collect(),
                )
            });
            group(
                "stack stack-tight",
                vec![heading("label", fixed("What happened")), rows],
            )
        },
    )
}

fn happening(desk: Desk, happening: Happening) -> AnyView {
    let event = happening.event;
    let undo = if happening.undoable {
        button(
            "button button-small button-quiet",
            fixed("Undo"),
            move |_| {
                desk.change(Command::Undo {
                    prospect: desk.id(),
                    event: event.clone(),
                });
            },
        )
    } else {
        nothing()
    };
    let on = happening.on;
    let day = live(move || desk.day(on));
    item(
        "",
        vec![group(
            "list-row",
            vec![
                group("list-main", vec![para("small", fixed(happening.text))]),
                group("list-side", vec![span("number", day), undo]),
            ],
        )],
    )
}
