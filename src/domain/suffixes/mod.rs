//! The registrable domain of a host, by the public suffix list.

use std::sync::LazyLock;

/// A suffix and the labels before it, a line each, sorted by bytes. See the README beside it.
static RULES: LazyLock<&str> = LazyLock::new(|| super::texts::text!("domain/suffixes/rules.txt"));

/// The registrable domain of a host in lower case: the public suffix and one label more.
/// `None` for a host that is itself a suffix, or has an empty label. A suffix that is not on the
/// list is its last label.
pub fn registrable(host: &str) -> Option<&str> {
    if host.split('.').any(str::is_empty) {
        return None;
    }
    let labels = suffix_labels(host);
    let start = host
        .rmatch_indices('.')
        .nth(labels.checked_sub(1)?)
        .map(|(at, _)| at);
    // The label before the suffix starts after the next dot, or at the host's beginning.
    let front = host.get(..start?)?;
    let from = front.rfind('.').map_or(0, |dot| dot + 1);
    host.get(from..)
}

/// How many labels of a host are its public suffix. The longest rule holds; an exception (`!`)
/// outweighs it and is one label shorter (publicsuffix.org, "algorithm").
fn suffix_labels(host: &str) -> usize {
    let mut longest = 1;
    let starts = std::iter::once(0).chain(host.match_indices('.').map(|(dot, _)| dot + 1));
    for tail in starts.filter_map(|start| host.get(start..)) {
        let Some((label, suffix)) = tail.split_once('.') else {
            break;
        };
        let labels = tail.split('.').count();
        for before in labels_before(suffix) {
            if before.strip_prefix('!') == Some(label) {
                return labels - 1;
            }
            if before == label || before == "*" {
                longest = longest.max(labels);
            }
        }
    }
    longest
}

/// The labels that rules have before a suffix: a binary search over the lines.
fn labels_before(suffix: &str) -> impl Iterator<Item = &str> {
    let rules = RULES.as_bytes();
    let (mut low, mut high) = (0, rules.len());
    let mut found = "";
    while low < high {
        let middle = usize::midpoint(low, high);
        let before = rules.get(..middle).unwrap_or_default();
        let start = before
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map_or(0, |at| at + 1);
        let line = RULES.get(start..).unwrap_or_default();
        let line = line.split('\n').next().unwrap_or_default();
        let (parent, labels) = line.split_once(' ').unwrap_or_default();
        match parent.cmp(suffix) {
            std::cmp::Ordering::Equal => {
                found = labels;
                break;
            }
            std::cmp::Ordering::Less => low = start + line.len() + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    found.split(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_belongs_to_its_registrable_domain() {
        for (host, expected) in [
            ("mail.eu.prospect.co.uk", Some("prospect.co.uk")),
            ("prospect.com", Some("prospect.com")),
            ("prospect.test", Some("prospect.test")),
            ("a.prospect.test", Some("prospect.test")),
            ("co.uk", None),
            ("com", None),
            ("localhost", None),
            ("", None),
            ("a..com", None),
            ("x.city.kawasaki.jp", Some("city.kawasaki.jp")),
            ("x.y.other.kawasaki.jp", Some("y.other.kawasaki.jp")),
        ] {
            assert_eq!(registrable(host), expected, "{host}");
        }
    }

    #[test]
    fn it_agrees_with_the_crate_on_every_rule() {
        assert!(RULES.lines().is_sorted(), "the search needs sorted lines");
        let mut checked = 0;
        let rules = RULES.lines().flat_map(|line| {
            let (suffix, labels) = line.split_once(' ').unwrap();
            labels
                .split(' ')
                .map(move |label| format!("{label}.{suffix}"))
        });
        for rule in rules {
            let rule = rule.trim_start_matches('!').replace('*', "w");
            for host in [
                rule.clone(),
                format!("a.{rule}"),
                format!("b.a.{rule}"),
                format!("c.b.a.{rule}"),
            ] {
                assert_eq!(registrable(&host), psl::domain_str(&host), "{host}");
                checked += 1;
            }
        }
        assert!(checked > 30_000, "only {checked} hosts");
    }
}
