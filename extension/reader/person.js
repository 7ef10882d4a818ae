// People where no recipe says which attribute holds what: an address wherever it stands, and the
// words beside it as the name. Used for recipes that were made by pointing.
import { addressIn, find, parseAddresses } from './dom.js';

/** @typedef {import('../protocol.js').Person} Person */

const FIELDS = 'input:not([type=hidden],[type=checkbox],[type=radio],[type=button],[type=submit],[type=file]), textarea, select';
const EDITABLE = `${FIELDS}, [contenteditable]:not([contenteditable=false])`;
const CONTROLS = 'button, [role=button], script, style, svg, [hidden], [aria-hidden=true]';
const NOT_NAMES = /^[\s<>()[\]"'“”«»,;:·|•–—-]+|[\s<>()[\]"'“”«»,;:·|•–—-]+$/g;
/** `From:` before a person, in whatever language: no name holds a colon. */
const LABEL = /^[^\s:：@]{1,20}\s?[:：]\s*/;
/** A box around a recipient field is never further out. */
const BOX_LEVELS = 4;

/**
 * The words of an element a person reads, controls left out, and what is chosen or typed in fields.
 * @param {Element} element
 * @returns {string}
 */
export function wordsOf(element) {
  if (element.localName === 'select') return /** @type {HTMLSelectElement} */ (element).selectedOptions[0]?.textContent?.trim() ?? '';
  if (element.matches(FIELDS)) return /** @type {HTMLInputElement} */ (element).value.trim();
  let out = '';
  for (const child of element.childNodes) {
    if (child.nodeType === 3) out += child.nodeValue ?? '';
    else if (child.nodeType === 1 && !(/** @type {Element} */ (child).matches(CONTROLS))) out += ` ${wordsOf(/** @type {Element} */ (child))} `;
    if (out.length > 2000) break;
  }
  return out.replace(/\s+/g, ' ').trim();
}

/**
 * The address that an element's own attributes hold.
 * @param {Element} element
 * @returns {string | null}
 */
function attributeAddress(element) {
  for (const { name, value } of element.attributes) {
    if (value.length > 300 || /^(?:class|style|id|src|placeholder|on.*)$/.test(name)) continue;
    const text = name === 'href' ? (/^mailto:([^?]*)/i.exec(value)?.[1] ?? '') : value;
    const address = addressIn(text.replace(/%40/g, '@'));
    if (address && /\.[^.@]+$|@localhost$/.test(address)) return address;
  }
  return null;
}

/**
 * The first person in an element, with the address in its text, its attributes, or those of the
 * elements within it or of the link around it.
 * @param {Element} element
 * @returns {Person | null} `null`: neither name nor address
 */
export function personIn(element) {
  const words = wordsOf(element).replace(LABEL, '');
  const written = addressIn(words);
  const link = element.closest('a[href]');
  const parts = [element, ...find(element, '*', '', 60), ...(link ? [link] : [])];
  const email = written ?? parts.map(attributeAddress).find((found) => found !== null) ?? null;
  // What follows the address ("via", "to me") is no part of the name.
  const before = email === null ? words : (words.split(email)[0] ?? '');
  const name = (before.replace(NOT_NAMES, '') || (email && words.startsWith(email) ? behind(words, email) : '')).slice(0, 200);
  return name || email ? { name: name || null, email } : null;
}

/**
 * A name in brackets behind the address.
 * @param {string} words
 * @param {string} email
 */
function behind(words, email) {
  return /^\s*\(([^()@]{2,80})\)/.exec(words.slice(email.length))?.[1] ?? '';
}

/**
 * All people of a list, written as text or as elements with addresses.
 * @param {Element} element
 * @returns {Person[]}
 */
export function peopleIn(element) {
  const words = wordsOf(element);
  if (words.includes('@')) return withoutLabel(words).filter(({ email }) => email !== null);
  const marked = find(element, '*', '', 300).filter((part) => attributeAddress(part) && !part.querySelector('[href^="mailto:"]'));
  if (marked.length) return marked.map(personIn).filter((person) => person !== null);
  const own = personIn(element);
  if (own?.email) return [own];
  return withoutLabel(words).map(({ name, email }) => ({ name: name?.replace(NOT_NAMES, '') ?? null, email }));
}

/** @param {string} words which may begin with a label (`To: a@b.test`) */
function withoutLabel(words) {
  return parseAddresses(words.replace(LABEL, ''));
}

/**
 * The recipients in a composer: what is typed in the field, and the chips in the box around it.
 * @param {Element} field
 * @param {Element} composer
 * @returns {Person[]}
 */
export function recipientsAt(field, composer) {
  let box = field;
  for (let at = field.parentElement, level = 0; at && at !== composer && level < BOX_LEVELS; at = at.parentElement, level += 1) {
    if ([...at.querySelectorAll(EDITABLE)].some((other) => other !== field && !field.contains(other) && !other.contains(field)) || at.querySelector('iframe')) break;
    box = at;
  }
  const typed = parseAddresses(wordsOf(field)).filter(({ name, email }) => email !== null || name);
  if (box === field) return typed;
  const chips = find(box, '*', '', 300).filter((part) => part !== field && !field.contains(part) && part.childElementCount <= 3 && (attributeAddress(part) || addressIn(wordsOf(part))));
  const innermost = chips.filter((part) => !chips.some((other) => other !== part && part.contains(other)));
  return [...innermost.map(personIn).filter((person) => person !== null), ...typed];
}
