//! What a site shows, as a conversation: the recipes (data, in `recipes/`, carried out by the
//! reader in the page) and what the core knows of the sites.

mod pointed;
mod time;

pub use crate::domain::permission_for;
pub use pointed::pointed;
pub use time::shown_moment;

/// A site that has a recipe of its own host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Site {
    /// Its name as a rep knows it.
    pub name: &'static str,
    /// A host that its recipe is for; a leading `*.` stands for any host below it.
    pub host: &'static str,
    /// The recipe's name, as the reader tells it.
    pub recipe: &'static str,
}

/// The sites whose host is known beforehand. Others (Roundcube) run on anybody's host and are
/// recognised by their pages.
pub const SITES: &[Site] = &[
    site("Gmail", "mail.google.com", "gmail"),
    site("Outlook for work", "outlook.office.com", "outlook"),
    site(
        "Outlook for work, newer address",
        "outlook.cloud.microsoft",
        "outlook",
    ),
    site(
        "Outlook for work, older address",
        "outlook.office365.com",
        "outlook",
    ),
    site("Outlook.com", "outlook.live.com", "outlook"),
    site("Salesforce", "*.lightning.force.com", "salesforce"),
    site("HubSpot", "app.hubspot.com", "hubspot"),
    site("HubSpot in the EU", "app-eu1.hubspot.com", "hubspot"),
    site("Pipedrive", "*.pipedrive.com", "pipedrive"),
    site("Odoo", "*.odoo.com", "odoo"),
];

const fn site(name: &'static str, host: &'static str, recipe: &'static str) -> Site {
    Site { name, host, recipe }
}

/// A field without which a page is not read, or a draft not held back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Essential {
    /// Its name in what the reader reports.
    pub field: &'static str,
    /// The place of its rules in a recipe, as a JSON pointer.
    pub rules: &'static str,
    /// What a rep calls it.
    pub called: &'static str,
}

/// What every recipe must find, each in two ways that do not depend on each other. A CRM's record
/// has a title in place of a subject, and may have no mails.
pub const ESSENTIAL: &[Essential] = &[
    essential("subject", "/fields/subject", "the subject"),
    essential("record.title", "/record/title", "the name of the record"),
    essential("messages", "/messages/items", "the mails"),
    essential("message.from", "/messages/from", "who wrote"),
    essential("message.body", "/messages/body", "the text of the mails"),
    essential("composes", "/composes/items", "your open draft"),
    essential("compose.body", "/composes/editor", "the text of your draft"),
    essential("send", "/send", "the Send button"),
];

/// What the recipe of a CRM must find of a record, each in two such ways.
pub const ESSENTIAL_RECORD: &[Essential] = &[
    essential("record.kind", "/record/kind", "what is open"),
    essential("record.title", "/record/title", "the record's name"),
    essential("record.company", "/record/company", "the company"),
    essential("record.people", "/record/people", "the people"),
    essential("record.stage", "/record/stage", "the stage"),
    essential("record.amount", "/record/amount", "the amount"),
    essential("record.close_date", "/record/close_date", "the close date"),
];

const fn essential(field: &'static str, rules: &'static str, called: &'static str) -> Essential {
    Essential {
        field,
        rules,
        called,
    }
}

/// Whether one of those permissions covers the asked one: `https://*.example.com/*` stands for
/// its host and every host below it.
pub fn is_granted(granted: &[String], origin: &str) -> bool {
    granted.iter().any(|one| {
        let parts = (one.split_once("://"), origin.split_once("://"));
        matches!(parts, (Some((scheme, host)), Some((asked, rest))) if scheme == asked && covers(host, rest))
    })
}

/// The name of the site at an address; empty when no recipe is for its host.
pub fn name_for(url: &str) -> &'static str {
    let host = url.split_once("://").map_or("", |(_, rest)| host_of(rest));
    SITES
        .iter()
        .find(|site| covers(site.host, host))
        .map_or("", |site| site.name)
}

/// Whether a host is what a pattern such as `*.pipedrive.com` stands for. As in the browsers'
/// match patterns, that is the bare domain too.
fn covers(pattern: &str, host: &str) -> bool {
    match pattern.strip_prefix("*.") {
        Some(bare) => host
            .strip_suffix(bare)
            .is_some_and(|front| front.is_empty() || front.ends_with('.')),
        None => pattern == host,
    }
}

fn host_of(rest: &str) -> &str {
    rest.split(['/', '?', '#']).next().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wildcard_covers_its_host_and_those_below() {
        let granted = ["https://*.force.test/*".to_owned()];
        let check = |origin, expected| assert_eq!(is_granted(&granted, origin), expected);
        check("https://*.force.test/*", true);
        check("https://acme.lightning.force.test/*", true);
        check("https://force.test/*", true);
        check("https://evilforce.test/*", false);
        check("http://acme.force.test/*", false);
        check("https://force.test.evil.test/*", false);
    }

    #[test]
    fn names_go_by_the_whole_host() {
        assert_eq!(name_for("https://mail.google.com/mail/u/0/"), "Gmail");
        assert_eq!(name_for("https://mail.google.com.evil.test/"), "");
    }
}
