// What the rep is asked to point at, in which words, and what an element that was pointed at stands
// for: the whole of a text, the button around its words, the field in its box.
import { frameDocument, isShown } from '../dom.js';
import { peopleIn, personIn, wordsOf } from '../person.js';
import { wholePerson, wholeText } from './around.js';

/** @typedef {keyof import('../places.js').Places} Part */
/** @typedef {import('../places.js').Places} Places */
/** @typedef {{part: Part, name: string, ask: string, hint: string, writing: boolean}} Step */

export const EDITABLE = 'textarea, [contenteditable]:not([contenteditable=false])';
const FIELD = `input:not([type=hidden],[type=checkbox],[type=radio],[type=submit],[type=button]), ${EDITABLE}`;
const BUTTON = 'button, [role=button], input[type=submit], input[type=button], input[type=image], a, [role=menuitem], [onclick], [tabindex]';
const CONTROL = 'button, [role=button], input:not([type=hidden]), select';
const FORMATTING = new Set(['b', 'i', 'em', 'strong', 'mark', 'font', 'u', 'small']);
const MAIL = 'Open a mail or a record first.';

/** @type {Step[]} */
export const STEPS = [
  { part: 'subject', name: 'Subject', ask: 'Point at the subject of the mail, or at the title of the record', hint: MAIL, writing: false },
  { part: 'from', name: 'Who wrote', ask: 'Point at who wrote it', hint: 'At the name or the mail address. In a record: the contact.', writing: false },
  { part: 'body', name: 'The text', ask: 'Point at the text of the mail', hint: 'Anywhere in it: all of the text is taken.', writing: false },
  { part: 'to', name: 'To whom', ask: 'Point at the people it was sent to', hint: 'If they are shown.', writing: false },
  { part: 'date', name: 'When', ask: 'Point at the date of the mail', hint: 'If it is shown.', writing: false },
  { part: 'editor', name: 'Your text', ask: 'Point at the field in which you write your mail', hint: 'Open an answer first: “Use the page” lets you press the page’s own buttons.', writing: true },
  { part: 'recipients', name: 'Your recipients', ask: 'Point at the field with the people you write to', hint: 'The field itself, even if it is empty.', writing: true },
  { part: 'send', name: 'Send', ask: 'Point at the button that sends your mail', hint: 'It is not pressed now.', writing: true },
];

/**
 * What an element under the pointer stands for.
 * @param {Part} part
 * @param {Element} element
 * @param {Places} picks what was pointed at before
 * @returns {Element | string} or why it cannot be that, in plain words
 */
export function meant(part, element, picks) {
  const others = Object.entries(picks).filter(([other]) => other !== part).map(([, each]) => each);
  if (element.localName === 'iframe' && part !== 'editor' && !frameDocument(element)) return 'That part of the page comes from elsewhere, and Askback cannot read it.';
  const around = element.ownerDocument.defaultView?.frameElement;
  if ((part === 'send' || part === 'recipients') && around?.ownerDocument.defaultView?.frameElement) return 'This part stands in a frame within a frame. Askback cannot hold Send there; the mails can be read all the same.';
  if (part === 'editor') return editorAt(element);
  if (part === 'recipients') return fieldAt(element);
  if (part === 'send') return element.closest(BUTTON) ?? element;
  if (part === 'from') return personAt(element, others);
  if (part === 'to') return peopleAt(element, others);
  if (part === 'body') return textAt(element, others);
  return lineAt(element);
}

/** @param {Element} element */
function unformatted(element) {
  let at = element;
  while (FORMATTING.has(at.localName) && at.parentElement) at = at.parentElement;
  return at;
}

/** @param {Element} element @returns {Element | string} */
function lineAt(element) {
  const field = element.closest('input, select, textarea');
  if (field) return field;
  const at = element.closest('h1, h2, h3, h4, h5, h6, time, [role=heading]') ?? unformatted(element);
  const words = wordsOf(at);
  if (!words) return 'There are no words there.';
  return words.length > 400 ? 'That is a whole part of the page. Point at the words alone.' : at;
}

/** @param {Element} element @param {Element[]} others @returns {Element | string} */
function personAt(element, others) {
  const at = wholePerson(element.closest('input, select') ?? unformatted(element), others);
  const person = personIn(at);
  if (!person) return 'There is no name or address there.';
  return wordsOf(at).length > 300 ? 'That is a whole part of the page. Point at the name alone.' : at;
}

/**
 * From one person of a list to all of it.
 * @param {Element} element @param {Element[]} others @returns {Element | string}
 */
function peopleAt(element, others) {
  let best = element.closest('input') ?? wholePerson(unformatted(element), others);
  let most = peopleIn(best).length;
  if (!most) return 'There is no name or address there.';
  for (let at = best.parentElement, level = 0; at && level < 3; at = at.parentElement, level += 1) {
    const around = at;
    if (others.some((other) => around.contains(other)) || around.querySelector(FIELD) || wordsOf(around).length > 3000) break;
    const people = peopleIn(around);
    if (people.length > most && people.every(({ email }) => email !== null)) [best, most] = [around, people.length];
  }
  return best;
}

/** @param {Element} element @param {Element[]} others @returns {Element | string} */
function textAt(element, others) {
  const field = element.closest('textarea, input');
  if (field) return field;
  const inner = element.localName === 'iframe' ? frameDocument(element) : element.ownerDocument;
  // A frame that holds nothing else that was pointed at holds the text, all of it.
  const alone = inner?.defaultView?.frameElement && !others.some((other) => other.ownerDocument === inner);
  const at = alone && inner.body ? inner.body : wholeText(element, others);
  if (at.localName === 'body' && !at.ownerDocument.defaultView?.frameElement) return 'That is the whole page. Point at the text of the mail alone.';
  return wordsOf(at) || at.querySelector('img') ? at : 'There is no text there.';
}

/** @param {Element} element @returns {Element | string} */
function editorAt(element) {
  const inner = element.localName === 'iframe' ? frameDocument(element) : element.ownerDocument;
  const body = inner?.body;
  const inFrame = inner !== null && inner.defaultView?.frameElement;
  // A frame with buttons and fields of its own is no editor but the whole composer.
  const isEditor = () => body?.querySelector(EDITABLE) && !body.querySelector(CONTROL);
  if (body && inFrame && (inner.designMode === 'on' || body.isContentEditable || isEditor())) return body;
  if (element instanceof HTMLElement || inFrame) {
    const host = outermostEditable(element);
    if (host) return host;
  }
  const within = [...element.querySelectorAll(EDITABLE)].filter(isShown);
  if (within.length === 1 && within[0]) return within[0];
  const frames = [...element.querySelectorAll('iframe')].filter((frame) => isShown(frame) && frameDocument(frame)?.body?.isContentEditable);
  if (frames.length === 1 && frames[0]) return frameDocument(frames[0])?.body ?? element;
  return 'Nothing can be written there. Point at the field in which the mail’s text is typed.';
}

/** @param {Element} element @returns {Element | null} */
function outermostEditable(element) {
  let at = element.closest(EDITABLE);
  for (let up = at?.parentElement?.closest(EDITABLE); up; up = up.parentElement?.closest(EDITABLE)) at = up;
  return at;
}

/** @param {Element} element @returns {Element | string} */
function fieldAt(element) {
  const field = element.closest(FIELD);
  if (field) return field;
  const within = [...element.querySelectorAll(FIELD)].filter(isShown);
  if (within.length === 1 && within[0]) return within[0];
  if (within.length > 1) return 'There are several fields there. Point at one of them.';
  return personIn(element) ? element : 'There is no field there.';
}
