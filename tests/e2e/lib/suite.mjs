// What every browser test needs: which browser this run is for, and one session for a file.
import { after, before } from 'node:test';
import { launch } from './browser.mjs';
import { serveHosts } from './hosts.mjs';

/** The browser of this run. @type {import('./find.mjs').Kind} */
export const KIND = process.env.ASKBACK_BROWSER === 'firefox' ? 'firefox' : 'chromium';

/**
 * One browser with the extension for all tests of a file.
 * @param {Record<string, import('./hosts.mjs').Handler>} [handlers] the hosts to stand in for
 * @param {string[]} [origins] the sites to switch on
 */
export function oneSession(handlers = {}, origins = []) {
  const all = /** @type {{ session: import('./browser.mjs').Session, hosts: import('./hosts.mjs').Hosts, own: import('puppeteer-core').Page }} */ ({});
  before(async () => {
    all.hosts = await serveHosts(handlers);
    all.session = await launch({ kind: KIND, hosts: all.hosts });
    for (const origin of origins) await all.session.grant(origin);
    all.own = await all.session.open('inspect.html');
  });
  after(async () => {
    await all.session?.close();
    await all.hosts?.close();
  });
  return all;
}
