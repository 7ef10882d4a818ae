// Evaluates a recipe's rules: the first rule of a field that finds something is the one.
import { isPointed, located } from './agree.js';
import { derive } from './derive.js';
import { LIMITS, addressIn, each, find, isEmpty, isShown, lineOf, linesOf, parseAddresses, personOfText } from './dom.js';
import { peopleIn as peopleNear, personIn, recipientsAt } from './person.js';

/** @typedef {import('./recipes.js').Rule} Rule */
/** @typedef {import('../protocol.js').Person} Person */
/** @typedef {ParentNode & Node} Scope */

/** @type {Map<string, RegExp>} */
const patterns = new Map();

/**
 * A recipe's pattern, compiled once.
 * @param {string} source
 */
export function compiled(source) {
  let pattern = patterns.get(source);
  if (!pattern) patterns.set(source, (pattern = new RegExp(source, 'su')));
  return pattern;
}

/** Marks of writing direction that localised interfaces put around addresses and shortcuts. */
const BIDI = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * What was found, what was not, and by which rule, for one reading.
 */
export class Findings {
  constructor() {
    /** @type {Record<string, string>} */
    this.foundBy = {};
    /** @type {Set<string>} */
    this.missing = new Set();
  }

  /**
   * @param {string} field
   * @param {string | null} ruleName `null`: nothing found
   */
  note(field, ruleName) {
    if (ruleName === null) this.missing.add(field);
    else this.foundBy[field] ??= ruleName;
  }

  /** @param {Findings} other */
  add(other) {
    for (const [field, rule] of Object.entries(other.foundBy)) this.foundBy[field] ??= rule;
    for (const field of other.missing) this.missing.add(field);
  }
}

/**
 * The first value that a field's rules give.
 * @param {Rule[]} rules
 * @param {Scope} scope
 * @param {string} fence
 * @param {string} [subject] of the open conversation, for rules that have to agree with it
 * @returns {{value: string | number, rule: string} | null}
 */
export function firstValue(rules, scope, fence, subject) {
  if (isPointed(rules)) {
    const at = located(rules, scope, fence);
    const value = at && refine(at.rule, take(at.element, at.rule), scope);
    return at && value !== null && value !== '' ? { value, rule: at.rule.name } : null;
  }
  for (const rule of rules) {
    if (isInVain(rule, scope)) continue;
    for (const raw of rawValues(rule, scope, fence, subject)) {
      const value = refine(rule, raw, scope);
      if (value !== null && value !== '') return { value, rule: rule.name };
    }
  }
  return null;
}

/**
 * Whether a rule finds no node.
 * @param {Rule} rule @param {Scope} scope
 */
const isInVain = (rule, scope) => !rule.from && !rule.whole && isEmpty(scope, rule.select ?? '');

/**
 * Like `firstValue`, but an empty field that is there counts as an empty value.
 * @param {Rule[]} rules
 * @param {Scope} scope
 * @param {string} fence
 * @returns {{value: string, rule: string} | null}
 */
export function firstField(rules, scope, fence) {
  const found = firstValue(rules, scope, fence);
  if (found) return { value: String(found.value), rule: found.rule };
  const empty = rules.find((rule) => !rule.derive && find(scope, rule.select ?? '', fence).length > 0);
  return empty ? { value: '', rule: empty.name } : null;
}

/**
 * All values of the first rule that gives any; of each selected node one.
 * @param {Rule[]} rules
 * @param {Scope} scope
 * @param {string} fence
 * @returns {{values: string[], rule: string} | null}
 */
export function allValues(rules, scope, fence) {
  for (const rule of rules) {
    if (isInVain(rule, scope)) continue;
    const values = [];
    for (const raw of rawValues(rule, scope, fence)) {
      const value = refine(rule, raw, scope);
      if (value) values.push(String(value));
      if (values.length >= LIMITS.people) break;
    }
    if (values.length) return { values, rule: rule.name };
  }
  return null;
}

/**
 * The elements of the first rule that finds any.
 * @param {Rule[]} rules
 * @param {Scope} scope
 * @param {string} fence
 * @param {number} limit
 * @returns {{elements: Element[], rule: string} | null}
 */
