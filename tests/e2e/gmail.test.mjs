// Gmail's pages as they are now, served as https://mail.google.com under a policy as strict as
// the site's. `cargo xtask pages` looks at every field; here, what a rep does.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from './lib/browser.mjs';
import { shared, skipWithout } from './lib/find.mjs';
import { SITES, pagesOf } from './lib/sites.mjs';
import { control, press, says } from './lib/stage.mjs';
import { oneSession } from './lib/suite.mjs';

const DIR = 'captures/gmail-now';
const skip = skipWithout(DIR);
const site = SITES.gmail;
const all = oneSession(skip ? {} : { [site.host]: pagesOf(shared(DIR) ?? '', site) }, skip ? [] : [`https://${site.host}/*`]);

/** @param {string} name */
async function open(name) {
  const page = await all.session.page(`https://${site.host}${site.path}?page=${name}`);
  await page.waitForFunction(() => /** @type {any} */ (window).__settled === true);
  await page.bringToFront();
  return page;
}

/** @param {import('puppeteer-core').Page} page */
const sent = (page) => page.evaluate(() => /** @type {any} */ (window).__sent);

test('a thread that asks gets its card, and the request is recorded by keyboard alone', { skip }, async () => {
  const page = await open('thread-open-3');
  const card = await until('the card', () => all.session.card(page));
  await (await control(card, 'Save request')).focus();
  await page.keyboard.press('Enter');
  await says(card, /saved/i);
  await page.close();
});

test('typing in the card never reaches the page', { skip }, async () => {
  const page = await open('thread-collapsed-older');
  await page.evaluate(() => {
    const world = /** @type {any} */ (window);
    world.heard = [];
    for (const name of ['keydown', 'keypress', 'keyup', 'input']) {
      window.addEventListener(name, (event) => world.heard.push(event.type), true);
    }
  });
  const card = await until('the card', () => all.session.card(page));
  await (await control(card, 'Why do they ask?', 'textbox')).focus();
  await page.keyboard.type('secret words');
  await until('the words in the card', () => card.evaluate(() => [...document.querySelectorAll('textarea')].some((field) => field.value === 'secret words')));
  assert.deepEqual(await page.evaluate(() => /** @type {any} */ (window).heard), []);
  await page.close();
});

test('a draft that gives while an earlier request is unclear is held, and sent once when it is let go', { skip }, async () => {
  const clara = 'clara.nwosu@harbourlight-hotels.test';
  const earlier = { record: { prospect: clara, name: '', asked_by: clara, asked_on: null, thread: '', fields: { kind: 'sample' } } };
  assert.ok((await all.session.ask(all.own, { panel: { change: earlier } })).done);
  const page = await open('compose-popup');
  await page.click('.M9 .aoO');
  const card = await until('the card', () => all.session.card(page));
  await says(card, /Before you send this/);
  assert.deepEqual(await sent(page), [], 'a held mail stays');
  await press(card, 'Send anyway');
  await until('the mail to leave', async () => (await sent(page)).length === 1);
  assert.equal((await sent(page))[0].trusted, false);
  await page.close();
});

test('no host was asked but the one that is served', { skip }, async () => {
  const own = [...all.hosts.asked].filter((host) => !/\.(googleapis|google|gvt1|mozilla|firefox)\.(com|net|org)$/.test(host) || host === site.host);
  assert.deepEqual(own, [site.host]);
});
