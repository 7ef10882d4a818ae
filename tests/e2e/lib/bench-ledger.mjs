// What must not grow with the ledger: waking, saving, opening the popup. The ledger is written
// straight into the extension's storage, in the stored forms of src/ledger/stored.rs.
import { until } from './browser.mjs';
import { RUNS, pause, repeat } from './bench-subject.mjs';
import { paragraphs } from './bench-text.mjs';

/**
 * @typedef {import('./bench-subject.mjs').Subject} Subject
 * @typedef {import('./bench-stats.mjs').Row} Row
 * @typedef {Record<string, any>} Items
 * @typedef {{ items: Items, requests: number, bytes: number }} Ledger
 */

const EACH = 5;
const DAY_MS = 86_400_000;
const DEVICE = 'benchmrk';
/** `storage.local.QUOTA_BYTES` without `unlimitedStorage`, and what is left free for the saving. */
const QUOTA = 10_485_760;
const FREE = 500_000;

/** @param {number} daysAgo */
const day = (daysAgo) => new Date(Date.now() - daysAgo * DAY_MS).toISOString().slice(0, 10);

/** @param {number} number */
const prospectOf = (number) => `prospect-${String(number).padStart(5, '0')}.test`;

/** @param {number} prospect @param {number} request */
const eventId = (prospect, request) => `${String(Date.now() - 400 * DAY_MS).slice(0, 8)}00000-${DEVICE}-${String(prospect * EACH + request).padStart(6, '0')}`;

/** A request that was recorded and not yet given. @param {number} number @param {number} request @param {number} daysAgo */
function recorded(number, request, daysAgo) {
  const [words = ''] = paragraphs(1, number + request);
  const patch = { kind: ['demo', 'quote', 'sample', 'call', 'collateral'][request], words: words.slice(0, 110), purpose: words.slice(20, 80) };
  const what = { type: 'recorded', asked_by: `mara.lind@${prospectOf(number)}`, name: `Prospect ${number}`, asked_on: day(daysAgo), thread: '18c2f3a4b5c6d7e8', patch };
  return { id: eventId(number, request), prospect: prospectOf(number), deal: 1, at_ms: Date.now() - daysAgo * DAY_MS, day: day(daysAgo), what };
}

/** As the browser counts: the key and the value as JSON. @param {string} key @param {unknown} value */
const weight = (key, value) => key.length + JSON.stringify(value).length;

/**
 * A ledger of so many requests, or of as many as fit.
 * @param {number} wanted
 * @param {number} waiting how many prospects need a decision
 * @returns {Ledger}
 */
function ledger(wanted, waiting) {
  /** @type {Items} */
  const items = {};
  /** @type {Record<string, Items>} */
  const pages = {};
  let bytes = 0;
  let prospects = 0;
  for (; prospects * EACH < wanted && bytes < QUOTA - FREE; prospects += 1) {
    const daysAgo = 3 + (prospects % 365);
    const page = prospects < waiting ? day(daysAgo) : null;
    const events = Array.from({ length: EACH }, (_, request) => recorded(prospects, request, daysAgo));
    /** @type {Items} */
    const more = Object.fromEntries(events.map((event) => [`e/${event.id}`, event]));
    more[`p/${prospectOf(prospects)}`] = { events: events.map(({ id }) => id), page };
    if (page) {
      const entry = { name: `Prospect ${prospects}`, need: 'unanswered', since: page, request: eventId(prospects, 0), kind: 'demo' };
      (pages[page] ??= {})[prospectOf(prospects)] = entry;
      bytes += weight(prospectOf(prospects), entry) + 4;
    }
    for (const [key, value] of Object.entries(more)) bytes += weight(key, value);
    Object.assign(items, more);
  }
  for (const [date, page] of Object.entries(pages)) items[`a/${date}`] = page;
  const days = Object.fromEntries(Object.entries(pages).map(([date, page]) => [date, Object.keys(page).length]));
  items.summary = { schema: 1, device: DEVICE, counter: prospects * EACH, last_ms: Date.now() - DAY_MS, days, sample_days: 0, samples: [] };
  return { items, requests: prospects * EACH, bytes };
}

/** Puts a ledger in the place of what is stored. @param {Subject} subject @param {Ledger} ledger */
async function seed(subject, { items }) {
  await subject.own.evaluate(() => chrome.storage.local.clear());
  const entries = Object.entries(items);
  for (let at = 0; at < entries.length; at += 2000) {
    await subject.own.evaluate((items) => chrome.storage.local.set(items), Object.fromEntries(entries.slice(at, at + 2000)));
  }
  return subject.own.evaluate(() => chrome.storage.local.getBytesInUse());
}

