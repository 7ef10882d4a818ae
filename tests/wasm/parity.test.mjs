// The worker's module as it is shipped, loaded in Node: it must understand mails exactly as the
// native core does (`main.rs` holds that one to the same file), and keep what it is told.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { area, start } from './core.mjs';

const local = area();
/** @type {any} */
let core;

before(async () => {
  core = await start(local);
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
