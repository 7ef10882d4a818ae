// A team's files side by side: totals and prospects as the reps' own ledgers say them, nothing of it
// in the manager's ledger or left behind; files that are not ours, cut off, newer, or twice of one rep.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faults, misfits } from './lib/axe.mjs';
import { until } from './lib/browser.mjs';
import { TEAM, day, written } from './lib/exports.mjs';
import * as ledger from './lib/ledger.mjs';
import { control, press, says } from './lib/stage.mjs';
import { KIND, oneSession } from './lib/suite.mjs';

/** @typedef {import('puppeteer-core').Page} Page */

const all = oneSession();
/** @type {Record<string, string>} */
const texts = {};
/** Of Anna once more, a request later. */
let later = '';

/** Chooses files as a manager does, or drops them. @param {Page} page @param {Record<string, string>} files @param {boolean} [drop] */
const choose = (page, files, drop = false) =>
  page.evaluate(
    (files, drop) => {
      const chosen = new DataTransfer();
      for (const [name, text] of Object.entries(files)) chosen.items.add(new File([text], name));
      if (drop) return document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: chosen, bubbles: true, cancelable: true }));
      const field = /** @type {HTMLInputElement} */ (document.getElementById('files'));
      field.files = chosen.files;
      return field.dispatchEvent(new Event('change'));
    },
    files,
    drop,
  );

/** The lines of a table as they are shown; of a field its value. @param {Page} page @param {string} body */
const lines = (page, body) => page.$$eval(`#${body} > tr`, (rows) => rows.map((row) => [...row.children].map((cell) => cell.querySelector('input')?.value ?? cell.textContent)));

const open = () => all.session.open('team.html');

/** @param {Page} page @param {string} id @param {string} value */
const pick = (page, id, value) =>
  page.$eval(`#${id}`, (field, value) => {
    const select = /** @type {HTMLSelectElement} */ (field);
    const option = [...select.options].find(({ text }) => text === value);
    select.value = option?.value ?? 'none such';
    select.dispatchEvent(new Event('change'));
  }, value);

/** What a manager's browser keeps: the databases, the ledger, the session, the badge. */
async function kept() {
  const rest = await all.own.evaluate(async () => ({
    databases: (await indexedDB.databases()).map(({ name }) => name).sort(),
    session: await chrome.storage.session.get(null),
    local: await chrome.storage.local.get(null),
    page: { ...localStorage },
    badge: await chrome.action.getBadgeText({}),
    alarms: await chrome.alarms.getAll(),
  }));
  return { ...rest, ledger: await ledger.stored(all.own) };
}

test('the reps write their files, and the manager has a ledger of their own', async () => {
  for (const [name, play] of Object.entries(TEAM)) texts[`${name}.jsonl`] = await written(all.session, all.own, play);
  later = await written(all.session, all.own, async (rep) => {
    const events = (texts['anna.jsonl'] ?? '').split('\n').slice(1, -2);
    await rep.ask({ import: { lines: events, write: true } });
    await rep.record('new.test', 'demo', 1);
  });
  await ledger.replace(all.own, {});
  const reply = await all.session.ask(all.own, { panel: { change: { record: { prospect: 'mine.test', name: 'Mine', asked_by: '', asked_on: null, thread: '', fields: { kind: 'demo' } } } } });
  assert.ok(reply.done, JSON.stringify(reply));
});

test('two reps side by side, and nothing of them stays', async () => {
  const before = await kept();
  const page = await open();
  await says(page, /No file is open yet/);
  await choose(page, texts);
  await says(page, /2 files of 2 reps open\./);
  const now = new Date(day(0)).toLocaleDateString('en-GB', { dateStyle: 'medium' });
  const last = (/** @type {any[][]} */ rows) => rows.map(([name, , , ...figures]) => [name, ...figures.slice(0, 7)]);
  // Prospects, open requests, decisions, dark, given and not confirmed, won, not won.
  assert.deepEqual(last(await lines(page, 'reps')), [
    ['anna', '3', '3', '3', '1', '1', '1', '0'],
    ['ben', '2', '1', '0', '0', '0', '0', '1'],
  ]);
  assert.deepEqual(last(await lines(page, 'sum')), [['All', '5', '4', '3', '1', '1', '1', '1']]);
  const rows = await lines(page, 'rows');
  assert.deepEqual(rows.map(([name, rep, deal, waits, open, given]) => [name, rep, deal, waits, open, given]), [
    ['The acme.test people', 'anna', 'Open', 'They wait for the rep', '2', '1'],
    ['The bolt.test people', 'anna', 'Won', 'Check in', '', ''],
    ['The dark.test people', 'anna', 'Open', 'Gone dark', '1', ''],
    ['The acme.test people', 'ben', 'Open', '', '1', ''],
    ['The lost.test people', 'ben', 'Said no', '', '', ''],
  ]);
  assert.equal(rows[0]?.[8], now);
  assert.deepEqual(rows.filter((row) => row[7] === 'Dark').map((row) => row[0]), ['The dark.test people']);
  assert.ok(!(await page.evaluate(() => document.body.innerText)).includes('Mine'), 'the manager\'s own prospects are not among them');
  await page.close();
  const again = await open();
  await says(again, /No file is open yet/);
  await again.close();
  assert.deepEqual(await kept(), before);
});

