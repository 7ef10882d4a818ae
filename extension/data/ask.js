// Asks the worker, portion by portion, so that a ledger of any size passes through little room.

const api = globalThis.browser ?? globalThis.chrome;

/** @typedef {import('../protocol.d.ts').PanelRequest} PanelRequest */
/** @typedef {import('../protocol.d.ts').ProspectView} ProspectView */
/** @typedef {import('../protocol.d.ts').ImportView} ImportView */
/** @typedef {(done: number, all: number) => void} Progress */

const NO_REPLY = "Askback's background part does not answer. Try again.";

/**
 * @param {PanelRequest} request
 * @param {boolean} [inStep] whether the folder of backups is brought in step by it
 * @returns {Promise<any>} its reply
 */
export async function ask(request, inStep = false) {
  const reply = await api.runtime.sendMessage({ panel: request, inStep });
  if (reply?.failed) throw new Error(reply.failed.error);
  if (!reply) throw new Error(NO_REPLY);
  return reply;
}

/**
 * The ledger's events in portions, each event a line of JSON.
 * @param {AbortSignal} signal @param {Progress} progress
 * @returns {AsyncGenerator<{ lines: string[], leftOut: number }>}
 */
export async function* events(signal, progress) {
  let [after, done, all] = ['', 0, 0];
  do {
    const { exported } = await ask({ export: { after } });
    signal.throwIfAborted();
    if (after === '') all = exported.total;
    after = exported.after;
    done += exported.lines.length + exported.left_out;
    progress(Math.min(done, all), all);
    yield { lines: exported.lines, leftOut: exported.left_out };
  } while (after !== '');
}

/**
 * The prospects' records in portions.
 * @param {AbortSignal} signal @param {Progress} progress
 * @returns {AsyncGenerator<ProspectView[]>}
 */
export async function* records(signal, progress) {
  let [after, done, all] = ['', 0, 0];
  do {
    const { records } = await ask({ records: { after } });
    signal.throwIfAborted();
    if (after === '') all = records.total;
    after = records.after;
    done += records.prospects.length;
    progress(Math.min(done, all), all);
    yield records.prospects;
  } while (after !== '');
}
