// What a recipe made by pointing finds in the page in front, element by element: for the rep to see
// before it is kept, and to point again from.
import { located, locatedAll } from './agree.js';
import { composeRoots, composerPlace, editorOf } from './composes.js';
import { sendButton } from './controls.js';
import { frameDocument } from './dom.js';
import { openThread } from './thread.js';

/** @typedef {import('./recipes.js').Recipe} Recipe */
/** @typedef {Partial<Record<'subject' | 'from' | 'to' | 'date' | 'body' | 'editor' | 'recipients' | 'send', Element>>} Places */

/**
 * @param {Recipe} recipe
 * @param {Document} doc
 * @returns {Places} the parts of the first mail whose text is there, and of the first composer
 */
export function placesOf(recipe, doc) {
  /** @type {Places} */
  const places = {};
  /** @param {keyof Places} part @param {Element | null | undefined} element */
  const put = (part, element) => {
    if (element) places[part] = element;
  };
  const open = openThread(recipe, doc);
  if (open) {
    const { messages, fields } = recipe;
    /** @param {Element} mail */
    const text = (mail) => located(messages.body, mail, recipe.bodies);
    const mail = open.elements.find(text) ?? open.elements[0];
    put('subject', (located(fields.subject, open.root, recipe.bodies) ?? located(fields.subject, doc, recipe.bodies))?.element);
    if (mail) {
      const body = text(mail);
      put('body', body?.rule.frame ? frameDocument(body.element)?.body : body?.element);
      put('from', located(messages.from, mail, recipe.bodies)?.element);
      put('to', located(messages.to, mail, recipe.bodies)?.element);
      put('date', located([...messages.date_ms, ...messages.date_text], mail, recipe.bodies)?.element);
    }
  }
  const place = composerPlace(recipe, doc);
  const composer = composeRoots(recipe, doc)[0] ?? (place && locatedAll(recipe.composes.items, place, recipe.bodies, 1)?.elements[0]);
  if (composer) {
    put('editor', editorOf(recipe, composer)?.element);
    put('recipients', located(recipe.composes.to, composer, recipe.bodies)?.element);
    put('send', sendButton(recipe, composer));
  }
  return places;
}
