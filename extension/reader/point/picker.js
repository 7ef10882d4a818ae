// Hears the rep point: with the mouse, or with the keyboard alone. While it listens nothing of it
// reaches the page, so that a press on Send sends nothing. Only the rep's own events count.
import { find, frameDocument, isShown } from '../dom.js';
import { EDITABLE } from './steps.js';
import { rectOf } from './look.js';

const STOPPED = ['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'click', 'auxclick', 'dblclick', 'contextmenu', 'touchstart', 'touchend', 'keydown', 'keyup', 'keypress', 'beforeinput', 'dragstart', 'submit'];
const FORWARD = ['ArrowDown', 'ArrowRight'];
const BACKWARD = ['ArrowUp', 'ArrowLeft'];
/** More candidates nobody walks through. */
const MOST = 600;

export class Picker {
  /**
   * @param {Document} doc
   * @param {Element} host our own layer, whose events are let through
   * @param {{onHover: (element: Element) => void, onPick: (element: Element) => void, onLeave: () => void, candidates: () => Element[], onLetter: (letter: string) => void}} hear
   */
  constructor(doc, host, hear) {
    this.doc = doc;
    this.host = host;
    this.hear = hear;
    this.on = false;
    /** @type {Element | null} the one the keyboard is at, or the mouse was last over */
    this.current = null;
    this.stopper = new AbortController();
    /** @type {WeakSet<Window>} */
    this.heard = new WeakSet();
  }

  start() {
    this.on = true;
    this.listen(this.doc);
  }

  rest() {
    this.on = false;
  }

  stop() {
    this.on = false;
    this.stopper.abort();
  }

  /** Listens in a document and in those of its frames that can be read. @param {Document} doc */
  listen(doc) {
    const view = doc.defaultView;
    if (view && !this.heard.has(view)) {
      this.heard.add(view);
      const options = { capture: true, passive: false, signal: this.stopper.signal };
      for (const name of STOPPED) view.addEventListener(name, (event) => this.meet(event), options);
      view.addEventListener('mousemove', (event) => this.move(event), { ...options, passive: true });
    }
    for (const frame of doc.querySelectorAll('iframe, frame')) {
      const inner = frameDocument(frame);
      if (inner) this.listen(inner);
    }
  }

  /** @param {MouseEvent} event */
  move(event) {
    if (!this.on || !event.isTrusted) return;
    const element = this.elementOf(event);
    if (!element || element === this.current) return;
    this.current = element;
    this.listen(this.doc);
    this.hear.onHover(element);
  }

  /** @param {Event} event @returns {Element | null} */
  elementOf(event) {
    const path = event.composedPath();
    const first = /** @type {Node | undefined} */ (path[0]);
    if (!first || path.includes(this.host)) return null;
    // In a frame the empty part below the text is the document itself.
    if (first.nodeType === 9) return /** @type {Document} */ (first).body;
    const element = first.nodeType === 1 ? /** @type {Element} */ (first) : first.parentElement;
    return element?.localName === 'html' ? (element.ownerDocument.body ?? element) : element;
  }

  /** @param {Event} event */
  meet(event) {
    if (!this.on || !event.isTrusted || event.composedPath().includes(this.host)) return this.ownKey(event);
    if (event.type === 'keydown') this.key(/** @type {KeyboardEvent} */ (event));
    // A button that is off gets no click, but may well be the one: Send before anything is written.
    const off = event.type === 'pointerup' && this.elementOf(event)?.closest(':disabled');
    if (event.type === 'click' || off) {
      const element = this.elementOf(event);
      if (element) this.hear.onPick(element);
    }
    event.preventDefault();
    event.stopPropagation();
    event.stopImmediatePropagation();
  }

  /** Keys pressed on our own buttons: all but the arrows and Escape are the buttons' own. @param {Event} event */
  ownKey(event) {
    if (event.type !== 'keydown' || !event.isTrusted || !event.composedPath().includes(this.host)) return;
    const { key } = /** @type {KeyboardEvent} */ (event);
    if (key === 'Escape') this.hear.onLeave();
    else if (!this.on || ![...FORWARD, ...BACKWARD].includes(key)) return;
    else this.walk(FORWARD.includes(key) ? 1 : -1);
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const { key } = event;
    if (key === 'Escape') this.hear.onLeave();
    else if (FORWARD.includes(key)) this.walk(1);
    else if (BACKWARD.includes(key)) this.walk(-1);
    else if (key === 'Tab') this.walk(event.shiftKey ? -1 : 1);
    else if (key === 'Enter' && this.current && !event.repeat) this.hear.onPick(this.current);
    else if (key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat) this.hear.onLetter(key.toUpperCase());
  }

  /** @param {number} by */
  walk(by) {
    const all = this.hear.candidates();
    if (!all.length) return;
    const at = this.current ? all.indexOf(this.current) : -1;
    const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length;
    const element = all[next];
    if (!element) return;
    this.current = element;
    element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    this.hear.onHover(element);
  }
}

/**
 * What the keyboard walks through: what a person could point at, in the order of the page.
 * @param {Document} doc
 * @param {'words' | 'fields' | 'buttons'} what
 * @param {Element} host
 * @returns {Element[]}
 */
export function candidatesIn(doc, what, host) {
  const select = what === 'buttons' ? 'button, [role=button], input[type=submit], input[type=button], a, [onclick]' : what === 'fields' ? `input:not([type=hidden],[type=checkbox],[type=radio]), ${EDITABLE}, iframe` : '*';
  /** @type {Element[]} */
  const found = [];
  for (const element of doc.body ? find(doc.body, select, '', MOST * 4) : []) {
    if (found.length >= MOST) break;
    if (element === host || host.contains(element)) continue;
    const inner = element.localName === 'iframe' ? frameDocument(element)?.body : null;
    if (inner && isShown(element)) {
      if (what === 'fields' && inner.isContentEditable) found.push(inner);
      else found.push(...candidatesIn(inner.ownerDocument, what, host));
    } else if ((what !== 'words' || hasWords(element)) && element.localName !== 'iframe' && isShown(element) && rectOf(element).width > 2) found.push(element);
  }
  return found;
}

/** @param {Element} element */
function hasWords(element) {
  if (/^(?:script|style|noscript|option|label|button|svg)$/.test(element.localName)) return false;
  if (element.matches('input, textarea, select')) return element.matches(':not([type=hidden],[type=checkbox],[type=radio],[type=submit],[type=button])');
  for (const child of element.childNodes) if (child.nodeType === 3 && child.nodeValue?.trim()) return true;
  return false;
}
