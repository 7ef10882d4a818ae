// Small questions about nodes. Nothing here knows a site.

/** Cuts on what is read, so that no page can make the reader slow: a mail's text, and its people. */
export const LIMITS = { text: 200_000, nodes: 20_000, nodesPerReading: 60_000, people: 500, rows: 200, composes: 20, messages: 500 };

const VISIBLE = { checkVisibilityCSS: true, visibilityProperty: true };

/**
 * Whether an element is painted. Sites keep stale views in the page, so this is asked often;
 * `checkVisibility` needs styles but no layout.
 * @param {Element} element
 */
export function isShown(element) {
  return element.checkVisibility ? element.checkVisibility(VISIBLE) : element.getClientRects().length > 0;
}

/** Elements that are fences though no selector says so: the bodies of a recipe made by pointing. @type {WeakSet<Element>} */
const fenced = new WeakSet();
let anyFenced = false;

/** @param {Element} element a mail's body or an editor, as found: nothing in it is structure */
export function fenceOff(element) {
  fenced.add(element);
  anyFenced = true;
}

/**
 * Whether an element belongs to the page itself, and not to a mail's or draft's own text: between
 * it and the scope there is no fence. What a mail holds is never believed as structure.
 * @param {Element} element
 * @param {Node} scope
 * @param {string} fence
 */
export function isOutside(element, scope, fence) {
  if (anyFenced) for (let at = element.parentElement; at && at !== scope; at = at.parentElement) if (fenced.has(at)) return false;
  const nearest = fence ? element.parentElement?.closest(fence) : null;
  return !nearest || nearest.contains(scope);
}

/**
 * The elements of a scope that match, outside every fence, at most `limit` of them.
 * @param {ParentNode & Node} scope
 * @param {string} selector `:self` stands for the scope itself
 * @param {string} fence
 * @param {number} [limit]
 * @returns {Element[]}
 */
export function find(scope, selector, fence, limit = LIMITS.people) {
  /** @type {Element[]} */
  const found = [];
  let rest = selector;
  if (selector.startsWith(':self')) {
    if (scope.nodeType === 1) found.push(/** @type {Element} */ (/** @type {unknown} */ (scope)));
    rest = selector.slice(5).replace(/^\s*,\s*/, '');
    if (!rest) return found;
  }
  for (const element of select(scope, rest)) {
    if (found.length >= limit) break;
    if (isOutside(element, scope, fence)) found.push(element);
  }
  return found;
}

/**
 * A selector that a browser does not take finds nothing; it must not end the whole reading.
 * @param {ParentNode} scope
 * @param {string} selector
 * @returns {Iterable<Element>}
 */
function select(scope, selector) {
  try {
    return scope.querySelectorAll(selector);
  } catch {
    return [];
  }
}

/**
 * The document of a frame of the same origin; `null` for any other.
 * @param {Element | null} frame
 * @returns {Document | null}
 */
export function frameDocument(frame) {
  try {
    return /** @type {HTMLIFrameElement | null} */ (frame)?.contentDocument ?? null;
  } catch {
    return null;
  }
}

/**
 * The character that an emoji image stands for; empty for every other image.
 * @param {Element} image
 */
export function emojiOf(image) {
  const named = image.getAttribute('data-emoji');
  if (named) return named;
  const alt = image.getAttribute('alt') ?? '';
  return alt.length <= 16 && /^\p{Extended_Pictographic}/u.test(alt) ? alt : '';
}

/**
 * The words of a short page element in one line, with emoji images as characters.
 * @param {Node} node
 * @param {string} [drop] selector of parts that are no words of it
 * @returns {string}
 */
export function lineOf(node, drop) {
  return collect(node, drop ?? '', { left: 2000 }).replace(/\s+/g, ' ').trim();
}

/**
 * @param {Node} node
 * @param {string} drop
 * @param {{left: number}} budget
 * @returns {string}
 */
function collect(node, drop, budget) {
  if (budget.left <= 0) return '';
  if (node.nodeType === 3) {
    const text = (node.nodeValue ?? '').slice(0, budget.left);
    budget.left -= text.length;
    return text;
  }
  const element = /** @type {Element} */ (node);
  if (element.localName === 'img') return emojiOf(element);
  if (drop && element.matches(drop)) return '';
  let out = '';
  for (let child = node.firstChild; child && budget.left > 0; child = child.nextSibling) out += collect(child, drop, budget);
  return out;
}

/**
 * A mail address without its surroundings, or `null` when there is none.
 * @param {string | null | undefined} text
 * @returns {string | null}
 */
export function addressIn(text) {
  return /[^\s@<>()"',;:]+@[^\s@<>()"',;:]+/.exec(text ?? '')?.[0] ?? null;
}

/**
 * The people of an address field: `Name <mail>, "B, A" <mail>; mail`.
 * @param {string} text
 * @returns {import('../protocol.js').Person[]}
 */
export function parseAddresses(text) {
  const parts = text.slice(0, 100_000).match(/(?:"[^"]*"|<[^>]*>|[^,;"<\n])+/g) ?? [];
  return parts
    .map((part) => part.trim())
    .filter(Boolean)
    .slice(0, LIMITS.people)
    .map((part) => {
      const email = addressIn(/<([^>]*)>/.exec(part)?.[1] ?? part);
      const name = part.replace(/<[^>]*>/, '').replace(/"/g, '').trim();
      return { name: name && name !== email ? name : null, email };
    });
}
