// The lock: a passphrase encrypts the ledger where it lies. What lies there holds no word of it; while
// it is locked no screen shows any and nothing is kept; it locks when nobody uses it, and comes back
// with the passphrase alone, whatever is killed meanwhile.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { faults, faultsOfReader, misfits } from './lib/axe.mjs';
import { launch, until } from './lib/browser.mjs';
import { serveHosts } from './lib/hosts.mjs';
import * as ledger from './lib/ledger.mjs';
import { PASSPHRASE, onDisk, settled, wish } from './lib/lock.mjs';
import { press, says } from './lib/stage.mjs';
import { KIND } from './lib/suite.mjs';
import { kill } from './lib/worker.mjs';

/** @typedef {import('puppeteer-core').Page} Page */

const HOST = 'mail.google.com';
const NEXT = 'another four quiet words';
/** Words of the ledger that must stand nowhere: of a request, a name, a domain, the settings. */
const WORDS = ['xylophone', 'Zebrafinch', 'mill7.test', 'works-council.test'];

const mail = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Week - rep@acme-sales.test - Acme Mail</title><link rel="icon" href="data:,"></head>
<body>
<div class="aeF"><div class="nH"><div class="nH" role="main">
  <div class="ha"><h2 class="hP">About the quagga</h2></div>
  <div class="adn ads" data-message-id="#msg-f:1839000000000000011">
    <table><tr><td class="gF"><h3><span class="gD" email="mara@mill7.test" name="Mara Lind">Mara Lind</span></h3></td></tr></table>
    <div class="ii gt"><div class="a3s">Hi Robin, could you give us a demo of the planner next Friday? The marimba is fine.</div></div>
  </div>
</div></div></div>
<div class="dw"><div role="dialog"><div class="M9" style="width: 20rem">
  <div name="to"><div role="listbox"><div role="option" data-hovercard-id="mara@mill7.test" data-name="Mara">Mara</div></div></div>
  <input name="subjectbox" value="Hello">
  <div g_editable="true" contenteditable="true" role="textbox">Thank you, I will be in touch.</div>
  <div role="button" class="aoO" tabindex="0">Send</div>
</div></div></div>
<script>window.__sent = 0; document.querySelector('.aoO').addEventListener('click', () => { window.__sent += 1; });</script>
</body></html>`;

const folder = mkdtempSync(join(tmpdir(), 'askback-lock-'));
const profile = join(folder, 'profile');
const hosts = await serveHosts({ [HOST]: () => ({ body: mail }) });
let session = await launch({ kind: KIND, hosts, profile });
/** A page of ours that does not close itself when it is locked. */
let own = await session.open('card.html');

after(async () => {
  await session.close().catch(() => undefined);
  await hosts.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 20 });
});

/** The browser again, on the same profile. @param {boolean} [killed] without its leave */
async function restart(killed = false) {
  const running = session.browser.process();
  const gone = new Promise((done) => running?.once('exit', done));
  if (killed) running?.kill('SIGKILL');
  else await session.close();
  await gone;
  await session.close().catch(() => undefined);
  session = await until('the browser', () => launch({ kind: KIND, hosts, profile }));
  own = await session.open('card.html');
}

/** @param {object} request @returns {Promise<any>} */
const ask = (request) => session.ask(own, { panel: request });
/** @param {object} of */
const lock = (of) => wish(session, own, of);
/** @param {object} request */
async function isLocked(request) {
  assert.deepEqual(await ask(request), { failed: { error: 'Askback is locked.' } });
}

/** @returns {Promise<any>} */
const mill = async () => (await ask({ prospect: { prospect: 'mill7.test' } })).prospect;

/** What lies in the databases and the other storage of the extension, as text. */
const lies = () =>
  own.evaluate(async () => {
    const done = (/** @type {IDBRequest} */ request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    let all = JSON.stringify([await chrome.storage.local.get(null), { ...localStorage }]);
    for (const { name } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name ?? ''));
      for (const store of database.objectStoreNames) {
        const held = database.transaction(store).objectStore(store);
        const [keys, values] = await Promise.all([done(held.getAllKeys()), done(held.getAll())]);
        for (const [at, value] of values.entries()) all += `${keys[at]}=${value instanceof Uint8Array ? `octets:${String.fromCharCode(...value)}` : JSON.stringify(value)}\n`;
      }
      database.close();
    }
    return all;
  });

/** @param {Page} page @param {string} id @param {string} text */
async function type(page, id, text) {
  const field = await page.waitForSelector(`#${id}`, { visible: true });
  await field?.click({ count: 3 });
  await page.keyboard.type(text);
}

