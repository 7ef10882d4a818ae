// The page of all prospects with 10,000 deals: from its address to the first lines and to all of them,
// and from a press of a key to the table that it leads to. The page of the empty extension is the
// browser's own part in opening one.
import { patternOf, seedInPage } from './bench-ledger.mjs';
import { repeat } from './bench-subject.mjs';
import { until } from './browser.mjs';
import { add, replace } from './ledger.mjs';

/**
 * @typedef {import('./bench-subject.mjs').Subject} Subject
 * @typedef {import('./bench-stats.mjs').Row} Row
 * @typedef {import('puppeteer-core').Page} Page
 */

const DEALS = Number(process.env.ASKBACK_BENCH_DEALS ?? 10_000);
/** Events of a deal. */
const EVENTS = 5;
const WAITING = 200;
/** Each opening reads the whole ledger, so there are fewer of them than of others. */
const OPENINGS = 10;
const RUNS = 25;

/** In a page, before anything else runs: notes when lines are painted first, and when all are there. */
function noteLines() {
  const painted = (/** @type {string} */ name) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => Object.assign(window, { [name]: performance.now() });
    port2.postMessage(null);
  });
  const bare = !location.pathname.endsWith('ledger.html');
  let lines = false;
  const look = () => {
    if (!lines && (bare ? document.body?.innerText.trim() : document.querySelector('tbody tr'))) {
      lines = true;
      painted('linesAt');
    }
    const said = document.querySelector('p[role="status"]')?.textContent ?? '';
    if (!lines || (!bare && (!said || said.includes('Reading')))) return;
    watch.disconnect();
    painted('allAt');
  };
  const watch = new MutationObserver(look);
  watch.observe(document, { childList: true, subtree: true, characterData: true });
}

/** @param {Page} page @param {string} url @returns {Promise<{ lines: number, all: number }>} */
async function open(page, url) {
  await page.goto(url);
  const all = await until('all lines', () => page.evaluate(() => /** @type {any} */ (window).allAt), 60_000);
  return { lines: await page.evaluate(() => /** @type {any} */ (window).linesAt), all };
}

/**
 * In the page: does something to a control and waits until what it changes is painted.
 * @param {string} selector @param {string} value @param {string} kind the event
 */
async function act(selector, value, kind) {
  const control = /** @type {HTMLInputElement} */ (document.querySelector(selector));
  const start = performance.now();
  if (kind === 'click') control.click();
  else {
    control.value = value;
    control.dispatchEvent(new Event(kind, { bubbles: true }));
  }
  await new Promise((done) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = done;
    port2.postMessage(null);
  }));
  return performance.now() - start;
}

/** @param {Subject} subject */
async function seed(subject) {
  const pattern = await patternOf(subject);
  await replace(subject.own, {});
  for (let from = 0; from < DEALS; from += 1000) {
    const to = Math.min(from + 1000, DEALS);
    const summary = await subject.own.evaluate(seedInPage, { pattern, from, to, each: 1, events: EVENTS, waiting: WAITING });
    if (to < DEALS) continue;
    await subject.sleep();
    await add(subject.own, { summary });
  }
}

/** @param {Subject} subject */
async function pageOf(subject) {
  const page = await subject.session.page();
  await page.setViewport({ width: 1200, height: 900 });
  await page.evaluateOnNewDocument(noteLines);
  await page.bringToFront();
  return page;
}

/**
 * @param {Subject} subject @param {Subject} empty
 * @returns {Promise<Row[]>}
 */
export async function measurePage(subject, empty) {
  await repeat(`seeding ${DEALS} deals`, 1, () => seed(subject));
  const bare = await pageOf(empty);
  const none = await repeat('opening a page, empty extension', OPENINGS, () => open(bare, `${empty.session.base}/popup.html`));
  await bare.close();
  const page = await pageOf(subject);
  const opened = await repeat(`opening the ledger, ${DEALS} deals`, OPENINGS, () => open(page, `${subject.session.base}/ledger.html`));
  const shown = await page.$$eval('tbody tr', (rows) => rows.length);
  const said = await page.$eval('p[role="status"]', (one) => one.textContent ?? '');
  if (shown < 100 || !said.includes(String(DEALS))) throw new Error(`not all is there: ${shown} lines, ${said}`);
  const words = ['p', 'prospect 77', '4', 'prospect 9999', ''];
  const search = await repeat('searching', RUNS, (run) => page.evaluate(act, 'input[type="search"]', words[run % words.length] ?? '', 'input'));
  await page.evaluate(act, 'input[type="search"]', '', 'input');
  const states = ['waits', '', 'open', 'won', ''];
  const filter = await repeat('filtering', RUNS, (run) => page.evaluate(act, '.tools select', states[run % states.length] ?? '', 'change'));
  await page.evaluate(act, '.tools select', '', 'change');
  const sort = await repeat('sorting', RUNS, (run) => page.evaluate(act, `thead th:nth-child(${2 + (run % 7)}) button`, '', 'click'));
  await page.close();
  const deals = `${DEALS.toLocaleString('en')} deals`;
  // Ours: an answer within 100 ms is felt as at once; the first lines of a page within half a second.
  const atOnce = { at: /** @type {const} */ ('p95'), most: 100 };
  return [
    { what: `the ledger's first lines, ${deals}`, limit: { at: 'p95', most: 500 }, samples: opened.map(({ lines }) => lines), empty: none.map(({ all }) => all) },
    { what: `the whole ledger, ${deals}`, limit: { at: 'p95', most: 3000 }, samples: opened.map(({ all }) => all), empty: none.map(({ all }) => all) },
    { what: `searching, ${deals}`, limit: atOnce, samples: search },
    { what: `filtering, ${deals}`, limit: atOnce, samples: filter },
    { what: `sorting, ${deals}`, limit: atOnce, samples: sort },
  ];
}
