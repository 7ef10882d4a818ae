// A recipe that the rep made by pointing: stored short, as its fields alone, and made here into the
// form of the built-in ones.

/** @typedef {import('./recipes.js').Recipe} Recipe */
/** @typedef {import('./recipes.js').Rule} Rule */

/**
 * What can be pointed at. `frame` and `composer_frame`: the frames that hold the mails' page and the
 * whole composer, where there are any.
 * @typedef {'frame' | 'composer_frame' | 'item' | 'subject' | 'from' | 'to' | 'date' | 'body' | 'composer' | 'editor' | 'recipients' | 'send'} Part
 */

/**
 * @typedef {object} Pointed
 * @property {number} askback_recipe the form's version: 1
 * @property {string} host
 * @property {string} made the day, such as `2026-11-22`
 * @property {boolean} [shadow] whether parts of it stand in shadow trees
 * @property {Partial<Record<Part, Rule[]>>} fields
 */

/** No selector says what is fenced off: the bodies are, as they are found. */
const NOTHING = ':not(*)';

/** What changes without a change of the tree. */
const WATCHED = ['class', 'hidden', 'aria-hidden', 'aria-expanded', 'open'];

/**
 * @param {Pointed} own
 * @returns {Recipe}
 */
export function expanded({ host, shadow, fields }) {
  /** @param {Part} part */
  const rules = (part) => fields[part] ?? [];
  // Whichever way leads to a frame with mails in it is right.
  /** @param {Part} part */
  const selects = (part) => rules(part).flatMap(({ select, label }) => (select && !label ? [select] : []));
  const frame = selects('frame').join(', ');
  /** @type {Rule} */
  const root = { name: 'page', since: '', source: '', select: 'html', ...(frame ? { frame } : {}) };
  const frames = [frame, ...selects('composer_frame'), ...rules('body').filter((rule) => rule.frame).map(() => 'iframe')].filter(Boolean).join(', ');
  const recipe = {
    site: host,
    pointed: true,
    shadow: shadow === true,
    hosts: [host],
    detect: [],
    bodies: NOTHING,
    composers: NOTHING,
    windows: [],
    pane: '',
    roots: rules('item').length ? [root] : [],
    watch: { roots: ['body'], attributes: WATCHED, ...(frames ? { frames } : {}) },
    fields: { own_email: [], ui_lang: [], subject: rules('subject'), thread_id: [], older_hidden: [] },
    messages: {
      items: rules('item'), id: [], from: rules('from'), to: rules('to'), to_cut: '', clipped: '', body: rules('body'), attachments: [],
      date_ms: rules('date').filter(({ derive }) => derive === 'iso-time'),
      date_text: rules('date').filter(({ derive }) => derive !== 'iso-time'),
    },
    text: { noise: '', folds: '', quotes: '', signatures: '' },
    composes: {
      items: rules('composer'), frame: rules('composer_frame'), holder: '', kinds: [], kind: 'inline', id: [], to: rules('recipients'), cc: [], bcc: [], summary: [], subject: [],
      editor: rules('editor'), attachments: [], from: [], reply_to_message: [], strip: [],
    },
    // Some buttons act when pressed down, most on the click: the gate stands before both.
    send: rules('send').map((rule) => ({ ...rule, way: 'click', on: 'press' })),
    shortcut: true,
    rows: { list: [], item: '', start: '', thread_id: [], subject: [], people: [], date_ms: [], unread: NOTHING, read: NOTHING, needs_id: true },
  };
  return /** @type {Recipe} */ (/** @type {unknown} */ (recipe));
}