/** Unlocks at a page that shows the field, as a rep does. @param {Page} page @param {string} passphrase */
async function unlockAt(page, passphrase) {
  await type(page, 'lock-passphrase', passphrase);
  await page.keyboard.press('Enter');
}

/** Prospects enough that they come in more than one portion. */
const OTHERS = Array.from({ length: 120 }, (_, at) => `other${at}.test`);

/** @type {any} the record as it was before */
let before;

test('it is set only by who knows that there is no way back, with a passphrase that is long enough, typed twice', async () => {
  for (const at of [6, 7, 8]) {
    const record = { prospect: `mill${at}.test`, name: `Zebrafinch ${at}`, asked_by: `dana@mill${at}.test`, asked_on: null, thread: '', fields: { kind: 'demo', words: `the xylophone number ${at}, please` } };
    assert.ok((await ask({ change: { record } })).done);
  }
  const some = OTHERS.map((prospect) => ({ record: { prospect, name: prospect, asked_by: '', asked_on: null, thread: '', fields: { kind: 'demo' } } }));
  assert.equal((await ask({ together: some })).together.done.length, OTHERS.length);
  await ask({ save_practice: { values: [['never.people', 'works-council.test']] } });
  before = await mill();
  const plain = await lies();
  for (const word of WORDS) assert.ok(plain.includes(word), `${word} lies there while the lock is off`);
  const page = await session.open('lock.html');
  await says(page, /There is no way back without the passphrase/);
  assert.deepEqual([...(await faults(page)), ...(await misfits(page))], []);
  await type(page, 'new', 'short');
  await type(page, 'again', 'short');
  await page.click('#understood');
  await press(page, 'Turn the lock on');
  assert.equal((await lock({ state: {} })).state, 'off', 'too short');
  const refused = await session.ask(own, { lock: { set: { passphrase: 'short', minutes: 15 } } });
  assert.match(refused.failed.error, /at least 8 characters/);
  await type(page, 'new', PASSPHRASE);
  await type(page, 'again', `${PASSPHRASE}x`);
  await press(page, 'Turn the lock on');
  await says(page, /The two passphrases are not the same/);
  await type(page, 'again', PASSPHRASE);
  await page.click('#understood');
  await press(page, 'Turn the lock on');
  assert.equal((await lock({ state: {} })).state, 'off', 'not ticked');
  await page.click('#understood');
  await press(page, 'Turn the lock on');
  await says(page, /The lock is on\. Askback asks/);
  assert.deepEqual([...(await faults(page)), ...(await misfits(page))], []);
  await page.close();
});

test('no word of the ledger lies in any storage, and all of it is there', async () => {
  const sealed = await lies();
  assert.ok(sealed.includes('octets:'), 'the ledger is looked at');
  for (const word of WORDS) assert.ok(!sealed.includes(word), `${word} lies there`);
  // What stays readable: docs/security.md.
  const keys = Object.keys(await ledger.stored(own));
  const known = /^(e\/\d{13}-[a-z0-9]{8}-\d{6}|a\/\d{4}-\d\d-\d\d\/[\w-]{22}|[pnwx]\/[\w-]{22}|summary|settings|rules|ways|recipes)$/;
  assert.deepEqual(keys.filter((key) => !known.test(key)), []);
  assert.deepEqual(await mill(), before);
  const { popup } = await ask({ popup: { tab: null, url: '', prospect: null } });
  assert.equal(popup.tab_prospect, null);
  const { found } = await ask({ find: { text: 'zebra' } });
  assert.equal(found.length, 3);
  // They lie in another order, and are gone through by portions in their own.
  /** @type {string[]} */
  const ids = [];
  let after = '';
  do {
    const { ledger } = await ask({ ledger: { after, since: '' } });
    ids.push(...ledger.rows.map((/** @type {any} */ row) => row.head.id));
    after = ledger.after;
  } while (after !== '');
  assert.deepEqual(ids, [...['mill6.test', 'mill7.test', 'mill8.test'], ...OTHERS].sort());
  assert.ok((await ask({ change: { snooze: { prospect: 'mill8.test', days: 3 } } })).done, 'it can be changed');
  // Values cannot be put in each other's place.
  const [one = '', other = ''] = keys.filter((key) => key.startsWith('e/'));
  await swap(one, other);
  assert.equal((await ask({ export: { after: '' } })).exported.left_out, 2, "an event that is another's is damaged");
  await swap(one, other);
  assert.equal((await ask({ export: { after: '' } })).exported.left_out, 0);
});

