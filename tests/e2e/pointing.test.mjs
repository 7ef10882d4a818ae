// What is made of pointing, on small pages of several manners: every field gets ways that do not
// depend on each other, and when the page changes what is read stays right or goes missing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FIXTURES } from './lib/pointing-fixtures.mjs';
import { benchScript, judged } from './lib/pointing.mjs';
import { oneSession } from './lib/suite.mjs';

const all = oneSession();
/** Changes after which everything must still be read, for each of them leaves two ways standing. */
const HARMLESS = ['class names renamed', 'class names gone', 'another language'];
/** Changes at once, after which much may be missing. */
const AT_ONCE = [['elements put in', 'class names gone'], ['marks gone', 'class names dealt anew'], ['marks gone', 'elements put in', 'another language', 'class names dealt anew']];
const SEEDS = [1, 2, 3, 4];

/** @type {import('puppeteer-core').Page} */
let page;
let script = '';

/** @param {import('./lib/pointing-fixtures.mjs').Fixture} fixture */
async function pointed(fixture) {
  script ||= await benchScript();
  page ??= await all.session.page();
  await page.setContent(fixture.html, { waitUntil: 'load' });
  await page.evaluate(script);
  return page.evaluate(() => /** @type {any} */ (globalThis).pointing.point());
}

/**
 * @param {import('./lib/pointing-fixtures.mjs').Fixture} fixture
 * @param {string[]} names @param {number} seed
 */
async function afterChange(fixture, names, seed) {
  await pointed(fixture);
  await page.evaluate((names, seed) => /** @type {any} */ (globalThis).pointing.change(names, seed), names, seed);
  const read = await page.evaluate(() => /** @type {any} */ (globalThis).pointing.read());
  return Object.entries(fixture.expected).map(([field, expected]) => ({ field, got: read[field], is: judged(expected, read[field]) }));
}

for (const fixture of FIXTURES) {
  test(`${fixture.name}: each field has ways of two kinds, and no content in them`, async () => {
    const { fields } = await pointed(fixture);
    for (const [field, rules] of Object.entries(fields)) {
      const kinds = new Set(rules.map((/** @type {any} */ rule) => rule.kind));
      assert.ok(kinds.size >= 2, `${field} has ${[...kinds]}`);
    }
    assert.doesNotMatch(JSON.stringify(fields), /@|Ana |Dana|Jule|Tanaka/);
  });

  test(`${fixture.name}: all is read at once`, async () => {
    for (const { field, got, is } of await afterChange(fixture, [], 1)) assert.equal(is, 'right', `${field}: ${JSON.stringify(got)}`);
  });

  test(`${fixture.name}: what leaves two ways standing loses nothing`, async () => {
    for (const change of HARMLESS) {
      for (const { field, got, is } of await afterChange(fixture, [change], 1)) assert.equal(is, 'right', `${change}: ${field}: ${JSON.stringify(got)}`);
    }
  });

  test(`${fixture.name}: nothing is ever read wrong`, async () => {
    const names = await page.evaluate(() => /** @type {any} */ (globalThis).pointing.changes);
    for (const change of [...names.map((/** @type {string} */ name) => [name]), ...AT_ONCE]) {
      for (const seed of SEEDS) {
        for (const { field, got, is } of await afterChange(fixture, change, seed)) assert.notEqual(is, 'wrong', `${change} (${seed}): ${field}: ${JSON.stringify(got)}`);
      }
    }
  });
}
