// Whether each way of sending a draft is caught before it sends and released once.
import { until } from './browser.mjs';
import { withPage } from './page-check.mjs';

/** @typedef {{ what: string, ok: boolean, say: string }} Sent */
/** @typedef {import('./page-check.mjs').Bench} Bench */
/** @typedef {import('puppeteer-core').Page} Page */

/** A way of sending: what it is called in `SendWay`, and how a person does it. */
const WAYS = [
  { name: 'click', way: 'click', on: 'click', act: (/** @type {Page} */ page, /** @type {string} */ at) => page.click(at) },
  { name: 'Enter on the button', way: 'key', on: 'click', act: press('Enter') },
  { name: 'Space on the button', way: 'key', on: 'click', act: press('Space') },
  { name: 'shortcut', way: 'shortcut', on: 'editor', act: shortcut },
  { name: 'archive', way: 'archive', on: 'archive', act: (/** @type {Page} */ page, /** @type {string} */ at) => page.click(at) },
  { name: 'schedule', way: 'schedule', on: 'schedule', act: (/** @type {Page} */ page, /** @type {string} */ at) => page.click(at) },
];

/** @param {'Enter' | 'Space'} key */
function press(key) {
  return async (/** @type {Page} */ page, /** @type {string} */ at) => {
    await page.focus(at);
    await page.keyboard.press(key);
  };
}

/** @param {Page} page @param {string} at */
async function shortcut(page, at) {
  await page.focus(at);
  await page.keyboard.down('Control');
  await page.keyboard.press('Enter');
  await page.keyboard.up('Control');
}

/**
 * Every way of sending of every composer that a person can see and use.
 * @param {Bench} bench @param {string} name @param {any} expected
 * @returns {Promise<Sent[]>}
 */
export async function checkSends(bench, name, expected) {
  const composes = expected.composes ?? [];
  /** @type {Sent[]} */
  const results = [];
  for (const [index, compose] of composes.entries()) {
    if (compose.minimized) continue;
    for (const way of WAYS) {
      const result = await withPage(bench, name, (page) => checkWay(bench, page, way, index, compose));
      if (result) results.push(result);
    }
  }
  return results;
}

/**
 * Marks the controls of one composer so that they can be pressed by a plain selector.
 * @param {Page} page @param {import('./sites.mjs').Site} site @param {number} index
 * @returns {Promise<string[]>} the ways that are there
 */
function mark(page, { composer, body, editor, press, opener }, index) {
  return page.evaluate(
    ({ composer, body, controls, index }) => {
      const trees = [document, ...[...document.querySelectorAll('*')].flatMap((host) => host.shadowRoot ?? [])];
      const shown = trees.flatMap((tree) => [...tree.querySelectorAll(composer)]).filter((root) => !root.closest(body));
      const root = shown[index];
      if (!root) return [];
      return Object.entries(controls).flatMap(([name, selector]) => {
        // A menu may be painted in a layer of its own, outside of every composer.
        const control = selector ? (root.querySelector(selector) ?? document.querySelector(`[data-layer] ${selector}`)) : null;
        control?.setAttribute('data-test-control', name);
        return control ? [name] : [];
      });
    },
    { composer, body, index, controls: { ...press, editor, opener: opener ?? '' } },
  );
}

/** @param {Page} page @returns {Promise<any[]>} what the page's application has sent */
const sent = (page) => page.evaluate(() => /** @type {any} */ (window).__sent ?? []);

/**
 * @param {Bench} bench @param {Page} page @param {typeof WAYS[number]} way @param {number} index @param {any} compose
 * @returns {Promise<Sent | null>} null when this composer has no such way
 */
