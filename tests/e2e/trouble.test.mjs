// Storage that is damaged or from a newer version, and pages that cannot be read: the rep is told
// what to do, nothing is lost, and mail goes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as ledger from './lib/ledger.mjs';
import { control, press, says } from './lib/stage.mjs';
import { KIND, oneSession } from './lib/suite.mjs';
import { breakNext, inWorker, worker } from './lib/worker.mjs';

const all = oneSession();
const PROSPECT = 'dana@prospect.test';

/** @param {object} command */
const change = (command) => all.session.ask(all.own, { panel: { change: command } });

/** Everything that is stored. @returns {Promise<Record<string, any>>} */
const stored = () => ledger.stored(all.own);

/** @param {Record<string, any>} items */
const store = (items) => ledger.store(all.own, items);

const record = () => change({
  record: { prospect: PROSPECT, name: 'Prospect', asked_by: PROSPECT, asked_on: null, thread: '', fields: { kind: 'demo' } },
});

test('a damaged ledger is read, said and repaired', async () => {
  assert.ok((await record()).done);
  const before = await stored();
  await store({ 'p/prospect.test': 'damaged' });
  const refused = await change({ snooze: { prospect: 'prospect.test', days: 1 } });
  assert.match(refused.failed?.error, /damaged.*Repair/);
  // The popup reads no prospect before the tab in front has one: it meets this damage.
  await store({ summary: 'damaged' });
  const popup = await all.session.open('popup.html');
  await says(popup, /damaged/);
  await press(popup, 'Repair');
  await says(popup, /Repaired/);
  const after = await stored();
  for (const key of Object.keys(before).filter((key) => key !== 'summary')) assert.deepEqual(after[key], before[key], key);
  await popup.close();
});

test('what was read badly of somebody of whom nothing is stored is repaired too', async () => {
  const newcomer = { record: { prospect: 'mo@new.test', name: 'Mo', asked_by: '', asked_on: null, thread: '', fields: { kind: 'demo' } } };
  await inWorker(all.session, all.own, breakNext, 'garble');
  assert.match((await change(newcomer)).failed?.error, /damaged.*Repair/);
  assert.ok((await all.session.ask(all.own, { panel: { rebuild: {} } })).done);
  assert.ok((await change(newcomer)).done);
});

test('a ledger of a newer Askback is not written to', async () => {
  const { summary } = await stored();
  await store({ summary: { ...summary, schema: 99 } });
  const before = await stored();
  const refused = await record();
  assert.match(refused.failed?.error, /newer Askback/);
  const popup = await all.session.open('popup.html');
  await says(popup, /newer Askback/);
  assert.deepEqual(await stored(), before);
  await store({ summary });
  await popup.close();
});

test('a tab that cannot be read is said, and a request is written by hand', async () => {
  const popup = await all.session.open('popup.html');
  await says(popup, /cannot read this tab/i);
  const who = await control(popup, "Who asks? A mail address, or the company's domain", 'textbox');
  await who.type('jo@byhand.test');
  await popup.select('select', 'quote');
  await press(popup, 'Save request');
  await says(popup, /saved/i);
  const { prospect } = await all.session.ask(all.own, { panel: { prospect: { prospect: 'byhand.test' } } });
  assert.deepEqual(prospect.requests.map((/** @type {any} */ request) => request.kind), ['quote']);
  await popup.close();
});

/** A trap as the browser tells of one; the core gives no occasion for a real one. */
async function trapped() {
  const running = await worker(all.session);
  const before = await stored();
  // Asked and trapped in one go, so that the call is under way.
  const answer = record();
  await running.evaluate(() => {
    const error = new WebAssembly.RuntimeError('unreachable');
    self.dispatchEvent(new ErrorEvent('error', { error }));
  });
  assert.match((await answer).failed?.error ?? 'done before it', /started anew|done before it/);
  assert.ok((await record()).done, 'the new core works');
  const grown = Object.keys(await stored()).filter((key) => key.startsWith('e/') && !(key in before));
  assert.ok(grown.length <= 2, `${grown.length} new events for two changes`);
}

if (KIND === 'chromium') test('a core that trapped is replaced, and no change is made twice', trapped);
