//! Prospects chosen in the table, and what is done with all of them at once.

use super::Ledger;
use crate::protocol::{Command, DealChange, EndFields, LedgerRow, PanelRequest};
use crate::ui::desk::Next;
use crate::ui::focus;
use crate::ui::form::{choice_field, date_field, entry, line_field};
use crate::ui::parts::{
    button, fixed, fold_button, group, live, live_bool, save_button, span, when,
};
use crate::ui::words::{counted, from_iso};
use leptos::{ev, html, prelude::*};

/// Which are chosen, and what is typed about all of them.
#[derive(Clone, Copy)]
pub(super) struct Choice {
    chosen: RwSignal<Vec<String>>,
    /// The line from which Shift chooses a range.
    from: StoredValue<String>,
    snoozing: RwSignal<bool>,
    ending: RwSignal<bool>,
    until: RwSignal<String>,
    how: RwSignal<String>,
    reason: RwSignal<String>,
}

/// How the deals can end that are ended together. A win and a loss are each one's own.
const ENDS: [(&str, &str); 4] = [
    ("walked_away", "We walk away"),
    ("no", "They said no"),
    ("not_now", "Not now: bring it up on a day"),
    ("no_decision", "No decision"),
];

impl Choice {
    /// Nothing chosen.
    pub(super) fn none() -> Self {
        Self {
            chosen: RwSignal::default(),
            from: StoredValue::default(),
            snoozing: RwSignal::new(false),
            ending: RwSignal::new(false),
            until: RwSignal::default(),
            how: RwSignal::new("walked_away".to_owned()),
            reason: RwSignal::default(),
        }
    }

    /// How many are chosen.
    pub(super) fn count(self) -> usize {
        self.chosen.with(Vec::len)
    }

    fn clear(self) {
        self.chosen.set(Vec::new());
        self.snoozing.set(false);
        self.ending.set(false);
        self.reason.set(String::new());
    }

    /// Chooses a line or leaves it; with Shift, also those between it and the one before.
    fn press(self, shown: &[String], id: &str, on: bool, shift: bool) {
        let place = |id: &str| shown.iter().position(|other| other == id);
        let from = self.from.with_value(|from| place(from));
        let range = match (from.filter(|_| shift), place(id)) {
            (Some(from), Some(to)) => shown.get(from.min(to)..=from.max(to)),
            _ => None,
        };
        self.set(range.unwrap_or(&[id.to_owned()]), on);
        self.from.set_value(id.to_owned());
    }

    fn set(self, lines: &[String], on: bool) {
        self.chosen.update(|chosen| {
            chosen.retain(|one| !lines.contains(one));
            if on {
                chosen.extend_from_slice(lines);
            }
        });
    }

    fn has(self, id: &String) -> bool {
        self.chosen.with(|chosen| chosen.contains(id))
    }
}

/// Escape leaves all that is chosen, but what it was pressed in may want it first.
pub(super) fn keys(ledger: Ledger) {
    let handle = window_event_listener(ev::keydown, move |event| {
        let choice = ledger.choice;
        let searching = focus::is_in("input[type=search]");
        if choice.chosen.with_untracked(Vec::is_empty) || searching {
            return;
        }
        if focus::escapes(&event) {
            choice.clear();
            focus::after_paint(|| {
                if focus::is_lost() {
                    focus::first(".choose-all");
                }
            });
        }
    });
    on_cleanup(move || handle.remove());
}

/// The head of the column: all that are shown.
pub(super) fn choose_all(ledger: Ledger, shown: Memo<Vec<String>>) -> AnyView {
    let choice = ledger.choice;
    let all = live_bool(move || {
        shown.with(|shown| !shown.is_empty() && shown.iter().all(|id| choice.has(id)))
    });
    let input = html::input()
        .attr("type", "checkbox")
        .class("choose-all")
        .attr("aria-label", "Choose all that are shown")
        .prop("checked", move || all.get())
        .prop("indeterminate", move || !all.get() && choice.count() > 0)
        .on(ev::change, move |_| {
            shown.with_untracked(|shown| choice.set(shown, !all.get_untracked()));
        });
    html::th().attr("scope", "col").child(input).into_any()
}

/// A line's box.
pub(super) fn choose(ledger: Ledger, shown: Memo<Vec<String>>, row: Memo<LedgerRow>) -> AnyView {
    let choice = ledger.choice;
    let is_chosen = live_bool(move || row.with(|row| choice.has(&row.head.id)));
    let input = html::input()
        .attr("type", "checkbox")
        .attr("aria-label", move || {
            row.with(|row| ["Choose ", &row.head.name].concat())
        })
        .prop("checked", move || is_chosen.get())
        .on(ev::click, move |event| {
            let id = row.with_untracked(|row| row.head.id.clone());
            let on = !is_chosen.get_untracked();
            shown.with_untracked(|shown| choice.press(shown, &id, on, event.shift_key()));
        });
    html::td().class("cell-choose").child(input).into_any()
}

