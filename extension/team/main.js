// The page of a team: opens many reps' files beside the manager's own ledger, which it never touches.
import { ask } from '../data/ask.js';
import { cancel, counted, field, find, list, run, say, wordsOf } from '../data/page.js';
import { byReps, fold, lookThrough } from './files.js';
import * as table from './table.js';
import { NOT_WON, dayWords, element } from './words.js';

/** @typedef {import('./files.js').Known} Known */
/** @typedef {import('./table.js').Line} Line */
/** @typedef {{ name: string, files: Known[], lines: Line[] }} Rep */

/** @type {Rep[]} */
let reps = [];

/** The manager's own numbers, by which all reps' prospects are judged. @returns {Promise<[string, string][]>} */
async function numbers() {
  const { practice } = await ask({ practice: {} });
  /** @type {import('../protocol.d.ts').SettingView[]} */
  const settings = practice.settings;
  return settings.filter(({ code, kind }) => (kind === 'number' || kind === 'days') && !code.startsWith('keep.')).map(({ code, value }) => [code, value]);
}

/** @param {Known[]} files */
const nameOf = (files) => files.map(({ file }) => file.name.replace(/\.jsonl$/i, '')).at(-1) ?? '';

/** @param {import('./files.js').Rep} read @param {string} name @returns {Rep} */
function repOf({ files, rows }, name) {
  /** @type {Rep} */
  const rep = { name, files, lines: [] };
  rep.lines = rows.map(({ head, deal, state, waits, open, silent, dark, last, requests }) => ({
    rep, id: head.id, name: head.name, deal, state, waits, open, silent, dark, last: last ?? '',
    unconfirmed: requests.filter((request) => request.state === 'delivered').length,
  }));
  return rep;
}

/**
 * Reads files beside those that are open; what cannot be read is said and left.
 * @param {File[]} files @param {AbortSignal} signal @param {import('../data/ask.js').Progress} progress
 */
async function read(files, signal, progress) {
  /** @type {[string, string][]} */
  const unread = [];
  const open = reps.flatMap((rep) => rep.files);
  const size = (/** @type {{ size: number }[]} */ of) => of.reduce((sum, file) => sum + file.size, 0);
  let before = 0;
  for (const file of files) {
    const here = (/** @type {number} */ done) => progress(before + done, size(files));
    try {
      open.push(await lookThrough(file, signal, here));
    } catch (error) {
      if (signal.aborted) throw error;
      unread.push([file.name, wordsOf(error)]);
    }
    before += file.size;
  }
  find('doing').textContent = 'Adding up their prospects';
  const values = await numbers();
  const groups = byReps(open);
  const all = size(groups.flat().map(({ file }) => file));
  /** @type {Rep[]} */
  const next = [];
  let done = 0;
  for (const group of groups) {
    const same = reps.find((rep) => rep.files.length === group.length && rep.files.every((file) => group.includes(file)));
    const named = reps.find((rep) => rep.files.some((file) => group.includes(file)))?.name;
    const rep = same ?? (await folded(group, named));
    if (rep) next.push(rep);
    done += size(group.map(({ file }) => file));
  }
  reps = next;
  return unread;

  /** @param {Known[]} group @param {string | undefined} named */
  async function folded(group, named) {
    const read = await fold(group, values, signal, (part) => progress(done + part, all));
    unread.push(...read.wrong);
    return read.files.length > 0 ? repOf(read, named ?? nameOf(read.files)) : null;
  }
}

/** @param {File[]} files */
async function open(files) {
  if (files.length === 0) return;
  find('unread').hidden = true;
  await run(`Looking through ${counted(files.length, 'file')}`, async (signal, progress) => {
    const unread = await read(files, signal, progress);
    list('unread-files', unread.map(([name, text]) => `${name}: ${text.replace(' Nothing of the file was taken in.', '')}`));
    find('unread').hidden = unread.length === 0;
    show();
    const count = reps.reduce((sum, rep) => sum + rep.files.length, 0);
    const joined = count > reps.length ? ' Files that hold the same entries are one rep; nothing counts twice.' : '';
    return reps.length > 0 ? `${counted(count, 'file')} of ${counted(reps.length, 'rep')} open.${joined}` : '';
  });
  field('files').value = '';
}

/** What is counted of lines, in the order of the table. @param {Line[]} lines */
const totals = (lines) => [
  lines.length,
  lines.reduce((sum, line) => sum + line.open, 0),
  lines.filter((line) => line.waits !== '').length,
  lines.filter((line) => line.dark).length,
  lines.reduce((sum, line) => sum + line.unconfirmed, 0),
  lines.filter((line) => line.state === 'won').length,
  lines.filter((line) => NOT_WON.has(line.state)).length,
];

/** @param {Line[]} lines */
const totalCells = (lines) => totals(lines).map((count) => element('td', count.toLocaleString('en'), { class: 'cell-number' }));

/** @param {Line[]} lines */
const lastOf = (lines) => lines.reduce((last, line) => (line.last > last ? line.last : last), '');

/** @param {Rep} rep */
function repRow(rep) {
  const row = document.createElement('tr');
  const name = /** @type {HTMLInputElement} */ (element('input', '', { type: 'text', autocomplete: 'off', 'aria-label': `Name of the rep of ${rep.name}` }));
  name.value = rep.name;
  name.addEventListener('input', () => {
    rep.name = name.value;
    showLines();
  });
  const head = element('th', '', { scope: 'row' });
  head.append(name);
  const close = element('button', 'Close', { class: 'button button-small button-quiet', type: 'button', 'aria-label': `Close ${rep.name}` });
  close.addEventListener('click', () => {
    reps = reps.filter((one) => one !== rep);
    show();
    field('files').focus();
  });
  const last = document.createElement('td');
  last.append(close);
  const written = dayWords(rep.files[0]?.made ?? '') + (rep.files.length > 1 ? ` (${rep.files.length} files)` : '');
  row.append(head, element('td', written, { title: rep.files.map(({ file }) => file.name).join(', ') }), element('td', dayWords(lastOf(rep.lines))), ...totalCells(rep.lines), last);
  return row;
}

const allLines = () => reps.flatMap((rep) => rep.lines);

const showLines = () => table.show(reps, allLines());

function show() {
  find('nothing').hidden = reps.length > 0;
  find('team').hidden = reps.length === 0;
  find('reps').replaceChildren(...reps.map(repRow));
  const sum = document.createElement('tr');
  sum.append(element('th', 'All', { scope: 'row' }), element('td', ''), element('td', dayWords(lastOf(allLines()))), ...totalCells(allLines()), element('td', ''));
  find('sum').replaceChildren(...(reps.length > 1 ? [sum] : []));
  showLines();
}

const drop = (/** @type {boolean} */ over) => document.body.classList.toggle('dropping', over);

document.addEventListener('dragover', (event) => {
  event.preventDefault();
  drop(true);
});
document.addEventListener('dragleave', (event) => drop(event.relatedTarget !== null));
document.addEventListener('drop', (event) => {
  event.preventDefault();
  drop(false);
  open([...(event.dataTransfer?.files ?? [])]).catch((error) => say('trouble', wordsOf(error)));
});
find('files').addEventListener('change', () => open([...(field('files').files ?? [])]));
find('cancel').addEventListener('click', cancel);
table.start();
