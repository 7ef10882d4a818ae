// From Send pressed to the mail on its way, when there is nothing to say: a draft to a prospect
// whose record is read and judged, and that gives nothing away.
import { until } from './browser.mjs';
import { RUNS, pause, repeat } from './bench-subject.mjs';

/**
 * @typedef {import('./bench-subject.mjs').Subject} Subject
 * @typedef {import('./bench-stats.mjs').Row} Row
 * @typedef {import('puppeteer-core').Page} Page
 */

const PROSPECT = 'southmill.test';
/** The strip waits so long for a quiet moment, and has then asked the worker. */
const STRIP_MS = 300;

/** @param {Subject} subject */
async function recordRequest(subject) {
  const fields = { kind: 'demo', words: 'Could we see it?', purpose: 'See whether the export works', outcome: 'They start with one site', date: '2030-01-31', their_owner: 'Mara', our_owner: 'Rep', evidence: 'confirmed' };
  const { reply } = await subject.ask({ panel: { change: { record: { prospect: PROSPECT, name: 'Southmill', asked_by: `mara@${PROSPECT}`, asked_on: null, thread: 't', fields } } } });
  if (!reply.done) throw new Error(`nothing was recorded: ${JSON.stringify(reply)}`);
}

/** @param {Subject} subject @param {Page} page @param {string} id @param {boolean} asleep */
async function once(subject, page, id, asleep) {
  const draft = { id, to: `mara@${PROSPECT}`, text: 'Hello Mara, thank you, that is good to hear. Kind regards, Rep' };
  await page.evaluate((draft) => /** @type {any} */ (window).mail.compose(draft), draft);
  await pause(STRIP_MS);
  if (asleep) await subject.sleep();
  await page.click('.aoO');
  const sent = await until('the mail to go', () => page.evaluate(() => /** @type {any} */ (window).mail.takeSent()));
  return { took: sent.at - sent.pressed, trusted: sent.trusted };
}

/**
 * @param {Subject} subject @param {Subject} empty
 * @returns {Promise<Row[]>}
 */
export async function measureSend(subject, empty) {
  await recordRequest(subject);
  const page = await subject.mail();
  const bare = await empty.mail();
  await pause(500);
  // Without a reader a press asks no worker, so it is the same whether one sleeps.
  const without = await repeat('the same on the empty extension', RUNS, (run) => once(empty, bare, `empty-${run}`, false));
  const rows = [];
  for (const [name, asleep, most, runs] of /** @type {const} */ ([['warm', false, 20, 2 * RUNS], ['asleep', true, 120, RUNS + 10]])) {
    const all = await repeat(`Send pressed, mail goes, worker ${name}`, runs, (run) => once(subject, page, `${name}-${run}`, asleep));
    const passed = all.filter(({ trusted }) => trusted).length;
    rows.push({
      what: `Send pressed -> mail goes, ${name}`,
      limit: /** @type {const} */ ({ at: 'p99', most }),
      samples: all.map(({ took }) => took),
      empty: without.map(({ took }) => took),
      note: passed ? `${passed} presses were not caught at all` : 'every press was caught and replayed',
    });
  }
  await page.close();
  await bare.close();
  return rows;
}
