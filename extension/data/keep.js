// The part "Old prospects": who would go, forgetting them now, and each day from now on.
import { ask } from './ask.js';
import { CODE, daysSet, forget, oldOnes } from './old.js';
import { counted, field, find, list, run, say, tellNews, wordsOf } from './page.js';

/** How many are named. */
const NAMED = 20;

/** @type {import('./old.js').Old[]} who was shown */
let shown = [];

const days = () => Math.floor(Number(field('days').value));

/** @param {number} set */
function tellSet(set) {
  find('kept').textContent = set > 0 ? `Each day, whoever has had nothing open for ${counted(set, 'day')} is forgotten.` : 'Nobody is forgotten by itself.';
  find('never').hidden = set === 0;
  if (set > 0) field('days').value = String(set);
}

async function look() {
  find('olds').hidden = true;
  if (!(days() >= 1)) {
    say('trouble', 'Say after how many days: a whole number.');
    return;
  }
  let seen = false;
  await run('Looking for old prospects', async (_signal, progress) => {
    shown = await oldOnes(ask, days(), progress);
    const more = shown.length > NAMED ? [`and ${counted(shown.length - NAMED, 'more prospect')}`] : [];
    find('old').textContent = shown.length > 0 ? `${counted(shown.length, 'prospect')} would be forgotten, with all that was recorded of them:` : 'Nobody would be forgotten now.';
    list('who-old', [...shown.slice(0, NAMED).map(({ name, id, last }) => `${name} (${id}), last ${last}`), ...more]);
    find('forget').hidden = shown.length === 0;
    find('olds').hidden = false;
    seen = true;
    return '';
  });
  if (seen) find('olds').focus();
}

/** @param {number} set */
async function save(set) {
  await ask({ save_practice: { values: [[CODE, set > 0 ? String(set) : '']] } });
  tellSet(await daysSet(ask));
}

/** @param {() => unknown} changed */
async function forgetShown(changed) {
  const old = shown;
  leave();
  await run('Forgetting', async (signal, progress) => {
    try {
      await forget(ask, old, signal, progress);
      return `${counted(old.length, 'prospect')} forgotten. Files that you wrote before still hold them.`;
    } finally {
      tellNews();
      changed();
    }
  });
}

function leave() {
  find('olds').hidden = true;
  field('days').focus();
}

/** @param {() => unknown} changed told when something was forgotten */
export function startKeeping(changed) {
  find('who-goes').addEventListener('click', look);
  find('forget').addEventListener('click', () => forgetShown(changed));
  find('each-day').addEventListener('click', () => run('Saving', async () => save(days()).then(() => 'Saved.')));
  find('never').addEventListener('click', () => run('Saving', async () => save(0).then(() => 'Saved.')));
  find('leave-old').addEventListener('click', leave);
  daysSet(ask).then(tellSet, (error) => say('trouble', wordsOf(error)));
}
