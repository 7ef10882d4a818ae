// Prospects of whom nothing is open any more and nothing has happened for so many days: who they
// are, and forgetting them. The worker does it once a day when the rep set a number, the page when
// it is told to.

/** @typedef {import('../protocol.d.ts').PanelRequest} PanelRequest */
/** @typedef {import('../protocol.d.ts').LedgerRow} LedgerRow */
/** @typedef {(request: PanelRequest) => Promise<any>} Ask */
/** @typedef {{ id: string, name: string, last: string }} Old */

/** The setting: after so many days; 0 for never. */
export const CODE = 'keep.days';

const DAY_MS = 86_400_000;
/** A clock that was set years ahead must cost nothing: it counts this far past the ledger's last day. */
const AHEAD_DAYS = 31;
/** The states in which a deal is open, or comes back by itself. */
const ON = new Set(['open', 'agreed', 'not_now']);

/** @param {Ask} ask @returns {Promise<number>} the days that are set; 0 for never */
export async function daysSet(ask) {
  const { practice } = await ask({ practice: {} });
  const setting = practice.settings.find((/** @type {{ code: string }} */ one) => one.code === CODE);
  return Number(setting?.value ?? 0) || 0;
}

/**
 * @param {Ask} ask @param {number} days @param {Date} now
 * @param {(done: number, all: number) => void} progress
 * @returns {Promise<Old[]>} the longest ago first
 */
export async function oldOnes(ask, days, now, progress = () => undefined) {
  if (days < 1) return [];
  /** @type {LedgerRow[]} */
  const rows = [];
  let [after, all, newest] = ['', 0, ''];
  do {
    const { ledger } = await ask({ ledger: { after, since: '' } });
    if (after === '') all = ledger.total;
    after = ledger.after;
    for (const row of ledger.rows) {
      newest = row.last > newest ? row.last : newest;
      if (!row.head.sample && row.open === 0 && row.waits === '' && !ON.has(row.state)) rows.push(row);
    }
    progress(rows.length, all);
  } while (after !== '');
  const until = Math.min(now.getTime(), Date.parse(newest) + AHEAD_DAYS * DAY_MS) - days * DAY_MS;
  /** @type {Old[]} */
  const old = [];
  for (const { head, last } of rows) {
    if (last && Date.parse(last) < until && !(await owes(ask, head.id))) old.push({ id: head.id, name: head.name, last });
  }
  return old.sort((a, b) => (a.last < b.last ? -1 : 1));
}

/**
 * Whether either side still owes something: a commitment, a promised result, a check-in.
 * @param {Ask} ask @param {string} prospect
 */
async function owes(ask, prospect) {
  const { prospect: view } = /** @type {{ prospect: import('../protocol.d.ts').ProspectView | null }} */ (await ask({ prospect: { prospect } }));
  if (!view) return true;
  const { commitments, deal } = view;
  return commitments.some(({ state }) => state === 'open' || state === 'overdue') || deal.promises.some(({ state }) => state === 'open') || deal.check_in !== null;
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
