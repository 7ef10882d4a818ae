// The page "The lock": setting it, changing the passphrase, when it locks, and taking it off.
import { field, find, say, wordsOf } from '../data/page.js';
import { ask, finished } from './page.js';

/** @typedef {import('./lock.js').State} State */

/** @param {State} state */
function show({ state, minutes, most, files }) {
  find('set').hidden = state !== 'off';
  for (const id of ['on', 'change', 'off']) find(id).hidden = state !== 'open';
  const times = /** @type {HTMLSelectElement} */ (find('minutes'));
  for (const time of times.options) time.disabled = most > 0 && (time.value === '0' || Number(time.value) > most);
  if (![...times.options].some(({ value }) => value === String(minutes))) times.add(new Option(inWords(minutes), String(minutes)), 0);
  find('most').textContent = most ? `Your company set that it locks after ${inWords(most)} at the latest.` : '';
  field('minutes').value = String(minutes);
  field('files').checked = files;
}

/** @param {number} minutes */
const inWords = (minutes) => (minutes === 1 ? '1 minute' : `${minutes} minutes`);

/**
 * Carries a wish out and shows what is so then; a conversion with its progress.
 * @param {object} wish @param {string} doing @param {string | ((state: State) => string)} done
 */
async function carryOut(wish, doing, done) {
  say('trouble', '');
  say('said', '');
  const bar = /** @type {HTMLProgressElement} */ (find('progress'));
  find('doing').textContent = doing;
  bar.value = 0;
  find('work').hidden = false;
  try {
    const state = await finished(await ask(wish), (share) => {
      bar.value = share;
    });
    for (const input of document.querySelectorAll('form')) input.reset();
    show(state);
    say('said', typeof done === 'string' ? done : done(state));
  } catch (error) {
    say('trouble', wordsOf(error));
  } finally {
    find('work').hidden = true;
  }
}

/** @param {string} id @param {() => Promise<void>} then */
const onSubmit = (id, then) =>
  find(id).addEventListener('submit', (event) => {
    event.preventDefault();
    void then();
  });

/** Whether both fields say the same. @param {string} one @param {string} other */
function areSame(one, other) {
  const same = field(one).value === field(other).value;
  say('trouble', same ? '' : 'The two passphrases are not the same.');
  if (!same) field(other).focus();
  return same;
}

onSubmit('set', async () => {
  if (!areSame('new', 'again')) return;
  if (!field('understood').checked) return;
  await carryOut({ set: { passphrase: field('new').value, minutes: 15 } }, 'Encrypting the ledger', ({ minutes }) => `The lock is on. Askback asks for the passphrase when the browser was ended, and when you have not used it for ${inWords(minutes)}.`);
});
onSubmit('change', async () => {
  if (!areSame('next', 'next-again')) return;
  await carryOut({ change: { passphrase: field('old').value, next: field('next').value } }, 'Changing the passphrase', 'The passphrase is changed.');
});
onSubmit('off', () => carryOut({ off: { passphrase: field('last').value } }, 'Decrypting the ledger', 'The lock is off.'));
find('now').addEventListener('click', () => ask({ close: {} }).catch((error) => say('trouble', wordsOf(error))));
for (const id of ['minutes', 'files']) {
  find(id).addEventListener('change', () => carryOut({ keep: { minutes: Number(field('minutes').value), files: field('files').checked } }, 'Saving', 'Saved.'));
}
ask({ state: {} }).then(
  (state) => show(state),
  (error) => say('trouble', wordsOf(error)),
);
