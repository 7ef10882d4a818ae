// Whether the ways of finding the same thing still hold, and still agree. Looked at once for each
// conversation or draft that is opened, when the page has come to rest, and never on the way of a
// reading or of a Send.
import { composeRoots } from './composes.js';
import { find, frameDocument, isShown } from './dom.js';
import { firstElements, firstPeople, firstValue } from './rules.js';
import { bodyParts, messagesBy, openThread } from './thread.js';

/** @typedef {import('./recipes.js').Recipe} Recipe */
/** @typedef {import('./recipes.js').Rule} Rule */
/** @typedef {import('../protocol.js').FieldWays} FieldWays */

/**
 * How each way to each essential field does on the page as it is. The fields' names are those of
 * `ESSENTIAL` in src/sites.
 * @param {Recipe} recipe
 * @param {Document} doc
 * @returns {FieldWays[]}
 */
export function readWays(recipe, doc) {
  // Ways that were made by pointing have to agree on every reading already.
  if (recipe.pointed) return [];
  return [...threadWays(recipe, doc), ...composeWays(recipe, doc)].filter(({ held, failed }) => held.length + failed.length > 0);
}

/**
 * @param {Recipe} recipe
 * @param {Document} doc
 * @returns {FieldWays[]}
 */
function threadWays(recipe, doc) {
  const fence = `${recipe.bodies}, ${recipe.composers}`;
  const open = openThread(recipe, doc);
  if (!open) return [];
  const { record, fields: named } = recipe;
  const isRecord = record && firstValue(record.kind, open.root, fence);
  if (!isRecord && !open.elements.length && !firstValue(named.subject, open.root, fence)) return [];
  /** @param {Rule} rule */
  const value = (rule) => text(firstValue([rule], open.root, fence)?.value);
  const fields = [isRecord ? compare('record.title', record.title, value, alike) : compare('subject', named.subject, value, alike)];
  // A record may have no mails; a conversation has.
  if (!isRecord || open.elements.length) fields.push(compare('messages', recipe.messages.items, (rule) => some(messagesBy(recipe, rule, open.root)), covered));
  const mail = open.elements.findLast((element) => bodyParts(recipe, element)) ?? open.elements.at(-1);
  if (!mail) return fields;
  return [
    ...fields,
    compare('message.from', recipe.messages.from, (rule) => firstPeople([rule], mail, fence)?.people[0] ?? null, samePerson),
    compare('message.body', recipe.messages.body, (rule) => bodyParts(recipe, mail, [rule])?.elements ?? null, covered),
  ];
}

/**
 * @param {Recipe} recipe
 * @param {Document} doc
 * @returns {FieldWays[]}
 */
function composeWays(recipe, doc) {
  const { items, editor } = recipe.composes;
  const root = composeRoots(recipe, doc).find(isShown);
  const roots = compare('composes', items, (rule) => some(composeRoots(recipe, doc, [rule]).filter(isShown)), covered);
  if (!root) {
    // A draft that is being written and belongs to no composer would go unseen.
    const stray = firstElements(editor.filter((rule) => !rule.frame), doc, '', 20)?.elements.some((element) => isShown(element) && element.closest(recipe.bodies) === element);
    return stray ? [roots] : [];
  }
  const sends = recipe.send.filter(({ way }) => way === 'click');
  return [
    roots,
    compare('compose.body', editor, (rule) => editorBy(recipe, rule, root), covered),
    compare('send', /** @type {any} */ (sends), (rule) => some(find(root, rule.select ?? '', recipe.bodies).filter(isShown)), covered),
  ];
}

/**
 * @param {Recipe} recipe
 * @param {Rule} rule
 * @param {Element} root
 * @returns {Element[] | null}
 */
function editorBy(recipe, rule, root) {
  const found = firstElements([rule], root, rule.frame ? '' : recipe.bodies, 1)?.elements ?? null;
  return found && (!rule.frame || frameDocument(found[0] ?? null)?.body) ? found : null;
}

/**
 * @template T
 * @param {string} field
 * @param {Rule[]} rules
 * @param {(rule: Rule) => T | null} answer
 * @param {(first: T, other: T) => boolean} agree
 * @returns {FieldWays}
 */
function compare(field, rules, answer, agree) {
  const answers = rules.map((rule) => ({ name: rule.name, found: answer(rule) }));
  const held = answers.filter(({ found }) => found !== null);
  const first = held[0]?.found;
  return {
    field,
    held: held.map(({ name }) => name),
    failed: answers.filter(({ found }) => found === null).map(({ name }) => name),
    apart: held.filter(({ found }) => !agree(/** @type {T} */ (first), /** @type {T} */ (found))).map(({ name }) => name),
  };
}

/** @param {Element[]} elements */
const some = (elements) => (elements.length ? elements : null);

/** @param {unknown} value */
const text = (value) => (value === undefined || value === '' ? null : String(value).replace(/\s+/g, ' ').trim().toLowerCase());

/**
 * One may be cut, or have the site's name beside it.
 * @param {string} first
 * @param {string} other
 */
const alike = (first, other) => first.includes(other) || other.includes(first);

/**
 * Whether each of the others is around or within one of the first. The first may know more of
 * them: folded mails have no body.
 * @param {Element[]} first
 * @param {Element[]} other
 */
const covered = (first, other) => other.every((one) => first.some((known) => known.contains(one) || one.contains(known)));

/**
 * @param {import('../protocol.js').Person} first
 * @param {import('../protocol.js').Person} other
 */
function samePerson(first, other) {
  if (first.email && other.email) return first.email.toLowerCase() === other.email.toLowerCase();
  return !first.name || !other.name || alike(text(first.name) ?? '', text(other.name) ?? '');
}

/**
 * In words for a report: names of ways, and no text of the page.
 * @param {Recipe} recipe
 * @param {FieldWays[]} ways
 */
export function waysReport(recipe, ways) {
  const line = (/** @type {FieldWays} */ { field, held, failed, apart }) => `${field}: found by ${held.join(', ') || 'none'}; not by ${failed.join(', ') || 'none'}${apart.length ? `; differing: ${apart.join(', ')}` : ''}`;
  return [`recipe ${recipe.site}`, ...ways.map(line), ''].join('\n');
}
