// What is Chromium's own in driving it.

/**
 * @typedef {import('puppeteer-core').Browser} Browser
 * @typedef {import('puppeteer-core').Page} Page
 * @typedef {import('./browser.mjs').Session} Session
 */

/** Quiet: no first run, no service of the browser's own that asks a host for anything. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--lang=en-US',
  '--force-color-profile=srgb',
];

/** @param {{ dir: string, manifest: object, proxyPort?: number }} build */
export function options({ dir, proxyPort }) {
  const proxy = proxyPort ? [`--proxy-server=127.0.0.1:${proxyPort}`] : [];
  return { pipe: true, enableExtensions: [dir], args: [...ARGS, ...proxy] };
}

/** @param {Browser} browser @returns {Promise<string>} the origin of the extension's pages */
export async function install(browser) {
  const worker = await browser.waitForTarget((target) => target.type() === 'service_worker');
  return new URL(worker.url()).origin === 'null'
    ? worker.url().split('/').slice(0, 3).join('/')
    : new URL(worker.url()).origin;
}

/** @param {Page} page @param {string} url */
export async function goto(page, url) {
  await page.goto(url);
}

/**
 * Answers the browser's question beforehand: `chrome://extensions` may note a host as granted,
 * and `chrome.permissions.request` then says yes without asking. Until the extension asks, it
 * still has no permission.
 * @param {Session} session @param {string} origin
 */
export async function preGrant(session, origin) {
  const page = await session.browser.newPage();
  await page.goto('chrome://extensions');
  const id = new URL(session.base).host;
  await page.evaluate(
    // @ts-expect-error: an interface of the page chrome://extensions alone
    (id, origin) => chrome.developerPrivate.addHostPermission(id, origin),
    id,
    origin,
  );
  await page.close();
}

/**
 * A frame of a page by its address, closed shadow roots or not.
 * @param {Session} _ @param {Page} page @param {string} url
 */
export async function frame(_, page, url) {
  return page.frames().find((frame) => frame.url().startsWith(url) && !frame.detached);
}
