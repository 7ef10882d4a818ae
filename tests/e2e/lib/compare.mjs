// Compares what was read of a page with what its `.expected.json` says must be read
// (conventions: captures/README.md). `null` there means: not in the page, must not be guessed.

/** @typedef {'right' | 'missing' | 'wrong'} Mark */
/** @typedef {{ field: string, mark: Mark, expected: unknown, got: unknown }} Result */

/** @param {unknown} text */
export const plain = (text) => String(text).replace(/[\s\u00a0]+/gu, ' ').trim();

/** @param {unknown} value */
const empty = (value) => value === null || value === undefined || (Array.isArray(value) && value.length === 0);

/** @param {any} value @returns {any} with texts made plain and addresses in lower case */
function normal(value) {
  if (typeof value === 'string') return value.includes('@') && !value.includes(' ') ? value.toLowerCase() : plain(value);
  if (Array.isArray(value)) return value.map(normal);
  if (value && typeof value === 'object') {
    return Object.fromEntries(Object.keys(value).sort().map((key) => [key, normal(value[key])]));
  }
  return value ?? null;
}

/** @param {unknown} a @param {unknown} b */
export const same = (a, b) => JSON.stringify(normal(a)) === JSON.stringify(normal(b));

/**
 * @param {string} field @param {unknown} expected @param {unknown} got
 * @param {unknown[]} [also] other right answers
 * @returns {Result}
 */
function field(field, expected, got, also = []) {
  const right = [expected, ...also].some((answer) => same(answer, got));
  /** @type {Mark} */
  const mark = right ? 'right' : empty(got) && !empty(expected) ? 'missing' : 'wrong';
  return { field, mark, expected, got };
}

/** @param {any[] | null | undefined} people */
const addresses = (people) => people?.map((person) => person.email ?? null) ?? null;
/** @param {any[] | null | undefined} files */
const names = (files) => files?.map((file) => (typeof file === 'string' ? file : file.name)) ?? null;
/** @param {number | null | undefined} milliseconds */
const iso = (milliseconds) => (milliseconds == null ? null : new Date(milliseconds).toISOString());

/**
 * One mail.
 * @param {string} at @param {any} expected @param {any} got @param {any} understood
 * @returns {Result[]}
 */
export function compareMessage(at, expected, got, understood) {
  if (!got) return [{ field: at, mark: 'missing', expected: 'a mail', got: null }];
  const text = understood?.new_text ?? null;
  const signed = expected.signature_text && expected.new_text !== null ? [`${expected.new_text} ${expected.signature_text}`] : [];
  /** @type {[string, unknown, unknown[]?][]} */
  const fields = [
    ['message_id', got.id],
    ['state', got.open ? 'open' : 'collapsed'],
    ['from_name', got.from.name],
    ['from_email', got.from.email],
    ['to', addresses(got.to)],
    ['to_complete', got.to_complete],
    ['date_iso', iso(got.date_ms)],
    ['complete', got.complete],
    ['note', got.note],
    ['new_text', text, signed],
    ['quoted_text_present', understood?.quoted ?? null],
    ['attachments', names(got.attachments)],
  ];
  return fields
    .filter(([name]) => name in expected)
    .map(([name, value, also]) => field(`${at}.${name}`, name === 'attachments' ? names(expected[name]) : expected[name], value, also));
}

/**
 * One composer.
 * @param {string} at @param {any} expected @param {any} got @param {string} body @param {boolean} quoted
 * @returns {Result[]}
 */
function compareCompose(at, expected, got, body, quoted) {
  if (!got) return [{ field: at, mark: 'missing', expected: 'a composer', got: null }];
  /** @type {[string, unknown, unknown[]?][]} */
  const fields = [
    ['kind', got.kind],
    ['to', addresses(got.to)],
    ['cc', addresses(got.cc)],
    ['bcc', addresses(got.bcc)],
    ['subject', got.subject],
    ['body', body, expected.signature_text ? [`${expected.body} ${expected.signature_text}`] : []],
    ['attachments', names(got.attachments)],
    ['from', got.from],
    ['reply_to_message', got.reply_to_message],
    ['minimized', got.minimized],
    ['quoted_text_in_editor', quoted],
  ];
  return fields
    .filter(([name]) => name in expected)
    .map(([name, value, also]) => field(`${at}.${name}`, name === 'attachments' ? names(expected[name]) : expected[name], value, also));
}

/**
 * One line of the list.
 * @param {string} at @param {any} expected @param {any} got
 * @returns {Result[]}
 */
