// What a company sets by the browser's managed storage, which is filled here as an administrator fills it:
// by a native manifest below the user's home in Firefox, by a file of policies in Chromium.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { launch, until } from './lib/browser.mjs';
import { browserProgram, unpacked } from './lib/find.mjs';
import { PASSPHRASE, settled, wish } from './lib/lock.mjs';
import { says } from './lib/stage.mjs';
import { KIND } from './lib/suite.mjs';
import { kill } from './lib/worker.mjs';

const POLICY = {
  company: 'Acme Sales',
  preset: 'enterprise',
  'number.dark': 15,
  'rule.second_request': 'hold',
  holidays: '2026-12-24 2026-12-25',
  'check.demo.budget': 'must',
  'lock.minutes': 10,
};

const home = realpathSync(mkdtempSync(join(tmpdir(), 'askback-managed-')));

/** What was made outside of our own folder. @type {string[]} */
const made = [];

after(() => {
  for (const path of made.reverse()) rmSync(path, { recursive: true, force: true });
  rmSync(home, { recursive: true, force: true });
});

/** Makes a folder, and remembers the first of it that was not there. @param {string} folder */
function makeFolder(folder) {
  let first = folder;
  if (existsSync(folder)) return;
  while (!existsSync(dirname(first))) first = dirname(first);
  mkdirSync(folder, { recursive: true });
  made.push(first);
}

/** The native manifest: Firefox looks for it in one of these, by its version. */
function forFirefox() {
  const name = 'askback@askback.test';
  for (const folder of ['.mozilla/managed-storage', '.config/mozilla/managed-storage']) {
    mkdirSync(join(home, folder), { recursive: true });
    writeFileSync(join(home, folder, `${name}.json`), JSON.stringify({ name, description: 'a test', type: 'storage', data: POLICY }));
  }
  return unpacked('firefox');
}

/** Where Chromium reads policies of the machine; Chrome has a place of its own. */
const policies = KIND === 'chromium' && /chrome$/.test(browserProgram('chromium')) ? '/etc/opt/chrome/policies/managed' : '/etc/chromium/policies/managed';

/**
 * A file of policies. They are of an extension's identity, which is made of its folder: a copy of the
 * build has one of its own, so other tests that run meanwhile are left alone.
 */
function forChromium() {
  const dir = join(home, 'build');
  cpSync(unpacked('chromium'), dir, { recursive: true });
  const hex = createHash('sha256').update(dir).digest('hex').slice(0, 32);
  const id = hex.replace(/./g, (sign) => String.fromCharCode(97 + parseInt(sign, 16)));
  const file = join(policies, `${id}.json`);
  makeFolder(policies);
  writeFileSync(file, JSON.stringify({ '3rdparty': { extensions: { [id]: POLICY } } }));
  made.push(file);
  return dir;
}

/** @returns {boolean} whether policies of the machine can be written: root can */
function canSetPolicies() {
  try {
    makeFolder(policies);
    const probe = join(policies, 'askback-probe.json');
    writeFileSync(probe, '{}');
    rmSync(probe);
    return true;
  } catch {
    return false;
  }
}

// Where it cannot be filled there is nothing to test: no test is skipped.
if (KIND === 'firefox' || canSetPolicies()) {
  test('the company\u2019s settings arrive, are locked, and say by whom', async () => {
    const dir = KIND === 'firefox' ? forFirefox() : forChromium();
    const session = await launch({ kind: KIND, dir, home });
    try {
      const page = await session.open('settings.html');
      await says(page, /Acme Sales has set some of this/);
      await says(page, /Set by Acme Sales/);
      /** @param {string} code @returns {Promise<unknown[]>} */
      const control = (code) => page.$eval(`[id="set-${code}"]`, (one) => {
        const { value, disabled } = /** @type {HTMLInputElement} */ (one);
        return [value, disabled];
      });
      await until('the number', async () => (await control('number.dark'))[0] === '15');
      assert.deepEqual(await control('number.dark'), ['15', true]);
      assert.deepEqual(await control('preset'), ['enterprise', true]);
      assert.deepEqual(await control('rule.second_request'), ['hold', true]);
      assert.deepEqual(await control('check.demo.budget'), ['must', true]);
      assert.deepEqual(await control('holidays'), ['2026-12-24 2026-12-25', true]);
      assert.deepEqual(await control('number.quiet'), ['10', false], 'the preset\u2019s, and the rep\u2019s to set');
      const values = [['number.dark', '3']];
      const { failed } = await session.ask(page, { panel: { save_practice: { values } } });
      assert.match(failed.error, /Acme Sales has set this/);
      // A worker that has just started was told nothing yet.
      await kill(session);
      assert.equal((await wish(session, page, { state: {} })).minutes, 10);
      await wish(session, page, { set: { passphrase: PASSPHRASE, minutes: 240 } });
      await settled(session, page, 'open');
      const lock = await session.open('lock.html');
      await says(lock, /Your company set that it locks after 10 minutes at the latest/);
      assert.deepEqual(await lock.$$eval('#minutes option', (all) => all.filter((one) => !one.disabled).map((one) => one.value)), ['10', '5']);
      assert.equal(await lock.$eval('#minutes', (one) => /** @type {HTMLSelectElement} */ (one).value), '10');
      await page.evaluate((at) => chrome.storage.session.set({ lockUsed: at }), Date.now() - 11 * 60_000);
      await page.evaluate(() => chrome.alarms.create('askback-lock', { when: Date.now() }));
      await until('it to lock', async () => (await wish(session, page, { state: {} })).state === 'locked', 90_000);
    } finally {
      await session.close();
    }
  });
}
