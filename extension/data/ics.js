// Days of the ledger as a calendar (RFC 5545): what is due, and what both sides committed to.

/** @typedef {import('../protocol.d.ts').ProspectView} ProspectView */
/** @typedef {{ id: string, day: string, title: string, more: string }} Entry */

/** The longest line, in octets without its end (RFC 5545, 3.1). */
const LONGEST = 75;

/** @param {string} text of which nothing is read as a sign of the calendar's (RFC 5545, 3.3.11) */
const escape = (text) =>
  text
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replaceAll('\n', '\\n');

/**
 * A line, folded where it is too long, between characters.
 * @param {string} name @param {string} value
 */
export function line(name, value) {
  let [folded, length] = ['', 0];
  for (const sign of `${name}:${value}`) {
    const octets = sign < '\u0080' ? 1 : sign < '\u0800' ? 2 : sign < '\uffff' ? 3 : 4;
    if (length + octets > LONGEST) {
      folded += '\r\n ';
      length = 1;
    }
    folded += sign;
    length += octets;
  }
  return `${folded}\r\n`;
}

/** @param {string} day as in `2026-11-22` */
const plain = (day) => day.replaceAll('-', '');

/** @param {string} day @returns {string} the day after it */
const next = (day) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

/** The states of a request in which nothing more is due. */
const CLOSED = new Set(['confirmed', 'declined', 'withdrawn', 'expired', 'walked_away']);

/** @param {ProspectView} view @returns {Entry[]} */
function entries({ head, requests, commitments }) {
  const open = requests.filter((one) => !CLOSED.has(one.state));
  const asked = open.flatMap((one) => {
    const what = one.fields.purpose || one.words || one.kind_label;
    return [
      one.fields.date && { id: `${one.id}-date`, day: one.fields.date, title: `${head.name}: agreed date of the ${one.kind_label}`, more: one.fields.outcome || what },
      one.question_due && !one.answer && { id: `${one.id}-question`, day: one.question_due, title: `${head.name}: ask about the ${one.kind_label}`, more: one.due_question },
    ];
  });
  const due = commitments.filter((one) => one.state === 'open' || one.state === 'overdue');
  const promised = due.map(({ id, due: day, owner, what }) => ({ id, day, title: owner === 'ours' ? `We owe ${head.name}: ${what}` : `Promised by ${head.name}: ${what}`, more: what }));
  return [...asked, ...promised].filter((one) => typeof one === 'object' && one !== null);
}

/** @param {Entry} entry @param {string} now as in `20261122T101500Z` */
const event = ({ id, day, title, more }, now) =>
  [
    line('BEGIN', 'VEVENT'),
    line('UID', `${escape(id)}@askback`),
    line('DTSTAMP', now),
    line('DTSTART;VALUE=DATE', plain(day)),
    line('DTEND;VALUE=DATE', plain(next(day))),
    line('SUMMARY', escape(title)),
    line('DESCRIPTION', escape(more)),
    // A day on which something is due is not a day that is taken.
    line('TRANSP', 'TRANSPARENT'),
    line('END', 'VEVENT'),
  ].join('');

export const HEAD = [line('BEGIN', 'VCALENDAR'), line('VERSION', '2.0'), line('PRODID', '-//Askback//Askback//EN'), line('CALSCALE', 'GREGORIAN')].join('');
export const TAIL = line('END', 'VCALENDAR');

/**
 * A prospect's days.
 * @param {ProspectView} view @param {Date} now
 */
export function days(view, now) {
  const stamp = `${now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
  return entries(view).map((entry) => event(entry, stamp));
}
