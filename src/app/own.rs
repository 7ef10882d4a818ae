//! Who is the rep's side, and whom a mail concerns.

use crate::domain::{Address, ProspectId};
use crate::ledger::stored::Settings;
use crate::protocol::Person;
use std::collections::BTreeSet;

/// The rep's own addresses and their company's domains.
#[derive(Clone, Debug, Default)]
pub struct OwnSide {
    addresses: BTreeSet<Address>,
    organisations: BTreeSet<String>,
}

impl OwnSide {
    /// From the settings and from what pages say of their own account.
    pub fn new<'a>(settings: &'a Settings, shown: impl IntoIterator<Item = &'a str>) -> Self {
        let texts = settings.own_emails.iter().map(String::as_str).chain(shown);
        let domains = settings.own_domains.iter();
        let mut own = Self::default();
        own.organisations
            .extend(domains.map(|domain| domain.trim().to_lowercase()));
        for address in texts.filter_map(Address::parse) {
            let organisation = ProspectId::of(&address);
            own.organisations.insert(organisation.as_str().to_owned());
            own.addresses.insert(address);
        }
        own
    }

    /// Whether nobody has said who the rep is: then nobody can be told to be a prospect.
    pub fn is_unknown(&self) -> bool {
        self.addresses.is_empty() && self.organisations.is_empty()
    }

    /// Whether an address belongs to the rep or a colleague.
    pub fn has(&self, address: &Address) -> bool {
        self.addresses.contains(address)
            || self
                .organisations
                .contains(ProspectId::of(address).as_str())
            || self.organisations.contains(address.domain())
    }

    /// One address of the rep; `None` when none is known.
    pub fn first(&self) -> Option<&str> {
        self.addresses.first().map(Address::as_str)
    }

    /// The organisations of the rep's side, by which a colleague is told; addresses at free-mail
    /// domains are none.
    pub fn domains(&self) -> Vec<String> {
        let all = self.organisations.iter();
        all.filter(|one| !one.contains('@')).cloned().collect()
    }

    /// Whether a company's identity is that of the rep's own.
    pub fn has_organisation(&self, id: &ProspectId) -> bool {
        self.organisations.contains(id.as_str())
    }

    /// The address of a person who is not of the rep's side.
    pub fn outsider(&self, person: &Person) -> Option<Address> {
        let address = Address::parse(person.email.as_deref()?)?;
        (!self.is_unknown() && !self.has(&address)).then_some(address)
    }
}

/// A name to call a prospect by, from its identity: `norrland-timber.example` is "Norrland
/// Timber"; at a free-mail domain it is the person's name, else the address.
pub fn name_of(prospect: &ProspectId, person: Option<&str>) -> String {
    let id = prospect.as_str();
    if id.contains('@') {
        return person
            .filter(|name| !name.is_empty())
            .unwrap_or(id)
            .to_owned();
    }
    let label = id.split('.').next().unwrap_or(id);
    let words = label
        .split('-')
        .filter(|word| !word.is_empty())
        .map(|word| {
            let mut letters = word.chars();
            letters.next().map_or_else(String::new, |first| {
                first.to_uppercase().chain(letters).collect()
            })
        });
    words.collect::<Vec<String>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn side(settings: &Settings, shown: Option<&str>, address: &str) -> bool {
        OwnSide::new(settings, shown).has(&Address::parse(address).unwrap())
    }

    #[test]
    fn colleagues_are_the_own_side_and_free_mail_neighbours_are_not() {
        let none = Settings::default();
        assert!(side(
            &none,
            Some("rep@acme-sales.test"),
            "mo@eu.acme-sales.test"
        ));
        assert!(!side(&none, Some("rep@gmail.com"), "dana@gmail.com"));
        assert!(side(&none, Some("rep@gmail.com"), "Rep@gmail.com"));
        let domain = Settings {
            own_domains: vec!["acme.test".to_owned()],
            ..Settings::default()
        };
        assert!(side(&domain, None, "mo@acme.test"));
    }

    #[test]
    fn without_knowing_the_rep_nobody_is_an_outsider() {
        let dana = Person {
            name: None,
            email: Some("dana@prospect.test".to_owned()),
        };
        assert_eq!(
            OwnSide::new(&Settings::default(), None).outsider(&dana),
            None
        );
        assert!(
            OwnSide::new(&Settings::default(), Some("rep@acme.test"))
                .outsider(&dana)
                .is_some()
        );
    }

    #[test]
    fn a_name_comes_from_the_domain() {
        let name = |id: &str, person| name_of(&ProspectId::stored(id), person);
        assert_eq!(name("norrland-timber.example", None), "Norrland Timber");
        assert_eq!(name("dana@gmail.com", Some("Dana")), "Dana");
        assert_eq!(name("dana@gmail.com", None), "dana@gmail.com");
    }
}
