//! Whose page it is: the prospect that an open conversation or CRM record belongs to, and who of
//! the people on it is on which side.

use super::own::{OwnSide, name_of};
use crate::domain::{Address, ProspectId};
use crate::ledger::stored::Names;
use crate::protocol::{Conversation, CrmRecord, MailMessage, Person};

/// How many people of a mail are looked at. A mail to 10,000 concerns nobody in particular.
const MOST_PEOPLE: usize = 50;

/// Sites on which every company has a page; such an address does not tell a company.
const SHARED_SITES: &[&str] = &[
    "facebook.com",
    "instagram.com",
    "linkedin.com",
    "twitter.com",
    "x.com",
    "xing.com",
    "youtube.com",
];

/// The side that wrote a mail or a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The rep or a colleague.
    Ours,
    /// The prospect.
    Theirs,
    /// Somebody else, or nobody knows.
    Other,
}

/// The prospect of a page.
#[derive(Clone, Debug)]
pub struct Whose<'o> {
    own: &'o OwnSide,
    /// The identities that the page's people go by, the likeliest first. They are one prospect: a
    /// record's website and its people's private addresses belong to its company.
    pub ids: Vec<ProspectId>,
    /// A name to call it by.
    pub name: String,
    /// The last outsider who wrote, where the page names them and nobody knows their company.
    pub unnamed: Option<String>,
}

impl<'o> Whose<'o> {
    /// Whose page this is; no identities when it cannot be told.
    pub fn of(conversation: &Conversation, own: &'o OwnSide) -> Self {
        let mut ids = conversation
            .record
            .as_ref()
            .map(|record| identities(record, own))
            .unwrap_or_default();
        let company = conversation.record.as_ref().and_then(called);
        let counterpart = ids.is_empty().then(|| counterpart(conversation, own));
        let (person, address) = counterpart.flatten().unzip();
        ids.extend(address.as_ref().map(ProspectId::of));
        let person = person.or_else(|| conversation.record.as_ref()?.people.first());
        let person = person.and_then(|person| person.name.as_deref());
        let name = ids.first().map(|id| name_of(id, company.or(person)));
        Self {
            own,
            ids,
            name: company.map(str::to_owned).or(name).unwrap_or_default(),
            unnamed: unnamed(conversation, own),
        }
    }

    /// Which side wrote it. On a record, who writes to its people is on our side, even where
    /// nobody has said yet who the rep is.
    pub fn side(&self, message: &MailMessage, on_record: bool) -> Side {
        let address = address_of(&message.from);
        if address.as_ref().is_some_and(|from| self.own.has(from)) {
            return Side::Ours;
        }
        if self.has(address.as_ref()) || self.is_unnamed(message) {
            return Side::Theirs;
        }
        let unknown = address.is_none() || self.own.is_unknown();
        let to = message.to.iter().flatten().take(MOST_PEOPLE);
        let to_them = on_record && to.map(address_of).any(|to| self.has(to.as_ref()));
        if unknown && to_them {
            Side::Ours
        } else {
            Side::Other
        }
    }

    /// Takes the one known prospect that is called the same.
    pub fn be_named(&mut self, names: &Names) {
        let mut called = names.iter().filter(|(_, name)| same_name(name, &self.name));
        if let (Some((id, _)), None) = (called.next(), called.next()) {
            self.ids.push(ProspectId::stored(id.clone()));
        }
    }

    /// Whether it is of the one whose company nobody knows.
    pub fn is_unnamed(&self, message: &MailMessage) -> bool {
        message.from.email.is_none() && self.unnamed.is_some() && message.from.name == self.unnamed
    }

    fn has(&self, address: Option<&Address>) -> bool {
        address.is_some_and(|address| self.ids.contains(&ProspectId::of(address)))
    }
}

