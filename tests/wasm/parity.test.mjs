// The worker's module as it is shipped, loaded in Node: it must understand mails exactly as the
// native core does (`main.rs` holds that one to the same file), and keep what it is told.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { unpacked } from '../e2e/lib/find.mjs';

/** As much of `extension/storage.js` as the worker needs, in memory. */
function area() {
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
    set: async (/** @type {object} */ more, /** @type {string[]} */ gone) => {
      Object.assign(items, structuredClone(more));
      for (const key of gone) delete items[key];
    },
  };
}

const nothing = async () => {};
const local = area();
/** @type {any} */
let core;

before(async () => {
  Object.assign(globalThis, {
    chrome: {
      alarms: { create: nothing, clear: nothing },
      action: { setBadgeText: nothing, setBadgeBackgroundColor: nothing, setBadgeTextColor: nothing, setTitle: nothing },
    },
  });
  const dir = join(unpacked('chromium'), 'wasm');
  // Node takes the script for a module only when its text says so; it stays where it was built.
  const script = readFileSync(join(dir, 'worker.js'), 'utf8');
  core = await import(`data:text/javascript;base64,${Buffer.from(script).toString('base64')}`);
  core.initSync({ module: readFileSync(join(dir, 'worker_bg.wasm')) });
  const texts = JSON.parse(readFileSync(join(dir, 'texts.js'), 'utf8').replace(/^export default |;\n$/g, ''));
  core.start(local, area(), texts);
});

/** @param {string} text */
const conversation = (text) => ({
  site: 'gmail', view: 'none', thread_id: null, subject: null, own_email: null, older_hidden: 0, composes: [], rows: null, ui_lang: null, missing: [], found_by: {},
  messages: [{ id: null, open: true, from: { name: null, email: null }, to: null, to_complete: null, date_ms: null, date_text: null, complete: true, body: [{ kind: 'text', text }], attachments: null }],
});

const mails = JSON.parse(readFileSync(new URL('mails.json', import.meta.url), 'utf8'));
const golden = JSON.parse(readFileSync(new URL('golden.json', import.meta.url), 'utf8'));

for (const [index, { about, text }] of mails.entries()) {
  test(`a mail is understood as natively: ${about}`, async () => {
    const reply = await core.panel({ inspect: conversation(text) }, -1, []);
    assert.deepEqual(reply.inspect, golden[index]);
  });
}

test('a record is kept in one writing, and read back', async () => {
  const command = { record: { prospect: 'mara@prospect.test', name: 'Prospect', asked_by: '', asked_on: null, thread: '', fields: { kind: 'demo', words: 'Could we see it?' } } };
  const reply = await core.panel({ change: command }, -1, []);
  assert.ok(reply.done, JSON.stringify(reply));
  assert.ok(Object.keys(local.items).length > 0);
  const found = await core.panel({ prospect: { prospect: reply.done.prospect } }, -1, []);
  assert.equal(found.prospect.requests.length, 1);
});
