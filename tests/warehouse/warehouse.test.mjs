// docs/warehouse.md: its own blocks of SQL, run by DuckDB on files that the shipped worker wrote, and
// their figures beside what Askback itself says of the same ledgers.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { TEAM, rep } from '../e2e/lib/exports.mjs';
import { area, start } from '../wasm/core.mjs';

const doc = readFileSync(new URL('../../docs/warehouse.md', import.meta.url), 'utf8');
const [TABLES = '', LOAD = '', VIEWS = '', BY_KIND = '', GIVEN = '', EMPTY = '', ...MORE] = [...doc.matchAll(/```sql\n(.*?)```/gs)].map(([, sql]) => sql ?? '');

/** @type {any} */
let connection;
let folder = '';

/** @param {string} sql @returns {Promise<any[][]>} the rows of its last statement */
async function run(sql) {
  const reader = await connection.runAndReadAll(sql);
  return reader.getRowsJson();
}

/** A ledger of a rep's, in a core of its own. */
async function ledgerOf() {
  const core = await start(area());
  const ask = (/** @type {object} */ request) => core.panel(request, -1, []);
  return { ask, rep: rep(ask) };
}

let minute = 0;
/** Writes the file of a ledger as "Your data" does. @param {Awaited<ReturnType<typeof ledgerOf>>} ledger @param {string} name @param {(text: string) => string} [how] */
async function write({ ask }, name, how = (text) => text) {
  const { exported } = await ask({ export: { after: '' } });
  assert.equal(exported.after, '', 'all in one portion');
  const made = new Date(Date.now() + (minute += 1) * 60_000);
  const all = [JSON.stringify({ askback: 'ledger', version: 1, made }), ...exported.lines, JSON.stringify({ askback: 'end', events: exported.lines.length })];
  mkdirSync(join(folder, 'exports', name.split('/')[0] ?? ''), { recursive: true });
  writeFileSync(join(folder, 'exports', name), how(`${all.join('\n')}\n`));
  return exported.lines.length;
}

/** @type {Record<string, Awaited<ReturnType<typeof ledgerOf>>>} */
const ledgers = {};

/** What Askback says of all requests, as the view words it: identity, kind, state, the day it was asked. */
async function requests() {
  const all = [];
  for (const [name, { ask }] of Object.entries(ledgers)) {
    const { records } = await ask({ records: { after: '' } });
    for (const prospect of records.prospects) {
      for (const { id, kind, state, asked_on } of prospect.requests) {
        const open = ['asked', 'purpose_clear', 'outcome_agreed'].includes(state);
        all.push([id, name, prospect.head.id, kind, open ? 'open' : state, asked_on]);
      }
    }
  }
  return all.sort();
}

const inView = () => run('SELECT id, rep, prospect, kind, state, asked_on FROM askback_requests ORDER BY id');
const count = async () => Number((await run('SELECT count(*) FROM askback_events'))[0]?.[0]);

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'askback-warehouse-'));
  process.chdir(folder);
  const name = '@duckdb/node-api';
  const { DuckDBInstance } = await import(name);
  connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const [name, play] of Object.entries(TEAM)) {
    const ledger = await ledgerOf();
    await play(ledger.rep);
    ledgers[name] = ledger;
  }
});
after(() => {
  connection?.closeSync();
  process.chdir(tmpdir());
  rmSync(folder, { recursive: true });
});

test('the document holds the blocks that are run here, and no others', () => {
  assert.ok(EMPTY.includes('DELETE FROM'));
  assert.deepEqual(MORE, []);
});

test('what is loaded stands as Askback itself says it', async () => {
  const written = [];
  for (const [name, ledger] of Object.entries(ledgers)) written.push(await write(ledger, `${name}/first.jsonl`));
  await run(TABLES);
  await run(LOAD);
  assert.equal(await count(), written.reduce((sum, events) => sum + events, 0));
  await run(VIEWS);
  const expected = await requests();
  assert.equal(expected.length, 6);
  assert.deepEqual(await inView(), expected);
});

