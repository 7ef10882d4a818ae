// A short message at the foot of the page that goes away by itself.
import { make, shadowHost, standsOnDark, toneColours, toneIcon, topLayer } from './paint.js';

const STAYS_MS = 9000;

/** @type {{host: HTMLElement, timer: ReturnType<typeof setTimeout>} | null} */
let current = null;

/**
 * Shows one line; an older one makes room.
 * @param {Document} doc
 * @param {string} text
 * @param {string} [tone]
 */
export function toast(doc, text, tone = 'remind') {
  hideToast();
  const parent = doc.documentElement;
  if (!parent || !text) return;
  const dark = doc.body ? standsOnDark(doc.body) : false;
  const { ink, ground, edge } = toneColours(tone, dark);
  const { host, root } = shadowHost(doc, {
    display: 'block', position: 'fixed', inset: 'auto auto 24px 50%', transform: 'translateX(-50%)', 'z-index': '2147483647', 'max-width': 'min(560px, calc(100vw - 32px))',
  });
  host.setAttribute('popover', 'manual');
  const box = make(doc, 'div', {
    display: 'flex', 'align-items': 'center', gap: '10px', padding: '10px 12px', 'border-radius': '8px', border: `1px solid ${edge}`, background: ground, color: ink, font: '14px/1.5 system-ui, sans-serif', 'box-shadow': '0 4px 16px rgba(0,0,0,.25)',
  });
  box.setAttribute('role', 'status');
  const close = make(doc, 'button', { font: 'inherit', color: 'inherit', background: 'transparent', border: '0', padding: '2px 6px', cursor: 'pointer' }, '✕');
  close.setAttribute('aria-label', 'Close');
  close.addEventListener('click', hideToast);
  box.append(toneIcon(doc, tone), make(doc, 'span', {}, text), close);
  root.append(box);
  parent.append(host);
  topLayer(host, true);
  current = { host, timer: setTimeout(hideToast, STAYS_MS) };
}

/** Takes the message away, if there is one. */
export function hideToast() {
  if (!current) return;
  clearTimeout(current.timer);
  current.host.remove();
  current = null;
}
