//! A deal: one buying decision of a prospect, from the first request to the promised result.

use super::{Day, DealId, Evidence, Few};

/// The jobs that a buyer has to get done to buy. They are no funnel: each stands or falls by its
/// own evidence, in any order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Job {
    /// The problem has a name, and it is worth solving.
    ProblemNamed,
    /// They looked at ways to solve it, doing nothing among them.
    SolutionsExplored,
    /// They know what it has to do.
    RequirementsBuilt,
    /// They chose whom to buy from.
    SupplierChosen,
    /// They made sure that it works for them.
    Validated,
    /// Everyone who has a say agrees.
    EveryoneAgreed,
}

impl Job {
    /// Every job, in the order in which a list names them.
    pub const ALL: [Self; 6] = [
        Self::ProblemNamed,
        Self::SolutionsExplored,
        Self::RequirementsBuilt,
        Self::SupplierChosen,
        Self::Validated,
        Self::EveryoneAgreed,
    ];

    /// Its stable name in storage and on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ProblemNamed => "problem_named",
            Self::SolutionsExplored => "solutions_explored",
            Self::RequirementsBuilt => "requirements_built",
            Self::SupplierChosen => "supplier_chosen",
            Self::Validated => "validated",
            Self::EveryoneAgreed => "everyone_agreed",
        }
    }

    /// The job of that stable name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|job| job.code() == code)
    }

    /// The job as a rep reads it, as something that is done.
    pub const fn label(self) -> &'static str {
        match self {
            Self::ProblemNamed => "Problem named",
            Self::SolutionsExplored => "Solutions explored",
            Self::RequirementsBuilt => "Requirements built",
            Self::SupplierChosen => "Supplier chosen",
            Self::Validated => "Validated",
            Self::EveryoneAgreed => "Everyone agreed",
        }
    }
}

/// How it is known that a buyer's job is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// The day on which the rep noted it.
    pub on: Day,
    /// How well it is known.
    pub evidence: Evidence,
    /// The words that show it.
    pub words: String,
}

/// The steps of a buyer's plan, from the first to the start, in the order of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Their technical people are satisfied.
    TechnicalValidation,
    /// The business case is approved.
    BusinessCase,
    /// They decide.
    Decision,
    /// Their security people review.
    SecurityReview,
    /// Their lawyers look at the contract.
    Legal,
    /// Their buying department makes the order.
    Procurement,
    /// It is signed.
    Signature,
    /// They start to use it.
    Start,
}

impl Step {
    /// Every step in the order of time.
    pub const ALL: [Self; 8] = [
        Self::TechnicalValidation,
        Self::BusinessCase,
        Self::Decision,
        Self::SecurityReview,
        Self::Legal,
        Self::Procurement,
        Self::Signature,
        Self::Start,
    ];

    /// Its stable name in storage and on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TechnicalValidation => "technical_validation",
            Self::BusinessCase => "business_case",
            Self::Decision => "decision",
            Self::SecurityReview => "security_review",
            Self::Legal => "legal",
            Self::Procurement => "procurement",
            Self::Signature => "signature",
            Self::Start => "start",
        }
    }

    /// The step of that stable name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.code() == code)
    }

    /// The step as a rep and a buyer read it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::TechnicalValidation => "Technical validation",
            Self::BusinessCase => "Business case approved",
            Self::Decision => "Decision",
            Self::SecurityReview => "Security review",
            Self::Legal => "Legal",
            Self::Procurement => "Procurement",
            Self::Signature => "Signature",
            Self::Start => "Start",
        }
    }
}

/// What is agreed about a step of the buyer's plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepPlan {
    /// The day by which it ends; `None`: counted backward from the date of value.
    pub by: Option<Day>,
    /// Who does it on the buyer's side.
    pub their_owner: String,
    /// Who does it on the rep's side.
    pub our_owner: String,
    /// The day on which it was done.
    pub done_on: Option<Day>,
    /// This buyer does not need it.
    pub skipped: bool,
}

