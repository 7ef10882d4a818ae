// Lets a stopped press happen after all, as the same events that the rep's own press gives.
import { sendButton } from './controls.js';

const POINTER = [
  ['pointerdown', 1],
  ['mousedown', 1],
  ['pointerup', 0],
  ['mouseup', 0],
  ['click', 0],
];

/**
 * @param {import('./recipes.js').Recipe} recipe
 * @param {import('./controls.js').Press} press
 * @returns {boolean} false: the control is gone, so nothing was pressed
 */
export function replay(recipe, press) {
  // Whether a site that was only pointed at has a shortcut is unknown: it gets its keys, no press.
  const shortcut = press.way === 'shortcut' && !recipe.pointed;
  const control = shortcut ? sendButton(recipe, press.composer) : press.control;
  if (control?.isConnected) {
    pressOn(control);
    return true;
  }
  if (press.way !== 'shortcut' || !press.target.isConnected) return false;
  const { KeyboardEvent: Key } = /** @type {any} */ (press.target.ownerDocument.defaultView);
  for (const type of ['keydown', 'keyup']) {
    press.target.dispatchEvent(new Key(type, { key: 'Enter', code: 'Enter', keyCode: 13, which: 13, ctrlKey: true, bubbles: true, cancelable: true, composed: true }));
  }
  return true;
}

/** @param {HTMLElement} control */
function pressOn(control) {
  const box = control.getBoundingClientRect();
  const place = { clientX: box.left + box.width / 2, clientY: box.top + box.height / 2 };
  for (const [type, buttons] of POINTER) {
    const kind = String(type).startsWith('pointer') ? PointerEvent : MouseEvent;
    const detail = type === 'click' || String(type).startsWith('mouse') ? 1 : 0;
    control.dispatchEvent(new kind(String(type), { ...place, detail, buttons: Number(buttons), button: 0, bubbles: true, cancelable: true, composed: true, view: control.ownerDocument.defaultView }));
  }
}
