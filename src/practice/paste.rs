//! Words to paste: mails for the moments of a deal, with what is recorded filled in and what is not
//! left as `[a placeholder]`. The rep edits them; nothing is ever sent by itself.

use super::{kinds, rules::calls};
use crate::domain::{Day, Deal, Record, Request, Side, spoken_in_full};

/// A text for one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    /// What was agreed on in a call.
    Recap,
    /// The agreed outcome, asking for "yes, that's right".
    Summary,
    /// Whether they got what they were looking for.
    DueQuestion,
    /// A request that is declined, with the reason.
    Decline,
    /// The rep walks away.
    WalkingAway,
    /// The hand-over to those who look after the customer.
    HandOver,
}

impl Words {
    /// Every text, in the order in which a list offers them.
    pub const ALL: [Self; 6] = [
        Self::Recap,
        Self::Summary,
        Self::DueQuestion,
        Self::Decline,
        Self::WalkingAway,
        Self::HandOver,
    ];

    /// Its stable name on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Recap => "recap",
            Self::Summary => "summary",
            Self::DueQuestion => "due_question",
            Self::Decline => "decline",
            Self::WalkingAway => "walking_away",
            Self::HandOver => "hand_over",
        }
    }

    /// The text of that stable name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|words| words.code() == code)
    }

    /// The text's title as a rep reads it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Recap => "Recap after a call",
            Self::Summary => "What we agreed: is that right?",
            Self::DueQuestion => "Did you get what you were looking for?",
            Self::Decline => "Decline, with the reason",
            Self::WalkingAway => "Walk away",
            Self::HandOver => "Hand-over",
        }
    }
}

/// The text for a moment. `request` is the one that it is about; the hand-over is about the deal.
pub fn words(which: Words, record: &Record, deal: &Deal, request: Option<&Request>) -> String {
    let what = request.map_or_else(
        || "[what they asked for]".to_owned(),
        |request| calls(request.kind),
    );
    match which {
        Words::Recap => recap(record, request, &what),
        Words::Summary => summary(request, &what),
        Words::DueQuestion => request.map_or_else(
            || kinds::due_question(crate::domain::Kind::Other).to_owned(),
            |request| kinds::due_question(request.kind).to_owned(),
        ),
        Words::Decline => format!(
            "Thank you for asking for {what}. I will not send it, because {}. If {} changes, tell \
             me, and we look at it again.",
            ending(request, "[your reason]"),
            "[what would have to be different]"
        ),
        Words::WalkingAway => format!(
            "We have talked for a while, and {}. So I close the file on my side and keep nothing \
             open for you. Should {} change, write to me: I will be glad to start again from there.",
            deal.ended
                .as_ref()
                .map_or("[your reason]", |ended| or(&ended.words, "[your reason]"))
                .trim_end_matches('.'),
            "[the fact that would make it new]"
        ),
        Words::HandOver => hand_over(record, deal),
    }
}

fn or<'t>(text: &'t str, placeholder: &'t str) -> &'t str {
    if text.is_empty() { placeholder } else { text }
}

fn ending<'r>(request: Option<&'r Request>, placeholder: &'r str) -> &'r str {
    request
        .and_then(|request| request.ending.as_ref())
        .map_or(placeholder, |(_, reason)| or(reason, placeholder))
        .trim_end_matches('.')
}

fn on(day: Option<Day>) -> String {
    day.map_or_else(|| "[date]".to_owned(), spoken_in_full)
}

fn add(text: &mut String, parts: &[&str]) {
    for part in parts {
        text.push_str(part);
    }
}

fn recap(record: &Record, request: Option<&Request>, what: &str) -> String {
    let mut text = "Thank you for the call. As I understood it:\n\n- You asked for ".to_owned();
    let bare =
        |field: &str, placeholder: &str| or(field, placeholder).trim_end_matches('.').to_owned();
    add(&mut text, &[what]);
    if let Some(request) = request {
        let outcome = &request.outcome;
        add(
            &mut text,
            &[
                " because ",
                &bare(&request.purpose, "[why]"),
                ".\n- If it is what you need: ",
                &bare(&outcome.if_yes, "[what happens then]"),
                ", by ",
                &on(outcome.date),
                ".\n- If not: ",
                &bare(&outcome.if_no, "[what happens then]"),
            ],
        );
    }
    add(&mut text, &[".\n"]);
    for one in record.commitments.iter().filter(|one| one.fate.is_none()) {
        let who = match one.owner {
            Side::Ours => "- We: ",
            Side::Theirs => "- You: ",
        };
        let due = on(Some(one.due));
        add(
            &mut text,
            &[who, one.what.trim_end_matches('.'), ", by ", &due, ".\n"],
        );
    }
    text.push_str("\nDid I get that right? A short \u{201c}yes, that's right\u{201d} is enough.");
    text
}

