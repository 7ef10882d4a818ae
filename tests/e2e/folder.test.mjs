// The folder of backups: two browsers that both write to it end with the same ledger, whatever the
// order in which the files travel; a file that is half there is left; a lost ledger comes back.
//
// The browser's own window for choosing a folder cannot be pressed by a driver. In its place the page
// is given a folder of the browser's own (the origin-private file system), which goes the same way
// through the same code. Each browser has one, and the test carries files between the two as a file
// service does.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, until } from './lib/browser.mjs';
import * as ledger from './lib/ledger.mjs';
import { PASSPHRASE, settled, wish } from './lib/lock.mjs';
import { press, says } from './lib/stage.mjs';
import { KIND } from './lib/suite.mjs';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {{ session: import('./lib/browser.mjs').Session, own: Page, page: Page }} Desk */
/** @typedef {Record<string, any>} Items */

/** @type {Desk[]} */
const desks = [];
const desk = (/** @type {number} */ at) => desks[at] ?? assert.fail('no browser');

/** @param {import('./lib/browser.mjs').Session} session */
async function openPage(session) {
  const page = await session.open('data.html');
  await page.bringToFront();
  await page.evaluate(() => {
    Object.assign(window, { showDirectoryPicker: async () => (await navigator.storage.getDirectory()).getDirectoryHandle('shared', { create: true }) });
    // What only a browser without the window says.
    for (const [id, hidden] of /** @type {const} */ ([['folder-part', false], ['no-picker', true]])) {
      const part = document.getElementById(id);
      if (part) part.hidden = hidden;
    }
  });
  return page;
}

before(async () => {
  for (let at = 0; at < 2; at += 1) {
    const session = await launch({ kind: KIND });
    desks.push({ session, own: await session.open('card.html'), page: await openPage(session) });
  }
});
after(async () => {
  for (const { session } of desks) await session.close();
});

/** @param {Desk} at @param {object} request */
async function ask({ session, own }, request) {
  const reply = await session.ask(own, { panel: request });
  assert.ok(reply && !reply.failed, JSON.stringify(reply));
  return reply;
}

let number = 0;
/** @param {Desk} at @param {string} prospect @param {string} [who] */
const record = (at, prospect, who = '') => ask(at, { change: { record: { prospect, name: prospect, asked_by: who, asked_on: null, thread: '', fields: { kind: 'demo', purpose: `purpose ${(number += 1)}` } } } });

/** The files in the folder. @param {Page} page @returns {Promise<Record<string, string>>} */
const files = (page) =>
  page.evaluate(async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('shared', { create: true });
    /** @type {Record<string, string>} */
    const found = {};
    for await (const [name, entry] of /** @type {any} */ (folder).entries()) found[name] = await (await entry.getFile()).text();
    return found;
  });

/** @param {Page} page @param {string} name @param {string} text */
const put = (page, name, text) =>
  page.evaluate(
    async (name, text) => {
      const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('shared', { create: true });
      const file = await (await folder.getFileHandle(name, { create: true })).createWritable();
      await file.write(text);
      await file.close();
    },
    name,
    text,
  );

/** @param {Desk} at @returns {Promise<string>} the file that this browser writes */
const nameOf = async (at) => `askback-${(await ask(at, { export: { after: '' } })).exported.device}.jsonl`;

/** Carries what one browser wrote to the other, as a file service does. @param {Desk} from @param {Desk} to */
async function carry(from, to) {
  const name = await nameOf(from);
  const text = (await files(from.page))[name];
  if (text !== undefined && (await files(to.page))[name] !== text) await put(to.page, name, text);
}

/** @param {Desk} at */
async function inStep({ page }) {
  // What was said before must not be taken for what is said now.
  await page.$eval('#said', (said) => (said.textContent = ''));
  await press(page, 'Bring in step');
  await says(page, /In step: \d+ events? taken in/);
}

/** What does not differ between two computers. @param {Desk} at @returns {Promise<Items>} */
async function known({ own }) {
  const all = Object.entries(await ledger.stored(own));
  return Object.fromEntries(all.filter(([key]) => key !== 'settings' && key !== 'summary'));
}

