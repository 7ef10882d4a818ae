// Starts the reader in a page: at once where the host tells the site, else as soon as the page's
// structure does. Does nothing anywhere else.
import { STARTED } from './life.js';
import { extensionApi, isAlive } from './link.js';
import { pickRecipe } from './recipes.js';
import { Session } from './session.js';

/** @type {Session | null} */
let session = null;

function begin() {
  if (session || !isAlive() || !document.documentElement) return;
  const recipe = pickRecipe(document);
  if (!recipe) return;
  stopLooking();
  document.dispatchEvent(new Event(STARTED));
  session = new Session(recipe, document);
  document.addEventListener(STARTED, () => session?.check());
  extensionApi().runtime.onMessage.addListener(onMessage);
}

/**
 * @param {unknown} message
 * @param {unknown} _sender
 * @param {(answer: unknown) => void} answer
 */
function onMessage(message, _sender, answer) {
  const reply = session?.asked(message);
  if (reply !== undefined) answer(reply);
}

const looking = new MutationObserver(begin);

function stopLooking() {
  looking.disconnect();
  document.removeEventListener('DOMContentLoaded', begin);
  window.removeEventListener('load', begin);
}

const world = /** @type {any} */ (globalThis);
if (window === window.top && !world.askbackReader) {
  world.askbackReader = true;
  begin();
  if (!session && document.readyState !== 'complete') {
    document.addEventListener('DOMContentLoaded', begin);
    window.addEventListener('load', begin);
    window.addEventListener('load', () => looking.disconnect());
    looking.observe(document, { childList: true, subtree: true });
  }
}
