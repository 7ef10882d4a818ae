// A ledger of the first Askback, which kept it in `chrome.storage.local`: it is moved over once,
// wherever the move is broken off, with nothing lost and nothing twice. And a database that is
// deleted, or of a newer Askback.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { until } from './lib/browser.mjs';
import { replace, stored } from './lib/ledger.mjs';
import { oneSession } from './lib/suite.mjs';
import { kill } from './lib/worker.mjs';

const all = oneSession();

/** As it was stored under schema 1. */
const EVENT = {
  id: '1790000000000-abcdefgh-000001', prospect: 'prospect.test', deal: 0, at_ms: 1_790_000_000_000, day: '2026-09-21',
  what: {
    recorded: {
      asked_by: 'dana@prospect.test', name: 'Prospect', asked_on: '2026-09-20', thread: 't1',
      patch: { kind: 'demo', words: 'Could we see it?', purpose: 'To see the export' },
    },
  },
};
const ENTRY = { name: 'Prospect', need: 'unanswered', since: '2026-09-20', request: EVENT.id, kind: 'demo' };
const SUMMARY = { device: 'abcdefgh', counter: 1, last_ms: 1_790_000_000_000, sample_days: 0, samples: [] };
const DAYS = { '2026-09-20': 1 };
const SETTINGS = { own_emails: ['rep@acme.test'], own_domains: [], mode: 'strict', badge: true };
const INDEX = { events: [EVENT.id], page: '2026-09-20' };
const OLD = {
  [`e/${EVENT.id}`]: EVENT, 'p/prospect.test': INDEX, 'a/2026-09-20': { 'prospect.test': ENTRY },
  summary: { schema: 1, ...SUMMARY, days: DAYS }, settings: SETTINGS,
};
/** Under schema 2. */
const SECOND = {
  [`e/${EVENT.id}`]: EVENT, 'p/prospect.test': INDEX, 'a/2026-09-20/prospect.test': ENTRY,
  summary: { schema: 2, ...SUMMARY, days: DAYS }, settings: SETTINGS,
};
/** Under schema 3: the day is the 20,716th after 1970-01-01. */
const NEW = {
  [`e/${EVENT.id}`]: EVENT, 'p/prospect.test': INDEX, 'a/2026-09-20/prospect.test': ENTRY,
  summary: { schema: 3, ...SUMMARY, days: '20716:1' }, settings: SETTINGS,
};

const local = () => all.own.evaluate(() => chrome.storage.local.get(null));
/** @param {object} items */
const setLocal = (items) => all.own.evaluate((items) => chrome.storage.local.clear().then(() => chrome.storage.local.set(items)), items);

/** The moved ledger, read by the worker and as it is stored. */
async function isMoved() {
  const reply = await all.session.ask(all.own, { panel: { prospect: { prospect: 'prospect.test' } } });
  const [request] = reply.prospect.requests;
  assert.equal(request.fields.purpose, 'To see the export');
  const popup = await all.session.ask(all.own, { panel: { popup: { tab: null, url: '' } } });
  assert.deepEqual(popup.popup.decisions.map((/** @type {any} */ { prospect }) => prospect.id), ['prospect.test']);
  assert.deepEqual(await local(), {}, 'nothing is left behind');
  assert.deepEqual(await stored(all.own), NEW);
}

beforeEach(() => setLocal({}));

/** Where the move may have been broken off: what is in the old place, what in the new one. @type {[string, object, object, 'copied' | 'done' | null][]} */
const BROKEN_OFF = [
  ['before it began', OLD, {}, null],
  ['after the copy', OLD, OLD, 'copied'],
  ['after some were removed', { summary: OLD.summary }, OLD, 'copied'],
  ['before it was noted', {}, OLD, 'copied'],
];
for (const [when, old, copied, moved] of BROKEN_OFF) {
  test(`a move that was broken off ${when} is finished`, async () => {
    await setLocal(old);
    await replace(all.own, copied, moved);
    await isMoved();
  });
}

test('a ledger of the second form is brought to the third', async () => {
  await replace(all.own, SECOND);
  await isMoved();
});

test('what is left in the old place does not come back', async () => {
  await replace(all.own, NEW);
  await setLocal(OLD);
  const forgotten = await all.session.ask(all.own, { panel: { forget: { prospect: 'prospect.test' } } });
  assert.ok(forgotten.done, JSON.stringify(forgotten));
  await replace(all.own, await stored(all.own));
  const left = Object.keys(await stored(all.own)).filter((key) => !key.startsWith('x/'));
  assert.deepEqual(left.sort(), ['settings', 'summary'], 'but for the mark of who was forgotten');
  assert.deepEqual((await all.session.ask(all.own, { panel: { prospect: { prospect: 'prospect.test' } } })).prospect, null);
});

test('a database that was deleted is made anew, and what was in it is not believed', async () => {
  await replace(all.own, NEW);
  assert.ok((await all.session.ask(all.own, { panel: { prospect: { prospect: 'prospect.test' } } })).prospect);
  await all.own.evaluate(() => new Promise((resolve) => Object.assign(indexedDB.deleteDatabase('askback'), { onsuccess: resolve })));
  assert.deepEqual((await all.session.ask(all.own, { panel: { prospect: { prospect: 'prospect.test' } } })).prospect, null);
  const record = { prospect: 'dana@prospect.test', name: 'Prospect', asked_by: 'dana@prospect.test', asked_on: null, thread: '', fields: { kind: 'demo' } };
  assert.ok((await all.session.ask(all.own, { panel: { change: { record } } })).done);
  assert.equal((await stored(all.own)).summary.schema, 3);
});

test('a database of a newer form is read, and not written', async () => {
  await replace(all.own, NEW);
  await all.own.evaluate(() => new Promise((resolve, reject) => {
    const request = indexedDB.open('askback', 9);
    Object.assign(request, { onsuccess: () => resolve(request.result.close()), onerror: () => reject(request.error) });
  }));
  assert.ok((await all.session.ask(all.own, { panel: { prospect: { prospect: 'prospect.test' } } })).prospect);
  const refused = await all.session.ask(all.own, { panel: { change: { snooze: { prospect: 'prospect.test', days: 2 } } } });
  assert.match(refused.failed?.error, /newer Askback.*Update/);
  assert.deepEqual(await stored(all.own), NEW);
  await replace(all.own, {});
});

test('a worker that is ended again and again while it moves loses nothing', async () => {
  await setLocal(OLD);
  await kill(all.session);
  await replace(all.own, {}, null);
  for (const delay of [0, 1, 2, 4, 8, 16, 24, 32, 40, 48, 56, 64]) {
    await all.own.evaluate(() => void chrome.runtime.sendMessage({ panel: { settings: {} } }).catch(() => undefined));
    await new Promise((done) => setTimeout(done, delay));
    await kill(all.session);
  }
  await until('the moved ledger', () => isMoved().then(() => true));
});
