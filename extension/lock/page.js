// On each page of ours: whether Askback is locked. Then the page shows nothing but the field for the
// passphrase; a page that is open when it is locked is loaded anew, so that nothing is left in it.
// Also tells the worker that the rep is at work, once the lock is on.

/** @typedef {import('./lock.js').State} State */

const api = globalThis.browser ?? globalThis.chrome;
const NO_REPLY = "Askback's background part does not answer. Try again.";
/** The pages with "Lock now" at their foot. */
const LOCKING = ['popup', 'settings', 'welcome'];
/** Use is told no more often. */
const TOLD_MS = 20_000;

/**
 * @param {object} wish what is wanted of the lock
 * @returns {Promise<State>}
 */
export async function ask(wish) {
  const reply = await api.runtime.sendMessage({ lock: wish });
  if (reply?.failed) throw new Error(reply.failed.error);
  if (!reply?.lock) throw new Error(NO_REPLY);
  return reply.lock;
}

/**
 * @param {string} name @param {object} [is] @param {(Node | string)[]} [inside]
 * @returns {any} an element
 */
export function make(name, is = {}, inside = []) {
  const made = Object.assign(document.createElement(name), is);
  made.append(...inside);
  return made;
}

/** The part with the field for the passphrase. @param {State} state */
function unlocking({ trouble }) {
  const said = make('p', { className: 'notice notice-error', textContent: trouble, hidden: trouble === '', id: 'lock-said' });
  said.setAttribute('role', 'alert');
  const field = make('input', { type: 'password', id: 'lock-passphrase', autocomplete: 'current-password', required: true });
  field.setAttribute('aria-describedby', 'lock-said');
  const button = make('button', { className: 'button button-primary', textContent: 'Unlock' });
  const label = make('label', { className: 'field-label', htmlFor: field.id, textContent: 'Passphrase' });
  const form = make('form', { className: 'stack' }, [said, make('div', { className: 'field' }, [label, field]), make('div', { className: 'row' }, [button])]);
  form.addEventListener('submit', async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (button.disabled) return;
    button.disabled = true;
    said.hidden = true;
    try {
      await finished(await ask({ unlock: { passphrase: field.value } }));
      location.reload();
    } catch (error) {
      said.textContent = error instanceof Error ? error.message : String(error);
      said.hidden = false;
      field.select();
      field.focus();
    } finally {
      button.disabled = false;
    }
  });
  const title = make('h1', { className: 'heading', textContent: 'Askback is locked' });
  const words = make('p', { className: 'muted', textContent: 'Nothing is read or shown, and mails are sent without being looked at, until you type your passphrase.' });
  return make('main', { className: 'page stack', id: 'locked' }, [title, words, form]);
}

/**
 * Waits for a conversion that is under way.
 * @param {State} state @param {(share: number) => void} [progress]
 * @returns {Promise<State>}
 */
export async function finished(state, progress = () => undefined) {
  let now = state;
  while (now.turning) {
    progress(now.share);
    await new Promise((done) => setTimeout(done, 150));
    now = await ask({ state: {} });
  }
  if (now.trouble) throw new Error(now.trouble);
  return now;
}

/** @param {State} state */
function shut(state) {
  for (const child of document.body.children) /** @type {HTMLElement} */ (child).hidden = true;
  document.body.append(unlocking(state));
  document.getElementById('lock-passphrase')?.focus();
}

/** Tells the worker of presses and keys in this page. */
function tellUse() {
  let told = 0;
  const tell = (/** @type {Event} */ event) => {
    if (!event.isTrusted || Date.now() - told < TOLD_MS) return;
    told = Date.now();
    api.runtime.sendMessage({ used: {} }).catch(() => undefined);
  };
  for (const name of ['pointerdown', 'keydown']) addEventListener(name, tell, { capture: true, passive: true });
}

function lockNow() {
  const button = make('button', { className: 'button button-link', type: 'button', textContent: 'Lock now' });
  button.addEventListener('click', () => ask({ close: {} }).catch(() => undefined));
  document.body.append(make('footer', { className: 'row small foot' }, [button]));
}

async function start() {
  const page = document.documentElement.dataset.page;
  /** @type {boolean | null} whether it is open; `null` while nobody knows */
  let open = null;
  // Turned meanwhile: the page may show some of what was there before.
  let turned = false;
  new BroadcastChannel('askback-lock').addEventListener('message', ({ data }) => {
    turned = open === null;
    if (!turned && data !== open) location.reload();
  });
  const state = await ask({ state: {} });
  if (turned) return location.reload();
  open = state.state !== 'locked';
  if (!open && !state.turning) shut(state);
  if (state.state !== 'open') return;
  tellUse();
  if (LOCKING.includes(page ?? '')) lockNow();
  if (page === 'popup') {
    await api.runtime.sendMessage({ used: {} });
  }
}

start().catch(() => undefined);
