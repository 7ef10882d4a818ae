// Outlook on the web paints many people by name alone. What a rep does there: asked once whose
// company it is, a request recorded, a draft to that name held on Send and let go.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { until } from './lib/browser.mjs';
import * as ledger from './lib/ledger.mjs';
import { SITES, pagesOf } from './lib/sites.mjs';
import { control, press, says } from './lib/stage.mjs';
import { oneSession } from './lib/suite.mjs';

const DIR = new URL('./pages/outlook/', import.meta.url).pathname;
const site = SITES.outlook;
const reply = readFileSync(`${DIR}reply-german.html`, 'utf8');
const files = pagesOf(DIR, site);

/** The same page with a request in English, and a reply to it that gives something else. */
const asks = reply
  .replace('lang="de"', 'lang="en"')
  .replace('Könnten Sie uns eine Vorführung der Bindemaschine geben?', 'Could you give us a demo of the binding machine for our three shifts?');
const gives = asks
  .replace('gern zeigen wir Ihnen die Maschine.', 'the quote for two machines is attached.')
  .replace('<div tabindex="0"><span>Mara Lind</span></div>', '<div role="textbox" aria-multiline="false" contenteditable="true"><div contenteditable="false"><span class="textContainer-1">Mara Lind</span></div></div>');

/** The same mail of somebody else, in a folder of one's own that is open in the tree. */
const inFolder = asks
  .replaceAll('Mara Lind', 'Nils Holm')
  .replace('title="Jule Brandt">Jule Brandt</div>', 'title="Jule Brandt">Jule Brandt</div><div role="treeitem" title="Works council - 1 unread" data-folder-name="works council" aria-selected="true">Works council</div>');

/** @type {Record<string, string>} */
const pages = { '/mail/asks': asks, '/mail/gives': gives, '/mail/0/archive/id/AAQ1': asks.replaceAll('Mara Lind', 'Nils Holm'), '/mail/0/AQMk2/id/AAQ2': inFolder };
const all = oneSession({ [site.host]: (url) => (pages[url.pathname] ? { body: pages[url.pathname] ?? '' } : files(url)) }, [`https://${site.host}/*`]);

/** @param {string} path */
async function open(path) {
  const page = await all.session.page(`https://${site.host}${path}`);
  await page.waitForFunction(() => /** @type {any} */ (window).__settled === true);
  await page.bringToFront();
  return page;
}

/** @param {import('puppeteer-core').Page} page */
const sent = (page) => page.evaluate(() => /** @type {any} */ (window).__sent);

test('who is only named is asked about once, with the request', async () => {
  const settings = { own_emails: ['jule@brandt-tools.test'], own_domains: [], mode: 'coach', badge: true };
  await all.session.ask(all.own, { panel: { save_settings: settings } });
  const page = await open('/mail/asks');
  const card = await until('the card', () => all.session.card(page));
  await says(card, /Which company is Mara Lind with\?/);
  await (await control(card, 'Which company is Mara Lind with?', 'textbox')).focus();
  await page.keyboard.type('lind-druck.test');
  await press(card, 'Save request');
  await says(card, /saved/i);
  await says(card, /Lind Druck/);
  await until('the question to go', () => card.evaluate(() => !/Which company/.test(document.body.innerText)));
  await page.close();
});

test('a draft to that name is held on Send, and sent once when it is let go', async () => {
  const page = await open('/mail/gives');
  await page.click('[data-testid="ComposeSendButton"] button');
  const card = await until('the card', () => all.session.card(page));
  await says(card, /Before you send this/);
  assert.deepEqual(await sent(page), [], 'a held mail stays');
  await press(card, 'Send anyway');
  await until('the mail to leave', async () => (await sent(page)).length === 1);
  assert.equal((await sent(page))[0].trusted, false);
  await page.close();
});

/** Everything that is kept, on the disk and in memory. */
const kept = async () => JSON.stringify([await ledger.stored(all.own), await all.own.evaluate(() => Promise.all([chrome.storage.session.get(null), chrome.storage.local.get(null)]))]);

test('a folder on the never-look list: nothing in it is looked at, by its name in the address or in the tree', async () => {
  for (const path of ['/mail/0/archive/id/AAQ1', '/mail/0/AQMk2/id/AAQ2']) {
    // In the other folder the same mail is read: it is the folder alone that keeps it from being.
    const labels = path.includes('archive') ? ['works council', 'Archive'] : ['archive', 'Works council'];
    for (const [looked, label] of [[true, labels[0]], [false, labels[1]]]) {
      const reply = await all.session.ask(all.own, { panel: { save_practice: { values: [['never.labels', label]] } } });
      assert.ok(reply.practice, JSON.stringify(reply));
      await all.own.evaluate(() => chrome.storage.session.clear());
      const page = await open(path);
      if (looked) {
        await until('the mail to be read', async () => /Nils Holm/.test(await kept()));
      } else {
        const number = await all.own.evaluate(async (url) => (await chrome.tabs.query({ url: `${url}*` }))[0]?.id, page.url());
        const popup = await all.session.open(`popup.html?tab=${number}`);
        await says(popup, /Askback does not look here: it is on your list\./);
        await popup.close();
        assert.doesNotMatch(await kept(), /Nils Holm/);
      }
      await page.close();
    }
  }
});
