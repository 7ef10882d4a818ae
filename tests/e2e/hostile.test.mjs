// A page that wishes us ill: no frame, no script and no style of ours is allowed by its policy, and
// its own script clicks, forges, redefines and removes whatever it can reach.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from './lib/browser.mjs';
import * as ledger from './lib/ledger.mjs';
import { SITES } from './lib/sites.mjs';
import { says } from './lib/stage.mjs';
import { oneSession } from './lib/suite.mjs';

const NONCE = 'aG9zdGlsZQ';
const POLICY = `default-src 'none'; script-src 'nonce-${NONCE}'; require-trusted-types-for 'script'; trusted-types 'none'`;
const SECRET = 'the purpose that only the rep knows';

/** As much of Gmail as the reader needs, with a thread that asks and a composer that gives. */
const body = (/** @type {string} */ script) => `<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>A demo - dana@acme-sales.test - Acme Mail</title></head><body><div class="aeF"><div class="nH"><div class="nH" role="main">
<div class="ha"><h2 class="hP" data-legacy-thread-id="19777fc9c5634bdb">A demo</h2></div>
<div role="list"><div role="listitem" class="h7" aria-expanded="true"><div class="adn ads" data-legacy-message-id="19777fc9c5634bdb">
<table><tr><td class="gF"><h3 class="iw"><span class="gD" email="mara@prospect.test" name="Mara Prospect">Mara Prospect</span></h3></td></tr></table>
<div class="ajw"><span class="hb">to <span class="g2" email="dana@acme-sales.test" name="Dana">me</span></span></div>
<div class="ii gt"><div class="a3s aiL"><div dir="ltr">Hello Dana, could you give us a demo of the product next week? Mara</div></div></div>
</div></div></div>
<div class="ip adB"><div class="M9"><div class="GS"><div class="anm" name="to"><div role="listbox"><div role="option" data-name="Mara" data-hovercard-id="mara@prospect.test">Mara</div></div></div></div>
<input name="subjectbox" value="Re: A demo"><div class="Ap"><div g_editable="true" contenteditable="true" role="textbox" class="editable">Hello Mara, thank you for your mail.</div></div>
<div class="IZ"><div class="Up"><div><div role="button" tabindex="0" class="T-I J-J5-Ji aoO">Send</div></div></div></div></div></div>
</div></div></div><script nonce="${NONCE}">
window.__sent = [];
document.querySelector('.aoO').addEventListener('click', (event) => { if (!event.defaultPrevented) window.__sent.push(event.isTrusted); });
${script}
</script></body></html>`;

const FIRE = `
const types = ['click', 'mousedown', 'mouseup', 'keydown', 'keyup', 'pointerdown'];
window.__attacks = 0;
setInterval(() => {
  window.__attacks += 1;
  for (const host of [...document.documentElement.children, ...document.body.children]) {
    for (const type of types) {
      host.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true }));
      host.dispatchEvent(new KeyboardEvent(type, { key: 'Enter', ctrlKey: true, bubbles: true, composed: true }));
    }
  }
  for (let index = 0; index < window.length; index += 1) {
    for (const message of [{ askback: 'ticket', ticket: 'forged' }, { gate: { compose_id: '1' } }, { release: { compose_id: '1' } }, { panel: { settings: {} } }]) {
      window[index].postMessage(message, '*', message.askback ? [new MessageChannel().port2] : []);
    }
  }
  window.postMessage({ release: { compose_id: '1' } }, '*');
}, 20);`;

const REDEFINE = `
window.__stolen = [];
const steal = (what) => window.__stolen.push(what);
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (init) { steal('attachShadow'); return attach.call(this, { ...init, mode: 'open' }); };
const post = MessagePort.prototype.postMessage;
MessagePort.prototype.postMessage = function (message) { steal('port'); return post.apply(this, arguments); };
JSON.stringify = () => { steal('JSON'); return '{}'; };
Array.prototype.map = function () { steal('map'); return []; };
String.prototype.trim = function () { steal('trim'); return ''; };
Element.prototype.closest = () => null;
Document.prototype.querySelector = () => null;`;

