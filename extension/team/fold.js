// A worker of the team page: folds one rep's files to prospects, in a core of its own over a store in
// memory. The page ends it when it has said what is in them. It has no
// `chrome`, so what the core wants of the toolbar goes nowhere.
import texts from '../wasm/texts.js';
import init, * as core from '../wasm/worker.js';
import { Wrong, marksOf, portions } from '../data/file.js';
import { Memory } from './memory.js';

/** @typedef {import('../protocol.d.ts').PanelRequest} PanelRequest */
/** @typedef {{ files: File[], values: [string, string][] }} Job the files, the newest first; the numbers to judge by */

const PORTION = 1000;

/** @param {PanelRequest} request @returns {Promise<any>} */
async function ask(request) {
  const reply = /** @type {any} */ (await core.panel(request, -1, []));
  if (reply.failed) throw new Error(reply.failed.error);
  return reply;
}

/** Takes a file in; at its first wrong line nothing of all files is of use. @param {File} file @param {number} before */
async function takeIn(file, before) {
  const { signal } = new AbortController();
  for await (const { first, lines } of portions(file, PORTION, signal, (read) => postMessage({ read: before + read }))) {
    const { imported } = await ask({ import: { lines, write: true } });
    if (imported.wrong) throw new Wrong(first + imported.wrong[0], imported.wrong[1]);
  }
}

async function tell() {
  let after = '';
  do {
    const { ledger } = await ask({ ledger: { after, since: '', old: 0 } });
    after = ledger.after;
    postMessage({ rows: ledger.rows });
  } while (after !== '');
  postMessage({ done: true });
}

/** @param {Job} job */
async function fold({ files, values }) {
  await init({ module_or_path: new URL('../wasm/worker_bg.wasm', import.meta.url) });
  core.start(new Memory(), new Memory(), texts);
  if (values.length > 0) await ask({ save_practice: { values } });
  // Whom one of the files says was erased is not shown from another.
  for (const file of files) await ask({ marks: { marks: await marksOf(file) } });
  let before = 0;
  for (const [at, file] of files.entries()) {
    try {
      await takeIn(file, before);
    } catch (error) {
      postMessage({ wrong: { at, text: error instanceof Error ? error.message : String(error) } });
      return;
    }
    before += file.size;
  }
  await tell();
}

self.addEventListener('message', ({ data }) => {
  fold(data).catch((error) => postMessage({ wrong: { at: -1, text: String(error) } }));
});
