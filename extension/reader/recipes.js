// The site recipes, bundled as data, and the choice of the one that reads this page.
import gmail from '../../src/sites/recipes/gmail.json';
import hubspot from '../../src/sites/recipes/hubspot.json';
import odoo from '../../src/sites/recipes/odoo.json';
import outlook from '../../src/sites/recipes/outlook.json';
import pipedrive from '../../src/sites/recipes/pipedrive.json';
import roundcube from '../../src/sites/recipes/roundcube.json';
import salesforce from '../../src/sites/recipes/salesforce.json';
import sample from '../../src/sites/recipes/sample.json';
import sogo from '../../src/sites/recipes/sogo.json';
import tryton from '../../src/sites/recipes/tryton.json';

/**
 * One named way of finding one field. `since` and `source` say when and where the structure was
 * seen, so that a way that has stopped working can be told from one that never did.
 * @typedef {object} Rule
 * @property {string} name
 * @property {string} since
 * @property {string} source
 * @property {string} [select] which nodes; `:self` stands for the scope itself, `A >>> B` reaches
 *   into the shadow trees below A
 * @property {'title' | 'url' | 'way' | 'lang'} [from] the document's own value in place of nodes; `way`: its
 *   address and, behind a space, that of the page which led to it
 * @property {string} [up] in place of each node, the nearest ancestor that matches this
 * @property {string} [take] `text`, `value`, `option`, `line`, `field` (a field's value, or its text where it cannot be written in), or the name of an attribute
 * @property {number} [line] for `line`: which one, from 0
 * @property {boolean} [last] only the last of the nodes
 * @property {boolean} [whole] looks in the whole document, not in the view alone
 * @property {boolean} [names_subject] only nodes that hold the conversation's subject
 * @property {boolean} [alone] in place of each node, the largest part of the view with no other of them
 * @property {string} [inner] a node inside each selected one that holds the value
 * @property {string} [drop] nodes that are no part of the text
 * @property {boolean} [shown] whether only painted nodes count
 * @property {string} [is] the value itself, where what is looked for is there
 * @property {string} [regex] its first group is the value
 * @property {string} [derive] a derivation of derive.js
 * @property {string[]} [params] for `url-params`
 * @property {string} [container] people: the list that must be there for the answer to be "none"
 * @property {string} [email] people: attribute that holds the address, or `text`
 * @property {string} [person] people: attribute, `text` or selector (`.`, `:` or `[` first) that holds the name
 * @property {'addresses' | 'names' | 'pill' | 'person' | 'people' | 'recipients'} [parse] people: the container's value is a list of
 *   addresses; its first line is names between semicolons; each node's text is one person; the others read what was
 *   pointed at (person.js)
 * @property {string} [typed] people: a field with an address that is not yet a chip; `:self` for
 *   what is typed into the container itself
 * @property {number} [nth] people: which of the containers, from 0
 * @property {string | boolean} [frame] the frame in whose document the selection is made; `true`: the selected node is a frame, and its document's body is meant
 * @property {'mark' | 'label' | 'around' | 'role' | 'place' | 'end' | 'class'} [kind] recipes made by pointing: what this way goes by (agree.js)
 * @property {string} [label] recipes made by pointing: the words of the label beside the element
 * @property {number} [rise] how many levels up from the label's own element
 * @property {number} [next] and how many siblings on, before `select` leads down
 * @property {string} [holds] in place of each node, the nearest element around it that holds this too
 */

/**
 * A control that sends. `click`: acts on click, and on Enter or Space. `press`: acts on mousedown
 * and mouseup already. `inside`: only within a composer. `opener`: what opens the menu that it hangs
 * in; `opened`: counts only while a composer's opener matches.
 * @typedef {{name: string, way: import('../protocol.js').SendWay, on: 'click' | 'press', select: string, opener?: string, inside?: boolean, opened?: boolean}} SendRule
 */

/**
 * @typedef {object} Recipe
 * @property {string} site
 * @property {boolean} [pointed] made by pointing (own.js): its ways have to agree
 * @property {string[]} hosts a leading `*.` stands for any host below it
 * @property {string[][]} detect sets of selectors that must all be there
 * @property {string} bodies mail bodies and editors: nothing inside is believed as structure
 * @property {string} composers
 * @property {boolean} [shadow] whether parts of the page stand in open shadow trees
 * @property {{view: string, select: string}[]} windows windows of their own; none of them has a list
 * @property {string} pane the reading pane beside a list
 * @property {Rule[]} roots
 * @property {{roots: string[], attributes: string[], frames?: string, values?: boolean}} watch `values`: fields are filled without a change of the tree
 * @property {Record<'kind' | 'title' | 'company' | 'website' | 'people' | 'stage' | 'amount' | 'close_date', Rule[]>} [record] of a CRM
 * @property {Record<'own_email' | 'ui_lang' | 'subject' | 'thread_id' | 'older_hidden', Rule[]> & {own_name?: Rule[], labels?: Rule[]}} fields `labels`: all that stand on what is open
 * @property {Record<'items' | 'id' | 'from' | 'to' | 'date_ms' | 'date_text' | 'body' | 'attachments', Rule[]> & {to_cut: string, clipped: string, note?: string}} messages
 * @property {{noise: string, folds: string, quotes: string, signatures: string}} text
 * @property {Record<'items' | 'id' | 'to' | 'cc' | 'bcc' | 'summary' | 'subject' | 'attachments' | 'from' | 'reply_to_message', Rule[]> & {frame?: Rule[], editor: (Rule & {frame?: boolean})[], holder: string, kind: string, kinds: {kind: string, within: string}[], strip: {select: string, place: string}[]}} composes
 * @property {SendRule[]} send
 * @property {boolean} shortcut whether Ctrl or Cmd with Enter sends
 * @property {Record<'list' | 'thread_id' | 'subject' | 'people' | 'date_ms', Rule[]> & {item: string, start: string, unread: string, read: string, needs_id: boolean}} rows
 */

/** @type {Recipe[]} */
const RECIPES = /** @type {any} */ ([sample, gmail, outlook, roundcube, sogo, tryton, salesforce, hubspot, pipedrive, odoo]);

/**
 * The recipe for a page, by its host or else by its structure; `null` when none knows it.
 * @param {Document} doc
 * @returns {Recipe | null}
 */
export function pickRecipe(doc) {
  const host = doc.location?.hostname ?? '';
  const known = (/** @type {string} */ name) => (name.startsWith('*.') ? host.endsWith(name.slice(1)) : host === name);
  return RECIPES.find((recipe) => recipe.hosts.some(known)) ?? RECIPES.find((recipe) => detects(recipe, doc)) ?? null;
}

/**
 * @param {Recipe} recipe
 * @param {Document} doc
 */
function detects(recipe, doc) {
  return recipe.detect.some((set) => set.every((selector) => doc.querySelector(selector)));
}
