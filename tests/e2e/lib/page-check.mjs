// One test page: what is read of it as it opens, what is read after clicks open more of it, and
// whether each way of sending is caught.
import { until } from './browser.mjs';
import { compareMessage, comparePage, same } from './compare.mjs';
import { checkFakeSend, checkSends } from './sends.mjs';

/**
 * @typedef {object} Bench
 * @property {import('./browser.mjs').Session} session
 * @property {import('puppeteer-core').Page} own a page of the extension
 * @property {{ take: () => Promise<any[]> }} heard what readers ask of the worker
 * @property {import('./sites.mjs').Site} site
 */

/**
 * @param {Bench} bench @param {string} name @param {any} expected
 */
export async function checkPage(bench, name, expected) {
  /** @type {import('./compare.mjs').Result[]} */
  const fields = [];
  /** @type {import('./sends.mjs').Sent[]} */
  const sends = [];
  /** @type {string[]} */
  const errors = [];
  const parts = [
    async () => fields.push(...(await checkReading(bench, name, expected))),
    async () => fields.push(...(await checkAfterOpen(bench, name, expected))),
    async () => sends.push(...(await checkSends(bench, name, expected))),
    async () => sends.push(...(await checkFakeSend(bench, name, expected))),
  ];
  for (const part of parts) {
    try {
      await part();
    } catch (error) {
      errors.push(error instanceof Error ? error.message : String(error));
    }
  }
  return { page: name, fields, sends, errors };
}

/**
 * Opens the page anew in a tab of its own, hands it to `work`, and closes it.
 * @template T
 * @param {Bench} bench @param {string} name @param {(page: import('puppeteer-core').Page) => Promise<T>} work
 * @param {{ early?: boolean }} [how] early: the page's late timers are held until `releaseTimers()`
 * @returns {Promise<T>}
 */
export async function withPage(bench, name, work, { early = false } = {}) {
  const page = await bench.session.page();
  try {
    if (early) await page.evaluateOnNewDocument(holdTimers);
    await bench.heard.take();
    await page.goto(`https://${bench.site.host}${bench.site.path}?page=${encodeURIComponent(name)}`);
    await page.bringToFront();
    if (!early) await settled(page);
    return await work(page);
  } finally {
    await page.close();
  }
}

/** Holds what a page paints late, so that it can be read before. */
function holdTimers() {
  const world = /** @type {any} */ (window);
  const real = window.setTimeout.bind(window);
  /** @type {(() => void)[]} */
  const held = [];
  world.setTimeout = (/** @type {any} */ call, /** @type {number} */ wait = 0, /** @type {any[]} */ ...rest) => {
    if (wait < 500 || typeof call !== 'function') return real(call, wait, ...rest);
    return held.push(() => call(...rest));
  };
  world.releaseTimers = () => {
    world.setTimeout = real;
    for (const call of held) call();
  };
}

/** @param {import('puppeteer-core').Page} page */
const settled = (page) => page.waitForFunction(() => /** @type {any} */ (window).__settled === true);

/**
 * What the reader reads now, and what the worker makes of it. Asked by a page of the extension,
 * as its self-test asks.
 * @param {Bench} bench
 */
export async function readNow({ session, own, site }) {
  const read = await until('the reader in the page', () =>
    own.evaluate(async (host) => {
      const tabs = await chrome.tabs.query({ url: `https://${host}/*` });
      const id = tabs.at(-1)?.id;
      return id === undefined ? null : chrome.tabs.sendMessage(id, { tab: 'read_now' });
    }, site.host),
  );
  const reply = await session.ask(own, { panel: { inspect: read } });
  if (!reply.inspect) throw new Error(`the worker did not inspect: ${JSON.stringify(reply)}`);
  return { read, inspect: reply.inspect };
}

/**
 * @param {Bench} bench @param {string} name @param {any} expected
 * @returns {Promise<import('./compare.mjs').Result[]>}
 */
async function checkReading(bench, name, expected) {
  const results = await withPage(bench, name, async () => {
    const { read, inspect } = await readNow(bench);
    return comparePage(expected, read, inspect);
  });
  if (!expected.if_static) return results;
  const early = await withPage(
    bench,
    name,
    async (page) => {
      const { read, inspect } = await readNow(bench);
      const before = comparePage({ ...expected.if_static }, read, inspect);
      await page.evaluate(() => /** @type {any} */ (window).releaseTimers());
      await settled(page);
      return before;
    },
    { early: true },
  );
  return [...results, ...early.map((result) => ({ ...confirmed(result, results), field: `before late ids: ${result.field}` }))];
}

/**
 * What a reader finds early in another place than the late one is no guess when the page, once
 * settled, says the same.
 * @param {import('./compare.mjs').Result} early @param {import('./compare.mjs').Result[]} settled
 * @returns {import('./compare.mjs').Result}
 */
function confirmed(early, settled) {
  const final = settled.find((result) => result.field === early.field);
  return final?.mark === 'right' && same(final.got, early.got) ? { ...early, mark: 'right' } : early;
}

/**
 * @param {Bench} bench @param {string} name @param {any} expected
 * @returns {Promise<import('./compare.mjs').Result[]>}
 */
async function checkAfterOpen(bench, name, expected) {
  const wanted = Object.entries(expected.after_open ?? {});
  if (wanted.length === 0) return [];
  return withPage(bench, name, async (page) => {
    if (await page.$(bench.site.stack)) await page.click(bench.site.stack);
    /** @type {Record<string, number>} */
    const places = {};
    for (const [id] of wanted) {
      if (bench.site.messages) places[id] = await page.$$eval(bench.site.messages, (all, selector) => all.findIndex((one) => one.matches(selector)), bench.site.message(id));
      const node = await page.waitForSelector(bench.site.message(id), { timeout: 5000 });
      await node?.evaluate((element) => element.scrollIntoView({ block: 'center' }));
      await node?.click();
    }
    const { read, inspect } = await readNow(bench);
    return wanted.flatMap(([id, message]) => {
      const index = places[id] ?? read.messages.findIndex((/** @type {any} */ one) => one.id === id);
      return compareMessage(`after_open ${id}`, message, read.messages[index], inspect.messages[index]);
    });
  });
}
