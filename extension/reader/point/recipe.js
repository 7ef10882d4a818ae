// Makes a recipe from what was pointed at. Pure: it looks at the page and changes nothing.
import { hits, locatedAll } from '../agree.js';
import { holds, hostOf, isShown, lookForShadows, nearestOf, parentOf } from '../dom.js';
import { wordsOf } from '../person.js';
import { commonAncestor, mailAround } from './around.js';
import { classesOf, marksOf, rolesOf } from './marks.js';
import { nextTo, placeOf, waysTo } from './ways.js';

/** @typedef {import('../recipes.js').Rule} Rule */
/** @typedef {import('../own.js').Part} Part */
/** @typedef {import('../own.js').Pointed} Pointed */
/** @typedef {Partial<Record<'subject' | 'from' | 'to' | 'date' | 'body' | 'editor' | 'recipients' | 'send', Element>>} Picks */

const MAIL = /** @type {const} */ (['from', 'date', 'to', 'body']);
const WRITING = /** @type {const} */ (['editor', 'recipients', 'send']);
/** Labels of a subject, for the few pages that paint label and subject as one text. */
const SUBJECT_LABEL = /^(?:subject|betreff|objet|sujet|asunto|oggetto|assunto|onderwerp|ämne|emne|aihe|temat|předmět|tárgy|konu|тема|件名|主题|主題|主旨|제목|נושא|الموضوع)\s*[:：]/iu;

/**
 * @param {Picks} picks
 * @param {Document} doc the page's own, not that of a frame
 * @param {string} made the day
 * @returns {Pointed}
 */
export function recipeOf(picks, doc, made) {
  const inFrame = mailFrame(picks, doc);
  const place = inFrame?.contentDocument ?? doc;
  /** @type {Pointed} */
  const own = { askback_recipe: 1, host: doc.location.hostname, made, fields: {} };
  lookForShadows(doc);
  if (Object.values(picks).some(hostOf)) own.shadow = true;
  const { fields } = own;
  if (inFrame) fields.frame = waysTo({ element: inFrame, scope: doc, peers: [], made, value: {} });
  /** @param {Element | undefined} element */
  const here = (element) => (element && place !== element.ownerDocument ? (frameOf(element, place) ?? undefined) : element);
  const parts = MAIL.flatMap((part) => here(picks[part]) ?? []);
  const outside = [here(picks.subject), ...WRITING.map((part) => here(picks[part]))].filter((element) => element !== undefined);
  const mail = parts.length ? mailAround(parts, outside) : null;
  if (picks.subject) fields.subject = waysTo({ element: picks.subject, scope: picks.subject.ownerDocument, peers: [], made, value: subjectValue(picks.subject) });
  if (mail) {
    fields.item = itemWays(mail, place, made, [here(picks.body), here(picks.from)]);
    const peers = mail.all.filter((other) => other !== mail.unit);
    for (const part of MAIL) {
      const picked = picks[part];
      const element = here(picked);
      if (picked && element) fields[part] = waysTo({ element, scope: mail.unit, peers, made, value: mailValue(part, picked, element) });
    }
  }
  addComposer(fields, picks, doc, made);
  return own;
}

/**
 * The frame in which the mails are shown whole, writer and all.
 * @param {Picks} picks
 * @param {Document} doc
 * @returns {HTMLIFrameElement | null}
 */
function mailFrame(picks, doc) {
  const from = picks.from ?? picks.subject;
  return from && from.ownerDocument !== doc ? /** @type {HTMLIFrameElement | null} */ (frameOf(from, doc)) : null;
}

/**
 * The frame of a document in which an element is shown.
 * @param {Element} element
 * @param {Document} doc
 * @returns {Element | null}
 */
export function frameOf(element, doc) {
  let frame = element.ownerDocument.defaultView?.frameElement ?? null;
  while (frame && frame.ownerDocument !== doc) frame = frame.ownerDocument.defaultView?.frameElement ?? null;
  return frame;
}

/** @param {Element} element */
function plainValue(element) {
  if (element.localName === 'select') return 'option';
  return element.matches('input, textarea') ? 'value' : 'text';
}

/** @param {Element} element @returns {Partial<Rule>} */
function subjectValue(element) {
  const labelled = SUBJECT_LABEL.test(element.textContent?.trim() ?? '');
  return { take: plainValue(element), ...(labelled ? { derive: 'after-label' } : {}) };
}

/**
 * @param {typeof MAIL[number]} part
 * @param {Element} picked
 * @param {Element} element the same, or the frame that it is in
 * @returns {Partial<Rule>}
 */
function mailValue(part, picked, element) {
  if (part === 'from') return { parse: 'person' };
  if (part === 'to') return { parse: 'people' };
  if (part === 'body') return picked === element ? {} : { frame: true };
  const datetime = element.getAttribute('datetime');
  if (datetime && /T|\d:\d/.test(datetime) && !Number.isNaN(Date.parse(datetime))) return { take: 'datetime', derive: 'iso-time' };
  const title = element.getAttribute('title') ?? '';
  return { take: /\d.*\d{4}|\d{4}.*\d/.test(title) ? 'title' : plainValue(element), ...(/\d/.test(wordsOf(element)) ? { derive: 'with-digits' } : {}) };
}

/**
 * The ways to the mails: by what all of them bear and nothing else does.
 * @param {{unit: Element, all: Element[]}} mail
 * @param {Document} place
 * @param {string} made
 * @param {(Element | undefined)[]} inner body and writer
 * @returns {Rule[]}
 */
