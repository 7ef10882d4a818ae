// How the test pages of each site are served and worked: the place under its real host, a policy
// as strict as the site's own, and what a person presses there.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';

/**
 * @typedef {object} Site
 * @property {string} host
 * @property {string} path where the page lies
 * @property {string} composer each composer
 * @property {string} body what a mail wrote itself
 * @property {string} editor where the draft is written
 * @property {Record<string, string>} press a control for each way of sending with one
 * @property {boolean} [shortcut] false: the site sends by no shortcut that is known
 * @property {string} [opener] opens the menu that schedule-send is in
 * @property {(id: string) => string} message a message's node
 * @property {string} [messages] all messages' nodes, where the pages name none by its identity
 * @property {string} stack the stack of older messages
 */

/** @type {Record<string, Site>} */
export const SITES = {
  gmail: {
    host: 'mail.google.com',
    path: '/mail/u/0/',
    composer: '.M9',
    body: '.a3s',
    editor: '.Ap [g_editable="true"]',
    press: { click: '.aoO:not(.Uo)', archive: '.Uo', schedule: '[selector="scheduledSend"]' },
    opener: '.hG',
    message: (id) => `[data-legacy-message-id="${id}"]`,
    stack: '[role="listitem"].adv',
  },
  outlook: {
    host: 'outlook.office.com',
    path: '/mail/',
    composer: '[id*="docking_InitVisiblePart"], [data-app-section="Form_Content"]',
    body: '[role="document"]',
    editor: '[contenteditable="true"][aria-multiline="true"]',
    press: { click: '[data-testid="ComposeSendButton"] button:not([aria-haspopup])', schedule: '[role="menu"] [role="menuitem"]:last-child' },
    opener: '[data-testid="ComposeSendButton"] [aria-haspopup="menu"]',
    message: (id) => `[data-item="${id}"]`,
    messages: '[data-item]',
    stack: '[data-stack]',
  },
  ...Object.fromEntries(
    ['salesforce', 'hubspot', 'pipedrive', 'odoo'].map((name) => [
      name,
      {
        host: { salesforce: 'acme.lightning.force.com', hubspot: 'app.hubspot.com', pipedrive: 'acme.pipedrive.com', odoo: 'acme.odoo.com' }[name] ?? '',
        path: '/',
        composer: '[data-app="composer"]:not([hidden])',
        body: '[data-app="body"]',
        editor: '[data-shortcut] [data-app="editor"], [data-shortcut][data-app="editor"]',
        press: { click: '[data-app="send"]', schedule: '[data-app="schedule"]' },
        message: () => 'none',
        stack: 'none',
      },
    ]),
  ),
  sogo: {
    host: 'sogo.test',
    path: '/SOGo/so/jule/Mail/view',
    composer: '#mailEditor',
    body: '.mailer_mailcontent',
    editor: 'iframe.cke_wysiwyg_frame',
    press: { click: '[ng-click="editor.send()"]' },
    shortcut: false,
    message: () => 'none',
    stack: 'none',
  },
};

/**
 * Which site's pages a folder holds: told by its name, else by what the first page is made of.
 * @param {string} dir
 * @returns {Site}
 */
export function siteOf(dir) {
  const name = basename(resolve(dir)).toLowerCase();
  for (const [key, site] of Object.entries(SITES)) if (name.includes(key)) return site;
  const first = readdirSync(dir).find((file) => file.endsWith('.html'));
  const text = first ? readFileSync(join(dir, first), 'utf8') : '';
  return /ComposeSendButton|data-convid/.test(text) ? SITES.outlook : SITES.gmail;
}

/**
 * The policy that Gmail's own pages carry (nonce, strict-dynamic, Trusted Types), with frames and
 * everything else as narrow as the page allows.
 * @param {string} nonce
 */
const policy = (nonce) =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    "style-src 'unsafe-inline'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "require-trusted-types-for 'script'",
  ].join('; ');

/**
 * Serves the pages of a folder under a site's host. `?page=NAME` picks one; other paths are files.
 * @param {string} dir @param {Site} site
 * @returns {import('./hosts.mjs').Handler}
 */
export function pagesOf(dir, site) {
  const root = resolve(dir);
  return (url) => {
    const name = url.searchParams.get('page');
    if (url.pathname === site.path && name) {
      const nonce = 'bWFkZS1mb3ItdGVzdHM';
      const html = readFileSync(join(root, `${basename(name)}.html`), 'utf8');
      const body = html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/g, '').replace(/<script(?=[\s>])/g, `<script nonce="${nonce}"`);
      return { body, headers: { 'content-security-policy': policy(nonce) } };
    }
    const file = resolve(root, `.${decodeURIComponent(url.pathname)}`.replace(site.path, '/'));
    // The stand-in for the application may lie beside the pages or one folder up.
    const script = file.endsWith('.js') ? basename(file) : null;
    const places = [file, ...(script ? [join(root, script), join(dirname(root), script)] : [])];
    const found = places.find((place) => (place.startsWith(root + sep) || script) && existsSync(place));
    if (!found) return undefined;
    return { body: readFileSync(found), type: script ? 'text/javascript' : 'application/octet-stream' };
  };
}
