// From a thread that is painted to the card that is painted beside it.
import { until } from './browser.mjs';
import { RUNS, pause, repeat } from './bench-subject.mjs';
import { thread } from './bench-text.mjs';

/**
 * @typedef {import('./bench-subject.mjs').Subject} Subject
 * @typedef {import('./bench-stats.mjs').Row} Row
 * @typedef {import('puppeteer-core').Page} Page
 * @typedef {import('puppeteer-core').Frame} Frame
 */

/** The page's own rest between two readings, and some more: no run waits for the one before. */
const REST_MS = 250;

/**
 * In the card: the first frame that shows all its content, and the first that shows any. A frame
 * that is off the screen gets no animation frames, so it costs nothing to wait for one.
 * @returns {Promise<{ first: number, full: number }>} milliseconds since 1970
 */
function cardPainted() {
  const now = () => performance.timeOrigin + performance.now();
  return new Promise((done) => {
    let first = 0;
    const look = () => {
      const float = /** @type {HTMLElement | null} */ (document.querySelector('.float'));
      const content = /** @type {HTMLElement | null} */ (document.querySelector('.sheet-content'));
      const shown = float && content && !float.hidden && content.offsetHeight > 0;
      // The tallest that the reader lets it grow is the window's height without 96 pixels.
      const enough = shown && innerHeight > 1 && innerHeight >= Math.min(content.offsetHeight, 700);
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        if (shown && innerHeight > 1) first ||= now();
        if (enough) done({ first, full: now() });
        else requestAnimationFrame(look);
      };
      port2.postMessage(null);
    };
    requestAnimationFrame(look);
  });
}

/** @param {Frame} card */
const isHidden = (card) => card.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('.float')).hidden);

/**
 * @param {Subject} subject @param {Page} page @param {Frame} card @param {number} run @param {boolean} asleep
 */
async function once(subject, page, card, run, asleep) {
  await page.evaluate(() => /** @type {any} */ (window).mail.closeThread());
  await until('the card to go', () => isHidden(card));
  await pause(REST_MS);
  if (asleep) await subject.sleep();
  const shows = card.evaluate(cardPainted);
  const opened = await page.evaluate((thread) => /** @type {any} */ (window).mail.openThread(thread), thread({ number: run, messages: 3, asks: true }));
  const { first, full } = await shows;
  return { painted: full - opened.painted, inserted: full - opened.inserted, first: first - opened.painted };
}

/**
 * One message from a page's script to the worker and back: what no card can be faster than.
 * @param {Subject} empty @param {Page} page @param {boolean} asleep
 */
async function roundTrip(empty, page, asleep) {
  if (asleep) await empty.sleep();
  const [realm] = await page.extensionRealms();
  if (!realm) throw new Error('the empty extension has no script in the page');
  return /** @type {Promise<number>} */ (realm.evaluate(async () => {
    const start = performance.now();
    await chrome.runtime.sendMessage({ page: { hello: {} } });
    return performance.now() - start;
  }));
}

/**
 * @param {Subject} subject @param {Subject} empty
 * @returns {Promise<Row[]>}
 */
export async function measureCard(subject, empty) {
  const page = await subject.mail();
  const bare = await empty.mail();
  const card = await until('the card', () => subject.session.card(page));
  await until('the card to start', () => card.evaluate(() => document.querySelector('.float') !== null));
  await once(subject, page, card, 0, false);
  const rows = [];
  for (const [name, asleep, most] of /** @type {const} */ ([['warm', false, 50], ['asleep', true, 150]])) {
    const runs = await repeat(`thread painted, card painted, worker ${name}`, RUNS + 10, (run) => once(subject, page, card, run, asleep));
    const trips = await repeat(`a message there and back, worker ${name}`, RUNS, () => roundTrip(empty, bare, asleep));
    const of = (/** @type {'painted' | 'inserted' | 'first'} */ key) => runs.map((run) => run[key]);
    rows.push(
      { what: `thread painted -> card painted, ${name}`, limit: /** @type {const} */ ({ at: 'p95', most }), samples: of('painted'), empty: trips, note: 'empty: one message from a page to the worker and back' },
      { what: `  thread inserted -> card painted, ${name}`, samples: of('inserted') },
      { what: `  thread painted -> card's first frame, ${name}`, samples: of('first') },
    );
  }
  await page.close();
  await bare.close();
  return rows;
}
