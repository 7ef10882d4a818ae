// The background worker: looking into it, breaking it, ending it.
import { until } from './browser.mjs';
import { endBackground } from './firefox.mjs';

/** @typedef {import('./browser.mjs').Session} Session */

/** @param {Session} session */
const targetOf = (session) => (/** @type {import('puppeteer-core').Target} */ target) =>
  target.type() === 'service_worker' && target.url().startsWith(session.base);

/**
 * The running worker, to evaluate in. Being looked at keeps it awake.
 * @param {Session} session
 */
export async function worker(session) {
  const target = await session.browser.waitForTarget(targetOf(session));
  const found = await target.worker();
  if (!found) throw new Error('the worker cannot be looked into');
  return found;
}

/**
 * Ends the worker as the browser does when it is idle: at once, with nothing said to it.
 * @param {Session} session
 */
export async function kill(session) {
  if (session.kind === 'firefox') return endBackground(session.browser);
  const isOurs = targetOf(session);
  const target = session.browser.targets().find(isOurs);
  if (!target) return;
  const running = await target.worker();
  await running?.close();
  await until('the end of the worker', async () => {
    const stays = session.browser.targets().some((other) => other === target);
    // One that is just starting does not hear it.
    if (stays) await running?.close().catch(() => undefined);
    return !stays;
  });
}

/**
 * Counts from now on what readers ask of the worker, by a listener of our own beside the real one.
 * @param {Session} session
 */
export async function listen(session) {
  const running = await worker(session);
  await running.evaluate(() => {
    const world = /** @type {any} */ (globalThis);
    world.askedByPages = [];
    chrome.runtime.onMessage.addListener((message) => {
      if (message?.page) world.askedByPages.push(message.page);
    });
  });
  return {
    /** @returns {Promise<any[]>} the messages since the last call */
    take: () => running.evaluate(() => /** @type {any} */ (globalThis).askedByPages.splice(0)),
  };
}

/**
 * Runs a function in the worker: Chromium's is a target of its own, Firefox's background page is
 * reached from another page of the extension.
 * @template T
 * @param {Session} session @param {import('puppeteer-core').Page} own @param {(how: T) => unknown} does @param {T} how
 */
export async function inWorker(session, own, does, how) {
  const where = session.kind === 'chromium' ? await worker(session) : own;
  await where.evaluate(/** @type {any} */ (does), how);
}

/** In the worker: the next read or write fails. @param {'refuse' | 'garble'} how */
export async function breakNext(how) {
  const world = /** @type {any} */ (globalThis.document ? await chrome.runtime.getBackgroundPage() : globalThis);
  const ledger = world.IDBObjectStore.prototype;
  const name = how === 'refuse' ? 'put' : 'get';
  const was = ledger[name];
  ledger[name] = function (/** @type {any[]} */ ...given) {
    ledger[name] = was;
    if (how === 'refuse') throw new DOMException('refused by the test', 'UnknownError');
    // Another key's value in the place of the one that was asked for.
    return this.get(given[0] === 'summary' ? 'no such key' : 'summary');
  };
}

/** In the worker: the clock is moved by so many milliseconds. @param {number} by */
export async function moveClock(by) {
  const world = /** @type {any} */ (globalThis.document ? await chrome.runtime.getBackgroundPage() : globalThis);
  const Real = world.RealDate ?? world.Date;
  class Moved extends Real {
    /** @param {...any} given */
    constructor(...given) {
      super(...(given.length ? given : [Real.now() + by]));
    }
    static now() {
      return Real.now() + by;
    }
  }
  Object.assign(world, { RealDate: Real, Date: Moved });
}
