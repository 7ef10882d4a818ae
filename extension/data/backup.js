// The part "A folder for backups and other computers": choosing it, keeping it in step, and the
// reminder where there is none.
import { ask } from './ask.js';
import { choose, known, leave, leaveFor, sync } from './folder.js';
import { files, learn } from './locked.js';
import { counted, field, find, run, say, tellNews, wordsOf } from './page.js';
import { change, note, noteBackup } from './remind.js';

/** Where it is noted that there was a folder: what a lost database does not take along. */
const WAS = 'askback-folder';

/** @param {import('./folder.js').Done | null} done */
function words(done) {
  if (!done) return '';
  const wrong = done.wrong.length > 0 ? ` Not read: ${done.wrong.join(' ')}` : '';
  const erased = done.erased > 0 ? ` Another computer says who was erased: ${counted(done.erased, 'event')} changed or removed.` : '';
  return `In step: ${counted(done.taken, 'event')} taken in from ${counted(done.count, 'other file')}, ${counted(done.written, 'event')} written.${erased}${wrong}`;
}

/** @param {() => unknown} changed */
const goInStep = (changed) => async () => {
  const done = await sync((request) => ask(request, true), await files());
  askFor(done?.locked ?? []);
  if (done) noteBackup();
  if (done?.taken || done?.erased) tellNews();
  changed();
  await show();
  return done ? words(done) : 'The browser does not let us into the folder. Choose it again.';
};

/** The file of another computer whose passphrase is asked for. @type {import('../lock/crypto.js').Wrapped | undefined} */
let asked;

/** @param {import('../lock/crypto.js').Wrapped[]} locked */
function askFor([wrapped]) {
  asked = wrapped;
  field('folder-passphrase').value = '';
  find('folder-locked').hidden = !wrapped;
}

async function show() {
  const folder = await known();
  const was = localStorage.getItem(WAS);
  const leaveNow = folder ? await leaveFor(folder.handle) : '';
  const at = folder?.at ? ` Last in step ${new Date(folder.at).toLocaleString()}.` : '';
  const wrong = folder?.trouble ? ` ${folder.trouble}` : '';
  const lost = was && !folder ? `You had the folder “${was}”. If your ledger is gone, choose it again: all comes back.` : 'No folder is chosen.';
  find('folder-is').textContent = folder ? `“${folder.handle.name}” is written to after each change.${at}${wrong}${leaveNow === 'granted' ? '' : ' The browser asks again for leave: press “Bring in step”.'}` : lost;
  find('in-step').hidden = find('no-folder').hidden = !folder;
}

/** @param {() => unknown} changed */
async function pick(changed) {
  const handle = await /** @type {any} */ (window).showDirectoryPicker({ id: 'askback', mode: 'readwrite' }).catch((/** @type {unknown} */ error) => {
    // The rep closed the window without choosing.
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    throw error;
  });
  if (!handle) return '';
  await choose(handle);
  localStorage.setItem(WAS, handle.name);
  return goInStep(changed)();
}

/** @param {() => unknown} changed told when something was taken in */
export function startBackup(changed) {
  const can = 'showDirectoryPicker' in window;
  find('folder-part').hidden = !can;
  find('no-picker').hidden = can;
  find('choose-folder').addEventListener('click', () => run('Bringing the folder in step', () => pick(changed)));
  find('in-step').addEventListener('click', async () => {
    // In the press itself: only then may the browser ask.
    const folder = await known();
    if (folder) await leaveFor(folder.handle, true).catch(() => 'denied');
    await run('Bringing the folder in step', goInStep(changed));
  });
  find('folder-locked').addEventListener('submit', (event) => {
    event.preventDefault();
    run('Bringing the folder in step', async () => {
      await learn(asked, field('folder-passphrase').value);
      return goInStep(changed)();
    });
  });
  find('no-folder').addEventListener('click', async () => {
    await leave();
    localStorage.removeItem(WAS);
    await show();
  });
  const remind = field('remind');
  remind.value = String(note().days);
  remind.addEventListener('change', () => change({ days: Number(remind.value) }));
  show().catch((error) => say('trouble', wordsOf(error)));
}
