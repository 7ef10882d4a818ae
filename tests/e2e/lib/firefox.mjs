// What is Firefox's own in driving it (WebDriver BiDi).
import { until } from './browser.mjs';

/**
 * @typedef {import('puppeteer-core').Browser} Browser
 * @typedef {import('puppeteer-core').Page} Page
 * @typedef {import('./browser.mjs').Session} Session
 */

/** Firefox gives each extension a random address in each profile; ours is told beforehand. */
const HOST = '0f1e2d3c-4b5a-4697-8879-6a5b4c3d2e1f';

/**
 * @param {{ dir: string, manifest: any, proxyPort?: number }} build
 * @returns {Partial<import('puppeteer-core').LaunchOptions>}
 */
export function options({ manifest, proxyPort }) {
  const id = manifest.browser_specific_settings.gecko.id;
  const proxy = proxyPort && {
    'network.proxy.type': 1,
    'network.proxy.ssl': '127.0.0.1',
    'network.proxy.ssl_port': proxyPort,
    'network.proxy.http': '127.0.0.1',
    'network.proxy.http_port': proxyPort,
  };
  return {
    browser: 'firefox',
    // Without it no page of an extension can be opened by WebDriver.
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [id]: HOST }),
      // `permissions.request` says yes without asking.
      'extensions.webextOptionalPermissionPrompts': false,
      'intl.accept_languages': 'en-US',
      // What a driver installs is there for one start; in a profile that is kept, its ledger stays.
      'extensions.webextensions.keepStorageOnUninstall': true,
      'extensions.webextensions.keepUuidOnUninstall': true,
      ...proxy,
    },
  };
}

/** @param {Browser} browser @param {string} dir @returns {Promise<string>} the origin of its pages */
export async function install(browser, dir) {
  await browser.installExtension(dir);
  return `moz-extension://${HOST}`;
}

/**
 * Opens a page of the extension. WebDriver tells no load event of such a page, so it is asked.
 * @param {Page} page @param {string} url
 */
export async function goto(page, url) {
  await send(page, 'browsingContext.navigate', { context: idOf(page), url, wait: 'none' });
  await until(url, () =>
    page.evaluate((url) => location.href.startsWith(url) && document.readyState === 'complete', url),
  );
}

/** A preference has answered already. */
export async function preGrant() {}

/**
 * A frame of a page by its address, closed shadow roots or not.
 * @param {Session} _ @param {Page} page @param {string} url
 */
export async function frame(_, page, url) {
  const { contexts } = await send(page, 'browsingContext.getTree', { root: idOf(page) });
  const open = [...contexts];
  for (const context of open) {
    for (const child of context.children ?? []) open.push({ ...child, parent: context.context });
    if (!context.url.startsWith(url)) continue;
    const known = () => page.frames().find((frame) => idOf(frame) === context.context);
    // A frame in a page of the extension is in the tree, but WebDriver told nobody of it.
    if (!known()) sessionOf(page).emit('browsingContext.contextCreated', { ...context, children: null });
    return known();
  }
  return undefined;
}

/**
 * Ends the background page as Firefox does when it is idle. Only the browser's own window can.
 * @param {Browser} browser
 */
export async function endBackground(browser) {
  const [page] = await browser.pages();
  const { contexts } = await send(page, 'browsingContext.getTree', { 'moz:scope': 'chrome' });
  const expression = `WebExtensionPolicy.getByHostname('${HOST}').extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true })`;
  await send(page, 'script.evaluate', { target: { context: contexts[0].context }, awaitPromise: true, expression });
}

/** @param {any} target a page or a frame @returns {string} its browsing context */
function idOf(target) {
  return target.mainFrame ? target.mainFrame()._id : target._id;
}

/**
 * Sends a command of WebDriver BiDi.
 * @param {any} page @param {string} method @param {object} params
 */
async function send(page, method, params) {
  return (await sessionOf(page).send(method, params)).result;
}

/** @param {any} page @returns {any} the driver's own session, for what puppeteer has no word for */
const sessionOf = (page) => page.mainFrame().browsingContext.userContext.browser.session;
