// What is measured: a browser with an extension in it, its page of mail, and its worker asleep or
// awake. The worker is ended by the browser's own protocol and never looked into: a debugger that
// is attached would change what it measures.
import { fileURLToPath } from 'node:url';
import { readFileSync } from 'node:fs';
import { launch, until } from './browser.mjs';
import { serveHosts } from './hosts.mjs';

/** @typedef {import('puppeteer-core').Page} Page */

/** At least so many runs make a number of the table. */
export const RUNS = 50;

const HOST = 'mail.google.com';
/** The host that the mail page of our own stands in for. */
export const MAIL_HOST = HOST;
const POLICY = "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; require-trusted-types-for 'script'";
const FOLDER = new URL('../', import.meta.url);

/** The unpacked extension that does nothing. */
export const EMPTY = fileURLToPath(new URL('empty-extension', FOLDER));

/** The mail page of our own, as handlers of its host. */
export function mailHandlers() {
  /** @param {string} name @param {string} type */
  const file = (name, type) => ({ body: readFileSync(new URL(`pages/${name}`, FOLDER)), type, headers: { 'content-security-policy': POLICY } });
  return {
    [HOST]: (/** @type {URL} */ url) => (url.pathname.endsWith('/mail.js') ? file('mail.js', 'text/javascript') : file('mail.html', 'text/html; charset=utf-8')),
  };
}

/** Serves it. */
export const serveMail = () => serveHosts(mailHandlers());

/** An extension in a browser of its own. */
export class Subject {
  /**
   * @param {import('./browser.mjs').Session} session @param {Page} own a page of the extension
   * @param {import('puppeteer-core').CDPSession} control @param {import('./hosts.mjs').Hosts} hosts
   */
  constructor(session, own, control, hosts) {
    this.session = session;
    this.hosts = hosts;
    this.own = own;
    this.control = control;
  }

  /**
   * @param {import('./hosts.mjs').Hosts} hosts
   * @param {{ dir?: string, own: string, grant: boolean }} how
   */
  static async start(hosts, { dir, own, grant }) {
    const session = await launch(dir ? { kind: 'chromium', hosts, dir } : { kind: 'chromium', hosts });
    if (grant) await session.grant(`https://${HOST}/*`);
    const control = await session.browser.target().createCDPSession();
    return new Subject(session, await session.open(own), control, hosts);
  }

  /** The mail page in front. */
  async mail() {
    const page = await this.session.page(`https://${HOST}/mail/u/0/`);
    await page.bringToFront();
    return page;
  }

  async workers() {
    const { targetInfos } = await this.control.send('Target.getTargets', { filter: [{ type: 'service_worker' }] });
    return targetInfos.filter(({ url }) => url.startsWith(this.session.base));
  }

  /** Ends the worker as the browser does when it is idle. */
  async sleep() {
    await until('the end of the worker', async () => {
      const running = await this.workers();
      // Asked again and again: a worker that is just starting does not hear it.
      for (const { targetId } of running) await this.control.send('Target.closeTarget', { targetId }).catch(() => undefined);
      return running.length === 0;
    });
  }

  /**
   * Asks the worker from a page of the extension.
   * @param {object} message
   * @returns {Promise<{ reply: any, took: number }>} with the milliseconds it took
   */
  ask(message) {
    return this.own.evaluate(async (message) => {
      const start = performance.now();
      const reply = await chrome.runtime.sendMessage(message);
      return { reply, took: performance.now() - start };
    }, message);
  }

  close() {
    return this.session.close();
  }
}

/** @param {number} milliseconds */
export const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/**
 * Does something again and again, with a line that says how far it is.
 * @template T
 * @param {string} what @param {number} runs @param {(run: number) => Promise<T>} work
 * @returns {Promise<T[]>}
 */
export async function repeat(what, runs, work) {
  const start = Date.now();
  const all = [];
  for (let run = 0; run < runs; run += 1) all.push(await work(run));
  console.log(`  ${what.padEnd(58)} ${String(runs).padStart(4)} runs ${((Date.now() - start) / 1000).toFixed(1).padStart(6)} s`);
  return all;
}
