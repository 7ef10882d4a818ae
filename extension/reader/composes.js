// Finds the open composers and reads the drafts in them.
import { located, locatedAll } from './agree.js';
import { LIMITS, fenceOff, find, frameDocument, holds, isShown, nearestOf } from './dom.js';
import { allValues, firstElements, firstField, firstPeople, firstValue } from './rules.js';
import { plainSegments, readText } from './text.js';

/** @typedef {import('./recipes.js').Recipe} Recipe */
/** @typedef {import('./rules.js').Findings} Findings */
/** @typedef {import('../protocol.js').Compose} Compose */
/** @typedef {{element: HTMLElement, plain: boolean, frame: HTMLIFrameElement | null}} Editor */

/** @type {WeakMap<Element, string>} */
const ownNames = new WeakMap();
let named = 0;

/**
 * The open composers' roots, folded ones among them.
 * @param {Recipe} recipe
 * @param {Document} doc
 * @param {import('./recipes.js').Rule[]} [rules] all, or only these
 * @returns {Element[]}
 */
export function composeRoots(recipe, doc, rules = recipe.composes.items) {
  if (recipe.pointed) return pointedComposers(recipe, doc);
  for (const rule of rules) {
    const nodes = find(doc, rule.select ?? '', recipe.bodies, LIMITS.composes);
    const roots = rule.up ? nodes.map((node) => nearestOf(node, rule.up ?? '')).filter((root) => root !== null) : nodes;
    const open = [...new Set(roots)].filter((root, _, all) => isOpen(recipe, root) && !all.some((other) => other !== root && holds(other, root)));
    if (open.length) return open;
  }
  return [];
}

/**
 * Composers by a recipe made by pointing: only what holds an editor and its Send.
 * @param {Recipe} recipe
 * @param {Document} doc
 * @returns {Element[]}
 */
function pointedComposers(recipe, doc) {
  const place = composerPlace(recipe, doc);
  const roots = (place && locatedAll(recipe.composes.items, place, recipe.bodies, LIMITS.composes)?.elements) ?? [];
  return roots.filter((root) => {
    const editor = firstElements(recipe.composes.editor, root, recipe.bodies, 1)?.elements[0];
    if (editor) fenceOff(editor);
    return editor !== undefined && located(/** @type {any} */ (recipe.send), root, recipe.bodies) !== null;
  });
}

/**
 * The document in which composers stand: the page's own, or that of the frame which a recipe made by
 * pointing names.
 * @param {Recipe} recipe
 * @param {Document} doc
 * @returns {Document | null} `null` while the frame is not there
 */
export function composerPlace(recipe, doc) {
  const { frame } = recipe.composes;
  if (!frame?.length || doc.defaultView?.frameElement) return doc;
  return frameDocument(located(frame, doc, recipe.bodies)?.element ?? null);
}

/**
 * The composer that an element belongs to, if it is no part of a mail's own text.
 * @param {Recipe} recipe
 * @param {Element} element
 * @returns {Element | null}
 */
export function composeOf(recipe, element) {
  return composeRoots(recipe, element.ownerDocument).find((root) => holds(root, element)) ?? null;
}

/**
 * A folded composer is not painted itself, while the frame around it still is.
 * @param {Recipe} recipe
 * @param {Element} root
 */
function isOpen(recipe, root) {
  if (isShown(root)) return true;
  const holder = recipe.composes.holder && root.closest(recipe.composes.holder);
  return Boolean(holder) && holder !== root && isShown(/** @type {Element} */ (holder));
}

/**
 * @param {Recipe} recipe
 * @param {Element} root
 * @returns {Editor | null}
 */