/// How a deal ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DealEnd {
    /// They bought.
    Won,
    /// They said no.
    No,
    /// Not now; to be looked at on a date.
    NotNow,
    /// The rep walked away.
    WalkedAway,
    /// They bought from somebody else.
    LostTo,
    /// They decided nothing.
    NoDecision,
}

impl DealEnd {
    /// Every way to end, in the order in which a list offers them.
    pub const ALL: [Self; 6] = [
        Self::Won,
        Self::No,
        Self::NotNow,
        Self::WalkedAway,
        Self::LostTo,
        Self::NoDecision,
    ];

    /// Its stable name in storage and on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Won => "won",
            Self::No => "no",
            Self::NotNow => "not_now",
            Self::WalkedAway => "walked_away",
            Self::LostTo => "lost_to",
            Self::NoDecision => "no_decision",
        }
    }

    /// The ending of that stable name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|end| end.code() == code)
    }
}

/// The end of a deal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// How.
    pub how: DealEnd,
    /// The day.
    pub on: Day,
    /// Their words for a no, the rep's reason for walking away, the name for lost to.
    pub words: String,
    /// For not now: the day on which it is brought up again, once.
    pub until: Option<Day>,
}

/// What is promised to a customer, followed until they say that they have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// Its name within the deal.
    pub id: String,
    /// What is measured.
    pub measure: String,
    /// What it was before.
    pub baseline: String,
    /// What it is to be.
    pub target: String,
    /// The day by which.
    pub by: Option<Day>,
    /// The day on which the customer said that they have it, and their words.
    pub reached: Option<(Day, String)>,
    /// It is followed no longer, and why.
    pub dropped: Option<String>,
}

/// One buying decision of a prospect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deal {
    /// Its identity within its prospect.
    pub id: DealId,
    /// Its name; empty for a prospect's only deal.
    pub name: String,
    /// The buyer agreed to buy: the day, and their words.
    pub agreed: Option<(Day, String)>,
    /// What shows that the buyer's jobs are done.
    pub jobs: Few<Job, Done>,
    /// The day on which the buyer wants the value.
    pub value_on: Option<Day>,
    /// What is agreed about the steps of the buyer's plan.
    pub steps: Few<Step, StepPlan>,
    /// The day on which the hard question was asked, until they are heard.
    pub hard_question: Option<Day>,
    /// How it ended, until it is reopened.
    pub ended: Option<Ended>,
    /// What was new each time that it was reopened, and when.
    pub reopened: Vec<(Day, String)>,
    /// What is promised to the customer.
    pub promises: Vec<Promise>,
    /// The check-ins that were held, by their codes: the day, and the customer's words.
    pub check_ins: Few<String, (Day, String)>,
}

impl Deal {
    /// A deal of which nothing is known yet.
    pub const fn new(id: DealId) -> Self {
        Self {
            id,
            name: String::new(),
            agreed: None,
            jobs: Few::new(),
            value_on: None,
            steps: Few::new(),
            hard_question: None,
            ended: None,
            reopened: Vec::new(),
            promises: Vec::new(),
            check_ins: Few::new(),
        }
    }

    /// Whether the rep still sells: neither agreed nor ended.
    pub const fn is_open(&self) -> bool {
        self.agreed.is_none() && self.ended.is_none()
    }

    /// Whether the customer bought: what was promised is followed.
    pub fn is_won(&self) -> bool {
        self.ended
            .as_ref()
            .is_some_and(|end| end.how == DealEnd::Won)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_back() {
        for job in Job::ALL {
            assert_eq!(Job::from_code(job.code()), Some(job));
        }
        for step in Step::ALL {
            assert_eq!(Step::from_code(step.code()), Some(step));
        }
        for end in DealEnd::ALL {
            assert_eq!(DealEnd::from_code(end.code()), Some(end));
        }
        assert_eq!(Job::from_code("sold"), None);
    }
}
