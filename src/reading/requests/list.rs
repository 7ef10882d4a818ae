//! A list under words that ask: each item is asked for.

use super::View;
use super::reasons;
use crate::domain::Day;
use crate::reading::Clause;
use crate::reading::sentences::Place;

/// What the words above a list say for all its items.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Intro {
    /// Why they ask.
    pub purpose: Option<String>,
    /// By when.
    pub due: Option<Day>,
}

/// The list that the reading is in, if any.
#[derive(Debug, Default)]
pub struct List {
    open: Option<Intro>,
    items: usize,
}

impl List {
    /// Takes the next sentence, and gives the words above it when it is an item of a list.
    pub fn enter(&mut self, clause: &Clause<'_>, view: &View<'_>) -> Option<Intro> {
        if view.introduces() {
            self.open = Some(Intro {
                purpose: reasons::purpose(clause),
                due: clause.dates.last().map(|date| date.to),
            });
            self.items = 0;
            return None;
        }
        let item = match clause.sentence.place {
            Place::Item => true,
            // A page's list may come without its marks: such a line begins small or with an article.
            Place::Intro | Place::Line => self.open.is_some() && begins_as_item(clause),
            Place::Prose | Place::Fresh => false,
        };
        // What follows in the same item explains it.
        let more = clause.sentence.place == Place::Item && self.explains(clause);
        if !item {
            self.open = None;
        }
        self.items += usize::from(item);
        if more {
            None
        } else {
            self.open.clone().filter(|_| item)
        }
    }

    /// A sentence that opens with a pronoun tells more of the item before it.
    fn explains(&self, clause: &Clause<'_>) -> bool {
        self.items > 0
            && matches!(
                clause.words.form(0),
                "it" | "this" | "that" | "they" | "we" | "i" | "he" | "she"
            )
    }
}

fn begins_as_item(clause: &Clause<'_>) -> bool {
    let first = clause.words.form(0);
    let small = clause
        .text
        .starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
    let sentence = matches!(
        first,
        "if" | "we" | "i" | "when" | "once" | "as" | "thanks" | "best" | "regards"
    );
    !sentence && (small || matches!(first, "a" | "an" | "the" | "one" | "two" | "your" | "some"))
}