/// The last who wrote and is not of the rep's side, if only a name of them is known.
fn unnamed(conversation: &Conversation, own: &OwnSide) -> Option<String> {
    if own.is_unknown() || conversation.record.is_some() {
        return None;
    }
    let ours =
        |message: &&MailMessage| address_of(&message.from).is_some_and(|from| own.has(&from));
    let mut others = conversation.messages.iter().rev().filter(|one| !ours(one));
    let last = others.next()?;
    let name = last
        .from
        .name
        .clone()
        .filter(|name| !name.trim().is_empty());
    name.filter(|_| last.from.email.is_none())
}

/// Writes down the addresses of people that a record's time line names without one.
pub fn complete(conversation: &mut Conversation) {
    let Some(record) = &conversation.record else {
        return;
    };
    let known = |person: &Person| {
        let name = person.name.as_deref().filter(|_| person.email.is_none())?;
        let mut named = record.people.iter().filter(|one| {
            let other = one.name.as_deref();
            one.email.is_some() && other.is_some_and(|other| same_name(other, name))
        });
        let first = named.next()?;
        named.next().is_none().then(|| first.email.clone())?
    };
    for message in &mut conversation.messages {
        let people = std::iter::once(&mut message.from).chain(message.to.iter_mut().flatten());
        for person in people.take(MOST_PEOPLE) {
            if let Some(email) = known(person) {
                person.email = Some(email);
            }
        }
    }
}

