// Makes our own elements in a page: closed shadow roots, styles set one by one, words as text.
// No style sheet is used, since a page's policy may forbid it.

/** What our shadow roots begin with, so that a later version knows what an earlier one left. */
const MARK = 'askback';

/**
 * @param {HTMLElement} element
 * @param {Record<string, string>} styles
 */
export function style(element, styles) {
  for (const [name, value] of Object.entries(styles)) element.style.setProperty(name, value, 'important');
}

/**
 * A host that takes nothing over from the page, and its closed shadow root.
 * @param {Document} doc
 * @param {Record<string, string>} styles
 * @returns {{host: HTMLElement, root: ShadowRoot}}
 */
export function shadowHost(doc, styles) {
  const host = doc.createElement('div');
  style(host, { all: 'initial', ...styles });
  const root = host.attachShadow({ mode: 'closed' });
  root.append(doc.createComment(MARK));
  return { host, root };
}

/**
 * Whether a shadow root is one of ours, of this version or an earlier one.
 * @param {ShadowRoot | null} root
 */
export function isOurs(root) {
  const first = root?.firstChild;
  return first?.nodeType === Node.COMMENT_NODE && first.nodeValue === MARK;
}

/**
 * @param {Document} doc
 * @param {string} name
 * @param {Record<string, string>} styles
 * @param {string} [text]
 * @returns {HTMLElement}
 */
export function make(doc, name, styles, text) {
  const element = doc.createElement(name);
  style(element, styles);
  if (text !== undefined) element.textContent = text;
  return element;
}

const SHAPES = {
  ok: 'M3.5 8.5l3 3 6-7',
  remind: 'M8 3.5v6M8 12v.6',
  hold: 'M5.5 4v8M10.5 4v8',
};

/**
 * A small drawn sign; the words beside it say the same.
 * @param {Document} doc
 * @param {string} tone
 * @returns {SVGElement}
 */
export function toneIcon(doc, tone) {
  const space = 'http://www.w3.org/2000/svg';
  const icon = /** @type {SVGElement} */ (doc.createElementNS(space, 'svg'));
  for (const [name, value] of Object.entries({ viewBox: '0 0 16 16', width: '16', height: '16', 'aria-hidden': 'true' })) icon.setAttribute(name, value);
  icon.style.setProperty('flex', 'none');
  const path = doc.createElementNS(space, 'path');
  const shape = SHAPES[/** @type {keyof typeof SHAPES} */ (tone)] ?? SHAPES.remind;
  for (const [name, value] of Object.entries({ d: shape, fill: 'none', stroke: 'currentColor', 'stroke-width': '2', 'stroke-linecap': 'round' })) path.setAttribute(name, value);
  icon.append(path);
  return icon;
}

/** Colours by tone: ink, ground and edge. All inks have a contrast of at least 4.5 on their ground. */
const LIGHT = { ok: ['#1e4620', '#edf7ed', '#4d8b50'], remind: ['#5f3b00', '#fff6e0', '#b7791f'], hold: ['#7a1d12', '#fdecea', '#c0392b'] };
const DARK = { ok: ['#cfe8cf', '#1c2b1d', '#6fae72'], remind: ['#f6dfb0', '#2e2716', '#d09a3c'], hold: ['#f7cdc7', '#33201d', '#e0705f'] };

/**
 * @param {string} tone
 * @param {boolean} dark
 * @returns {{ink: string, ground: string, edge: string}}
 */
export function toneColours(tone, dark) {
  const set = dark ? DARK : LIGHT;
  const [ink = '', ground = '', edge = ''] = set[/** @type {keyof typeof LIGHT} */ (tone)] ?? set.remind;
  return { ink, ground, edge };
}

/**
 * Whether the site is dark where an element stands: by the nearest painted ground, as a site's
 * theme need not follow the system's.
 * @param {Element} element
 */
export function standsOnDark(element) {
  const view = element.ownerDocument.defaultView;
  for (let at = /** @type {Element | null} */ (element); at && view; at = at.parentElement) {
    const parts = /rgba?\(([\d.]+)[, ]+([\d.]+)[, ]+([\d.]+)(?:[,/ ]+([\d.]+))?/.exec(view.getComputedStyle(at).backgroundColor);
    if (parts && Number(parts[4] ?? 1) > 0.5) return 0.299 * Number(parts[1]) + 0.587 * Number(parts[2]) + 0.114 * Number(parts[3]) < 110;
  }
  return false;
}

/**
 * Puts a host into the top layer, above whatever the site stacks; where that is not to be had the
 * host's own `z-index` has to do.
 * @param {HTMLElement} host
 * @param {boolean} on
 */
export function topLayer(host, on) {
  try {
    if (on === host.matches(':popover-open')) return;
    if (on) host.showPopover();
    else host.hidePopover();
  } catch {
    // Not connected, or a browser without popovers: nothing to do.
  }
}
