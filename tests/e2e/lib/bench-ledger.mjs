// What must not grow with the ledger: waking, opening the popup, loading one prospect, saving. The
// ledger grows from 100 requests to 100,000 (20,000 prospects, 1,000,000 events), written straight
// into the database after the pattern of two events that the worker stored. Each run is done beside
// one on a ledger of 100 requests in a browser of its own, in turns: within half an hour a machine
// gets slower and faster by more than what is looked for.
import { until } from './browser.mjs';
import { RUNS, Subject, pause, repeat } from './bench-subject.mjs';
import { paragraphs } from './bench-text.mjs';
import { add, replace, stored } from './ledger.mjs';

/**
 * @typedef {import('./bench-stats.mjs').Row} Row
 * @typedef {import('puppeteer-core').Page} Page
 * @typedef {{ recorded: any, amended: any, summary: any }} Pattern two stored events, and the summary
 * @typedef {Record<'wake' | 'popup' | 'prospect' | 'save', number[]>} Measures
 */

/** Requests of the small ledger that is measured beside each. */
const LEAST = 100;
const SIZES = [LEAST, 1000, 10_000, 100_000];
/** Requests of a prospect, and events of a request. */
const EACH = 5;
const EVENTS = 10;
/** So many prospects wait for a decision; all others will, each on its day. */
const WAITING = 20;
/** Milliseconds in which the browser puts in order what was seeded: in life it comes over years. */
const SETTLE_MS = 60_000;
const PATTERN = { prospect: 'pattern.test', name: 'Pattern Works', asked_on: '2020-02-02' };

/** @param {number} number */
const prospectOf = (number) => `prospect-${String(number).padStart(5, '0')}.test`;

/** Has the worker record a request and change it, and looks how it stored that. @param {Subject} subject @returns {Promise<Pattern>} */
export async function patternOf(subject) {
  const [words = ''] = paragraphs(1);
  const fields = { kind: 'demo', words: words.slice(0, 110), purpose: words.slice(20, 80) };
  const record = { ...PATTERN, asked_by: `mara.lind@${PATTERN.prospect}`, thread: '18c2f3a4b5c6d7e8', fields };
  const first = (await subject.ask({ panel: { change: { record } } })).reply;
  const amend = { prospect: PATTERN.prospect, request: first.done?.event, fields: { purpose: words.slice(10, 90) } };
  const second = (await subject.ask({ panel: { change: { amend } } })).reply;
  const { summary, [`e/${first.done?.event}`]: recorded, [`e/${second.done?.event}`]: amended } = await stored(subject.own);
  if (!recorded || !amended) throw new Error(`nothing was recorded: ${JSON.stringify([first, second])}`);
  return { recorded, amended, summary };
}

/**
 * In a page of the extension: writes prospects into the ledger, those from `from` on up to `to`.
 * @param {{ pattern: Pattern, from: number, to: number, each: number, events: number, waiting: number }} how
 */
