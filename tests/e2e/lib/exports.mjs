// Files of several reps, each written by the real worker from a ledger of its own that was played
// in one browser, one after the other.
import assert from 'node:assert/strict';
import * as ledger from './ledger.mjs';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('./browser.mjs').Session} Session */
/** @typedef {{ ask: (request: object) => Promise<any>, record: (prospect: string, kind: string, ago: number, fields?: object) => Promise<string>, deliver: (prospect: string, request: string, ago: number) => Promise<void>, answer: (prospect: string, request: string, answer: string) => Promise<void>, end: (prospect: string, how: string) => Promise<void>, wrote: (prospect: string, ago: number) => Promise<void> }} Rep */

const DAY_MS = 86_400_000;

/** @param {number} ago days @returns {string} as the rep's calendar has it */
export const day = (ago) => new Date(Date.now() - ago * DAY_MS).toLocaleDateString('sv');

/** What a rep does. @param {(request: object) => Promise<any>} panel asks the worker @returns {Rep} */
export function rep(panel) {
  const ask = async (/** @type {object} */ request) => {
    const reply = await panel(request);
    assert.ok(reply && !reply.failed, JSON.stringify(reply));
    return reply;
  };
  const change = async (/** @type {object} */ command) => (await ask({ change: command })).done.event;
  let wrote = 0;
  return {
    ask,
    record: (prospect, kind, ago, fields = {}) =>
      change({ record: { prospect, name: `The ${prospect} people`, asked_by: `dana@${prospect}`, asked_on: day(ago), thread: '', fields: { kind, ...fields } } }),
    deliver: (prospect, request, ago) => change({ deliver: { prospect, request, on: day(ago), what: 'what they asked for', cost: { minutes: 30, cents: 0 } } }),
    answer: (prospect, request, answer) => change({ answer: { prospect, request, answer, words: answer === 'yes' ? '' : 'the export' } }),
    end: (prospect, how) => change({ deal: { prospect, change: { end: { how, words: 'as they said', until: null } } } }),
    // Only a mail that was sent says so; it comes in as from another computer of the rep.
    async wrote(prospect, ago) {
      const at_ms = Date.now() - ago * DAY_MS;
      const id = `${at_ms}-mailmail-${String((wrote += 1)).padStart(6, '0')}`;
      const { device } = (await ask({ export: { after: '' } })).exported;
      const line = { id: id.replace('mailmail', device), prospect, deal: 1, at_ms, day: day(ago), what: { wrote: { at_ms, expects_answer: true } } };
      await ask({ import: { lines: [JSON.stringify(line)], write: true } });
    },
  };
}

/** The file of the ledger as it is, as "Your data" writes it. @param {Page} own @returns {Promise<string>} */
export const fileOf = (own) =>
  own.evaluate(async () => {
    const [file, asking] = ['/data/file.js', '/data/ask.js'];
    const { head, tail } = await import(file);
    const { events } = await import(asking);
    const lines = [];
    for await (const portion of events(new AbortController().signal, () => undefined)) lines.push(...portion.lines);
    return `${head(new Date())}${lines.map((line) => `${line}\n`).join('')}${tail(lines.length)}`;
  });

/**
 * The file of a rep who begins with nothing.
 * @param {Session} session @param {Page} own @param {(rep: Rep) => Promise<unknown>} play
 */
export async function written(session, own, play) {
  await ledger.replace(own, {});
  await play(rep((request) => session.ask(own, { panel: request })));
  return fileOf(own);
}

/** What two reps did: the figures that the tests expect are counted from this. @type {Record<string, (rep: Rep) => Promise<unknown>>} */
export const TEAM = {
  async anna(rep) {
    const demo = await rep.record('acme.test', 'demo', 12, { purpose: 'see the board', outcome: 'the CFO signs' });
    await rep.deliver('acme.test', demo, 5);
    await rep.record('acme.test', 'quote', 3);
    const sample = await rep.record('bolt.test', 'sample', 9, { purpose: 'try it' });
    await rep.deliver('bolt.test', sample, 6);
    await rep.answer('bolt.test', sample, 'yes');
    await rep.end('bolt.test', 'won');
    await rep.record('dark.test', 'demo', 80);
    await rep.wrote('dark.test', 70);
  },
  async ben(rep) {
    await rep.record('acme.test', 'call', 2);
    await rep.wrote('acme.test', 0);
    const demo = await rep.record('lost.test', 'demo', 20);
    await rep.deliver('lost.test', demo, 18);
    await rep.answer('lost.test', demo, 'yes');
    await rep.end('lost.test', 'no');
  },
};