fn summary(request: Option<&Request>, what: &str) -> String {
    let outcome = request.map(|request| &request.outcome);
    let of = |field: Option<&str>, placeholder: &str| {
        or(field.unwrap_or(""), placeholder)
            .trim_end_matches('.')
            .to_owned()
    };
    format!(
        "To be sure that I have it right: you would like {what} in order to {}. If it is what you \
         need, {} by {}; if not, {}. Is that right? A short \u{201c}yes, that's right\u{201d} is \
         enough.",
        of(request.map(|r| r.purpose.as_str()), "[why]"),
        of(outcome.map(|o| o.if_yes.as_str()), "[what happens then]"),
        on(outcome.and_then(|o| o.date)),
        of(outcome.map(|o| o.if_no.as_str()), "[what happens then]"),
    )
}

/// The hand-over page as Markdown: who they are, what they bought it for, what was promised.
pub fn hand_over(record: &Record, deal: &Deal) -> String {
    let mut text = String::new();
    let requests = || record.requests.iter().filter(|r| r.deal == deal.id);
    add(
        &mut text,
        &[
            "# Hand-over: ",
            &inline(&record.name),
            "\n\n## What they bought it for\n",
        ],
    );
    for request in requests().filter(|request| !request.purpose.is_empty()) {
        let (kind, why) = (request.kind.label(), inline(&request.purpose));
        add(&mut text, &["- ", kind, ": ", &why, "\n"]);
    }
    add(&mut text, &["\n## What was agreed\n"]);
    for request in requests().filter(|request| !request.outcome.if_yes.is_empty()) {
        let (what, by) = (inline(&request.outcome.if_yes), on(request.outcome.date));
        add(&mut text, &["- ", &what, " (by ", &by, ")\n"]);
    }
    add(
        &mut text,
        &[
            "\n## What was promised\n| Measure | Before | Target | By |\n",
            "| --- | --- | --- | --- |\n",
        ],
    );
    for promise in &deal.promises {
        for cell in [&promise.measure, &promise.baseline, &promise.target] {
            add(&mut text, &["| ", &inline(cell), " "]);
        }
        add(&mut text, &["| ", &on(promise.by), " |\n"]);
    }
    let mut title = "\n## Still to be done\n";
    for one in record.commitments.iter().filter(|one| one.fate.is_none()) {
        let who = match one.owner {
            Side::Ours => "- We: ",
            Side::Theirs => "- They: ",
        };
        let (what, by) = (inline(&one.what), on(Some(one.due)));
        add(&mut text, &[title, who, &what, " (by ", &by, ")\n"]);
        title = "";
    }
    text
}

/// A text as one line of Markdown that means nothing but itself.
fn inline(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => safe.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '!' => {
                safe.push('\\');
                safe.push(c);
            }
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{DealId, Kind, Promise, ProspectId, RequestId};

    fn record() -> Record {
        let mut record = Record::empty(ProspectId::stored("prospect.test"));
        record.name = "Prospect Foods".to_owned();
        let day = "2026-11-02".parse().unwrap();
        let mut request = Request::asked(RequestId::stored("r"), Kind::Demo, String::new(), day);
        request.purpose = "see the export to payroll.".to_owned();
        record.requests.push(request);
        record
    }

    #[test]
    fn what_is_known_is_filled_in_and_the_rest_is_left_open() {
        let record = record();
        let deal = Deal::new(DealId::FIRST);
        let check = |which, wanted: &[&str]| {
            let text = words(which, &record, &deal, record.requests.first());
            for part in wanted {
                assert!(text.contains(part), "{which:?}: {text}");
            }
        };
        check(
            Words::Recap,
            &[
                "because see the export to payroll.\n",
                "[what happens then]",
                "[date]",
            ],
        );
        check(
            Words::Summary,
            &[
                "the demo in order to see the export to payroll. If",
                "yes, that's right",
            ],
        );
        check(Words::Decline, &["the demo", "[your reason]"]);
        check(Words::WalkingAway, &["[your reason]"]);
        check(Words::DueQuestion, &["?"]);
        check(
            Words::HandOver,
            &["# Hand-over: Prospect Foods", "- Demo: see the export"],
        );
    }

    #[test]
    fn a_hand_over_means_nothing_but_its_words() {
        let mut record = record();
        record.name = "<b>Foods</b> [x](http://x.test)\n# Big".to_owned();
        let mut deal = Deal::new(DealId::FIRST);
        deal.promises.push(Promise {
            id: "p".to_owned(),
            measure: "over|time".to_owned(),
            baseline: String::new(),
            target: "30".to_owned(),
            by: None,
            reached: None,
            dropped: None,
        });
        let page = hand_over(&record, &deal);
        assert!(
            page.starts_with("# Hand-over: \\<b\\>Foods\\</b\\> \\[x\\](http://x.test) \\# Big\n"),
            "{page}"
        );
        assert!(page.contains("| over\\|time |  | 30 | [date] |"), "{page}");
    }

    #[test]
    fn codes_are_read_back() {
        for which in Words::ALL {
            assert_eq!(Words::from_code(which.code()), Some(which));
        }
    }
}
