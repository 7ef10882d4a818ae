// Small questions about nodes. Nothing here knows a site.
import { BLOCKS } from './look.js';

/** Cuts on what is read, so that no page can make the reader slow: a mail's text, and its people. */
export const LIMITS = { text: 80_000, nodes: 20_000, nodesPerReading: 60_000, people: 500, rows: 200, composes: 20, messages: 500, shadows: 2_000, lines: 6 };

const VISIBLE = { checkVisibilityCSS: true, visibilityProperty: true };

/**
 * Whether what an event goes to is an element, also in a frame, whose elements are of another `Element`.
 * @param {EventTarget | null | undefined} target
 * @returns {target is Element}
 */
export function isElement(target) {
  return /** @type {Partial<Node> | null | undefined} */ (target)?.nodeType === 1;
}

/**
 * Whether an element is painted. Sites keep stale views in the page, so this is asked often;
 * `checkVisibility` needs styles but no layout.
 * @param {Element} element
 */
export function isShown(element) {
  const shown = element.checkVisibility ? element.checkVisibility(VISIBLE) : element.getClientRects().length > 0;
  return shown || (element.localName.includes('-') && isBoxless(element) && [...(element.shadowRoot ?? element).children].some(isShown));
}

/**
 * A component may have no box of its own, only those of its parts.
 * @param {Element} element
 */
