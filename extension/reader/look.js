// How an element stands in its lines, and whether it is seen at all. Asking for computed styles is
// the dear part of reading a mail, so it is done only where a style of the mail could matter.

/** Elements that stand in lines of their own. */
export const BLOCKS = new Set(['address', 'article', 'aside', 'blockquote', 'body', 'caption', 'center', 'dd', 'details', 'div', 'dl', 'dt', 'fieldset', 'figure', 'footer', 'form', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'li', 'main', 'nav', 'ol', 'p', 'pre', 'section', 'summary', 'table', 'tbody', 'tfoot', 'thead', 'tr', 'ul']);
const STYLED = /display|visibility|opacity|height|overflow|font(?:-size)?\s*:\s*0|float/i;

/**
 * @param {Element} element
 * @param {boolean} sheets whether the mail brings style sheets, so that a class may hide something
 * @returns {'hidden' | 'block' | 'cell' | 'inline'}
 */
export function lookOf(element, sheets) {
  const name = element.localName;
  if (!element.hasAttributes()) return defaultLook(name);
  const style = needsStyle(element, sheets) ? element.ownerDocument.defaultView?.getComputedStyle(element) : null;
  if (!style) return defaultLook(name);
  const display = style.display;
  if (display === 'none' || style.visibility !== 'visible' || style.opacity === '0' || style.fontSize === '0px') return 'hidden';
  if (style.overflowY === 'hidden' && (style.maxHeight === '0px' || style.height === '0px')) return 'hidden';
  if (display === 'table-cell') return 'cell';
  // A block element made inline-block still stands apart (Roundcube does so with quotes).
  if (display.startsWith('inline-') && BLOCKS.has(name)) return 'block';
  return display.startsWith('inline') || display === 'contents' || display.startsWith('ruby') ? 'inline' : 'block';
}

/** @param {string} name of an element that no style sheet of the mail can single out */
function defaultLook(name) {
  if (name === 'td' || name === 'th') return 'cell';
  return BLOCKS.has(name) ? 'block' : 'inline';
}

/**
 * @param {Element} element
 * @param {boolean} sheets
 */
function needsStyle(element, sheets) {
  if (sheets || element.hasAttribute('hidden')) return true;
  const style = element.getAttribute('style');
  return style !== null && STYLED.test(style);
}

/**
 * Whether line ends in an element's source are line ends on the screen.
 * @param {Element} element
 * @param {boolean} inherited
 * @param {boolean} sheets
 * @returns {boolean}
 */
export function keepsLines(element, inherited, sheets) {
  if (!element.hasAttributes() && element.localName !== 'pre') return inherited;
  const style = element.getAttribute('style');
  if (!sheets && element.localName !== 'pre' && !style?.includes('white-space')) return inherited;
  const space = element.ownerDocument.defaultView?.getComputedStyle(element).whiteSpace ?? '';
  return space.startsWith('pre') || space === 'break-spaces';
}
