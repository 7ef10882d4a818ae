// Random commands on the real extension in a real browser, with faults at random points; and what
// must hold afterwards: every change that was confirmed is there, none twice, none half. The native
// twin, which plays many more, is tests/faults.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch, until } from './browser.mjs';
import * as ledger from './ledger.mjs';
import { breakNext, inWorker, kill, moveClock } from './worker.mjs';

/** @typedef {import('./browser.mjs').Session} Session */
/** @typedef {{ prospect: string, mark: string, parts: number, event: string | null, fate: 'confirmed' | 'refused' | 'unknown' }} Change */

const PROSPECTS = ['mill.test', 'dock.test', 'mo@gmail.com'];
/** Commands of a run. */
const COMMANDS = 12;
/** Milliseconds for a reply; a worker or a browser that was ended gives none. */
const PATIENCE = 4000;
/** A profile's disk, where this user may make one of its own. */
const DISK = '300m';

/** Random numbers from a seed, so that a run can be played again (mulberry32). @param {number} seed */
export function dice(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (/** @type {number} */ most) => Math.floor(next() * most);
  return { below, pick: (/** @type {any[]} */ some) => some[below(some.length)] };
}

/**
 * A ledger of today's form as an older schema had it: the summary's days as dates, and in schema 1 a
 * value for each day of the agenda and one for each first letter of the names.
 * @param {Record<string, any>} items @param {1 | 2} schema
 */
function asOlder(items, schema) {
  /** @type {Record<string, any>} */
  const old = {};
  /** @type {Record<string, number>} */
  const days = {};
  for (const [key, value] of Object.entries(items)) {
    const [, day] = /^a\/([^/]*)\//.exec(key) ?? [];
    if (day) days[day] = (days[day] ?? 0) + 1;
    const [, front = '', prospect = ''] = (schema === 1 && (/^(a\/[^/]*)\/(.*)$/s.exec(key) ?? /^(n\/.)(.*)$/su.exec(key))) || [];
    if (front) (old[front] ??= {})[front.startsWith('n/') ? key.slice(2) : prospect] = value;
    else old[key] = value;
  }
  return { ...old, summary: { ...items.summary, schema, days } };
}

export class Player {
  /** @param {import('./find.mjs').Kind} kind @param {number} seed */
  constructor(kind, seed) {
    this.kind = kind;
    this.dice = dice(seed);
    /** @type {Change[]} */
    this.changes = [];
    /** @type {Record<string, number>} how often each fault was done */
    this.faults = {};
    this.folder = mkdtempSync(join(tmpdir(), 'askback-faults-'));
    this.disk = false;
    /**
     * Whether a full disk is among the faults. Chromium itself throws its database away in some of
     * these cases (docs/decisions, 25), so there it is asked for.
     */
    this.fills = kind === 'firefox';
    /** @type {Session} */
    this.session = /** @type {any} */ (null);
    /** @type {import('puppeteer-core').Page} */
    this.own = /** @type {any} */ (null);
  }

  /** Starts the browser, at first or again on the same profile. */
  async start() {
    const profile = join(this.folder, 'profile');
    // The driver copies Firefox's preferences aside. After a killed browser they are not there, or are
    // still being put back.
    const preferences = () => this.kind === 'firefox' && existsSync(profile) && writeFileSync(join(profile, 'user.js'), '', { flag: 'a' });
    // One launch at a time, however long it takes: two would fight for the profile.
    for (let left = 5; ; left -= 1) {
      try {
        preferences();
        this.session = await launch({ kind: this.kind, profile });
        break;
      } catch (error) {
        if (left === 0) throw error;
      }
    }
    this.own = await this.session.open('inspect.html');
  }

