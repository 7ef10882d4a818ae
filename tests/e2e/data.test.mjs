// "Your data": the ledger out and in again; tables and a calendar that others' programs read; files
// that are not ours refused with the line and the reason; and texts that wish us ill, in every field.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import ICAL from 'ical.js';
import { until } from './lib/browser.mjs';
import * as ledger from './lib/ledger.mjs';
import { PAYLOADS } from './lib/payloads.mjs';
import { press, says } from './lib/stage.mjs';
import { oneSession } from './lib/suite.mjs';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {Record<string, any>} Items */

const all = oneSession();
const PROSPECT = 'prospect.test';

/** @param {object} command @returns {Promise<string>} the event */
async function change(command) {
  const reply = await all.session.ask(all.own, { panel: { change: command } });
  assert.ok(reply.done, JSON.stringify(reply));
  return reply.done.event;
}

/** What the page makes of its files is kept in the page as well. @returns {Promise<Page>} */
async function openPage() {
  const page = await all.session.open('data.html');
  await page.evaluate(() => {
    const make = URL.createObjectURL;
    URL.createObjectURL = (file) => {
      Object.assign(window, { file });
      return make.call(URL, file);
    };
  });
  return page;
}

/** The file that a button writes. @param {Page} page @param {string} button @returns {Promise<string>} */
async function written(page, button) {
  await page.evaluate(() => Object.assign(window, { file: null }));
  await press(page, button);
  await says(page, /written\./);
  return page.evaluate(() => /** @type {any} */ (window).file.text());
}

/** Chooses a file as a rep does. @param {Page} page @param {string} text */
const choose = (page, text) =>
  page.evaluate((text) => {
    const field = /** @type {HTMLInputElement} */ (document.getElementById('file'));
    const chosen = new DataTransfer();
    chosen.items.add(new File([text], 'ledger.jsonl'));
    field.files = chosen.files;
    field.dispatchEvent(new Event('change'));
  }, text);

/** What does not differ between a ledger and its copy on another computer. @param {Items} items */
const known = (items) => Object.fromEntries(Object.entries(items).filter(([key]) => key !== 'settings' && key !== 'summary'));

const WHOLE = 'Whole ledger, to bring in again';

/** @type {string} */
let file = '';

test('the whole ledger goes out, and comes in to an empty one as it was', async () => {
  const request = await change({ record: { prospect: PROSPECT, name: 'Prospect, "Foods"', asked_by: 'Dana Field', asked_on: null, thread: '', fields: { kind: 'demo', purpose: 'see it; all of it', outcome: 'the CFO signs', date: '2027-01-15' } } });
  await change({ commit: { prospect: PROSPECT, commitment: null, owner: 'theirs', what: 'send the plan', due: '2027-02-01', request } });
  const done = await change({ commit: { prospect: 'other.test', commitment: null, owner: 'ours', what: 'call', due: '2027-02-02', request: null } });
  await change({ resolve: { prospect: 'other.test', commitment: done, how: 'kept', words: '' } });
  await change({ snooze: { prospect: 'sample.example', days: 3 } });
  const before = await ledger.stored(all.own);
  const page = await openPage();
  file = await written(page, WHOLE);
  const lines = file.split('\n').filter(Boolean);
  const events = Object.keys(before).filter((key) => key.startsWith('e/') && before[key].prospect !== 'sample.example');
  assert.equal(lines.length, events.length + 2);
  assert.ok(!file.includes('sample.example'));

  await ledger.replace(all.own, {});
  await choose(page, file);
  await says(page, new RegExp(`would add ${events.length} events about 2 prospects`));
  await says(page, /prospect\.test: .*a new prospect/);
  assert.deepEqual(known(await ledger.stored(all.own)), {}, 'nothing is changed before the rep says so');
  await press(page, 'Add it to the ledger');
  await says(page, new RegExp(`${events.length} events added`));
  const sample = (/** @type {string} */ key) => key.includes('sample.example') || before[key]?.prospect === 'sample.example';
  const expected = Object.fromEntries(Object.entries(known(before)).filter(([key]) => !sample(key)));
  assert.deepEqual(known(await ledger.stored(all.own)), expected);
  await choose(page, file);
  await says(page, /would add nothing\. \d+ events of it are here already/);
  assert.equal(await page.$eval('#add', (button) => /** @type {HTMLElement} */ (button).hidden), true);
  await page.close();
});

