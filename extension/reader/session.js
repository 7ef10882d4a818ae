// One life of the reader in one page: it ties reading, card, drafts and the gate together.
import { Card } from './card.js';
import { readConversation } from './conversation.js';
import { Drafts } from './drafts.js';
import { Gate } from './gate.js';
import { Cursor } from './insert.js';
import { UPDATED } from './life.js';
import { WorkerLink, isAlive } from './link.js';
import { goesToNeverLooked } from './never.js';
import { structureOf } from './structure.js';
import { MessageCache } from './thread.js';
import { toast } from './toast.js';
import { Watch } from './watch.js';
import { readWays, waysReport } from './ways.js';

/** @typedef {import('./recipes.js').Recipe} Recipe */
/** @typedef {import('../protocol.js').Conversation} Conversation */

/** The page must get its own work done first, but the card should stand 50 ms after the mail. */
const IDLE_MS = 25;
/** A page that paints nothing for so long is read all the same. */
const FRAME_MS = 50;
/** A page that changes without end is read no more often than this. */
const PAUSE_MS = 100;
/** One that changes without end beside what is read, and always reads the same: up to this. */
const LONGEST_PAUSE_MS = 1600;
/** After a conversation was opened, its ways are looked at once the page has come to rest. */
const REST_MS = 1000;

export class Session {
  /**
   * @param {Recipe} recipe
   * @param {Document} doc
   */
  constructor(recipe, doc) {
    this.recipe = recipe;
    this.doc = doc;
    const view = /** @type {Window} */ (doc.defaultView);
    this.cache = new MessageCache();
    /** The never-look list; nothing is read before it is known. @type {string[] | null} */
    this.never = null;
    /** Whether Askback is locked: then the list is not told. */
    this.locked = false;
    /** Whether what is open is on it. */
    this.away = false;
    this.greeting = false;
    this.said = '';
    /** The mails that were told. @type {import('../protocol.js').MailMessage[]} */
    this.told = [];
    this.opened = '';
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.resting = undefined;
    this.lastRead = 0;
    this.pause = PAUSE_MS;
    /** Where mail stood at the last reading. @type {Node[]} */
    this.places = [];
    this.waiting = false;
    this.due = 0;
    /** @type {ReturnType<typeof setTimeout> | 0} */
    this.timer = 0;
    this.frame = 0;
    this.idling = 0;
    this.stopped = false;
    /** @type {string | null} */
    this.threadId = null;
    this.link = new WorkerLink(() => this.stop(UPDATED));
    this.card = new Card(doc, (message) => this.fromCard(message));
    this.cursor = new Cursor(recipe, doc);
    const threadId = () => this.threadId;
    this.gate = new Gate(recipe, view, this.link, { threadId, lastUsed: () => this.cursor.current(), looksAway: (composer) => this.looksAway(composer), isLocked: () => this.locked, card: () => this.card, focusEditor: (composer) => this.cursor.focusEditor(composer) });
    this.drafts = new Drafts(recipe, doc, this.link, { threadId, looksAway: (composer) => this.looksAway(composer), onOpen: () => this.showCard(), onFrame: (frame, composer) => this.hearFrame(frame, composer), onPlace: (place) => this.hearPlace(place) });
    this.watch = new Watch(recipe, doc, (changed) => this.changed(changed), () => this.hidden());
    this.greet();
  }

  /** Says hello, at the start and again with the next change of the page when nobody answered. */
  greet() {
    if (this.greeting) return;
    this.greeting = true;
    const done = () => {
      this.greeting = false;
    };
    this.hello().then(done, done);
  }

  async hello() {
    const reply = await this.link.ask({ hello: {} });
    if (!('welcome' in reply) || this.stopped) return;
    this.card.admit(reply.welcome.ticket);
    this.mind(reply.welcome.never);
  }