export async function seedInPage({ pattern, from, to, each, events, waiting }) {
  const DAY_MS = 86_400_000;
  const day = (/** @type {number} */ ahead) => new Date(Date.now() + ahead * DAY_MS).toISOString().slice(0, 10);
  const eventId = (/** @type {number} */ number) => `${String(Date.now() - 400 * DAY_MS).slice(0, 6)}${String(number).padStart(7, '0')}-benchmrk-${String(number % 1_000_000).padStart(6, '0')}`;
  const request = indexedDB.open('askback');
  /** @type {IDBDatabase} */
  const database = await new Promise((resolve, reject) => Object.assign(request, { onsuccess: () => resolve(request.result), onerror: () => reject(request.error) }));
  /** @type {Record<string, number>} */
  const days = {};
  const dayOf = (/** @type {number} */ number) => day(number < waiting ? -3 - (number % 30) : 1 + (number % 365));
  for (let number = 0; number < to; number += 1) days[dayOf(number)] = (days[dayOf(number)] ?? 0) + 1;
  for (let start = from; start < to; start += 200) {
    const all = database.transaction('ledger', 'readwrite', { durability: 'relaxed' });
    const ledger = all.objectStore('ledger');
    for (let number = start; number < Math.min(start + 200, to); number += 1) {
      const prospect = `prospect-${String(number).padStart(5, '0')}.test`;
      const name = `Prospect ${number}`;
      const ids = [];
      let asked = '';
      for (let at = 0; at < each * events; at += 1) {
        const id = eventId(number * each * events + at);
        ids.push(id);
        const first = at % events === 0;
        if (first) asked = id;
        const what = first ? { recorded: { ...pattern.recorded.what.recorded, name, asked_on: day(-3 - (number % 30)) } } : { amended: { ...pattern.amended.what.amended, request: asked } };
        ledger.put({ ...(first ? pattern.recorded : pattern.amended), id, prospect, what }, `e/${id}`);
      }
      const page = dayOf(number);
      ledger.put({ events: ids, page }, `p/${prospect}`);
      ledger.put({ name, need: 'unanswered', since: day(-3 - (number % 30)), request: asked, kind: 'demo' }, `a/${page}/${prospect}`);
    }
    await new Promise((resolve, reject) => Object.assign(all, { oncomplete: resolve, onabort: () => reject(all.error) }));
  }
  database.close();
  // As `src/ledger/stored/days.rs` has them.
  let last = 0;
  const text = Object.entries(days).sort().map(([day, count]) => {
    const ahead = Date.parse(day) / DAY_MS - last;
    last += ahead;
    return ahead === 1 ? count : `${ahead}:${count}`;
  });
  return { ...pattern.summary, counter: (to * each * events) % 1_000_000, days: text.join(' ') };
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

/**
 * Loads a prospect and changes another, by a worker that has read neither.
 * @param {Subject} subject @param {number} prospects @param {number} run
 */
async function loadAndSave(subject, prospects, run) {
  const some = (/** @type {number} */ number) => prospectOf((number * 7919) % prospects);
  await subject.sleep();
  await subject.ask({ panel: { settings: {} } });
  const loaded = await subject.ask({ panel: { prospect: { prospect: some(2 * run) } } });
  const [first] = loaded.reply.prospect?.requests ?? [];
  if (!first) throw new Error(`no such prospect: ${JSON.stringify(loaded.reply)}`);
  const saved = await subject.ask({ panel: { change: { snooze: { prospect: some(2 * run + 1), days: 1 + (run % 5) } } } });
  if (!saved.reply.done) throw new Error(`not saved: ${JSON.stringify(saved.reply)}`);
  return { prospect: loaded.took, save: saved.took };
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

/** From the address to the words of the popup. @param {Subject} subject @param {Page} page */
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

/**
 * Opens the popups of some subjects in turns.
 * @template {Subject[]} T
 * @param {T} subjects @param {string} name @returns {Promise<{ [K in keyof T]: number[] }>} those of each
 */
async function popups(subjects, name) {
  const pages = await Promise.all(subjects.map((subject) => popupTab(subject)));
  const each = (/** @type {number} */ run) => inTurns(subjects, run, (subject, index) => openPopup(subject, /** @type {Page} */ (pages[index])));
  await each(0);
  const all = await repeat(`opening the popup, ${name}`, RUNS, each);
  for (const page of pages) await page.close();
  return /** @type {any} */ (subjects.map((_, index) => all.map((run) => run[index])));
}

/**
 * The same with each subject, one after the other. Every other run the last is first: who comes
 * second is up to a quarter slower, while the first one's browser ends its worker.
 * @template T
 * @param {Subject[]} subjects @param {number} run @param {(subject: Subject, index: number) => Promise<T>} work
 * @returns {Promise<T[]>} in the order of the subjects
 */
async function inTurns(subjects, run, work) {
  /** @type {T[]} */
  const all = [];
  const turns = [...subjects.entries()];
  for (const [index, subject] of run % 2 ? turns.reverse() : turns) all[index] = await work(subject, index);
  return all;
}

/**
 * What a ledger takes, and what the small one takes beside it.
 * @param {Subject} subject @param {Subject} small @param {number} requests
 * @returns {Promise<{ grown: Measures, base: Measures }>}
 */
async function measureBoth(subject, small, requests) {
  const name = `${requests} requests`;
  const subjects = /** @type {[Subject, Subject]} */ ([subject, small]);
  const [popup, smallPopup] = await popups(subjects, name);
  const wakes = await repeat(`wake to badge, ${name}`, RUNS, (run) => inTurns(subjects, run, wakeToBadge));
  const changes = await repeat(`one prospect loaded, another changed, ${name}`, RUNS, (run) =>
    inTurns(subjects, run, (one) => loadAndSave(one, (one === small ? LEAST : requests) / EACH, run)),
  );
  const of = (/** @type {number} */ index, /** @type {number[]} */ popup) => ({
    popup,
    wake: wakes.map((run) => run[index] ?? NaN),
    prospect: changes.map((run) => run[index]?.prospect ?? NaN),
    save: changes.map((run) => run[index]?.save ?? NaN),
  });
  return { grown: of(0, popup), base: of(1, smallPopup) };
}

/** The same of an extension without a ledger. @param {Subject} empty */
async function yardstick(empty) {
  const [popup] = await popups([empty], 'empty extension');
  const wake = await repeat('wake to badge, empty extension', RUNS, () => wakeToBadge(empty));
  const save = await repeat('saving one value, empty extension', RUNS, async (run) => (await empty.ask({ save: { [`e/${run}`]: 'x'.repeat(300) } })).took);
  return { popup, wake, save };
}

/**
 * The browser's own time for writing one value of 300 bytes, whatever we do.
 * @param {Subject} subject @returns {Promise<Row[]>}
 */
async function bareWrites(subject) {
  /** @param {string} how @param {number} run */
  const write = (how, run) =>
    subject.own.evaluate(
      async (how, run) => {
        const start = performance.now();
        const value = 'x'.repeat(300);
        if (how === 'chrome.storage.local') {
          await chrome.storage.local.set({ [`x/${run}`]: value });
          return performance.now() - start;
        }
        const request = indexedDB.open('bench-writes', 1);
        request.onupgradeneeded = () => request.result.createObjectStore('x');
        await new Promise((resolve) => Object.assign(request, { onsuccess: resolve }));
        const opened = performance.now();
        const all = request.result.transaction('x', 'readwrite', { durability: /** @type {'strict'} */ (how) });
        all.objectStore('x').put(value, run);
        await new Promise((resolve) => Object.assign(all, { oncomplete: resolve }));
        const took = performance.now() - opened;
        request.result.close();
        return took;
      },
      how,
      run,
    );
  const rows = [];
  for (const how of ['strict', 'relaxed', 'chrome.storage.local']) {
    rows.push({ what: `  one value written by itself, ${how}`, samples: await repeat(`one value written, ${how}`, RUNS, (run) => write(how, run)) });
  }
  await subject.own.evaluate(() => chrome.storage.local.clear());
  return rows;
}

/**
 * Lets a ledger grow, in pieces: the driver waits a minute for one call.
 * @param {Subject} subject @param {Pattern} pattern @param {number} from prospects that are there @param {number} requests
 */
async function grow(subject, pattern, from, requests) {
  await repeat(`seeding ${requests} requests, ${requests * EVENTS} events`, 1, async () => {
    for (let prospects = from, to = from; prospects < requests / EACH; prospects = to) {
      to = Math.min(prospects + 400, requests / EACH);
      const summary = await subject.own.evaluate(seedInPage, { pattern, from: prospects, to, each: EACH, events: EVENTS, waiting: WAITING });
      if (to < requests / EACH) continue;
      await subject.sleep();
      await add(subject.own, { summary });
    }
  });
  if (requests > 1000) await repeat('the browser merges its tables', 1, () => pause(SETTLE_MS));
}

/** A ledger without anything in it. @param {Subject} subject @returns {Promise<Pattern>} */
async function emptied(subject) {
  const pattern = await patternOf(subject);
  await replace(subject.own, {});
  return pattern;
}

const NAMES = { wake: 'wake to badge', save: 'saving one event', popup: 'opening the popup', prospect: 'loading one prospect' };

/** @param {Map<number, { grown: Measures, base: Measures }>} sizes @param {Partial<Measures>} none @returns {Row[]} */
function growthRows(sizes, none) {
  const rows = [];
  for (const key of /** @type {const} */ (['wake', 'save', 'popup', 'prospect'])) {
    for (const [requests, { grown, base }] of sizes) {
      // The first line shows how far two ledgers of one size are from each other.
      const limit = /** @type {const} */ ({ at: 'median', most: 0.2, growth: true });
      rows.push({ what: `${NAMES[key]}, ${requests.toLocaleString('en')} requests`, limit, samples: grown[key], base: base[key], empty: requests === LEAST ? none[key] : undefined });
    }
  }
  return rows;
}

/**
 * @param {Subject} subject @param {Subject} empty
 * @returns {Promise<Row[]>}
 */
export async function measureLedger(subject, empty) {
  const none = await yardstick(empty);
  const small = await Subject.start(subject.hosts, { own: 'inspect.html', grant: true });
  try {
    await grow(small, await emptied(small), 0, LEAST);
    const pattern = await emptied(subject);
    /** @type {Map<number, { grown: Measures, base: Measures }>} */
    const sizes = new Map();
    const most = Number(process.env.ASKBACK_BENCH_REQUESTS ?? Infinity);
    let prospects = 0;
    for (const requests of SIZES.filter((size) => size <= most)) {
      await grow(subject, pattern, prospects, requests);
      prospects = requests / EACH;
      sizes.set(requests, await measureBoth(subject, small, requests));
    }
    return [...growthRows(sizes, none), ...(await bareWrites(subject))];
  } finally {
    await small.close();
  }
}
