// The lock in tests: what is wished of it, and what lies on the disk.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { until } from './browser.mjs';

/**
 * @typedef {import('puppeteer-core').Page} Page
 * @typedef {import('./browser.mjs').Session} Session
 */

export const PASSPHRASE = 'four quiet words here';

/**
 * What a page of ours wishes of the lock.
 * @param {Session} session @param {Page} own @param {object} wish @returns {Promise<any>} the state
 */
export async function wish(session, own, wish) {
  const reply = await session.ask(own, { lock: wish });
  assert.ok(reply?.lock, JSON.stringify(reply));
  return reply.lock;
}

/** Waits until the ledger is no longer being converted. @param {Session} session @param {Page} own @param {string} state what it is then */
export const settled = (session, own, state) =>
  until(`the lock to be ${state}`, async () => {
    const now = await wish(session, own, { state: {} });
    assert.equal(now.trouble, '');
    return now.turning === '' && now.state === state;
  }, 60_000);

/** @param {string} dir @returns {Generator<string>} */
function* files(dir) {
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) yield* files(path);
    else if (entry.isFile()) yield path;
  }
}

/**
 * Which words stand in which file of a profile, as octets or as UTF-16.
 * @param {string} profile @param {string[]} words @returns {string[]}
 */
export function onDisk(profile, words) {
  const found = [];
  for (const path of files(profile)) {
    const octets = readFileSync(path);
    for (const word of words) {
      if (octets.includes(word) || octets.includes(Buffer.from(word, 'utf16le'))) found.push(`${word} in ${path.slice(profile.length)}`);
    }
  }
  return found;
}
