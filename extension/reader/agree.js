// How a recipe that was made by pointing is carried out: all ways to a field are tried, and only an
// element on which enough of them agree is believed. Nobody looks after such a recipe, so one way
// alone (a place, a class name) must never be enough: missing is said, wrong misleads.
import { find, holds, isOutside, isShown, parentOf, trees } from './dom.js';

/** @typedef {import('./recipes.js').Rule} Rule */
/** @typedef {ParentNode & Node} Scope */
/** @typedef {{set: Element[], rule: Rule}} Vote */

/**
 * What each kind of way weighs. A mark, a label or what it is around is enough by itself where
 * nothing speaks against it; a role needs a second way, and the two places (counted from the start and from the end) need
 * each other or a class name. Each kind counts once.
 */
const WEIGHTS = { mark: 5, label: 4, around: 2, role: 1.5, place: 1, end: 1, class: 1 };
const ENOUGH = 2;
/** By how much the winner must be ahead of what speaks against it. */
const AHEAD = 1;

/** @param {Rule[]} rules */
export const isPointed = (rules) => rules[0]?.kind !== undefined;

/**
 * The one element that a field's ways agree on, and the ways that do, the strongest first.
 * @param {Rule[]} rules
 * @param {Scope} scope
 * @param {string} fence
 * @returns {{element: Element, rule: Rule} | null}
 */
export function located(rules, scope, fence) {
  const votes = rules.map((rule) => ({ set: hits(rule, scope, fence, 2), rule })).filter(({ set }) => set.length === 1);
  const best = chosen(votes);
  const element = best?.set[0];
  return best && element ? { element, rule: best.rule } : null;
}

/**
 * The elements of a field that repeats. Two ways agree when one found nothing but what the other
 * found too: a folded mail has no text, so the way by its text finds fewer.
 * @param {Rule[]} rules
 * @param {Scope} scope
 * @param {string} fence
 * @param {number} limit
 * @returns {{elements: Element[], rule: Rule} | null}
 */
export function locatedAll(rules, scope, fence, limit) {
  const votes = rules.map((rule) => ({ set: outermost(hits(rule, scope, fence, limit)), rule })).filter(({ set }) => set.length > 0);
  const best = chosen(votes);
  return best && { elements: best.set, rule: best.rule };
}

/**
 * @param {Vote[]} votes
 * @returns {Vote | null}
 */
function chosen(votes) {
  /** @type {Vote | null} */
  let best = null;
  let most = 0;
  for (const vote of votes) {
    const score = weight(votes.filter((other) => agree(vote.set, other.set)));
    if (score > most || (score === most && best && vote.set.length > best.set.length)) [best, most] = [vote, score];
  }
  if (!best || most < ENOUGH) return null;
  const { set } = best;
  const against = weight(votes.filter((other) => !agree(set, other.set)));
  return most - against >= AHEAD ? best : null;
}

/** @param {Vote[]} votes */
function weight(votes) {
  const kinds = new Set(votes.map(({ rule }) => rule.kind ?? 'class'));
  let sum = 0;
  for (const kind of kinds) sum += WEIGHTS[kind];
  return sum;
}

/**
 * @param {Element[]} one
 * @param {Element[]} other
 */
function agree(one, other) {
  const [few, many] = one.length < other.length ? [one, other] : [other, one];
  return few.every((element) => many.includes(element));
}

/** @param {Element[]} elements in page order */
function outermost(elements) {
  /** @type {Element[]} */
  const outer = [];
  for (const element of elements) if (!outer.at(-1)?.contains(element)) outer.push(element);
  return outer;
}

/**
 * The painted elements that one way leads to.
 * @param {Rule} rule
 * @param {Scope} scope
 * @param {string} fence
 * @param {number} limit
 * @returns {Element[]}
 */
export function hits(rule, scope, fence, limit) {
  const found = rule.label ? labelled(rule, scope) : find(scope, rule.select ?? '', fence, 500);
  const held = rule.holds ? found.map((element) => holder(element, rule.holds ?? '', scope)).filter((element) => element !== null) : found;
  /** @type {Element[]} */
  const shown = [];
  for (const element of new Set(held)) {
    if (shown.length >= limit) break;
    if (isOutside(element, scope, fence) && isShown(element)) shown.push(element);
  }
  return shown;
}

/**
 * The nearest element around one that holds another one too.
 * @param {Element} element
 * @param {string} held
 * @param {Scope} scope
 * @returns {Element | null}
 */
function holder(element, held, scope) {
  for (let at = parentOf(element); at && holds(scope, at); at = parentOf(at)) {
    if (find(at, held, '', 1).length) return at;
  }
  return null;
}

/**
 * The elements that stand to a label as the rule says: up from the label's own element by `rise`,
 * on by `next` siblings, and from there down by `select`.
 * @param {Rule} rule
 * @param {Scope} scope
 * @returns {Element[]}
 */
function labelled(rule, scope) {
  const doc = scope.ownerDocument ?? /** @type {Document} */ (/** @type {unknown} */ (scope));
  const label = rule.label ?? '';
  // XPath begins at no shadow root itself.
  const starts = trees(scope).flatMap((tree) => (tree === scope ? [scope] : [...tree.children]));
  const texts = starts.flatMap((start) => textsWith(doc, start, label.split(' ')[0] ?? ''));
  /** @type {Element[]} */
  const found = [];
  for (const text of texts.slice(0, 200)) {
    if (labelIn(text.nodeValue ?? '') !== label) continue;
    /** @type {Element | null} */
    let at = text.parentElement;
    for (let rise = rule.rise ?? 0; rise > 0; rise -= 1) at = at?.parentElement ?? null;
    for (let next = rule.next ?? 0; next > 0; next -= 1) at = at?.nextElementSibling ?? null;
    if (!at || !holds(scope, at)) continue;
    found.push(...(rule.select && rule.select !== ':scope' ? find(at, rule.select, '', 2) : [at]));
  }
  return found;
}

/**
 * The texts that hold a word.
 * @param {Document} doc
 * @param {Node} start
 * @param {string} word
 */
function textsWith(doc, start, word) {
  const found = doc.evaluate(`.//text()[contains(., ${quoted(word)})]`, start, null, 7, null);
  return Array.from({ length: Math.min(found.snapshotLength, 200) }, (_, index) => /** @type {Node} */ (found.snapshotItem(index)));
}

/**
 * A label's words without what ends it.
 * @param {string} text
 */
export function labelIn(text) {
  return text.replace(/\s+/g, ' ').replace(/[\s:：*]+$/, '').trim();
}

/** @param {string} text a string as XPath writes it, which has no escapes */
function quoted(text) {
  return text.includes('"') ? `'${text.replace(/'.*/, '')}'` : `"${text}"`;
}
