// A file of the ledger that is locked (docs/ledger-file.md): a line of JSON that says how, and lines
// that are each sealed, of the text of the plain file. A line is bound to the first one and to its
// number, so none can be left out, exchanged or taken from another file without being seen.
import { coded, decoded, fileKey, isWrapped, seal, bytesOf, textOf, unseal } from './crypto.js';

/** @typedef {import('./crypto.js').Bytes} Bytes */
/** @typedef {import('./crypto.js').Wrapped} Wrapped */
/**
 * How the parts of a file are written: its first line, empty for a plain one, and what becomes of
 * each part of its text.
 * @typedef {{ first: string, part: (text: string) => Promise<string>, lines: () => number }} Writer
 */
/** @typedef {{ secret: Bytes, wrapped: Wrapped }} Given the secret of a file, and how it stands in it */

const VERSION = 1;
/** Octets that sealing adds: the vector and the tag. */
const MORE = 28;

/** @type {Writer} a file that anybody can read */
export const PLAIN = { first: '', part: async (text) => text, lines: () => 0 };

/** @param {Given} given @param {Date} now @returns {string} the first line, without its end */
export function headOf({ wrapped: { kdf, rounds, salt, key } }, now) {
  return JSON.stringify({ askback: 'locked', version: VERSION, made: now.toISOString(), cipher: 'AES-256-GCM', kdf, rounds, salt, key });
}

/**
 * @param {Given} given @param {string} head the file's first line @param {number} [from] how many lines it has already
 * @returns {Promise<Writer>}
 */
export async function locking({ secret }, head, from = 1) {
  const key = await fileKey(secret);
  let number = from;
  return {
    first: `${head}\n`,
    part: async (text) => {
      number += 1;
      return `${coded(await seal(key, bytesOf(text), `${head}\n${number}`))}\n`;
    },
    lines: () => number,
  };
}

/** @param {string} text @returns {number} how long it is as a sealed line, with the line's end */
export const sealedLength = (text) => Math.ceil((bytesOf(text).length + MORE) / 3) * 4 + 1;

/** @param {string | undefined} line the first one of a file @returns {Wrapped | 'newer' | null} how it is locked; `null` when it is not */
export function lockOf(line) {
  if (!line?.startsWith('{"askback":"locked"')) return null;
  try {
    const head = JSON.parse(line);
    if (head.version > VERSION) return 'newer';
    return isWrapped(head) ? head : null;
  } catch {
    return null;
  }
}

/** @param {string} head its first line @param {Bytes} secret @returns {Promise<(line: string, number: number) => Promise<string>>} opens a line */
export async function opening(head, secret) {
  const key = await fileKey(secret);
  return async (line, number) => textOf(await unseal(key, decoded(line), `${head}\n${number}`));
}

/** That a file is locked, and by which passphrase nobody has said. */
export class NeedsPassphrase extends Error {
  /** @param {Wrapped} wrapped */
  constructor(wrapped) {
    super('The file is locked with a passphrase.');
    this.wrapped = wrapped;
  }
}