test('searched, filtered, sorted, named and closed, by the keyboard too', async () => {
  const page = await open();
  await choose(page, texts, true);
  await says(page, /2 files of 2 reps open/);
  const names = async () => (await lines(page, 'rows')).map(([name, rep]) => `${rep}: ${/\S+\.test/.exec(name ?? '')}`);
  await (await control(page, 'Find a prospect by name', 'searchbox')).type('ACME');
  await says(page, /2 of 5 prospects/);
  await pick(page, 'rep', 'ben');
  assert.deepEqual(await names(), ['ben: acme.test']);
  await page.$eval('#find', (field) => {
    /** @type {HTMLInputElement} */ (field).value = '';
    field.dispatchEvent(new Event('input'));
  });
  await pick(page, 'rep', 'All reps');
  for (const [words, expected] of /** @type {[string, string[]][]} */ ([
    ['Need a decision', ['anna: acme.test', 'anna: bolt.test', 'anna: dark.test']],
    ['Gone dark', ['anna: dark.test']],
    ['Given, not confirmed', ['anna: acme.test']],
    ['Won', ['anna: bolt.test']],
    ['Lost', []],
  ])) {
    await pick(page, 'stands', words);
    assert.deepEqual(await names(), expected, words);
  }
  await says(page, /0 of 5 prospects/);
  await pick(page, 'stands', 'All');
  await (await control(page, 'Rep')).focus();
  await page.keyboard.press('Enter');
  assert.deepEqual((await names()).map((name) => name.slice(0, 4)), ['anna', 'anna', 'anna', 'ben:', 'ben:']);
  await page.keyboard.press('Enter');
  assert.deepEqual((await names()).map((name) => name.slice(0, 4)), ['ben:', 'ben:', 'anna', 'anna', 'anna']);
  assert.deepEqual(await page.$$eval('#heads > th', (heads) => heads.map((head) => head.getAttribute('aria-sort')).filter((sort) => sort !== 'none')), ['descending']);
  await (await control(page, 'Name of the rep of ben', 'textbox')).type(' of the north');
  assert.equal((await names())[0], 'ben of the north: lost.test');
  await press(page, 'Close anna');
  await says(page, /^2 prospects$/m);
  assert.deepEqual(await faults(page), []);
  await page.close();
});

test('two files of one rep are one rep, and nothing counts twice', async () => {
  const page = await open();
  await choose(page, { 'anna.jsonl': texts['anna.jsonl'] ?? '' });
  await says(page, /1 file of 1 rep open\./);
  await choose(page, { 'anna-later.jsonl': later, 'ben.jsonl': texts['ben.jsonl'] ?? '' });
  await says(page, /3 files of 2 reps open\. Files that hold the same entries are one rep; nothing counts twice/);
  const [anna] = (await lines(page, 'reps')).filter(([name]) => name === 'anna');
  assert.match(anna?.[1] ?? '', /\(2 files\)/);
  assert.deepEqual(anna?.slice(3, 5), ['4', '4'], 'her three prospects and the new one, each once');
  await page.close();
});

test('whom one of a rep\'s files says was erased is not shown from another', async () => {
  const page = await open();
  const [head = '', ...rest] = later.split('\n');
  const { erased } = await all.session.ask(all.own, { panel: { marks: { marks: [] } } });
  assert.deepEqual(erased.marks, [], 'the manager erased nobody');
  // The mark of `dark.test`, as a file of the folder of backups has it.
  const hash = [...Buffer.from('dark.test')].reduce((hash, byte) => ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn, 0xcbf29ce484222325n);
  const marked = JSON.stringify({ ...JSON.parse(head), erased: [`${hash.toString(16).padStart(16, '0')} ${Date.now() + 60_000}`] });
  await choose(page, { 'anna.jsonl': texts['anna.jsonl'] ?? '', 'askback-anna.jsonl': [marked, ...rest].join('\n') });
  await says(page, /2 files of 1 rep open/);
  const names = (await lines(page, 'rows')).map(([name]) => name);
  assert.ok(names.length === 3 && !names.some((name) => name?.includes('dark.test')), names.join());
  await page.close();
});

