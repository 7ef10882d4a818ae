// Old prospects: who would go is shown first; what is open, owed or young stays; what went does not
// come back from a file. Who is old is judged in `src/practice/retention.rs`, with its cases there.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from './lib/browser.mjs';
import * as ledger from './lib/ledger.mjs';
import { press, says } from './lib/stage.mjs';
import { oneSession } from './lib/suite.mjs';

const all = oneSession();
const DAY_MS = 86_400_000;

/** @param {object} request */
async function ask(request) {
  const reply = await all.session.ask(all.own, { panel: request });
  assert.ok(reply && !reply.failed, JSON.stringify(reply));
  return reply;
}

/** @param {string} prospect @param {boolean} ended @param {boolean} [owes] */
async function play(prospect, ended, owes = false) {
  const record = { prospect, name: prospect, asked_by: `dana@${prospect}`, asked_on: null, thread: '', fields: { kind: 'demo', words: `secret of ${prospect}` } };
  const { done } = await ask({ change: { record } });
  if (owes) await ask({ change: { commit: { prospect, commitment: null, owner: 'ours', what: 'send the papers', due: '2099-01-01', request: null } } });
  if (!ended) return;
  await ask({ change: { end: { prospect, request: done.event, how: 'withdrawn', reason: 'no need' } } });
  await ask({ change: { deal: { prospect, change: { end: { how: 'no', words: 'not this year', until: null } } } } });
}

/** @returns {Promise<string[]>} */
async function lines() {
  return (await ask({ export: { after: '' } })).exported.lines;
}

/** An event as it would be if it had happened so many days before. @param {string} line @param {number} days */
const before = (line, days) =>
  line
    .replace(/\b\d{13}\b/g, (ms) => String(Number(ms) - days * DAY_MS))
    .replace(/\b20[0-8]\d-\d\d-\d\d\b/g, (day) => new Date(Date.parse(day) - days * DAY_MS).toISOString().slice(0, 10));

/** @returns {Promise<string[]>} the prospects that are known */
const prospects = async () => Object.keys(await ledger.stored(all.own)).filter((key) => key.startsWith('p/')).map((key) => key.slice(2));

/** Whether a prospect of the list is among the events' texts. @param {string} words */
const holds = async (words) => JSON.stringify(await ledger.stored(all.own)).includes(words);

/** @type {string[]} */
let old = [];

test('only who has had nothing open for so long would go', async () => {
  await play('ended.test', true);
  await play('open.test', false);
  await play('owed.test', true, true);
  old = (await lines()).map((line) => before(line, 800));
  await ledger.replace(all.own, {});
  await ask({ import: { lines: old, write: true } });
  await play('young.test', true);
  const page = await all.session.open('data.html');
  await says(page, /Nobody is forgotten by itself/);
  const stored = await ledger.stored(all.own);
  await press(page, 'See who would go');
  await says(page, /1 prospect would be forgotten/);
  await says(page, /ended\.test \(ended\.test\), last 20/);
  assert.deepEqual(await ledger.stored(all.own), stored, 'looking changes nothing');
  await press(page, 'Forget them for good');
  await says(page, /1 prospect forgotten/);
  assert.deepEqual(await prospects(), ['open.test', 'owed.test', 'young.test']);
  assert.ok(!(await holds('ended.test')), 'no word of it is left');
  await page.close();
});

test('a file that still holds them does not bring them back', async () => {
  const { imported } = await ask({ import: { lines: old, write: true } });
  assert.ok(imported.erased > 0 && imported.fresh === 0, JSON.stringify(imported));
  assert.deepEqual(await prospects(), ['open.test', 'owed.test', 'young.test']);
});

test('each day from now on, by a number that is set', async () => {
  let page = await all.session.open('data.html');
  await press(page, 'See who would go');
  await says(page, /Nobody would be forgotten now/);
  await press(page, 'Do so each day from now on');
  await says(page, /Each day, whoever has had nothing open for 730 days is forgotten/);
  await page.close();
  page = await all.session.open('data.html');
  await says(page, /for 730 days is forgotten/);
  const { practice } = await ask({ practice: {} });
  assert.ok(!practice.file.includes('keep.days'), 'a file for colleagues makes nobody be forgotten');
  // What the worker does by itself once a day, asked for as it does at the browser's start.
  old = old.map((line) => line.replaceAll('ended.test', 'second.test').replace(/(\d{13})-[a-z0-9]{8}-(\d{6})/gi, '$1-zzzzzzzz-$2'));
  const fresh = old.filter((line) => line.includes('"second.test"'));
  await ask({ import: { lines: fresh, write: true } });
  assert.ok((await prospects()).includes('second.test'));
  await all.own.evaluate(() => chrome.storage.session.remove('kept'));
  await all.own.evaluate(() => chrome.alarms.create('now', { when: Date.now() }));
  await until('the old one to be forgotten', async () => !(await prospects()).includes('second.test'), 90_000);
  assert.ok((await prospects()).includes('young.test'));
  await press(page, 'Forget nobody by itself');
  await says(page, /Nobody is forgotten by itself/);
  await page.close();
});

test('the popup reminds of a backup when it is time, once, and can be told not to', async () => {
  const day = (/** @type {number} */ before, days = 30) => all.own.evaluate((at, days) => localStorage.setItem('askback-backup', JSON.stringify({ days, at, after: '' })), Date.now() - before * DAY_MS, days);
  const words = /Nothing was backed up for 30 days in which you recorded something/;
  /** What the popup says. @param {boolean} reminds */
  const popup = async (reminds) => {
    const page = await all.session.open('popup.html');
    if (reminds) await says(page, words);
    // It is asked for before the popup has said what it says.
    else assert.equal(await page.evaluate(async () => (await import(`${location.origin}/data/remind.js`)).isDue(Date.now())), false);
    return page;
  };
  await day(29);
  await (await popup(false)).close();
  await day(31);
  let page = await popup(true);
  await press(page, 'Later');
  await page.close();
  await (await popup(false)).close();
  await day(31);
  page = await popup(true);
  await press(page, 'Never remind me');
  await page.close();
  await (await popup(false)).close();
  // Nothing was recorded since: nothing to remind of.
  await all.own.evaluate((at) => localStorage.setItem('askback-backup', JSON.stringify({ days: 30, at, after: `e/${Date.now() + 1000}` })), Date.now() - 31 * DAY_MS);
  await (await popup(false)).close();
});
