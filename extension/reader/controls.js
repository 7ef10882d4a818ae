// Which press of the rep would send which draft. Only what a recipe names, and only outside of
// mail bodies: a mail may hold a picture-perfect Send button.
import { located } from './agree.js';
import { composeOf, composeRoots } from './composes.js';
import { find, isElement, isShown, nearestOf, ownStep } from './dom.js';

/** @typedef {import('./recipes.js').Recipe} Recipe */
/** @typedef {import('./recipes.js').SendRule} SendRule */
/** @typedef {import('../protocol.js').SendWay} SendWay */
/** @typedef {{composer: Element, control: HTMLElement | null, rule: SendRule | null, way: SendWay, target: Element}} Press */

const NATIVE = 'button, input, summary';

/**
 * The sending control that an event goes to.
 * @param {Recipe} recipe
 * @param {Event} event
 * @returns {{control: HTMLElement, rule: SendRule} | null}
 */
export function controlAt(recipe, event) {
  const target = event.composedPath()[0];
  const start = isElement(target) ? target : null;
  if (recipe.pointed) return start && pointedControl(recipe, start);
  for (const rule of recipe.send) {
    const control = start && nearestOf(start, ownStep(rule.select));
    if (control && !nearestOf(control, recipe.bodies)) return { control: /** @type {HTMLElement} */ (control), rule };
  }
  return null;
}

/**
 * @param {Recipe} recipe
 * @param {Element} target
 * @returns {{control: HTMLElement, rule: SendRule} | null}
 */
function pointedControl(recipe, target) {
  const [rule] = recipe.send;
  for (const root of rule ? composeRoots(recipe, target.ownerDocument) : []) {
    const control = sendButton(recipe, root);
    if (rule && control?.contains(target)) return { control, rule };
  }
  return null;
}

/**
 * The composer whose draft a control sends. A menu may hang outside of every composer: then it
 * belongs to the one whose menu button is open, or else to the one last written in.
 * @param {Recipe} recipe
 * @param {Element} control
 * @param {SendRule} rule
 * @param {Element | null} lastUsed
 * @returns {Element | null}
 */
export function composerOf(recipe, control, rule, lastUsed) {
  const own = composeOf(recipe, control);
  if (own || rule.inside) return own;
  const roots = composeRoots(recipe, control.ownerDocument).filter(isShown);
  const opener = rule.opener;
  const opened = opener ? roots.find((root) => find(root, opener, recipe.bodies, 1).length) : undefined;
  if (opened || rule.opened) return opened ?? null;
  if (lastUsed && roots.includes(lastUsed)) return lastUsed;
  return roots.length === 1 ? (roots[0] ?? null) : null;
}

/**
 * In which way a key press sends, if it does.
 * @param {Recipe} recipe
 * @param {KeyboardEvent} event
 * @param {Element | null} frameComposer the composer in whose editor frame the key was pressed
 * @param {Element | null} lastUsed
 * @returns {Press | null}
 */
export function keyPress(recipe, event, frameComposer, lastUsed) {
  const enter = event.key === 'Enter';
  const target = /** @type {Element} */ (event.composedPath()[0] ?? event.target);
  if (enter && (event.ctrlKey || event.metaKey)) {
    if (!recipe.shortcut) return null;
    const composer = frameComposer ?? (target.nodeType === 1 ? composeOf(recipe, target) : null);
    return composer && { composer, control: null, rule: null, way: 'shortcut', target };
  }
  if (frameComposer || (!enter && event.key !== ' ')) return null;
  const at = controlAt(recipe, event);
  // A native button turns the key into a click by itself, which is caught as one.
  if (!at || at.control.matches(NATIVE)) return null;
  const composer = composerOf(recipe, at.control, at.rule, lastUsed);
  return composer && { ...at, composer, way: at.rule.way === 'click' ? 'key' : at.rule.way, target };
}

/**
 * In which way a pointer press sends, if it does: on `click` for most controls, and already on
 * `mousedown` for those that act then.
 * @param {Recipe} recipe
 * @param {MouseEvent} event
 * @param {Element | null} lastUsed
 * @returns {Press | null}
 */
export function pointerPress(recipe, event, lastUsed) {
  const at = controlAt(recipe, event);
  const acts = at?.rule.on === 'press' ? 'mousedown' : 'click';
  // Nobody knows when a button acts that was only pointed at: so its press counts, and its click
  // where that comes from the keyboard and no press went before.
  const byKey = recipe.pointed === true && event.type === 'click' && event.detail === 0;
  if (!at || (event.type !== acts && !byKey) || event.button !== 0) return null;
  const composer = composerOf(recipe, at.control, at.rule, lastUsed);
  const way = at.rule.way === 'click' && event.detail === 0 && event.type === 'click' ? 'key' : at.rule.way;
  return composer && { ...at, composer, way, target: at.control };
}

/**
 * The plain Send button of a composer.
 * @param {Recipe} recipe
 * @param {Element} composer
 * @returns {HTMLElement | null}
 */
export function sendButton(recipe, composer) {
  if (recipe.pointed) return /** @type {HTMLElement | null} */ (located(/** @type {any} */ (recipe.send), composer, recipe.bodies)?.element ?? null);
  for (const rule of recipe.send.filter(({ way }) => way === 'click')) {
    for (const control of find(composer, rule.select, recipe.bodies)) {
      const other = recipe.send.some(({ way, select }) => way !== 'click' && control.matches(ownStep(select)));
      if (!other && isShown(control)) return /** @type {HTMLElement} */ (control);
    }
  }
  return null;
}