export function editorOf(recipe, root) {
  const { editor } = recipe.composes;
  for (const rule of editor) {
    const found = firstElements(recipe.pointed ? editor : [rule], root, fenceFor(recipe, rule), 1)?.elements[0];
    if (!found) continue;
    const outer = rule.frame ? frameDocument(found) : null;
    // Some editors stand in a frame of their own within the composer's.
    const nested = rule.inner ? outer?.querySelector(rule.inner) : null;
    const frame = nested ?? found;
    const inner = nested ? frameDocument(nested)?.body : outer?.body;
    if (rule.frame && !inner) continue;
    const element = /** @type {HTMLElement} */ (inner ?? found);
    return { element, plain: element.localName === 'textarea', frame: inner ? /** @type {HTMLIFrameElement} */ (frame) : null };
  }
  return null;
}

/**
 * An editor's frame may stand inside the very container that fences off what is edited.
 * @param {Recipe} recipe
 * @param {{frame?: unknown}} rule
 */
function fenceFor(recipe, rule) {
  return rule.frame ? '' : recipe.bodies;
}

/**
 * The name of a composer within its page, for as long as it is open.
 * @param {Recipe} recipe
 * @param {Element} root
 * @returns {string}
 */
export function composeId(recipe, root) {
  const own = firstValue(recipe.composes.id, root, recipe.bodies);
  if (own) return String(own.value).slice(0, 200);
  if (!ownNames.has(root)) ownNames.set(root, `compose-${(named += 1)}`);
  return ownNames.get(root) ?? '';
}

/**
 * @param {Recipe} recipe
 * @param {Element} root
 * @param {Findings} [findings]
 * @returns {Compose}
 */
export function readCompose(recipe, root, findings) {
  const rules = recipe.composes;
  /** @param {'subject' | 'from' | 'reply_to_message'} field */
  const value = (field) => {
    const found = firstField(rules[field], root, recipe.bodies);
    if (rules[field].length && field === 'subject') findings?.note('compose.subject', found?.rule ?? null);
    return found?.value ?? null;
  };
  const files = allValues(rules.attachments, root, recipe.bodies);
  return {
    id: composeId(recipe, root),
    kind: kindOf(recipe, root),
    ...peopleOf(recipe, root, findings),
    subject: value('subject'),
    ...bodyOf(recipe, root, findings),
    attachments: (files?.values ?? []).map((name) => ({ name })),
    from: value('from'),
    reply_to_message: value('reply_to_message'),
    minimized: !isShown(root),
  };
}

/**
 * @param {Recipe} recipe
 * @param {Element} root
 */
function kindOf(recipe, root) {
  return recipe.composes.kinds.find(({ within }) => nearestOf(root, within))?.kind ?? recipe.composes.kind;
}

/**
 * @param {Recipe} recipe
 * @param {Element} root
 * @param {Findings} [findings]
 * @returns {Pick<Compose, 'to' | 'cc' | 'bcc'>}
 */
function peopleOf(recipe, root, findings) {
  const [to, cc, bcc] = /** @type {const} */ (['to', 'cc', 'bcc']).map((field) => firstPeople(recipe.composes[field], root, recipe.bodies));
  if (![to, cc, bcc].some((field) => field?.people.length)) {
    // The fields are painted when they have the focus; before, one line sums them all up.
    const summary = firstPeople(recipe.composes.summary, root, recipe.bodies);
    if (summary?.people.length) {
      findings?.note('compose.to', summary.rule);
      return { to: summary.people, cc: cc?.people ?? null, bcc: bcc?.people ?? null };
    }
  }
  findings?.note('compose.to', to?.rule ?? null);
  return { to: to?.people ?? null, cc: cc?.people ?? null, bcc: bcc?.people ?? null };
}

/**
 * @param {Recipe} recipe
 * @param {Element} root
 * @param {Findings} [findings]
 * @returns {Pick<Compose, 'body' | 'links'>}
 */
function bodyOf(recipe, root, findings) {
  const editor = editorOf(recipe, root);
  findings?.note('compose.body', editor ? (editor.plain ? 'textarea' : 'editor') : null);
  if (!editor) return { body: [], links: [] };
  if (editor.plain) return { body: plainSegments(/** @type {HTMLTextAreaElement} */ (editor.element).value), links: [] };
  const text = readText([editor.element], recipe.text, { nodes: LIMITS.nodesPerReading });
  return { body: text.segments, links: text.links };
}
