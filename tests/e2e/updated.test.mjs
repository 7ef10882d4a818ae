// An extension that is updated while a tab is open: the tab keeps its old reader, which has to stop
// cleanly, say so, and let every mail go.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { launch, until } from './lib/browser.mjs';
import { unpacked } from './lib/find.mjs';
import { serveHosts } from './lib/hosts.mjs';
import { SITES } from './lib/sites.mjs';
import { says } from './lib/stage.mjs';
import { KIND } from './lib/suite.mjs';

const site = SITES.gmail;
const dir = mkdtempSync(join(tmpdir(), 'askback-update-'));
/** @type {import('./lib/browser.mjs').Session} */
let session;
/** @type {import('./lib/hosts.mjs').Hosts} */
let hosts;

/** A mail that asks and a composer that gives, as much of them as the reader needs. */
const BODY = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A demo - dana@acme-sales.test - Acme Mail</title></head>
<body><div class="aeF"><div class="nH"><div class="nH" role="main"><div class="ha"><h2 class="hP" data-legacy-thread-id="19777fc9c5634bdb">A demo</h2></div>
<div role="list"><div role="listitem" class="h7" aria-expanded="true"><div class="adn ads" data-legacy-message-id="19777fc9c5634bdb">
<table><tr><td class="gF"><h3 class="iw"><span class="gD" email="mara@prospect.test" name="Mara Prospect">Mara Prospect</span></h3></td></tr></table>
<div class="ajw"><span class="hb">to <span class="g2" email="dana@acme-sales.test" name="Dana">me</span></span></div>
<div class="ii gt"><div class="a3s aiL"><div dir="ltr">Hello Dana, could you give us a demo of the product next week? Mara</div></div></div></div></div></div>
<div class="ip adB"><div class="M9"><div class="GS"><div class="anm" name="to"><div role="listbox"><div role="option" data-name="Mara" data-hovercard-id="mara@prospect.test">Mara</div></div></div></div>
<input name="subjectbox" value="Re: A demo"><div class="Ap"><div g_editable="true" contenteditable="true" role="textbox" class="editable">Hello Mara, here is the invitation to the demo.</div></div>
<div class="IZ"><div class="Up"><div><div role="button" tabindex="0" class="T-I J-J5-Ji aoO">Send</div></div></div></div></div></div>
</div></div></div><script>window.__sent = 0; document.querySelector('.aoO').addEventListener('click', () => { window.__sent += 1; });</script></body></html>`;

before(async () => {
  cpSync(unpacked(KIND), dir, { recursive: true });
  hosts = await serveHosts({ [site.host]: () => ({ body: BODY }) });
  session = await launch({ kind: KIND, hosts, dir });
  await session.grant(`https://${site.host}/*`);
});

after(async () => {
  await session?.close();
  await hosts?.close();
  rmSync(dir, { recursive: true, force: true });
});

/** Puts a newer version in the place of the running one, as the browser's own update does. */
async function update() {
  const file = join(dir, 'manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...manifest, version: `${manifest.version}.1` }));
  if (KIND === 'firefox') {
    await session.browser.installExtension(dir);
  } else {
    const page = await session.browser.newPage();
    await page.goto('chrome://extensions');
    await page.evaluate(async (id) => {
      // @ts-expect-error: an interface of the page chrome://extensions alone
      const { developerPrivate } = chrome;
      // Without it an unpacked extension stays switched off once it was reloaded.
      await developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
      await developerPrivate.reload(id, { failQuietly: true });
    }, new URL(session.base).host);
    await page.close();
  }
  await until('the newer version', async () => {
    const own = await session.open('inspect.html');
    const version = await own.evaluate(() => chrome.runtime.getManifest().version).catch(() => '');
    await own.close();
    return version === `${manifest.version}.1`;
  });
}

/** Everything of ours in the page is in hosts that only a reader makes, beside the page's own. @param {import('puppeteer-core').Page} page */
const strangers = (page) => page.evaluate(() => document.documentElement.querySelectorAll(':scope > :not(head, body)').length);

test('an old reader stops when the extension is updated, says so, and lets the mail go', async () => {
  const page = await session.page(`https://${site.host}${site.path}`);
  await page.bringToFront();
  const card = await until('the card', () => session.card(page));
  await says(card, /demo/i);
  await update();
  await page.bringToFront();
  await until('the old card to go', async () => !(await session.card(page)));
  // The one thing left is the line that says why.
  await until('one line', async () => (await strangers(page)) === 1);
  if (KIND === 'chromium') {
    const line = await until('the words', () => page.$('::-p-aria([role="status"])'));
    assert.match(await line.evaluate((element) => element.textContent ?? ''), /was updated\. Reload this tab to go on/);
  }
  await page.click('.aoO');
  assert.equal(await page.evaluate(() => /** @type {any} */ (window).__sent), 1, 'the press sends at once, and once');
  await page.reload();
  const anew = await until('the new card', () => session.card(page));
  await says(anew, /demo/i);
});
