// What the rep sees while pointing: a small panel that says what to point at, a frame around what is
// under the pointer, and at the end what is read, with the way to it.
import { make, style } from '../paint.js';
import { wordsOf } from '../person.js';
import { Outline, layer, line, panelBox, pressable, rectOf, themeOf } from './look.js';
import { resultRows } from './result.js';

/** @typedef {import('./steps.js').Step} Step */
/** @typedef {import('../places.js').Places} Places */
/**
 * @typedef {object} Presses
 * @property {() => void} skip
 * @property {() => void} skipWriting
 * @property {() => void} back
 * @property {() => void} resume after the page was used
 * @property {() => void} leave
 * @property {(on: boolean) => void} useable whether the page gets its own presses
 * @property {(part: Step['part']) => void} again
 * @property {() => void} writing
 * @property {() => void} keep
 */

const CORNERS = [['auto', '12px', '12px', 'auto'], ['12px', '12px', 'auto', 'auto'], ['auto', 'auto', '12px', '12px'], ['12px', 'auto', 'auto', '12px']];

export class Overlay {
  /** @param {Document} doc @param {Presses} presses */
  constructor(doc, presses) {
    this.doc = doc;
    this.presses = presses;
    this.theme = themeOf(doc);
    const { host, root } = layer(doc);
    this.host = host;
    this.marks = new Map();
    this.root = root;
    this.aimed = new Outline(doc, root, this.theme.mark, this.theme.ground, true);
    this.panel = panelBox(doc, this.theme, 'Askback: read this page');
    root.append(this.panel);
    this.corner = 0;
    this.said = make(doc, 'p', {});
    /** @type {Element[]} */
    this.candidates = [];
    /** @type {Map<string, () => void>} */
    this.letters = new Map();
    this.follow = this.follow.bind(this);
    this.frame = requestAnimationFrame(this.follow);
  }

  /** The frames go where their elements go, scrolling and all. */
  follow() {
    this.aimed.follow();
    for (const mark of this.marks.values()) mark.follow();
    if (!this.host.isConnected) this.doc.documentElement.append(this.host);
    this.frame = requestAnimationFrame(this.follow);
  }

  remove() {
    cancelAnimationFrame(this.frame);
    this.host.remove();
  }

  /** @param {string} words @param {Record<string, string>} [styles] */
  text(words, styles = {}) {
    return make(this.doc, 'p', { margin: '4px 0 0', ...styles }, words);
  }

  /** @param {string} words @param {() => void} onPress @param {boolean} [main] */
  button(words, onPress, main) {
    return pressable(this.doc, this.theme, words, onPress, main);
  }

  /** A button with a key of its own, since Tab walks the page. @param {string} letter @param {string} words @param {() => void} onPress */
  lettered(letter, words, onPress) {
    const button = this.button(words, onPress);
    const sign = make(this.doc, 'kbd', { 'margin-inline-start': '6px', font: '600 11px/1.5 system-ui, sans-serif', color: this.theme.soft }, letter);
    sign.setAttribute('aria-hidden', 'true');
    button.setAttribute('aria-keyshortcuts', letter);
    button.append(sign);
    this.letters.set(letter, onPress);
    return button;
  }

  /** @param {string} letter */
  pressLetter(letter) {
    this.letters.get(letter)?.();
  }

  /** @param {HTMLElement[]} parts */
  fill(parts) {
    this.panel.replaceChildren(...parts);
  }

  /**
   * @param {Step} step
   * @param {{number: number, of: number, canGoBack: boolean, picks: Places, candidates: Element[]}} at
   */
  ask(step, { number, of, canGoBack, picks, candidates }) {
    this.candidates = candidates;
    this.showPicks(picks, step);
    this.aimed.show(null);
    this.said = this.text('Arrow keys or Tab go from one to the next, Enter takes it, Escape leaves.', { color: this.theme.soft, 'font-size': '13px' });
    this.said.setAttribute('role', 'status');
    const title = make(this.doc, 'h2', { margin: '0', font: '600 16px/1.5 system-ui, sans-serif' }, `${step.ask}.`);
    this.letters.clear();
    const actions = [this.lettered('N', 'Not on this page', this.presses.skip)];
    if (step.writing) actions.push(this.lettered('W', 'I am not writing now', this.presses.skipWriting));
    actions.push(this.lettered('P', 'Use the page', () => this.letUse(true)));
    if (canGoBack) actions.push(this.lettered('B', 'Back', this.presses.back));
    actions.push(this.lettered('M', 'Move this', () => this.move()), this.button('Leave', this.presses.leave));
    const where = this.text(`Askback · ${number} of ${of}`, { margin: '0 0 2px', 'font-size': '12px', color: this.theme.soft });
    this.fill([where, title, this.text(step.hint, { color: this.theme.soft }), this.said, line(this.doc, actions)]);
    this.place();
  }

