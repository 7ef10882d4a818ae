// A few random runs with faults in each suite; `cargo xtask faults` plays as many as wished.
import { after, describe, test } from 'node:test';
import { Player } from './lib/faults.mjs';
import { KIND } from './lib/suite.mjs';

/** A run has twelve commands and two or three faults. */
const RUNS = { chromium: 10, firefox: 5 };

describe('random commands and faults', () => {
  // Alone it is another each time; `cargo xtask test` gives the same one to a second try.
  const seed = Number(process.env.ASKBACK_SEED ?? Date.now() % 1_000_000);
  const player = new Player(KIND, seed);
  player.makeDisk();
  after(() => player.end());

  // Chromium tears its log at a full disk, and at one of the next starts may throw all of it away
  // (docs/decisions, 25), so it cannot be promised there; `cargo xtask faults --full-disk` shows it.
  // It needs a small disk, which not every user may mount.
  if (KIND === 'firefox' && player.disk) {
    test('what was saved before and after a full disk outlives a restart', async () => {
      await player.start();
      for (let number = 0; number < 10; number += 1) await player.change();
      await player.fullDisk();
      await player.session.close();
      await player.start();
      await player.look();
    });
  }

  for (let run = 0; run < RUNS[KIND]; run += 1) {
    test(`run ${run + 1} from seed ${seed}`, async () => {
      if (!player.session) await player.start();
      await player.run();
    });
  }
});
