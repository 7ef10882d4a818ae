// Files that are locked with a passphrase, on the page "Your data": writing one, and the field for the
// passphrase of one that comes in.
import { decoded, random, unwrap, wrap } from '../lock/crypto.js';
import { NeedsPassphrase, PLAIN, headOf, locking } from '../lock/file.js';
import { field, find, say, wordsOf } from './page.js';

/** @typedef {import('../lock/crypto.js').Wrapped} Wrapped */

const api = globalThis.browser ?? globalThis.chrome;

/** Secrets that were given on this page, by how they stand in their files. @type {Map<string, import('../lock/crypto.js').Bytes>} */
const given = new Map();
/** Of which file the passphrase is asked for. @type {Wrapped | null} */
let asked = null;

/** @returns {Promise<import('../lock/lock.js').Files>} */
export async function files() {
  const reply = await api.runtime.sendMessage({ lock: { files: {} } });
  if (!reply?.files) throw new Error(reply?.failed?.error ?? 'The lock does not answer. Try again.');
  return reply.files;
}

/** The worker opens another computer's file in the folder from now on. @param {Wrapped | undefined} wrapped @param {string} passphrase */
export async function learn(wrapped, passphrase) {
  const reply = await api.runtime.sendMessage({ lock: { learn: { wrapped, passphrase } } });
  if (!reply?.lock) throw new Error(reply?.failed?.error ?? 'The lock does not answer. Try again.');
}

/** How the file is to be written, by what the rep chose. @param {Date} now @returns {Promise<import('../lock/file.js').Writer>} */
export async function writerOf(now) {
  if (!field('lock-file').checked) return PLAIN;
  const { own } = await files();
  if (own) {
    const of = { secret: decoded(own.secret), wrapped: own.wrapped };
    return locking(of, headOf(of, now));
  }
  const [one, other] = [field('file-new').value, field('file-again').value];
  if ([...one].length < 8) throw new Error('A passphrase has at least 8 characters; better are 15 or more.');
  if (one !== other) throw new Error('The two passphrases are not the same.');
  const secret = random(32);
  const of = { secret, wrapped: await wrap(secret, one) };
  return locking(of, headOf(of, now));
}

/** @type {import('./file.js').SecretOf} */
export async function secretOf(wrapped) {
  const known = given.get(wrapped.key);
  if (known) return known;
  const { own, others } = await files();
  const text = own?.wrapped.key === wrapped.key ? own.secret : others[wrapped.key];
  return text ? decoded(text) : null;
}

/**
 * @template T
 * @param {() => Promise<T>} read
 * @returns {Promise<T | null>} `null` when the file is locked: then its passphrase is asked for
 */
export async function unlessLocked(read) {
  find('file-locked').hidden = true;
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof NeedsPassphrase)) throw error;
    asked = error.wrapped;
    find('file-locked').hidden = false;
    setTimeout(() => find('file-passphrase').focus());
    return null;
  }
}

/** @param {() => unknown} again reads the file once more */
export function startLocked(again) {
  find('file-locked').addEventListener('submit', async (event) => {
    event.preventDefault();
    const wrapped = asked;
    if (!wrapped) return;
    try {
      given.set(wrapped.key, await unwrap(wrapped, field('file-passphrase').value));
      field('file-passphrase').value = '';
      say('trouble', '');
      again();
    } catch (error) {
      say('trouble', wordsOf(error));
      find('file-passphrase').focus();
    }
  });
  const show = async () => {
    const own = field('lock-file').checked ? (await files()).own : null;
    find('file-twice').hidden = !field('lock-file').checked || own !== null;
    find('file-own').hidden = !field('lock-file').checked || own === null;
  };
  const shown = () => show().catch((error) => say('trouble', wordsOf(error)));
  find('lock-file').addEventListener('change', shown);
  // It may have been ticked before this script ran.
  shown();
}
