// What a mail client's own marks say of a piece of a mail: quote, signature, or quote from here on.
import marks from './mail-marks.json';

const TAIL_STYLE = new RegExp(marks.tails.style, 'i');
/** The bar that clients draw beside quoted lines; an indented paragraph has none. */
const BAR_STYLE = new RegExp(marks.bar, 'i');

/** @typedef {'quote' | 'signature' | 'tail' | 'container' | null} Mark */

/**
 * @param {string[]} endings
 * @param {string} token
 */
function ends(endings, token) {
  return endings.some((ending) => token.endsWith(ending));
}

/**
 * @param {{classes?: string[], ids?: string[]}} set
 * @param {Element} element
 */
function marked(set, element) {
  if (set.ids && element.id && ends(set.ids, element.id)) return true;
  for (const token of element.classList) if (set.classes && ends(set.classes, token)) return true;
  return false;
}

/**
 * The mark that an element bears.
 * @param {Element} element
 * @returns {Mark}
 */
export function markOf(element) {
  if (!element.hasAttributes()) return null;
  const isBlockquote = element.localName === 'blockquote';
  const style = element.getAttribute('style') ?? '';
  if (isBlockquote && (element.getAttribute('type') === 'cite' || BAR_STYLE.test(style))) return 'quote';
  if (element.classList.length || element.id) {
    // A blockquote of that class without its bar is what the writer indented.
    if (marked({ classes: marks.containers }, element)) return isBlockquote ? null : 'container';
    if (marked(marks.quotes, element)) return 'quote';
    if (marked(marks.signatures, element)) return 'signature';
    if (marked(marks.tails, element)) return 'tail';
  }
  return style && TAIL_STYLE.test(style) ? 'tail' : null;
}

/**
 * Where the new text begins inside a reply's quote container, or `null` when all of it is quoted.
 * Gmail keeps the whole quoted part in one `div.gmail_quote`, and an answer written between the
 * quoted lines stands in that div, after and outside of the blockquotes. A forwarded mail has no
 * blockquote of its own there, so all of it is quoted.
 * @param {Element} container
 * @returns {Element | null} the first blockquote: what follows and is no blockquote is new
 */
export function firstBlockquoteOf(container) {
  for (let child = container.firstElementChild; child; child = child.nextElementSibling) {
    if (child.localName === 'blockquote') return child;
  }
  return null;
}

/**
 * The blockquote that a client without marks of its own sets its quote in: the last outermost one
 * of a mail's part, when it is bare. Earlier ones are what the writer quotes from elsewhere.
 * @param {Element} root
 * @returns {Element | null}
 */
export function bareQuoteOf(root) {
  let last = null;
  for (const quote of root.querySelectorAll('blockquote')) {
    if (!quote.parentElement?.closest('blockquote')) last = quote;
  }
  return last?.hasAttributes() ? null : last;
}
