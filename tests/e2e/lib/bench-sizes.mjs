// What the build weighs, zipped as `cargo xtask package` zips it.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';

/** @typedef {import('./bench-stats.mjs').Row} Row */

/** What a zip adds for each file, beside its name twice, and at its end (APPNOTE.TXT 4.3). */
const PER_FILE = 30 + 46;
const AT_END = 22;

/** @param {string} dir @returns {Row[]} */
export function measureSizes(dir) {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const sizes = files.map((entry) => {
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(dir.length + 1);
    return { name, size: deflateRawSync(readFileSync(path), { level: 9 }).length + PER_FILE + 2 * name.length };
  });
  const sum = (/** @type {RegExp} */ which) => (sizes.filter(({ name }) => which.test(name)).reduce((all, { size }) => all + size, 0) + AT_END) / 1000;
  const row = (/** @type {string} */ what, /** @type {RegExp} */ which, /** @type {number} */ most) => ({ what, unit: 'KB', limit: /** @type {const} */ ({ at: 'median', most }), samples: [sum(which)] });
  return [row("worker's WASM, zipped", /worker_bg\.wasm$/, 400), row("pages' WASM, zipped", /pages_bg\.wasm$/, 400), row('whole package, zipped', /./, 700)];
}