  /** @param {string[] | null} never the list as it is now: what is open is looked at anew by it; `null` while Askback is locked */
  mind(never) {
    this.locked = never === null;
    if (this.stopped || JSON.stringify(never) === JSON.stringify(this.never)) return;
    this.never = never;
    this.said = '';
    // The strips go at once.
    if (this.locked) this.drafts.update();
    this.changed(null);
  }

  /**
   * Whether a draft is not to be looked at: the list is not known yet, what is open is on it (a reply
   * quotes it, wherever it is written), or the draft goes to somebody who is.
   * @param {Element} composer
   */
  looksAway(composer) {
    return !this.never || this.away || goesToNeverLooked(this.never, this.recipe, composer);
  }

  /** The tab is hidden: nothing is done until it is seen again. */
  hidden() {
    this.unwait();
    clearTimeout(this.resting);
    this.waiting = false;
    this.opened = '';
  }

  /** @param {Node[] | null} nodes `null`: anything may have changed */
  changed(nodes) {
    if (this.stopped) return;
    if (nodes === null) this.cache.clear();
    else for (const node of nodes) this.cache.drop(node);
    const now = performance.now();
    const due = Math.max(now, this.lastRead + (this.isBeside(nodes) ? this.pause : PAUSE_MS));
    if (this.waiting && due >= this.due) return;
    this.waiting = true;
    this.due = due;
    this.unwait();
    if (due > now) this.timer = setTimeout(() => this.idle(), due - now);
    else this.idle();
  }

  /**
   * Whether all that changed stands beside the mail and the drafts that were there, and not around
   * them, where another mail would come.
   * @param {Node[] | null} nodes
   */
  isBeside(nodes) {
    if (!nodes?.length || !this.places.length) return false;
    return nodes.every((node) => !this.places.some((place) => place.contains(node) || node.contains(place)));
  }

  /**
   * Reads when the page has painted what changed and has nothing else to do. Before, asking what is
   * shown would have the browser work out the styles of all of it in the midst of our call.
   */
  idle() {
    const read = () => {
      this.waiting = false;
      // Half a page would be read as mails without text; its end is told by DOMContentLoaded.
      if (!this.stopped && !this.doc.hidden && this.doc.readyState !== 'loading') this.read();
    };
    const painted = () => {
      this.unwait();
      if (typeof requestIdleCallback === 'function') this.idling = requestIdleCallback(read, { timeout: IDLE_MS });
      else this.timer = setTimeout(read, IDLE_MS);
    };
    this.unwait();
    this.frame = requestAnimationFrame(painted);
    this.timer = setTimeout(painted, FRAME_MS);
  }

  /** What was to come does not. */
  unwait() {
    clearTimeout(this.timer);
    cancelAnimationFrame(this.frame);
    if (this.idling) cancelIdleCallback(this.idling);
  }

  read() {
    this.watch.attach();
    if (!this.never) {
      if (!this.locked) this.greet();
      return;
    }
    const { conversation, finished, places } = readConversation(this.recipe, this.doc, this.cache, this.never);
    this.places = places;
    this.away = conversation.never;
    this.lastRead = performance.now();
    this.threadId = conversation.thread_id;
    this.drafts.update();
    this.gate.update();
    if (!finished) this.changed([]);
    this.rest(conversation);
    // What is typed into a draft is told as a draft, not as a page that changed.
    const said = JSON.stringify({ ...conversation, messages: [], composes: conversation.composes.map(({ id, kind }) => [id, kind]) });
    const same = said === this.said && areSame(conversation.messages, this.told);
    this.pause = same ? Math.min(this.pause * 4, LONGEST_PAUSE_MS) : PAUSE_MS;
    if (same) return;
    this.said = said;
    this.told = conversation.messages;
    this.tell(conversation).catch(() => {
      this.said = '';
    });
  }