function compareRow(at, expected, got) {
  if (!got) return [{ field: at, mark: 'missing', expected: 'a row', got: null }];
  const people = got.people.map((/** @type {any} */ person) => ({ name: person.name ?? null, email: person.email ?? null }));
  /** @type {[string, unknown][]} */
  const fields = [
    ['thread_id', got.thread_id],
    ['subject', got.subject],
    ['senders', people],
    ['unread', got.unread],
    ['date_iso', iso(got.date_ms)],
  ];
  return fields.filter(([name]) => name in expected).map(([name, value]) => field(`${at}.${name}`, expected[name], value));
}

/**
 * More of something than there is: each is wrong.
 * @param {string} at @param {number} expected @param {any[]} got @returns {Result[]}
 */
function surplus(at, expected, got) {
  return got.slice(expected).map((one, index) => ({ field: `${at}[${expected + index}]`, mark: 'wrong', expected: null, got: one }));
}

/**
 * The open record of a CRM.
 * @param {any} expected @param {any} got
 * @returns {Result[]}
 */
function compareRecord(expected, got) {
  if (!expected || !got) return [field('record', expected, got)];
  return Object.keys(expected).map((name) => field(`record.${name}`, expected[name], got[name]));
}

/**
 * A whole page.
 * @param {any} expected @param {any} read a `Conversation` @param {any} inspect an `InspectView`
 * @returns {Result[]}
 */
export function comparePage(expected, read, inspect) {
  /** @type {Result[]} */
  const results = [];
  for (const name of ['view', 'subject', 'thread_id', 'own_email', 'older_hidden', 'ui_lang']) {
    if (!(name in expected)) continue;
    const also = name === 'own_email' && expected.own_email_also_accepted ? [expected.own_email_also_accepted] : [];
    results.push(field(name, expected[name], read[name], also));
  }
  if ('record' in expected) results.push(...compareRecord(expected.record, read.record));
  if (expected.messages) {
    results.push(...expected.messages.flatMap((/** @type {any} */ message, /** @type {number} */ index) =>
      compareMessage(`messages[${index}]`, message, read.messages[index], inspect.messages[index])));
    results.push(...surplus('messages', expected.messages.length, read.messages));
  }
  if (expected.composes) {
    results.push(...expected.composes.flatMap((/** @type {any} */ compose, /** @type {number} */ index) =>
      compareCompose(`composes[${index}]`, compose, read.composes[index], inspect.composes[index], inspect.composes_quoted?.[index])));
    results.push(...surplus('composes', expected.composes.length, read.composes));
  }
  if ('rows' in expected) {
    if (expected.rows === null || read.rows === null) results.push(field('rows', expected.rows, read.rows));
    else {
      results.push(...expected.rows.flatMap((/** @type {any} */ row, /** @type {number} */ index) => compareRow(`rows[${index}]`, row, read.rows[index])));
      results.push(...surplus('rows', expected.rows.length, read.rows));
    }
  }
  results.push(...compareTraps(expected, read, inspect));
  return results;
}

/**
 * What a mail's body imitates, and what must not be believed.
 * @param {any} expected @param {any} read @param {any} inspect
 * @returns {Result[]}
 */
function compareTraps(expected, read, inspect) {
  const texts = inspect.messages.map((/** @type {any} */ message) => message.new_text ?? '');
  // The raw text of a mail is no claim of the reader; what it makes of that text is.
  const claims = { ...read, found_by: null, missing: null,
    messages: read.messages.map((/** @type {any} */ message) => ({ ...message, body: null })),
    composes: read.composes.map((/** @type {any} */ compose) => ({ ...compose, body: null, links: null })) };
  const people = [...(read.record?.people ?? []), ...read.messages.flatMap((/** @type {any} */ m) => [m.from, ...(m.to ?? [])]),
    ...read.composes.flatMap((/** @type {any} */ c) => [...(c.to ?? []), ...(c.cc ?? []), ...(c.bcc ?? []), { email: c.from }]),
    ...(read.rows ?? []).flatMap((/** @type {any} */ row) => row.people), { email: read.own_email }];
  /** @type {[string, string][]} */
  const places = [
    ['must_not_appear', plain(JSON.stringify([claims, texts, inspect.composes]))],
    ['must_not_be_address', people.map((person) => person?.email ?? '').join(' ').toLowerCase()],
    ['must_not_appear_in_new_text', plain(texts.join(' '))],
    ['must_not_appear_in_body', plain(inspect.composes.join(' '))],
  ];
  return places.flatMap(([rule, place]) =>
    (expected[rule] ?? []).map((/** @type {string} */ trap) => {
      const caught = place.includes(plain(trap)) || place.includes(trap.toLowerCase());
      return { field: `${rule} ${trap}`, mark: caught ? 'wrong' : 'right', expected: 'nowhere', got: caught ? trap : null };
    }));
}
