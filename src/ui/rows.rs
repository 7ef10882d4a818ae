//! Lists whose rows keep what was typed in them while new readings arrive.
//!
//! A row is known by its key. When a newer version of the same thing comes, its signals change and
//! its elements stay, so neither the cursor nor a typed word is lost.

use super::desk::Desk;
use super::form::{Form, Typed};
use super::parts::nothing;
use crate::protocol::{
    CommitmentView, Decision, Fields, Happening, JobView, PromiseView, Proposal, RequestView,
    StepView,
};
use leptos::control_flow::{For, ForProps};
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What can stand in a row.
pub trait Item: Clone + PartialEq + Send + Sync + 'static {
    /// What tells it from the others and does not change.
    fn key(&self) -> String;
    /// What of it can be typed over, as it is.
    fn fields(&self) -> Fields {
        Fields::default()
    }
}

impl Item for RequestView {
    fn key(&self) -> String {
        self.id.clone()
    }
    fn fields(&self) -> Fields {
        self.fields.clone()
    }
}

impl Item for Proposal {
    fn key(&self) -> String {
        let words = self.fields.words.as_deref().unwrap_or_default();
        [
            &self.thread,
            "\n",
            &self.asked_by,
            "\n",
            &self.kind_label,
            "\n",
            words,
        ]
        .concat()
    }
    fn fields(&self) -> Fields {
        self.fields.clone()
    }
}

impl Item for CommitmentView {
    fn key(&self) -> String {
        self.id.clone()
    }
    /// Typed in the fields of a request: what in `words`, by when in `date`, who in `kind`.
    fn fields(&self) -> Fields {
        Fields {
            kind: Some(self.owner.clone()),
            words: Some(self.what.clone()),
            date: Some(self.due),
            ..Fields::default()
        }
    }
}

impl Item for JobView {
    fn key(&self) -> String {
        self.job.clone()
    }
    fn fields(&self) -> Fields {
        Fields {
            evidence: Some(self.evidence.clone()),
            words: Some(self.words.clone()),
            ..Fields::default()
        }
    }
}

impl Item for StepView {
    fn key(&self) -> String {
        self.fields.step.clone()
    }
    fn fields(&self) -> Fields {
        Fields {
            date: self.fields.by,
            their_owner: Some(self.fields.their_owner.clone()),
            our_owner: Some(self.fields.our_owner.clone()),
            ..Fields::default()
        }
    }
}

impl Item for PromiseView {
    fn key(&self) -> String {
        self.id.clone()
    }
    /// Typed in the fields of a request: measure in `words`, before in `purpose`, target in
    /// `outcome`.
    fn fields(&self) -> Fields {
        Fields {
            words: Some(self.fields.measure.clone()),
            purpose: Some(self.fields.baseline.clone()),
            outcome: Some(self.fields.target.clone()),
            date: self.fields.by,
            ..Fields::default()
        }
    }
}

impl Item for Happening {
    fn key(&self) -> String {
        self.event.clone()
    }
}

impl Item for Decision {
    fn key(&self) -> String {
        let request = self.request.as_deref().unwrap_or_default();
        [&self.prospect.id, "\n", &self.reason, "\n", request].concat()
    }
}

/// A row. What was typed in it is kept as long as its page lives.
pub type Row<T> = &'static OneRow<T>;

/// A row: the thing as last read, and what the rep has done to it.
pub struct OneRow<T: Item> {
    /// The thing.
    pub view: RwSignal<T>,
    /// What is typed into its fields.
    pub form: Form,
    /// What is typed beside them.
    pub typed: Typed,
    /// Whether it is shown in full.
    pub open: RwSignal<bool>,
    /// Whether its fields are being edited.
    pub edit: RwSignal<bool>,
}

/// Rows in the order of the latest reading; shared by a plain reference.
pub type Rows<T> = &'static AllRows<T>;