/** Exchanges two values, beside the worker. @param {string} one @param {string} other */
const swap = (one, other) =>
  own.evaluate(async (one, other) => {
    const done = (/** @type {IDBRequest} */ request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
    const database = await done(indexedDB.open('askback'));
    const held = database.transaction('ledger', 'readwrite').objectStore('ledger');
    const [first, second] = await Promise.all([done(held.get(one)), done(held.get(other))]);
    await Promise.all([done(held.put(first, other)), done(held.put(second, one))]);
    database.close();
  }, one, other);

/** The screens of ours, and how each is opened. */
const SCREENS = ['popup.html', 'panel.html', 'ledger.html', 'data.html', 'settings.html', 'welcome.html', 'handover.html', 'inspect.html', 'lock.html'];

test('while it is locked every screen asks for the passphrase and shows no word', async () => {
  const open = await session.open('ledger.html');
  await says(open, /other\d+\.test/);
  const popup = await session.open('popup.html');
  await press(popup, 'Lock now');
  // Until it is loaded anew, a page may show that it could not ask, beside what it had.
  await until('the page that was open to be loaded anew', () => open.evaluate(() => document.getElementById('lock-passphrase') !== null));
  assert.ok(!/other\d+\.test/.test(await open.content()), 'nothing is left in a page that was open');
  await says(popup, /Askback is locked/);
  await popup.close();
  await open.close();
  assert.equal((await lock({ state: {} })).state, 'locked');
  const memory = JSON.stringify(await own.evaluate(() => chrome.storage.session.get(null)));
  for (const word of WORDS) assert.ok(!memory.includes(word), `${word} is in memory`);
  assert.ok(!/"lock"/.test(memory), 'the key is gone');
  for (const path of SCREENS) {
    const page = await session.open(path);
    await says(page, /Askback is locked/);
    const content = await page.content();
    for (const word of WORDS) assert.ok(!content.includes(word), `${word} in ${path}`);
    await until('the keyboard in the field', () => page.evaluate(() => document.activeElement?.id === 'lock-passphrase'));
    assert.deepEqual([...(await faults(page)), ...(await misfits(page))], [], path);
    await page.close();
  }
  for (const request of [{ settings: {} }, { export: { after: '' } }, { prospect: { prospect: 'mill7.test' } }, { erase: { who: 'dana@mill7.test', write: true } }, { sizes: {} }, { recipes: {} }, { practice: {} }]) await isLocked(request);
  const badge = await own.evaluate(() => chrome.action.getBadgeText({}));
  assert.equal(badge, 'lock');
  assert.match(await own.evaluate(() => chrome.action.getTitle({})), /locked/);
});

/** @param {Page} tab @returns {Promise<string>} what a toast in a page says; in Firefox only that there is one */
async function toast(tab) {
  if (KIND === 'chromium') return (await faultsOfReader(tab)).words;
  return (await tab.evaluate(() => [...document.documentElement.children].filter((one) => one.matches('[popover]:popover-open')).length)) > 0 ? 'was not looked at' : '';
}

test('while it is locked a mail goes without being looked at, which is said, and nothing that is read is kept', async () => {
  await session.grant(`https://${HOST}/*`);
  const disk = await lies();
  const tab = await session.page(`https://${HOST}/1`);
  await tab.bringToFront();
  const memory = async () => JSON.stringify(await own.evaluate(() => chrome.storage.session.get(null)));
  await until('the reader to say hello', async () => (await memory()).includes('ticket'));
  await until('the mail to leave, and that to be said', async () => {
    await tab.click('.aoO');
    return (await tab.evaluate(() => /** @type {any} */ (window).__sent > 0)) && /was not looked at/.test(await toast(tab));
  });
  assert.ok(!/marimba|planner|mill7|mara/.test(await memory()), 'nothing that is read is kept');
  assert.equal(await lies(), disk);
  // The card is there when it is asked for, and leads to a page of ours: no passphrase is typed in a page.
  await own.evaluate(async () => {
    for (const one of await chrome.tabs.query({})) chrome.tabs.sendMessage(one.id ?? 0, { tab: 'show_card' }).catch(() => undefined);
  });
  const card = await until('the card', () => session.card(tab));
  await says(card, /Askback is locked\./);
  assert.equal(await card.$('input[type=password]'), null);
  await press(card, 'Unlock');
  await until('the page of the lock', () => own.evaluate(async () => (await chrome.tabs.query({ url: chrome.runtime.getURL('lock.html') })).length === 1));
  // The driver of Firefox does not know of that one.
  const page = await session.open('lock.html');
  await unlockAt(page, 'not the passphrase');
  await says(page, /This is not the passphrase/);
  assert.equal((await lock({ state: {} })).state, 'locked');
  assert.equal(await lies(), disk);
  await unlockAt(page, PASSPHRASE);
  await says(page, /The lock is on/);
  await page.close();
  // The mail that is open is read now, with no need to load its page anew.
  await tab.bringToFront();
  await until('the mail to be read', async () => (await memory()).includes('mill7.test'));
  if (KIND === 'chromium') {
    const [reader] = await tab.extensionRealms();
    const seen = await reader?.evaluate(() => Promise.resolve(chrome.storage.session?.get(null)).then((all) => `${JSON.stringify(all)}`, String));
    assert.ok(seen && !seen.includes('"lock"'), `what runs in pages does not get the key: ${seen}`);
  }
  await says(await until('the card', () => session.card(tab)), /Zebrafinch 7/);
  // And locked again, the card has nothing to show.
  await lock({ close: {} });
  await until('the card to forget', async () => !(await (await session.card(tab))?.content())?.includes('Zebrafinch'));
  await tab.close();
  await lock({ unlock: { passphrase: PASSPHRASE } });
  assert.deepEqual(await mill(), { ...before, happenings: (await mill()).happenings });
  assert.notEqual(await own.evaluate(() => chrome.action.getBadgeText({})), 'lock');
});

test('the passphrase is changed by who knows it, and nothing is encrypted anew', async () => {
  const events = async () => (await lies()).split('\n').filter((line) => line.startsWith('e/'));
  const sealed = await events();
  const refused = await session.ask(own, { lock: { change: { passphrase: 'not the one', next: NEXT } } });
  assert.match(refused.failed.error, /not the passphrase/);
  const page = await session.open('lock.html');
  await type(page, 'old', PASSPHRASE);
  await type(page, 'next', NEXT);
  await type(page, 'next-again', NEXT);
  await press(page, 'Change it');
  await says(page, /The passphrase is changed/);
  await page.close();
  assert.deepEqual(await events(), sealed);
  await lock({ close: {} });
  const old = await session.ask(own, { lock: { unlock: { passphrase: PASSPHRASE } } });
  assert.match(old.failed.error, /not the passphrase/);
  await isLocked({ settings: {} });
  assert.equal((await lock({ unlock: { passphrase: NEXT } })).state, 'open');
  assert.ok(await mill());
});

test('it locks when nobody has used it for so long, by the clock and not by the alarm', async () => {
  await lock({ keep: { minutes: 30, files: false } });
  const set = await own.evaluate(() => chrome.alarms.get('askback-lock'));
  assert.ok(set && set.scheduledTime > Date.now() + 29 * 60_000);
  const used = (/** @type {number} */ minutes) => own.evaluate((at) => chrome.storage.session.set({ lockUsed: at }), Date.now() - minutes * 60_000);
  const ring = () => own.evaluate(() => chrome.alarms.create('askback-lock', { when: Date.now() }));
  await used(29);
  await ring();
  await until('the alarm to be set anew', async () => ((await own.evaluate(() => chrome.alarms.get('askback-lock')))?.scheduledTime ?? 0) > Date.now() + 50_000, 90_000);
  assert.equal((await lock({ state: {} })).state, 'open');
  await used(31);
  await ring();
  await until('it to lock', async () => (await lock({ state: {} })).state === 'locked', 90_000);
  await isLocked({ settings: {} });
  await lock({ unlock: { passphrase: NEXT } });
});

test('it is locked when the browser ends, and no file of the profile holds a word', async () => {
  await restart();
  assert.equal((await lock({ state: {} })).state, 'locked');
  await isLocked({ prospect: { prospect: 'mill7.test' } });
  // Chromium merges its tables when it gets to it.
  await until('the words to be gone from every file', () => {
    const found = onDisk(profile, WORDS);
    if (found.length > 0) throw new Error(found.join(', '));
    return true;
  }, 60_000);
  assert.equal((await lock({ unlock: { passphrase: NEXT } })).state, 'open');
  assert.equal((await mill()).requests[0].words, 'the xylophone number 7, please');
});

test('a worker that is ended, open or locked, changes nothing of it', async () => {
  await kill(session);
  assert.equal((await lock({ state: {} })).state, 'open');
  assert.ok(await mill(), 'open as before');
  await own.evaluate((at) => chrome.storage.session.set({ lockUsed: at }), Date.now() - 31 * 60_000);
  await kill(session);
  // Nothing rings: it is looked at the first request.
  await isLocked({ prospect: { prospect: 'mill7.test' } });
  await kill(session);
  await isLocked({ settings: {} });
  assert.equal((await lock({ unlock: { passphrase: NEXT } })).state, 'open');
  assert.ok(await mill());
});

test('the lock is taken off with the passphrase, and the ledger is as it was', async () => {
  const refused = await session.ask(own, { lock: { off: { passphrase: PASSPHRASE } } });
  assert.match(refused.failed.error, /not the passphrase/);
  await lock({ off: { passphrase: NEXT } });
  await settled(session, own, 'off');
  const stored = await ledger.stored(own);
  assert.ok('p/mill7.test' in stored && 'n/mill7.test' in stored);
  assert.equal((await mill()).requests[0].words, 'the xylophone number 7, please');
  assert.equal(await own.evaluate(async () => 'lock' in (await chrome.storage.session.get(null))), false);
});

/** What "Whole ledger" writes. @param {Page} page @returns {Promise<string>} */
async function written(page) {
  await page.evaluate(() => {
    const make = URL.createObjectURL;
    URL.createObjectURL = (file) => {
      Object.assign(window, { file });
      return make.call(URL, file);
    };
  });
  await press(page, 'Whole ledger, to bring in again');
  await says(page, /events written\./);
  return page.evaluate(() => /** @type {any} */ (window).file.text());
}

/** @param {Page} page @param {string} text */
const choose = (page, text) =>
  page.evaluate((text) => {
    const field = /** @type {HTMLInputElement} */ (document.getElementById('file'));
    const chosen = new DataTransfer();
    chosen.items.add(new File([text], 'ledger.jsonl'));
    field.files = chosen.files;
    field.dispatchEvent(new Event('change'));
  }, text);

/** The file of a ledger, locked by a passphrase of its own. */
let locked = '';

test('a file that is locked holds no word, and comes in to another ledger with its passphrase alone', async () => {
  const page = await session.open('data.html');
  await page.click('#lock-file');
  await type(page, 'file-new', 'the file has its own');
  await type(page, 'file-again', 'the file has another');
  await press(page, 'Whole ledger, to bring in again');
  await says(page, /The two passphrases are not the same/);
  await type(page, 'file-again', 'the file has its own');
  locked = await written(page);
  assert.deepEqual([...(await faults(page)), ...(await misfits(page))], []);
  const [head = '', ...lines] = locked.trimEnd().split('\n');
  const { made, salt, key, ...how } = JSON.parse(head);
  assert.deepEqual(how, { askback: 'locked', version: 1, cipher: 'AES-256-GCM', kdf: 'PBKDF2-SHA-256', rounds: 600_000 });
  assert.ok(made && salt && key && lines.length >= 3);
  assert.ok(lines.every((line) => /^[\w+/]+=*$/.test(line)));
  const octets = Buffer.from(lines.join(''), 'base64').toString('latin1');
  for (const word of WORDS) assert.ok(!locked.includes(word) && !octets.includes(word), word);
  const plain = (await ask({ export: { after: '' } })).exported.lines;

  // Another computer: an empty ledger, and a page that never saw the passphrase.
  const was = await ledger.stored(own);
  await ledger.replace(own, {});
  await page.close();
  const other = await session.open('data.html');
  const turned = (/** @type {string} */ line, /** @type {number} */ at) => line.slice(0, at) + (line[at] === 'A' ? 'B' : 'A') + line.slice(at + 1);
  await choose(other, locked);
  await says(other, /The file is locked with a passphrase/);
  assert.deepEqual([...(await faults(other)), ...(await misfits(other))], []);
  await type(other, 'file-passphrase', 'not the one');
  await press(other, 'Open it');
  await says(other, /This is not the passphrase. Nothing was changed/);
  await type(other, 'file-passphrase', 'the file has its own');
  await press(other, 'Open it');
  await says(other, /would add \d+ events about 123 prospects/);
  /** What is wrong with a file, and what is said of it. @type {[string[], RegExp][]} */
  const wrong = [
    [[head, ...lines.slice(0, -1)], /cut off/],
    [[head, ...lines.slice(0, -1), lines.at(-1)?.slice(0, -9) ?? ''], /cannot be opened: the file was changed, or cut off/],
    [[head, lines[0] ?? ''], /cut off/],
    [[head], /cut off/],
    [[head, lines[1] ?? '', lines[0] ?? '', ...lines.slice(2)], /Line 2 cannot be opened/],
    [[head, turned(lines[0] ?? '', 30), ...lines.slice(1)], /Line 2 cannot be opened/],
    [[head.replace('"made":"2', '"made":"3'), ...lines], /Line 2 cannot be opened/],
    [[head.replace('"version":1', '"version":2'), ...lines], /newer Askback/],
    [[head.replace('600000', '1'), ...lines], /does not begin an export/],
    [[head.replace('600000', '900000000'), ...lines], /does not begin an export/],
  ];
  for (const [file, said] of wrong) {
    await choose(other, `${file.join('\n')}\n`);
    await says(other, said);
    await choose(other, '');
    await says(other, /Line 1 does not begin an export/);
  }
  assert.equal((await ask({ export: { after: '' } })).exported.total, 0, 'nothing of these was taken in');
  await choose(other, locked);
  await says(other, /would add \d+ events about 123 prospects/);
  await press(other, 'Add it to the ledger');
  await says(other, /events added/);
  assert.deepEqual((await ask({ export: { after: '' } })).exported.lines, plain);
  await other.close();
  await ledger.replace(own, was);
});

test('a locked ledger writes its files by the passphrase of the lock', async () => {
  await lock({ set: { passphrase: PASSPHRASE, minutes: 15 } });
  await settled(session, own, 'open');
  const page = await session.open('data.html');
  await page.click('#lock-file');
  await says(page, /opens with the passphrase of the lock/);
  const file = await written(page);
  assert.match(file, /^\{"askback":"locked"/);
  // Here it needs no passphrase; elsewhere that of the lock.
  await choose(page, file);
  await says(page, /would add nothing/);
  await page.close();
  const { secret } = (await session.ask(own, { lock: { files: {} } })).files.own;
  const opens = await own.evaluate(async (head, passphrase, secret) => {
    const { coded, unwrap } = await import(`${location.origin}/lock/crypto.js`);
    return coded(await unwrap(JSON.parse(head), passphrase)) === secret;
  }, file.split('\n')[0] ?? '', PASSPHRASE, secret);
  assert.ok(opens);
  await lock({ off: { passphrase: PASSPHRASE } });
  await settled(session, own, 'off');
});

test('a browser that is killed while the lock is turned on or off loses nothing', async () => {
  const was = await ledger.stored(own);
  /** @type {Record<string, any>} */
  const many = {};
  for (let at = 0; at < 6000; at += 1) many[`e/1600000000000-zzzzzzzz-${String(at).padStart(6, '0')}`] = { id: `${at}`, prospect: 'many.test', what: { note: `word ${at} `.repeat(30) } };
  await ledger.replace(own, { ...was, ...many });
  const all = { ...was, ...many };
  const same = async () => {
    const now = await ledger.stored(own);
    // The worker notes the policy and the sites when it starts.
    for (const key of ['settings', 'summary']) assert.ok(key in now);
    assert.deepEqual({ ...now, settings: 0, summary: 0 }, { ...all, settings: 0, summary: 0 });
  };
  for (const share of [0.1, 0.4, 0.7]) {
    const on = await session.ask(own, { lock: { set: { passphrase: PASSPHRASE, minutes: 0 } } });
    assert.ok(on.lock, JSON.stringify(on));
    await until('a part to be converted', async () => (await lock({ state: {} })).share > share, 60_000);
    await restart(true);
    const now = await lock({ state: {} });
    assert.equal(now.state, 'locked', `killed at ${share}`);
    if (share === 0.1) assert.match(now.trouble, /was being put on/);
    await isLocked({ settings: {} });
    await lock({ unlock: { passphrase: PASSPHRASE } });
    await settled(session, own, 'open');
    assert.ok(await mill(), `killed at ${share}`);
    assert.equal(Object.keys(await ledger.stored(own)).length, Object.keys(all).length);
    await lock({ off: { passphrase: PASSPHRASE } });
    await until('a part to be converted back', async () => { const { share, turning } = await lock({ state: {} }); return turning === '' || share > 0.3; }, 60_000);
    await restart(true);
    if ((await lock({ state: {} })).state === 'locked') await lock({ unlock: { passphrase: PASSPHRASE } });
    await settled(session, own, 'off');
    await same();
  }
});
