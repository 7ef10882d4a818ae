// Mails to measure with: plain English of the length that is asked for, the same in each run.

const SENTENCES = [
  'Thanks for the call last week, it helped us a good deal.',
  'We plan the shifts of forty people on a whiteboard, and every Friday two of us do it all again.',
  'The saw line and the planing mill have different breaks, so one plan for both never held.',
  'My colleague Jonas keeps the list of who is trained on which machine.',
  'Payroll takes the hours from a table that we fill in by hand on the last day of the month.',
  'In September we lost two days because nobody saw that both drivers were away.',
  'The works council wants to know who can see the plan, and from where.',
  'We looked at another product in spring and found that it could not tell a machine from a person.',
  'Our IT department would rather not run a server of their own for this.',
  'There is a budget for it in the first quarter, though nobody has written the number down yet.',
  'I am in the office until Thursday, then at the other plant for a week.',
  'The board meets on 12 December and would have to agree to anything above 10,000 euros.',
];

export const ASKS = 'Could you set up a demo for our planning team, so that we can see whether the export to payroll works?';

/**
 * Paragraphs of at least so many characters in all.
 * @param {number} characters @param {number} [seed] where to begin
 */
export function paragraphs(characters, seed = 0) {
  const all = [];
  for (let length = 0, at = seed; length < characters; ) {
    const sentences = Array.from({ length: 3 + (at % 3) }, () => SENTENCES[(at += 1) % SENTENCES.length]);
    const text = sentences.join(' ');
    all.push(text);
    length += text.length;
  }
  return all;
}

/** Milliseconds of a mail some days ago, in Gmail's form of an identity. @param {number} days @param {number} number */
const identity = (days, number) => ((BigInt(Date.now() - days * 86_400_000) << 20n) + BigInt(number)).toString(16);

/**
 * A thread for the mail page: a prospect and the rep by turns, the prospect last.
 * @param {{ number: number, messages: number, asks?: boolean, prospect?: string, characters?: number }} how
 */
export function thread({ number, messages, asks = false, prospect = 'northmill.test', characters = 500 }) {
  const mail = (/** @type {number} */ index) => {
    const theirs = (messages - index) % 2 === 1;
    const text = paragraphs(characters, number + index);
    if (asks && index === messages - 1) text.splice(1, 0, ASKS);
    return {
      id: identity(messages - index, number),
      name: theirs ? 'Mara Lind' : 'Rep',
      email: theirs ? `mara.lind@${prospect}` : 'rep@acme-sales.test',
      paragraphs: text,
      quote: index ? paragraphs(characters, number + index - 1) : [],
    };
  };
  return { id: identity(messages, number), subject: `Planning ${number}`, messages: Array.from({ length: messages }, (_, index) => mail(index)) };
}

/**
 * What the reader would tell the worker of a thread of ten mails.
 * @param {number} characters in all
 * @param {number} quoted the share of it that is quoted mail
 */
export function conversation(characters, quoted) {
  const mails = 10;
  const mail = (/** @type {number} */ index) => {
    const own = paragraphs((characters * (1 - quoted)) / mails - 200, index).join('\n');
    const old = paragraphs((characters * quoted) / mails - 200, index + 5).map((line) => `> ${line}`).join('\n');
    const text = quoted ? `${own}\n\nOn Tue, Sep 2, 2025 at 9:14 AM Rep <rep@acme-sales.test> wrote:\n${old}` : own;
    return message(text.slice(0, characters / mails), index % 2 ? 'rep@acme-sales.test' : 'mara.lind@northmill.test');
  };
  return conversationOf(Array.from({ length: mails }, (_, index) => mail(index)));
}

/** The smallest conversation: what a message costs whatever is in it. */
export const tiny = () => conversationOf([message('Thanks.', 'mara.lind@northmill.test')]);

/** @param {string} text @param {string} email */
const message = (text, email) => ({ id: null, open: true, from: { name: null, email }, to: null, to_complete: null, date_ms: Date.now() - 86_400_000, date_text: null, complete: true, body: [{ kind: 'text', text }], attachments: null });

/** @param {object[]} messages */
const conversationOf = (messages) => ({ site: 'gmail', view: 'thread', thread_id: 'a', subject: 'Planning', own_email: 'rep@acme-sales.test', older_hidden: 0, messages, composes: [], rows: null, ui_lang: null, missing: [], found_by: {} });
