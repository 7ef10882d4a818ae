//! Whom a page means where it paints a name and no address: by what the rep said once, by the
//! page's own other places, and by what pages showed beside names since the browser started.
//! Nobody is guessed: a name that two people go by is asked about.

use super::AppError;
use super::book::{Book, Write, parse, put};
use super::engine::Engine;
use super::own::OwnSide;
use super::tab::Seen;
use crate::domain::{Address, ProspectId, Record, gathered, plain_name};
use crate::ledger::What;
use crate::ledger::store::{Items, Store};
use crate::ledger::stored::{Holder, holders_key};
use crate::protocol::{Command, Compose, Conversation, Person};
use std::collections::{BTreeMap, BTreeSet};

/// The key of the addresses that pages showed beside names, in the session store.
const SHOWN: &str = "people";

/// How many of those are kept.
const MOST_SHOWN: usize = 300;

/// How many people of a page are looked at.
const MOST_PEOPLE: usize = 200;

/// What stands before the `@` of an address of which only the domain is known.
const SOMEBODY: &str = "?@";

/// Addresses by plain names; an empty one where two people go by the name.
type Told = BTreeMap<String, String>;

/// The address, where all of it is known.
pub fn whole(email: Option<&str>) -> Option<&str> {
    email.filter(|email| !email.starts_with(SOMEBODY))
}

/// The people of a conversation and its composers.
pub fn of_page(conversation: &mut Conversation) -> Vec<&mut Person> {
    let mails = conversation.messages.iter_mut();
    let mut all: Vec<&mut Person> = mails
        .flat_map(|mail| std::iter::once(&mut mail.from).chain(mail.to.iter_mut().flatten()))
        .collect();
    all.extend(conversation.composes.iter_mut().flat_map(of_draft));
    all
}

/// The people whom a draft goes to.
pub fn of_draft(compose: &mut Compose) -> Vec<&mut Person> {
    let fields = [&mut compose.to, &mut compose.cc, &mut compose.bcc];
    fields.into_iter().flatten().flatten().collect()
}

/// The addresses that stand beside names.
fn told(people: &[&mut Person]) -> Told {
    let mut told = Told::new();
    for person in people {
        let email = person.email.as_deref().and_then(Address::parse);
        if let (Some(name), Some(email)) = (person.name.as_deref(), email) {
            tell(&mut told, plain_name(name), email.as_str());
        }
    }
    told
}

fn tell(told: &mut Told, name: String, email: &str) {
    if name.is_empty() {
        return;
    }
    let known = told.entry(name).or_insert_with(|| email.to_owned());
    if known != email {
        known.clear();
    }
}

/// The one who holds a name; `None` when several do.
fn one(holders: &[Holder]) -> Option<String> {
    let [holder] = holders else { return None };
    let known = !holder.email.is_empty();
    let address = holder.prospect.contains('@');
    Some(match (known, address) {
        (true, _) => holder.email.clone(),
        (false, true) => holder.prospect.clone(),
        (false, false) => [SOMEBODY, &holder.prospect].concat(),
    })
}

impl<L: Store, S: Store> Engine<L, S> {
    /// Writes down the addresses of people whom a page only names, as far as they are known, and
    /// keeps for the session which names it shows with an address.
    pub(super) async fn complete(
        &self,
        book: &Book<'_, L>,
        own: &OwnSide,
        own_name: Option<&str>,
        mut people: Vec<&mut Person>,
    ) -> Result<(), AppError> {
        people.truncate(MOST_PEOPLE);
        let here = told(&people);
        let mut items = self.session.get(&[SHOWN.to_owned()]).await?;
        let before: Told = parse(&mut items, SHOWN, &mut None).unwrap_or_default();
        let mut shown = before.clone();
        for (name, email) in &here {
            if shown.contains_key(name) || shown.len() < MOST_SHOWN {
                tell(&mut shown, name.clone(), email);
            }
        }
        if shown != before {
            let mut items = Items::new();
            put(&mut items, SHOWN.to_owned(), &shown)?;
            self.session.set(items, &[]).await?;
        }
        let nameless = people.into_iter().filter(|person| person.email.is_none());
        let nameless: Vec<&mut Person> = nameless.filter(|one| one.name.is_some()).collect();
        let names: BTreeSet<String> = gathered(nameless.iter().map(|one| name_of(one)));
        if names.is_empty() {
            return Ok(());
        }
        let holders = book.holders(&names).await?;
        let me = own_name.map(plain_name);
        for person in nameless {
            let name = name_of(person);
            let known = |told: &Told| told.get(&name).filter(|email| !email.is_empty()).cloned();
            person.email = if me.as_ref() == Some(&name) {
                own.first().map(str::to_owned)
            } else {
                let said = holders.get(&name).and_then(|holders| one(holders));
                said.or_else(|| known(&here)).or_else(|| known(&shown))
            };
        }
        Ok(())
    }
}

