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

/** The box of a line. @param {string} name */
const box = (name) => until(`the box of ${name}`, () => page.$(`input[aria-label="Choose ${name}"]`));

/** How many boxes of lines are ticked. */
const ticked = () => page.$$eval('tbody input:checked', (boxes) => boxes.length);

/** Waits until the ledger's row has that of it. @param {string} prospect @param {string} key @param {unknown} value */
const stored = (prospect, key, value) =>
  until(`${prospect}: ${key} ${value}`, async () => {
    const { ledger } = await all.session.ask(all.own, { panel: { ledger: { after: '', since: '' } } });
    return ledger.rows.find((/** @type {any} */ row) => row.head.id === prospect)[key] === value;
  });

test('lines are chosen by the box, by Shift for a range, all at once; Escape leaves them', async () => {
  await press(page, 'Prospect');
  await until('by name', async () => (await names()).join() === 'Alder Mills,Birch Foods,Cedar Line,Elm & Sons');
  await (await box('Birch Foods')).click();
  await says(page, /4 prospects; 1 chosen/);
  await page.keyboard.down('Shift');
  await (await box('Elm & Sons')).click();
  await page.keyboard.up('Shift');
  await says(page, /3 prospects chosen/);
  assert.equal(await ticked(), 3);
  await page.keyboard.press('Escape');
  await until('none', async () => (await ticked()) === 0);
  assert.equal(await page.$('.bulk'), null);
  const everybody = await until('the box of all', () => page.$('.choose-all'));
  await everybody.click();
  await until('all', async () => (await ticked()) === 4);
  const search = await until('the search', () => page.$('input[type="search"]'));
  await search.type('elm');
  await says(page, /4 prospects chosen, 3 not shown/);
  await search.evaluate((one) => {
    one.value = '';
    one.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
  await press(page, 'Choose none');
  await until('none', async () => (await ticked()) === 0);
});

/** @param {string} label @param {string} value types into a field of the bar */
async function fill(label, value) {
  const field = await until(label, async () => {
    for (const one of await page.$$('.bulk label')) {
      if ((await one.evaluate((label) => label.textContent ?? '')).startsWith(label)) return one.$('input, select');
    }
    return null;
  });
  await field.evaluate((one, value) => {
    const control = /** @type {HTMLInputElement} */ (one);
    control.value = value;
    control.dispatchEvent(new Event(control.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true }));
  }, value);
}

test('those that are chosen are snoozed together, and one undo takes all of it back', async () => {
  await stored('alder.test', 'waits', 'unanswered');
  await (await box('Alder Mills')).click();
  await (await box('Elm & Sons')).click();
  await press(page, 'Snooze');
  await until('the field has the keyboard', () => page.evaluate(() => document.activeElement?.getAttribute('type') === 'date'));
  await fill('Ask for no decision until', day(0));
  await press(page, 'Snooze them');
  await says(page, /Choose a day after today/);
  await fill('Ask for no decision until', day(30));
  await press(page, 'Snooze them');
  await says(page, /Quiet until .+: 2 prospects/);
  await stored('alder.test', 'waits', '');
  await stored('elm.test', 'waits', '');
  await until('the keyboard on the message', () => page.evaluate(() => document.activeElement?.closest('.toast') !== null));
  await press(page, 'Undo');
  await says(page, /Taken back: 2 prospects/);
  await stored('alder.test', 'waits', 'unanswered');
});

test('they are walked away from with one reason; what had ended is left as it was', async () => {
  for (const name of ['Alder Mills', 'Cedar Line', 'Elm & Sons']) await (await box(name)).click();
  await press(page, 'End their deals');
  await press(page, 'End these deals');
  await says(page, /Say why, in a few words/);
  await fill('Why?', 'nobody there has a budget');
  await press(page, 'End these deals');
  await says(page, /You walked away: 2 prospects; 1 left as it was/);
  await stored('elm.test', 'state', 'walked_away');
  await press(page, 'Undo');
  await stored('elm.test', 'state', 'open');
  await stored('cedar.test', 'state', 'walked_away');
});

test('a rule that is sent against again and again proposes its own loosening', async () => {
  for (let times = 0; times < 4; times += 1) {
    await change({ send_anyway: { prospect: 'alder.test', rules: ['second_request'], reason: '' } });
  }
  await says(page, /held 5 of your drafts, and you sent 5 of them anyway/);
  assert.deepEqual(await faults(page), []);
  await press(page, 'Only remind me');
  await until('taken over', async () => {
    const { practice } = await all.session.ask(all.own, { panel: { practice: {} } });
    return practice.settings.some((/** @type {any} */ one) => one.code === 'rule.second_request' && one.value === 'remind');
  });
  await until('it says no more', () => page.evaluate(() => !/sent 5 of them anyway/.test(document.body.innerText)));
  await change({ send_anyway: { prospect: 'alder.test', rules: ['past_the_close'], reason: '' } });
});

test('the charts have their figures as tables, and axe finds nothing', async () => {
  // A chart that has just changed is drawn anew, with its table folded.
  await until('drawings', () => page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
    return document.querySelectorAll('svg[role="img"]').length >= 4 && /Offering more when they have agreed\s+1\s+0\s+1/.test(document.body.innerText);
  }));
  await says(page, /Demo\s+1\s+2\s+0\s+3/);
  await says(page, /1 h 30 min/);
  // What is nothing draws nothing: a bar a kind that there is, and a part for each of its fates.
  const bars = await page.$$eval('svg[role="img"]', (all) => all.map((one) => [...one.querySelectorAll('rect')].map((bar) => Number(bar.getAttribute('width')))));
  assert.equal(bars[0]?.length, 3, 'two fates of demos, one of the quote');
  assert.equal(bars[1]?.length, 1, 'one span of days of five');
  assert.ok(bars.flat().every((wide) => wide > 0));
  assert.doesNotMatch(await page.$eval('table', (table) => table.innerText), /\d{4}-\d{2}-\d{2}/);
  assert.deepEqual(await faults(page), []);
  if (KIND === 'chromium') {
    await page.screenshot({ path: process.env.SHOT ?? '/dev/null', type: 'png', fullPage: true }).catch(() => undefined);
    await page.setViewport({ width: 320, height: 640 });
    assert.deepEqual(await misfits(page), []);
  }
  await page.close();
});
