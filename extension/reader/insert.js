// Puts the card's words into the draft, at the cursor.
import { composeOf, composeRoots, editorOf } from './composes.js';
import { isShown } from './dom.js';

/** @typedef {import('./recipes.js').Recipe} Recipe */

export class Cursor {
  /**
   * @param {Recipe} recipe
   * @param {Document} doc
   */
  constructor(recipe, doc) {
    this.recipe = recipe;
    this.doc = doc;
    /** @type {Element | null} the composer last written in */
    this.last = null;
    /** @type {WeakMap<HTMLElement, Range>} where the cursor was in an editor */
    this.ranges = new WeakMap();
    this.stopper = new AbortController();
    this.hear(doc);
  }

  /** @param {Document} doc the page's, or that of an editor's frame */
  hear(doc) {
    const options = { capture: true, passive: true, signal: this.stopper.signal };
    doc.addEventListener('focusin', (event) => this.used(event), options);
    doc.addEventListener('selectionchange', () => this.remember(doc), options);
  }

  /** @param {Event} event */
  used(event) {
    const target = /** @type {Element} */ (event.composedPath()[0]);
    const composer = target.ownerDocument === this.doc ? composeOf(this.recipe, target) : this.composerOfFrame(target.ownerDocument);
    if (composer) this.last = composer;
  }

  /**
   * @param {Document} inner
   * @returns {Element | null}
   */
  composerOfFrame(inner) {
    return composeRoots(this.recipe, this.doc).find((root) => editorOf(this.recipe, root)?.element.ownerDocument === inner) ?? null;
  }

  /** @param {Document} doc */
  remember(doc) {
    const selection = doc.getSelection();
    if (!selection?.rangeCount || !selection.anchorNode) return;
    const composer = this.current();
    const editor = composer && editorOf(this.recipe, composer);
    if (editor && !editor.plain && editor.element.contains(selection.anchorNode)) this.ranges.set(editor.element, selection.getRangeAt(0).cloneRange());
  }

  /** @returns {Element | null} the composer that words go to */
  current() {
    const roots = composeRoots(this.recipe, this.doc).filter(isShown);
    if (this.last && roots.includes(this.last)) return this.last;
    return roots.at(-1) ?? null;
  }

  /**
   * @param {string} text
   * @returns {boolean} false: no composer is open
   */
  insert(text) {
    const composer = this.current();
    const editor = composer && editorOf(this.recipe, composer);
    if (!editor) return false;
    editor.frame?.contentWindow?.focus();
    editor.element.focus();
    if (editor.plain) insertPlain(/** @type {HTMLTextAreaElement} */ (editor.element), text);
    else insertRich(editor.element, text, this.ranges.get(editor.element));
    return true;
  }

  /** @param {Element} composer */
  focusEditor(composer) {
    const editor = editorOf(this.recipe, composer);
    editor?.frame?.contentWindow?.focus();
    editor?.element.focus();
  }

  stop() {
    this.stopper.abort();
  }
}

/**
 * @param {HTMLTextAreaElement} field
 * @param {string} text
 */
function insertPlain(field, text) {
  field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }));
}

/**
 * @param {HTMLElement} editor
 * @param {string} text
 * @param {Range | undefined} range
 */
function insertRich(editor, text, range) {
  const doc = editor.ownerDocument;
  const selection = doc.getSelection();
  if (!selection) return;
  const kept = range && range.startContainer.isConnected && editor.contains(range.startContainer) ? range : startOf(editor);
  selection.removeAllRanges();
  selection.addRange(kept);
  // The command is the one way that a site's editor and the undo list both take in.
  const done = text.split('\n').every((line, index) => (index === 0 || doc.execCommand('insertLineBreak')) && (!line || doc.execCommand('insertText', false, line)));
  if (done) return;
  kept.deleteContents();
  kept.insertNode(doc.createTextNode(text));
  editor.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }));
}

/** @param {HTMLElement} editor */
function startOf(editor) {
  const range = editor.ownerDocument.createRange();
  range.selectNodeContents(editor);
  range.collapse(true);
  return range;
}
