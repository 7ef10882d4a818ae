// How the overlay looks: its own closed shadow root, light or dark as the system is.
import { make, shadowHost, style, topLayer } from '../paint.js';

/** @typedef {{ink: string, soft: string, ground: string, edge: string, strong: string, onStrong: string, mark: string}} Theme */

/** @type {Theme} all inks have a contrast of 4.5 or more on their ground */
const LIGHT = { ink: '#1c2733', soft: '#4f5b67', ground: '#ffffff', edge: '#c3ccd6', strong: '#3d5a80', onStrong: '#ffffff', mark: '#b4541a' };
/** @type {Theme} */
const DARK = { ink: '#e8edf2', soft: '#aab6c2', ground: '#1b232c', edge: '#4a5866', strong: '#9dbbe0', onStrong: '#10202f', mark: '#f0a868' };

/** @param {Document} doc @returns {Theme} */
export function themeOf(doc) {
  return doc.defaultView?.matchMedia('(prefers-color-scheme: dark)').matches ? DARK : LIGHT;
}

/**
 * A host over the whole page that lets everything through but what stands in it.
 * @param {Document} doc
 */
export function layer(doc) {
  const { host, root } = shadowHost(doc, { display: 'block', position: 'fixed', inset: '0', width: '100vw', height: '100vh', margin: '0', padding: '0', border: '0', background: 'transparent', overflow: 'visible', 'pointer-events': 'none', 'z-index': '2147483647' });
  host.setAttribute('popover', 'manual');
  doc.documentElement.append(host);
  topLayer(host, true);
  return { host, root };
}

/**
 * @param {Document} doc
 * @param {Theme} theme
 * @param {string} label
 */
export function panelBox(doc, theme, label) {
  const box = make(doc, 'div', {
    position: 'fixed', 'pointer-events': 'auto', width: 'min(340px, calc(100vw - 24px))', 'max-height': 'calc(100vh - 24px)', overflow: 'auto', 'box-sizing': 'border-box', padding: '12px 14px', 'border-radius': '10px', border: `1px solid ${theme.edge}`, background: theme.ground, color: theme.ink, font: '14px/1.5 system-ui, sans-serif', 'box-shadow': '0 6px 24px rgba(0,0,0,.28)', 'color-scheme': theme === DARK ? 'dark' : 'light',
  });
  box.setAttribute('role', 'region');
  box.setAttribute('aria-label', label);
  return box;
}

/**
 * @param {Document} doc
 * @param {Theme} theme
 * @param {string} words
 * @param {(() => void)} onPress only the rep's own press counts
 * @param {boolean} [main]
 */
export function pressable(doc, theme, words, onPress, main = false) {
  const button = make(doc, 'button', {
    font: 'inherit', 'font-weight': main ? '600' : '400', 'min-height': '30px', padding: '3px 10px', 'border-radius': '6px', cursor: 'pointer', border: `1px solid ${main ? theme.strong : theme.edge}`, background: main ? theme.strong : 'transparent', color: main ? theme.onStrong : theme.ink,
  }, words);
  button.setAttribute('type', 'button');
  button.addEventListener('click', (event) => {
    if (event.isTrusted) onPress();
  });
  button.addEventListener('focus', () => style(button, { outline: `2px solid ${theme.strong}`, 'outline-offset': '2px' }));
  button.addEventListener('blur', () => style(button, { outline: 'none' }));
  return button;
}

/**
 * @param {Document} doc
 * @param {HTMLElement[]} parts
 */
export function line(doc, parts) {
  const box = make(doc, 'div', { display: 'flex', 'flex-wrap': 'wrap', gap: '6px', 'align-items': 'center', margin: '8px 0 0' });
  box.append(...parts);
  return box;
}

/** A frame around an element of the page, with a word at its edge. It follows the element. */
export class Outline {
  /** @param {Document} doc @param {ShadowRoot} root @param {string} colour @param {string} ink @param {boolean} filled */
  constructor(doc, root, colour, ink, filled) {
    /** @type {Element | null} */
    this.element = null;
    this.box = make(doc, 'div', { position: 'fixed', display: 'none', 'box-sizing': 'border-box', border: `2px ${filled ? 'solid' : 'dashed'} ${colour}`, 'border-radius': '4px', background: filled ? `color-mix(in srgb, ${colour} 14%, transparent)` : 'transparent', 'pointer-events': 'none' });
    this.tag = make(doc, 'span', { position: 'absolute', left: '-2px', bottom: '100%', 'max-width': '320px', overflow: 'hidden', 'text-overflow': 'ellipsis', 'white-space': 'nowrap', padding: '0 6px', 'border-radius': '4px 4px 0 0', font: '12px/1.5 system-ui, sans-serif', background: colour, color: ink });
    this.box.append(this.tag);
    root.append(this.box);
  }

  /** @param {Element | null} element @param {string} [words] */
  show(element, words = '') {
    this.element = element;
    this.tag.textContent = words;
    style(this.tag, { display: words ? 'block' : 'none' });
    this.follow();
  }

  follow() {
    const rect = this.element?.isConnected ? rectOf(this.element) : null;
    if (!rect || (!rect.width && !rect.height)) {
      style(this.box, { display: 'none' });
      return;
    }
    style(this.box, { display: 'block', left: `${rect.left - 3}px`, top: `${rect.top - 3}px`, width: `${rect.width + 6}px`, height: `${rect.height + 6}px` });
    style(this.tag, rect.top < 24 ? { bottom: 'auto', top: '100%' } : { bottom: '100%', top: 'auto' });
  }
}

/**
 * Where an element stands in the page's window, frames around it counted in.
 * @param {Element} element
 */
export function rectOf(element) {
  const { left, top, width, height } = element.getBoundingClientRect();
  const rect = { left, top, width, height };
  for (let frame = element.ownerDocument.defaultView?.frameElement; frame; frame = frame.ownerDocument.defaultView?.frameElement) {
    const around = frame.getBoundingClientRect();
    rect.left += around.left + frame.clientLeft;
    rect.top += around.top + frame.clientTop;
  }
  return rect;
}
