//! What a site shows, as a conversation: the recipes (data, in `recipes/`, carried out by the
//! reader in the page) and what the core knows of the sites.

mod time;

pub use time::shown_moment;

/// A site that has a recipe of its own host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Site {
    /// Its name as a rep knows it.
    pub name: &'static str,
    /// The host that its recipe is for.
    pub host: &'static str,
}

/// The sites whose host is known beforehand. Others (Roundcube) run on anybody's host and are
/// recognised by their pages.
pub const SITES: &[Site] = &[Site {
    name: "Gmail",
    host: "mail.google.com",
}];

/// The permission that reading a page of that address needs, such as `https://mail.google.com/*`;
/// `None` for addresses that no extension may read.
pub fn permission_for(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    if !matches!(scheme, "http" | "https") {
        return None;
    }
    let host = host_of(rest);
    // Match patterns know no ports and no log-in data; they stand for all of them.
    let host = host.rsplit('@').next().unwrap_or(host);
    let bare = match host.rsplit_once(':') {
        Some((bare, port)) if port.chars().all(|c| c.is_ascii_digit()) => bare,
        _ => host,
    };
    (!bare.is_empty()).then(|| format!("{scheme}://{bare}/*"))
}

/// Whether one of those permissions covers the asked one: `https://*.example.com/*` stands for
/// its host and every host below it.
pub fn is_granted(granted: &[String], origin: &str) -> bool {
    granted.iter().any(|one| {
        one == origin
            || one.split_once("://*.").is_some_and(|(scheme, host)| {
                origin.split_once("://").is_some_and(|(asked, rest)| {
                    let below = rest.strip_suffix(host);
                    asked == scheme && below.is_some_and(|sub| sub.is_empty() || sub.ends_with('.'))
                })
            })
    })
}

/// The name of the site at an address; empty when no recipe is for its host.
pub fn name_for(url: &str) -> &'static str {
    let host = url.split_once("://").map_or("", |(_, rest)| host_of(rest));
    SITES
        .iter()
        .find(|site| site.host == host)
        .map_or("", |site| site.name)
}

fn host_of(rest: &str) -> &str {
    rest.split(['/', '?', '#']).next().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_permission_is_for_one_host() {
        let check =
            |url, expected: Option<&str>| assert_eq!(permission_for(url).as_deref(), expected);
        check(
            "https://mail.google.com/mail/u/0/#inbox",
            Some("https://mail.google.com/*"),
        );
        check(
            "http://127.0.0.1:18081/?_task=mail",
            Some("http://127.0.0.1/*"),
        );
        check(
            "https://user:pass@mail.corp.test:8443/x",
            Some("https://mail.corp.test/*"),
        );
        check("chrome://extensions", None);
        check("about:blank", None);
        check("", None);
    }

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
    fn the_table_agrees_with_the_recipes() {
        for site in SITES {
            let path = format!(
                "{}/src/sites/recipes/{}.json",
                env!("CARGO_MANIFEST_DIR"),
                site.name.to_lowercase()
            );
            let recipe = std::fs::read_to_string(&path).unwrap();
            assert!(
                recipe.contains(site.host),
                "{path} does not name {}",
                site.host
            );
        }
        assert_eq!(name_for("https://mail.google.com/mail/u/0/"), "Gmail");
        assert_eq!(name_for("https://mail.google.com.evil.test/"), "");
    }
}
