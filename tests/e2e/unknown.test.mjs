// Pages that nobody prepared: the rep points at their parts, once with the mouse and once with the
// keyboard alone; then mails are read, a request is recorded, and Send is held and released once.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { faultsOfReader } from './lib/axe.mjs';
import { until } from './lib/browser.mjs';
import { benchScript } from './lib/pointing.mjs';
import { press, says } from './lib/stage.mjs';
import { KIND, oneSession } from './lib/suite.mjs';
import { serveUnknown } from './lib/unknown.mjs';

/** @typedef {import('puppeteer-core').Page} Page */

const OWN = { own_emails: ['ola@ourside.test'], own_domains: [], mode: 'strict', badge: true };

describe('unknown pages', () => {
  const all = oneSession({}, ['http://127.0.0.1/*']);
  /** @type {Awaited<ReturnType<typeof serveUnknown>>} */
  let sites;
  /** @type {Page} */
  let page;
  before(async () => {
    sites = await serveUnknown();
    await until('the session', () => all.own);
    await all.session.ask(all.own, { panel: { save_settings: OWN } });
    page = await all.session.page(sites.url);
  });
  after(() => sites?.stop());

  const card = () => until('the card', () => all.session.card(page));
  const recipes = async () => (await all.session.ask(all.own, { panel: { recipes: {} } })).recipes;

  /** Opens a page; where a mail was just sent by a form, that page may still be on its way. @param {string} url */
  const visit = (url) => until(url, () => page.goto(url).then(() => true, () => false));

  /** How many layers of ours the page has: the pointing's, the card's, a toast's. */
  const layers = () => page.evaluate(() => document.querySelectorAll('html > div[popover]').length);

  /** What the self-test reads in the tab: the conversation. */
  const read = () => all.own.evaluate(async (url) => {
    const tab = (await chrome.tabs.query({})).find((each) => each.url?.startsWith(url));
    return tab?.id === undefined ? null : chrome.tabs.sendMessage(tab.id, { tab: 'read_now' }).catch(() => null);
  }, sites.url);

  /** Presses "Read this page" in the popup of the page's tab. */
  async function readThisPage() {
    const before = await layers();
    const tab = await all.own.evaluate(async (url) => (await chrome.tabs.query({})).find((each) => each.url?.startsWith(url))?.id, sites.url);
    const popup = await all.session.open(`popup.html?tab=${tab}`);
    await press(popup, 'Read this page').catch((error) => {
      if (!/Target closed|detached|Session closed|browsing context/i.test(String(error))) throw error;
    });
    if (!popup.isClosed()) await popup.close().catch(() => undefined);
    await page.bringToFront();
    await until('the pointing', async () => (await layers()) > before || ((await recipes()).length > 0 && (await layers()) > 0));
  }

  /** axe finds nothing in what pointing shows, in light and dark; only Chromium's driver reaches it. */
  async function isSound() {
    for (const value of KIND === 'chromium' ? ['light', 'dark'] : []) {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
      const { faults, words } = await faultsOfReader(page);
      assert.ok(words.length > 20, words);
      assert.deepEqual(faults, [], value);
    }
  }

  /**
   * Saves the recipe by the page's button. Firefox's driver cannot say where a file goes, so there the
   * file is written by the test.
   * @param {Page} own @param {string} folder @param {string} file @param {string} recipe
   */
  async function save(own, folder, file, recipe) {
    if (KIND === 'firefox') {
      writeFileSync(file, recipe);
      return;
    }
    const control = await all.session.browser.target().createCDPSession();
    await control.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
    await press(own, 'Save as a file');
    await until('the file', () => existsSync(file) && readFileSync(file, 'utf8') === recipe);
  }

  /** Points with the mouse at the middle of an element. @param {Page | import('puppeteer-core').Frame} place @param {string} selector */
  async function pointAt(place, selector) {
    const element = await place.waitForSelector(selector);
    await element?.click();
  }

  /**
   * Types into an editor's frame. Just after Keep, presses still belong to the pointing, which is put
   * away when the worker has answered: then what was typed is not there, and is typed again.
   * @param {import('puppeteer-core').Frame} editor @param {string} words
   */
  async function typeIn(editor, words) {
    await until('the words in the editor', async () => {
      await pointAt(editor, 'body');
      await editor.evaluate(() => document.body.replaceChildren());
      await page.keyboard.type(words);
      return editor.evaluate((words) => document.body.innerText.trim() === words, words);
    });
  }

  /** Walks to an element with the arrow keys and takes it. @param {string} what @param {string} selector */
  async function walkTo(what, selector) {
    const steps = await page.evaluate((what, selector) => {
      const { candidatesIn } = /** @type {any} */ (globalThis).pointing;
      return candidatesIn(document, what, document.createElement('div')).indexOf(document.querySelector(selector));
    }, what, selector);
    assert.ok(steps >= 0, `${selector} is among what the keyboard walks through`);
    for (let step = 0; step <= steps; step += 1) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
  }

  async function held() {
    await says(await card(), /Before you send this/);
    assert.equal(sites.sent.length, 0, 'a held mail stays');
    await press(await card(), 'Send anyway');
    await until('the sent mail', () => sites.sent.length > 0);
    assert.equal(sites.sent.length, 1, 'it is sent once');
    return sites.sent.pop() ?? '';
  }

  /** @param {RegExp} words of the mail */
  async function recorded(words) {
    await says(await card(), words);
    await press(await card(), 'Save request');
    await says(await card(), /saved/i);
  }

  test('a webmail of pages, with the mouse: its mail is read', async () => {
    await visit(`${sites.url}/mail`);
    await readThisPage();
    await isSound();
    await pointAt(page, 'tr:nth-child(1) > td:nth-child(2)');
    await pointAt(page, 'tr:nth-child(2) > td:nth-child(2)');
    const inner = await until('the frame', () => page.frames().find((frame) => frame.url().endsWith('/mail/text')));
    await pointAt(inner, 'p:nth-child(2)');
    await pointAt(page, 'tr:nth-child(3) > td:nth-child(2)');
    await pointAt(page, 'tr:nth-child(4) > td:nth-child(2)');
    await page.keyboard.press('w');
    await isSound();
    await page.keyboard.press('Enter');
    await until('the recipe', async () => (await recipes()).length === 1);
    const conversation = await until('a reading', read);
    assert.equal(conversation.subject, 'Samples of the new coating');
    assert.deepEqual(conversation.messages[0].from, { name: 'Ingrid Sol', email: 'ingrid@solpaint.test' });
    assert.match(conversation.messages[0].body[0].text, /^Hello Ola,\ncould you send us a sample/);
    assert.deepEqual(conversation.missing, []);
    await recorded(/sample of the coating/);
  });

  test('the composer is added where it is, and its Send is held and released once', async () => {
    await visit(`${sites.url}/reply`);
    await readThisPage();
    // The result is shown first; the press after Keep is the one that adds the composer.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const editor = await until('the editor', () => page.frames().find((frame) => frame.url().endsWith('/editor')));
    await pointAt(editor, 'body');
    await pointAt(page, 'input[name=rcpt]');
    await pointAt(page, 'button');
    assert.equal(sites.sent.length, 0, 'pointing at Send sends nothing');
    await page.keyboard.press('Enter');
    await until('the composer in the recipe', async () => JSON.parse((await recipes())[0][1]).fields.send);
    await typeIn(editor, 'Hello Ingrid, attached is the sample data sheet, and a sample is on its way to you.');
    await until('the draft', async () => (await read())?.composes[0]?.body[0]?.text.includes('sample data sheet'));
    await page.click('button');
    assert.match(await held(), /sample data sheet/);
  });

  test('another release with other class names is still read, and still held', async () => {
    sites.release('2');
    // Asked anew: what was given once without knowing why is given a second time without a word.
    await all.session.ask(all.own, { panel: { forget: { prospect: 'solpaint.test' } } });
    await visit(`${sites.url}/mail`);
    await recorded(/sample of the coating/);
    const conversation = await until('a reading', async () => {
      const now = await read();
      return now?.messages.length ? now : null;
    });
    assert.equal(conversation.subject, 'Samples of the new coating');
    assert.equal(conversation.messages[0].from.email, 'ingrid@solpaint.test');
    assert.deepEqual(conversation.missing, []);
    await visit(`${sites.url}/reply`);
    const editor = await until('the editor', () => page.frames().find((frame) => frame.url().endsWith('/editor')));
    await typeIn(editor, 'Hello Ingrid, attached is the sample once more.');
    await until('the draft', async () => (await read())?.composes[0]?.body[0]?.text.includes('once more'));
    await page.focus('button');
    await page.keyboard.press('Enter');
    assert.match(await held(), /once more/);
  });

  test('a recipe is saved as a file, deleted, and taken in from the file; what is none is refused with the reason', async () => {
    const [[host, recipe]] = await recipes();
    assert.equal(host, '127.0.0.1');
    assert.doesNotMatch(recipe, /Ingrid|solpaint|coating|Ola/);
    const own = await all.session.open('inspect.html');
    await says(own, /127\.0\.0\.1/);
    const folder = mkdtempSync(join(tmpdir(), 'askback-recipe-'));
    const file = join(folder, 'askback-127.0.0.1.json');
    await save(own, folder, file, recipe);
    await press(own, 'Delete');
    await says(own, /There are none yet/);
    assert.deepEqual(await recipes(), []);
    const chooser = /** @type {import('puppeteer-core').ElementHandle<HTMLInputElement>} */ (await own.$('input[type=file]'));
    writeFileSync(join(folder, 'none.json'), recipe.replace('"fields"', '"script"'));
    await chooser.uploadFile(join(folder, 'none.json'));
    await says(own, /no recipe of Askback.*script/);
    assert.deepEqual(await recipes(), []);
    await chooser.uploadFile(file);
    await says(own, /Taken in/);
    assert.deepEqual(await recipes(), [[host, recipe]]);
    await press(own, 'Delete');
    await says(own, /There are none yet/);
    await own.close();
    rmSync(folder, { recursive: true });
  });

  test('a composer that stands whole in a frame is added, and its Send is held and released once', async () => {
    await visit(`${sites.url}/framed`);
    await readThisPage();
    await all.session.ask(all.own, { panel: { forget: { prospect: 'solpaint.test' } } });
    await all.session.ask(all.own, { panel: { change: { record: { prospect: 'solpaint.test', name: 'Sol Paint', asked_by: '', asked_on: null, thread: '', fields: { kind: 'sample' } } } } });
    // No mail is on this page.
    for (let skipped = 0; skipped < 5; skipped += 1) await page.keyboard.press('n');
    const write = await until('the frame', () => page.frames().find((frame) => frame.url().endsWith('/write')));
    await pointAt(write, 'textarea');
    await pointAt(write, 'input');
    await pointAt(write, 'button');
    assert.equal(sites.sent.length, 0, 'pointing at Send sends nothing');
    await page.keyboard.press('Enter');
    await until('the composer’s frame in the recipe', async () => JSON.parse((await recipes())[0]?.[1] ?? '{}').fields?.composer_frame);
    await until('the words in the field', async () => {
      const field = await write.waitForSelector('textarea');
      await field?.evaluate((field) => { /** @type {HTMLTextAreaElement} */ (field).value = ''; });
      await field?.click();
      await page.keyboard.type('Attached is the sample, and a second one is on its way.');
      return field?.evaluate((field) => /** @type {HTMLTextAreaElement} */ (field).value.endsWith('on its way.'));
    });
    await until('the draft', async () => (await read())?.composes[0]?.body[0]?.text.includes('second one'));
    await write.click('button');
    assert.match(await held(), /second one/);
    const own = await all.session.open('inspect.html');
    await press(own, 'Delete');
    await says(own, /There are none yet/);
    await own.close();
  });

  test('a CRM in one page, with the keyboard alone: read, recorded, held', async () => {
    await visit(`${sites.url}/crm`);
    await page.focus('nav a');
    await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('nav a')).click());
    await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('main > button')).click());
    await readThisPage();
    await page.evaluate(await benchScript());
    await walkTo('words', 'main input');
    await walkTo('words', 'main section span[title]');
    await walkTo('words', 'main section p:nth-of-type(2)');
    await page.keyboard.press('n');
    await walkTo('words', 'main section span:nth-of-type(2)');
    await walkTo('fields', 'main textarea');
    await walkTo('fields', 'main input[type=email]');
    await walkTo('buttons', 'main [role=button]');
    assert.equal(sites.sent.length, 0, 'pointing at Send sends nothing');
    await page.keyboard.press('Enter');
    await until('the recipe', async () => (await recipes()).length === 1);
    const conversation = await until('a reading', read);
    assert.equal(conversation.subject, 'Crane controls, phase 2');
    assert.deepEqual(conversation.messages.map((/** @type {any} */ mail) => mail.from.email), ['wanda@ruizcranes.test', 'ola@ourside.test']);
    assert.deepEqual(conversation.missing, []);
    await recorded(/demo of the controls/);
    await page.focus('textarea');
    await page.keyboard.type('Hello Wanda, here is the demo recording, as promised: https://demo.ourside.test/1');
    await page.focus('main [role=button]');
    await page.keyboard.press('Enter');
    assert.match(await held(), /demo recording/);
  });

  test('another record, another release: the CRM is still read, and its Send held at the press', async () => {
    await visit(`${sites.url}/crm?release=2`);
    await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelectorAll('nav a')[1]).click());
    const conversation = await until('a reading', async () => {
      const now = await read();
      return now?.messages.length ? now : null;
    });
    assert.equal(conversation.subject, 'Spare parts contract');
    assert.deepEqual(conversation.messages.map((/** @type {any} */ mail) => mail.from.email), ['theo@langmarine.test']);
    await recorded(/quote for the spare parts/);
    await page.click('main > button');
    await page.focus('textarea');
    await page.keyboard.type('Hello Theo, attached is the quote for the spare parts.');
    await until('the draft', async () => (await read())?.composes[0]?.body[0]?.text.includes('spare parts'));
    await page.click('main [role=button]');
    assert.match(await held(), /attached is the quote/);
  });

  /** The first in any shadow tree. @param {string} selector */
  const deep = (selector) => page.waitForSelector(`pierce/${selector}`);

  test('a workspace of web components: read, and held, across its shadow trees; in another release too', async () => {
    const own = await all.session.open('inspect.html');
    await press(own, 'Delete');
    await says(own, /There are none yet/);
    await own.close();
    await visit(`${sites.url}/parts`);
    await readThisPage();
    for (const part of ['h2', '.who-1', '.text-1 > p:nth-of-type(2)']) await (await deep(part))?.click();
    await page.keyboard.press('n');
    for (const part of ['.when-1', 'textarea', 'input', '.go-1']) await (await deep(part))?.click();
    assert.equal(sites.sent.length, 0, 'pointing at Send sends nothing');
    await page.keyboard.press('Enter');
    await until('the recipe', async () => (await recipes()).length === 1);
    assert.doesNotMatch((await recipes())[0][1], /Yara|ferry|sensors|Ola/);
    for (const release of ['1', '2']) {
      if (release === '2') await visit(`${sites.url}/parts?release=2`);
      const conversation = await until('a reading', async () => {
        const now = await read();
        return now?.messages.length ? now : null;
      });
      assert.equal(conversation.subject, 'Sensor samples for the ferry');
      assert.deepEqual(conversation.messages.map((/** @type {any} */ mail) => mail.from.email), ['yara@ferrylines.test', 'ola@ourside.test']);
      assert.match(conversation.messages[0].body[0].text, /^Hello Ola,\ncould you send us two sensors/);
      assert.deepEqual(conversation.missing, []);
      await says(await card(), /two sensors as a sample/);
      await (await deep('textarea'))?.click();
      await page.keyboard.type(`Hello Yara, attached is the sample data, ${release}.`);
      await until('the draft', async () => (await read())?.composes[0]?.body[0]?.text.includes(`data, ${release}`));
      await (await deep(`.go-${release}`))?.click();
      assert.match(await held(), /sample data/);
    }
  });
});
