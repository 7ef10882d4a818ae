// What the reader adds to a page's main thread, from the browser's own trace: each call that the
// browser makes into the reader's script, with the processor's time that it and all that it forces
// (styles) took. Time in which the machine does something else does not count.
import { RUNS, pause, repeat } from './bench-subject.mjs';
import { paragraphs, thread } from './bench-text.mjs';

/**
 * @typedef {import('./bench-subject.mjs').Subject} Subject
 * @typedef {import('./bench-stats.mjs').Row} Row
 * @typedef {import('puppeteer-core').Page} Page
 * @typedef {{ start: number, end: number, took: number }} Call milliseconds: on the trace's clock, and of the processor
 */

/** A page without us is only asked for its long tasks. */
const BARE_RUNS = 5;
const CHURN = { perSecond: 1000, batches: 20 };

/**
 * Traces a page while something is done in it.
 * @param {Page} page @param {string} script the end of the script's address
 * @param {() => Promise<unknown>} work
 * @returns {Promise<{ calls: Call[], marks: number[] }>} calls into the script, and the page's marks
 */
async function traced(page, script, work) {
  await page.tracing.start({ categories: ['devtools.timeline', 'blink.user_timing'] });
  await work();
  const { traceEvents } = JSON.parse(new TextDecoder().decode(await page.tracing.stop()));
  const marks = traceEvents.filter((/** @type {any} */ event) => event.name === 'churn').map((/** @type {any} */ event) => event.ts / 1000);
  const found = traceEvents.filter((/** @type {any} */ event) => event.name === 'FunctionCall' && event.ph === 'X' && String(event.args.data?.url).endsWith(script));
  /** @type {Call[]} */
  const calls = [];
  for (const { ts, dur, tdur = dur } of found.sort((/** @type {any} */ a, /** @type {any} */ b) => a.ts - b.ts)) {
    // A call within a call is part of it.
    if (ts / 1000 >= (calls.at(-1)?.end ?? 0)) calls.push({ start: ts / 1000, end: (ts + dur) / 1000, took: tdur / 1000 });
  }
  return { calls, marks: marks.sort((/** @type {number} */ a, /** @type {number} */ b) => a - b) };
}

const READER = 'reader/reader.js';
const CONTENT = 'content.js';

/** @param {Page} page @param {number} milliseconds */
const churn = (page, milliseconds) => page.evaluate((how) => /** @type {any} */ (window).mail.churn(how), { ...CHURN, milliseconds });

/** @param {Page} page @param {number} number @param {number} messages */
const open = (page, number, messages) => page.evaluate((thread) => /** @type {any} */ (window).mail.openThread(thread), thread({ number, messages, prospect: 'quiet.test' }));

/**
 * The milliseconds that a script took between each two marks.
 * @param {{ calls: Call[], marks: number[] }} trace
 */
const perBatch = ({ calls, marks }) =>
  marks.slice(0, -1).map((mark, index) => {
    const end = marks[index + 1] ?? Infinity;
    return calls.filter(({ start }) => start >= mark && start < end).reduce((sum, { took }) => sum + took, 0);
  });

/** Milliseconds of each second in which the page's main thread was busy. @param {Page} page */
async function busy(page) {
  const seconds = 3;
  const before = await page.metrics();
  await churn(page, seconds * 1000);
  const after = await page.metrics();
  return (((after.TaskDuration ?? 0) - (before.TaskDuration ?? 0)) * 1000) / seconds;
}

/**
 * @param {Page} page @param {Page} bare @param {number} messages
 * @returns {Promise<Row[]>}
 */
async function measureChurn(page, bare, messages) {
  await open(page, 1, messages);
  await open(bare, 1, messages);
  await pause(500);
  const milliseconds = ((RUNS + 20) * 1000) / CHURN.batches;
  const mine = await traced(page, READER, () => churn(page, milliseconds));
  const none = await traced(bare, CONTENT, () => churn(bare, milliseconds));
  const alone = mine.calls.filter(({ start }) => mine.marks.some((mark) => start >= mark && start < mark + 5));
  console.log(`  ${`1,000 nodes a second beside ${messages} mails`.padEnd(58)} ${String(mine.marks.length - 1).padStart(4)} runs`);
  const row = { what: `reader's part of a batch of mutations, ${messages} mails open`, limit: /** @type {const} */ ({ at: 'p95', most: 1 }), samples: perBatch(mine), empty: perBatch(none) };
  const note = `the processor's time; 20 batches of 50 nodes a second; ${mine.calls.length} calls, the longest ${Math.max(0, ...mine.calls.map(({ took }) => took)).toFixed(2)} ms`;
  return [{ ...row, note }, { what: '  of it within 5 ms of the batch: the observer alone', samples: alone.length ? alone.map(({ took }) => took) : [0] }];
}

