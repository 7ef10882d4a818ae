// A disk that is really full, under a real browser: its profile lies on a small one of its own. A
// change is refused in plain words, nothing is half written, and it goes on once there is room.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, rmdirSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { until } from './lib/browser.mjs';
import * as ledger from './lib/ledger.mjs';
import { oneSession } from './lib/suite.mjs';

/** A disk of 200 MB in memory, or null where this user may not make one. */
function smallDisk() {
  const folder = mkdtempSync(join(tmpdir(), 'askback-full-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=200m', 'tmpfs', folder], { stdio: 'ignore' });
    return folder;
  } catch {
    rmdirSync(folder);
    return null;
  }
}

const disk = smallDisk();
// The driver makes the profile where temporary files belong.
if (disk) process.env.TMPDIR = disk;

const play = disk ? describe : () => console.log('a full disk: this user may not mount a small one, so nothing is shown of it');
play('a full disk', () => {
  const all = oneSession();
  const filling = join(disk ?? '', 'filling');
  after(() => {
    if (!disk) return;
    // The browser may be a moment at closing its files.
    execFileSync('umount', ['--lazy', disk]);
    rmdirSync(disk);
  });

  /** Takes all the room that is left. */
  function fill() {
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
  }

  /** @param {number} number */
  const record = (number) => {
    const who = `dana@prospect${number}.test`;
    const fields = { kind: 'demo', words: 'Could we see it? '.repeat(100) };
    return all.session.ask(all.own, { panel: { change: { record: { prospect: who, name: 'Prospect', asked_by: who, asked_on: null, thread: '', fields } } } });
  };

  const events = async () => Object.keys(await ledger.stored(all.own)).filter((key) => key.startsWith('e/'));

  test('a change is refused in plain words, and is made once there is room', async () => {
    let made = 0;
    const make = async () => {
      const reply = await record(made);
      if (reply.done) made += 1;
      return reply;
    };
    assert.ok((await make()).done);
    const refused = await until('a refusal', async () => {
      fill();
      return (await make()).failed;
    });
    assert.match(refused.error, /no room left/);
    assert.match(refused.error, /Nothing was changed/);
    rmSync(filling);
    await until('a change', async () => (await make()).done);
    assert.ok((await make()).done);
    assert.equal((await events()).length, made, 'what was confirmed is there, and nothing else');
  });
});