  /** @param {boolean} on the page gets its presses for a while */
  letUse(on) {
    this.presses.useable(on);
    if (!on) return;
    this.aimed.show(null);
    this.fill([
      make(this.doc, 'h2', { margin: '0', font: '600 16px/1.5 system-ui, sans-serif' }, 'The page works as always.'),
      this.text('Open what you would point at, then go on.', { color: this.theme.soft }),
      line(this.doc, [this.button('Go on pointing', this.presses.resume, true), this.button('Leave', this.presses.leave)]),
    ]);
    this.panel.querySelector('button')?.focus();
  }

  /** @param {Places} picks @param {Step | null} step */
  showPicks(picks, step) {
    for (const mark of this.marks.values()) mark.box.remove();
    this.marks.clear();
    for (const [part, element] of Object.entries(picks)) {
      if (part === step?.part) continue;
      const mark = new Outline(this.doc, this.root, this.theme.strong, this.theme.onStrong, false);
      mark.show(element);
      this.marks.set(part, mark);
    }
    this.root.append(this.panel);
  }

  /** @param {Element | string} found @param {string} count */
  aim(found, count) {
    if (typeof found === 'string') {
      this.aimed.show(null);
      this.said.textContent = [count, found].filter(Boolean).join(': ');
      return;
    }
    const words = wordsOf(found).slice(0, 120) || 'an empty field';
    this.aimed.show(found, words.slice(0, 60));
    this.said.textContent = `${count ? `${count}: ` : ''}“${words}”`;
    if (count) this.dodge(found);
  }

  /** @param {string} why */
  refuse(why) {
    this.said.textContent = why;
    style(this.said, { color: this.theme.mark, 'font-weight': '600' });
    if (!this.said.isConnected) this.panel.append(this.said);
  }

  move() {
    this.corner += 1;
    this.put();
  }

  /** @param {Element} element the panel stands in front of it: away */
  dodge(element) {
    for (let turn = 0; turn < CORNERS.length && this.covers(element); turn += 1) this.move();
  }

  /** @param {Element} element */
  covers(element) {
    const one = this.panel.getBoundingClientRect();
    const other = rectOf(element);
    return one.left < other.left + other.width && other.left < one.right && one.top < other.top + other.height && other.top < one.bottom;
  }

  /** The corner in which the panel hides least of what could be pointed at. */
  place() {
    let best = this.corner;
    let least = Infinity;
    for (let turn = 0; turn < CORNERS.length; turn += 1) {
      this.put();
      const hidden = this.candidates.filter((element) => this.covers(element)).length;
      if (hidden < least) [best, least] = [this.corner, hidden];
      if (!hidden) break;
      this.corner += 1;
    }
    this.corner = best;
    this.put();
  }

  put() {
    const [top = 'auto', right = 'auto', bottom = 'auto', left = 'auto'] = CORNERS[this.corner % CORNERS.length] ?? [];
    style(this.panel, { top, right, bottom, left });
  }

  /** @param {import('./result.js').Result} result */
  result(result) {
    this.aimed.show(null);
    this.showPicks(result.places, null);
    const { title, words, rows, canWrite, good } = resultRows(result);
    const head = make(this.doc, 'h2', { margin: '0', font: '600 16px/1.5 system-ui, sans-serif' }, title);
    head.setAttribute('tabindex', '-1');
    const list = make(this.doc, 'dl', { margin: '8px 0 0' });
    for (const row of rows) list.append(...this.row(row));
    const actions = [this.button('Keep', this.presses.keep, true)];
    if (canWrite) actions.push(this.button('Point at the answer you write', this.presses.writing));
    actions.push(this.button('Move this', () => this.move()), this.button('Leave', this.presses.leave));
    this.said = this.text(words, { color: good ? this.theme.soft : this.theme.mark });
    this.said.setAttribute('role', 'status');
    this.fill([head, this.said, list, line(this.doc, actions)]);
    this.candidates = Object.values(result.places);
    this.place();
    actions[0]?.focus();
  }

  /** @param {import('./result.js').ResultRow} row */
  row({ part, name, value, by, found }) {
    const head = make(this.doc, 'dt', { display: 'flex', 'justify-content': 'space-between', 'align-items': 'center', gap: '8px', margin: '8px 0 0', 'font-weight': '600', 'font-size': '13px', color: this.theme.soft });
    const again = this.button('Point again', () => this.presses.again(part));
    style(again, { 'font-size': '12px', 'min-height': '24px', padding: '1px 8px' });
    again.setAttribute('aria-label', `Point again: ${name}`);
    head.append(make(this.doc, 'span', {}, name), again);
    const body = make(this.doc, 'dd', { margin: '0', 'overflow-wrap': 'anywhere' });
    body.append(make(this.doc, 'div', found ? {} : { color: this.theme.mark, 'font-weight': '600' }, value), make(this.doc, 'div', { 'font-size': '12px', color: this.theme.soft }, by));
    return [head, body];
  }
}
