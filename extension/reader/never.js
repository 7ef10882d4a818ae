// The never-look list: who and what is open is found out first, and where any of it is on the list,
// nothing else of the page is read and nothing of it is told.
import { allValues, firstPeople, firstValue } from './rules.js';

/** @typedef {import('./recipes.js').Recipe} Recipe */
/** @typedef {import('../protocol.js').Person} Person */
/** @typedef {import('../protocol.js').Conversation} Conversation */

/** What stands before a label on the list. */
const LABEL = 'label:';

/**
 * @param {Recipe} recipe
 * @param {Document} doc
 * @returns {string} the rep's own address, in lower case
 */
const ownAddress = (recipe, doc) => String(firstValue(recipe.fields.own_email, doc, recipe.bodies)?.value ?? '').toLowerCase();

/**
 * Whether somebody is on the list. The rep's own domain does not stand for the rep, to whom every
 * mail goes; their own address does.
 * @param {string[]} list in lower case
 * @param {string} own
 * @returns {(person: Person) => boolean}
 */
const whoeverIsOn = (list, own) => (person) => {
  const email = (person.email ?? '').trim().toLowerCase();
  const host = email.slice(email.lastIndexOf('@') + 1);
  return email !== '' && list.some((entry) => entry === email || (email !== own && (host === entry || host.endsWith(`.${entry}`))));
};

/**
 * Whether what is open is on the list: the account, anybody whom a mail is from or to, the record's
 * people, or a label. Nothing is read but these.
 * @param {string[]} list
 * @param {Recipe} recipe
 * @param {Document} doc
 * @param {import('./thread.js').OpenThread | null} open
 * @param {import('./thread.js').MessageCache} cache mails that are in it were looked at before
 * @returns {boolean}
 */
export function isNeverLooked(list, recipe, doc, open, cache) {
  if (list.length === 0) return false;
  const own = ownAddress(recipe, doc);
  if (list.includes(own)) return true;
  if (labelsOf(recipe, doc, open).some((label) => list.includes(LABEL + label))) return true;
  if (!open) return false;
  const isOn = whoeverIsOn(list, own);
  const fence = `${recipe.bodies}, ${recipe.composers}`;
  const { from, to } = recipe.messages;
  const any = (/** @type {import('./recipes.js').Rule[]} */ rules, /** @type {import('./thread.js').OpenThread['root']} */ scope) => (firstPeople(rules, scope, fence)?.people ?? []).some(isOn);
  if (recipe.record && any(recipe.record.people, open.root)) return true;
  const site = recipe.record && firstValue(recipe.record.website, open.root, fence);
  const host = site && hostOf(String(site.value));
  if (host && isOn({ name: null, email: `x@${host}` })) return true;
  return open.elements.some((element) => !cache.known.has(element) && (any(from, element) || any(to, element)));
}

/** @param {string} text a website or a domain */
const hostOf = (text) => (URL.parse(text) ?? URL.parse(`https://${text}`))?.hostname ?? '';

/**
 * Whether a draft goes to anybody on the list.
 * @param {string[]} list
 * @param {Recipe} recipe
 * @param {Element} root the composer
 */
export function goesToNeverLooked(list, recipe, root) {
  if (list.length === 0) return false;
  const { to, cc, bcc, summary } = recipe.composes;
  const isOn = whoeverIsOn(list, ownAddress(recipe, root.ownerDocument));
  return [to, cc, bcc, summary].some((rules) => (firstPeople(rules, root, recipe.bodies)?.people ?? []).some(isOn));
}

/**
 * The labels of what is open, in lower case: what the page paints, and the one in its address.
 * @param {Recipe} recipe
 * @param {Document} doc
 * @param {import('./thread.js').OpenThread | null} open
 */
function labelsOf(recipe, doc, open) {
  const found = (recipe.fields.labels ?? []).flatMap((rule) => {
    const scope = rule.from || rule.whole || !open ? doc : open.root;
    return allValues([rule], scope, recipe.bodies)?.values ?? [];
  });
  return found.map((label) => plain(label).trim().toLowerCase());
}

/** @param {string} label as it stands in an address */
function plain(label) {
  try {
    return decodeURIComponent(label.replaceAll('+', ' '));
  } catch {
    return label;
  }
}

/**
 * What is told of a page that is on the list, and the lines of a list without those who are.
 * @param {Recipe} recipe
 * @returns {Conversation}
 */
export const nothingOf = (recipe) => ({
  site: recipe.site,
  view: 'none',
  thread_id: null,
  subject: null,
  own_email: null,
  record: null,
  own_name: null,
  messages: [],
  older_hidden: 0,
  composes: [],
  rows: null,
  ui_lang: null,
  missing: [],
  never: true,
  found_by: {},
});

/**
 * @param {string[]} list
 * @param {string} own
 * @param {import('../protocol.js').Row[] | null} rows
 */
export function rowsLeft(list, own, rows) {
  const isOn = whoeverIsOn(list, own.toLowerCase());
  return list.length && rows ? rows.filter(({ people }) => !people.some(isOn)) : rows;
}
