// Made from src/protocol by `cargo xtask types`. Do not edit.

export type AnswerProposal = { 
/**
 * The request that it answers.
 */
request: string, 
/**
 * `yes`, `partly` or `no`.
 */
answer: string, 
/**
 * Their words.
 */
words: string, };
export type Attachment = { 
/**
 * The file's name as painted.
 */
name: string, };
export type CardView = { 
/**
 * The reading's turn.
 */
turn: number, 
/**
 * Whether there is something to show of its own accord.
 */
show: boolean, 
/**
 * The prospect of the open mail; `null` when there is none.
 */
prospect: ProspectHead | null, 
/**
 * The open CRM record in a line: its title, stage, amount and close date; empty beside a mail.
 */
record: string, 
/**
 * Who wrote and is only named: the rep is asked for their company; `null` when nobody is.
 */
who: WhoView | null, 
/**
 * The address of theirs who wrote last; empty where it is not known.
 */
sender: string, 
/**
 * What the mail asks for and is not recorded.
 */
proposals: Array<Proposal>, 
/**
 * What the mail seems to answer.
 */
answers: Array<AnswerProposal>, 
/**
 * What else the conversation says that can be recorded with one click.
 */
said: Array<SaidView>, 
/**
 * What the deal needs now; `null` when that is nothing.
 */
hint: HintView | null, 
/**
 * The prospect's requests that are not closed, the most pressing first.
 */
requests: Array<RequestView>, 
/**
 * The silence in words; empty when there is none.
 */
silence: string, 
/**
 * What could not be read, in plain words; empty when all was.
 */
incomplete: string, 
/**
 * Why nothing can be saved now; empty when all is well.
 */
read_only: string, 
/**
 * The kinds to choose from: code and words.
 */
kinds: Array<[string, string]>, 
/**
 * Today, where the rep is.
 */
today: string, };
export type CheckItem = { 
/**
 * Names it within its kind; for `Command::Tick`.
 */
code: string, 
/**
 * What must or may be known.
 */
text: string, 
/**
 * Whether it is known.
 */
known: boolean, 
/**
 * Whether it must be.
 */
must: boolean, };
export type Command = { "record": { 
/**
 * The prospect's identity, or an address of one of its people.
 */
prospect: string, 
/**
 * Its name, where known.
 */
name: string, 
/**
 * Who asked: an address or a name; may be empty.
 */
asked_by: string, 
/**
 * The day it was asked; `null` for today.
 */
asked_on: string | null, 
/**
 * The conversation it was asked in; may be empty.
 */
thread: string, 
/**
 * Its fields.
 */
fields: Fields, } } | { "amend": { 
/**
 * The prospect.
 */
prospect: string, 
/**
 * The request.
 */
request: string, 
/**
 * The fields to change.
 */
fields: Fields, } } | { "tick": { 
/**
 * The prospect.
 */
prospect: string, 
/**
 * The request.
 */
request: string, 
/**
 * The line's code.
 */
item: string, 
/**
 * Whether it is known now.
 */
known: boolean, } } | { "deliver": { 
/**
 * The prospect.
 */
prospect: string, 
/**
 * The request.
 */
request: string, 
/**
 * The day; `null` for today.
 */
on: string | null, 
/**
 * What was given, in a few words.
 */
what: string, 
/**
 * What it cost; may be left out.
 */
cost: Cost, } } | { "question_asked": { 
/**
 * The prospect.
 */
prospect: string, 
/**
 * The request.
 */
request: string, } } | { "answer": { 
/**
 * The prospect.
 */
prospect: string, 
/**
 * The request.
 */
request: string, 
/**
 * `yes`, `partly` or `no`.
 */
answer: string, 
/**
 * Their words; for partly and no, what is missing.
 */
words: string, } } | { "end": { 
/**
 * The prospect.
 */
prospect: string, 
/**
 * The request.
 */
request: string, 
/**
 * `declined`, `withdrawn`, `expired` or `walked_away`.
 */
how: string, 
/**
 * The reason.
 */
reason: string, } } | { "commit": { 
/**
 * The prospect.
 */
prospect: string, 
/**
 * The commitment to change; `null` for a new one.
 */
commitment: string | null, 
/**
 * `ours` or `theirs`.
 */
owner: string, 
/**
 * What, in a few words.
 */
what: string, 
/**
 * The last day on which it is in time.
 */
due: string, 
/**
 * The request in return for which it was promised; `null` for none.
 */
request: string | null, } } | { "resolve": { 
/**
 * The prospect.
 */
prospect: string, 
/**
 * The commitment.
 */
commitment: string, 
/**
 * `kept`, `missed`, `waived`, or `open` when it is open again.
 */
how: string, 
/**
 * A few words; may be empty.
 */
words: string, } } | { "set_proof": { 
/**
 * The prospect.
 */
prospect: string, 
/**
 * The request.
 */
request: string, 
/**
 * All of it.
 */
proof: ProofFields, } } | { "deal": { 
/**
 * The prospect.
 */
prospect: string, 
/**
 * The change.
 */
change: DealChange, } } | { "snooze": { 
/**
 * The prospect.
 */
prospect: string, 
/**
 * Calendar days from today, 1 to 365.
 */
days: number, } } | { "they_answered": { 
/**
 * The prospect.
 */
prospect: string, } } | { "ignore": { 
/**
 * The prospect.
 */
prospect: string, 
/**
 * Whether to stay silent.
 */
ignore: boolean, } } | { "undo": { 
/**
 * The prospect.
 */
prospect: string, 
/**
 * The event's identity, from `PanelReply::Done`.
 */
event: string, } } | { "contact": { 
/**
 * The prospect: its identity, an address or a domain.
 */
prospect: string, 
/**
 * The person's name, as the page has it.
 */
name: string, } } | { "send_anyway": { 
/**
 * The prospect.
 */
prospect: string, 
/**
 * The rules that are overridden.
 */
rules: Array<string>, 
/**
 * The rep's reason; may be empty.
 */
reason: string, } };
export type CommitmentView = { 
/**
 * Its identity.
 */
id: string, 
/**
 * `ours` or `theirs`.
 */
owner: string, 
/**
 * What, in a few words.
 */
what: string, 
/**
 * The last day on which it is in time.
 */
due: string, 
/**
 * The request in return for which it was promised; `null` for none.
 */
request: string | null, 
/**
 * `open`, `overdue`, `kept`, `missed` or `waived`.
 */
state: string, 
/**
 * The words kept with what became of it.
 */
words: string, };
export type Compose = { 
/**
 * Names it within its page while it is open.
 */
id: string, 
/**
 * `popup`, `inline`, `fullscreen`, `window`, `pane` or `page`.
 */
kind: string, 
/**
 * Recipients; `null` when not painted.
 */
to: Array<Person> | null, 
/**
 * Recipients in copy; `null` when not painted.
 */
cc: Array<Person> | null, 
/**
 * Recipients in blind copy; `null` when not painted.
 */
bcc: Array<Person> | null, 
/**
 * The subject; `null` when there is no field for it.
 */
subject: string | null, 
/**
 * The draft's text in runs, quotes and signature marked.
 */
body: Array<Segment>, 
/**
 * Its files.
 */
attachments: Array<Attachment>, 
/**
 * The addresses of the links in its new text.
 */
links: Array<string>, 
/**
 * The sender shown; `null` when not painted.
 */
from: string | null, 
/**
 * The mail that it answers, as the site names it; `null` when not painted.
 */
reply_to_message: string | null, 
/**
 * Whether it is folded away.
 */
minimized: boolean, };
export type Conversation = { 
/**
 * The recipe that read it: `gmail`, `tryton`, `sample`.
 */
site: string, 
/**
 * `thread`, `list`, `split`, `thread_window`, `compose_window`, `record` or `none`.
 */
view: string, 
/**
 * The conversation, as the site names it; `null` when none is shown or named.
 */
thread_id: string | null, 
/**
 * The subject; `null` when none is shown.
 */
subject: string | null, 
/**
 * The rep's own address; `null` when not painted.
 */
own_email: string | null, 
/**
 * The open record; `null` where the page is no CRM or shows none.
 */
record: CrmRecord | null, 
/**
 * The rep's own name; `null` when not painted.
 */
own_name: string | null, 
/**
 * The mails that are visible, in page order.
 */
messages: Array<MailMessage>, 
/**
 * The number on the stack of older, unpainted mails.
 */
older_hidden: number, 
/**
 * The open composers.
 */
composes: Array<Compose>, 
/**
 * The visible list; `null` when no list is visible.
 */
rows: Array<Row> | null, 
/**
 * The language that the site's own words are in, such as `en`; `null` when not told.
 */
ui_lang: string | null, 
/**
 * Names of fields that the recipe could not find though the view should have them.
 */
missing: Array<string>, 
/**
 * Whether it is on the never-look list: then nothing else is told of it.
 */
never: boolean, 
/**
 * For each field found, the name of the recipe's rule that found it.
 */
found_by: Record<string, string>, };
export type Cost = { 
/**
 * Working time in minutes.
 */
minutes: number, 
/**
 * Money in hundredths of the rep's own currency.
 */
cents: number, };
export type CrmRecord = { 
/**
 * `deal`, `opportunity`, `contact` or `company`.
 */
kind: string, 
/**
 * What it is called.
 */
title: string | null, 
/**
 * The company that it belongs to, or is.
 */
company: string | null, 
/**
 * The company's website or domain, as painted.
 */
website: string | null, 
/**
 * Its people; the rep and their colleagues are not among them.
 */
people: Array<Person>, 
/**
 * The stage, in the site's own words.
 */
stage: string | null, 
/**
 * The amount as painted.
 */
amount: string | null, 
/**
 * The day on which it is to be closed, as painted.
 */
close_date: string | null, };
export type LedgerRequest = { 
/**
 * The kind in words.
 */
kind: string, 
/**
 * Its state, as in `RequestView`.
 */
state: string, 
/**
 * Calendar days from asked to confirmed; `null` while it is not.
 */
days: number | null, 
/**
 * Whether it was confirmed before the next one of its deal was asked; `null` when there is none.
 */
in_turn: boolean | null, };
export type LedgerRow = { 
/**
 * The prospect.
 */
head: ProspectHead, 
/**
 * The deal's name; empty for a prospect's only deal.
 */
deal: string, 
/**
 * `open`, `agreed`, or how it ended.
 */
state: string, 
/**
 * How many requests are open.
 */
open: number, 
/**
 * The reason for which a decision is needed today, as in `Decision`; empty for none.
 */
waits: string, 
/**
 * Business days without an answer; 0 when nothing waits for one.
 */
silent: number, 
/**
 * Whether that is so long that they have gone dark.
 */
dark: boolean, 
/**
 * Working time given, in minutes.
 */
minutes: number, 
/**
 * Money given, in hundredths.
 */
cents: number, 
/**
 * The day of the last happening.
 */
last: string | null, 
/**
 * Its requests.
 */
requests: Array<LedgerRequest>, };
export type PracticeView = { 
/**
 * Every setting, in the order in which to list them.
 */
settings: Array<SettingView>, 
/**
 * The rules that held a draft.
 */
rules: Array<RuleView>, 
/**
 * Who set the locked ones; empty when nothing is locked.
 */
company: string, 
/**
 * What is never looked at: domains, addresses, and labels behind `label:`.
 */
never: Array<string>, 
/**
 * The rep's own settings as a file.
 */
file: string, };
export type RuleView = { 
/**
 * Its name.
 */
rule: string, 
/**
 * What it says, in a few words.
 */
label: string, 
/**
 * How many drafts it held.
 */
held: number, 
/**
 * How many of them were sent anyway.
 */
sent: number, 
/**
 * Whether it proposes its own loosening.
 */
proposes: boolean, };
export type CriterionFields = { 
/**
 * What has to be so.
 */
text: string, 
/**
 * Whether it was met; `null` while that is unknown.
 */
met: boolean | null, 
/**
 * What the buyer said of it.
 */
words: string, };
export type DealChange = { "open": string } | { "agree": string } | { "end": EndFields } | { "reopen": string } | { "job": JobFields } | { "value_on": string | null } | { "step": StepFields } | { "read_plan": string } | { "hard_question": Record<symbol, never> } | { "promise": [string | null, PromiseFields] } | { "reached": SaidOf } | { "drop": SaidOf } | { "check_in": SaidOf };
export type DealView = { 
/**
 * Its name; empty for a prospect's only deal.
 */
name: string, 
/**
 * `open`, `agreed`, or how it ended.
 */
state: string, 
/**
 * Where the buyer is, what shows it, and whether to ask for the order now.
 */
sentence: string, 
/**
 * `too_early`, `right`, `overdue` or `past`.
 */
moment: string, 
/**
 * The one line that asks for the order.
 */
ask: string, 
/**
 * The buyer's jobs.
 */
jobs: Array<JobView>, 
/**
 * The day on which the buyer wants the value; `null` while nobody knows.
 */
value_on: string | null, 
/**
 * The buyer's plan; empty while there is no day of value.
 */
plan: Array<StepView>, 
/**
 * The plan as a table to paste.
 */
plan_table: string, 
/**
 * What is at risk, in plain words; empty when nothing is.
 */
plan_risk: string, 
/**
 * Why walking away is proposed; empty: go on.
 */
walk_away: Array<string>, 
/**
 * The hard question in its tones, a title and the words; empty while it is not its time.
 */
hard_question: Array<[string, string]>, 
/**
 * What was promised to the customer.
 */
promises: Array<PromiseView>, 
/**
 * The next check-in: its code, its day and what is done, and the question; `null` for none.
 */
check_in: [string, string, string] | null, 
/**
 * The hand-over page as Markdown.
 */
hand_over: string, 
/**
 * Words to paste: a title and the text.
 */
words: Array<[string, string]>, };
export type EndFields = { 
/**
 * `won`, `no`, `not_now`, `walked_away`, `lost_to` or `no_decision`.
 */
how: string, 
/**
 * Their words, or the rep's reason.
 */
words: string, 
/**
 * For `not_now`: the day on which it is brought up again.
 */
until: string | null, };
export type JobFields = { 
/**
 * The job's code.
 */
job: string, 
/**
 * `assumed`, `said`, `written` or `confirmed`; empty: it is not done after all.
 */
evidence: string, 
/**
 * The words that show it; may be empty.
 */
words: string, };
export type SaidOf = { 
/**
 * What they are about.
 */
of: string, 
/**
 * The words.
 */
words: string, };
export type JobView = { 
/**
 * Its code.
 */
job: string, 
/**
 * Its name.
 */
label: string, 
/**
 * `assumed`, `said`, `written` or `confirmed`; empty while nothing shows it.
 */
evidence: string, 
/**
 * The words that show it.
 */
words: string, };
export type ProofFields = { 
/**
 * The criteria, each with what is known of it.
 */
criteria: Array<CriterionFields>, 
/**
 * Who takes part on the buyer's side.
 */
their_people: string, 
/**
 * Who takes part on the rep's side.
 */
our_people: string, 
/**
 * The first day.
 */
starts: string | null, 
/**
 * The last day.
 */
ends: string | null, 
/**
 * What the buyer brings.
 */
homework: string, 
/**
 * What was added while it ran, each with its own date.
 */
addenda: [string, string | null][], };
export type PromiseFields = { 
/**
 * What is measured.
 */
measure: string, 
/**
 * What it was before.
 */
baseline: string, 
/**
 * What it is to be.
 */
target: string, 
/**
 * The day by which.
 */
by: string | null, };
export type PromiseView = { 
/**
 * Its name.
 */
id: string, 
/**
 * What is measured, from where to where, by when, in one line.
 */
text: string, 
/**
 * What is promised, to be changed.
 */
fields: PromiseFields, 
/**
 * `open`, `reached` or `dropped`.
 */
state: string, 
/**
 * The customer's words, or the reason.
 */
words: string, };
export type StepFields = { 
/**
 * The step's code.
 */
step: string, 
/**
 * The day by which it ends; `null`: counted backward.
 */
by: string | null, 
/**
 * Who does it on the buyer's side.
 */
their_owner: string, 
/**
 * Who does it on the rep's side.
 */
our_owner: string, 
/**
 * Whether it is done.
 */
done: boolean, 
/**
 * This buyer does not need it.
 */
skipped: boolean, };
export type StepView = { 
/**
 * What is agreed about it.
 */
fields: StepFields, 
/**
 * Its name.
 */
label: string, 
/**
 * The day by which it ends so that the rest is in time, in plain words.
 */
by: string, 
/**
 * `none`, `tight` or `late`.
 */
risk: string, };
export type Decision = { 
/**
 * The prospect.
 */
prospect: ProspectHead, 
/**
 * `unanswered`, `we_owe`, `unconfirmed`, `they_owe` or `dark`.
 */
reason: string, 
/**
 * The reason in one plain sentence.
 */
text: string, 
/**
 * The day since which it is so.
 */
since: string, 
/**
 * The request that it is about; `null` when it is about none.
 */
request: string | null, };
export type FieldWays = { 
/**
 * The field, as `found_by` names it.
 */
field: string, 
/**
 * Those that found something. None: the field could not be read.
 */
held: Array<string>, 
/**
 * Those that found nothing.
 */
failed: Array<string>, 
/**
 * Those of `held` that found something else than the first of them.
 */
apart: Array<string>, };
export type Fields = { 
/**
 * The kind's code, such as `demo`.
 */
kind: string | null, 
/**
 * The sentence that asks, in the prospect's words.
 */
words: string | null, 
/**
 * What the prospect wants to get out of it.
 */
purpose: string | null, 
/**
 * What happens if it satisfies them.
 */
outcome: string | null, 
/**
 * What happens if it does not.
 */
otherwise: string | null, 
/**
 * The date by which it happens.
 */
date: string | null, 
/**
 * In an `Amend`, takes the date away. A text is taken away by an empty one.
 */
no_date: boolean, 
/**
 * Who does it on the buyer's side.
 */
their_owner: string | null, 
/**
 * Who does it on the rep's side.
 */
our_owner: string | null, 
/**
 * `assumed`, `said`, `written` or `confirmed`.
 */
evidence: string | null, };
export type FromCard = { "layout": { 
/**
 * `hidden`, `card` (at the side) or `gate` (over the whole page).
 */
mode: string, 
/**
 * The content's height in CSS pixels; used in `card` mode.
 */
height: number, 
/**
 * Whether the keyboard focus goes back to where it was in the page.
 */
focus_back: boolean, } } | { "insert": { 
/**
 * Plain text; lines are divided by `\n`.
 */
text: string, } } | { "reread": Record<symbol, never> } | { "release": { 
/**
 * The composer's name within its page.
 */
compose_id: string, } } | { "keep": { 
/**
 * The composer's name within its page.
 */
compose_id: string, } };
export type GateView = { 
/**
 * The composer's name within its page.
 */
compose_id: string, 
/**
 * To whom the draft goes.
 */
prospect: ProspectHead, 
/**
 * Why it is held, the weightiest first.
 */
reasons: Array<Reason>, 
/**
 * The requests concerned, with their checklists.
 */
requests: Array<RequestView>, 
/**
 * What the draft seems to give that is not recorded as asked for; `null` when it is.
 */
unrecorded: Proposal | null, 
/**
 * The sentence that the buyer agreed to; empty when there is none yet.
 */
agreed: string, 
/**
 * Why nothing can be saved now; empty when all is well.
 */
read_only: string, 
/**
 * The kinds to choose from: code and words.
 */
kinds: Array<[string, string]>, 
/**
 * Today, where the rep is.
 */
today: string, };
export type HintView = { 
/**
 * What it needs and why, in a plain sentence or two.
 */
text: string, 
/**
 * A title and the line; may be empty.
 */
lines: Array<[string, string]>, };
export type SaidView = { 
/**
 * `agrees`, or whose promise it is: `ours` or `theirs`.
 */
what: string, 
/**
 * The words.
 */
words: string, 
/**
 * The day that a promise names; `null` for an agreement.
 */
due: string | null, };
export type Happening = { 
/**
 * The event's identity.
 */
event: string, 
/**
 * The day.
 */
on: string, 
/**
 * What happened, in plain words.
 */
text: string, 
/**
 * Who did it: `ours`, `theirs`, or empty for what the rep only noted.
 */
side: string, 
/**
 * The request or the commitment that it is about; empty for none.
 */
about: string, 
/**
 * Whether it can be taken back.
 */
undoable: boolean, };
export type ImportView = { 
/**
 * How many events are new.
 */
fresh: number, 
/**
 * How many are in the ledger already.
 */
known: number, 
/**
 * How many are left out, for the rep erased whom they are about.
 */
erased: number, 
/**
 * The prospects with new events: identity, how many, and whether it is known already.
 */
prospects: Array<[string, number, boolean]>, 
/**
 * The line that is wrong, counted from 0, and why; `null` when none is. Then nothing changed.
 */
wrong: [number, string] | null, };
export type InspectView = { 
/**
 * The mails, in page order.
 */
messages: Array<MessageInspect>, 
/**
 * The composers' new texts, in page order.
 */
composes: Array<string>, 
/**
 * Whether quoted mail was left out of each composer.
 */
composes_quoted: Array<boolean>, };
export type MailMessage = { 
/**
 * The site's own identity for it; `null` when not painted.
 */
id: string | null, 
/**
 * Whether its text is in the page (`false`: collapsed).
 */
open: boolean, 
/**
 * Who wrote it.
 */
from: Person, 
/**
 * To whom, as far as painted; `null` when no recipients are painted.
 */
to: Array<Person> | null, 
/**
 * Whether `to` is the whole list; `null` when no recipients are painted.
 */
to_complete: boolean | null, 
/**
 * When it arrived, in milliseconds since 1970, UTC; `null` when the page does not hold it.
 */
date_ms: number | null, 
/**
 * The date as painted, in the site's language and zone.
 */
date_text: string | null, 
/**
 * Whether the whole text is in the page: `false` for collapsed and clipped mails.
 */
complete: boolean, 
/**
 * The text in runs; `null` when collapsed.
 */
body: Array<Segment> | null, 
/**
 * Its files; `null` when collapsed.
 */
attachments: Array<Attachment> | null, 
/**
 * Whether it is a note on a CRM's time line, which nobody was sent.
 */
note: boolean, };
export type MessageInspect = { 
/**
 * The new text, without quotes and signature; `null` when it is not in the page.
 */
new_text: string | null, 
/**
 * Whether quoted or forwarded mail was left out; `null` when it is not in the page.
 */
quoted: boolean | null, 
/**
 * What it asks for: kind's code, words, rule.
 */
requests: Array<[string, string, string]>, 
/**
 * `human`, `out_of_office`, `bounce`, `list`, `calendar` or `receipt`.
 */
automatic: string, };
export type MissingView = { 
/**
 * `purpose`, `outcome`, `other_way`, `date`, `evidence`, `their_owner` or `our_owner`.
 */
code: string, 
/**
 * What is unknown, in a few words.
 */
label: string, 
/**
 * A ready question to the buyer; empty when it is the rep who has to say.
 */
question: string, };
export type PageReply = { "welcome": { 
/**
 * A secret of this tab; handed to the card alone.
 */
ticket: string, 
/**
 * What is never looked at: domains, addresses, and labels behind `label:`. `null` while
 * the ledger is locked: then nothing is read.
 */
never: Array<string> | null, } } | { "recipe": { 
/**
 * The rep's own recipe for the page's site as JSON; `null` when there is none.
 */
recipe: string | null, } } | { "read": { 
/**
 * Whether the card has something to say of its own accord.
 */
card: boolean, 
/**
 * Grows with each reading, so the card can drop an older one.
 */
turn: number, } } | { "strip": Strip | null } | { "verdict": { 
/**
 * What the rules say.
 */
verdict: VerdictReply, 
/**
 * One line of plain words for a remind; empty for a pass.
 */
text: string, } } | { "done": Record<symbol, never> } | { "failed": { 
/**
 * What a person can do about it, in plain words.
 */
error: string, } };
export type PageRequest = { "hello": Record<symbol, never> } | { "recipe": Record<symbol, never> } | { "pointed": { 
/**
 * The recipe as JSON.
 */
recipe: string, } } | { "read": Conversation } | { "ways": { 
/**
 * The recipe.
 */
site: string, 
/**
 * The essential fields that the page should have.
 */
fields: Array<FieldWays>, } } | { "draft": { 
/**
 * The draft.
 */
compose: Compose, 
/**
 * The conversation that the page shows, if any, as the site names it.
 */
thread_id: string | null, } } | { "judge": { 
/**
 * The draft.
 */
compose: Compose, 
/**
 * The conversation that the page shows, if any, as the site names it.
 */
thread_id: string | null, 
/**
 * The way in which it is sent.
 */
way: SendWay, } } | { "released": { 
/**
 * The draft.
 */
compose: Compose, 
/**
 * The conversation that the page shows, if any, as the site names it.
 */
thread_id: string | null, } } | { "not_sent": { 
/**
 * The composer's name within its page.
 */
compose_id: string, } };
export type PanelReply = { "card": CardView } | { "gate": GateView | null } | { "popup": PopupView } | { "prospect": ProspectView | null } | { "found": Array<ProspectHead> } | { "inspect": InspectView } | { "recipes": Array<[string, string]> } | { "settings": SettingsView } | { "practice": PracticeView } | { "ways": Array<WayView> } | { "exported": { 
/**
 * The events, each a line of JSON, in the order of their identities.
 */
lines: Array<string>, 
/**
 * From where to go on; empty at the end.
 */
after: string, 
/**
 * How many events the ledger holds; 0 in all portions but the first.
 */
total: number, 
/**
 * How many of this portion cannot be read.
 */
left_out: number, 
/**
 * The name of this installation, as it stands in the identities of its events.
 */
device: string, } } | { "records": { 
/**
 * The records, in the order of their identities.
 */
prospects: Array<ProspectView>, 
/**
 * From where to go on; empty at the end.
 */
after: string, 
/**
 * How many prospects there are; 0 in all portions but the first.
 */
total: number, } } | { "erased": { 
/**
 * How many events name the person, or were changed or removed by new marks.
 */
events: number, 
/**
 * The prospects of these.
 */
prospects: Array<string>, 
/**
 * To `Marks`: all marks that there are now, as they are handed in.
 */
marks: Array<string>, } } | { "ledger": { 
/**
 * The prospects.
 */
rows: Array<LedgerRow>, 
/**
 * Where the next portion begins; empty when this was the last.
 */
after: string, 
/**
 * How many prospects there are; 0 but in the first portion.
 */
total: number, 
/**
 * The event up to which this is what happened. Empty: too much has happened since the one
 * that was named, all has to be read anew.
 */
last: string, 
/**
 * Today, where the rep is.
 */
today: string, } } | { "imported": ImportView } | { "skipped": { 
/**
 * Days that the sample mailbox is ahead.
 */
days_ahead: number, } } | { "done": { 
/**
 * What was done, in plain words.
 */
text: string, 
/**
 * The prospect concerned.
 */
prospect: string, 
/**
 * The event to name in an `Undo`; `null` when there is nothing to take back.
 */
event: string | null, } } | { "together": { 
/**
 * What was done, and for how many, in plain words.
 */
text: string, 
/**
 * The prospects that were changed, each with the event to name in an `Undo`.
 */
done: Array<[string, string]>, } } | { "failed": { 
/**
 * What a person can do about it, in plain words.
 */
error: string, } };
export type PanelRequest = { "card": { 
/**
 * The tab's ticket, as the reader handed it over.
 */
ticket: string, } } | { "gate": { 
/**
 * The tab's ticket.
 */
ticket: string, 
/**
 * The composer's name within its page.
 */
compose_id: string, } } | { "popup": { 
/**
 * The tab in front; `null` when there is none.
 */
tab: number | null, 
/**
 * Its address, as far as the browser tells it; may be empty.
 */
url: string, 
/**
 * Whose record to show; `null` for the prospect of the tab in front.
 */
prospect: string | null, } } | { "find": { 
/**
 * Words, in any order; empty for all.
 */
text: string, } } | { "switched_on": Record<symbol, never> } | { "switched_off": { 
/**
 * Its permission, such as `https://mail.google.com/*`.
 */
origin: string, } } | { "prospect": { 
/**
 * The prospect.
 */
prospect: string, } } | { "change": Command } | { "together": Array<Command> } | { "inspect": Conversation } | { "recipes": Record<symbol, never> } | { "keep_recipe": { 
/**
 * The file's text.
 */
recipe: string, } } | { "drop_recipe": { 
/**
 * The site's host.
 */
host: string, } } | { "settings": Record<symbol, never> } | { "save_settings": SettingsForm } | { "practice": Record<symbol, never> } | { "save_practice": { 
/**
 * Code and value; an empty value is the usual one again.
 */
values: Array<[string, string]>, } } | { "keep_rule": { 
/**
 * The rule's name.
 */
rule: string, } } | { "read_settings": { 
/**
 * The file's text.
 */
text: string, } } | { "policy": { 
/**
 * As JSON: an object of settings, and `company` for who set them.
 */
text: string, } } | { "sample_days": Record<symbol, never> } | { "skip_ahead": { 
/**
 * Days, 1 to 31.
 */
days: number, } } | { "forget": { 
/**
 * The prospect.
 */
prospect: string, } } | { "export": { 
/**
 * Where the portion before ended; empty for the first.
 */
after: string, } } | { "records": { 
/**
 * Where the portion before ended; empty for the first.
 */
after: string, } } | { "erase": { 
/**
 * Their mail address, or first and last name.
 */
who: string, 
/**
 * Whether to erase them; else it is only looked.
 */
write: boolean, } } | { "marks": { 
/**
 * Each mark's checksum, and when it was made, in milliseconds since 1970, with a space between.
 */
marks: Array<string>, } } | { "ledger": { 
/**
 * Where the portion before ended; empty for the first.
 */
after: string, 
/**
 * `last` of an earlier reply: only what has happened since; empty for all.
 */
since: string, 
/**
 * Only those of whom nothing is open or owed and nothing has happened for so many days; 0 for
 * all.
 */
old: number, } } | { "import": { 
/**
 * The lines, at most 500 at a time.
 */
lines: Array<string>, 
/**
 * Whether to add them; else it is only looked at them.
 */
write: boolean, } } | { "ways": Record<symbol, never> } | { "rebuild": Record<symbol, never> };
export type Person = { 
/**
 * The name as painted.
 */
name: string | null, 
/**
 * The mail address.
 */
email: string | null, };
export type PopupView = { 
/**
 * How many prospects need a decision.
 */
count: number, 
/**
 * The most pressing of them, first the most pressing; at most 50.
 */
decisions: Array<Decision>, 
/**
 * The prospect of the tab in front, recorded or not; `null` when there is none.
 */
tab_prospect: ProspectHead | null, 
/**
 * The record that was asked for; `null` when there is none.
 */
current: ProspectView | null, 
/**
 * The card of the tab in front; `null` when nothing was read there.
 */
card: CardView | null, 
/**
 * The site of the tab in front.
 */
site: SiteView, 
/**
 * Names of the fields that could not be read in the tab in front.
 */
missing: Array<string>, 
/**
 * What is wrong with the storage, in plain words; empty when all is well.
 */
trouble: string, 
/**
 * Whether `PanelRequest::Rebuild` can end that trouble.
 */
can_repair: boolean, 
/**
 * Whether the rep has not yet said who they are and no site told it.
 */
needs_welcome: boolean, 
/**
 * Permissions of sites that the rep switched on and the browser no longer grants.
 */
lost: Array<string>, 
/**
 * The kinds to choose from: code and words.
 */
kinds: Array<[string, string]>, 
/**
 * Today, where the rep is.
 */
today: string, };
export type Proposal = { 
/**
 * Who asks: an address or a name.
 */
asked_by: string, 
/**
 * The day of the mail, where the page tells it.
 */
asked_on: string | null, 
/**
 * The conversation.
 */
thread: string, 
/**
 * Kind, words, and what the mail itself says of purpose, outcome and date.
 */
fields: Fields, 
/**
 * The kind in words.
 */
kind_label: string, 
/**
 * Why it is proposed: the reading rule's name.
 */
rule: string, 
/**
 * What came of the same thing before, or else which request of this deal is still open, in
 * plain words; `null` when there is neither.
 */
held_by: string | null, };
export type ProspectHead = { 
/**
 * Its identity.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Whether it belongs to the sample mailbox.
 */
sample: boolean, };
export type ProspectView = { 
/**
 * The prospect.
 */
head: ProspectHead, 
/**
 * Its requests, the open ones first, the most pressing first.
 */
requests: Array<RequestView>, 
/**
 * The commitments of both sides: the open ones first, the oldest date first.
 */
commitments: Array<CommitmentView>, 
/**
 * What was given and what came back for it: figures with their names.
 */
balance: Array<[string, string]>, 
/**
 * The deal that is in hand.
 */
deal: DealView, 
/**
 * The silence in words; empty when there is none.
 */
silence: string, 
/**
 * `answered`, `waiting`, `quiet` or `dark`.
 */
silence_level: string, 
/**
 * Snoozed until this day; `null` when it is not.
 */
snoozed_until: string | null, 
/**
 * Whether the rep said that it is no prospect.
 */
ignored: boolean, 
/**
 * The latest happenings, newest first; at most 200.
 */
happenings: Array<Happening>, };
export type Reason = { 
/**
 * The rule's name.
 */
rule: string, 
/**
 * `remind` or `hold`.
 */
severity: string, 
/**
 * The reason, in one plain sentence.
 */
text: string, 
/**
 * The request that it is about; `null` when none is recorded.
 */
request: string | null, 
/**
 * The words of the draft or of the mail that led to it; may be empty.
 */
because: string, 
/**
 * What to write instead, ready to insert; may be empty.
 */
instead: string, };
export type RequestView = { 
/**
 * Its identity.
 */
id: string, 
/**
 * For a proof of concept: what is agreed about it; `null` for other kinds.
 */
proof: ProofFields | null, 
/**
 * What the plan of a proof of concept lacks or has too much of, one plain sentence each.
 */
proof_warnings: Array<string>, 
/**
 * What came of the same thing in this deal before; empty for the first of its kind.
 */
earlier: string, 
/**
 * The kind's code.
 */
kind: string, 
/**
 * The kind in words.
 */
kind_label: string, 
/**
 * The sentence that asks.
 */
words: string, 
/**
 * Who asked.
 */
asked_by: string, 
/**
 * The day it was asked.
 */
asked_on: string | null, 
/**
 * `asked`, `purpose_clear`, `outcome_agreed`, `delivered`, `confirmed`, `declined`,
 * `withdrawn`, `expired` or `walked_away`.
 */
state: string, 
/**
 * The state in words.
 */
state_label: string, 
/**
 * Its fields as they are.
 */
fields: Fields, 
/**
 * What is still unknown, in the order in which to ask.
 */
missing: Array<MissingView>, 
/**
 * The checklist of its kind.
 */
checklist: Array<CheckItem>, 
/**
 * The day it was last given.
 */
delivered_on: string | null, 
/**
 * The day on which to ask whether they got what they were looking for.
 */
question_due: string | null, 
/**
 * Whether that day has come and no answer is recorded.
 */
question_is_due: boolean, 
/**
 * A draft of that question.
 */
due_question: string, 
/**
 * Their latest answer: `yes`, `partly` or `no`; `null` for none yet.
 */
answer: string | null, 
/**
 * Their words with it.
 */
answer_words: string, 
/**
 * How often it was given.
 */
rounds: number, 
/**
 * What giving it cost so far, in words such as `1.5 h, 120.00`; empty when nobody said.
 */
cost: string, 
/**
 * Why nothing may be given for it yet though it is known what for: the request that is
 * still open, in plain words. `null` when nothing is in the way.
 */
held_by: string | null, };
export type Row = { 
/**
 * The conversation, as the site names it.
 */
thread_id: string | null, 
/**
 * The people painted on the line.
 */
people: Array<Person>, 
/**
 * The subject.
 */
subject: string | null, 
/**
 * When the last mail of it arrived, in milliseconds since 1970, UTC.
 */
date_ms: number | null, 
/**
 * Whether it is unread; `null` when the site does not show that.
 */
unread: boolean | null, };
export type Segment = { 
/**
 * What the markup says it is.
 */
kind: SegmentKind, 
/**
 * The text as a person sees it.
 */
text: string, };
export type SegmentKind = "text" | "quote" | "signature";
export type SendWay = "click" | "key" | "shortcut" | "archive" | "schedule";
export type SettingView = { 
/**
 * Names it.
 */
code: string, 
/**
 * Under which heading it stands.
 */
section: string, 
/**
 * What it is.
 */
label: string, 
/**
 * `number`, `choice`, `days`, `text` or `lines`.
 */
kind: string, 
/**
 * What can be chosen: code and words.
 */
choices: Array<[string, string]>, 
/**
 * Its value now.
 */
value: string, 
/**
 * Its value when nobody set it.
 */
usual: string, 
/**
 * Whether the company set it, and the rep cannot.
 */
locked: boolean, };
export type SettingsForm = { 
/**
 * The rep's own addresses.
 */
own_emails: Array<string>, 
/**
 * The company's own domains; nobody there is a prospect.
 */
own_domains: Array<string>, 
/**
 * `coach`, `strict` or `quiet`.
 */
mode: string, 
/**
 * Whether the toolbar shows the count.
 */
badge: boolean, };
export type SettingsView = { 
/**
 * The rep's own addresses.
 */
own_emails: Array<string>, 
/**
 * The company's own domains.
 */
own_domains: Array<string>, 
/**
 * `coach`, `strict` or `quiet`.
 */
mode: string, 
/**
 * Whether the toolbar shows the count.
 */
badge: boolean, 
/**
 * The permissions of sites that the browser grants now.
 */
granted: Array<string>, 
/**
 * Addresses that open sites show as the rep's own.
 */
shown: Array<string>, 
/**
 * The organisations of all own addresses, settings or shown; free-mail domains left out.
 */
domains: Array<string>, 
/**
 * Permissions of sites that the rep switched on and the browser no longer grants.
 */
lost: Array<string>, 
/**
 * The sites with a recipe of their own: name and permission to ask for.
 */
sites: Array<[string, string]>, 
/**
 * What is wrong with the storage, in plain words; empty when all is well.
 */
trouble: string, };
export type SiteView = { 
/**
 * The recipe's name, such as `Gmail`; empty for a site without a recipe of its host.
 */
name: string, 
/**
 * The permission to ask for, such as `https://mail.google.com/*`; empty when the tab's
 * address is not told or cannot be read by an extension.
 */
origin: string, 
/**
 * Whether Askback is switched on there.
 */
enabled: boolean, };
export type Strip = { 
/**
 * `ok`, `remind` or `hold`: how it looks.
 */
tone: string, 
/**
 * One line of plain words.
 */
text: string, 
/**
 * What the button at its end says.
 */
button: string, };
export type ToCard = { "refresh": { 
/**
 * The reading's turn, from `PageReply::Read`.
 */
turn: number, } } | { "show": { 
/**
 * Whether to take the keyboard focus.
 */
focus: boolean, } } | { "gate": { 
/**
 * The composer's name within its page.
 */
compose_id: string, } } | { "gate_gone": Record<symbol, never> };
export type VerdictReply = "pass" | "remind" | "hold";
export type WayView = { 
/**
 * The month, such as `2026-11`.
 */
month: string, 
/**
 * The recipe.
 */
site: string, 
/**
 * The field's name.
 */
field: string, 
/**
 * The way's name.
 */
way: string, 
/**
 * How often it found something.
 */
held: number, 
/**
 * How often it found nothing.
 */
failed: number, 
/**
 * How often it found something else than the first way that held.
 */
apart: number, };
export type WhoView = { 
/**
 * The name.
 */
name: string, 
/**
 * The company of the others in the conversation; empty when there is none.
 */
guess: string, };
