// The settings of the practice: changed in place, taken back, as a file, and by a company's policy.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faults, misfits } from './lib/axe.mjs';
import { until } from './lib/browser.mjs';
import { press, says } from './lib/stage.mjs';
import { KIND, oneSession } from './lib/suite.mjs';

/** @typedef {import('puppeteer-core').Page} Page */

const all = oneSession();

/** @param {string} code @returns {Promise<any>} the setting as it is stored */
async function stored(code) {
  const reply = await all.session.ask(all.own, { panel: { practice: {} } });
  return reply.practice.settings.find((/** @type {any} */ one) => one.code === code);
}

/** @type {Page} */
let page;

/** @param {string} code its control */
const control = (code) => until(code, () => page.$(`[id="set-${code}"]`));

/** @param {string} code @param {string} value */
async function set(code, value) {
  await (await control(code)).evaluate((one, value) => {
    /** @type {HTMLInputElement} */ (one).value = value;
    one.dispatchEvent(new Event('change', { bubbles: true }));
  }, value);
}

test('a number is changed in place and taken back by one press', async () => {
  page = await all.session.open('settings.html');
  await says(page, /Quiet after so many business days/);
  await set('number.quiet', '8');
  await says(page, /Usually: 5/);
  assert.equal((await stored('number.quiet')).value, '8');
  await press(page, 'Usually: 5');
  await until('as before', async () => (await stored('number.quiet')).value === '5');
  await set('number.quiet', '4000');
  await says(page, /write a whole number of days/);
  await until('what is stored', () => page.$eval('[id="set-number.quiet"]', (one) => /** @type {HTMLInputElement} */ (one).value === '5'));
});

test('a preset changes what is usual, and a rule is switched off', async () => {
  await set('preset', 'enterprise');
  await until('its number', () => page.$eval('[id="set-number.dark"]', (one) => /** @type {HTMLInputElement} */ (one).value === '20'));
  await set('rule.chasing', 'off');
  await until('off', async () => (await stored('rule.chasing')).value === 'off');
});

test('a kind of one\u2019s own is named, gets lines of its own, and can be chosen', async () => {
  await set('kind.own_1', 'Site visit');
  await says(page, /Site visit/);
  await set('must.own_1', 'Who is on site\nWhich gate');
  await until('kept', async () => (await stored('must.own_1')).value === 'Who is on site\nWhich gate');
  const { popup } = await all.session.ask(all.own, { panel: { popup: { tab: null, url: '', prospect: null } } });
  assert.deepEqual(popup.kinds.at(-1), ['own_1', 'Site visit']);
});

test('what the company sets is locked, and says by whom', async () => {
  // As the worker takes it; `managed.test.mjs` has it come out of the browser's own managed storage.
  const text = JSON.stringify({ company: 'Acme', 'rule.second_request': 'hold', 'number.dark': 12 });
  await all.session.ask(all.own, { panel: { policy: { text } } });
  await page.close();
  page = await all.session.open('settings.html');
  await says(page, /Acme has set some of this/);
  await says(page, /Set by Acme/);
  assert.ok(await (await control('number.dark')).evaluate((one) => /** @type {HTMLInputElement} */ (one).disabled));
  await all.session.ask(all.own, { panel: { policy: { text: '{}' } } });
});

test('axe finds nothing, and nothing is cut off', async () => {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  assert.deepEqual(await faults(page), []);
  if (KIND === 'chromium') {
    await page.setViewport({ width: 320, height: 640 });
    assert.deepEqual(await misfits(page), []);
  }
  await page.close();
});
