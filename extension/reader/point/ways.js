// From one element to the ways that lead to it: several, that do not depend on each other. Pure:
// the same page and the same element give the same ways.
import { hits, labelIn } from '../agree.js';
import { holds, parentOf } from '../dom.js';
import { classesOf, marksOf, rolesOf, wordsOn } from './marks.js';

/** @typedef {import('../recipes.js').Rule} Rule */
/** @typedef {ParentNode & Node} Scope */
/**
 * @typedef {object} Aim
 * @property {Element} element
 * @property {Scope} scope within which it is looked for
 * @property {Scope[]} peers the same scope of other mails: a way finds at most one there too
 * @property {string} made the day
 * @property {boolean} [words] it is a button: the words on it are no content
 * @property {Partial<Rule>} value how its value is taken
 */

/** Ways of one kind beyond two say nothing new. */
const MOST_OF_A_KIND = 2;
/** Further out than this, what surrounds an element is no part of it any more. */
const MOST_LEVELS = 8;

/**
 * The ways to an element, the strongest first.
 * @param {Aim} aim
 * @returns {Rule[]}
 */
export function waysTo(aim) {
  const { element, scope } = aim;
  const own = marksOf(element);
  const rules = [
    ...byMarks(aim, own),
    ...take(aim, 'label', wordsOn(element), MOST_OF_A_KIND),
    ...byLabel(aim),
    ...take(aim, 'role', [...rolesOf(element), ...within(element, scope, rolesOf(element), rolesOf)], 1),
    ...byPlace(aim, false),
    ...byPlace(aim, true),
    ...take(aim, 'class', byClass(element, scope), 1),
  ];
  return rules;
}

/**
 * A rule, if it finds just the element and at most one in each peer.
 * @param {Aim} aim
 * @param {Rule['kind']} kind
 * @param {string} name
 * @param {Partial<Rule>} way
 * @returns {Rule | null}
 */
function proven(aim, kind, name, way) {
  const rule = /** @type {Rule} */ ({ name, since: aim.made, source: 'pointed', kind, ...way, ...aim.value });
  const found = hits(rule, aim.scope, '', 2);
  const alone = found.length === 1 && found[0] === aim.element;
  return alone && aim.peers.every((peer) => hits(rule, peer, '', 2).length <= 1) ? rule : null;
}

/**
 * The first few of some selectors that prove right.
 * @param {Aim} aim
 * @param {Rule['kind']} kind
 * @param {{select: string, name: string}[]} tries
 * @param {number} most
 * @returns {Rule[]}
 */
function take(aim, kind, tries, most) {
  /** @type {Rule[]} */
  const rules = [];
  for (const { select, name } of tries) {
    if (rules.length >= most) break;
    const rule = select.length <= 300 ? proven(aim, kind, name, { select }) : null;
    if (rule && !rules.some((other) => other.name === name)) rules.push(rule);
  }
  return rules;
}

/**
 * @param {Aim} aim
 * @param {{select: string, name: string}[]} own
 * @returns {Rule[]}
 */
function byMarks(aim, own) {
  const { element, scope } = aim;
  const tag = element.localName;
  const rules = take(aim, 'mark', own, MOST_OF_A_KIND);
  if (rules.length < MOST_OF_A_KIND) {
    const tails = [...own, ...rolesOf(element), { select: tag, name: '' }];
    rules.push(...take(aim, 'mark', within(element, scope, tails, marksOf), MOST_OF_A_KIND - rules.length));
  }
  if (!rules.length) {
    const inner = [...element.querySelectorAll('*')].slice(0, 40).flatMap(marksOf);
    rules.push(...take(aim, 'mark', inner.map(({ select, name }) => ({ select: `${tag}:has(> ${select})`, name: `holds ${name}` })), 1));
  }
  return rules;
}

/**
 * Selectors by something around the element.
 * @param {Element} element
 * @param {Scope} scope
 * @param {{select: string, name: string}[]} tails
 * @param {(element: Element) => {select: string, name: string}[]} of
 */
function within(element, scope, tails, of) {
  const found = [];
  let level = 0;
  let join = nextTo(element);
  for (let at = parentOf(element); at && at !== scope && holds(scope, at) && level < MOST_LEVELS; at = parentOf(at), level += 1) {
    for (const { select, name } of of(at)) {
      for (const tail of tails) {
        found.push({ select: `${select}${join}${tail.select}`, name: tail.name ? `${name}, ${tail.name}` : `in ${name}` });
      }
    }
    if (join !== DEEP) join = nextTo(at) === DEEP ? DEEP : ' ';
  }
  return found;
}

/** Joins two steps of a selector when the second is in the shadow tree of the first, or below. */
const DEEP = ' >>> ';

/**
 * How the element right around one is joined to it in a selector.
 * @param {Element} element
 */
export function nextTo(element) {
  return element.parentElement ? ' > ' : DEEP;
}

/**
 * By class names: its own, else those of what is around it.
 * @param {Element} element
 * @param {Scope} scope
 */
function byClass(element, scope) {
  const own = classesOf(element);
  const tries = own ? [{ select: own, name: 'class name' }] : [];
  let path = own || element.localName;
  let join = nextTo(element);
  for (let at = parentOf(element), level = 0; at && at !== scope && holds(scope, at) && level < 4; at = parentOf(at), level += 1) {
    const around = classesOf(at);
    path = (around || at.localName) + join + path;
    join = nextTo(at);
    if (around) tries.push({ select: path, name: 'class names' });
  }
  return tries;
}

