// All that a page shows of mail at one moment.
import { composeRoots, readCompose } from './composes.js';
import { find, isShown } from './dom.js';
import { goesToNeverLooked, isNeverLooked, nothingOf, rowsLeft } from './never.js';
import { readRecord } from './record.js';
import { readRows } from './rows.js';
import { Findings, firstValue } from './rules.js';
import { openThread, readThread } from './thread.js';

/** @typedef {import('./recipes.js').Recipe} Recipe */
/** @typedef {import('../protocol.js').Conversation} Conversation */

/**
 * Reads a page. Never fails: what cannot be read is `null` and named in `missing`.
 * @param {Recipe} recipe
 * @param {Document} doc
 * @param {import('./thread.js').MessageCache} cache
 * @param {string[]} [never] the never-look list, which stands before everything
 * @returns {{conversation: Conversation, finished: boolean, places: Node[]}} not finished: the page
 *   is larger than one reading may take, so another one goes on where this one stopped; `places`:
 *   what holds the conversation (or the list), and the drafts
 */
export function readConversation(recipe, doc, cache, never = []) {
  const findings = new Findings();
  const open = openThread(recipe, doc);
  if (isNeverLooked(never, recipe, doc, open, cache)) return { conversation: nothingOf(recipe), finished: true, places: [] };
  const record = readRecord(recipe, open, findings);
  const { finished, ...thread } = readThread(recipe, open, cache, findings, record !== null);
  const own = firstValue(recipe.fields.own_email, doc, recipe.bodies);
  if (recipe.fields.own_email.length) findings.note('own_email', own?.rule ?? null);
  const name = firstValue(recipe.fields.own_name ?? [], doc, recipe.bodies);
  const lang = firstValue(recipe.fields.ui_lang, doc, recipe.bodies);
  const roots = composeRoots(recipe, doc).filter((root) => !goesToNeverLooked(never, recipe, root));
  const composes = roots.map((root) => readCompose(recipe, root, findings));
  const rows = readRows(recipe, doc, findings);
  const conversation = {
    site: recipe.site,
    view: record ? 'record' : viewOf(recipe, doc, thread.messages.length > 0 || thread.subject !== null, rows !== null),
    ...thread,
    record,
    own_email: own ? String(own.value) : null,
    own_name: name ? String(name.value) : null,
    composes,
    rows: rowsLeft(never, own ? String(own.value) : '', rows),
    ui_lang: lang ? String(lang.value) : null,
    never: false,
    missing: [...findings.missing].sort(),
    found_by: findings.foundBy,
  };
  return { conversation, finished, places: open ? [open.root, ...roots] : [] };
}

/**
 * @param {Recipe} recipe
 * @param {Document} doc
 * @param {boolean} hasThread
 * @param {boolean} hasList
 */
function viewOf(recipe, doc, hasThread, hasList) {
  const own = recipe.windows.find(({ select }) => find(doc, select, recipe.bodies, 1).length);
  if (own && !hasList) return own.view;
  const hasPane = Boolean(recipe.pane) && find(doc, recipe.pane, recipe.bodies).some(isShown);
  if (hasList && (hasThread || hasPane)) return 'split';
  if (hasThread) return 'thread';
  return hasList ? 'list' : 'none';
}