test('requests by kind, the share that was confirmed, the days that it took', async () => {
  // As tests/e2e/lib/exports.mjs plays them: asked 9 and 20 days ago, given 6 and 18, confirmed today.
  assert.deepEqual((await run(BY_KIND)).map((row) => row.map((cell) => (cell === null ? null : Number.isNaN(Number(cell)) ? cell : Number(cell)))), [
    ['demo', 3, 1, 0.33, 20, 18],
    ['call', 1, 0, 0, null, null],
    ['quote', 1, 0, 0, null, null],
    ['sample', 1, 1, 1, 9, 6],
  ]);
  assert.deepEqual((await run(GIVEN)).map(([name, ...figures]) => [name, ...figures.map(Number)]), [['anna', 1, 30]]);
});

test('the same again changes nothing; what is new in a later file comes in; no event counts twice', async () => {
  const before = await run('SELECT * FROM askback_events ORDER BY id');
  await run(LOAD);
  assert.deepEqual(await run('SELECT * FROM askback_events ORDER BY id'), before);
  const { rep } = ledgers['anna'] ?? assert.fail();
  const again = await rep.record('acme.test', 'sample', 1);
  await rep.deliver('acme.test', again, 0);
  await rep.answer('acme.test', again, 'partly');
  await rep.deliver('acme.test', again, 0);
  await rep.ask({ change: { amend: { prospect: 'acme.test', request: again, fields: { kind: 'security_review' } } } });
  const undone = await rep.record('acme.test', 'quote', 0);
  await rep.ask({ change: { undo: { prospect: 'acme.test', event: undone } } });
  const ended = await rep.record('new.test', 'call', 3);
  await rep.ask({ change: { end: { prospect: 'new.test', request: ended, how: 'withdrawn', reason: 'no need' } } });
  await write(ledgers['anna'] ?? assert.fail(), 'anna/later.jsonl');
  await write(ledgers['anna'] ?? assert.fail(), 'zoe/what-anna-sent-her.jsonl');
  await run(LOAD);
  const expected = await requests();
  assert.deepEqual(await inView(), expected, 'and they stay Anna\'s');
  assert.equal(expected.length, 8);
  assert.equal(await count(), before.length + 9);
});

test('a file that is cut off, not ours or newer is passed over, and read once it is whole', async () => {
  const before = await count();
  const ledger = await ledgerOf();
  ledgers['cleo'] = ledger;
  await ledger.rep.record('cleo.test', 'demo', 4);
  await write(ledger, 'cleo/cut.jsonl', (text) => text.slice(0, -20));
  await write(ledger, 'cleo/newer.jsonl', (text) => text.replace('"version":1', '"version":2'));
  await write(ledger, 'cleo/lost.jsonl', (text) => text.split('\n').toSpliced(1, 1).join('\n'));
  writeFileSync(join(folder, 'exports/cleo/hello.jsonl'), 'hello\nthere\n');
  await run(LOAD);
  assert.equal(await count(), before);
  await write(ledger, 'cleo/cut.jsonl');
  await run(LOAD);
  assert.equal(await count(), before + 1);
  assert.deepEqual(await inView(), await requests());
});

test('who was erased is out of the events by a newer file, and forgotten prospects when it is loaded anew', async () => {
  const words = async () => JSON.stringify(await run('SELECT * FROM askback_events'));
  const { rep, ask } = ledgers['ben'] ?? assert.fail();
  assert.match(await words(), /dana@lost\.test/);
  await rep.ask({ erase: { who: 'dana@lost.test', write: true } });
  await ask({ forget: { prospect: 'acme.test' } });
  await write(ledgers['ben'] ?? assert.fail(), 'ben/later.jsonl');
  await run(LOAD);
  assert.doesNotMatch(await words(), /dana@lost\.test/);
  rmSync(join(folder, 'exports/ben/first.jsonl'));
  rmSync(join(folder, 'exports/zoe'), { recursive: true });
  await run(EMPTY);
  await run(LOAD);
  assert.deepEqual(await inView(), await requests());
});
