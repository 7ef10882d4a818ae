// "Read this page": put into a page when the rep asks for it. The rep points at the parts of a mail
// or record one by one; a recipe is made of that, tried at once, shown, and kept if it is right.
import { isShown, lookForShadows } from '../dom.js';
import { WorkerLink } from '../link.js';
import { recipeOf } from './recipe.js';
import { Overlay } from './overlay.js';
import { STEPS, meant } from './steps.js';
import { Picker, candidatesIn } from './picker.js';

/** @typedef {import('../own.js').Pointed} Pointed */
/** @typedef {import('../places.js').Places} Places */
/** @typedef {import('./steps.js').Step} Step */

const FOCUS_EVENTS = ['focusin', 'focusout', 'focus', 'blur'];

class Pointing {
  /** @param {import('../main.js').ForPointing} reader @param {Document} doc */
  constructor(reader, doc) {
    this.reader = reader;
    this.doc = doc;
    this.before = reader.own();
    reader.pause();
    /** @type {Places} */
    this.picks = this.before ? reader.places(this.before) : {};
    /** Which steps are still to come. @type {Step[]} */
    this.queue = this.before ? [] : [...STEPS];
    /** @type {Step[]} */
    this.done = [];
    /** @type {Pointed | null} */
    this.made = this.before;
    this.overlay = new Overlay(doc, {
      skip: () => this.skip(),
      skipWriting: () => this.skipWriting(),
      back: () => this.back(),
      resume: () => this.next(),
      leave: () => this.leave(),
      useable: (on) => (on ? this.picker.rest() : this.picker.start()),
      again: (part) => this.again(part),
      writing: () => this.pointAll(STEPS.filter((step) => step.writing)),
      keep: () => this.keep(),
    });
    this.picker = new Picker(doc, this.overlay.host, {
      onHover: (element) => this.hover(element),
      onPick: (element) => this.pick(element),
      onLeave: () => this.leave(),
      candidates: () => this.candidates(),
      onLetter: (letter) => this.overlay.pressLetter(letter),
    });
    this.stopper = new AbortController();
    // A dialog of the page may want the keyboard back from our buttons; it is not asked.
    for (const name of FOCUS_EVENTS) doc.defaultView?.addEventListener(name, (event) => this.shield(event), { capture: true, signal: this.stopper.signal });
    this.next();
  }

  /** @param {Event} event */
  shield(event) {
    if (event.composedPath().includes(this.overlay.host)) event.stopImmediatePropagation();
  }

  /** @param {Step[]} steps */
  pointAll(steps) {
    this.queue = [...steps];
    this.done = [];
    this.next();
  }

  next() {
    const step = this.queue[0];
    if (!step) {
      this.showResult();
      return;
    }
    this.picker.current = null;
    this.picker.start();
    this.overlay.ask(step, { number: this.done.length + 1, of: this.done.length + this.queue.length, canGoBack: this.done.length > 0, picks: this.picks, candidates: this.candidates() });
  }

  /** @returns {Element[]} */
  candidates() {
    const part = this.queue[0]?.part;
    const what = part === 'send' ? 'buttons' : part === 'editor' || part === 'recipients' ? 'fields' : 'words';
    lookForShadows(this.doc);
    const all = candidatesIn(this.doc, what, this.overlay.host);
    return all.length || what !== 'buttons' ? all : candidatesIn(this.doc, 'words', this.overlay.host);
  }

  /** @param {Element} element */
  hover(element) {
    const step = this.queue[0];
    if (!step) return;
    const found = meant(step.part, element, this.picks);
    const all = this.candidates();
    const at = all.indexOf(element);
    this.overlay.aim(found, at < 0 ? '' : `${at + 1} of ${all.length}`);
  }

  /** @param {Element} element */
  pick(element) {
    const step = this.queue[0];
    if (!step) return;
    const found = meant(step.part, element, this.picks);
    if (typeof found === 'string') {
      this.overlay.refuse(found);
      return;
    }
    this.picks[step.part] = found;
    this.advance();
  }

  skip() {
    const step = this.queue[0];
    if (step) delete this.picks[step.part];
    this.advance();
  }

  skipWriting() {
    this.queue = this.queue.filter((step) => !step.writing);
    this.next();
  }

  advance() {
    const step = this.queue.shift();
    if (step) this.done.push(step);
    this.next();
  }

  back() {
    const step = this.done.pop();
    if (!step) return;
    delete this.picks[step.part];
    this.queue.unshift(step);
    this.next();
  }

  /** @param {Step['part']} part */
  again(part) {
    this.pointAll(STEPS.filter((step) => step.part === part));
  }

  /** Makes the recipe, reads the page by it, and says what came of it. */
  showResult() {
    this.picker.rest();
    this.made = this.make();
    const { made } = this;
    const read = this.reader.read(made);
    const places = this.reader.places(made);
    this.overlay.result({ made, read, places, picks: this.picks, kept: this.before !== null });
  }

  /** @returns {Pointed} */
  make() {
    /** @type {Places} */
    const present = Object.fromEntries(Object.entries(this.picks).filter(([, element]) => element.isConnected && (isShown(element) || element.localName === 'body')));
    const today = new Date().toISOString().slice(0, 10);
    const made = recipeOf(present, this.doc, today);
    if (!this.before) return made;
    // What is not on this page (the composer, on a page of mails) stays as it was.
    return { ...this.before, made: made.made, fields: { ...this.before.fields, ...made.fields } };
  }

  async keep() {
    const { made } = this;
    if (!made) return;
    try {
      await new WorkerLink(() => undefined).ask({ pointed: { recipe: JSON.stringify(made) } });
    } catch (problem) {
      this.overlay.refuse(problem instanceof Error ? problem.message : String(problem));
      return;
    }
    this.end();
    this.reader.goOn(made);
  }

  leave() {
    this.end();
    this.reader.goOn(null);
  }

  end() {
    this.picker.stop();
    this.stopper.abort();
    this.overlay.remove();
    world.askbackPointing = null;
  }
}

const world = /** @type {any} */ (globalThis);
if (window === window.top && world.askbackReader?.pause && !world.askbackPointing) world.askbackPointing = new Pointing(world.askbackReader, document);