/**
 * By the path of elements, each counted among its like: from the start, beginning at the scope or
 * at a marked element around; or from the end, beginning at the scope. What is put in before the
 * element breaks the one, what is put in behind it the other.
 * @param {Aim} aim
 * @param {boolean} fromEnd
 * @returns {Rule[]}
 */
function byPlace(aim, fromEnd) {
  const count = fromEnd ? 'nth-last-of-type' : 'nth-of-type';
  const kind = fromEnd ? 'end' : 'place';
  const name = fromEnd ? 'place from the end' : 'place';
  let path = '';
  const tries = [];
  const isWhole = aim.scope.nodeType === 9;
  for (let at = /** @type {Element | null} */ (aim.element); at && at !== aim.scope; at = parentOf(at)) {
    if (isWhole && !fromEnd && path) for (const mark of marksOf(at)) tries.push(mark.select + path);
    if (at.localName === 'body') {
      tries.push(`body${path}`);
      break;
    }
    path = ` > ${at.localName}:${count}(${placeOf(at, fromEnd)})${path}`;
    if (at.parentElement === aim.scope) tries.push(`:scope${path}`);
    if (at.parentElement) continue;
    // A path into a shadow tree goes on from its host.
    if (parentOf(at) === aim.scope) tries.push(`:host${path}`);
    path = `${DEEP}:host${path}`;
  }
  return take(aim, kind, tries.map((select) => ({ select, name })), 1);
}

/**
 * @param {Element} element
 * @param {boolean} fromEnd
 */
export function placeOf(element, fromEnd) {
  let place = 1;
  for (let at = step(element, fromEnd); at; at = step(at, fromEnd)) if (at.localName === element.localName) place += 1;
  return place;
}

/**
 * @param {Element} element
 * @param {boolean} fromEnd
 */
function step(element, fromEnd) {
  return fromEnd ? element.nextElementSibling : element.previousElementSibling;
}

/**
 * By a label that stands beside the element, or by the words on a button.
 * @param {Aim} aim
 * @returns {Rule[]}
 */
function byLabel(aim) {
  for (const { text, from } of labelsOf(aim)) {
    const label = labelIn(text);
    if (label.length < 2 || label.length > 40 || label.includes('@') || !/\p{L}/u.test(label)) continue;
    const way = from && relation(from, aim.element, aim.scope);
    const rule = way && proven(aim, 'label', `label “${label}”`, { label, ...way });
    if (rule) return [rule];
  }
  return [];
}

/**
 * @param {Aim} aim
 * @returns {Generator<{text: string, from: Element | null}>}
 */
function* labelsOf({ element, scope, words }) {
  const tree = /** @type {Document | ShadowRoot} */ (element.getRootNode());
  const labels = [.../** @type {HTMLInputElement} */ (element).labels ?? []];
  const named = element.getAttribute('aria-labelledby')?.split(/\s+/).map((id) => tree.getElementById(id)) ?? [];
  for (const label of [...labels, ...named]) if (label && holds(scope, label)) yield* textsOf(label);
  if (words) {
    yield* textsOf(element);
    return;
  }
  let level = 0;
  for (let at = element; at !== scope && level < 4; level += 1) {
    for (let before = at.previousSibling, steps = 0; before && steps < 2; before = before.previousSibling) {
      const text = before.textContent?.trim() ?? '';
      if (!text) continue;
      steps += 1;
      if (before.nodeType === 3 && /[:：]\s*$/.test(text)) yield { text, from: before.parentElement };
      if (before.nodeType === 1 && isLabel(/** @type {Element} */ (before), text)) yield* textsOf(/** @type {Element} */ (before));
    }
    const parent = at.parentElement;
    if (!parent || !holds(scope, parent)) return;
    at = parent;
  }
}

/**
 * Only what is certainly a label: any other words beside an element may be content.
 * @param {Element} element
 * @param {string} text
 */
function isLabel(element, text) {
  const { control } = /** @type {HTMLLabelElement} */ (element);
  if (control || element.querySelector('input, select, textarea')) return false;
  return text.length <= 40 && (/[:：]\s*$/.test(text) || element.matches('label, dt, th, legend'));
}

/**
 * The texts in an element with their own elements.
 * @param {Element} element
 * @returns {Generator<{text: string, from: Element | null}>}
 */
function* textsOf(element) {
  for (const child of element.childNodes) {
    if (child.nodeType === 3 && child.nodeValue?.trim()) yield { text: child.nodeValue, from: element };
    else if (child.nodeType === 1) yield* textsOf(/** @type {Element} */ (child));
  }
}

/**
 * How to get from a label's element to another: up, on, and down.
 * @param {Element} label
 * @param {Element} element
 * @param {Scope} scope
 * @returns {Pick<Rule, 'rise' | 'next' | 'select'> | null}
 */
function relation(label, element, scope) {
  let rise = 0;
  for (let at = /** @type {Element | null} */ (label); at && rise < 6; at = at.parentElement, rise += 1) {
    if (at.contains(element)) return { rise, next: 0, select: pathDown(at, element) };
    if (at === scope) return null;
    const other = at.nextElementSibling;
    if (other?.contains(element)) return { rise, next: 1, select: pathDown(other, element) };
  }
  return null;
}

/**
 * @param {Element} from
 * @param {Element} element
 */
function pathDown(from, element) {
  /** @type {string[]} */
  const steps = [];
  for (let at = /** @type {Element | null} */ (element); at && at !== from; at = at.parentElement) steps.unshift(`${at.localName}:nth-of-type(${placeOf(at, false)})`);
  return [':scope', ...steps].join(' > ');
}
