// Run by a new version in the tabs that were open when it came. The reader of the version before is
// told to stop. Where the browser has already ended that script (Firefox does), what it left in the
// page is taken away here. Either way the rep is told.
import { STARTED, UPDATED } from './life.js';
import { isOurs } from './paint.js';
import { toast } from './toast.js';

/**
 * The shadow root of an element, closed or not, as only extensions may see it.
 * @param {Element} element
 * @returns {ShadowRoot | null}
 */
function shadowOf(element) {
  const { chrome } = /** @type {any} */ (globalThis);
  return chrome?.dom?.openOrClosedShadowRoot?.(element) ?? /** @type {any} */ (element).openOrClosedShadowRoot ?? null;
}

document.dispatchEvent(new Event(STARTED));
const left = [...document.querySelectorAll('div')].filter((element) => isOurs(shadowOf(element)));
for (const host of left) host.remove();
if (left.length > 0) toast(document, UPDATED);
