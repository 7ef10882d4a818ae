//! The never-look list: domains, addresses and labels of mail of which nothing is read. The reader
//! looks at it before it reads a page; here it is looked at once more before anything is understood.

use super::AppError;
use super::book::parse;
use super::engine::{Effects, Engine};
use super::tab::{Seen, TabState};
use super::ways::Trouble;
use crate::ledger::store::Store;
use crate::ledger::stored::{SETTINGS, Settings};
use crate::practice::settings::{NEVER_LABELS, NEVER_PEOPLE, parted};
use crate::protocol::{Conversation, NEVER_LOOKED, PageReply, Person};

/// What stands before a label on the list, so that it is no domain.
const LABEL: &str = "label:";

/// What is on the list, the company's part and the rep's: domains, addresses, and labels behind
/// `label:`, all in lower case.
pub(super) fn list(settings: &Settings) -> Vec<String> {
    let mut list = Vec::new();
    for values in [&settings.policy, &settings.practice] {
        if let Some(people) = values.get(NEVER_PEOPLE) {
            list.append(&mut parted(people));
        }
        if let Some(labels) = values.get(NEVER_LABELS) {
            for label in labels.to_lowercase().split(',') {
                list.push([LABEL, label.trim()].concat());
            }
        }
    }
    list
}

/// Whether somebody is on the list, by address or domain. The rep's own domain does not stand for
/// the rep, to whom every mail goes; their own address does.
pub(super) fn has(list: &[String], own: Option<&str>, email: Option<&str>) -> bool {
    let email = email.unwrap_or_default().trim().to_lowercase();
    let domain = match email.split_once('@') {
        Some((_, domain)) if own != Some(&email) => domain,
        _ => "",
    };
    let mut all = list.iter();
    all.any(|entry| *entry == email || within(domain, entry))
}

/// Whether a host is that domain or below it.
fn within(host: &str, domain: &str) -> bool {
    let below = host.strip_suffix(domain);
    below.is_some_and(|below| below.is_empty() || below.ends_with('.'))
}

/// Whether anybody of an open page is on the list.
pub(super) fn is_on(list: &[String], page: &Conversation) -> bool {
    if page.never || list.is_empty() {
        return page.never;
    }
    let own = page.own_email.as_deref();
    let mut people: Vec<&Person> = Vec::new();
    for mail in &page.messages {
        people.push(&mail.from);
        people.extend(mail.to.iter().flatten());
    }
    if let Some(record) = &page.record {
        people.extend(&record.people);
    }
    has(list, own, own)
        || people
            .iter()
            .any(|one| has(list, own, one.email.as_deref()))
}

impl<L: Store, S: Store> Engine<L, S> {
    /// What is on the list. While it cannot be read there is none, and the reader reads nothing.
    pub(super) async fn never(&self) -> Result<Vec<String>, AppError> {
        let mut items = self.local.get(&[SETTINGS.to_owned()]).await?;
        let mut trouble = None;
        let settings = parse(&mut items, SETTINGS, &mut trouble);
        trouble.map_or_else(|| Ok(settings.as_ref().map(list).unwrap_or_default()), Err)
    }

    /// What is open is on the list: nothing of it is kept, and what was there before is let go.
    pub(super) async fn look_away(
        &self,
        tab: i32,
        mut state: TabState,
    ) -> Result<(PageReply, Option<Effects>), AppError> {
        state.held.clear();
        state.ways = Trouble::default();
        let seen = state.seen.insert(Seen::default());
        NEVER_LOOKED.clone_into(&mut seen.incomplete);
        self.save_tab(tab, &state).await?;
        let turn = state.turn;
        Ok((PageReply::Read { card: false, turn }, None))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &str = "rep@acme.test";

    fn check(entry: &str, email: &str, expected: bool) {
        let list = [entry.to_owned()];
        let has = has(&list, Some(OWN), Some(email));
        assert_eq!(has, expected, "{entry} {email}");
    }

    #[test]
    fn a_domain_stands_for_all_below_it_and_an_address_for_itself() {
        check("clinic.test", "dr@clinic.test", true);
        check("clinic.test", " Dr@Mail.Clinic.test", true);
        check("clinic.test", "dr@veterinaryclinic.test", false);
        check("clinic.test", "dr@clinic.test.example", false);
        check("kim@mill.test", "Kim@mill.test", true);
        check("kim@mill.test", "jo@mill.test", false);
        check("label:clinic", "dr@clinic", false);
    }

    #[test]
    fn the_reps_own_domain_does_not_stand_for_the_rep() {
        check("acme.test", OWN, false);
        check("acme.test", "mo@acme.test", true);
        check(OWN, OWN, true);
    }

    #[test]
    fn the_list_is_the_companys_and_the_reps() {
        let one = |code: &str, value: &str| [(code.to_owned(), value.to_owned())].into();
        let settings = Settings {
            policy: one(NEVER_PEOPLE, "@Works-Council.test, kim@mill.test"),
            practice: one(NEVER_LABELS, "Private, Bank and tax"),
            ..Settings::default()
        };
        let expected = [
            "works-council.test",
            "kim@mill.test",
            "label:private",
            "label:bank and tax",
        ];
        assert_eq!(list(&settings), expected);
        assert!(list(&Settings::default()).is_empty());
    }
}
