// Reads the open conversation: its subject and its mails.
import { isPointed, located, locatedAll } from './agree.js';
import { LIMITS, fenceOff, find, frameDocument, isShown, lineOf, ownStep } from './dom.js';
import { Findings, allValues, compiled, firstPeople, firstValue } from './rules.js';
import { readText } from './text.js';

/** @typedef {import('./recipes.js').Recipe} Recipe */
/** @typedef {import('../protocol.js').MailMessage} MailMessage */
/** @typedef {{message: MailMessage, findings: Findings}} Cached */
/** @typedef {ParentNode & Node} Scope */

/** Mails already read, by their element; a change inside an element drops it. */
export class MessageCache {
  constructor() {
    /** @type {WeakMap<Element, Cached>} */
    this.known = new WeakMap();
  }

  /** @param {Node} node something changed here */
  drop(node) {
    for (let at = /** @type {Node | null} */ (node); at; at = at.parentNode ?? frameAround(at)) if (at.nodeType === 1) this.known.delete(/** @type {Element} */ (at));
  }

  clear() {
    this.known = new WeakMap();
  }
}

/**
 * The frame whose document a node is, or the host whose shadow tree, as far as it is of our page.
 * @param {Node} node
 * @returns {Node | null}
 */
function frameAround(node) {
  return /** @type {ShadowRoot} */ (node).host ?? /** @type {Document} */ (node).defaultView?.frameElement ?? null;
}

/** @typedef {{root: Scope, elements: Element[]}} OpenThread */

/**
 * The painted view that holds the conversation, with its painted mails; `null` when there is none.
 * @param {Recipe} recipe
 * @param {Document} doc
 * @returns {OpenThread | null}
 */
export function openThread(recipe, doc) {
  /** @type {OpenThread | null} */
  let first = null;
  for (const rule of recipe.roots) {
    const frames = typeof rule.frame === 'string' ? find(doc, rule.frame, recipe.bodies).filter(isShown).map(frameDocument) : [doc];
    for (const place of frames) {
      for (const root of place ? find(place, rule.select ?? '', recipe.bodies) : []) {
        if (!isShown(root)) continue;
        const elements = messageElements(recipe, root);
        if (elements.length) return { root, elements };
        first ??= { root, elements };
      }
    }
  }
  return first;
}

/**
 * @param {Recipe} recipe
 * @param {Scope} root
 * @returns {Element[]} the painted mails, in page order, none inside another
 */
function messageElements(recipe, root) {
  if (recipe.pointed) return pointedMessages(recipe, root);
  for (const rule of recipe.messages.items) {
    const found = messagesBy(recipe, rule, root);
    if (found.length) return found;
  }
  return [];
}

/**
 * @param {Recipe} recipe
 * @param {import('./recipes.js').Rule} rule
 * @param {Scope} root
 * @returns {Element[]} the painted mails by one rule
 */
export function messagesBy(recipe, rule, root) {
  /** @type {Element[]} */
  const outer = [];
  for (const element of find(root, rule.select ?? '', `${recipe.bodies}, ${recipe.composers}`, LIMITS.messages)) {
    if (!outer.at(-1)?.contains(element) && isShown(element)) outer.push(element);
  }
  return rule.alone ? outer.map((element) => aloneAround(element, outer, root)) : outer;
}

/**
 * The subject may stand on the page around the frame in which the mails are.
 * @param {Recipe} recipe
 * @param {Scope} root
 */
function aroundFrame(recipe, root) {
  const outer = recipe.pointed && root.ownerDocument?.defaultView?.frameElement?.ownerDocument;
  return outer ? firstValue(recipe.fields.subject, outer, recipe.bodies) : null;
}

/**
 * The mails by a recipe made by pointing. What looks like one and has neither writer nor text is
 * something else of the page. Bodies are fenced off before anything else is looked for.
 * @param {Recipe} recipe
 * @param {Scope} root
 * @returns {Element[]}
 */
function pointedMessages(recipe, root) {
  const { items, body, from } = recipe.messages;
  const found = locatedAll(items, root, recipe.bodies, LIMITS.messages)?.elements ?? [];
  return found.filter((element) => {
    const text = located(body, element, recipe.bodies)?.element;
    if (text) fenceOff(text);
    return text !== undefined || (firstPeople(from, element, recipe.bodies)?.people.length ?? 0) > 0;
  });
}

/**
 * The largest part of a view around one body that holds no other.
 * @param {Element} body
 * @param {Element[]} bodies
 * @param {Node} root
 * @returns {Element}
 */
function aloneAround(body, bodies, root) {
  let at = body;
  for (let up = at.parentElement; up && up !== root; up = up.parentElement) {
    const around = up;
    if (bodies.some((other) => other !== body && around.contains(other))) break;
    at = up;
  }
  return at;
}

/**
 * @param {Recipe} recipe
 * @param {OpenThread | null} open
 * @param {MessageCache} cache
 * @param {Findings} findings
 * @param {boolean} onRecord whether the view is a record, which may hold no mail at all
 * @returns {{subject: string | null, thread_id: string | null, older_hidden: number, messages: MailMessage[], finished: boolean}}
 */