/** @param {(lines: string[]) => string[]} how @returns {string} the file, changed */
const changed = (how) => `${how(file.trim().split('\n')).join('\n')}\n`;
const LAST = -1;

/** What is wrong with a file, and what is said of it. @type {Record<string, [() => string, RegExp]>} */
const WRONG = {
  'an empty file': [() => '', /Line 1 does not begin an export/],
  'a picture': [() => '\u0089PNG\r\n\u001a\n\u0000\u0000', /Line 1 does not begin an export/],
  'a table': [() => 'name,mail\nDana,dana@prospect.test\n', /Line 1 does not begin an export/],
  'other JSON': [() => '{"__proto__":{"askback":"ledger"}}\n', /Line 1 does not begin an export/],
  'a newer form': [() => changed((lines) => [lines[0]?.replace('"version":1', '"version":2') ?? '', ...lines.slice(1)]), /Line 1 says that a newer Askback/],
  'a file that was cut off': [() => changed((lines) => lines.slice(0, LAST)), /Line \d+ is not the last one.*cut off/],
  'a lost line': [() => changed((lines) => lines.toSpliced(2, 1)), /says that there are \d+ events, but there are/],
  'a line that is no event': [() => changed((lines) => lines.with(3, '{"hello":1}')), /Line 4 is no event/],
  'a broken line': [() => changed((lines) => lines.with(2, lines[2]?.slice(0, 40) ?? '')), /Line 3 is not JSON/],
  'another kind of event': [() => changed((lines) => lines.with(1, lines[1]?.replace('recorded', 'deleted') ?? '')), /Line 2 is no event.*unknown variant/],
  'a forged event': [() => changed((lines) => lines.with(1, lines[1]?.replace('the CFO signs', 'they sign at once') ?? '')), /Line 2 names an event that is known already, but with other content/],
  'a date of no sale': [() => changed((lines) => lines.with(1, lines[1]?.replace('2027-01-15', '+99999-01-15').replace(/"id":"\d/, '"id":"0') ?? '')), /Line 2 holds a date/],
  'more after the end': [() => `${file}{}\n`, /comes after the end/],
  'a line without an end': [() => `${file.split('\n')[0]}\n${'x'.repeat(200_000)}`, /Line 2 is longer than any line/],
};

test('what is not ours is refused with the line and the reason, and changes nothing', async () => {
  const page = await openPage();
  const before = await ledger.stored(all.own);
  for (const [name, [text, said]] of Object.entries(WRONG)) {
    await choose(page, text());
    await says(page, said).catch((error) => assert.fail(`${name}: ${error}`));
    assert.equal(await page.$eval('#preview', (part) => /** @type {HTMLElement} */ (part).hidden), true, name);
  }
  assert.deepEqual(await ledger.stored(all.own), before);
  await page.close();
});

test('what is under way can be cancelled, and another beginning is a new one', async () => {
  const page = await openPage();
  await page.evaluate(() => {
    document.getElementById('ledger')?.click();
    document.getElementById('cancel')?.click();
  });
  await says(page, /Cancelled\./);
  assert.match(await written(page, WHOLE), /"askback":"end"/);
  await page.close();
});

test('a calendar program reads the dates', async () => {
  const page = await openPage();
  const text = await written(page, 'Dates as a calendar');
  const calendar = new ICAL.Component(ICAL.parse(text));
  const found = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
  const days = found.map((one) => `${one.startDate} ${one.summary}`).sort();
  assert.deepEqual(days, ['2027-01-15 Prospect, "Foods": agreed date of the Demo', '2027-02-01 Promised by Prospect, "Foods": send the plan']);
  await page.close();
});

test('a person is erased for good, and the file of before does not bring them back', async () => {
  const page = await openPage();
  const before = await written(page, WHOLE);
  assert.match(before, /Dana Field/);
  await page.type('#who', 'dana field');
  await press(page, 'See where they are named');
  await says(page, /\d events? of prospect\.test names? them/);
  assert.match(JSON.stringify(await ledger.stored(all.own)), /Dana Field/, 'looking changes nothing');
  await press(page, 'Erase them for good');
  await says(page, /Erased from \d events?/);
  assert.doesNotMatch(JSON.stringify(await ledger.stored(all.own)), /dana/i);
  await choose(page, before);
  await says(page, /would add nothing.*left out: you erased whom/s);
  await page.close();
});

/** In a page: whatever is typed or read may stand in each of these. @param {string[]} texts */
async function fillWith(texts) {
  for (const [number, text] of texts.entries()) {
    const prospect = `prospect${number}.test`;
    const fields = { kind: 'demo', words: text, purpose: text, outcome: text, otherwise: text, their_owner: text, our_owner: text, date: '2027-03-01' };
    const record = { prospect, name: text, asked_by: text, asked_on: null, thread: text, fields };
    const commit = { prospect, commitment: null, owner: 'theirs', what: `${text}!`, due: '2027-03-02', request: null };
    for (const change of [{ record }, { commit }]) {
      const reply = await chrome.runtime.sendMessage({ panel: { change } });
      if (!reply.done) throw new Error(`${number}: ${JSON.stringify(reply)}`);
    }
  }
}

/** A text as a cell of one line holds it. @param {string} text */
const plain = (text) => text.replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]+/gu, ' ').replace(/[\u202a-\u202e\u2066-\u2069]/gu, '').trim();

test('texts that wish us ill are shown and written as texts', async () => {
  assert.ok(PAYLOADS.length >= 500, `only ${PAYLOADS.length}`);
  await ledger.replace(all.own, {});
  await all.own.evaluate(fillWith, PAYLOADS);
  const stored = Object.values(await ledger.stored(all.own)).filter((one) => one?.what?.recorded);
  assert.equal(stored.length, PAYLOADS.length);

  const page = await openPage();
  const again = await written(page, WHOLE);
  /** @type {Record<string, string>[]} */
  const requests = parse(await written(page, 'Requests as a table'), { bom: true, columns: true });
  assert.equal(requests.length, PAYLOADS.length);
  const byProspect = new Map(requests.map((row) => [row.prospect, row]));
  for (const [number] of PAYLOADS.entries()) {
    const row = byProspect.get(`prospect${number}.test`) ?? assert.fail(`no row of payload ${number}`);
    for (const [name, value] of Object.entries(row)) assert.doesNotMatch(String(value), /^[\s\p{Cf}]*[=+\-@|%＝＋－＠]/u, `${name} of payload ${number}`);
  }
  // A text is what it was, but for the sign that defuses it.
  const first = stored.find((one) => one.prospect === 'prospect1.test').what.recorded.patch.purpose;
  assert.equal(byProspect.get('prospect1.test')?.purpose, plain(first));

  for (const button of ['Deals as a table', 'Commitments as a table']) {
    const rows = parse(await written(page, button), { bom: true });
    assert.ok(rows.length > 500, `${button}: ${rows.length} rows`);
    for (const value of rows.flat()) assert.doesNotMatch(value, /^[\s\p{Cf}]*[=+\-@|%＝＋－＠]/u, button);
  }
  const calendar = new ICAL.Component(ICAL.parse(await written(page, 'Dates as a calendar')));
  const kinds = new Set(calendar.getAllSubcomponents().map((one) => one.name));
  assert.deepEqual([...kinds], ['vevent'], 'no text became a part of its own');
  for (const one of calendar.getAllSubcomponents('vevent')) assert.equal(one.getAllSubcomponents().length + one.getAllProperties('attach').length, 0);

  const before = known(await ledger.stored(all.own));
  await ledger.replace(all.own, {});
  await choose(page, again);
  await press(page, 'Add it to the ledger');
  await says(page, /events added/, 60_000);
  assert.deepEqual(known(await ledger.stored(all.own)), before, 'each text came back as it was');
  await page.close();
});

/** Whether anything of a text became more than text. */
const harmed = () => ({
  ran: 'pwned' in window,
  polluted: 'pwned' in {},
  strangers: [...document.querySelectorAll('script:not([src]), iframe, object, embed, base, meta[http-equiv=refresh], [onerror], [onload], [onfocus], [ontoggle], a[href^="javascript" i], marquee, video, form[action]')].map((one) => one.outerHTML),
});

test('the screens show them, and nothing runs or stands out of its place', async () => {
  const pages = ['popup.html', 'data.html', ...PAYLOADS.map((_, number) => number).filter((number) => number % 10 === 0).map((number) => `panel.html?prospect=prospect${number}.test`)];
  const page = await all.session.open('popup.html');
  for (const path of pages) {
    await all.session.own.goto(page, `${all.session.base}/${path}`);
    await until(path, () => page.evaluate(() => document.body.innerText.trim().length > 40));
    assert.deepEqual(await page.evaluate(harmed), { ran: false, polluted: false, strangers: [] }, path);
  }
  await page.close();
});