export function firstElements(rules, scope, fence, limit) {
  if (isPointed(rules)) {
    const at = located(rules, scope, fence);
    return at && { elements: [at.element], rule: at.rule.name };
  }
  for (const rule of rules) {
    const all = find(scope, rule.select ?? '', fence, limit);
    const elements = rule.shown ? all.filter(isShown) : all;
    if (elements.length) return { elements, rule: rule.name };
  }
  return null;
}

/**
 * The people of the first rule whose list is there; an empty list when it is there and empty.
 * @param {Rule[]} rules
 * @param {Scope} scope
 * @param {string} fence
 * @returns {{people: Person[], rule: string, cut: boolean, containers: Element[], select: string} | null}
 */
export function firstPeople(rules, scope, fence) {
  if (isPointed(rules)) {
    const at = located(rules, scope, fence);
    const people = at ? distinct(pointedPeople(at.rule, at.element, scope)).slice(0, LIMITS.people) : [];
    return at && { people, rule: at.rule.name, cut: false, containers: [at.element], select: '' };
  }
  for (const rule of rules) {
    const all = rule.container ? find(scope, rule.container, fence) : [/** @type {Element} */ (/** @type {unknown} */ (scope))];
    if (!all.length) continue;
    // Where the first of several fields is there, one that is not opened holds nobody.
    const containers = rule.nth === undefined ? all : all.slice(rule.nth, rule.nth + 1);
    const people = containers.flatMap((container) => peopleIn(rule, container, fence));
    people.push(...typedPeople(rule, scope, containers, fence));
    if (!people.length && !rule.container) continue;
    return { people: distinct(people).slice(0, LIMITS.people), rule: rule.name, cut: people.length >= LIMITS.people, containers, select: rule.select ?? '' };
  }
  return null;
}

/**
 * @param {Rule} rule
 * @param {Element} element
 * @param {Scope} scope
 * @returns {Person[]}
 */
function pointedPeople(rule, element, scope) {
  if (rule.parse === 'recipients') return recipientsAt(element, /** @type {Element} */ (/** @type {unknown} */ (scope)));
  if (rule.parse === 'people') return peopleNear(element);
  const person = personIn(element);
  return person ? [person] : [];
}

/**
 * @param {Rule} rule
 * @param {Element} container
 * @param {string} fence
 * @returns {Person[]}
 */
function peopleIn(rule, container, fence) {
  if (rule.parse === 'addresses') return parseAddresses(valueOf(container));
  if (rule.parse === 'names') return (linesOf(container)[0] ?? '').split(';').map(personOfText).filter(isSomeone);
  if (rule.parse === 'pill') return find(container, rule.select ?? ':self', fence).map((element) => personOf(rule, element)).filter(isSomeone);
  return find(container, rule.select ?? ':self', fence)
    .filter((element) => element !== container || rule.inner || element.hasAttribute(rule.email ?? ''))
    .map((element) => named(nameOf(element, rule.person), addressOf(rule.inner ? element.querySelector(rule.inner) : element, rule.email)))
    .filter(isSomeone);
}

/** @param {Person} person */
const isSomeone = (person) => person.name !== null || person.email !== null;

/**
 * A person painted as one text, `Name <mail>` or only one of them; an attribute may hold the
 * address beside it.
 * @param {Rule} rule
 * @param {Element} element
 * @returns {Person}
 */
function personOf(rule, element) {
  const { name, email } = personOfText(lineOf((rule.inner && element.querySelector(rule.inner)) || element));
  if (email || !rule.email) return { name, email };
  const held = element.hasAttribute(rule.email) ? element : element.querySelector(`[${rule.email}*='@']`);
  return { name, email: addressIn(held?.getAttribute(rule.email)) };
}

/**
 * A person whose painted name may have the address beside it.
 * @param {string | null} name
 * @param {string | null} email
 * @returns {Person}
 */
function named(name, email) {
  const bare = name && email && name.includes(email) ? name.replace(email, '').replace(/[<>()]/g, '').trim() : name;
  return { name: bare || null, email };
}

/**
 * @param {Element | null} element
 * @param {string | undefined} how
 */
function addressOf(element, how) {
  return addressIn(how === 'text' ? element && lineOf(element) : element?.getAttribute(how ?? ''));
}