export function readThread(recipe, open, cache, findings, onRecord) {
  const fence = `${recipe.bodies}, ${recipe.composers}`;
  const subject = open && (firstValue(recipe.fields.subject, open.root, fence) ?? aroundFrame(recipe, open.root));
  if (!open || (!open.elements.length && !subject && !onRecord)) return { subject: null, thread_id: null, older_hidden: 0, messages: [], finished: true };
  const id = firstValue(recipe.fields.thread_id, open.root, fence, subject ? String(subject.value) : '');
  const older = firstValue(recipe.fields.older_hidden, open.root, fence);
  if (subject || !onRecord) findings.note('subject', subject?.rule ?? null);
  if (recipe.fields.thread_id.length) findings.note('thread_id', id?.rule ?? null);
  if (older) findings.note('older_hidden', older.rule);
  const budget = { nodes: LIMITS.nodesPerReading };
  return {
    subject: subject ? String(subject.value) : null,
    thread_id: id ? String(id.value) : null,
    older_hidden: Number(older?.value ?? 0),
    messages: open.elements.map((element) => cachedMessage(recipe, element, cache, findings, budget)),
    finished: budget.nodes > 0,
  };
}

/**
 * @param {Recipe} recipe
 * @param {Element} element
 * @param {MessageCache} cache
 * @param {Findings} findings
 * @param {{nodes: number}} budget
 * @returns {MailMessage}
 */
function cachedMessage(recipe, element, cache, findings, budget) {
  let cached = cache.known.get(element);
  if (!cached) {
    const exhausted = budget.nodes <= 0;
    cached = readMessage(recipe, element, budget);
    if (!exhausted && budget.nodes > 0) cache.known.set(element, cached);
  }
  findings.add(cached.findings);
  return cached.message;
}

/**
 * @param {Recipe} recipe
 * @param {Element} element
 * @param {{nodes: number}} budget
 * @returns {Cached}
 */
function readMessage(recipe, element, budget) {
  const fence = `${recipe.bodies}, ${recipe.composers}`;
  const rules = recipe.messages;
  const findings = new Findings();
  /** @param {'id' | 'date_ms' | 'date_text'} field */
  const value = (field) => {
    const found = firstValue(rules[field], element, fence);
    if (rules[field].length) findings.note(`message.${field}`, found?.rule ?? null);
    return found?.value ?? null;
  };
  const from = firstPeople(rules.from, element, fence);
  findings.note('message.from', from?.people.length ? from.rule : null);
  const parts = bodyParts(recipe, element);
  const notices = clipNotices(rules.clipped, element, parts?.elements ?? []);
  const body = parts && readText(parts.elements, recipe.text, budget, notices);
  if (parts) findings.note('message.body', parts.rule);
  const files = body && allValues(rules.attachments, element, fence);
  const dateMs = value('date_ms');
  return {
    findings,
    message: {
      id: /** @type {string | null} */ (value('id')),
      open: body !== null,
      from: from?.people[0] ?? { name: null, email: null },
      ...recipients(recipe, element, fence, body !== null, findings),
      date_ms: typeof dateMs === 'number' ? dateMs : null,
      date_text: value('date_text')?.toString() ?? null,
      complete: body !== null && body.complete && !notices.length,
      body: body && body.segments,
      attachments: body && (files?.values ?? []).map((name) => ({ name })),
      note: Boolean(rules.note) && find(element, `:self, ${rules.note}`, fence).some((part) => part.matches(ownStep(rules.note ?? ''))),
    },
  };
}

/**
 * @param {Recipe} recipe
 * @param {Element} element
 * @param {string} fence
 * @param {boolean} open
 * @param {Findings} findings
 * @returns {Pick<MailMessage, 'to' | 'to_complete'>}
 */
function recipients(recipe, element, fence, open, findings) {
  const found = firstPeople(recipe.messages.to, element, fence);
  if (open && recipe.messages.to.length) findings.note('message.to', found?.rule ?? null);
  if (!found) return { to: null, to_complete: null };
  // Sites cut long lists of recipients with a count or dots beside the names.
  const mark = recipe.messages.to_cut;
  const cut = !found.cut && Boolean(mark) && found.containers.some((container) => compiled(mark).test(lineOf(container, found.select)));
  return { to: found.people, to_complete: !found.cut && !cut };
}

/**
 * The outermost parts of a mail's body. Within a mail that the page itself shows, the first match
 * is the site's; whatever else matches inside of it was written by the mail's author.
 * @param {Recipe} recipe
 * @param {Element} element
 * @param {import('./recipes.js').Rule[]} [rules] all, or only these
 * @returns {{elements: Element[], rule: string} | null}
 */
export function bodyParts(recipe, element, rules = recipe.messages.body) {
  if (isPointed(rules)) return pointedBody(recipe, element);
  for (const rule of rules) {
    /** @type {Element[]} */
    const elements = [];
    for (const part of find(element, rule.select ?? '', recipe.composers)) {
      if (!elements.at(-1)?.contains(part) && isShown(part)) elements.push(part);
    }
    if (elements.length) return { elements, rule: rule.name };
  }
  return null;
}

/**
 * @param {Recipe} recipe
 * @param {Element} element
 * @returns {{elements: Element[], rule: string} | null}
 */
function pointedBody(recipe, element) {
  const at = located(recipe.messages.body, element, recipe.bodies);
  const part = at?.rule.frame ? frameDocument(at.element)?.body : at?.element;
  return at && part ? { elements: [part], rule: at.rule.name } : null;
}

/**
 * The site's own notices that it shows only the beginning of the mail. They stand outside of the
 * body or are its direct children; deeper nodes of the same class are the mail's own.
 * @param {string} clipped
 * @param {Element} element
 * @param {Element[]} parts
 * @returns {Element[]}
 */
function clipNotices(clipped, element, parts) {
  if (!clipped) return [];
  return find(element, clipped, '').filter((notice) => {
    const around = parts.find((part) => part.contains(notice));
    return (!around || around === notice.parentElement) && isShown(notice);
  });
}
