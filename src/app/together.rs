//! The same change of many prospects: all of it in one write, and taken back by one undo.

use super::AppError;
use super::book::Write;
use super::change::{prospect_of, refuse, update};
use super::engine::{Call, Effects, Engine, effects};
use crate::domain::{DealEnd, Record};
use crate::ledger::store::Store;
use crate::protocol::{Command, DealChange, PanelReply};

/// How many prospects are changed at once: an event, an index and two places on the agenda each, so
/// that one write stays at some thousand values.
const MOST: usize = 500;

impl<L: Store, S: Store> Engine<L, S> {
    /// Carries out a command for each of several prospects. One that cannot be changed in this way is
    /// left as it is, and counted; when none can, nothing is written and the first reason is said.
    pub(super) async fn together(
        &self,
        commands: &[Command],
        call: &Call,
    ) -> Result<(PanelReply, Option<Effects>), AppError> {
        if commands.len() > MOST {
            return Err(refuse("At most 500 prospects can be changed at once."));
        }
        let mut book = self.book(call).await?;
        let mut summary = book.summary.clone();
        let mut write = Write::default();
        let (mut text, mut refused) = (String::new(), None);
        let (mut done, mut seen) = (Vec::new(), Vec::new());
        for command in commands {
            let id = prospect_of(command)?;
            // What is staged for a prospect is not in its record yet.
            if seen.contains(&id) {
                continue;
            }
            seen.push(id.clone());
            let loaded = book.prospect(&id).await?;
            let clock = book.clock_for(&id, call.clock);
            let change = fits(&loaded.record, command)
                .and_then(|()| update(&loaded.record, &loaded.events, command, clock));
            match change {
                Ok(change) => {
                    let (_, ids) = book
                        .stage(
                            &loaded,
                            change.happened,
                            &mut summary,
                            &mut write,
                            call.clock,
                        )
                        .await?;
                    text = change.text;
                    done.extend(ids.first().map(|event| {
                        let event = event.as_str().to_owned();
                        (id.as_str().to_owned(), event)
                    }));
                }
                Err(error) => refused = refused.or(Some(error)),
            }
        }
        if done.is_empty() {
            return Err(refused.unwrap_or_else(|| refuse("Choose at least one prospect.")));
        }
        book.write(summary, write).await?;
        let text = said(&text, done.len(), seen.len() - done.len());
        let reply = PanelReply::Together { text, done };
        Ok((reply, Some(effects(&book, call.clock))))
    }
}

/// Whether a change that was meant for many is meant for this one: a deal that has ended for good is
/// not ended once more because it was among those that were chosen.
fn fits(record: &Record, command: &Command) -> Result<(), AppError> {
    let ends = matches!(
        command,
        Command::Deal {
            change: DealChange::End(_),
            ..
        }
    );
    let ended = record.deal().and_then(|deal| deal.ended.as_ref());
    if ends && ended.is_some_and(|ended| ended.how != DealEnd::NotNow) {
        return Err(refuse("These deals have ended already."));
    }
    Ok(())
}

fn said(text: &str, done: usize, left: usize) -> String {
    let prospects = if done == 1 { " prospect" } else { " prospects" };
    let mut text = [text, ": ", &done.to_string(), prospects].concat();
    if left > 0 {
        text.push_str(&["; ", &left.to_string(), " left as it was"].concat());
    }
    text
}