  /** A disk of its own for the profile, which can be filled; where this user may not, without. */
  makeDisk() {
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK}`, 'tmpfs', this.folder], { stdio: 'ignore' });
      this.disk = true;
    } catch {
      this.disk = false;
    }
  }

  async end() {
    await this.session?.close().catch(() => undefined);
    if (this.disk) execFileSync('umount', ['--lazy', this.folder]);
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 20 });
  }

  /** Asks the worker. @param {object} request @returns {Promise<any>} undefined when no answer came */
  async ask(request) {
    const late = new Promise((done) => setTimeout(done, PATIENCE));
    return Promise.race([this.session.ask(this.own, { panel: request }).catch(() => undefined), late]);
  }

  /** A command of the rep, and by what it is known. */
  command() {
    const prospect = this.dice.pick(PROSPECTS);
    const mark = `mark${String(this.changes.length).padStart(5, '0')}x`;
    const known = this.changes.filter((one) => one.prospect === prospect && one.event && one.parts > 0);
    const request = known.length ? this.dice.pick(known).event : '';
    const named = this.dice.below(2) === 0;
    const record = { prospect, name: '', asked_by: named ? `Kim ${mark}` : '', asked_on: null, thread: '', fields: { kind: 'demo', words: mark } };
    const [command, parts] = this.dice.pick([
      [{ record }, named ? 2 : 1], [{ record }, named ? 2 : 1],
      [{ amend: { prospect, request, fields: { purpose: mark } } }, 1],
      [{ deliver: { prospect, request, on: null, what: mark } }, 1],
      [{ commit: { prospect, commitment: null, owner: 'ours', what: mark, due: '2027-01-15', request: null } }, 1],
      [{ send_anyway: { prospect, rules: [], reason: mark } }, 1],
    ]);
    return { command, change: { prospect, mark, parts, event: null } };
  }

  /** Makes one change, while `during` happens. @param {() => Promise<unknown>} [during] */
  async change(during) {
    const { command, change } = this.command();
    const reply = this.ask({ change: command });
    await during?.();
    const said = await reply;
    const fate = said?.done ? 'confirmed' : said?.failed ? 'refused' : 'unknown';
    this.changes.push({ ...change, event: said?.done?.event ?? null, fate });
    return said;
  }

  /** What can go wrong in this browser. @returns {Record<string, () => Promise<unknown>>} */
  wrongs() {
    const wait = () => new Promise((done) => setTimeout(done, this.dice.below(25)));
    return {
      'browser killed': async () => {
        await this.change(async () => {
          await wait();
          await this.killBrowser();
        });
      },
      'index damaged': () => this.damage(),
      'newer storage': () => this.newer(),
      'older storage': () => this.older(),
      ...(this.disk && this.fills ? { 'disk full': () => this.fullDisk() } : {}),
      'write refused': () => this.inWorker(() => this.change(), breakNext, 'refuse'),
      'read garbled': () => this.inWorker(() => this.change(), breakNext, 'garble'),
      'clock moved': () => this.inWorker(() => this.change(), moveClock, (this.dice.below(200) - 100) * 3_600_000),
      'worker killed': () => this.change(async () => {
        await wait();
        await kill(this.session);
      }),
    };
  }

  /** @param {() => Promise<unknown>} then @param {(how: any) => unknown} change @param {any} how */
  async inWorker(then, change, how) {
    await this.ask({ settings: {} });
    await inWorker(this.session, this.own, change, how);
    await then();
  }

  async killBrowser() {
    const running = this.session.browser.process();
    const gone = new Promise((done) => running?.once('exit', done));
    running?.kill('SIGKILL');
    await gone;
    await this.session.browser.close().catch(() => undefined);
    await this.start();
  }

  /** Puts another ledger in the place of the stored one, with no worker that could read it half. @param {Record<string, any>} items */
  async put(items) {
    await kill(this.session);
    await ledger.replace(this.own, items);
  }

  /** An index is damaged where it lies; nothing is changed until the rep has it repaired. */
  async damage() {
    const known = Object.keys(await ledger.stored(this.own)).filter((key) => key.startsWith('p/') || key === 'summary');
    if (known.length === 0) return;
    const key = this.dice.pick(known);
    await this.put({ ...(await ledger.stored(this.own)), [key]: 'damaged' });
    for (const prospect of PROSPECTS) await this.ask({ change: { snooze: { prospect, days: 1 } } });
    await this.repair();
  }

  /** A fault that waits for the next writing may come in the midst of it. */
  async repair() {
    await until('the repair', async () => (await this.ask({ rebuild: {} }))?.done);
  }

  async newer() {
    const { summary } = await ledger.stored(this.own);
    if (!summary) return;
    const before = { ...(await ledger.stored(this.own)), summary: { ...summary, schema: 99 } };
    await this.put(before);
    const said = await this.ask({ change: { snooze: { prospect: PROSPECTS[0], days: 1 } } });
    // A bad reading that was waiting comes first.
    assert.match(said?.failed?.error ?? '', /newer Askback|Repair/);
    await this.change();
    assert.deepEqual(await ledger.stored(this.own), before);
    await this.put({ ...before, summary });
  }

  /** A profile that an older Askback left: it is brought to today's form, and nothing is lost. */
  async older() {
    const items = await ledger.stored(this.own);
    if (!items.summary) return;
    await this.put(asOlder(items, this.dice.pick([1, 2])));
    await this.change();
  }

  async fullDisk() {
    const filling = join(this.folder, 'filling');
    const file = openSync(filling, 'a');
    for (const size of [1 << 20, 4096, 1]) {
      const bytes = Buffer.alloc(size);
      try {
        for (;;) writeSync(file, bytes);
      } catch (error) {
        if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOSPC') throw error;
      }
    }
    closeSync(file);
    for (let times = 0; times < 3; times += 1) await this.change();
    rmSync(filling);
    // The browser needs a moment to find that there is room again.
    await until('a change', async () => {
      const said = await this.change();
      await this.repaired(said);
      return said?.done;
    });
  }

  /** A bad reading is remembered as damage until the rep has it repaired. @param {any} said @returns {Promise<boolean>} */
  async repaired(said) {
    if (!said?.failed?.error.includes('Repair')) return false;
    await this.repair();
    return true;
  }

  /** One run: commands with two or three faults among them, and the look at what came of it. */
  async run() {
    const wrongs = this.wrongs();
    const at = new Map(Array.from({ length: 2 + this.dice.below(2) }, () => [this.dice.below(COMMANDS), this.dice.pick(Object.keys(wrongs))]));
    for (let number = 0; number < COMMANDS; number += 1) {
      const wrong = at.get(number);
      if (!wrong) {
        await this.change();
        continue;
      }
      this.faults[wrong] = (this.faults[wrong] ?? 0) + 1;
      await wrongs[wrong]?.();
    }
    await this.look();
  }

  /** Holds what is stored against what was said. */
  async look() {
    for (const prospect of PROSPECTS) {
      const snooze = () => until(`a change of ${prospect}`, () => this.ask({ change: { snooze: { prospect, days: 1 } } }));
      let said = await snooze();
      // A fault that waits for the next reading or writing may come only now.
      for (let left = (this.faults['read garbled'] ?? 0) + (this.faults['write refused'] ?? 0); left > 0 && said.failed; left -= 1) {
        if (!(await this.repaired(said)) && !said.failed.error.includes('Not saved')) break;
        said = await snooze();
      }
      assert.ok(said.done, JSON.stringify(said));
    }
    const items = await ledger.stored(this.own);
    const events = Object.entries(items).filter(([key]) => key.startsWith('e/')).map(([, value]) => JSON.stringify(value));
    for (const change of this.changes) {
      const found = events.filter((event) => event.includes(change.mark)).length;
      const expected = { confirmed: [change.parts], refused: [0], unknown: [0, change.parts] }[change.fate];
      assert.ok(expected.includes(found), `${found} events of ${JSON.stringify(change)}`);
      if (!change.event) continue;
      const index = items[`p/${change.prospect}`];
      assert.equal(index.events.filter((/** @type {string} */ one) => one === change.event).length, 1, JSON.stringify(change));
    }
  }
}