/** From a worker that is woken to the badge that it sets. @param {Subject} subject */
async function wakeToBadge(subject) {
  await subject.own.evaluate(() => chrome.action.setBadgeText({ text: '?' }));
  await subject.sleep();
  return subject.own.evaluate(async () => {
    const start = performance.now();
    chrome.runtime.sendMessage({ panel: 'sample_days' });
    while ((await chrome.action.getBadgeText({})) === '?') await null;
    return performance.now() - start;
  });
}

/** @param {Subject} subject @param {number} run */
async function saveOne(subject, run) {
  const prospect = prospectOf(run % 20);
  const key = `p/${prospect}`;
  const stored = await subject.own.evaluate((key) => chrome.storage.local.get(key), key);
  const [first] = /** @type {any} */ (stored)[key].events;
  const command = { do: 'amend', prospect, request: first, fields: { purpose: `To see whether the export to payroll works, ${run}` } };
  const { reply, took } = await subject.ask({ panel: 'change', command });
  if (reply.reply !== 'done') throw new Error(`not saved: ${JSON.stringify(reply)}`);
  return took;
}

/** In a page, before anything else runs: notes the first frame that shows words. */
function noteWords() {
  const look = () => {
    if ((document.getElementById('app')?.innerText ?? '').trim().length < 40) return;
    watch.disconnect();
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => Object.assign(window, { paintedAt: performance.now() });
      port2.postMessage(null);
    });
  };
  const watch = new MutationObserver(look);
  watch.observe(document, { childList: true, subtree: true, characterData: true });
}

/** From the address to the words of the popup. @param {Subject} subject @param {import('puppeteer-core').Page} page */
async function openPopup(subject, page) {
  await page.goto(`${subject.session.base}/popup.html`);
  return until("the popup's words", () => page.evaluate(() => /** @type {any} */ (window).paintedAt));
}

/** A tab for the popup. @param {Subject} subject */
async function popupTab(subject) {
  const page = await subject.session.page();
  await page.setViewport({ width: 400, height: 600 });
  await page.evaluateOnNewDocument(noteWords);
  await page.bringToFront();
  return page;
}

/** @param {Subject} subject @param {string} name */
async function measureAll(subject, name) {
  const page = await popupTab(subject);
  await openPopup(subject, page);
  const popup = await repeat(`opening the popup, ${name}`, RUNS, () => openPopup(subject, page));
  await page.close();
  const wake = await repeat(`wake to badge, ${name}`, RUNS, () => wakeToBadge(subject));
  const save = await repeat(`saving one event, ${name}`, RUNS + 10, (run) => saveOne(subject, run));
  return { popup, wake, save };
}

/** The same of an extension without a ledger. @param {Subject} empty */
async function yardstick(empty) {
  const page = await popupTab(empty);
  const popup = await repeat('opening an empty popup', RUNS, () => openPopup(empty, page));
  await page.close();
  const wake = await repeat('wake to badge, empty extension', RUNS, () => wakeToBadge(empty));
  const event = recorded(1, 1, 1);
  const save = await repeat('saving one value, empty extension', RUNS, async (run) => (await empty.ask({ save: { [`e/${run}`]: event } })).took);
  return { popup, wake, save };
}

/**
 * @param {Subject} subject @param {Subject} empty
 * @returns {Promise<Row[]>}
 */
export async function measureLedger(subject, empty) {
  const none = await yardstick(empty);
  await seed(subject, ledger(100, Infinity));
  const small = await measureAll(subject, '100 requests');
  const all = ledger(100_000, Infinity);
  const used = await seed(subject, all);
  await pause(500);
  const large = await measureAll(subject, `${all.requests} requests`);
  const few = ledger(100_000, 20);
  await seed(subject, few);
  const calm = await popupTab(subject);
  await openPopup(subject, calm);
  const same = await repeat('opening the popup, the same 20 decisions', RUNS, () => openPopup(subject, calm));
  await calm.close();
  const limit = /** @type {const} */ ({ at: 'median', most: 0.2, growth: true });
  const count = all.requests.toLocaleString('en');
  const fit = all.requests < 100_000 ? `only ${count} requests of one event each fit into storage.local's 10 MB (${(used / 1e6).toFixed(1)} MB used)` : '';
  return [
    { what: `wake to badge, ${count} requests`, limit, samples: large.wake, base: small.wake, empty: none.wake, note: fit },
    { what: `saving one event, ${count} requests`, limit, samples: large.save, base: small.save, empty: none.save },
    { what: `opening the popup, ${count} requests, all wait`, limit, samples: large.popup, base: small.popup, empty: none.popup, note: 'each prospect waits for a decision: 20 in the small ledger, 50 listed in the large one' },
    { what: `opening the popup, ${few.requests.toLocaleString('en')} requests, 20 wait`, limit, samples: same, base: small.popup, empty: none.popup },
  ];
}