/// How many are chosen, and what can be done with them.
pub(super) fn bar(ledger: Ledger) -> AnyView {
    let choice = ledger.choice;
    when(live_bool(move || choice.count() > 0), move || {
        let text = live(move || {
            let found = ledger.found();
            let shown = ledger.rows.with(|rows| {
                let found = found.into_iter().filter_map(|at| rows.get(at));
                found.filter(|row| choice.has(&row.head.id)).count()
            });
            let hidden = choice.count().saturating_sub(shown);
            let chosen = counted(choice.count(), "prospect chosen", "prospects chosen");
            match hidden {
                0 => chosen,
                hidden => [&chosen, ", ", &hidden.to_string(), " not shown"].concat(),
            }
        });
        html::section()
            .class("bulk card stack")
            .attr("aria-label", "With those that are chosen")
            .child(group(
                "row",
                vec![
                    span("strong", text),
                    answered(ledger),
                    opens("Snooze", choice.snoozing, choice.ending),
                    opens("End their deals", choice.ending, choice.snoozing),
                    no_prospects(ledger),
                    button(
                        "button button-small button-quiet",
                        fixed("Choose none"),
                        move |_| {
                            choice.clear();
                            focus::first(".choose-all");
                        },
                    ),
                ],
            ))
            .child((
                when(live_bool(move || choice.snoozing.get()), move || {
                    snooze(ledger)
                }),
                when(live_bool(move || choice.ending.get()), move || end(ledger)),
            ))
            .into_any()
    })
}

fn answered(ledger: Ledger) -> AnyView {
    button("button button-small", fixed("They answered"), move |_| {
        all(ledger, &|prospect| Command::TheyAnswered { prospect });
    })
}

fn no_prospects(ledger: Ledger) -> AnyView {
    button(
        "button button-small",
        fixed("No prospects: stay silent"),
        move |_| {
            all(ledger, &|prospect| Command::Ignore {
                prospect,
                ignore: true,
            });
        },
    )
}

fn opens(words: &'static str, this: RwSignal<bool>, other: RwSignal<bool>) -> AnyView {
    let fold = fold_button("button button-small", this, vec![span("", fixed(words))]);
    Effect::new(move |_| {
        if this.get() {
            other.set(false);
            focus::after_paint(|| {
                focus::first(".bulk form :is(select, input)");
            });
        }
    });
    fold
}

fn filled(
    ledger: Ledger,
    mut fields: Vec<AnyView>,
    save: &'static str,
    done: fn(Ledger),
) -> AnyView {
    let save = save_button("button button-primary", fixed(save));
    fields.push(group("row", vec![save]));
    entry("stack", move || done(ledger), fields)
}

fn snooze(ledger: Ledger) -> AnyView {
    let until = date_field("Ask for no decision until", ledger.choice.until);
    filled(ledger, vec![until], "Snooze them", |ledger| {
        let until = ledger.choice.until.with_untracked(|day| from_iso(day));
        let today = ledger.desk.today.get_untracked();
        let days = until.map_or(0, |until| (until - today).num_days());
        match u32::try_from(days) {
            Ok(days @ 1..=365) => all(ledger, &|prospect| Command::Snooze { prospect, days }),
            _ => ledger.desk.say(
                "Choose a day after today, within a year.",
                true,
                Next::Nothing,
            ),
        }
    })
}

fn end(ledger: Ledger) -> AnyView {
    let choice = ledger.choice;
    let ends = ENDS.map(|(code, words)| (code.to_owned(), words.to_owned()));
    let ends = Signal::stored(Vec::from(ends));
    let later = live_bool(move || choice.how.with(|how| how == "not_now"));
    let fields = vec![
        choice_field("How do they end?", ends, choice.how),
        line_field("Why? One reason for all of them", choice.reason),
        when(later, move || {
            date_field("When do you bring it up again?", choice.until)
        }),
    ];
    filled(ledger, fields, "End these deals", |ledger| {
        let choice = ledger.choice;
        let change = EndFields {
            how: choice.how.get_untracked(),
            words: choice.reason.get_untracked(),
            until: choice.until.with_untracked(|day| from_iso(day)),
        };
        all(ledger, &|prospect| Command::Deal {
            prospect,
            change: DealChange::End(change.clone()),
        });
    })
}

/// The same command for each that is chosen, as one change. Once it is stored, nothing is chosen.
fn all(ledger: Ledger, command: &dyn Fn(String) -> Command) {
    let choice = ledger.choice;
    let chosen = choice.chosen.get_untracked().into_iter();
    let commands = chosen.map(command).collect();
    ledger.desk.request(
        PanelRequest::Together(commands),
        Box::new(move |stored| {
            if stored {
                focus::keep(&[".toast .button"]);
                choice.clear();
            }
        }),
    );
}
