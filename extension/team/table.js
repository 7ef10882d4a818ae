// The table of all reps' prospects: searched, filtered, sorted by the column that was pressed, and
// as many lines as were asked for.
import { counted, field, find } from '../data/page.js';
import { STATES, WAITS, dayWords, element, rank } from './words.js';

/**
 * A prospect of a rep, in a line.
 * @typedef {{ rep: { name: string }, id: string, name: string, deal: string, state: string, waits: string, open: number, unconfirmed: number, silent: number, dark: boolean, last: string }} Line
 */

/** How many lines stand there at first, and are added by a press. */
const MOST = 100;

const { compare } = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

/** What the table can be sorted by: words, whether it is a number, and which comes first. @type {[string, boolean, (a: Line, b: Line) => number][]} */
const COLUMNS = [
  ['Prospect', false, () => 0],
  ['Rep', false, (a, b) => compare(a.rep.name, b.rep.name)],
  ['Deal', false, (a, b) => compare(a.state, b.state)],
  ['Decision', false, (a, b) => rank(a.waits) - rank(b.waits)],
  ['Open', true, (a, b) => b.open - a.open],
  ['Not confirmed', true, (a, b) => b.unconfirmed - a.unconfirmed],
  ['Silent days', true, (a, b) => b.silent - a.silent],
  ['Dark', false, (a, b) => Number(b.dark) - Number(a.dark)],
  ['Last entry', false, (a, b) => (a.last < b.last ? 1 : a.last > b.last ? -1 : 0)],
];

/** Which lines are looked for: code, words, and which they are. @type {[string, string, (line: Line) => boolean][]} */
const STANDS = [
  ['', 'All', () => true],
  ['waits', 'Need a decision', (line) => line.waits !== ''],
  ['dark', 'Gone dark', (line) => line.dark],
  ['unconfirmed', 'Given, not confirmed', (line) => line.unconfirmed > 0],
  .../** @type {typeof STANDS} */ (Object.entries(STATES).map(([code, words]) => [code, words, (/** @type {Line} */ line) => line.state === code])),
];

/** @type {Line[]} */
let lines = [];
let most = MOST;
let [by, backward] = [3, false];

/** @returns {Line[]} those that are looked for, in their order */
function found() {
  const words = field('find').value.toLowerCase().split(/\s+/).filter(Boolean);
  const rep = field('rep').value;
  const [, , stands] = STANDS.find(([code]) => code === field('stands').value) ?? STANDS[0] ?? [];
  const fits = lines.filter((line) => {
    const name = `${line.name} ${line.id}`.toLowerCase();
    return (rep === '' || String(reps.indexOf(line.rep)) === rep) && stands?.(line) && words.every((word) => name.includes(word));
  });
  const [, , order] = COLUMNS[by] ?? [];
  const way = backward ? -1 : 1;
  return fits.sort((a, b) => way * ((order?.(a, b) || compare(a.name, b.name)) || compare(a.rep.name, b.rep.name)));
}

/** @param {Line} line */
function row(line) {
  const made = document.createElement('tr');
  const number = (/** @type {number} */ value) => element('td', value === 0 ? '' : String(value), { class: 'cell-number' });
  const state = STATES[line.state] ?? line.state;
  made.append(
    element('th', line.name, { scope: 'row' }),
    element('td', line.rep.name),
    element('td', line.deal === '' ? state : `${state}: ${line.deal}`),
    element('td', WAITS[line.waits] ?? line.waits),
    number(line.open),
    number(line.unconfirmed),
    number(line.silent),
    element('td', line.dark ? 'Dark' : ''),
    element('td', dayWords(line.last)),
  );
  return made;
}

function draw() {
  const all = found();
  find('rows').replaceChildren(...all.slice(0, most).map(row));
  const prospects = counted(lines.length, 'prospect');
  find('shown').textContent = all.length === lines.length ? prospects : `${all.length.toLocaleString('en')} of ${prospects}`;
  const left = all.length - most;
  find('more').hidden = left <= 0;
  find('more').textContent = `Show more (${left.toLocaleString('en')} left)`;
  for (const [at, head] of [...find('heads').children].entries()) head.setAttribute('aria-sort', at !== by ? 'none' : backward ? 'descending' : 'ascending');
}

/** From the first line on again, as after each new wish. */
function anew() {
  most = MOST;
  draw();
}

/** @type {{ name: string }[]} */
let reps = [];

/** Shows these lines, or the reps' names as they are now. @param {{ name: string }[]} ofReps @param {Line[]} all */
export function show(ofReps, all) {
  const chosen = reps[Number(field('rep').value || NaN)];
  [reps, lines] = [ofReps, all];
  const options = reps.map(({ name }, at) => element('option', name, { value: String(at) }));
  find('rep').replaceChildren(element('option', 'All reps', { value: '' }), ...options);
  field('rep').value = chosen && reps.includes(chosen) ? String(reps.indexOf(chosen)) : '';
  draw();
}

export function start() {
  for (const [at, [words, isNumber]] of COLUMNS.entries()) {
    const head = element('th', '', isNumber ? { scope: 'col', class: 'cell-number' } : { scope: 'col' });
    const press = element('button', words, { class: 'button button-small button-quiet', type: 'button' });
    press.addEventListener('click', () => {
      [by, backward] = [at, by === at && !backward];
      draw();
    });
    head.append(press);
    find('heads').append(head);
  }
  find('stands').replaceChildren(...STANDS.map(([code, words]) => element('option', words, { value: code })));
  find('find').addEventListener('input', anew);
  for (const id of ['rep', 'stands']) find(id).addEventListener('change', anew);
  find('more').addEventListener('click', () => {
    most += MOST;
    draw();
  });
}
