// `cargo xtask faults --runs N [--seed S] [--full-disk]`: so many runs of random commands with faults,
// in one browser. With --full-disk, Chromium's disk is filled as well, which is a known failure.
import { Player } from './lib/faults.mjs';
import { KIND } from './lib/suite.mjs';

/** @param {string} name @param {number} otherwise */
function option(name, otherwise) {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
}

const RUNS = option('runs', 30);
const SEED = option('seed', Date.now() % 1_000_000);
/** After so many runs a new profile: a ledger that grows for ever slows the look at it. */
const EACH = 10;

/** @type {Record<string, number>} */
const faults = {};
const fates = { confirmed: 0, refused: 0, unknown: 0 };
const start = Date.now();
for (let first = 0; first < RUNS; first += EACH) {
  const seed = SEED + first;
  const player = new Player(KIND, seed);
  player.fills ||= process.argv.includes('--full-disk');
  if (player.fills) player.makeDisk();
  try {
    await player.start();
    for (let run = first; run < Math.min(first + EACH, RUNS); run += 1) await player.run();
  } catch (error) {
    console.error(`With --seed ${seed} --runs ${EACH}${player.disk ? ', on a small disk' : ''}:`);
    throw error;
  } finally {
    await player.end();
  }
  for (const [name, count] of Object.entries(player.faults)) faults[name] = (faults[name] ?? 0) + count;
  for (const { fate } of player.changes) fates[fate] += 1;
}
console.log(`${KIND}: ${RUNS} runs from seed ${SEED} in ${((Date.now() - start) / 1000).toFixed(0)} s`);
console.log(`  faults: ${Object.entries(faults).sort().map(([name, count]) => `${name} ${count}`).join(', ')}`);
console.log(`  changes: ${fates.confirmed} confirmed and all there, ${fates.refused} refused and none there, ${fates.unknown} whose reply never came, each whole or not there`);
