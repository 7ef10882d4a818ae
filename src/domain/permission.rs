//! Which permission a page needs to be read.

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
}
