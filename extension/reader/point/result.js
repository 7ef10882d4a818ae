// What a recipe that was just made reads from the page in front, in words for the rep.
import { wordsOf } from '../person.js';
import { STEPS } from './steps.js';

/** @typedef {import('../own.js').Pointed} Pointed */
/** @typedef {import('../places.js').Places} Places */
/** @typedef {import('../../protocol.js').Conversation} Conversation */
/** @typedef {import('../../protocol.js').Person} Person */
/** @typedef {{made: Pointed, read: Conversation, places: Places, picks: Places, kept: boolean}} Result */
/** @typedef {{part: import('./steps.js').Step['part'], name: string, value: string, by: string, found: boolean}} ResultRow */

const LONGEST = 140;

/** @param {string} text */
const cut = (text) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

/** @param {Person[]} people */
function said(people) {
  return people.map(({ name, email }) => (name && email ? `${name} (${email})` : (email ?? name ?? ''))).filter(Boolean).join(', ');
}

/**
 * @param {Result} result
 * @returns {Partial<Record<ResultRow['part'], string>>} what is read of each part; empty: nothing
 */
function values({ read, places }) {
  const mail = read.messages.find((message) => message.body?.length) ?? read.messages[0];
  const draft = read.composes[0];
  return {
    subject: read.subject ?? '',
    from: mail ? said([mail.from]) : '',
    body: mail?.body?.map(({ text }) => text).join(' ').trim() ?? '',
    to: said(mail?.to ?? []),
    date: mail?.date_text ?? (mail?.date_ms ? new Date(mail.date_ms).toLocaleString() : ''),
    editor: places.editor ? draft?.body.map(({ text }) => text).join(' ').trim() || 'Found; nothing is written in it.' : '',
    recipients: places.recipients ? said(draft?.to ?? []) || 'Found; nobody is in it.' : '',
    send: places.send ? `Found: “${wordsOf(places.send) || (places.send.getAttribute('aria-label') ?? 'a button')}”.` : '',
  };
}

/**
 * @param {Result} result
 */
export function resultRows(result) {
  const { made, read, picks, kept } = result;
  const read_as = values(result);
  /** @type {ResultRow[]} */
  const rows = [];
  for (const { part, name } of STEPS) {
    const ways = made.fields[part];
    if (!ways && !picks[part]) continue;
    const value = read_as[part] ?? '';
    rows.push({ part, name, value: cut(value) || 'Not read. Point at it again.', by: waysOf(ways ?? []), found: value !== '' });
  }
  const lacking = rows.filter(({ found }) => !found);
  const count = read.messages.length;
  const mails = count > 1 ? `${count} mails are read here; this is the first.` : '';
  const words = lacking.length ? 'Not everything is read. On another page of this site it may be.' : ['Is it right?', mails].filter(Boolean).join(' ');
  const title = kept ? 'This is read here' : 'This is what is read';
  return { title, words, rows, canWrite: !made.fields.send || !made.fields.editor, good: !lacking.length };
}

/** @param {import('../recipes.js').Rule[]} ways */
function waysOf(ways) {
  const names = [...new Set(ways.map(({ name }) => name.replace(/^(place|class).*/, '$1')))];
  if (!names.length) return '';
  return `Found by ${names.join(', ')}.`;
}