/// Rows in the order of the latest reading, each with its key.
pub struct AllRows<T: Item>(RwSignal<Vec<(String, Row<T>)>>);

impl<T: Item> AllRows<T> {
    /// No rows yet.
    pub fn none() -> Rows<T> {
        Box::leak(Box::new(Self(RwSignal::new(Vec::new()))))
    }

    /// Takes a newer reading over.
    pub fn take(&self, desk: Desk, items: Vec<T>) {
        let old = self.0.get_untracked();
        let mut seen = BTreeSet::new();
        let mut rows = Vec::with_capacity(items.len());
        for item in items {
            let key = item.key();
            if !seen.insert(key.clone()) {
                continue;
            }
            let known = old.iter().find(|(other, _)| *other == key);
            let row = known.map_or_else(|| desk.keep(|| OneRow::row(&item)), |(_, row)| *row);
            row.renew(item);
            rows.push((key, row));
        }
        let same = old
            .iter()
            .map(|(key, _)| key)
            .eq(rows.iter().map(|(key, _)| key));
        if !same {
            self.0.set(rows);
        }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.with(Vec::len)
    }

    /// The rows as they are.
    pub fn all(&self) -> Vec<Row<T>> {
        self.0
            .with(|rows| rows.iter().map(|(_, row)| *row).collect())
    }

    /// The row of that key.
    pub fn get(&self, key: &str) -> Option<Row<T>> {
        self.0.with(|rows| {
            let row = rows.iter().find(|(other, _)| other == key);
            row.map(|(_, row)| *row)
        })
    }

    /// The keys of the rows for which that holds, in their order.
    pub fn keys(&'static self, which: fn(&T) -> bool) -> Signal<Vec<String>> {
        Memo::new(move |_| {
            self.0.with(|rows| {
                let rows = rows.iter().filter(|(_, row)| row.view.with(which));
                rows.map(|(key, _)| key.clone()).collect()
            })
        })
        .into()
    }

    /// Shows each row.
    pub fn show(&'static self, row: impl Fn(Row<T>) -> AnyView + Send + Sync + 'static) -> AnyView {
        self.show_those(self.keys(|_| true), row)
    }

    /// Shows the rows of those keys.
    pub fn show_those(
        &'static self,
        keys: Signal<Vec<String>>,
        row: impl Fn(Row<T>) -> AnyView + Send + Sync + 'static,
    ) -> AnyView {
        keyed(keys, move |key| {
            let known = untrack(|| self.get(key));
            known.map_or_else(nothing, &row)
        })
    }
}

/// A part for each key. A part whose key stays is left as it is.
pub fn keyed(
    keys: Signal<Vec<String>>,
    part: impl Fn(&str) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let part: Arc<dyn Fn(&str) -> AnyView + Send + Sync> = Arc::new(part);
    let props = ForProps::builder()
        .each(move || keys.get())
        .key(Clone::clone)
        .children(move |key: String| part(&key))
        .build();
    For(props).into_any()
}

impl<T: Item> OneRow<T> {
    fn row(item: &T) -> Row<T> {
        Box::leak(Box::new(Self {
            view: RwSignal::new(item.clone()),
            form: Form::new(&item.fields()),
            typed: Typed::default(),
            open: RwSignal::new(false),
            edit: RwSignal::new(false),
        }))
    }

    fn renew(&self, item: T) {
        let old = self.view.get_untracked();
        if old != item {
            self.form.follow(&old.fields(), &item.fields());
            self.view.set(item);
        }
    }

    /// A text that is read off the thing.
    pub fn words(
        &'static self,
        read: impl Fn(&T) -> String + Send + Sync + 'static,
    ) -> Signal<String> {
        Signal::derive(move || self.view.with(&read))
    }

    /// A condition that is read off the thing.
    pub fn is(&'static self, read: impl Fn(&T) -> bool + Send + Sync + 'static) -> Memo<bool> {
        Memo::new(move |_| self.view.with(&read))
    }
}