fn same_name(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

/// What a record's company is called.
fn called(record: &CrmRecord) -> Option<&str> {
    let title = record.title.as_ref().filter(|_| record.kind == "company");
    let company = record.company.as_ref().or(title)?.trim();
    (!company.is_empty()).then_some(company)
}

/// The identities of a record's company: its people's domain, its website, and the addresses of
/// people who write from a free-mail domain. People of a second company on it are left out: they
/// are a prospect of their own.
fn identities(record: &CrmRecord, own: &OwnSide) -> Vec<ProspectId> {
    let site = record.website.as_deref().and_then(of_website);
    let site = site.filter(|site| !own.has_organisation(site));
    let people = record.people.iter().take(MOST_PEOPLE);
    let (private, company): (Vec<_>, Vec<_>) = people
        .filter_map(address_of)
        .filter(|address| !own.has(address))
        .map(|address| ProspectId::of(&address))
        .partition(|id| id.as_str().contains('@'));
    let at_site = site.as_ref().is_some_and(|site| company.contains(site));
    let main = company.into_iter().next().filter(|_| !at_site);
    let mut ids: Vec<ProspectId> = Vec::new();
    for id in main.into_iter().chain(site).chain(private) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

/// The company that a website or a domain belongs to.
fn of_website(text: &str) -> Option<ProspectId> {
    let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
    let host = rest.trim().split(['/', '?', '#', ':']).next()?;
    let host = host.trim_end_matches('.');
    let address = Address::parse(&format!("x@{host}")).filter(|_| host.contains('.'))?;
    let id = ProspectId::of(&address);
    let shared = id.as_str().contains('@') || SHARED_SITES.contains(&id.as_str());
    (!shared).then_some(id)
}

/// Whose mail it is: the last who wrote and is not of the rep's side, else the first to whom the
/// rep wrote. A list or an automatic sender is nobody's conversation.
fn counterpart<'c>(conversation: &'c Conversation, own: &OwnSide) -> Option<(&'c Person, Address)> {
    let with_address = |person: &'c Person| Some((person, own.outsider(person)?));
    let messages = conversation.messages.iter().rev();
    let ours =
        |message: &&MailMessage| address_of(&message.from).is_some_and(|address| own.has(&address));
    messages
        .clone()
        .find_map(|message| with_address(&message.from))
        .or_else(|| {
            messages
                .filter(ours)
                .flat_map(|message| message.to.iter().flatten().take(MOST_PEOPLE))
                .find_map(with_address)
        })
}

fn address_of(person: &Person) -> Option<Address> {
    Address::parse(person.email.as_deref()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::stored::Settings;

    fn person(name: &str, email: &str) -> Person {
        let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Person {
            name: text(name),
            email: text(email),
        }
    }

    fn record(company: &str, website: &str, people: &[&str]) -> Conversation {
        Conversation {
            record: Some(CrmRecord {
                kind: "deal".to_owned(),
                company: (!company.is_empty()).then(|| company.to_owned()),
                website: (!website.is_empty()).then(|| website.to_owned()),
                people: people.iter().map(|email| person("", email)).collect(),
                ..CrmRecord::default()
            }),
            ..Conversation::default()
        }
    }

    fn check(conversation: &Conversation, ids: &[&str], name: &str) {
        let own = OwnSide::new(&Settings::default(), Some("rep@acme.test"));
        let whose = Whose::of(conversation, &own);
        let got: Vec<&str> = whose.ids.iter().map(ProspectId::as_str).collect();
        assert_eq!((got.as_slice(), whose.name.as_str()), (ids, name));
    }

    #[test]
    fn a_record_belongs_to_its_people_and_its_website() {
        check(
            &record(
                "Prospect Foods",
                "",
                &["rep@acme.test", "dana@eu.prospect.test"],
            ),
            &["prospect.test"],
            "Prospect Foods",
        );
        check(
            &record("", "https://www.prospect.test/en?x", &[]),
            &["prospect.test"],
            "Prospect",
        );
        check(
            &record(
                "P",
                "prospect.test",
                &["amy@partner.test", "dana@prospect.test"],
            ),
            &["prospect.test"],
            "P",
        );
        check(
            &record(
                "P",
                "prospect-foods.test",
                &["dana@prospect.test", "dana@gmail.com"],
            ),
            &["prospect.test", "prospect-foods.test", "dana@gmail.com"],
            "P",
        );
    }

    #[test]
    fn what_tells_no_company_is_nobodys() {
        check(
            &record("P", "https://www.linkedin.com/company/p", &[]),
            &[],
            "P",
        );
        check(&record("P", "gmail.com", &["rep@acme.test"]), &[], "P");
        check(&record("P", "https://acme.test", &[]), &[], "P");
        check(&record("P", "none", &[]), &[], "P");
        check(&Conversation::default(), &[], "");
    }

    #[test]
    fn names_on_the_time_line_get_the_address_that_the_record_tells() {
        let mut conversation = record("P", "", &[]);
        let known = conversation.record.get_or_insert_default();
        known.people = vec![
            person("Dana Whitfield", "dana@prospect.test"),
            person("Kim", "kim@prospect.test"),
            person("Kim", "kim.b@prospect.test"),
        ];
        let from = |name: &str| MailMessage {
            from: person(name, ""),
            ..MailMessage::default()
        };
        conversation.messages = vec![from("dana whitfield "), from("Kim"), from("Robin")];
        complete(&mut conversation);
        let got: Vec<_> = conversation
            .messages
            .iter()
            .map(|one| one.from.email.as_deref())
            .collect();
        assert_eq!(got, [Some("dana@prospect.test"), None, None]);
    }

    #[test]
    fn who_writes_to_the_records_people_is_on_our_side() {
        let own = OwnSide::default();
        let whose = Whose::of(&record("P", "", &["dana@prospect.test"]), &own);
        let mail = |from: Person, to: &str| MailMessage {
            from,
            to: Some(vec![person("", to)]),
            ..MailMessage::default()
        };
        let dana = person("Dana", "dana@prospect.test");
        let robin = person("Robin", "");
        assert_eq!(whose.side(&mail(dana, "x@y.test"), true), Side::Theirs);
        assert_eq!(
            whose.side(&mail(robin.clone(), "dana@prospect.test"), true),
            Side::Ours
        );
        assert_eq!(
            whose.side(&mail(robin.clone(), "dana@prospect.test"), false),
            Side::Other
        );
        assert_eq!(whose.side(&mail(robin, "x@y.test"), true), Side::Other);
    }
}
