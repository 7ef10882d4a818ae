// A site that changed: where one way of finding things fails another holds, and is counted; where
// all fail the rep is told, writes by hand, and Send works.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from './lib/browser.mjs';
import { control, press, says } from './lib/stage.mjs';
import { oneSession } from './lib/suite.mjs';

const HOST = 'mail.google.com';

/**
 * A mail and a draft in the structure that Gmail's recipe names, or with some of it renamed.
 * @param {{ title: string, mail: string, sender: string, body: string }} as
 */
const page = ({ title, mail, sender, body }) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Trial - rep@acme-sales.test - Acme Mail</title><link rel="icon" href="data:,"></head>
<body>
<div class="aeF"><div class="nH"><div class="nH" role="main">
  <div class="ha"><h2 class="${title}">A trial for the mill</h2></div>
  <div ${mail} data-message-id="#msg-f:1839000000000000001">
    <table><tr><td class="gF"><h3>${sender}</h3></td></tr></table>
    <div class="${body}"><div class="a3s">Hi Robin, could you give us a demo of the planner for our three shifts?</div></div>
  </div>
</div></div></div>
<div class="dw"><div role="dialog"><div class="M9" style="width: 20rem">
  <div name="to"><div role="listbox"><div role="option" data-hovercard-id="kim@elsewhere.test" data-name="Kim">Kim</div></div></div>
  <input name="subjectbox" value="Hello">
  <div g_editable="true" contenteditable="true" role="textbox">Hello Kim</div>
  <div role="button" class="aoO" tabindex="0">Send</div>
</div></div></div>
<script>window.__sent = 0; document.querySelector('.aoO').addEventListener('click', () => { window.__sent += 1; });</script>
</body></html>`;

const SENDER = '<span class="gD" email="mara@mill.test" name="Mara Lind">Mara Lind</span>';
const PAGES = {
  '/renamed': page({ title: 'new1', mail: 'class="new2"', sender: SENDER.replace('gD', 'new3'), body: 'new4' }),
  '/unknown': page({ title: 'new1', mail: 'class="new2"', sender: 'Mara Lind', body: 'ii gt' }),
  '/differing': page({ title: 'hP', mail: 'class="adn ads"', sender: `${SENDER}<img jid="other@mill.test" data-name="Other">`, body: 'ii gt' }),
};
const all = oneSession({ [HOST]: (url) => (url.pathname in PAGES ? { body: PAGES[/** @type {keyof typeof PAGES} */ (url.pathname)] } : undefined) }, [`https://${HOST}/*`]);

/** @param {keyof typeof PAGES} path */
async function open(path) {
  const tab = await all.session.page(`https://${HOST}${path}`);
  await tab.bringToFront();
  return { tab, card: await until('the card', () => all.session.card(tab)) };
}

/** @param {(way: any) => boolean} which */
const counted = (which) =>
  until('the count', async () => {
    const reply = await all.session.ask(all.own, { panel: { ways: {} } });
    return reply.ways?.find(which) ?? null;
  });

test('with its class names changed a mail is read by the second ways, and the count shows it', async () => {
  const { tab, card } = await open('/renamed');
  await control(card, 'Save request');
  const failed = await counted((way) => way.field === 'subject' && way.way === 'h2-hP');
  assert.deepEqual([failed.site, failed.held, failed.failed], ['gmail', 0, 1]);
  const held = await counted((way) => way.field === 'message.from' && way.way === 'heading-email');
  assert.deepEqual([held.held, held.failed, held.apart], [1, 0, 0]);
  assert.doesNotMatch(await card.evaluate(() => document.body.innerText), /incomplete|wrong/);
  await tab.close();
});

test('what no way finds is said, a request is written by hand, and Send works', async () => {
  const { tab, card } = await open('/unknown');
  await says(card, /Reading is incomplete here: Askback did not find who wrote\./);
  await press(card, 'Record a request yourself', 'DisclosureTriangle').catch(() => card.click('summary'));
  await (await control(card, "Who asks? A mail address, or the company's domain", 'textbox')).focus();
  await tab.keyboard.type('mill.test');
  await card.select('select', 'demo');
  await press(card, 'Save request');
  await says(card, /saved/i);
  await tab.click('.aoO');
  await until('the mail to leave', () => tab.evaluate(() => /** @type {any} */ (window).__sent === 1));
  await tab.close();
});

test('ways that differ are said', async () => {
  const { tab, card } = await open('/differing');
  await says(card, /two ways of finding who wrote do not agree/);
  await tab.close();
});

test('the self-test shows the counts', async () => {
  const own = await all.session.open('inspect.html');
  await says(own, /How finding things went so far/);
  await says(own, /heading-email/);
  await own.close();
});
