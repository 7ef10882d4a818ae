// Notices that the page may show something else. It only says so; reading is another's work.
import { find, frameDocument, lookForShadows } from './dom.js';

/** @typedef {import('./recipes.js').Recipe} Recipe */

/** When fields are looked at again after the rep did something: their values change without a trace. */
const FILLED_MS = [600, 2500];
/** More changes in one batch than this are not looked at one by one. */
const LARGE_BATCH = 400;

export class Watch {
  /**
   * @param {Recipe} recipe
   * @param {Document} doc
   * @param {(changed: Node[] | null) => void} onChange the nodes in which something changed; `null`: anywhere
   * @param {() => void} onHide the tab is not seen any more
   */
  constructor(recipe, doc, onChange, onHide) {
    this.recipe = recipe;
    this.doc = doc;
    this.onChange = onChange;
    this.onHide = onHide;
    this.editors = recipe.pointed ? '[contenteditable], textarea, input' : recipe.composes.editor.map((rule) => rule.select).join(', ');
    this.observer = new MutationObserver((records) => this.heard(records));
    /** @type {Node[]} */
    this.watched = [];
    /** Whether the recipe names the body itself, so that all of it is watched. */
    this.bodyIsRoot = false;
    /** @type {WeakSet<Element>} */
    this.framesHeard = new WeakSet();
    /** @type {ReturnType<typeof setTimeout>[]} */
    this.timers = [];
    this.stopper = new AbortController();
    this.listen();
    this.attach();
  }

  listen() {
    const view = this.doc.defaultView;
    const options = { signal: this.stopper.signal, passive: true };
    const anywhere = () => this.onChange(null);
    const somewhere = () => this.onChange([]);
    for (const name of ['hashchange', 'popstate', 'load', 'pageshow']) view?.addEventListener(name, anywhere, options);
    this.doc.addEventListener('DOMContentLoaded', anywhere, options);
    // React Router and the like change the address without hashchange or popstate.
    /** @type {any} */ (view)?.navigation?.addEventListener('navigatesuccess', anywhere, options);
    // What a click folds or unfolds by a style alone is no change of the tree.
    view?.addEventListener('click', somewhere, { ...options, capture: true });
    const seen = () => {
      this.attach();
      if (this.doc.hidden) this.onHide();
    };
    this.doc.addEventListener('visibilitychange', seen, options);
    if (!this.recipe.watch.values) return;
    const later = () => {
      for (const timer of this.timers) clearTimeout(timer);
      this.timers = FILLED_MS.map((ms) => setTimeout(somewhere, ms));
    };
    for (const name of ['click', 'keyup', 'hashchange', 'load']) view?.addEventListener(name, later, { ...options, capture: true });
  }

  /** Watches the roots that are there now; nothing at all while the tab is hidden. */
  attach() {
    const roots = this.doc.hidden ? [] : [...this.roots(), ...(this.recipe.shadow ? lookForShadows(this.doc) : [])];
    if (roots.length === this.watched.length && roots.every((root, index) => root === this.watched[index])) return;
    const wakes = !this.watched.length && roots.length > 0;
    this.observer.disconnect();
    this.watched = roots;
    const attributeFilter = this.recipe.watch.attributes;
    for (const root of roots) {
      if (root === this.doc.body && !this.bodyIsRoot) this.observer.observe(root, { childList: true });
      else if (root === this.doc.documentElement) this.observer.observe(root, { childList: true, subtree: true });
      else this.observer.observe(root, { childList: true, subtree: true, attributes: true, attributeFilter });
    }
    if (wakes) this.onChange(null);
  }

  /** @returns {Node[]} */
  roots() {
    const named = this.recipe.watch.roots.flatMap((selector) => find(this.doc, selector, this.recipe.bodies, 5));
    const frames = this.recipe.watch.frames ? find(this.doc, this.recipe.watch.frames, this.recipe.bodies, 5) : [];
    for (const frame of frames) this.hearFrame(frame);
    const inside = frames.map((frame) => frameDocument(frame)?.body).filter((body) => body != null);
    if (!named.length) return [this.doc.documentElement, ...inside];
    // New windows of the site (dialogs, pop-ups) are children of the body.
    this.bodyIsRoot = named.includes(this.doc.body);
    const body = this.doc.body && !this.bodyIsRoot ? [this.doc.body] : [];
    return [...named, ...body, ...inside];
  }

  /** @param {Element} frame a frame with a page of its own: each of its pages is new */
  hearFrame(frame) {
    if (this.framesHeard.has(frame)) return;
    this.framesHeard.add(frame);
    frame.addEventListener('load', () => this.onChange(null), { signal: this.stopper.signal });
  }

  /** @param {MutationRecord[]} records */
  heard(records) {
    if (records.length > LARGE_BATCH) {
      this.onChange(null);
      return;
    }
    const nodes = records.map((record) => record.target).filter((node) => !this.isTyping(node));
    if (nodes.length) this.onChange([...new Set(nodes)]);
  }

  /** @param {Node} node what is typed is the draft's own matter */
  isTyping(node) {
    const element = node.nodeType === 1 ? /** @type {Element} */ (node) : node.parentElement;
    return Boolean(element?.closest(this.editors));
  }

  stop() {
    for (const timer of this.timers) clearTimeout(timer);
    this.observer.disconnect();
    this.stopper.abort();
  }
}
