// A week of mail, then all that is stored is searched for what was in that mail and was not confirmed.
// The page "Your data" says how much there is of each kind and where.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from './lib/browser.mjs';
import * as ledger from './lib/ledger.mjs';
import { press, says } from './lib/stage.mjs';
import { oneSession } from './lib/suite.mjs';

const HOST = 'mail.google.com';

/** Words that stand nowhere else, one for each place of a mail that nobody confirms. */
const SECRETS = ['xylophone', 'marimba', 'zeppelin', 'walrus', 'quagga', 'ocarina', 'theremin', 'bassoon'];

/** @param {{ day: number, asks: boolean }} of */
function mail({ day, asks }) {
  const from = `mara${day}@mill${day}.test`;
  const body = asks ? `Hi Robin, my xylophone broke. Could you give us a demo of planner${day} next Friday? The marimba is fine.` : 'Hello, the zeppelin landed; nothing to do. I will send the walrus by 2026-12-24.';
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Week - rep@acme-sales.test - Acme Mail</title><link rel="icon" href="data:,"></head>
<body>
<div class="aeF"><div class="nH"><div class="nH" role="main">
  <div class="ha"><h2 class="hP">About the quagga</h2></div>
  <div class="adn ads" data-message-id="#msg-f:18390000000000000${day}1">
    <table><tr><td class="gF"><h3><span class="gD" email="${from}" name="Mara Lind">Mara Lind</span></h3></td></tr></table>
    <div class="ii gt"><div class="a3s">${body}<div class="gmail_quote">On Monday you wrote: the ocarina is ready.</div></div></div>
    <span class="aV3">bassoon.pdf</span>
  </div>
</div></div></div>
<div class="dw"><div role="dialog"><div class="M9" style="width: 20rem">
  <div name="to"><div role="listbox"><div role="option" data-hovercard-id="${from}" data-name="Mara">Mara</div></div></div>
  <input name="subjectbox" value="Hello">
  <div g_editable="true" contenteditable="true" role="textbox">Thank you for the theremin, I will be in touch.</div>
  <div role="button" class="aoO" tabindex="0">Send</div>
</div></div></div>
<script>window.__sent = 0; document.querySelector('.aoO').addEventListener('click', () => { window.__sent += 1; });</script>
</body></html>`;
}

const DAYS = [1, 2, 3, 4, 5, 6, 7];
const all = oneSession({ [HOST]: (url) => ({ body: mail({ day: Number(url.pathname.slice(1)), asks: Number(url.pathname.slice(1)) % 2 === 1 }) }) }, [`https://${HOST}/*`]);

/** Everything that lies on the disk. */
const onDisk = async () =>
  JSON.stringify([
    await ledger.stored(all.own),
    await all.own.evaluate(async () => {
      const databases = (await indexedDB.databases()).map(({ name }) => name);
      return { databases, local: await chrome.storage.local.get(null), page: { ...localStorage }, caches: await caches.keys() };
    }),
  ]);

test('after a week of mail nothing is stored but what was confirmed', async () => {
  for (const day of DAYS) {
    const tab = await all.session.page(`https://${HOST}/${day}`);
    await tab.bringToFront();
    // A mail that asks is recorded as it stands; of the others nothing is.
    if (day % 2 === 1) {
      const card = await until('the card', () => all.session.card(tab));
      await press(card, 'Save request');
      await says(card, /saved/i);
    } else {
      await until('the mail to be read', async () => JSON.stringify(await all.own.evaluate(() => chrome.storage.session.get(null))).includes(`mill${day}.test`));
    }
    await tab.click('.aoO');
    const gone = () => tab.evaluate(() => /** @type {any} */ (window).__sent === 1);
    await until('the mail to leave, or to be held', async () => (await gone()) || (await all.session.card(tab))?.evaluate(() => /Before you send/.test(document.body.innerText)));
    await tab.close();
  }
  const disk = await onDisk();
  for (const day of [1, 3, 5, 7]) assert.ok(disk.includes(`planner${day}`), `the sentence of day ${day} was confirmed`);
  for (const secret of SECRETS) assert.ok(!disk.includes(secret), `${secret} is on the disk`);
  for (const day of [2, 4, 6]) assert.ok(!disk.includes(`mill${day}.test`), 'of whom nothing was recorded nothing is kept');
  // What open tabs showed goes with them.
  await until('the tabs to be let go', async () => {
    const memory = JSON.stringify(await all.own.evaluate(() => chrome.storage.session.get(null)));
    return !SECRETS.some((secret) => memory.includes(secret)) && !/planner\d/.test(memory);
  });
});

test('the page says how much there is of each kind, where, and how to remove it', async () => {
  const page = await all.session.open('data.html');
  await says(page, /4 prospects and \d+ events/);
  const rows = await page.$$eval('#sizes tr', (lines) => lines.map((line) => [...line.children].map((cell) => cell.textContent ?? '')));
  const stored = await ledger.stored(all.own);
  const events = Object.entries(stored).filter(([key]) => key.startsWith('e/'));
  const bytes = events.reduce((sum, [key, value]) => sum + key.length + JSON.stringify(value).length, 0);
  assert.equal(rows[0]?.[1], `${events.length} values`);
  assert.equal(rows[0]?.[2], `${(bytes / 1000).toFixed(1)} KB`);
  assert.ok(rows.every((cells) => cells.length === 5 && cells.every(Boolean)), JSON.stringify(rows));
  assert.ok(!rows.some(([what]) => what?.startsWith('Other')), 'each kind of key has its name');
  await page.close();
});
