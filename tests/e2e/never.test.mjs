// The never-look list: what is on it is not read, not sent to the worker and not kept; by one press,
// by the settings, and by a label of the mail.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from './lib/browser.mjs';
import * as ledger from './lib/ledger.mjs';
import { press, says } from './lib/stage.mjs';
import { oneSession } from './lib/suite.mjs';

const HOST = 'mail.google.com';

/**
 * A mail in Gmail's structure, with a composer.
 * @param {{ sender: string, words: string, labels?: string, to?: string }} of
 */
const page = ({ sender, words, labels = '', to = sender }) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Trial - rep@acme-sales.test - Acme Mail</title><link rel="icon" href="data:,"></head>
<body>
<div class="aeF"><div class="nH"><div class="nH" role="main">
  <div class="ha"><h2 class="hP">About the ${words}</h2>${labels}</div>
  <div class="adn ads" data-message-id="#msg-f:1839000000000000001">
    <table><tr><td class="gF"><h3><span class="gD" email="${sender}" name="Mara Lind">Mara Lind</span></h3></td></tr></table>
    <div class="ii gt"><div class="a3s">Hi Robin, could you give us a demo of the ${words} for our three shifts?</div></div>
  </div>
</div></div></div>
<div class="dw"><div role="dialog"><div class="M9" style="width: 20rem">
  <div name="to"><div role="listbox"><div role="option" data-hovercard-id="${to}" data-name="Mara">Mara</div></div></div>
  <input name="subjectbox" value="Hello">
  <div g_editable="true" contenteditable="true" role="textbox">Here is the demo of the ${words}.</div>
  <div role="button" class="aoO" tabindex="0">Send</div>
</div></div></div>
<script>window.__sent = 0; document.querySelector('.aoO').addEventListener('click', () => { window.__sent += 1; });</script>
</body></html>`;

/** @type {Record<string, string>} */
const PAGES = {
  '/doctor': page({ sender: 'mara@clinic.test', words: 'xylophone' }),
  '/mill': page({ sender: 'mara@mill.test', words: 'planner' }),
  '/labelled': page({ sender: 'mara@dock.test', words: 'marimba', labels: '<div class="hN" name="Private">Private</div>' }),
};
const all = oneSession({ [HOST]: (url) => (PAGES[url.pathname] ? { body: PAGES[url.pathname] ?? '' } : undefined) }, [`https://${HOST}/*`]);

/** @param {string} path */
async function open(path) {
  const tab = await all.session.page(`https://${HOST}${path}`);
  await tab.bringToFront();
  return tab;
}

/** Everything that readers said since, as a page of ours overhears it. */
const heard = () => all.own.evaluate(() => JSON.stringify(/** @type {any} */ (window).heard ?? []));

/** Everything that is kept, on the disk and in memory. */
const kept = async () => JSON.stringify([await ledger.stored(all.own), await all.own.evaluate(() => Promise.all([chrome.storage.session.get(null), chrome.storage.local.get(null)]))]);

/** @param {[string, string][]} values */
async function set(values) {
  const reply = await all.session.ask(all.own, { panel: { save_practice: { values } } });
  assert.ok(reply.practice, JSON.stringify(reply));
}

/** @param {RegExp} words of the mail @param {import('puppeteer-core').Page} tab */
async function isNotLookedAt(words, tab) {
  await until('the page to be told of', async () => (await heard()).includes('"never":true'));
  await tab.click('.aoO');
  await until('the mail to leave', () => tab.evaluate(() => /** @type {any} */ (window).__sent === 1));
  // The rep asks for the card: it says why it is empty.
  const own = await all.session.open(`popup.html?tab=${await numberOf(tab)}`);
  await says(own, /Askback does not look here: it is on your list\./);
  await own.close();
  assert.doesNotMatch(await heard(), words);
  assert.doesNotMatch(await kept(), words);
}

/** @param {import('puppeteer-core').Page} tab */
async function numberOf(tab) {
  const url = tab.url();
  return all.own.evaluate(async (url) => (await chrome.tabs.query({ url: `${url}*` }))[0]?.id, url);
}

/** Listens anew. */
const listen = () =>
  all.own.evaluate(() => {
    const world = /** @type {any} */ (window);
    if (!world.heard) chrome.runtime.onMessage.addListener((message) => void world.heard.push(message));
    world.heard = [];
  });

test('what a page of ours overhears is what readers say', async () => {
  await listen();
  const tab = await open('/mill');
  await until('the card', () => all.session.card(tab));
  await until('the mail', async () => /planner/.test(await heard()));
  await until('the mail to be understood', async () => /planner/.test(await kept()));
  await tab.close();
});

test('a domain on the list is not read, not told and not kept, and Send works', async () => {
  await set([['never.people', 'clinic.test']]);
  await listen();
  const tab = await open('/doctor');
  await isNotLookedAt(/xylophone/, tab);
  await tab.close();
});

test('a label of the mail is enough', async () => {
  await set([['never.labels', 'private']]);
  await listen();
  const tab = await open('/labelled');
  await isNotLookedAt(/marimba/, tab);
  await tab.close();
});

test('the sender goes on the list by one press in the card, and undo takes them off it', async () => {
  const tab = await open('/mill');
  const card = await until('the card', () => all.session.card(tab));
  await press(card, 'Never look at this sender');
  await says(card, /never looks at mail of mara@mill\.test/);
  await says(card, /Askback does not look here: it is on your list\./);
  await until('the mail to be let go', async () => !/planner/.test(await kept()));
  await listen();
  await tab.reload();
  await isNotLookedAt(/planner/, tab);
  await set([['never.people', '']]);
  await until('the mail to be looked at again', async () => /planner/.test(await heard()));
  const again = await until('the card', () => all.session.card(tab));
  await press(again, 'Never look at this sender');
  await says(again, /it is on your list/);
  await press(again, 'Undo');
  await says(again, /looks at mail of mara@mill\.test again/);
  await says(again, /Save request/);
  await tab.close();
});
