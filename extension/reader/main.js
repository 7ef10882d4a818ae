// Starts the reader in a page: at once where the host tells the site, else as soon as the page's
// structure does, else by the recipe that the rep made by pointing. Does nothing anywhere else.
import { readConversation } from './conversation.js';
import { lookForShadows } from './dom.js';
import { STARTED } from './life.js';
import { WorkerLink, extensionApi, isAlive } from './link.js';
import { expanded } from './own.js';
import { placesOf } from './places.js';
import { pickRecipe } from './recipes.js';
import { Session } from './session.js';
import { MessageCache } from './thread.js';

/** @typedef {import('./own.js').Pointed} Pointed */

/** @type {Session | null} */
let session = null;
/** The rep's own recipe for this page. @type {Pointed | null} */
let own = null;

function begin() {
  if (session || !isAlive() || !document.documentElement) return;
  const recipe = pickRecipe(document);
  if (recipe) start(recipe);
}

/** @param {import('./recipes.js').Recipe} recipe */
function start(recipe) {
  stopLooking();
  document.dispatchEvent(new Event(STARTED));
  session = new Session(recipe, document);
  document.addEventListener(STARTED, () => session?.check());
  extensionApi().runtime.onMessage.addListener(onMessage);
}

/** Where no built-in recipe knows the page, the rep's own may. */
async function beginOwn() {
  if (session || !isAlive()) return;
  const reply = await new WorkerLink(() => undefined).ask({ recipe: {} });
  const text = 'recipe' in reply ? reply.recipe.recipe : null;
  if (session || !text) return;
  own = JSON.parse(text);
  if (own) start(expanded(own));
}

/**
 * What pointing (reader/point), a script of its own that is put into a page when the rep asks for
 * it, may do with the reader.
 */
const forPointing = {
  /** The recipe in use, if it was made by pointing. */
  own: () => own,
  /** The reader keeps still while the rep points, so that a press on Send is no sending. */
  pause: () => {
    session?.stop('');
    session = null;
    extensionApi().runtime.onMessage.removeListener(onMessage);
  },
  /** @param {Pointed | null} recipe `null`: as it was before */
  goOn: (recipe) => {
    own = recipe ?? own;
    if (own) start(expanded(own));
    else begin();
  },
  /** @param {Pointed} recipe */
  read: (recipe) => readConversation(ready(recipe), document, new MessageCache()).conversation,
  /** @param {Pointed} recipe */
  places: (recipe) => placesOf(ready(recipe), document),
};

/** @param {Pointed} recipe */
function ready(recipe) {
  if (recipe.shadow) lookForShadows(document);
  return expanded(recipe);
}

/** @typedef {typeof forPointing} ForPointing */

/**
 * @param {unknown} message
 * @param {unknown} _sender
 * @param {(answer: unknown) => void} answer
 */
function onMessage(message, _sender, answer) {
  if (/** @type {any} */ (message)?.tab === 'stop') end();
  const reply = session?.asked(message);
  if (reply !== undefined) answer(reply);
}

/** The site was switched off. When it is switched on again, a new reader starts. */
function end() {
  session?.stop('Askback was switched off for this site.');
  session = null;
  extensionApi().runtime.onMessage.removeListener(onMessage);
  world.askbackReader = false;
}

const looking = new MutationObserver(begin);

function stopLooking() {
  looking.disconnect();
  document.removeEventListener('DOMContentLoaded', beginLoaded);
  window.removeEventListener('load', begin);
}

/** All that the page's source holds is there: if nothing knows it now, the rep may. */
function beginLoaded() {
  begin();
  beginOwn().catch(() => undefined);
}

const world = /** @type {any} */ (globalThis);
if (window === window.top && !world.askbackReader) {
  world.askbackReader = forPointing;
  begin();
  if (!session && document.readyState !== 'complete') {
    window.addEventListener('load', begin);
    window.addEventListener('load', () => looking.disconnect());
    looking.observe(document, { childList: true, subtree: true });
  }
  if (!session && document.readyState !== 'loading') beginLoaded();
  else if (!session) document.addEventListener('DOMContentLoaded', beginLoaded);
}
