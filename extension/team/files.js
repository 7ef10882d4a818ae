// The files of a team: what is one of ours, which of them are of the same rep, and the fold of each
// rep's.
import { portions } from '../data/file.js';

/** @typedef {import('../data/ask.js').Progress} Progress */
/** @typedef {import('../protocol.d.ts').LedgerRow} LedgerRow */
/** @typedef {{ file: File, made: string, devices: Set<string> }} Known `made`: when it was written */
/** @typedef {{ files: Known[], rows: LedgerRow[], wrong: [string, string][] }} Rep `wrong`: files that were left out, and why */

const PORTION = 1000;
/** The member of an event's line that says which device wrote it. Within a text its quotes are escaped. */
const DEVICE = /"id":"\d{13}-([a-z0-9]{8})-\d{6}"/gi;

/**
 * Looks through a file: whether it is whole and ours, and whose.
 * @param {File} file @param {AbortSignal} signal @param {Progress} progress
 * @returns {Promise<Known>}
 */
export async function lookThrough(file, signal, progress) {
  const devices = new Set();
  for await (const { lines } of portions(file, PORTION, signal, progress)) {
    for (const line of lines) {
      for (const [, device = ''] of line.matchAll(DEVICE)) devices.add(device);
    }
  }
  const head = (await file.slice(0, 1000).text()).split('\n')[0] ?? '{}';
  const { made } = JSON.parse(head);
  return { file, made: Number.isNaN(Date.parse(made)) ? '' : made, devices };
}

/**
 * The files by reps: those that hold events of one device are of one rep.
 * @param {Known[]} files @returns {Known[][]} each rep's, the newest first
 */
export function byReps(files) {
  /** @type {Known[][]} */
  let reps = [];
  for (const file of files) {
    const shares = (/** @type {Known[]} */ rep) => rep.some(({ devices }) => [...devices].some((device) => file.devices.has(device)));
    reps = [...reps.filter((rep) => !shares(rep)), [...reps.filter(shares).flat(), file]];
  }
  return reps.map((rep) => rep.toSorted((a, b) => (a.made < b.made ? 1 : -1)));
}

/**
 * Folds a rep's files, in a worker that holds nothing else and is ended then. A file whose lines the
 * core refuses is left out.
 * @param {Known[]} files the newest first @param {[string, string][]} values the numbers to judge by
 * @param {AbortSignal} signal @param {Progress} progress
 * @returns {Promise<Rep>}
 */
export async function fold(files, values, signal, progress) {
  const all = files.reduce((sum, { file }) => sum + file.size, 0);
  /** @type {[string, string][]} */
  const wrong = [];
  let left = files;
  for (;;) {
    const said = await inWorker({ files: left.map(({ file }) => file), values }, signal, (read) => progress(read, all));
    if (!said.wrong) return { files: left, rows: said.rows, wrong };
    const bad = left[said.wrong.at];
    if (!bad) throw new Error(said.wrong.text);
    wrong.push([bad.file.name, said.wrong.text]);
    left = left.filter((file) => file !== bad);
    if (left.length === 0) return { files: left, rows: [], wrong };
  }
}

/**
 * @param {import('./fold.js').Job} job @param {AbortSignal} signal @param {(read: number) => void} progress
 * @returns {Promise<{ rows: LedgerRow[], wrong?: { at: number, text: string } }>}
 */
function inWorker(job, signal, progress) {
  const worker = new Worker(new URL('./fold.js', import.meta.url), { type: 'module' });
  /** @type {LedgerRow[]} */
  const rows = [];
  const said = new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    worker.addEventListener('error', (event) => reject(new Error(event.message || 'The files could not be read: the browser ended what read them.')));
    worker.addEventListener('message', ({ data }) => {
      if (data.read) progress(data.read);
      if (data.rows) rows.push(...data.rows);
      if (data.done) resolve({ rows });
      if (data.wrong) resolve({ rows: [], wrong: data.wrong });
    });
    worker.postMessage(job);
  });
  return said.finally(() => worker.terminate());
}