/**
 * An address that was typed and is not yet a chip: the site takes it along when it sends.
 * @param {Rule} rule
 * @param {Scope} scope
 * @param {Element[]} containers
 * @param {string} fence
 * @returns {Person[]}
 */
function typedPeople(rule, scope, containers, fence) {
  if (!rule.typed) return [];
  const texts = rule.typed === ':self' ? containers.map(ownText) : find(scope, rule.typed, fence).map(valueOf);
  return texts
    .flatMap(parseAddresses)
    .filter((person) => person.email !== null);
}

/**
 * @param {Element} element
 * @param {string | undefined} how
 * @returns {string | null}
 */
function nameOf(element, how) {
  if (!how) return null;
  if (how === 'text') return lineOf(element) || null;
  if (/^[.:[]/.test(how)) {
    const inner = element.querySelector(how);
    return (inner && lineOf(inner)) || null;
  }
  return element.getAttribute(how) || lineOf(element) || null;
}

/**
 * Sites print a person twice (hidden copies for screen readers); an address counts once.
 * @param {Person[]} people
 */
function distinct(people) {
  const seen = new Set();
  return people.filter((person) => {
    const key = person.email?.toLowerCase() ?? `name ${person.name}`;
    return !seen.has(key) && seen.add(key);
  });
}

/**
 * @param {Rule} rule
 * @param {Scope} scope
 * @param {string} fence
 * @param {string} [subject]
 * @returns {Iterable<string>}
 */
function* rawValues(rule, scope, fence, subject) {
  const doc = scope.ownerDocument ?? /** @type {Document} */ (/** @type {unknown} */ (scope));
  if (rule.from === 'title') yield doc.title;
  else if (rule.from === 'url') yield doc.location?.href ?? '';
  else if (rule.from === 'way') yield `${doc.location?.href} ${doc.referrer}`;
  else if (rule.from === 'lang') yield doc.documentElement?.lang ?? '';
  else {
    const found = each(rule.whole ? doc : scope, rule.select ?? '', fence);
    for (const element of rule.last ? [...found].slice(-1) : found) {
      if (rule.shown && !isShown(element)) continue;
      if (rule.names_subject && !(subject && lineOf(element).includes(subject))) continue;
      if (rule.is && !rule.take) yield rule.is;
      const source = rule.inner ? element.querySelector(rule.inner) : element;
      if (source) yield take(source, rule);
    }
  }
}

/**
 * @param {Element} element
 * @param {Rule} rule
 * @returns {string}
 */
function take(element, rule) {
  if (rule.take === 'text') return lineOf(element, rule.drop);
  if (rule.take === 'line') return linesOf(element)[rule.line ?? 0] ?? '';
  if (rule.take === 'value') return valueOf(element).trim();
  if (rule.take === 'field') return fieldOf(element, rule.drop);
  if (rule.take === 'option') return lineOf(/** @type {HTMLSelectElement} */ (element).selectedOptions?.[0] ?? element);
  return element.getAttribute(rule.take ?? '')?.trim() ?? '';
}

/** @param {Element} element @returns {string} what stands in it directly, between its elements */
function ownText(element) {
  return [...element.childNodes].map((node) => (node.nodeType === 3 ? node.nodeValue : ',')).join('');
}

/**
 * A field as a person sees it, whether it can be written in or not.
 * @param {Element} element
 * @param {string} [drop]
 */
function fieldOf(element, drop) {
  const chosen = /** @type {HTMLSelectElement} */ (element).selectedOptions;
  if (chosen) return lineOf(chosen[0] ?? element);
  return 'value' in element && element.matches('input, textarea') ? valueOf(element).trim() : lineOf(element, drop);
}

/** @param {Element} element */
function valueOf(element) {
  return String(/** @type {HTMLInputElement} */ (element).value ?? '');
}

/**
 * @param {Rule} rule
 * @param {string} raw
 * @param {Scope} scope
 * @returns {string | number | null}
 */
function refine(rule, raw, scope) {
  const text = rule.regex ? (compiled(rule.regex).exec(raw.slice(0, 4000).replace(BIDI, ''))?.[1] ?? '') : raw;
  if (rule.is && text) return rule.is;
  if (!rule.derive || !text) return text;
  return derive(rule.derive, text, { params: rule.params, base: scope.ownerDocument?.baseURI ?? scope.baseURI });
}
