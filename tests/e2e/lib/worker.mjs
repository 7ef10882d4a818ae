// The background worker in Chromium: looking into it, ending it.
import { until } from './browser.mjs';

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