test('what is not ours is named with the line and the reason, and the others are open', async () => {
  const page = await open();
  const good = texts['ben.jsonl'] ?? '';
  const anna = (texts['anna.jsonl'] ?? '').split('\n');
  const locked = { askback: 'locked', version: 1, made: new Date(), cipher: 'AES-256-GCM', kdf: 'PBKDF2-SHA-256', rounds: 600_000, salt: 'AAAA', key: 'AAAA' };
  await choose(page, {
    'locked.jsonl': `${JSON.stringify(locked)}\nAAAA\nAAAA\n`,
    'empty.jsonl': '',
    'photo.png': '\u0089PNG\r\n\u001a\n\u0000\u0000',
    'newer.jsonl': good.replace('"version":1', '"version":2'),
    'cut.jsonl': good.slice(0, -40),
    'wrong.jsonl': anna.with(3, '{"hello":1}').join('\n'),
    'ben.jsonl': good,
  });
  await says(page, /1 file of 1 rep open/);
  const unread = await page.$$eval('#unread-files > li', (items) => items.map((item) => item.textContent ?? ''));
  const expected = [/^locked\.jsonl: The file is locked with a passphrase/, /^empty\.jsonl: Line 1 does not begin/, /^photo\.png: Line 1 does not begin/, /^newer\.jsonl: Line 1 says that a newer Askback/, /^cut\.jsonl: Line \d+ is not the last one.*cut off/, /^wrong\.jsonl: Line 4 is no event/];
  assert.equal(unread.length, expected.length, unread.join('\n'));
  for (const [at, words] of expected.entries()) assert.match(unread[at] ?? '', words);
  assert.deepEqual(await faults(page), []);
  // A forged copy beside the true one: the newer file stands.
  const [head = '', ...rest] = good.split('\n');
  const old = [head.replace(/"made":"[^"]*"/, '"made":"2020-01-01T00:00:00.000Z"'), ...rest].join('\n').replace('what they asked for', 'a bribe');
  await choose(page, { 'forged.jsonl': old });
  await says(page, /forged\.jsonl: Line \d+ names an event that is known already, but with other content/);
  await says(page, /1 file of 1 rep open/);
  await page.close();
});

test('a rep who wrote nothing down, and hostile names, are shown as they are', async () => {
  const page = await open();
  const empty = await written(all.session, all.own, async () => undefined);
  const evil = '<img src=x onerror="window.pwned=1">';
  const hostile = (texts['ben.jsonl'] ?? '').replaceAll('The lost.test people', JSON.stringify(evil).slice(1, -1));
  await choose(page, { 'nobody.jsonl': empty, [`${evil.replaceAll('/', '')}.jsonl`]: hostile });
  await says(page, /2 files of 2 reps open/);
  assert.deepEqual((await lines(page, 'reps'))[0]?.slice(0, 5), ['nobody', new Date().toLocaleDateString('en-GB', { dateStyle: 'medium' }), '', '0', '0']);
  assert.ok((await lines(page, 'rows')).some(([name]) => name === evil));
  assert.equal(await page.evaluate(() => /** @type {any} */ (window).pwned), undefined);
  await page.close();
});

test('hundreds of prospects a rep: a hundred lines at first, and what is under way can be cancelled', async () => {
  const page = await open();
  const device = 'bigbigbi';
  const [recorded] = (texts['ben.jsonl'] ?? '').split('\n').filter((line) => line.includes('"recorded"'));
  const one = JSON.parse(recorded ?? '{}');
  const events = Array.from({ length: 2_000 }, (_, at) => ({ ...one, id: `${one.id.slice(0, 13)}-${device}-${String(at).padStart(6, '0')}`, prospect: `prospect-${at % 400}.test` }));
  const text = [{ askback: 'ledger', version: 1, made: new Date() }, ...events, { askback: 'end', events: events.length }].map((line) => `${JSON.stringify(line)}\n`).join('');
  await page.evaluate(() => document.getElementById('files')?.addEventListener('change', () => document.getElementById('cancel')?.click(), { once: true }));
  await choose(page, { 'big.jsonl': text });
  await says(page, /Cancelled\./);
  await says(page, /No file is open yet/);
  await choose(page, { 'big.jsonl': text });
  await says(page, /1 file of 1 rep open/, 60_000);
  assert.equal((await lines(page, 'rows')).length, 100);
  await press(page, 'Show more (300 left)');
  assert.equal((await lines(page, 'rows')).length, 200);
  assert.deepEqual((await lines(page, 'reps'))[0]?.slice(3, 5), ['400', '2,000']);
  await page.close();
});

test('it is sound for assistive technology, and fits', async () => {
  const page = await open();
  assert.deepEqual(await faults(page), []);
  await choose(page, { ...texts, 'hello.txt': 'hello' });
  await says(page, /2 files of 2 reps open/);
  await until('the other file to be named', async () => (await page.$$('#unread-files > li')).length === 1);
  for (const scheme of KIND === 'chromium' ? ['light', 'dark'] : []) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    assert.deepEqual(await faults(page), [], scheme);
  }
  // A window of Firefox's is never narrower than 500 px.
  if (KIND === 'chromium') {
    await page.setViewport({ width: 320, height: 640 });
    assert.deepEqual(await misfits(page), []);
  }
  await page.close();
});
