// The page "Your data": what is known, out and in. It asks the worker and writes files; the worker
// alone changes the ledger.
import { ask, events, records } from './ask.js';
import { COMMITMENTS, DEALS, REQUESTS } from './csv.js';
import { Wrong, head, portions, tail } from './file.js';
import { startBackup } from './backup.js';
import { HEAD, TAIL, days } from './ics.js';
import { startKeeping } from './keep.js';
import { secretOf, startLocked, unlessLocked, writerOf } from './locked.js';
import { piecesOf } from './pieces.js';
import { noteBackup } from './remind.js';
import { cancel, counted, field, find, list, run, say, tellNews, wordsOf } from './page.js';
import { showSizes } from './sizes.js';

/** @typedef {import('./ask.js').Progress} Progress */
/** @typedef {import('./page.js').Task} Task */

/** How many events go in together: each portion is added whole or not at all. */
const PORTION = 200;
/** How many prospects are named before an import. */
const NAMED = 20;

/** @param {Blob[]} parts @param {string} name @param {string} type */
function save(parts, name, type) {
  const url = URL.createObjectURL(new Blob(parts, { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `askback-${name}`;
  link.click();
  // The browser has taken it by then; a file that is still being written keeps its own hold.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

const today = () => new Date().toISOString().slice(0, 10);

/** @type {Task} */
async function saveLedger(signal, progress) {
  const now = new Date();
  const writer = await writerOf(now);
  // Each portion is handed to the browser at once, which keeps large ones on its disk.
  const parts = [new Blob([writer.first, await writer.part(head(now))])];
  let [count, leftOut] = [0, 0];
  for await (const portion of events(signal, progress)) {
    count += portion.lines.length;
    leftOut += portion.leftOut;
    for (const text of piecesOf(portion.lines)) parts.push(new Blob([await writer.part(text)]));
  }
  parts.push(new Blob([await writer.part(tail(count))]));
  save(parts, `ledger-${today()}${writer.first && '-locked'}.jsonl`, 'application/jsonl');
  noteBackup();
  const lost = leftOut > 0 ? ` ${counted(leftOut, 'event')} cannot be read and are not in it: choose “Repair” in the popup.` : '';
  return `${counted(count, 'event')} written.${lost}`;
}

/** @param {import('./csv.js').Table} table @returns {Task} */
const saveTable = (table) => async (signal, progress) => {
  const parts = [new Blob([table.head])];
  let count = 0;
  for await (const portion of records(signal, progress)) {
    const lines = portion.flatMap(table.lines);
    count += lines.length;
    parts.push(new Blob(lines));
  }
  save(parts, `${table.name}-${today()}.csv`, 'text/csv');
  return `${counted(count, 'row')} written.`;
};

/** @type {Task} */
async function saveCalendar(signal, progress) {
  const parts = [new Blob([HEAD])];
  const now = new Date();
  let count = 0;
  for await (const portion of records(signal, progress)) {
    const found = portion.flatMap((view) => days(view, now));
    count += found.length;
    parts.push(new Blob(found));
  }
  parts.push(new Blob([TAIL]));
  save(parts, `dates-${today()}.ics`, 'text/calendar');
  return `${counted(count, 'date')} written.`;
}

/** @typedef {{ fresh: number, known: number, erased: number, prospects: Map<string, { events: number, known: boolean }> }} Sum */

/**
 * Looks through a file, or takes it in.
 * @param {File} file @param {boolean} write @param {AbortSignal} signal @param {Progress} progress
 * @returns {Promise<Sum>}
 */
async function go(file, write, signal, progress) {
  /** @type {Sum} */
  const sum = { fresh: 0, known: 0, erased: 0, prospects: new Map() };
  for await (const { first, lines } of portions(file, PORTION, signal, progress, secretOf)) {
    const { imported } = await ask({ import: { lines, write } });
    if (imported.wrong) throw new Wrong(first + imported.wrong[0], imported.wrong[1]);
    sum.fresh += imported.fresh;
    sum.known += imported.known;
    sum.erased += imported.erased;
    for (const [prospect, events, known] of imported.prospects) {
      const before = sum.prospects.get(prospect);
      sum.prospects.set(prospect, { events: events + (before?.events ?? 0), known: before?.known ?? known });
    }
  }
  return sum;
}

/** @type {File | null} the file that was looked through */
let looked = null;

/** @param {Sum} sum */
function preview({ fresh, known, erased, prospects }) {
  const whom = [...prospects].slice(0, NAMED).map(([prospect, one]) => `${prospect}: ${counted(one.events, 'event')}${one.known ? '' : ', a new prospect'}`);
  if (prospects.size > NAMED) whom.push(`and ${counted(prospects.size - NAMED, 'more prospect')}`);
  const here = known > 0 ? ` ${counted(known, 'event')} of it ${known === 1 ? 'is' : 'are'} here already.` : '';
  const gone = erased > 0 ? ` ${counted(erased, 'event')} ${erased === 1 ? 'is' : 'are'} left out: you erased whom they are about.` : '';
  find('what').textContent = fresh > 0 ? `The file would add ${counted(fresh, 'event')} about ${counted(prospects.size, 'prospect')}.${here}${gone}` : `The file would add nothing.${here}${gone}`;
  list('whom', whom);
  find('add').hidden = fresh === 0;
  find('preview').hidden = false;
}

function leave() {
  looked = null;
  find('preview').hidden = true;
  field('file').value = '';
  field('file').focus();
}

async function look() {
  const [file] = field('file').files ?? [];
  find('preview').hidden = true;
  if (!file) return;
  let seen = false;
  await run(`Looking through ${file.name}`, async (signal, progress) => {
    const sum = await unlessLocked(() => go(file, false, signal, progress));
    if (!sum) return '';
    preview(sum);
    looked = file;
    seen = true;
    return '';
  });
  if (seen) find('preview').focus();
}

async function add() {
  const file = looked;
  if (!file) return;
  leave();
  await run(`Adding ${file.name}`, async (signal, progress) => {
    try {
      const { fresh } = await go(file, true, signal, progress);
      return `${counted(fresh, 'event')} added.`;
    } finally {
      // What was added before it was cancelled stays; the same file again goes on from there.
      tellNews();
      count();
    }
  });
}

/** Whom the rep looked for. */
let sought = '';

function keep() {
  find('named').hidden = true;
  find('who').focus();
}

async function search() {
  sought = field('who').value;
  find('named').hidden = true;
  let seen = false;
  await run('Looking through the ledger', async () => {
    const { erased } = await ask({ erase: { who: sought, write: false } });
    const [events, prospects] = [erased.events, erased.prospects];
    find('where').textContent = events > 0 ? `${counted(events, 'event')} of ${prospects.slice(0, NAMED).join(', ')}${prospects.length > NAMED ? ' and others' : ''} ${events === 1 ? 'names' : 'name'} them.` : 'Nothing here names them.';
    find('gone').hidden = events === 0;
    find('named').hidden = false;
    seen = true;
    return '';
  });
  if (seen) find('named').focus();
}

async function erase() {
  keep();
  await run('Erasing', async () => {
    const { erased } = await ask({ erase: { who: sought, write: true } });
    tellNews();
    count();
    return `Erased from ${counted(erased.events, 'event')}. Files that you wrote before still hold them.`;
  });
}

/** Says how much there is. */
const count = () => showSizes().catch((error) => say('trouble', wordsOf(error)));

find('ledger').addEventListener('click', () => run('Writing the ledger', saveLedger));
find('requests').addEventListener('click', () => run('Writing the requests', saveTable(REQUESTS)));
find('commitments').addEventListener('click', () => run('Writing the commitments', saveTable(COMMITMENTS)));
find('deals').addEventListener('click', () => run('Writing the deals', saveTable(DEALS)));
find('calendar').addEventListener('click', () => run('Writing the dates', saveCalendar));
find('file').addEventListener('change', look);
find('add').addEventListener('click', add);
find('leave').addEventListener('click', leave);
find('search').addEventListener('click', search);
find('gone').addEventListener('click', erase);
find('keep').addEventListener('click', keep);
find('cancel').addEventListener('click', cancel);
startLocked(look);
startKeeping(count);
startBackup(count);
count();
