// Stands before Send: stops the press, asks the worker, and lets it go or holds it. Whatever fails
// here, the mail goes. Only the rep's own presses count (`isTrusted`), so the replay of a released
// press passes by itself and a page cannot set anything off.
import { composeId, composeRoots, readCompose } from './composes.js';
import { controlAt, keyPress, pointerPress } from './controls.js';
import { isShown } from './dom.js';
import { isAlive } from './link.js';
import { replay } from './replay.js';
import { toast } from './toast.js';

/** @typedef {import('./recipes.js').Recipe} Recipe */
/** @typedef {import('./controls.js').Press} Press */
/** @typedef {import('../protocol.js').Compose} Compose */
/** @typedef {Press & {id: string, compose: Compose | null, held: boolean}} Pending */

const JUDGE_MS = 1000;
const STILL_THERE_MS = 8000;
/** A scheduled mail goes only after its date was picked. */
const STILL_SCHEDULING_MS = 60_000;
const EVENTS = ['click', 'mousedown', 'mouseup', 'pointerdown', 'pointerup', 'keydown', 'keyup'];

export class Gate {
  /**
   * @param {Recipe} recipe
   * @param {Window} view
   * @param {import('./link.js').WorkerLink} link
   * @param {{threadId: () => string | null, lastUsed: () => Element | null, looksAway: (composer: Element) => boolean, isLocked: () => boolean, card: () => import('./card.js').Card | null, focusEditor: (composer: Element) => void}} session
   */
  constructor(recipe, view, link, session) {
    this.recipe = recipe;
    this.view = view;
    this.link = link;
    this.session = session;
    /** @type {Map<Element, Pending>} one press, one judgement: a second press waits for the first */
    this.pending = new Map();
    /** @type {WeakMap<Element, string>} composers whose next press goes through, with their draft as it was */
    this.passes = new WeakMap();
    /** Whether a stopped mousedown's mouseup and click are still to come. */
    this.trailing = false;
    /** @type {Set<ReturnType<typeof setTimeout>>} */
    this.timers = new Set();
    this.stopper = new AbortController();
    this.hear(view);
  }

  /** @param {Window} view the page's own window, or that of a frame with a composer in it */
  hear(view) {
    for (const name of EVENTS) view.addEventListener(name, (event) => this.meet(event, null), { capture: true, signal: this.stopper.signal });
  }

  /**
   * Listens in an editor's frame too: keys pressed there never reach the page's window.
   * @param {HTMLIFrameElement} frame
   * @param {Element} composer
   */
  hearFrame(frame, composer) {
    frame.contentWindow?.addEventListener('keydown', (event) => this.meet(event, composer), { capture: true, signal: this.stopper.signal });
  }

  /**
   * @param {Event} event
   * @param {Element | null} frameComposer
   */
  meet(event, frameComposer) {
    if (!event.isTrusted) return;
    let press = null;
    try {
      press = this.pressOf(event, frameComposer);
      if (!press) {
        if (this.trails(event)) stop(event);
        return;
      }
      if (!isAlive()) this.link.onGone();
      if (this.session.isLocked()) toast(this.view.document, 'Askback is locked, so this mail was not looked at.');
      if (!isAlive() || this.session.looksAway(press.composer) || this.takePass(press)) return;
    } catch {
      return;
    }
    stop(event);
    this.trailing = event.type === 'mousedown';
    const again = this.pending.has(press.composer) || /** @type {KeyboardEvent} */ (event).repeat;
    if (!again) this.judge(press).catch(() => undefined);
  }

  /**
   * @param {Event} event
   * @param {Element | null} frameComposer
   * @returns {Press | null}
   */
  pressOf(event, frameComposer) {
    const last = this.session.lastUsed();
    if (event.type === 'keydown') return keyPress(this.recipe, /** @type {KeyboardEvent} */ (event), frameComposer, last);
    if (event.type === 'click' || event.type === 'mousedown') return pointerPress(this.recipe, /** @type {MouseEvent} */ (event), last);
    return null;
  }

  /**
   * The rest of a stopped press, which must not reach the site either: the mouse going up again
   * after a stopped mousedown, wherever it is by then, and the key going up on a stopped button.
   * @param {Event} event
   */
  trails(event) {
    if (event.type === 'keydown') return false;
    if (event.type === 'keyup') return this.pending.size > 0 && controlAt(this.recipe, event)?.control.matches('button, input') === false;
    if (event.type === 'pointerdown' || event.type === 'mousedown') {
      this.trailing = false;
      return event.type === 'pointerdown' && controlAt(this.recipe, event)?.rule.on === 'press';
    }
    const trails = this.trailing;
    if (event.type === 'click') this.trailing = false;
    return trails;
  }

