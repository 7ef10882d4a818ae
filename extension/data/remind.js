// Reminds of a backup: once in so many days in which something was recorded, in the popup, with one
// press to put it off; it can be switched off. It is kept in this browser alone.
import { ask } from './ask.js';

/** @typedef {{ days: number, at: number, after: string }} Note when the last backup was, or the last reminder was put off */

const KEY = 'askback-backup';
const DAY_MS = 86_400_000;
export const USUAL = 30;

/** @returns {Note} */
export function note() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return { days: Number(kept.days ?? USUAL), at: Number(kept.at ?? 0), after: String(kept.after ?? '') };
  } catch {
    return { days: USUAL, at: 0, after: '' };
  }
}

/** @param {Partial<Note>} change */
export const change = (change) => localStorage.setItem(KEY, JSON.stringify({ ...note(), ...change }));

/** A backup was written: what is recorded from now on is not in it. */
export const noteBackup = () => change({ at: Date.now(), after: `e/${Date.now()}` });

/** @param {number} now @returns {Promise<boolean>} whether it is time, and something was recorded since */
export async function isDue(now) {
  const { days, at, after } = note();
  if (days === 0) return false;
  // The first days are counted from when it was first looked.
  if (at === 0) change({ at: now });
  if (at === 0 || now - at < days * DAY_MS) return false;
  const { exported } = await ask({ export: { after } });
  return exported.lines.length > 0;
}

function show() {
  const part = document.createElement('div');
  part.className = 'notice notice-remind stack';
  part.setAttribute('role', 'status');
  const text = document.createElement('p');
  text.textContent = `Nothing was backed up for ${note().days} days in which you recorded something.`;
  const row = document.createElement('div');
  row.className = 'row';
  /** @param {string} words @param {() => void} press */
  const button = (words, press) => {
    const made = document.createElement('button');
    made.type = 'button';
    made.className = 'button button-small';
    made.textContent = words;
    made.addEventListener('click', press);
    row.append(made);
  };
  button('Back up', () => void window.open('data.html#out'));
  button('Later', () => {
    change({ at: Date.now() });
    part.remove();
  });
  button('Never remind me', () => {
    change({ days: 0 });
    part.remove();
  });
  part.append(text, row);
  document.body.append(part);
}

if (document.documentElement.dataset.page === 'popup') isDue(Date.now()).then((due) => due && show(), () => undefined);