function isBoxless(element) {
  return element.ownerDocument.defaultView?.getComputedStyle(element).display === 'contents';
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
 * @returns {boolean}
 */
export function isOutside(element, scope, fence) {
  if (anyFenced) for (let at = parentOf(element); at && at !== scope; at = parentOf(at)) if (fenced.has(at)) return false;
  if (!fence) return true;
  const above = parentOf(element);
  const nearest = above && nearestOf(above, fence);
  return !nearest || holds(nearest, scope);
}

/** The open shadow roots of the page, for recipes that ask for them. @type {ShadowRoot[]} */
let shadows = [];

/** Which of them are within a scope, as far as it was asked. @type {Map<Node, ParentNode[]>} */
const treesOf = new Map();

/**
 * Finds the page's open shadow roots anew; what is in them is found by `find` from then on.
 * @param {Document} doc
 * @returns {ShadowRoot[]}
 */
export function lookForShadows(doc) {
  shadows = [];
  treesOf.clear();
  collectShadows(doc);
  return shadows;
}

/** @param {ParentNode} place */
function collectShadows(place) {
  for (const element of place.querySelectorAll('*')) {
    const root = element.shadowRoot;
    if (!root || shadows.length >= LIMITS.shadows) continue;
    shadows.push(root);
    collectShadows(root);
  }
}

/**
 * The element whose shadow tree a node is in; `null` in the page's own tree.
 * @param {Node} node
 * @returns {Element | null}
 */
export function hostOf(node) {
  return shadows.length ? (/** @type {Partial<ShadowRoot>} */ (node.getRootNode()).host ?? null) : null;
}

/**
 * The element around one, also out of its shadow tree.
 * @param {Element} element
 * @returns {Element | null}
 */
export function parentOf(element) {
  return element.parentElement ?? hostOf(element);
}

/**
 * Like `closest`, also out of shadow trees.
 * @param {Element} element
 * @param {string} selector
 * @returns {Element | null}
 */
export function nearestOf(element, selector) {
  for (let at = /** @type {Element | null} */ (element); at; at = hostOf(at)) {
    const nearest = at.closest(selector);
    if (nearest) return nearest;
  }
  return null;
}

/**
 * Like `contains`, also into shadow trees.
 * @param {Node} outer
 * @param {Node} inner
 */
export function holds(outer, inner) {
  for (let at = /** @type {Node | null} */ (inner); at; at = hostOf(at)) if (outer.contains(at)) return true;
  return false;
}

/**
 * A scope, and the open shadow trees within it.
 * @param {ParentNode & Node} scope
 * @returns {ParentNode[]}
 */
export function trees(scope) {
  if (!shadows.length) return [scope];
  let all = treesOf.get(scope);
  if (!all) treesOf.set(scope, (all = [scope, ...shadows.filter((root) => holds(scope, root.host))]));
  return all;
}

/**
 * `A >>> B`: each B below an A, in its tree or in a shadow tree below it. A host's own tree may be
 * real (then no plain selector reaches into it) or only imitated (then one does): this takes both.
 * @param {ParentNode & Node} scope
 * @param {string} selector
 * @returns {Iterable<Element>}
 */
function selectDeep(scope, selector) {
  /** @type {Set<any>} */
  let places = new Set([scope]);
  for (const step of selector.split('>>>').map((part) => part.trim())) {
    if (!step) continue;
    const next = new Set();
    for (const place of places) for (const tree of trees(place)) for (const element of tree.querySelectorAll(step)) next.add(element);
    places = next;
  }
  return places;
}

/**
 * What a deep selector says of the element itself.
 * @param {string} selector
 */
export function ownStep(selector) {
  return selector.split('>>>').at(-1)?.trim() ?? selector;
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
  const plain = limit > 1 && isPlain(selector);
  for (const element of plain ? select(scope, selector) : each(scope, selector, fence, limit === 1)) {
    if (plain && !isOutside(element, scope, fence)) continue;
    if (found.length >= limit) break;
    found.push(element);
  }
  return found;
}

/**
 * Whether the browser finds by a selector all that it means. A page is asked hundreds of times for
 * one reading, mostly so, and in vain more often than not.
 * @param {string} selector
 */
const isPlain = (selector) => !shadows.length && !selector.startsWith(':self') && !selector.includes('>>>');

/**
 * Whether nothing of a scope matches, as far as one question tells.
 * @param {ParentNode & Node} scope
 * @param {string} selector
 */
export function isEmpty(scope, selector) {
  return isPlain(selector) && !one(scope, selector);
}

/**
 * @param {ParentNode} scope
 * @param {string} selector
 * @returns {Element | null}
 */
function one(scope, selector) {
  try {
    return scope.querySelector(selector);
  } catch {
    return null;
  }
}

/**
 * The same one by one. Most fields are content with the first, which stands before a mail's text:
 * a mail of 100,000 nodes is then not searched.
 * @param {ParentNode & Node} scope
 * @param {string} selector
 * @param {string} fence
 * @param {boolean} [lone] the first may be enough, so it is looked for by itself
 * @returns {Iterable<Element>}
 */
export function* each(scope, selector, fence, lone = true) {
  let rest = selector;
  if (selector.startsWith(':self')) {
    if (scope.nodeType === 1) yield /** @type {Element} */ (/** @type {unknown} */ (scope));
    rest = selector.slice(5).replace(/^\s*,\s*/, '');
    if (!rest) return;
  }
  if (rest.includes('>>>')) {
    for (const element of select(scope, rest)) if (isOutside(element, scope, fence)) yield element;
    return;
  }
  for (const tree of trees(scope)) {
    const first = lone ? one(tree, rest) : null;
    if (lone && !first) continue;
    if (first && isOutside(first, scope, fence)) yield first;
    for (const element of select(tree, rest)) {
      if (element !== first && isOutside(element, scope, fence)) yield element;
    }
  }
}

/**
 * A selector that a browser does not take finds nothing; it must not end the whole reading.
 * @param {ParentNode} scope
 * @param {string} selector
 * @returns {Iterable<Element>}
 */
function select(scope, selector) {
  try {
    if (selector.includes('>>>')) return selectDeep(/** @type {ParentNode & Node} */ (scope), selector);
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
 * What is painted inside of an element: its shadow tree, and in a slot what was put there.
 * @param {Element} element
 * @returns {Iterable<Node>}
 */
function insideOf(element) {
  const put = element.localName === 'slot' ? /** @type {HTMLSlotElement} */ (element).assignedNodes() : [];
  return put.length ? put : (element.shadowRoot ?? element).childNodes;
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
  if (element.localName === 'br') return ' ';
  if (drop && element.matches(drop)) return '';
  let out = '';
  for (const child of insideOf(element)) if (budget.left > 0) out += collect(child, drop, budget);
  return out;
}

/**
 * The first lines of an element as they are painted, told by its block elements.
 * @param {Element} element
 * @returns {string[]}
 */
export function linesOf(element) {
  /** @type {string[]} */
  const lines = [];
  /** @type {Element | null} */
  let block = null;
  const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node && lines.length <= LIMITS.lines; node = walker.nextNode()) {
    const text = (node.nodeValue ?? '').replace(/\s+/g, ' ');
    if (!text.trim() || node.parentElement?.closest('[aria-hidden=true], [hidden]')) continue;
    let around = node.parentElement;
    while (around && around !== element && !BLOCKS.has(around.localName)) around = around.parentElement;
    if (around === block) lines.push((lines.pop() ?? '') + text);
    else lines.push(text);
    block = around;
  }
  return lines.map((line) => line.trim());
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
    .map(personOfText);
}

/**
 * One person: `Name <mail>`, a name, or an address.
 * @param {string} text
 * @returns {import('../protocol.js').Person}
 */
export function personOfText(text) {
  const email = addressIn(/<([^>]*)>/.exec(text)?.[1] ?? text);
  const name = text.replace(/<[^>]*>/, '').replace(email ?? '', '').replace(/"|\(\s*\)/g, '').trim();
  return { name: name || null, email };
}
