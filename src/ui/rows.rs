//! Lists whose rows keep what was typed in them while new readings arrive.
//!
//! A row is known by its key. When a newer version of the same thing comes, its signals change and
//! its elements stay, so neither the cursor nor a typed word is lost.

use super::desk::Desk;
use super::form::Form;
use crate::protocol::{Fields, Proposal, RequestView};
use leptos::control_flow::{For, ForProps};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// What can stand in a row.
pub trait Item: Clone + PartialEq + Send + Sync + 'static {
    /// What tells it from the others and does not change.
    fn key(&self) -> String;
    /// Its fields as they are.
    fn fields(&self) -> &Fields;
}

impl Item for RequestView {
    fn key(&self) -> String {
        self.id.clone()
    }
    fn fields(&self) -> &Fields {
        &self.fields
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
    fn fields(&self) -> &Fields {
        &self.fields
    }
}

/// A row. What was typed in it is kept as long as its page lives.
pub type Row<T> = &'static OneRow<T>;

/// A row: the thing as last read, and what the rep has done to it.
pub struct OneRow<T: Item> {
    /// The thing.
    pub view: RwSignal<T>,
    /// What is typed.
    pub form: Form,
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

    /// Shows each row.
    pub fn show(
        &'static self,
        row: impl Fn(Row<T>) -> AnyView + Send + Sync + Clone + 'static,
    ) -> AnyView {
        let props = ForProps::builder()
            .each(move || self.0.get())
            .key(|(key, _)| key.clone())
            .children(move |(_, this)| row(this))
            .build();
        For(props).into_any()
    }
}

impl<T: Item> OneRow<T> {
    fn row(item: &T) -> Row<T> {
        Box::leak(Box::new(Self {
            view: RwSignal::new(item.clone()),
            form: Form::new(item.fields()),
            open: RwSignal::new(false),
            edit: RwSignal::new(false),
        }))
    }

    fn renew(&self, item: T) {
        let old = self.view.get_untracked();
        if old != item {
            self.form.follow(old.fields(), item.fields());
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
