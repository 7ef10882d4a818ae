//! A rep's desk with the mails of several prospects: shorthand for what happens between them.

use crate::stage::{REP, Stage, day, person};
use askback::protocol::{
    CardView, Command, Compose, DealChange, DealView, EndFields, Fields, MailMessage, PanelReply,
    PanelRequest, ProspectView, VerdictReply,
};

/// The rep's desk, with the mails of each prospect as they came.
pub struct Desk {
    pub stage: Stage,
    mails: Vec<(&'static str, MailMessage)>,
    today: String,
}

impl Desk {
    pub fn on(date: &str) -> Self {
        Self {
            stage: Stage::on(date),
            mails: Vec::new(),
            today: date.to_owned(),
        }
    }

    pub fn day(&mut self, date: &str) {
        self.stage.go_to(date);
        date.clone_into(&mut self.today);
    }

    /// Opens what was written with a prospect, and looks at the card.
    pub fn look(&mut self, who: &'static str) -> CardView {
        let theirs = self.mails.iter().filter(|(of, _)| *of == who);
        let mails = theirs.map(|(_, mail)| mail.clone()).collect();
        self.stage.open(mails);
        self.stage.card()
    }

    /// A mail of theirs arrives, and the rep opens it.
    pub fn hears(&mut self, who: &'static str, words: &str) -> CardView {
        let mail = self.stage.mail(&address(who), &self.today.clone(), words);
        self.mails.push((who, mail));
        self.look(who)
    }

    pub fn draft(who: &str, words: &str) -> Compose {
        Compose {
            to: Some(vec![person(&address(who))]),
            ..Stage::draft(words, &[])
        }
    }

    /// What the rules say of a draft, and their first reason.
    pub fn tries(&mut self, who: &'static str, words: &str) -> (VerdictReply, String) {
        self.look(who);
        let verdict = self.stage.judge(&Self::draft(who, words));
        let gate = self.stage.gate("c1");
        let reason = gate.and_then(|gate| gate.reasons.first().map(|one| one.rule.clone()));
        let held = verdict == VerdictReply::Hold;
        (verdict, reason.filter(|_| held).unwrap_or_default())
    }

    /// The rep sends it: nothing holds it.
    pub fn sends(&mut self, who: &'static str, words: &str) {
        self.look(who);
        let draft = Self::draft(who, words);
        assert_ne!(
            self.stage.judge(&draft),
            VerdictReply::Hold,
            "{who}: {words}"
        );
        self.stage.release(&draft);
        let mut mail = self.stage.mail(REP, &self.today.clone(), words);
        mail.to = Some(vec![person(&address(who))]);
        self.mails.push((who, mail));
    }

    /// The rep records what the open mail asks for.
    pub fn records(&mut self, who: &'static str, purpose: &str, outcome: &str) -> String {
        let proposal = self
            .look(who)
            .proposals
            .first()
            .cloned()
            .expect("a proposal");
        let fields = Fields {
            purpose: Some(purpose.to_owned()),
            outcome: Some(outcome.to_owned()),
            evidence: Some("said".to_owned()),
            ..proposal.fields
        };
        let command = Command::Record {
            prospect: domain(who),
            name: who.to_owned(),
            asked_by: proposal.asked_by,
            asked_on: proposal.asked_on,
            thread: proposal.thread,
            fields,
        };
        self.stage.change(command).expect("recorded")
    }

    pub fn answers(&mut self, who: &str, request: &str, answer: &str, words: &str) {
        let command = Command::Answer {
            prospect: domain(who),
            request: request.to_owned(),
            answer: answer.to_owned(),
            words: words.to_owned(),
        };
        self.stage.change(command).expect("answered");
    }

    pub fn deal(&mut self, who: &str, change: DealChange) -> Result<String, String> {
        let prospect = domain(who);
        self.stage.change(Command::Deal { prospect, change })
    }

    pub fn ends(&mut self, who: &str, how: &str, words: &str, until: Option<&str>) {
        let end = DealChange::End(EndFields {
            how: how.to_owned(),
            words: words.to_owned(),
            until: until.map(day),
        });
        self.deal(who, end).expect("ended");
    }

    pub fn commits(&mut self, who: &str, owner: &str, what: &str, due: &str) {
        let command = Command::Commit {
            prospect: domain(who),
            commitment: None,
            owner: owner.to_owned(),
            what: what.to_owned(),
            due: day(due),
            request: None,
        };
        self.stage.change(command).expect("noted");
    }

    pub fn record(&mut self, who: &str) -> ProspectView {
        let prospect = domain(who);
        match self.stage.panel(PanelRequest::Prospect { prospect }) {
            PanelReply::Prospect(Some(view)) => *view,
            other => panic!("{who}: {other:?}"),
        }
    }

    pub fn view(&mut self, who: &str) -> DealView {
        self.record(who).deal
    }

    /// Whether the list of decisions names them, and what it says.
    pub fn waits(&mut self, who: &str) -> Option<String> {
        let decisions = self.stage.popup().decisions.into_iter();
        let theirs = decisions.filter(|one| one.prospect.id == domain(who));
        theirs.map(|one| one.text).next()
    }
}

pub fn domain(who: &str) -> String {
    format!("{}.test", who.to_lowercase())
}

pub fn address(who: &str) -> String {
    format!("dana@{}", domain(who))
}