const REMOVE = `
window.__removed = 0;
const sweep = () => {
  const strangers = [...document.documentElement.children, ...document.body.children].filter(
    (node) => !['HEAD', 'BODY', 'SCRIPT'].includes(node.tagName) && !node.classList.contains('aeF'));
  for (const node of strangers) if (window.__removed < 500) { window.__removed += 1; node.remove(); }
};
new MutationObserver(sweep).observe(document.documentElement, { childList: true, subtree: true });
sweep();`;

const PAGES = { fire: FIRE, redefine: REDEFINE, remove: REMOVE };
const site = SITES.gmail;
const all = oneSession(
  {
    [site.host]: (url) => {
      const name = /** @type {keyof typeof PAGES} */ (url.searchParams.get('page') ?? '');
      return { body: body(PAGES[name] ?? ''), headers: { 'content-security-policy': POLICY } };
    },
    'framer.test': (url) => {
      const frame = url.searchParams.get('frame') ?? '';
      return { body: `<!doctype html><title>framer</title><iframe src="${frame.replace(/[<>"]/g, '')}"></iframe>` };
    },
  },
  [`https://${site.host}/*`],
);

/** @param {keyof typeof PAGES} name */
async function open(name) {
  const page = await all.session.page(`https://${site.host}${site.path}?page=${name}`);
  await page.bringToFront();
  return page;
}

/** Everything that is stored, but for the count of which ways found a field: reading adds to it. */
async function stored() {
  const { ways: _, ...rest } = await ledger.stored(all.own);
  return JSON.stringify(rest);
}

test('clicks, keys and messages that a script makes trigger nothing', async () => {
  const page = await open('fire');
  const card = await until('the card', () => all.session.card(page));
  await says(card, /demo/i);
  const before = await stored();
  await page.waitForFunction(() => /** @type {any} */ (window).__attacks > 50);
  assert.equal(await stored(), before, 'nothing was recorded');
  assert.deepEqual(await page.evaluate(() => /** @type {any} */ (window).__sent), [], 'nothing was sent');
  await says(card, /Save request/);
  await page.close();
});

test('Send still works while the page fires', async () => {
  const page = await open('fire');
  await until('the card', () => all.session.card(page));
  await page.click('.aoO');
  await until('the mail to leave', () => page.evaluate(() => /** @type {any} */ (window).__sent.length === 1));
  await page.close();
});

test('redefined prototypes see nothing of ours, and stop nothing', async () => {
  const page = await open('redefine');
  const card = await until('the card', () => all.session.card(page));
  await says(card, /demo/i);
  const seen = await page.evaluate(() => ({
    stolen: /** @type {any} */ (window).__stolen,
    open: [...document.documentElement.querySelectorAll('*')].filter((element) => element.shadowRoot).length,
  }));
  assert.deepEqual(seen, { stolen: [], open: 0 });
  await page.click('.aoO');
  await until('the mail to leave', () => page.evaluate(() => /** @type {any} */ (window).__sent.length === 1));
  await page.close();
});

test('a page that removes our elements cannot stop Send', async () => {
  const page = await open('remove');
  await page.waitForFunction(() => /** @type {any} */ (window).__removed > 0);
  await page.click('.aoO');
  await until('the mail to leave', () => page.evaluate(() => /** @type {any} */ (window).__sent.length === 1));
  assert.ok((await page.evaluate(() => /** @type {any} */ (window).__removed)) < 500, 'we do not fight with the page for ever');
  await page.close();
});

for (const path of ['popup.html', 'card.html', 'welcome.html']) {
  test(`a stranger's page that frames our ${path} gets nothing`, async () => {
    await all.session.ask(all.own, { panel: { change: { record: { prospect: 'mara@prospect.test', name: 'Prospect', asked_by: 'mara@prospect.test', asked_on: null, thread: '', fields: { kind: 'demo', purpose: SECRET } } } } });
    const page = await all.session.page(`https://framer.test/?frame=${encodeURIComponent(`${all.session.base}/${path}`)}`);
    await page.waitForFunction(() => document.readyState === 'complete');
    for (const frame of page.frames()) {
      const text = await frame.evaluate(() => document.body?.innerText ?? '').catch(() => '');
      assert.ok(!text.includes(SECRET), `${frame.url()} shows the secret`);
    }
    await page.close();
  });
}