fn name_of(person: &Person) -> String {
    plain_name(person.name.as_deref().unwrap_or_default())
}

impl<L: Store> Book<'_, L> {
    /// Who holds those names.
    async fn holders(
        &self,
        names: &BTreeSet<String>,
    ) -> Result<BTreeMap<String, Vec<Holder>>, AppError> {
        let keys: Vec<String> = names.iter().map(|name| holders_key(name)).collect();
        let mut items = self.store.get(&keys).await?;
        let all = names.iter().zip(&keys);
        Ok(gathered(all.filter_map(|(name, key)| {
            Some((name.clone(), parse(&mut items, key, &mut None)?))
        })))
    }

    /// Brings the names in line with a prospect's contacts, as part of the change of its record.
    pub(super) async fn hold_names(
        &self,
        before: &Record,
        after: &Record,
        write: &mut Write,
    ) -> Result<(), AppError> {
        let (old, new) = (contacts(before), contacts(after));
        let changed = old
            .iter()
            .filter(|(name, email)| new.get(*name) != Some(*email));
        let added = new.keys().filter(|name| !old.contains_key(*name));
        let names = changed.map(|(name, _)| name).chain(added);
        let names: BTreeSet<String> = gathered(names.cloned());
        if names.is_empty() {
            return Ok(());
        }
        let mut known = self.holders(&names).await?;
        for name in names {
            let key = holders_key(&name);
            // What is about to be written of another prospect is true already.
            let staged = parse(&mut write.items, &key, &mut None);
            let mut holders: Vec<Holder> =
                staged.or_else(|| known.remove(&name)).unwrap_or_default();
            holders.retain(|holder| holder.prospect != after.prospect.as_str());
            holders.extend(new.get(&name).map(|email| holder(&after.prospect, email)));
            write.gone.retain(|gone| *gone != key);
            if holders.is_empty() {
                write.gone.push(key);
            } else {
                put(&mut write.items, key, &holders)?;
            }
        }
        Ok(())
    }
}

fn contacts(record: &Record) -> BTreeMap<String, String> {
    let contacts = record.contacts.iter();
    gathered(contacts.map(|one| (plain_name(&one.name), one.email.clone())))
}

/// Who asked, as a contact of the prospect from now on: where the page told name and address, and
/// it is not known yet.
pub fn asker(seen: &Seen, command: &Command, record: &Record) -> Option<What> {
    let Command::Record { asked_by, .. } = command else {
        return None;
    };
    let (name, email) = seen.writers.iter().find(|(_, email)| email == asked_by)?;
    let plain = plain_name(name);
    let known = record
        .contacts
        .iter()
        .any(|one| plain_name(&one.name) == plain);
    (!known && !plain.is_empty()).then(|| What::Contact {
        name: name.clone(),
        email: email.clone(),
    })
}

/// That a name is a person of that prospect.
pub fn holder(prospect: &ProspectId, email: &str) -> Holder {
    Holder {
        prospect: prospect.as_str().to_owned(),
        email: email.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(holders: &[(&str, &str)], expected: Option<&str>) {
        let holders: Vec<Holder> = holders
            .iter()
            .map(|(prospect, email)| holder(&ProspectId::stored(*prospect), email))
            .collect();
        assert_eq!(one(&holders).as_deref(), expected);
    }

    #[test]
    fn a_name_is_one_person_or_nobody() {
        check(&[("mill.test", "mara@mill.test")], Some("mara@mill.test"));
        check(&[("mill.test", "")], Some("?@mill.test"));
        check(&[("mara@gmail.com", "")], Some("mara@gmail.com"));
        check(&[("mill.test", ""), ("dock.test", "")], None);
        check(&[], None);
    }

    #[test]
    fn two_addresses_beside_one_name_tell_nothing() {
        let mut told = Told::new();
        tell(&mut told, "mara lind".to_owned(), "mara@mill.test");
        tell(&mut told, "mara lind".to_owned(), "mara@mill.test");
        assert_eq!(
            told.get("mara lind").map(String::as_str),
            Some("mara@mill.test")
        );
        tell(&mut told, "mara lind".to_owned(), "other@dock.test");
        assert_eq!(told.get("mara lind").map(String::as_str), Some(""));
        assert_eq!(whole(Some("?@mill.test")), None);
    }
}
