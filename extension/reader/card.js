// The card: our own page in a frame that the site can neither read nor reach. It is loaded at the
// start and kept unseen at its own place: Chromium draws a foreign frame that is off the screen only
// after it has come onto it, a frame later.
import { extensionApi } from './link.js';
import { shadowHost, style, topLayer } from './paint.js';

/** @typedef {import('../protocol.js').ToCard} ToCard */
/** @typedef {import('../protocol.js').FromCard} FromCard */

const WIDTH = 360;
const TOP = 64;
const MOST_RETURNS = 5;
const GATE_MS = 1000;

const PLACES = {
  hidden: { inset: `${TOP}px 16px auto auto`, width: `min(${WIDTH}px, calc(100vw - 32px))`, height: '1px', visibility: 'hidden', 'pointer-events': 'none' },
  card: { inset: `${TOP}px 16px auto auto`, width: `min(${WIDTH}px, calc(100vw - 32px))`, visibility: 'visible', 'pointer-events': 'auto' },
  gate: { inset: '0', width: '100vw', height: '100vh', visibility: 'visible', 'pointer-events': 'auto' },
};

export class Card {
  /**
   * @param {Document} doc
   * @param {(message: FromCard) => void} onMessage all but `layout`
   */
  constructor(doc, onMessage) {
    this.doc = doc;
    this.onMessage = onMessage;
    this.mode = 'hidden';
    this.ticket = '';
    this.loaded = false;
    this.returns = 0;
    /** @type {MessagePort | null} */
    this.port = null;
    /** @type {ToCard[]} */
    this.waiting = [];
    /** @type {string | null} the draft whose gate is asked for or open */
    this.gateFor = null;
    /** @type {((shown: boolean) => void) | null} */
    this.gateShown = null;
    /** @type {HTMLElement | null} */
    this.lastFocus = null;
    this.url = extensionApi().runtime.getURL('card.html');
    this.build();
    this.keeper = new MutationObserver(() => this.comeBack());
    this.keeper.observe(doc.documentElement, { childList: true });
    this.onFocus = this.onFocus.bind(this);
    doc.addEventListener('focusin', this.onFocus, true);
  }

  build() {
    const { host, root } = shadowHost(this.doc, { display: 'block', position: 'fixed', margin: '0', padding: '0', border: '0', background: 'transparent', overflow: 'visible', 'z-index': '2147483646' });
    host.setAttribute('popover', 'manual');
    this.host = host;
    this.frame = this.doc.createElement('iframe');
    this.frame.title = 'Askback';
    // The frame is see-through only while its scheme and its document's are the same.
    style(this.frame, { display: 'block', width: '100%', height: '100%', border: '0', background: 'transparent', 'color-scheme': 'light dark' });
    this.frame.addEventListener('load', () => {
      this.loaded = true;
      this.handOver();
    });
    this.frame.src = this.url;
    root.append(this.frame);
    this.place('hidden', 0);
    this.doc.documentElement.append(host);
  }

  /** @param {string} ticket */
  admit(ticket) {
    this.ticket = ticket;
    this.handOver();
  }

  /** Gives ticket and port to the card, each time that its document is new. */
  handOver() {
    if (!this.loaded || !this.ticket) return;
    const channel = new MessageChannel();
    this.port?.close();
    this.port = channel.port1;
    this.port.onmessage = ({ data }) => this.hear(data);
    this.frame?.contentWindow?.postMessage({ askback: 'ticket', ticket: this.ticket }, extensionOrigin(this.url), [channel.port2]);
    this.loaded = false;
    const waiting = this.waiting.splice(0);
    if (this.gateFor && !waiting.some((message) => 'gate' in message)) waiting.push({ gate: { compose_id: this.gateFor } });
    for (const message of waiting) this.port.postMessage(message);
  }

  /** @param {ToCard} message */
  post(message) {
    if (this.port) this.port.postMessage(message);
    else if (this.waiting.length < 20) this.waiting.push(message);
  }

  /**
   * Opens the checklist over the page.
   * @param {string} composeId
   * @returns {Promise<boolean>} whether the card showed it in time
   */
  openGate(composeId) {
    this.gateFor = composeId;
    this.post({ gate: { compose_id: composeId } });
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), GATE_MS);
      this.gateShown = (shown) => {
        clearTimeout(timer);
        resolve(shown);
      };
    });
  }

  /** @param {boolean} tell whether the card has still to be told */
  closeGate(tell) {
    this.gateFor = null;
    this.gateShown = null;
    if (tell) this.post({ gate_gone: {} });
    if (this.mode === 'gate') this.place('hidden', 0);
  }

  /** @param {FromCard} message */
  hear(message) {
    if (!message || !('layout' in message)) {
      this.onMessage(message);
      return;
    }
    const { layout } = message;
    // A gate that nobody asked for would cover the page for nothing.
    const mode = layout.mode === 'gate' && !this.gateFor ? 'hidden' : layout.mode;
    this.place(mode, layout.height);
    if (mode === 'gate') this.gateShown?.(true);
    if (layout.focus_back) this.focusBack();
  }

  /**
   * @param {string} mode
   * @param {number} height
   */
  place(mode, height) {
    const host = this.host;
    if (!host) return;
    const known = mode === 'card' || mode === 'gate' ? mode : 'hidden';
    this.mode = known;
    style(host, PLACES[known]);
    if (known === 'card') style(host, { height: `min(${Math.max(40, Math.round(Number(height) || 0))}px, calc(100vh - 96px))` });
    if (known === 'gate') this.frame?.focus();
    topLayer(host, known !== 'hidden');
  }

  focusBack() {
    if (this.lastFocus?.isConnected) this.lastFocus.focus({ preventScroll: true });
  }

  /** @param {FocusEvent} event */
  onFocus(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    if (target !== this.host) this.lastFocus = target;
  }

  /** A page that rewrites itself may throw the card out. It comes back, but not for ever. */
  comeBack() {
    if (!this.host || this.host.isConnected || this.returns >= MOST_RETURNS) return;
    this.returns += 1;
    this.port?.close();
    this.port = null;
    this.doc.documentElement.append(this.host);
    this.place(this.mode, this.host.clientHeight);
  }

  remove() {
    this.keeper.disconnect();
    this.doc.removeEventListener('focusin', this.onFocus, true);
    this.port?.close();
    this.host?.remove();
    this.host = undefined;
  }
}

/**
 * The origin that the card's document has. Chromium serves it under an address that changes with
 * each session, so that pages cannot ask for it, and yet gives it the extension's own origin.
 * @param {string} url
 */
function extensionOrigin(url) {
  const { protocol, origin } = new URL(url);
  return protocol === 'chrome-extension:' ? `chrome-extension://${extensionApi().runtime.id}` : origin;
}
