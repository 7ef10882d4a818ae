// The line in a composer that says what the rules think of the draft, with a button to the card.
import { editorOf } from './composes.js';
import { find } from './dom.js';
import { make, shadowHost, standsOnDark, toneColours, toneIcon } from './paint.js';

/** @typedef {import('./recipes.js').Recipe} Recipe */

export class Strip {
  /**
   * @param {Recipe} recipe
   * @param {Element} composer
   * @param {() => void} onOpen the rep asks for the card
   */
  constructor(recipe, composer, onOpen) {
    this.recipe = recipe;
    this.composer = composer;
    this.onOpen = onOpen;
    /** @type {HTMLElement | null} */
    this.host = null;
    this.said = '';
    /** @type {import('../protocol.js').Strip | null} */
    this.shown = null;
  }

  /** @param {import('../protocol.js').Strip | null} strip `null`: silence */
  render(strip) {
    const said = JSON.stringify(strip);
    if (said === this.said && (!strip || this.host?.isConnected)) return;
    this.said = said;
    this.shown = strip;
    this.paint();
  }

  /** Draws what is said, in the colours that the page has now. */
  paint() {
    this.remove();
    const strip = this.shown;
    const place = strip && this.place();
    if (!strip || !place) return;
    const { host, root } = shadowHost(this.composer.ownerDocument, { display: 'block', margin: '4px 0' });
    root.append(this.line(strip, standsOnDark(place.anchor)));
    this.host = host;
    if (place.how === 'before') place.anchor.before(host);
    else if (place.how === 'after') place.anchor.after(host);
    else place.anchor.append(host);
  }

  remove() {
    this.host?.remove();
    this.host = null;
  }

  /** @returns {{anchor: Element, how: string} | null} */
  place() {
    for (const { select, place } of this.recipe.composes.strip) {
      const anchor = find(this.composer, select, this.recipe.bodies, 1)[0];
      if (anchor) return { anchor, how: place };
    }
    const editor = this.recipe.pointed ? editorOf(this.recipe, this.composer) : null;
    return editor && { anchor: editor.frame ?? editor.element, how: 'before' };
  }

  /**
   * @param {import('../protocol.js').Strip} strip
   * @param {boolean} dark
   * @returns {HTMLElement}
   */
  line(strip, dark) {
    const doc = this.composer.ownerDocument;
    const { ink, ground, edge } = toneColours(strip.tone, dark);
    const line = make(doc, 'div', {
      display: 'flex', 'align-items': 'center', gap: '8px', padding: '5px 8px', 'border-radius': '6px', 'border-inline-start': `3px solid ${edge}`, background: ground, color: ink, font: '13px/1.5 system-ui, sans-serif',
    });
    const words = make(doc, 'span', { flex: '1', 'min-width': '0' }, strip.text);
    words.setAttribute('role', 'status');
    const button = make(doc, 'button', { font: 'inherit', 'font-weight': '600', color: 'inherit', background: 'transparent', border: `1px solid ${edge}`, 'border-radius': '5px', padding: '3px 8px', 'min-height': '24px', cursor: 'pointer' }, strip.button);
    button.setAttribute('type', 'button');
    button.addEventListener('click', (event) => {
      event.preventDefault();
      if (event.isTrusted) this.onOpen();
    });
    line.append(toneIcon(doc, strip.tone), words, button);
    return line;
  }
}
