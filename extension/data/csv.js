// Tables for spreadsheets (RFC 4180). A cell that a spreadsheet would run as a formula is defused.

/** @typedef {import('../protocol.d.ts').ProspectView} ProspectView */
/** @typedef {(string | number | null | undefined)[]} Cells */

/**
 * What a spreadsheet takes for the start of a formula, also behind space and in full width
 * (OWASP, "CSV Injection"); a sheet may drop the characters that show nothing.
 */
const FORMULA = /^[\s\p{Cf}]*[=+\-@|%＝＋－＠]/u;

/** Marks that change the direction of what follows them, beyond their own cell. */
const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/gu;

/** @param {string | number | null | undefined} value */
function cell(value) {
  const text = String(value ?? '')
    .replace(DIRECTION, '')
    // One line a row: not every reader knows that a quoted cell may hold more.
    .replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]+/gu, ' ')
    .trim();
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}

/** @param {Cells} cells @returns {string} a line of the table */
export const line = (cells) => `${cells.map(cell).join(',')}\r\n`;

/** With the mark by which spreadsheets know that the text is UTF-8. */
const MARK = '\ufeff';

/**
 * A table: its file's name, its head, and a prospect's lines.
 * @typedef {{ name: string, head: string, lines: (view: ProspectView) => string[] }} Table
 */

/** @type {Table} */
export const REQUESTS = {
  name: 'requests',
  head: MARK + line(['prospect', 'prospect name', 'request', 'kind', 'state', 'asked on', 'asked by', 'words', 'purpose', 'outcome', 'otherwise', 'date', 'their owner', 'our owner', 'evidence', 'given on', 'rounds', 'ask on', 'answer', 'answer words', 'cost']),
  lines: ({ head, requests }) =>
    requests.map((one) =>
      line([
        head.id, head.name, one.id, one.kind, one.state, one.asked_on, one.asked_by, one.words, one.fields.purpose, one.fields.outcome, one.fields.otherwise,
        one.fields.date, one.fields.their_owner, one.fields.our_owner, one.fields.evidence, one.delivered_on, one.rounds, one.question_due, one.answer, one.answer_words, one.cost,
      ]),
    ),
};

/** @type {Table} */
export const DEALS = {
  name: 'deals',
  head: MARK + line(['prospect', 'prospect name', 'deal', 'state', 'time to ask for the order', 'where the buyer is', 'value wanted on', 'at risk', 'requests', 'open commitments', 'silence']),
  lines: ({ head, deal, requests, commitments, silence }) => {
    const open = commitments.filter((one) => one.state === 'open' || one.state === 'overdue').length;
    return [line([head.id, head.name, deal.name, deal.state, deal.moment, deal.sentence, deal.value_on, deal.plan_risk, requests.length, open, silence])];
  },
};

/** @type {Table} */
export const COMMITMENTS = {
  name: 'commitments',
  head: MARK + line(['prospect', 'prospect name', 'commitment', 'owner', 'what', 'due', 'state', 'request', 'words']),
  lines: ({ head, commitments }) =>
    commitments.map((one) => line([head.id, head.name, one.id, one.owner, one.what, one.due, one.state, one.request, one.words])),
};
