// How an element stands in its lines, and whether it is seen at all. Asking for computed styles is
// the dear part of reading a mail, so it is done only where a class or a style could matter.

const BLOCKS = new Set(['address', 'article', 'aside', 'blockquote', 'body', 'caption', 'center', 'dd', 'details', 'div', 'dl', 'dt', 'fieldset', 'figure', 'footer', 'form', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'li', 'main', 'nav', 'ol', 'p', 'pre', 'section', 'summary', 'table', 'tbody', 'tfoot', 'thead', 'tr', 'ul']);
const STYLED = /display|visibility|opacity|height|overflow|font(?:-size)?\s*:\s*0|float/i;

/**
 * @param {Element} element
 * @returns {'hidden' | 'block' | 'cell' | 'inline'}
 */
export function lookOf(element) {
  const name = element.localName;
  const style = needsStyle(element) ? element.ownerDocument.defaultView?.getComputedStyle(element) : null;
  if (!style) return name === 'td' || name === 'th' ? 'cell' : BLOCKS.has(name) ? 'block' : 'inline';
  const display = style.display;
  if (display === 'none' || style.visibility !== 'visible' || style.opacity === '0' || style.fontSize === '0px') return 'hidden';
  if (style.overflowY === 'hidden' && (style.maxHeight === '0px' || style.height === '0px')) return 'hidden';
  if (display === 'table-cell') return 'cell';
  // A block element made inline-block still stands apart (Roundcube does so with quotes).
  if (display.startsWith('inline-') && BLOCKS.has(name)) return 'block';
  return display.startsWith('inline') || display === 'contents' || display.startsWith('ruby') ? 'inline' : 'block';
}

/** @param {Element} element */
function needsStyle(element) {
  if (element.hasAttribute('class') || element.hasAttribute('hidden') || element.hasAttribute('id')) return true;
  const style = element.getAttribute('style');
  return style !== null && STYLED.test(style);
}

/**
 * Whether line ends in an element's source are line ends on the screen.
 * @param {Element} element
 * @param {boolean} inherited
 * @returns {boolean}
 */
export function keepsLines(element, inherited) {
  const style = element.getAttribute('style');
  const own = element.localName === 'pre' || element.hasAttribute('class') || style?.includes('white-space');
  if (!own) return inherited;
  const space = element.ownerDocument.defaultView?.getComputedStyle(element).whiteSpace ?? '';
  return space.startsWith('pre') || space === 'break-spaces';
}
