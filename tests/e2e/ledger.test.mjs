// The page of all prospects and deals: searched, filtered, sorted; its charts have their figures as tables.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faults, misfits } from './lib/axe.mjs';
import { until } from './lib/browser.mjs';
import { press, says } from './lib/stage.mjs';
import { KIND, oneSession } from './lib/suite.mjs';

/** @typedef {import('puppeteer-core').Page} Page */

const all = oneSession();

/** @param {object} command */
async function change(command) {
  const reply = await all.session.ask(all.own, { panel: { change: command } });
  assert.ok(reply.done, JSON.stringify(reply));
  return reply.done.event;
}

/** @param {number} days from today */
const day = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** @type {Page} */
let page;

/** The names in the lines that are shown. */
const names = () => page.$$eval('tbody th a', (links) => links.map((link) => link.textContent));

test('every prospect stands in a line, whoever needs a decision first', async () => {
  for (const [prospect, name] of [['alder.test', 'Alder Mills'], ['birch.test', 'Birch Foods'], ['cedar.test', 'Cedar Line']]) {
    await change({ record: { prospect, name, asked_by: '', asked_on: day(-9), thread: '', fields: { kind: 'demo', purpose: 'see it', outcome: 'they order', evidence: 'said' } } });
  }
  const { prospect } = await all.session.ask(all.own, { panel: { prospect: { prospect: 'birch.test' } } });
  const request = prospect.requests[0].id;
  await change({ deliver: { prospect: 'birch.test', request, on: day(-3), what: '', cost: { minutes: 90, cents: 0 } } });
  await change({ answer: { prospect: 'birch.test', request, answer: 'yes', words: '' } });
  await change({ deal: { prospect: 'cedar.test', change: { end: { how: 'walked_away', words: 'no answer', until: null } } } });
  await change({ send_anyway: { prospect: 'alder.test', rules: ['second_request'], reason: '' } });
  page = await all.session.open('ledger.html');
  await says(page, /3 prospects/);
  assert.deepEqual(await names(), ['Alder Mills', 'Birch Foods', 'Cedar Line']);
  await says(page, /They wait for you/);
});

test('it is searched, filtered and sorted', async () => {
  const search = await until('the search', () => page.$('input[type="search"]'));
  await search.type('birch');
  await until('one', async () => (await names()).join() === 'Birch Foods');
  await says(page, /1 of 3 prospects/);
  await search.evaluate((one) => {
    one.value = '';
    one.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
  await page.select('.tools select', 'walked_away');
  await until('the one walked away from', async () => (await names()).join() === 'Cedar Line');
  await page.select('.tools select', '');
  await press(page, 'Prospect');
  await press(page, 'Prospect');
  await until('backward', async () => (await names()).join() === 'Cedar Line,Birch Foods,Alder Mills');
  await press(page, 'Hours');
  await until('the longest first', async () => (await names())[0] === 'Birch Foods');
  assert.equal(await page.$$eval('th[aria-sort="ascending"]', (heads) => heads.length), 1);
});

test('what changes elsewhere is shown', async () => {
  await change({ record: { prospect: 'elm.test', name: 'Elm & Sons', asked_by: '', asked_on: null, thread: '', fields: { kind: 'quote' } } });
  await says(page, /4 prospects/);
});

test('the charts have their figures as tables, and axe finds nothing', async () => {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  await until('drawings', () => page.$$eval('svg[role="img"]', (all) => all.length >= 4));
  await says(page, /3: 1 confirmed, 0 ended/);
  await says(page, /1 h 30 min/);
  await says(page, /second request/);
  assert.deepEqual(await faults(page), []);
  if (KIND === 'chromium') {
    await page.screenshot({ path: process.env.SHOT ?? '/dev/null', type: 'png', fullPage: true }).catch(() => undefined);
    await page.setViewport({ width: 320, height: 640 });
    assert.deepEqual(await misfits(page), []);
  }
  await page.close();
});
