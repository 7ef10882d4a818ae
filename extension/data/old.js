// Prospects of whom nothing is open any more and nothing has happened for so many days: fetching who
// they are, and forgetting them. The core says who is old (`src/practice/retention.rs`). The worker asks
// once a day when the rep set a number, the page when it is told to.

/** @typedef {import('../protocol.d.ts').PanelRequest} PanelRequest */
/** @typedef {(request: PanelRequest) => Promise<any>} Ask */
/** @typedef {{ id: string, name: string, last: string }} Old */

/** The setting: after so many days; 0 for never. */
export const CODE = 'keep.days';

/** About how many prospects the core looks at for each answer. */
const PORTION = 200;

/** @param {Ask} ask @returns {Promise<number>} the days that are set; 0 for never */
export async function daysSet(ask) {
  const { practice } = await ask({ practice: {} });
  const setting = practice.settings.find((/** @type {{ code: string }} */ one) => one.code === CODE);
  return Number(setting?.value ?? 0) || 0;
}

/**
 * @param {Ask} ask @param {number} days
 * @param {(done: number, all: number) => void} progress
 * @returns {Promise<Old[]>} the longest ago first
 */
export async function oldOnes(ask, days, progress = () => undefined) {
  if (days < 1) return [];
  /** @type {Old[]} */
  const old = [];
  let [after, all, portions] = ['', 0, 0];
  do {
    const { ledger } = await ask({ ledger: { after, since: '', old: days } });
    if (after === '') all = ledger.total;
    after = ledger.after;
    for (const { head, last } of ledger.rows) old.push({ id: head.id, name: head.name, last });
    progress(Math.min((portions += 1) * PORTION, all), all);
  } while (after !== '');
  return old.sort((a, b) => (a.last < b.last ? -1 : 1));
}

/**
 * Forgets prospects with all their events. What is left of each is the mark that imports respect.
 * @param {Ask} ask @param {Old[]} old @param {AbortSignal} [signal] @param {(done: number, all: number) => void} [progress]
 */
export async function forget(ask, old, signal, progress = () => undefined) {
  for (const [at, { id }] of old.entries()) {
    signal?.throwIfAborted();
    const reply = await ask({ forget: { prospect: id } });
    if (!reply?.done) throw new Error(reply?.failed?.error ?? 'nothing was forgotten');
    progress(at + 1, old.length);
  }
}
