// The page's structure with all text taken out, so that a rep can show why a page is not read.

const LARGEST = 200_000;
/** Attributes whose value is a word of the page's own code and never of a mail. */
const PLAIN_VALUES = new Set(['role', 'type', 'aria-expanded', 'aria-hidden', 'aria-haspopup', 'aria-multiline', 'aria-selected', 'contenteditable', 'g_editable', 'hidden', 'name', 'command', 'gh', 'selector', 'dir', 'rel']);
const WORD = /^[A-Za-z][A-Za-z_-]{0,30}$/;

/**
 * @param {Document} doc
 * @param {string} bodies mail bodies and editors: their inside is left out as a whole
 * @returns {string} one element a line, indented
 */
export function structureOf(doc, bodies) {
  const report = { out: '', bodies };
  if (doc.documentElement) describe(doc.documentElement, 0, report);
  return report.out;
}

/**
 * @param {Element} element
 * @param {number} depth
 * @param {{out: string, bodies: string}} report
 */
function describe(element, depth, report) {
  if (report.out.length > LARGEST || depth > 200) return;
  report.out += `${' '.repeat(depth)}${element.localName}${idOf(element)}${classesOf(element)}${attributesOf(element)}\n`;
  if (element.matches(report.bodies) || ['script', 'style', 'svg', 'head'].includes(element.localName)) return;
  for (const child of element.children) describe(child, depth + 1, report);
}

/** @param {Element} element */
function idOf(element) {
  return element.id && WORD.test(element.id) ? `#${element.id}` : '';
}

/** @param {Element} element */
function classesOf(element) {
  return [...element.classList].filter((name) => /^[\w-]{1,40}$/.test(name)).map((name) => `.${name}`).join('');
}

/** @param {Element} element */
function attributesOf(element) {
  return [...element.attributes]
    .filter(({ name }) => name !== 'class' && name !== 'id' && /^[\w:-]{1,60}$/.test(name))
    .map(({ name, value }) => (PLAIN_VALUES.has(name) && WORD.test(value) ? `[${name}=${value}]` : `[${name}]`))
    .join('');
}