function itemWays({ unit, all }, place, made, inner) {
  /** @type {Rule[]} */
  const rules = [];
  const parent = unit.parentElement;
  /** @param {Rule['kind']} kind @param {{select: string, name: string, holds?: string}[]} tries @param {number} most */
  const add = (kind, tries, most) => {
    for (const way of tries) {
      const rule = /** @type {Rule} */ ({ since: made, source: 'pointed', kind, ...way });
      if (most > 0 && way.select.length <= 300 && finds(rule, place, all)) {
        rules.push(rule);
        most -= 1;
      }
    }
  };
  const around = parent ? [...marksOf(parent), ...rolesOf(parent)] : [];
  const tag = unit.localName;
  add('mark', marksOf(unit), 2);
  add('mark', around.map((one) => ({ select: `${one.select} > ${tag}`, name: `in ${one.name}` })), rules.length ? 0 : 1);
  add('role', rolesOf(unit), 1);
  const [body, writer] = inner;
  if (body && writer && body !== unit && !body.contains(writer)) {
    const bodies = [...marksOf(body), ...rolesOf(body)];
    const writers = [...marksOf(writer), ...rolesOf(writer)];
    add('around', bodies.flatMap((one) => writers.map((other) => ({ select: one.select, holds: other.select, name: `around ${one.name}` }))), 1);
  }
  add('place', pathsTo(unit, false, all.length === 1).map((select) => ({ select, name: 'place' })), 1);
  add('end', pathsTo(unit, true, all.length === 1).map((select) => ({ select, name: 'place from the end' })), 1);
  const names = classed(unit);
  add('class', [...names, ...(parent ? classed(parent).map((one) => ({ select: `${one.select} > ${tag}`, name: one.name })) : [])], 1);
  return rules;
}

/** @param {Element} element */
function classed(element) {
  const select = classesOf(element);
  return select ? [{ select, name: 'class name' }] : [];
}

/**
 * Whether a way leads to all of those mails and to nothing else, or, where it goes by the text, to
 * those whose text is there.
 * @param {Rule} rule
 * @param {Document} place
 * @param {Element[]} all
 */
function finds(rule, place, all) {
  const found = hits(rule, place, '', 500);
  const inside = found.every((element) => all.includes(element));
  return inside && (rule.holds ? found.length > 0 : found.length === all.filter(isShown).length);
}

/**
 * The paths to a repeated element, each level counted but the last one only where nothing else
 * tells a single element from its neighbours: from the nearest marked element around (counted from
 * the start), or from the page's body (from the end), so that the two do not depend on each other.
 * @param {Element} unit
 * @param {boolean} fromEnd
 * @param {boolean} single
 */
function pathsTo(unit, fromEnd, single) {
  if (unit.localName === 'body') return ['body'];
  const count = fromEnd ? 'nth-last-of-type' : 'nth-of-type';
  const paths = [];
  const lasts = [unit.localName, ...(single ? [`${unit.localName}:${count}(${placeOf(unit, fromEnd)})`] : [])];
  for (const last of lasts) {
    let path = before(unit) + last;
    for (let at = parentOf(unit); at && at.localName !== 'html'; at = parentOf(at)) {
      if (!fromEnd) for (const mark of marksOf(at)) paths.push(mark.select + path);
      path = at.localName === 'body' ? `body${path}` : `${before(at)}${at.localName}:${count}(${placeOf(at, fromEnd)})${path}`;
    }
    paths.push(path);
  }
  return paths;
}

/**
 * What joins an element to the one around it, at the top of a shadow tree too.
 * @param {Element} element
 */
function before(element) {
  const join = nextTo(element);
  return element.parentElement ? join : `${join}:host > `;
}

/**
 * @param {Pointed['fields']} fields
 * @param {Picks} picks
 * @param {Document} doc
 * @param {string} made
 */
function addComposer(fields, picks, doc, made) {
  // Where Send is, the composer is: in the page, or whole in a frame of it.
  const place = picks.send?.ownerDocument ?? doc;
  /** @param {Element | undefined} element */
  const here = (element) => (element && element.ownerDocument !== place ? (frameOf(element, place) ?? undefined) : element);
  const editor = here(picks.editor);
  const parts = WRITING.flatMap((part) => here(picks[part]) ?? []);
  const least = commonAncestor(parts);
  if (!editor || !picks.send || !least) return;
  const root = least === editor ? (parentOf(least) ?? least) : least;
  // The nearest form or dialog around says what it is, as long as it holds no mail.
  const holder = nearestOf(root, 'form, [role=dialog], dialog');
  const mail = [picks.from, picks.body, picks.subject].filter((element) => element !== undefined);
  const whole = holder && !mail.some((element) => holds(holder, element)) ? holder : root;
  const frame = place.defaultView?.frameElement;
  if (frame) fields.composer_frame = waysTo({ element: frame, scope: doc, peers: [], made, value: {} });
  fields.composer = composerWays(whole, editor, picks.send, place, made);
  const inFrame = picks.editor !== editor;
  fields.editor = waysTo({ element: editor, scope: whole, peers: [], made, value: inFrame ? { frame: true } : {} });
  fields.send = waysTo({ element: picks.send, scope: whole, peers: [], made, words: true, value: {} });
  const to = here(picks.recipients);
  if (to) fields.recipients = waysTo({ element: to, scope: whole, peers: [], made, value: { parse: 'recipients' } });
}

/**
 * @param {Element} root
 * @param {Element} editor
 * @param {Element} send
 * @param {Document} doc
 * @param {string} made
 * @returns {Rule[]}
 */
function composerWays(root, editor, send, doc, made) {
  const rules = itemWays({ unit: root, all: [root] }, doc, made, [editor, send]);
  return rules.length && locatedAll(rules, doc, '', 2) ? rules : [...rules, ...waysTo({ element: root, scope: doc, peers: [], made, value: {} })];
}
