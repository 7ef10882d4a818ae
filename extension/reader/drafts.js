// Follows the drafts that are being written, and keeps a strip in each composer.
import { composeOf, composeRoots, editorOf, readCompose } from './composes.js';
import { isElement } from './dom.js';
import { Strip } from './strip.js';

/** @typedef {import('./recipes.js').Recipe} Recipe */
/** @typedef {{said: string, timer: ReturnType<typeof setTimeout> | 0, strip: Strip}} Followed */

const QUIET_MS = 400;

export class Drafts {
  /**
   * @param {Recipe} recipe
   * @param {Document} doc
   * @param {import('./link.js').WorkerLink} link
   * @param {{threadId: () => string | null, looksAway: (composer: Element) => boolean, onOpen: () => void, onFrame: (frame: HTMLIFrameElement, composer: Element) => void, onPlace: (place: Document) => void}} session
   */
  constructor(recipe, doc, link, session) {
    this.recipe = recipe;
    this.doc = doc;
    this.link = link;
    this.session = session;
    /** @type {Map<Element, Followed>} */
    this.followed = new Map();
    /** The documents that are listened to: the page's own, and those of editors' and composers' frames. @type {WeakSet<Document>} */
    this.heard = new WeakSet();
    this.stopper = new AbortController();
    this.hear(doc);
    // At dusk the site turns dark; once it has, the strips are drawn in colours that suit it.
    const repaint = () => requestAnimationFrame(() => this.repaint());
    doc.defaultView?.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', repaint, { signal: this.stopper.signal });
  }

  /** @param {Document} place the page's own document, or that of a frame with a composer in it */
  hear(place) {
    if (this.heard.has(place)) return;
    this.heard.add(place);
    const options = { capture: true, passive: true, signal: this.stopper.signal };
    place.defaultView?.addEventListener('input', (event) => this.typed(event), options);
    place.defaultView?.addEventListener('pointerover', (event) => this.wake(event), options);
    if (place !== this.doc) this.session.onPlace(place);
  }

  /**
   * The rep comes back to a draft, maybe to send it: the worker is woken by being asked again, so
   * that Send need not wait for its start.
   * @param {Event} event
   */
  wake(event) {
    const target = event.composedPath()[0];
    if (!event.isTrusted || !this.link.mayBeAsleep() || !isElement(target)) return;
    const root = composeOf(this.recipe, target);
    const followed = root && this.followed.get(root);
    if (!followed) return;
    followed.said = '';
    this.touch(root, 0);
  }

  repaint() {
    for (const { strip } of this.followed.values()) strip.paint();
  }

  /** Brings the followed drafts in line with the open composers. */
  update() {
    const roots = composeRoots(this.recipe, this.doc);
    for (const [root, followed] of this.followed) {
      if (roots.includes(root)) continue;
      clearTimeout(followed.timer);
      followed.strip.remove();
      this.followed.delete(root);
    }
    for (const root of roots) {
      this.hear(root.ownerDocument);
      const frame = editorOf(this.recipe, root)?.frame;
      if (frame) this.hearFrame(root, frame);
      // A page that changes all the time must not put the draft off for ever.
      const followed = this.followed.get(root);
      if (!followed?.timer) this.touch(root, followed ? QUIET_MS : 0);
    }
  }

  /** @param {Event} event */
  typed(event) {
    const target = event.composedPath()[0];
    if (!isElement(target)) return;
    const root = composeOf(this.recipe, target);
    if (root) this.touch(root, QUIET_MS);
  }

  /**
   * @param {Element} root
   * @param {HTMLIFrameElement} frame
   */
  hearFrame(root, frame) {
    const inner = frame.contentDocument;
    if (!inner || this.heard.has(inner)) return;
    this.heard.add(inner);
    inner.addEventListener('input', () => this.touch(root, QUIET_MS), { capture: true, passive: true, signal: this.stopper.signal });
    inner.addEventListener('keyup', () => this.touch(root, QUIET_MS), { capture: true, passive: true, signal: this.stopper.signal });
    this.session.onFrame(frame, root);
  }

  /**
   * @param {Element} root
   * @param {number} delay
   */
  touch(root, delay) {
    let followed = this.followed.get(root);
    if (!followed) {
      followed = { said: '', timer: 0, strip: new Strip(this.recipe, root, this.session.onOpen) };
      this.followed.set(root, followed);
    }
    clearTimeout(followed.timer);
    const kept = followed;
    followed.timer = setTimeout(() => {
      kept.timer = 0;
      this.tell(root, kept).catch(() => undefined);
    }, delay);
  }

  /**
   * @param {Element} root
   * @param {Followed} followed
   */
  async tell(root, followed) {
    if (!root.isConnected) return;
    if (this.session.looksAway(root)) {
      followed.said = '';
      followed.strip.render(null);
      return;
    }
    const compose = readCompose(this.recipe, root);
    const said = JSON.stringify(compose);
    if (said === followed.said) return;
    followed.said = said;
    const reply = await this.link.ask({ draft: { compose, thread_id: this.session.threadId() } });
    const current = this.followed.get(root) === followed && followed.said === said;
    if (current && 'strip' in reply) followed.strip.render(reply.strip);
  }

  stop() {
    this.stopper.abort();
    for (const { timer, strip } of this.followed.values()) {
      clearTimeout(timer);
      strip.remove();
    }
    this.followed.clear();
  }
}
