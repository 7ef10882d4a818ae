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
