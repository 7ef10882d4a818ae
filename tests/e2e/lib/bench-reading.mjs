// Reading a thread of 50 KB in the worker's module as it is shipped, in Chromium, in a page of the
// extension with storage in memory: the whole request, from the message as JavaScript to the reply,
// less what a conversation of one word takes. What is left is the text: handed over and read.
import { RUNS, repeat } from './bench-subject.mjs';
import { median } from './bench-stats.mjs';
import { conversation, tiny } from './bench-text.mjs';

/**
 * @typedef {import('./bench-subject.mjs').Subject} Subject
 * @typedef {import('./bench-stats.mjs').Row} Row
 */

/** In the page: starts the module on storage of its own. */
async function startModule() {
  const area = () => {
    /** @type {Record<string, any>} */
    const items = {};
    const some = (/** @type {string[]} */ keys) => structuredClone(Object.fromEntries(keys.map((key) => [key, items[key]])));
    return {
      get: async (/** @type {string[]} */ keys) => some(keys.filter((key) => key in items)),
      range: async (/** @type {string} */ prefix) => some(Object.keys(items).filter((key) => key.startsWith(prefix))),
      set: async (/** @type {object} */ more) => void Object.assign(items, structuredClone(more)),
    };
  };
  const world = /** @type {any} */ (globalThis);
  const path = '/wasm/worker.js';
  world.core = await import(path);
  await world.core.default({ module_or_path: '/wasm/worker_bg.wasm' });
  const texts = '/wasm/texts.js';
  world.core.start(area(), area(), (await import(texts)).default);
}

/** In the page: the milliseconds of one reading. @param {object} conversation */
async function readOnce(conversation) {
  const { core } = /** @type {any} */ (globalThis);
  const start = performance.now();
  const reply = await core.page({ read: conversation }, 1, 'mail.google.com');
  const took = performance.now() - start;
  if (!reply.read) throw new Error(JSON.stringify(reply));
  return took;
}

/** @param {Subject} subject @returns {Promise<Row[]>} */
export async function measureReading(subject) {
  const page = await subject.session.open('inspect.html');
  await page.bringToFront();
  await page.evaluate(startModule);
  const mails = { quotes: conversation(50_000, 0.8), fresh: conversation(50_000, 0), tiny: tiny() };
  const first = await page.evaluate(readOnce, mails.quotes);
  const runs = await repeat('reading 50 KB in WASM', 2 * RUNS, async () => ({
    tiny: await page.evaluate(readOnce, mails.tiny),
    quotes: await page.evaluate(readOnce, mails.quotes),
    fresh: await page.evaluate(readOnce, mails.fresh),
  }));
  await page.close();
  const overhead = median(runs.map((run) => run.tiny));
  const limit = /** @type {const} */ ({ at: 'p95', most: 2 });
  const note = `the whole request less a one-word mail's ${overhead.toFixed(2)} ms; the first after a start took ${first.toFixed(1)} ms`;
  return [
    { what: 'reading a 50 KB thread in WASM, 4/5 quotes', limit, samples: runs.map((run) => run.quotes - overhead), note },
    { what: 'reading a 50 KB thread in WASM, all new', limit, samples: runs.map((run) => run.fresh - overhead) },
  ];
}