  /**
   * @param {Press} press
   * @returns {boolean} whether this press may go through by itself
   */
  takePass(press) {
    const before = this.passes.get(press.composer);
    if (before === undefined) return false;
    this.passes.delete(press.composer);
    const compose = readCompose(this.recipe, press.composer);
    if (before !== '' && before !== JSON.stringify(compose)) return false;
    this.tell({ released: { compose, thread_id: this.session.threadId() } });
    return true;
  }

  /** @param {Press} press */
  async judge(press) {
    /** @type {Pending} */
    const pending = { ...press, id: '', compose: null, held: false };
    this.pending.set(press.composer, pending);
    try {
      pending.id = composeId(this.recipe, press.composer);
      pending.compose = readCompose(this.recipe, press.composer);
      const reply = await this.link.ask({ judge: { compose: pending.compose, thread_id: this.session.threadId(), way: press.way } }, JUDGE_MS);
      const verdict = 'verdict' in reply ? reply.verdict : { verdict: 'pass', text: '' };
      if (verdict.verdict === 'hold') {
        await this.hold(pending);
        return;
      }
      this.release(pending);
      if (verdict.verdict === 'remind') toast(this.view.document, `Askback: ${verdict.text}`);
    } catch {
      this.release(pending);
    }
  }

  /** @param {Pending} pending */
  async hold(pending) {
    pending.held = true;
    // With the extension gone its card is gone too, and nobody could decide any more.
    const watch = setInterval(() => {
      if (!this.pending.has(pending.composer)) clearInterval(watch);
      else if (!isAlive()) this.link.onGone();
    }, 500);
    const shown = (await this.session.card()?.openGate(pending.id)) ?? false;
    if (shown || this.pending.get(pending.composer) !== pending) return;
    this.session.card()?.closeGate(true);
    this.release(pending);
    toast(this.view.document, 'The Askback checklist did not open, so your mail went without it.');
  }

  /** @param {string} id the rep lets the held draft go */
  releaseHeld(id) {
    const pending = this.heldBy(id);
    if (!pending) return;
    this.session.card()?.closeGate(false);
    this.release(pending);
  }

  /** @param {string} id the rep goes on writing */
  keepHeld(id) {
    const pending = this.heldBy(id);
    if (!pending) return;
    this.pending.delete(pending.composer);
    this.session.card()?.closeGate(false);
    this.session.focusEditor(pending.composer);
  }

  /** @param {string} id */
  heldBy(id) {
    return [...this.pending.values()].find((pending) => pending.held && pending.id === id) ?? null;
  }

  /** A held draft whose composer is gone needs no decision any more. */
  update() {
    for (const pending of this.pending.values()) {
      if (!pending.held || pending.composer.isConnected) continue;
      this.pending.delete(pending.composer);
      this.session.card()?.closeGate(true);
    }
  }

  /** @param {Pending} pending */
  release(pending) {
    this.pending.delete(pending.composer);
    let pressed = false;
    try {
      pressed = replay(this.recipe, pending);
    } catch {
      // The site's own listeners threw; the press was made.
      pressed = true;
    }
    if (!pressed) {
      this.passes.set(pending.composer, '');
      toast(this.view.document, 'Press Send again; it will go through.');
      return;
    }
    if (!pending.compose) return;
    this.tell({ released: { compose: pending.compose, thread_id: this.session.threadId() } });
    this.lookAgain(pending, JSON.stringify(pending.compose));
  }

  /**
   * A site may refuse (no recipient) or not take a replayed press. Then the next one goes through.
   * @param {Pending} pending
   * @param {string} before
   */
  lookAgain(pending, before) {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      const { composer } = pending;
      const stays = composeRoots(this.recipe, this.view.document).includes(composer) && isShown(composer);
      if (!stays || JSON.stringify(readCompose(this.recipe, composer)) !== before) return;
      this.passes.set(composer, before);
      this.tell({ not_sent: { compose_id: pending.id } });
    }, pending.way === 'schedule' ? STILL_SCHEDULING_MS : STILL_THERE_MS);
    this.timers.add(timer);
  }

  /** @param {import('../protocol.js').PageRequest} request */
  tell(request) {
    this.link.ask(request).catch(() => undefined);
  }

  /** A press that is being judged goes; a held draft stays as it is, and Send works again. */
  stop() {
    this.stopper.abort();
    for (const timer of this.timers) clearTimeout(timer);
    for (const pending of this.pending.values()) if (!pending.held) this.release(pending);
    this.pending.clear();
  }
}

/** @param {Event} event */
function stop(event) {
  // A prevented pointerdown would keep the mouse events away that follow it.
  if (!event.type.startsWith('pointer')) event.preventDefault();
  event.stopPropagation();
  event.stopImmediatePropagation();
}