test('two browsers on one folder end with the same ledger', async () => {
  const [a, b] = [desk(0), desk(1)];
  await record(a, 'mill.test', 'Mara Lind');
  await record(b, 'dock.test');
  for (const at of [a, b]) {
    await press(at.page, 'Choose a folder');
    await says(at.page, /In step:/);
  }
  // Both go on at once, and the files travel whenever they like.
  const steps = [
    () => record(a, 'mill.test'),
    () => record(b, 'mill.test'),
    () => record(b, 'dock.test'),
    () => carry(a, b),
    () => inStep(b),
    () => record(a, 'dock.test'),
    () => carry(b, a),
    () => inStep(a),
  ];
  let seed = 7;
  for (let step = 0; step < 40; step += 1) {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    await steps[Math.floor((seed / 2147483648) * steps.length)]?.();
  }
  for (let round = 0; round < 2; round += 1) {
    for (const at of [a, b]) await inStep(at);
    await carry(a, b);
    await carry(b, a);
  }
  for (const at of [a, b]) await inStep(at);
  const [one, other] = [await known(a), await known(b)];
  assert.deepEqual(one, other);
  assert.ok(Object.keys(one).filter((key) => key.startsWith('e/')).length >= 10);
  const text = (await files(a.page))[await nameOf(a)] ?? '';
  assert.match(text, /^\{"askback":"ledger"/);
  assert.equal(text.split('\n').filter((line) => line.startsWith('{"askback"')).length, 2, 'one head, one end');
});

test('the folder follows a change by itself', async () => {
  const a = desk(0);
  await record(a, 'follows.test');
  await until('the change in the file', async () => /follows\.test/.test((await files(a.page))[await nameOf(a)] ?? ''));
});

test('a file that is half there, or not ours, is left and said, and read when it is whole', async () => {
  const [a, b] = [desk(0), desk(1)];
  await record(b, 'half.test');
  await inStep(b);
  const name = await nameOf(b);
  const whole = (await files(b.page))[name] ?? '';
  await put(a.page, name, whole.slice(0, -30));
  await put(a.page, 'askback-stranger.jsonl', 'hello\n');
  await press(a.page, 'Bring in step');
  await says(a.page, /Not read: .*cut off/);
  await says(a.page, /askback-stranger\.jsonl: Line 1 does not begin an export/);
  assert.ok(!JSON.stringify(await known(a)).includes('half.test'));
  await put(a.page, name, whole);
  await inStep(a);
  await until('the rest', async () => JSON.stringify(await known(a)).includes('half.test'));
});

test('who is erased is gone from this browser\'s file too', async () => {
  const a = desk(0);
  assert.match((await files(a.page))[await nameOf(a)] ?? '', /Mara Lind/);
  await ask(a, { erase: { who: 'Mara Lind', write: true } });
  await until('the file without her', async () => !/mara/i.test((await files(a.page))[await nameOf(a)] ?? 'mara'));
});

test('who is erased on one computer is erased on the other, and from both files', async () => {
  const [a, b] = [desk(0), desk(1)];
  await record(b, 'pier.test', 'Nils Berg');
  await record(a, 'yard.test', 'Nils Berg');
  await record(a, 'gone.test');
  const holds = async (/** @type {Desk} */ at) => /nils|berg|gone\.test/i.test(JSON.stringify([await ledger.stored(at.own), await files(at.page)]));
  for (const [from, to] of /** @type {const} */ ([[a, b], [b, a]])) {
    await inStep(from);
    await carry(from, to);
    await inStep(to);
  }
  assert.ok(JSON.stringify(await ledger.stored(a.own)).includes('pier.test'));
  assert.ok((await holds(a)) && (await holds(b)));
  const before = (await files(b.page))[await nameOf(b)] ?? '';
  await ask(a, { erase: { who: 'Nils Berg', write: true } });
  await ask(a, { forget: { prospect: 'gone.test' } });
  await inStep(a);
  await carry(a, b);
  await inStep(b);
  await says(b.page, /Another computer says who was erased: \d events changed or removed/);
  await carry(b, a);
  await inStep(a);
  assert.deepEqual(await Promise.all([a, b].map(holds)), [false, false]);
  assert.deepEqual(await known(a), await known(b));
  // A file of before that somebody's file service brings back.
  await put(a.page, 'askback-zzzzzzzz.jsonl', before);
  await inStep(a);
  assert.equal(/nils|berg/i.test(JSON.stringify(await ledger.stored(a.own))), false);
  // What is written down later is the rep's to write.
  await record(b, 'pier.test', 'Nils Berg');
  await inStep(b);
  await carry(b, a);
  await inStep(a);
  assert.match(JSON.stringify(await ledger.stored(a.own)), /Nils Berg/);
});

/** The mark of a name or a domain, as `src/app/erase.rs` makes it. @param {string} text */
const markOf = (text) => `${[...Buffer.from(text)].reduce((hash, byte) => ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn, 0xcbf29ce484222325n).toString(16).padStart(16, '0')} ${Date.now() + 60_000}`;

test('by the folder whoever writes to it can have somebody erased; by a file that is brought in nobody can', async () => {
  const b = desk(1);
  await record(b, 'wharf.test');
  const head = { askback: 'ledger', version: 1, made: new Date(), erased: [markOf('wharf.test'), '1 5', 'odd', null] };
  const text = `${JSON.stringify(head)}\n${JSON.stringify({ askback: 'end', events: 0 })}\n`;
  const there = async () => JSON.stringify(await ledger.stored(b.own)).includes('wharf.test');
  await b.page.evaluate((text) => {
    const chosen = new DataTransfer();
    chosen.items.add(new File([text], 'ledger.jsonl'));
    const field = /** @type {HTMLInputElement} */ (document.getElementById('file'));
    field.files = chosen.files;
    field.dispatchEvent(new Event('change'));
  }, text);
  await says(b.page, /The file would add nothing/);
  assert.ok(await there());
  await put(b.page, 'askback-yyyyyyyy.jsonl', text.slice(0, -10));
  await press(b.page, 'Bring in step');
  await says(b.page, /Not read: askback-yyyyyyyy/);
  assert.ok(await there(), 'a file that is cut off erases nobody');
  await put(b.page, 'askback-yyyyyyyy.jsonl', text);
  await inStep(b);
  await until('the prospect to be gone', async () => !(await there()));
});

test('the file of a locked ledger is locked, and another computer opens it once its passphrase was typed', async () => {
  const [a, b] = [desk(0), desk(1)];
  const lock = (/** @type {object} */ of) => wish(a.session, a.own, of);
  await lock({ set: { passphrase: PASSPHRASE, minutes: 0 } });
  await settled(a.session, a.own, 'open');
  await lock({ keep: { minutes: 0, files: true } });
  const locked = async () => (await files(a.page))[await nameOf(a)] ?? '';
  await until('the file to be locked', async () => /^\{"askback":"locked"/.test(await locked()));
  assert.ok(!/dock\.test|purpose/.test(await locked()));
  await carry(a, b);
  await press(b.page, 'Bring in step');
  await says(b.page, /askback-\w+\.jsonl: The file is locked with a passphrase/);
  const type = async (/** @type {string} */ text) => {
    await b.page.click('#folder-passphrase', { count: 3 });
    await b.page.keyboard.type(text);
    await press(b.page, 'Open it');
  };
  await type('not the one');
  await says(b.page, /This is not the passphrase/);
  await type(PASSPHRASE);
  await says(b.page, /In step: \d+ events? taken in/);
  assert.equal(await b.page.$eval('#folder-locked', (form) => /** @type {HTMLElement} */ (form).hidden), true);
  // What comes is put behind what is there, and is read without a question.
  const before = await locked();
  await record(a, 'behind.test');
  await until('the change in the file', async () => (await locked()).length > before.length);
  const head = before.split('\n').slice(0, -2).join('\n');
  assert.ok((await locked()).startsWith(head), 'the lines before stay as they are');
  await carry(a, b);
  await inStep(b);
  assert.ok(JSON.stringify(await known(b)).includes('behind.test'));
  // Without the lock the file is as it was.
  await lock({ off: { passphrase: PASSPHRASE } });
  await settled(a.session, a.own, 'off');
  await inStep(a);
  assert.match(await locked(), /^\{"askback":"ledger".*\n(?:.*\n)*.*behind\.test/);
  await carry(a, b);
  await inStep(b);
});

test('a lost ledger comes back from the folder', async () => {
  const a = desk(0);
  await inStep(a);
  const before = await known(a);
  await a.page.close();
  // As Chromium does after a full disk: all databases of the extension are gone.
  await a.own.evaluate(() => new Promise((resolve, reject) => {
    const gone = indexedDB.deleteDatabase('askback-folder');
    gone.onsuccess = resolve;
    gone.onerror = reject;
  }));
  await ledger.replace(a.own, {});
  a.page = await openPage(a.session);
  await says(a.page, /You had the folder “shared”/);
  await says(a.page, /Nothing is recorded yet/);
  await press(a.page, 'Choose a folder');
  await says(a.page, /In step: \d+ events? taken in/);
  const events = (/** @type {Items} */ items) => Object.keys(items).filter((key) => key.startsWith('e/')).sort();
  const after = await known(a);
  for (const key of events(before)) assert.ok(after[key], `${key} is lost`);
  assert.doesNotMatch(JSON.stringify(after), /mara/i, 'the marks of the erased came back too');
});
