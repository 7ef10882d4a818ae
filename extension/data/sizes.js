// What Askback knows and where it is: how many of each kind of thing there are, how large they are,
// and how each is removed.
import { ask } from './ask.js';
import { counted, find } from './page.js';

const DATABASE = "a database of this browser profile (IndexedDB “askback”)";

/** The kinds of keys of the ledger's database, and what a rep would call them. */
const KINDS = [
  { keys: ['e'], what: 'Events: what you recorded, with the words that you confirmed', how: '“Forget them” at the end of a record, “Erase a person”, “Old prospects”' },
  { keys: ['p', 'n', 'a', 'w', 'summary'], what: 'Lists made of the events: prospects, names, what is due', how: 'go with their events' },
  { keys: ['settings', 'folder'], what: 'Your addresses, domains, choices, and whom never to look at', how: 'in the settings' },
  { keys: ['recipes', 'ways', 'rules'], what: 'Recipes that you made, and counts of how reading and rules did', how: '“Delete” beside a recipe in the self-test; counts go after three months' },
  { keys: ['x'], what: 'Marks of whom you erased or forgot, so that no file brings them back', how: 'stay; no name can be read from them' },
];

/** @param {number} bytes */
const size = (bytes) => (bytes < 1000 ? `${bytes} B` : bytes < 1e6 ? `${(bytes / 1000).toFixed(1)} KB` : `${(bytes / 1e6).toFixed(1)} MB`);

/** @param {string[]} cells */
function row(cells) {
  const line = document.createElement('tr');
  line.append(
    ...cells.map((text, at) => {
      const cell = document.createElement(at === 0 ? 'th' : 'td');
      if (at === 0) cell.setAttribute('scope', 'row');
      cell.textContent = text;
      return cell;
    }),
  );
  return line;
}

/** Counts what is stored and shows it. */
export async function showSizes() {
  const { sizes, session } = await ask(/** @type {any} */ ({ sizes: {} }));
  /** @type {Record<string, [number, number]>} */
  const left = { ...sizes };
  const rows = KINDS.map(({ keys, what, how }) => {
    let [number, bytes] = [0, 0];
    for (const key of keys) {
      number += left[key]?.[0] ?? 0;
      bytes += left[key]?.[1] ?? 0;
      delete left[key];
    }
    return row([what, counted(number, 'value'), size(bytes), DATABASE, how]);
  });
  const others = Object.values(left);
  if (others.length > 0) rows.push(row([`Other: ${Object.keys(left).join(', ')}`, counted(others.reduce((sum, [number]) => sum + number, 0), 'value'), size(others.reduce((sum, [, bytes]) => sum + bytes, 0)), DATABASE, 'with the extension']));
  rows.push(row(['What open tabs show: few words of what they ask, names beside addresses', counted(session[0], 'value'), size(session[1]), 'memory of the browser (storage.session)', 'gone when the tab, or the browser, is closed']));
  rows.push(row(['Mails, drafts, attachments, address books', 'none', '0 B', 'nowhere', 'nothing to remove; nothing was ever sent anywhere']));
  find('sizes').replaceChildren(...rows);
  const events = sizes.e?.[0] ?? 0;
  const room = await navigator.storage.estimate();
  const all = room.usage ? ` With what the browser needs around it: ${size(room.usage)}.` : '';
  find('counts').textContent = events === 0 ? 'Nothing is recorded yet.' : `${counted(sizes.p?.[0] ?? 0, 'prospect')} and ${counted(events, 'event')}, the sample mailbox's among them.${all}`;
}
