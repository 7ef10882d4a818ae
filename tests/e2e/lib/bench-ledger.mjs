// What must not grow with the ledger: waking, saving, opening the popup. A large ledger is written
// straight into the extension's storage, after the pattern of one request that the worker stored.
import { until } from './browser.mjs';
import { RUNS, pause, repeat } from './bench-subject.mjs';
import { paragraphs } from './bench-text.mjs';

/**
 * @typedef {import('./bench-subject.mjs').Subject} Subject
 * @typedef {import('./bench-stats.mjs').Row} Row
 * @typedef {Record<string, any>} Items
 * @typedef {{ items: Items, requests: number }} Ledger
 * @typedef {{ event: string, id: string, summary: any }} Pattern a stored event as text, its identity, the summary
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

const PATTERN = { prospect: 'pattern.test', name: 'Pattern Works', asked_on: '2020-02-02' };

/** Has the worker record one request, and looks how it stored it. @param {Subject} subject @returns {Promise<Pattern>} */
async function patternOf(subject) {
  const [words = ''] = paragraphs(1);
  const fields = { kind: 'demo', words: words.slice(0, 110), purpose: words.slice(20, 80) };
  const { reply } = await subject.ask({ panel: { change: { record: { ...PATTERN, asked_by: `mara.lind@${PATTERN.prospect}`, thread: '18c2f3a4b5c6d7e8', fields } } } });
  const { summary, [`e/${reply.done.event}`]: event } = await subject.own.evaluate(() => chrome.storage.local.get());
  if (!event) throw new Error(`nothing was recorded: ${JSON.stringify(reply)}`);
  return { event: JSON.stringify(event), id: reply.done.event, summary };
}

/** A request that was recorded and not yet given. @param {Pattern} pattern @param {number} number @param {number} request @param {number} daysAgo */
function recorded(pattern, number, request, daysAgo) {
  const id = eventId(number, request);
  const text = pattern.event.replaceAll(pattern.id, id).replaceAll(PATTERN.prospect, prospectOf(number)).replaceAll(PATTERN.name, `Prospect ${number}`).replaceAll(PATTERN.asked_on, day(daysAgo));
  return { ...JSON.parse(text), id };
}

/** As the browser counts: the key and the value as JSON. @param {string} key @param {unknown} value */
const weight = (key, value) => key.length + JSON.stringify(value).length;

/**
 * A ledger of so many requests, or of as many as fit.
 * @param {Pattern} pattern
 * @param {number} wanted
 * @param {number} waiting how many prospects need a decision
 * @returns {Ledger}
 */
function ledger(pattern, wanted, waiting) {
  /** @type {Items} */
  const items = {};
  /** @type {Record<string, Items>} */
  const pages = {};
  let bytes = 0;
  let prospects = 0;
  for (; prospects * EACH < wanted && bytes < QUOTA - FREE; prospects += 1) {
    const daysAgo = 3 + (prospects % 365);
    const page = prospects < waiting ? day(daysAgo) : null;
    const events = Array.from({ length: EACH }, (_, request) => recorded(pattern, prospects, request, daysAgo));
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
  items.summary = { ...pattern.summary, counter: prospects * EACH, days };
  return { items, requests: prospects * EACH };
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
    chrome.runtime.sendMessage({ panel: { sample_days: {} } });
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
  const command = { amend: { prospect, request: first, fields: { purpose: `To see whether the export to payroll works, ${run}` } } };
  const { reply, took } = await subject.ask({ panel: { change: command } });
  if (!reply.done) throw new Error(`not saved: ${JSON.stringify(reply)}`);
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

/** The browser's own time for writing one value, whatever we do. @param {Subject} subject @param {number} run */
const bareSet = (subject, run) =>
  subject.own.evaluate(async (key) => {
    const start = performance.now();
    await chrome.storage.local.set({ [key]: 'x'.repeat(300) });
    return performance.now() - start;
  }, `x/${run}`);

/** @param {Subject} subject @param {string} name */
async function measureAll(subject, name) {
  const page = await popupTab(subject);
  await openPopup(subject, page);
  const popup = await repeat(`opening the popup, ${name}`, RUNS, () => openPopup(subject, page));
  await page.close();
  const wake = await repeat(`wake to badge, ${name}`, RUNS, () => wakeToBadge(subject));
  const save = await repeat(`saving one event, ${name}`, RUNS + 10, (run) => saveOne(subject, run));
  const set = await repeat(`storage.local.set by itself, ${name}`, RUNS, (run) => bareSet(subject, run));
  return { popup, wake, save, set };
}

/** The same of an extension without a ledger. @param {Subject} empty */
async function yardstick(empty) {
  const page = await popupTab(empty);
  const popup = await repeat('opening an empty popup', RUNS, () => openPopup(empty, page));
  await page.close();
  const wake = await repeat('wake to badge, empty extension', RUNS, () => wakeToBadge(empty));
  const save = await repeat('saving one value, empty extension', RUNS, async (run) => (await empty.ask({ save: { [`e/${run}`]: 'x'.repeat(300) } })).took);
  return { popup, wake, save };
}

/** @param {Subject} subject @param {Pattern} pattern */
async function measureBoth(subject, pattern) {
  await seed(subject, ledger(pattern, 100, Infinity));
  const small = await measureAll(subject, '100 requests');
  const all = ledger(pattern, 100_000, Infinity);
  const used = await seed(subject, all);
  await pause(1000);
  const large = await measureAll(subject, `${all.requests} requests`);
  await seed(subject, ledger(pattern, all.requests, 20));
  const page = await popupTab(subject);
  await openPopup(subject, page);
  const calm = await repeat('opening the popup, the same 20 decisions', RUNS, () => openPopup(subject, page));
  await page.close();
  return { small, large, calm, requests: all.requests, used };
}

/**
 * @param {Subject} subject @param {Subject} empty
 * @returns {Promise<Row[]>}
 */
export async function measureLedger(subject, empty) {
  const none = await yardstick(empty);
  const { small, large, calm, requests, used } = await measureBoth(subject, await patternOf(subject));
  const limit = /** @type {const} */ ({ at: 'median', most: 0.2, growth: true });
  const count = requests.toLocaleString('en');
  const fit = requests < 100_000 ? `only ${count} requests of one event each fit into storage.local's 10 MB (${(used / 1e6).toFixed(1)} MB used)` : '';
  return [
    { what: `wake to badge, ${count} requests`, limit, samples: large.wake, base: small.wake, empty: none.wake, note: fit },
    { what: `saving one event, ${count} requests`, limit, samples: large.save, base: small.save, empty: none.save },
    { what: '  storage.local.set of one value, by itself', samples: large.set, base: small.set },
    { what: `opening the popup, ${count} requests, all wait`, limit, samples: large.popup, base: small.popup, empty: none.popup, note: 'each prospect waits for a decision: 20 in the small ledger, 50 listed of the large one' },
    { what: `opening the popup, ${count} requests, 20 wait`, limit, samples: calm, base: small.popup, empty: none.popup },
  ];
}
