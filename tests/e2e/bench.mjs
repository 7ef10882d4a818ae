// `cargo xtask bench [--only PART]`: the budgets of the project beside what is measured in a real
// Chromium with the real build, and beside an extension that does nothing, in the same run. It is
// a report, not a test: it ends well even when a budget is not kept.
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { measureCard } from './lib/bench-card.mjs';
import { measureLedger } from './lib/bench-ledger.mjs';
import { measureLoad } from './lib/bench-load.mjs';
import { measurePage } from './lib/bench-page.mjs';
import { measureReading } from './lib/bench-reading.mjs';
import { measureSend } from './lib/bench-send.mjs';
import { record, table, verdict } from './lib/bench-stats.mjs';
import { EMPTY, Subject, serveMail } from './lib/bench-subject.mjs';
import { TARGET } from './lib/find.mjs';

/** @typedef {import('./lib/bench-stats.mjs').Row} Row */

/** @type {[string, (subject: Subject, empty: Subject) => Promise<Row[]>][]} */
const PARTS = [
  ['card', measureCard],
  ['load', measureLoad],
  ['send', measureSend],
  ['reading', (subject) => measureReading(subject)],
  ['page', measurePage],
  ['ledger', measureLedger],
];

const at = process.argv.indexOf('--only');
const only = at < 0 ? undefined : process.argv[at + 1];
// A name that is none would measure nothing, and nothing is over its budget then.
if (at >= 0 && !PARTS.some(([name]) => name === only)) throw new Error(`bench measures ${PARTS.map(([name]) => name).join(', ')}; there is no ${only}`);
const started = Date.now();

/** How busy the machine is: of a busy one, the medians tell more than the rest. */
const load = () => `${(loadavg()[0] ?? 0).toFixed(1)} of ${availableParallelism()} processors busy`;

/** @returns {Promise<{ rows: Row[], version: string }>} */
async function measure() {
  const hosts = await serveMail();
  const subject = await Subject.start(hosts, { own: 'inspect.html', grant: true });
  const empty = await Subject.start(hosts, { dir: EMPTY, own: 'popup.html', grant: false });
  /** @type {Row[]} */
  const rows = [];
  try {
    for (const [name, part] of PARTS) {
      if (only && only !== name) continue;
      // What was measured is shown even when another part of it went wrong.
      try {
        rows.push(...(await part(subject, empty)));
      } catch (error) {
        console.error(`  ${name} was not measured:`, error);
        process.exitCode = 1;
      }
    }
    return { rows, version: await subject.session.browser.version() };
  } finally {
    await subject.close();
    await empty.close();
    await hosts.close();
  }
}

/** What the build weighs zipped, in bytes, as `cargo xtask bench` tells. @returns {Row[]} */
function sizes() {
  const zipped = JSON.parse(process.env.ASKBACK_SIZES ?? '[]');
  return zipped.map((/** @type {any} */ { what, bytes, most }) => ({ what, unit: 'KB', limit: { at: 'median', most }, samples: [bytes / 1000] }));
}

console.log(`Askback's budgets, measured; ${load()}`);
const { rows, version } = await measure();
if (!only) rows.push(...sizes());
const dir = join(TARGET, 'bench');
mkdirSync(dir, { recursive: true });
writeFileSync(join(dir, 'bench.json'), `${JSON.stringify({ browser: version, load: loadavg(), rows: rows.map(record) }, null, 1)}\n`);
const over = rows.filter((row) => verdict(row) === 'OVER');
const kept = rows.length ? 'Every budget is kept.' : 'Nothing was measured.';
console.log(`\n${table(rows)}\n`);
console.log(`${version}, ${load()}, ${((Date.now() - started) / 1000).toFixed(0)} s. ${over.length ? `OVER: ${over.map(({ what }) => what.trim()).join('; ')}` : kept}`);
