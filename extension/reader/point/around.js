// From what was pointed at to what is around it: the whole text of a mail, the mail among its like,
// the composer.
import { find, holds, isShown, parentOf } from '../dom.js';
import { wordsOf, personIn } from '../person.js';

const CONTROLS = 'button, input, select, textarea, iframe, [role=button], [role=toolbar], nav, form, time, [contenteditable]:not([contenteditable=false])';
/** A mail of a conversation is never wrapped deeper than this. */
const WRAPPERS = 4;

/**
 * The smallest element that holds all of some elements.
 * @param {Element[]} elements of one document
 * @returns {Element | null}
 */
export function commonAncestor(elements) {
  let at = elements[0] ?? null;
  while (at && !elements.every((element) => at && holds(at, element))) at = parentOf(at);
  return at;
}

/**
 * The whole text of a mail from a paragraph of it: outward for as long as nothing else of the page
 * (another field, a control, a heading) comes in.
 * @param {Element} pointed
 * @param {Element[]} others what else was pointed at
 * @returns {Element}
 */
export function wholeText(pointed, others) {
  let at = pointed;
  for (let up = at.parentElement; up && up.localName !== 'body' && up.localName !== 'html'; up = up.parentElement) {
    const next = up;
    if (others.some((other) => holds(next, other)) || next.localName === 'form') break;
    if ([...next.children].some((child) => !child.contains(at) && isForeign(child))) break;
    at = next;
    // What is around one of these is another mail, or the whole page.
    if (next.matches('article, main, [role=main], [role=article], [role=listitem], li')) break;
  }
  return at;
}

/**
 * Whether something beside a text is of the page and not of the text.
 * @param {Element} element
 */
function isForeign(element) {
  return isShown(element) && (element.matches(CONTROLS) || element.querySelector(CONTROLS) !== null);
}

/**
 * The element that holds both name and address of a person, from a part of it.
 * @param {Element} pointed
 * @param {Element[]} others
 * @returns {Element}
 */
export function wholePerson(pointed, others) {
  if (personIn(pointed)?.email || pointed.matches('input, select, textarea')) return pointed;
  const words = wordsOf(pointed);
  for (let at = pointed.parentElement, level = 0; at && level < 3; at = at.parentElement, level += 1) {
    const whole = at;
    if (others.some((other) => holds(whole, other)) || /^(?:body|main|article|form|li)$/.test(whole.localName)) break;
    const all = wordsOf(whole);
    if (!all.startsWith(words) || all.length > words.length + 90 || (all.match(/@/g) ?? []).length > 1) break;
    if (personIn(whole)?.email) return whole;
  }
  return pointed;
}

/**
 * The mail that some fields belong to, with its like on the page.
 * @param {Element[]} fields of one mail, the writer first
 * @param {Element[]} others what is no part of a mail: the subject, the composer
 * @returns {{unit: Element, all: Element[]} | null}
 */
export function mailAround(fields, others) {
  const least = commonAncestor(fields);
  const first = fields[0];
  if (!least || !first) return null;
  const start = least === first ? (parentOf(least) ?? least) : least;
  let unit = start;
  for (let level = 0; level < WRAPPERS; level += 1) {
    const parent = parentOf(unit);
    if (!parent || unit.localName === 'body') break;
    const beside = childrenAround(unit);
    const like = likeOf(unit, fields, beside);
    if (like.length) return { unit, all: beside.filter((child) => child === unit || like.includes(child)) };
    if (others.some((other) => holds(parent, other) && !holds(start, other)) || parent.localName === 'body') break;
    unit = parent;
  }
  return { unit: start, all: [start] };
}

/**
 * The siblings that are built as one is: where its writer stands, theirs stands too.
 * @param {Element} unit
 * @param {Element[]} fields
 * @param {Element[]} beside
 * @returns {Element[]}
 */
function likeOf(unit, fields, beside) {
  const [writer] = fields;
  return beside.filter((child) => child !== unit && child.localName === unit.localName && isShown(child) && writer && resembles(unit, child, writer));
}

/**
 * @param {Element} unit
 * @param {Element} other
 * @param {Element} writer
 */
function resembles(unit, other, writer) {
  const twin = follow(other, pathOf(unit, writer)) ?? bySignature(other, writer);
  if (!twin || twin.localName !== writer.localName || !wordsOf(twin)) return false;
  // A folded mail keeps its writer; something else at that place has no person, or the whole text.
  const person = personIn(twin);
  return person !== null && wordsOf(twin).length < 200 && (personIn(writer)?.email ? person.email !== null || sameClass(twin, writer) : sameClass(twin, writer));
}

/**
 * @param {Element} one
 * @param {Element} other
 */
function sameClass(one, other) {
  return one.className === other.className;
}

/**
 * @param {Element} scope
 * @param {Element} writer
 * @returns {Element | null}
 */
function bySignature(scope, writer) {
  const alike = find(scope, writer.localName, '').filter((element) => element.className === writer.className && element.getAttributeNames().join() === writer.getAttributeNames().join());
  return alike.length === 1 && (writer.attributes.length > 0) ? (alike[0] ?? null) : null;
}

/**
 * The elements among which one stands, itself among them; also those at the top of a shadow tree.
 * @param {Element} element
 * @returns {Element[]}
 */
function childrenAround(element) {
  return [.../** @type {ParentNode} */ (element.parentNode ?? element).children];
}

/**
 * @param {Element} from
 * @param {Element} element
 * @returns {[number, boolean][]} at each level the child's number, and whether it is in the shadow tree
 */
function pathOf(from, element) {
  /** @type {[number, boolean][]} */
  const path = [];
  for (let at = /** @type {Element | null} */ (element); at && at !== from; at = parentOf(at)) path.unshift([childrenAround(at).indexOf(at), !at.parentElement]);
  return path;
}

/**
 * @param {Element} from
 * @param {[number, boolean][]} path
 * @returns {Element | null}
 */
function follow(from, path) {
  /** @type {Element | null} */
  let at = from;
  for (const [index, shadow] of path) at = (shadow ? at?.shadowRoot : at)?.children[index] ?? null;
  return at;
}
