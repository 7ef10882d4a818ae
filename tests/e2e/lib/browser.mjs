// Launches a real browser with the real unpacked build in a new profile.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import * as chromium from './chromium.mjs';
import { browserProgram, unpacked } from './find.mjs';
import * as firefox from './firefox.mjs';

/**
 * @typedef {import('./find.mjs').Kind} Kind
 * @typedef {import('puppeteer-core').Page} Page
 * @typedef {import('puppeteer-core').Frame} Frame
 * @typedef {import('./hosts.mjs').Hosts} Hosts
 */

/**
 * @typedef {object} Options
 * @property {Kind} kind
 * @property {Hosts} [hosts] every connection goes by its proxy; without it, nothing is proxied
 * @property {boolean} [visible] shows a window
 * @property {string} [dir] another build than the one in the target folder
 * @property {string} [profile] the folder of a profile that is kept; without it, a new one
 * @property {string} [home] the folder that the browser takes for the user's own
 */

/** A running browser with the extension in it. */
export class Session {
  /** @param {Kind} kind @param {import('puppeteer-core').Browser} browser @param {string} base */
  constructor(kind, browser, base) {
    this.kind = kind;
    this.browser = browser;
    /** The origin of the extension's own pages. */
    this.base = base;
    this.own = kind === 'chromium' ? chromium : firefox;
  }

  /**
   * A new tab with a web page in it.
   * @param {string} [url]
   * @returns {Promise<Page>}
   */
  async page(url) {
    const page = await this.browser.newPage();
    if (url) await page.goto(url);
    return page;
  }

  /**
   * A new tab with a page of the extension in it.
   * @param {string} path such as `popup.html`
   * @returns {Promise<Page>}
   */
  async open(path) {
    const page = await this.browser.newPage();
    await this.own.goto(page, `${this.base}/${path}`);
    await page.bringToFront();
    return page;
  }

  /**
   * Switches a site on as a rep does: asks for the permission by a press in a page of the
   * extension. The browser's own question is answered beforehand (README of this folder).
   * @param {string} origin such as `https://mail.google.com/*`
   */
  async grant(origin) {
    await this.own.preGrant(this, origin);
    const page = await this.open('inspect.html');
    await page.evaluate((origin) => {
      const button = document.createElement('button');
      button.id = 'test-grant';
      button.textContent = 'grant';
      button.addEventListener('click', () => {
        chrome.permissions.request({ origins: [origin] }).then(
          (granted) => (button.textContent = String(granted)),
          (error) => (button.textContent = String(error)),
        );
      });
      // Beside the body, of which the lock hides all.
      document.documentElement.append(button);
    }, origin);
    await page.click('#test-grant');
    const answer = () => page.$eval('#test-grant', (button) => button.textContent);
    await until(`leave to read ${origin}`, async () => (await answer()) !== 'grant');
    if ((await answer()) !== 'true') throw new Error(`${origin} was not granted: ${await answer()}`);
    await this.registered(page, origin);
    await page.close();
  }

  /**
   * Waits until the worker has set the reader up for a site.
   * @param {Page} page @param {string} origin
   */
  async registered(page, origin) {
    await until(`the reader for ${origin}`, () =>
      page.evaluate(async (origin) => {
        const scripts = await chrome.scripting.getRegisteredContentScripts();
        return scripts.some((script) => script.matches?.includes(origin));
      }, origin),
    );
  }

  /**
   * Asks the worker as one of our own pages does.
   * @param {Page} page a page of the extension
   * @param {object} request a `PanelRequest`
   * @returns {Promise<any>} a `PanelReply`
   */
  ask(page, request) {
    return page.evaluate((request) => chrome.runtime.sendMessage(request), request);
  }

  /**
   * The card in a web page, as something to evaluate in and to press keys in; undefined while
   * there is none.
   * @param {Page} page
   * @returns {Promise<Frame | undefined>}
   */
  card(page) {
    return this.own.frame(this, page, `${this.base}/card.html`);
  }

  /** Ends the browser. */
  close() {
    return this.browser.close();
  }
}

/**
 * Launches a browser with the extension.
 * @param {Options} options
 * @returns {Promise<Session>}
 */
export async function launch({ kind, hosts, visible = false, dir = unpacked(kind), profile, home }) {
  if (!existsSync(join(dir, 'manifest.json'))) throw new Error(`no build in ${dir}: run cargo xtask build`);
  const own = kind === 'chromium' ? chromium : firefox;
  const manifest = JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8'));
  const options = own.options({ dir, manifest, proxyPort: hosts?.proxyPort });
  const browser = await puppeteer.launch({
    executablePath: browserProgram(kind),
    headless: !visible,
    acceptInsecureCerts: true,
    protocolTimeout: 60_000,
    userDataDir: profile,
    env: home ? { ...process.env, HOME: home } : process.env,
    defaultViewport: visible ? null : { width: 1280, height: 900 },
    ...options,
  });
  try {
    const session = new Session(kind, browser, await own.install(browser, dir));
    // The welcome page comes to the front when it opens, and a page behind it is not drawn.
    const welcomes = kind === 'chromium' && !profile && dir === unpacked(kind);
    if (welcomes) await until('the welcome page', () => browser.targets().some((target) => target.url() === `${session.base}/welcome.html`), 5000).catch(() => undefined);
    return session;
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** A browser that does not answer in so many milliseconds is asked again. */
const ANSWER_MS = 8000;

/**
 * @template T
 * @param {() => Promise<T> | T} ask
 * @returns {Promise<T>}
 */
async function inTime(ask) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${ANSWER_MS} ms`)), ANSWER_MS);
  });
  try {
    return await /** @type {Promise<T>} */ (Promise.race([ask(), late]));
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Waits for a condition by asking again and again.
 * @template T
 * @param {string} what for the message when it never comes
 * @param {() => Promise<T> | T} ask truthy when it has come
 * @param {number} [milliseconds]
 * @returns {Promise<NonNullable<T>>}
 */
export async function until(what, ask, milliseconds = 15_000) {
  const end = Date.now() + milliseconds;
  /** @type {unknown} */
  let last;
  for (;;) {
    try {
      const value = await inTime(ask);
      if (value) return value;
      last = value;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`waited ${milliseconds} ms for ${what}; last: ${String(last)}`);
    await new Promise((done) => setTimeout(done, 25));
  }
}
