// What about an element tells it from others and is likely to stay: marks that the site's own code
// goes by, then roles, then class names. Never a word of the content: recipes are shared.

/** Attributes whose values are words of the site's code. */
const NAMES = ['data-testid', 'data-test-id', 'data-test', 'data-qa', 'data-cy', 'itemprop', 'property', 'name', 'autocomplete', 'data-field', 'data-role', 'data-part', 'data-type', 'data-action', 'data-component', 'data-control-name', 'data-automation-id', 'data-hook', 'slot', 'part', 'headers', 'rel', 'for', 'command'];
/** Words of the interface: they change with its language and count as labels. */
const WORDS = ['aria-label', 'placeholder', 'aria-placeholder', 'title', 'alt', 'value'];
const STRUCTURAL = ['aria-multiline', 'aria-level', 'aria-haspopup', 'contenteditable', 'type', 'inputmode', 'datetime'];
/** Frameworks number their elements anew with each build or load. */
const MADE_UP = /\d{3,}|^[:_]|:r|[0-9a-f]{8}|^(?:ember|react|ng-|mui|radix|headlessui|cdk|mat-|yui|ext-gen|gwt-uid|v-)|[-_]?\d+$/i;
const GENERIC = new Set(['div', 'span', 'p', 'td', 'tr', 'li', 'a', 'b', 'i', 'em', 'strong', 'small', 'label', 'button', 'input', 'section', 'ul', 'ol', 'dd', 'dt', 'dl', 'table', 'tbody', 'font', 'center', 'form', 'body', 'html']);

/** @param {string} value a word of code and no content */
export function isWord(value) {
  return /^[A-Za-z][\w:.-]{0,40}$/.test(value) && !MADE_UP.test(value);
}

/** @param {string} value as CSS writes a string */
const quote = (value) => `"${value.replace(/["\\]/g, '\\$&')}"`;

/**
 * Simple selectors by marks, the best first.
 * @param {Element} element
 * @returns {{select: string, name: string}[]}
 */
export function marksOf(element) {
  const found = [];
  const tag = element.localName;
  if (element.id && isWord(element.id)) found.push({ select: `#${CSS.escape(element.id)}`, name: 'id' });
  if (tag.includes('-')) found.push({ select: tag, name: `element ${tag}` });
  for (const name of NAMES) {
    const value = element.getAttribute(name);
    // A word that is read in the element is content, not code.
    const said = name.startsWith('data-') && element.textContent?.includes(value ?? '');
    if (value && !said && isWord(value)) found.push({ select: `${tag}[${name}=${quote(value)}]`, name });
  }
  if (/^mailto:/i.test(element.getAttribute('href') ?? '')) found.push({ select: 'a[href^="mailto:" i]', name: 'mail link' });
  for (const { name } of element.attributes) {
    if (!name.startsWith('data-') || NAMES.includes(name) || !/^data-[a-z][a-z-]{1,40}$/.test(name) || /^data-(?:v|reactid|reactroot|gtm|track|analytics|state)/.test(name)) continue;
    found.push({ select: `${tag}[${name}]`, name });
  }
  return found;
}

/**
 * Simple selectors by what the element is for a reader of the page.
 * @param {Element} element
 * @returns {{select: string, name: string}[]}
 */
export function rolesOf(element) {
  const tag = element.localName;
  const role = element.getAttribute('role');
  const found = [];
  const extra = STRUCTURAL.flatMap((name) => {
    const value = element.getAttribute(name);
    if (value === null) return [];
    return [name === 'datetime' || name === 'contenteditable' ? `[${name}]` : `[${name}=${quote(value)}]`];
  });
  if (role && isWord(role)) {
    if (extra[0]) found.push({ select: `[role=${quote(role)}]${extra[0]}`, name: `role ${role}` });
    found.push({ select: `[role=${quote(role)}]`, name: `role ${role}` });
  }
  for (const each of extra) found.push({ select: `${tag}${each}`, name: `${tag} ${each.replace(/[[\]"]/g, '')}` });
  if (!GENERIC.has(tag) || tag === 'form') found.push({ select: tag, name: `element ${tag}` });
  return found;
}

/**
 * Selectors by the interface's words on the element itself, for controls only: on anything else
 * they may be content.
 * @param {Element} element
 * @returns {{select: string, name: string}[]}
 */
export function wordsOn(element) {
  if (!element.matches('input, textarea, select, button, iframe, [role=button], [role=textbox], [contenteditable]')) return [];
  return WORDS.flatMap((name) => {
    const value = element.getAttribute(name) ?? '';
    if (!value || value.length > 60 || value.includes('@') || (name === 'value' && !element.matches('[type=submit], [type=button]'))) return [];
    return [{ select: `${element.localName}[${name}=${quote(value)}]`, name: `words “${value}”` }];
  });
}

/**
 * The element by its class names, two at most.
 * @param {Element} element
 * @returns {string} empty: it has none
 */
export function classesOf(element) {
  const names = [...element.classList].filter((name) => /^[A-Za-z_-][\w-]{0,60}$/.test(name) && !/^(?:is-|has-|active|open|selected|hover|focus|show|visible)/.test(name));
  return names.length ? element.localName + names.slice(0, 2).map((name) => `.${CSS.escape(name)}`).join('') : '';
}
