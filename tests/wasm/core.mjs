// The worker's module as it is shipped, started in Node over stores in memory.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unpacked } from '../e2e/lib/find.mjs';

/** As much of `extension/storage.js` as the worker needs, in memory. */
export function area() {
  /** @type {Record<string, any>} */
  const items = {};
  const some = (/** @type {string[]} */ keys) => structuredClone(Object.fromEntries(keys.map((key) => [key, items[key]])));
  return {
    items,
    get: async (/** @type {string[]} */ keys) => some(keys.filter((key) => key in items)),
    range: async (/** @type {string} */ prefix, /** @type {string} */ after, /** @type {number} */ most) => {
      const keys = Object.keys(items).sort();
      return some(keys.filter((key) => key.startsWith(prefix) && key > after).slice(0, most));
    },
    count: async (/** @type {string} */ prefix) => Object.keys(items).filter((key) => key.startsWith(prefix)).length,
    set: async (/** @type {object} */ more, /** @type {string[]} */ gone) => {
      Object.assign(items, structuredClone(more));
      for (const key of gone) delete items[key];
    },
  };
}

const nothing = async () => {};
let started = 0;

/** A core of its own. @param {ReturnType<typeof area>} ledger @returns {Promise<any>} what the module exports */
export async function start(ledger) {
  Object.assign(globalThis, {
    chrome: {
      alarms: { create: nothing, clear: nothing },
      action: { setBadgeText: nothing, setBadgeBackgroundColor: nothing, setBadgeTextColor: nothing, setTitle: nothing },
    },
  });
  const dir = join(unpacked('chromium'), 'wasm');
  // Node takes the script for a module only when its text says so; it stays where it was built. Each
  // text is a module by itself.
  const script = `${readFileSync(join(dir, 'worker.js'), 'utf8')}//${(started += 1)}`;
  const core = await import(`data:text/javascript;base64,${Buffer.from(script).toString('base64')}`);
  core.initSync({ module: readFileSync(join(dir, 'worker_bg.wasm')) });
  const texts = JSON.parse(readFileSync(join(dir, 'texts.js'), 'utf8').replace(/^export default |;\n$/g, ''));
  core.start(ledger, area(), texts);
  return core;
}
