// What the parts of the page "Your data" share: finding their elements, saying what was done, and
// one task at a time with a progress bar that can be cancelled.

/** @typedef {import('./ask.js').Progress} Progress */
/** @typedef {(signal: AbortSignal, progress: Progress) => Promise<string>} Task says at its end what was done */

/** @param {string} id */
export function find(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page lacks #${id}.`);
  return found;
}

/** @param {string} id */
export const field = (id) => /** @type {HTMLInputElement} */ (find(id));

/** @param {string} id @param {string} text shown where there is one */
export function say(id, text) {
  find(id).textContent = text;
  find(id).hidden = text === '';
}

/** @param {string} id @param {string[]} lines */
export function list(id, lines) {
  find(id).replaceChildren(
    ...lines.map((text) => {
      const item = document.createElement('li');
      item.textContent = text;
      return item;
    }),
  );
}

/** @param {number} count @param {string} one @param {string} [many] */
export const counted = (count, one, many = `${one}s`) => `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** @param {unknown} error */
export const wordsOf = (error) => (error instanceof Error ? error.message : String(error));

/** @type {AbortController | null} what is under way */
let running = null;

export const cancel = () => running?.abort();

/**
 * Runs a task with a progress bar that can be cancelled, one at a time.
 * @param {string} name @param {Task} task
 */
export async function run(name, task) {
  running?.abort();
  const mine = (running = new AbortController());
  const before = document.activeElement;
  const bar = /** @type {HTMLProgressElement} */ (find('progress'));
  bar.removeAttribute('value');
  say('trouble', '');
  say('said', '');
  find('doing').textContent = name;
  find('work').hidden = false;
  find('cancel').focus();
  const ended = (/** @type {string} */ id, /** @type {string} */ text) => {
    if (running !== mine) return;
    running = null;
    find('work').hidden = true;
    if (before instanceof HTMLElement && before.isConnected) before.focus();
    say(id, text);
  };
  try {
    const said = await task(mine.signal, (done, all) => {
      if (all > 0) bar.value = done / all;
    });
    ended('said', said);
  } catch (error) {
    if (mine.signal.aborted) ended('said', 'Cancelled.');
    else ended('trouble', wordsOf(error));
  }
}

/** Other pages of ours fetch anew what they show. */
export const tellNews = () => new BroadcastChannel('askback').postMessage('news');
