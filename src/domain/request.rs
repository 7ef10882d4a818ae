//! A request: something the prospect asks for, why they ask, and what happens once they have it.

use super::{Cost, Day, DealId, Proof, RequestId};
use std::collections::BTreeSet;

/// The kinds of request. The order is the order in which a list offers them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A demonstration or presentation.
    Demo,
    /// A physical or digital sample to test.
    Sample,
    /// Documents, case studies, brochures.
    Collateral,
    /// Pricing or a proposal.
    Quote,
    /// A conference call, a call with others, a reference call.
    Call,
    /// An extension, a postponement, "think it over".
    MoreTime,
    /// A proof of concept, pilot, trial or evaluation.
    ProofOfConcept,
    /// A security questionnaire or compliance documents.
    SecurityReview,
    /// Anything else that is asked for.
    Other,
    /// A kind of the rep's or the company's own: the first to the fifth. What it is called is set.
    Own(u8),
}

impl Kind {
    /// The kinds of the practice, in the order in which a list offers them.
    pub const ALL: [Self; 9] = [
        Self::Demo,
        Self::Sample,
        Self::Collateral,
        Self::Quote,
        Self::Call,
        Self::MoreTime,
        Self::ProofOfConcept,
        Self::SecurityReview,
        Self::Other,
    ];

    /// The kinds that a rep or a company can name, and that stay hidden until they do.
    pub const OWN: [Self; 5] = [
        Self::Own(1),
        Self::Own(2),
        Self::Own(3),
        Self::Own(4),
        Self::Own(5),
    ];

    /// The kinds of the practice, and those that can be named.
    pub fn every() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().chain(Self::OWN)
    }

    /// The kind's stable name in storage, on the wire and in the reader's contract.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Demo => "demo",
            Self::Sample => "sample",
            Self::Collateral => "collateral",
            Self::Quote => "quote",
            Self::Call => "call",
            Self::MoreTime => "more_time",
            Self::ProofOfConcept => "proof_of_concept",
            Self::SecurityReview => "security_review",
            Self::Other => "other",
            Self::Own(1) => "own_1",
            Self::Own(2) => "own_2",
            Self::Own(3) => "own_3",
            Self::Own(4) => "own_4",
            Self::Own(_) => "own_5",
        }
    }

    /// The kind of that stable name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::every().find(|kind| kind.code() == code)
    }

    /// The kind as a rep reads it. One of their own is called as it was set
    /// (`practice::Manner::say`); this stands for it until then.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Demo => "Demo",
            Self::Sample => "Sample",
            Self::Collateral => "Documents",
            Self::Quote => "Quote",
            Self::Call => "Call",
            Self::MoreTime => "More time",
            Self::ProofOfConcept => "Proof of concept",
            Self::SecurityReview => "Security review",
            Self::Other => "Something else",
            Self::Own(1) => "Own kind 1",
            Self::Own(2) => "Own kind 2",
            Self::Own(3) => "Own kind 3",
            Self::Own(4) => "Own kind 4",
            Self::Own(_) => "Own kind 5",
        }
    }
}

/// How well a purpose or an outcome is known, weakest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// The rep believes so.
    #[default]
    Assumed,
    /// The buyer said so in a call.
    Said,
    /// The buyer wrote so.
    Written,
    /// The buyer confirmed the rep's summary in a reply.
    Confirmed,
}

/// What happens once the prospect has what they asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// What happens if it satisfies them; the sentence that the buyer agreed to.
    pub if_yes: String,
    /// What happens if it does not.
    pub if_no: String,
    /// The date by which it happens.
    pub date: Option<Day>,
    /// Who does it on the rep's side.
    pub our_owner: String,
    /// Who does it on the buyer's side.
    pub their_owner: String,
}

/// The reply to "did you get what you were looking for?".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// They got it; the request is closed.
    Yes,
    /// Something is missing; the same request stays open.
    Partly,
    /// They did not get it; the same request stays open.
    No,
}

/// How a request ended without a yes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The rep declined, with a reason that can be sent.
    Declined,
    /// The prospect needs it no more.
    Withdrawn,
    /// Its date passed unanswered.
    Expired,
    /// The rep walked away from the deal.
    WalkedAway,
}

/// Where a request stands in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestState {
    /// Recorded; why they ask is not known yet.
    Asked,
    /// Why they ask is known; what happens then is not agreed yet.
    PurposeClear,
    /// Purpose and outcome are agreed; it may be given.
    OutcomeAgreed,
    /// Given; whether they got what they were looking for is not known yet.
    Delivered,
    /// They got what they were looking for.
    Confirmed,
    /// Ended without a yes.
    Ended(Ending),
}

/// What is still unknown about a request, in the order in which it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// Why they ask.
    Purpose,
    /// What happens once they have it.
    Outcome,
    /// What happens if it does not satisfy them.
    OtherWay,
    /// The date by which it happens.
    Date,
    /// The purpose and outcome are only assumed, not said by the buyer.
    Evidence,
    /// Who does it on the buyer's side.
    TheirOwner,
    /// Who does it on the rep's side.
    OurOwner,
}

/// One request of a deal, as the fold of its events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Its identity, given once when it was recorded.
    pub id: RequestId,
    /// Which of the prospect's deals it belongs to.
    pub deal: DealId,
    /// What kind of thing is asked for.
    pub kind: Kind,
    /// The sentence that asks, in the prospect's words; empty when entered by hand.
    pub words: String,
    /// Who asked: an address, or a name where the page had no address.
    pub asked_by: String,
    /// The day on which it was asked.
    pub asked_on: Day,
    /// The conversation it was asked in, as the site names it; empty when unknown.
    pub thread: String,
    /// What the prospect wants to get out of it, in their words.
    pub purpose: String,
    /// What happens once they have it.
    pub outcome: Outcome,
    /// How well purpose and outcome are known.
    pub evidence: Evidence,
    /// The lines of its kind's checklist that the rep ticked, by their codes.
    pub ticked: BTreeSet<String>,
    /// The latest delivery, if any: the day on which it was given, and what.
    pub delivered: Option<(Day, String)>,
    /// How many times it was delivered; a second round follows a partly or a no.
    pub rounds: u32,
    /// What its deliveries cost, added up.
    pub cost: Cost,
    /// The day on which the due question was last asked since the latest delivery.
    pub question_asked: Option<Day>,
    /// The latest answer since the latest delivery, with their words.
    pub answer: Option<(Answer, String)>,
    /// For a proof of concept: what is agreed about it.
    pub proof: Option<Proof>,
    /// How it ended without a yes, with the reason.
    pub ending: Option<(Ending, String)>,
}

impl Request {
    /// A request as it was first heard: nothing is known but that it was asked.
    pub fn asked(id: RequestId, kind: Kind, words: String, asked_on: Day) -> Self {
        Self {
            id,
            deal: DealId::FIRST,
            kind,
            words,
            asked_by: String::new(),
            asked_on,
            thread: String::new(),
            purpose: String::new(),
            outcome: Outcome::default(),
            evidence: Evidence::default(),
            ticked: BTreeSet::new(),
            delivered: None,
            rounds: 0,
            cost: Cost::default(),
            question_asked: None,
            answer: None,
            proof: None,
            ending: None,
        }
    }
}
