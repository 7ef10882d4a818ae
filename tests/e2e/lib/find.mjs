// Where things are: the build, the browsers, the shared test material.
import { existsSync, statSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @typedef {'chromium' | 'firefox'} Kind */

/** The top of the checkout. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

/** The folder of everything that is built. */
export const TARGET = process.env.ASKBACK_TARGET ?? process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target');

/** @param {Kind} kind @returns {string} the folder of the unpacked build */
export const unpacked = (kind) => join(TARGET, 'extension', kind);

// The names and their order are those of xtask/src/setup.rs.
const PROGRAMS = {
  chromium: ['chromium', 'chromium-browser', 'google-chrome', 'chrome'],
  firefox: ['firefox-esr', 'firefox'],
};

/**
 * The program of a browser.
 * @param {Kind} kind
 * @returns {string}
 */
export function browserProgram(kind) {
  const variable = `ASKBACK_${kind.toUpperCase()}`;
  const named = process.env[variable];
  if (named) return named;
  for (const name of PROGRAMS[kind]) {
    for (const dir of (process.env.PATH ?? '').split(delimiter)) {
      const file = join(dir, name);
      if (existsSync(file) && statSync(file).isFile()) return file;
    }
  }
  throw new Error(`no ${kind} was found: install it, or name its program in ${variable}`);
}

/**
 * A path in the shared test material beside the project, or null where there is none. In CI it
 * must be there.
 * @param {string} path
 * @returns {string | null}
 */
export function shared(path) {
  const full = join(ROOT, '..', 'shared', path);
  if (existsSync(full)) return full;
  if (process.env.CI) throw new Error(`../shared/${path} is missing, and CI=${process.env.CI} allows no skipping`);
  return null;
}

/**
 * What `node:test` takes as `skip`: false, or the reason why not.
 * @param {string} path
 */
export function skipWithout(path) {
  return shared(path) === null && `../shared/${path} is not here`;
}
