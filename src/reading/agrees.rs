//! Whether a mail agrees to buy: the decision is stated or acted on. A hope, a condition, a question
//! or a go-ahead for less takes its sentence out.

use super::learned::{self, Label, Learned};
use super::lexicon::Tag;
use super::{Clause, Said};

/// The words that agree to buy, if any do.
pub fn agrees(clauses: &[Clause<'_>], learned: &Learned) -> Option<Said> {
    let mut agreeing = clauses.iter().enumerate();
    let (_, clause) = agreeing.find(|(at, clause)| {
        let learned = || learned.says(*at, Label::Agrees, of(clause).is_some());
        plainly(clause) || !only_sounds_so(clause) && learned()
    })?;
    Some(Said {
        words: clause.text.to_owned(),
        rule: of(clause)
            .or_else(|| plainly(clause).then_some("plainly"))
            .unwrap_or(learned::RULE),
    })
}

/// The rule by which a sentence agrees to buy.
pub fn of(clause: &Clause<'_>) -> Option<&'static str> {
    let has = |tag| clause.hits.iter().find(|hit| hit.label == tag);
    let hit = has(Tag::Agrees(false))?;
    let asks = clause.text.ends_with('?') && hit.rule != "signed";
    let open = asks || has(Tag::Agrees(true)).is_some();
    (!open).then_some(hit.rule)
}

/// Whether a sentence decides in so many words, and none beside them takes it back.
fn plainly(clause: &Clause<'_>) -> bool {
    let has = |tag| clause.hits.iter().any(|hit| hit.label == tag);
    let open = clause.text.ends_with('?') || has(Tag::Agrees(true)) || has(Tag::Buys(true));
    has(Tag::Buys(false)) && !open
}

/// "We will take the train."
fn only_sounds_so(clause: &Clause<'_>) -> bool {
    let mut hits = clause.hits.iter();
    hits.any(|hit| hit.label == Tag::Buys(true) && hit.rule == "never")
}

#[cfg(test)]
mod tests {
    use crate::reading::{Author, Context, Part, PartKind, read};

    fn check(text: &str, expected: bool) {
        let context = Context {
            author: Author::Prospect,
            ..Context::default()
        };
        let kind = PartKind::Text;
        let reading = read(&[Part { kind, text }], &context);
        assert_eq!(reading.agrees.is_some(), expected, "{text}");
    }

    #[test]
    fn the_decision_to_buy() {
        check("We accept your offer.", true);
        check("The board approved the purchase.", true);
        check("Please find our purchase order attached.", true);
        check("The contract is signed.", true);
        check("Where do I sign?", true);
        check("We would like to go ahead.", true);
        check("Our board says yes. Please start on 1 July.", true);
        check("Go on then, 120 of them.", true);
        check("OK, 5,000 please.", true);
        check(
            "Our parish council has voted, carried with one against.",
            true,
        );
        check(
            "The team is convinced. We want to go ahead as we said.",
            true,
        );
    }

    /// What else a mail says takes nothing from a decision in so many words.
    #[test]
    fn a_plain_decision_in_company() {
        for words in [
            "we have decided to buy",
            "we accept your offer",
            "we take all three",
            "we say yes",
            "the purchase order is attached",
        ] {
            for after in [
                " I am away from Monday.",
                " The board meets on the 14th. Have a good weekend.",
            ] {
                let text = format!(
                    "Hi Robin,\n\nThank you for your mail. To your question: {words}.{after}\n\nDana"
                );
                check(&text, true);
            }
        }
        check("We will take the train. Count me in for the dinner.", false);
        check("We accept your offer if the board says yes.", false);
    }

    #[test]
    fn look_alikes() {
        check("If the board agrees, we will order in May.", false);
        check("We have signed the NDA.", false);
        check("Please go ahead with the pilot.", false);
        check("We would like to go ahead with the trial.", false);
        check("If it passes, we would like to go ahead.", false);
        check("We decided for another supplier.", false);
        check("What would it cost if we ordered two?", false);
        check("Thanks for the demo.", false);
        check("10 minutes please.", false);
        check("Please start from slide 4.", false);
        check("Please start the trial on 1 July.", false);
        check("We have all three brochures.", false);
        check("We take both into account.", false);
        check("Send me 5 kilos to try, please.", false);
    }
}