/**
 * What the reader takes of the main thread for a thread that opens.
 * @param {Page} page @param {object} thread
 */
async function readThread(page, thread) {
  await page.evaluate(() => /** @type {any} */ (window).mail.closeThread());
  await pause(250);
  const { calls } = await traced(page, READER, async () => {
    await page.evaluate((thread) => /** @type {any} */ (window).mail.openThread(thread), thread);
    await pause(350);
  });
  return { sum: calls.reduce((sum, { took }) => sum + took, 0), longest: Math.max(0, ...calls.map(({ took }) => took)) };
}

/** Counts the page's long tasks from now on. @param {Page} page */
const watchLongTasks = (page) =>
  page.evaluate(() => {
    const world = /** @type {any} */ (window);
    world.longTasks = 0;
    new PerformanceObserver((list) => (world.longTasks += list.getEntries().length)).observe({ type: 'longtask' });
  });

/**
 * Mails that are larger than anything a rep gets.
 * @param {Page} page @param {Page} bare
 * @returns {Promise<Row[]>}
 */
async function measureLarge(page, bare) {
  /** @type {[string, (number: number) => object][]} */
  const mails = [
    ['a mail of 5 MB', (number) => ({ paragraphs: paragraphs(5_000_000, number) })],
    ['a mail to 10,000 people', () => ({ to: 10_000 })],
  ];
  await watchLongTasks(page);
  await watchLongTasks(bare);
  const long = (/** @type {Page} */ one) => one.evaluate(() => /** @type {any} */ (window).longTasks);
  /** @type {Row[]} */
  const rows = [];
  for (const [name, differs] of mails) {
    const before = [await long(page), await long(bare)];
    const runs = await repeat(`reading ${name}`, RUNS, async (run) => {
      const usual = thread({ number: run + 1000, messages: 1, prospect: 'quiet.test' });
      const mail = { ...usual, messages: usual.messages.map((message) => ({ ...message, ...differs(run) })) };
      if (run < BARE_RUNS) {
        await bare.bringToFront();
        await readThread(bare, mail);
        await page.bringToFront();
      }
      return readThread(page, mail);
    });
    const counts = [(await long(page)) - before[0], (await long(bare)) - before[1]];
    rows.push(
      { what: `reading ${name}`, limit: { at: 'p95', most: 8 }, samples: runs.map(({ sum }) => sum), note: `${counts[0]} tasks of more than 50 ms in ${runs.length} openings; ${counts[1]} in ${BARE_RUNS} without us` },
      { what: '  of it the longest single task', samples: runs.map(({ longest }) => longest) },
    );
  }
  await page.evaluate(() => /** @type {any} */ (window).mail.closeThread());
  return rows;
}

/** The reader's calls while another tab is in front. @param {Subject} subject @param {Page} page */
async function hiddenCalls(subject, page) {
  await subject.own.bringToFront();
  const hidden = await page.evaluate(() => document.hidden);
  const { calls } = await traced(page, READER, () => churn(page, 3000));
  await page.bringToFront();
  return { hidden, calls };
}

/**
 * @param {Subject} subject @param {Subject} empty
 * @returns {Promise<Row[]>}
 */
export async function measureLoad(subject, empty) {
  const page = await subject.mail();
  const bare = await empty.mail();
  const rows = [...(await measureChurn(page, bare, 3)), ...(await measureChurn(page, bare, 50))];
  const both = await repeat('a page that changes all the time', 3, async () => ({ with: await busy(page), without: await busy(bare) }));
  rows.push({ what: "  page's main thread, busy each second, 50 mails open", samples: both.map((one) => one.with), empty: both.map((one) => one.without) });
  const reads = await repeat('reading a thread of 50 mails', RUNS, (run) => readThread(page, thread({ number: run + 10, messages: 50, prospect: 'quiet.test' })));
  rows.push(
    { what: 'reading a thread of 50 open mails', limit: { at: 'p95', most: 8 }, samples: reads.map(({ sum }) => sum) },
    { what: '  of it the longest single task', samples: reads.map(({ longest }) => longest) },
  );
  rows.push(...(await measureLarge(page, bare)));
  const { hidden, calls } = await hiddenCalls(subject, page);
  const sum = calls.reduce((all, { took }) => all + took, 0);
  rows.push({ what: 'reader while the tab is hidden, 3 s of changes', limit: { at: 'median', most: 0 }, samples: [sum], note: `${calls.length} calls; document.hidden was ${hidden}` });
  await page.close();
  await bare.close();
  return rows;
}