  /**
   * Something else is open now: how do the recipe's ways do on it?
   * @param {Conversation} conversation
   */
  rest({ view, thread_id, subject, messages, composes, never }) {
    const opened = JSON.stringify([view, thread_id, subject, messages.length > 0, composes.map(({ id }) => id)]);
    if (opened === this.opened) return;
    this.opened = opened;
    clearTimeout(this.resting);
    if (never) return;
    this.resting = setTimeout(() => {
      if (this.stopped || this.doc.hidden) this.opened = '';
      else this.tellWays().catch(() => undefined);
    }, REST_MS);
  }

  async tellWays() {
    const reply = await this.link.ask({ ways: { site: this.recipe.site, fields: readWays(this.recipe, this.doc) } });
    if ('read' in reply) this.card.post({ refresh: { turn: reply.read.turn } });
  }

  /** @param {Conversation} conversation */
  async tell(conversation) {
    // The worker answers in the order in which it is asked: the card may ask before this is answered.
    this.card.post({ refresh: { turn: 0 } });
    const reply = await this.link.ask({ read: conversation });
    if ('read' in reply) this.card.post({ refresh: { turn: reply.read.turn } });
  }

  showCard() {
    this.card.post({ show: { focus: true } });
  }

  /**
   * @param {HTMLIFrameElement} frame
   * @param {Element} composer
   */
  hearFrame(frame, composer) {
    this.gate.hearFrame(frame, composer);
    if (frame.contentDocument) this.cursor.hear(frame.contentDocument);
  }

  /** @param {Document} place that of a frame with a composer in it */
  hearPlace(place) {
    if (place.defaultView) this.gate.hear(place.defaultView);
    this.cursor.hear(place);
  }

  /** @param {import('../protocol.js').FromCard} message */
  fromCard(message) {
    if (!message) return;
    if ('insert' in message) {
      if (!this.cursor.insert(message.insert.text)) toast(this.doc, 'Open a reply first, then insert.');
    } else if ('release' in message) this.gate.releaseHeld(message.release.compose_id);
    else if ('reread' in message) {
      this.said = '';
      this.changed(null);
    } else if ('keep' in message) this.gate.keepHeld(message.keep.compose_id);
  }

  /**
   * What the extension's own pages ask of this tab.
   * @param {any} message
   * @returns {unknown} `undefined`: not for the reader
   */
  asked(message) {
    if (message?.tab === 'read_now' && this.never) {
      this.watch.attach();
      return readConversation(this.recipe, this.doc, new MessageCache(), this.never).conversation;
    }
    if (message?.tab === 'structure') return { structure: waysReport(this.recipe, readWays(this.recipe, this.doc)) + structureOf(this.doc, this.recipe.bodies) };
    if (message?.tab === 'where') return { where: permissionFor(this.doc.location) };
    if (message?.tab === 'never_look') this.mind(message.never);
    if (message?.tab === 'changed') this.card.post({ refresh: { turn: 0 } });
    if (message?.tab !== 'show_card') return undefined;
    this.showCard();
    return { done: true };
  }

  /** Another reader has started here: stop if it is because ours is no longer the running one. */
  check() {
    if (!isAlive()) this.stop(UPDATED);
  }

  /** @param {string} why what to tell the rep; empty for nothing */
  stop(why) {
    if (this.stopped) return;
    this.stopped = true;
    this.unwait();
    clearTimeout(this.resting);
    this.watch.stop();
    this.drafts.stop();
    this.gate.stop();
    this.cursor.stop();
    this.card.remove();
    if (why) toast(this.doc, why);
  }
}

/**
 * Whether mails are those of before. A mail that did not change is the very object that it was.
 * @param {import('../protocol.js').MailMessage[]} mails
 * @param {import('../protocol.js').MailMessage[]} before
 */
function areSame(mails, before) {
  return mails.length === before.length && mails.every((mail, at) => mail === before[at] || JSON.stringify(mail) === JSON.stringify(before[at]));
}

/** @param {Location} place @returns {string} the permission to read it; empty for a page of ours */
function permissionFor({ protocol, hostname }) {
  return /^https?:$/.test(protocol) ? `${protocol}//${hostname}/*` : '';
}
