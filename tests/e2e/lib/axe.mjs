// Looks at a screen as assistive technology and narrow windows do: what axe finds, and what does
// not fit.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/**
 * @typedef {import('puppeteer-core').Page} Page
 * @typedef {import('puppeteer-core').Frame} Frame
 */

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe finds wrong in a page or a frame; frames within it are looked at by themselves.
 * @param {Page | Frame} place
 * @returns {Promise<string[]>} the rule, and where
 */
export async function faults(place) {
  await place.evaluate(AXE);
  const found = await place.evaluate(async () => {
    // Colours are judged as they are, not as they fade in.
    for (const animation of document.getAnimations()) animation.finish();
    const axe = /** @type {any} */ (window).axe;
    const { violations } = await axe.run(document, { iframes: false, resultTypes: ['violations'] });
    return violations.map((/** @type {any} */ one) => ({
      rule: one.id,
      where: one.nodes.map((/** @type {any} */ node) => `${node.target.join(' ')} ${node.html.slice(0, 160)} (${node.failureSummary})`),
    }));
  });
  return found.map((/** @type {any} */ one) => `${one.rule}: ${one.where.join('\n    ')}`);
}

/**
 * What axe finds in what the reader has put into a page: the strip, a toast, pointing. These stand in
 * closed shadow roots, which only an extension's own script may open, so axe is run as one.
 * @param {Page} page
 * @returns {Promise<{ faults: string[], words: string }>} and the words that stand there
 */
export async function faultsOfReader(page) {
  const [realm] = await page.extensionRealms();
  if (!realm) throw new Error('no script of the extension runs in the page');
  await realm.evaluate(AXE);
  return realm.evaluate(async () => {
    const { get } = /** @type {PropertyDescriptor} */ (Object.getOwnPropertyDescriptor(Element.prototype, 'shadowRoot'));
    const open = (/** @type {Element} */ element) => (element instanceof HTMLElement ? chrome.dom.openOrClosedShadowRoot(element) : null);
    Object.defineProperty(Element.prototype, 'shadowRoot', { configurable: true, get() { return open(this); } });
    try {
      const hosts = [...document.querySelectorAll('*')].filter((element) => open(element) && !open(element)?.querySelector('iframe'));
      for (const animation of document.getAnimations()) animation.finish();
      const found = [];
      for (const host of hosts) {
        const { violations } = await /** @type {any} */ (globalThis).axe.run(host, { iframes: false, resultTypes: ['violations'] });
        found.push(...violations.map((/** @type {any} */ one) => `${one.id}: ${one.nodes.map((/** @type {any} */ node) => `${node.html.slice(0, 160)} (${node.failureSummary})`).join('\n    ')}`));
      }
      return { faults: found, words: hosts.map((host) => open(host)?.textContent ?? '').join(' ') };
    } finally {
      Object.defineProperty(Element.prototype, 'shadowRoot', { configurable: true, get });
    }
  });
}

/**
 * What does not fit in a page or a frame as wide as it is: sideways scrolling, and text that is
 * cut off where no ellipsis says so.
 * @param {Page | Frame} place
 * @returns {Promise<string[]>}
 */
export async function misfits(place) {
  return place.evaluate(() => {
    const wrong = [];
    const root = /** @type {Element} */ (document.scrollingElement);
    if (root.scrollWidth > root.clientWidth) wrong.push(`the page scrolls sideways: ${root.scrollWidth} in ${root.clientWidth} px`);
    for (const element of document.querySelectorAll('body *')) {
      const box = element.getBoundingClientRect();
      if (box.width === 0 || element.closest('.visually-hidden')) continue;
      const name = `${element.tagName.toLowerCase()}.${element.className} "${(element.textContent ?? '').trim().slice(0, 40)}"`;
      if (box.right > root.clientWidth + 1 && !scrolls(element.parentElement)) wrong.push(`${name} ends at ${Math.round(box.right)} px`);
      const style = getComputedStyle(element);
      const hides = style.overflowX === 'hidden' || style.overflowX === 'clip';
      const field = element instanceof HTMLInputElement;
      if (hides && !field && style.textOverflow !== 'ellipsis' && element.scrollWidth > element.clientWidth + 1) wrong.push(`${name} is cut off`);
    }
    return wrong;

    /** @param {Element | null} element @returns {boolean} whether it stands in what may scroll sideways */
    function scrolls(element) {
      return element !== null && (/auto|scroll|hidden/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
    }
  });
}