async function checkWay(bench, page, way, index, compose) {
  const there = await mark(page, bench.site, index);
  if (!there.includes(way.on) || (way.way === 'shortcut' && bench.site.shortcut === false)) return null;
  const what = `composer ${index + 1}, ${way.name}`;
  // The reader must have met the composer; it reads by itself once the page is there.
  await until('the reading of the page', async () => (await bench.heard.take()).some((message) => message.read));
  if (way.on === 'schedule' && bench.site.opener) {
    await page.click('>>> [data-test-control="opener"]');
    await page.waitForSelector('>>> [data-test-control="schedule"]', { visible: true });
  }
  await way.act(page, `>>> [data-test-control="${way.on}"]`);
  const nobody = ![compose.to, compose.cc, compose.bcc].some((list) => list?.length);
  const outcome = await until('the verdict', () => outcomeOf(bench, page, nobody)).catch((error) => ({ ok: false, say: error.message }));
  const judged = (await bench.heard.take()).filter((message) => message.judge);
  return { what, ...outcome, ...tooMuch(outcome, judged, way) };
}

/** @typedef {{ ok: boolean, say: string }} Outcome */

/**
 * What became of a press: sent, or held and then released by hand.
 * @param {Bench} bench @param {Page} page @param {boolean} nobody whether the draft has no recipient
 * @returns {Promise<Outcome | null>}
 */
async function outcomeOf(bench, page, nobody) {
  const now = await sent(page);
  if (now.length > 0) return judgeSent(now, 'judged, then sent');
  if (nobody && (await page.$('[role="alertdialog"]'))) return { ok: true, say: 'judged, then refused by the site: no recipient' };
  const card = await bench.session.card(page);
  const release = await card?.$('::-p-text(Send anyway)');
  if (!release || !(await release.isVisible())) return null;
  if ((await sent(page)).length > 0) return { ok: false, say: 'was sent while it was held' };
  await release.click();
  const after = await until('the release', async () => {
    const all = await sent(page);
    return all.length > 0 ? all : null;
  });
  return judgeSent(after, 'held, released, then sent');
}

/** @param {any[]} all @param {string} say @returns {Outcome} */
function judgeSent(all, say) {
  if (all.length !== 1) return { ok: false, say: `sent ${all.length} times` };
  // The app notes whether the press was the person's own: then nothing had stopped it.
  if (all[0].trusted) return { ok: false, say: 'sent by the press itself: it was not caught' };
  return { ok: true, say };
}

/**
 * @param {Outcome} outcome @param {any[]} judged @param {typeof WAYS[number]} way
 * @returns {Partial<Outcome>}
 */
function tooMuch(outcome, judged, way) {
  if (!outcome.ok) return {};
  if (judged.length !== 1) return { ok: false, say: `judged ${judged.length} times` };
  if (judged[0].judge.way !== way.way) return { ok: false, say: `judged as ${judged[0].judge.way}` };
  return {};
}

/**
 * A Send button that a mail imitates: the click must reach it as if nobody were there.
 * @param {Bench} bench @param {string} name @param {any} expected
 * @returns {Promise<Sent[]>}
 */
export async function checkFakeSend(bench, name, expected) {
  const selector = expected.fake_send_selector;
  if (!selector) return [];
  return withPage(bench, name, async (page) => {
    await until('the reading of the page', async () => (await bench.heard.take()).some((message) => message.read));
    const buttons = await page.$$(selector);
    /** @type {Sent[]} */
    const results = [];
    for (const [index, button] of buttons.entries()) {
      await button.evaluate((element) => {
        element.scrollIntoView({ block: 'center' });
        element.addEventListener('click', (event) => element.setAttribute('data-test-met', String(!event.defaultPrevented)));
      });
      await button.click();
      const met = await button.evaluate((element) => element.getAttribute('data-test-met'));
      const judged = (await bench.heard.take()).filter((message) => message.judge);
      const ok = met === 'true' && judged.length === 0 && (await sent(page)).length === 0;
      results.push({ what: `imitated Send ${index + 1}`, ok, say: ok ? 'let alone' : `met ${met}, judged ${judged.length} times` });
    }
    return results;
  });
}
