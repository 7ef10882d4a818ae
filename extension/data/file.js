// The ledger's file (docs/ledger-file.md): a line that says what it is, a line an event, and a line
// that says that it is whole. One that is locked is opened on its way in.
import { NeedsPassphrase, lockOf, opening } from '../lock/file.js';

/** The version of the file's form. */
export const VERSION = 1;

/** The longest line that can be one of ours, in characters; the first may hold 100,000 marks. */
const LONGEST = 120_000;
const LONGEST_HEAD = 4_000_000;
/** The same of a line that is locked, in a file of any kind. */
const LONGEST_LOCKED = 6_000_000;

/** @typedef {(wrapped: import('../lock/crypto.js').Wrapped) => Promise<import('../lock/crypto.js').Bytes | null>} SecretOf knows the secret of a locked file, or not */

/** Marks of those who were erased: a checksum and a time each, with a space between. @typedef {string[]} Marks */

/** @param {Date} now @param {Marks} [erased] only in the folder of backups */
export const head = (now, erased = []) => `${JSON.stringify({ askback: 'ledger', version: VERSION, made: now.toISOString(), ...(erased.length > 0 ? { erased } : {}) })}\n`;

/** @param {number} events */
export const tail = (events) => `${JSON.stringify({ askback: 'end', events })}\n`;

/** That a file is not one of ours: its line, counted from 1, and why. */
export class Wrong extends Error {
  /** @param {number} line @param {string} why */
  constructor(line, why) {
    super(`Line ${line} ${why}. Nothing of the file was taken in.`);
  }
}

/** @param {string} line @returns {any} undefined when it is not JSON */
function parsed(line) {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** @param {string | undefined} line */
function checkHead(line) {
  const head = line === undefined ? undefined : parsed(line);
  if (head?.askback !== 'ledger') throw new Wrong(1, 'does not begin an export of an Askback ledger');
  if (typeof head.version !== 'number' || head.version > VERSION) throw new Wrong(1, 'says that a newer Askback made the file; update Askback');
}

/**
 * The lines of a file, whatever its size.
 * @param {Blob} file @param {AbortSignal} signal @param {import('./ask.js').Progress} progress
 * @returns {AsyncGenerator<string>}
 */
async function* linesOf(file, signal, progress) {
  const reader = file.stream().getReader();
  const decoder = new TextDecoder();
  let [rest, read, count] = ['', 0, 0];
  for (;;) {
    signal.throwIfAborted();
    const { done, value } = await reader.read();
    rest += done ? decoder.decode() : decoder.decode(value, { stream: true });
    const lines = rest.split('\n');
    rest = done ? '' : (lines.pop() ?? '');
    if (rest.length > LONGEST_LOCKED) throw new Wrong(count + lines.length + 1, 'is longer than any line of an export');
    count += lines.length;
    read += value?.length ?? 0;
    progress(read, file.size);
    yield* lines;
    if (done) return;
  }
}

/**
 * The lines of the plain file, whether it is locked or not.
 * @param {Blob} file @param {AbortSignal} signal @param {import('./ask.js').Progress} progress @param {SecretOf} secretOf
 * @returns {AsyncGenerator<string>}
 */
async function* plainLines(file, signal, progress, secretOf) {
  /** @type {((line: string, number: number) => Promise<string>) | null} */
  let open = null;
  let number = 0;
  for await (const line of linesOf(file, signal, progress)) {
    number += 1;
    const lock = number === 1 ? lockOf(line) : null;
    if (lock === 'newer') throw new Wrong(1, 'says that a newer Askback made the file; update Askback');
    if (lock) {
      const secret = await secretOf(lock);
      if (!secret) throw new NeedsPassphrase(lock);
      open = await opening(line, secret);
    } else if (!open) yield line;
    else if (line !== '') {
      const text = await open(line, number).catch(() => {
        throw new Wrong(number, 'cannot be opened: the file was changed, or cut off');
      });
      yield* text.replace(/\n$/, '').split('\n');
    }
  }
  if (open && number < 3) throw new Wrong(number, 'is not the last one of an export: the file was cut off');
}

/** The marks that a file of the folder brings. @param {Blob} file @param {SecretOf} [secretOf] @returns {Promise<Marks>} */
export async function marksOf(file, secretOf = async () => null) {
  for await (const line of plainLines(file, new AbortController().signal, () => undefined, secretOf)) {
    const { erased } = parsed(line) ?? {};
    return Array.isArray(erased) ? erased.filter((one) => typeof one === 'string') : [];
  }
  return [];
}

/**
 * The events of a file in portions, each with the number of its first line. Says what is wrong with
 * the file as a whole; of the events themselves the worker knows.
 * @param {Blob} file @param {number} most events in a portion
 * @param {AbortSignal} signal @param {import('./ask.js').Progress} progress @param {SecretOf} [secretOf]
 * @returns {AsyncGenerator<{ first: number, lines: string[] }>}
 */
export async function* portions(file, most, signal, progress, secretOf = async () => null) {
  let [number, events, ended] = [0, 0, false];
  /** @type {string[]} */
  let lines = [];
  for await (const raw of plainLines(file, signal, progress, secretOf)) {
    number += 1;
    if (raw.length > (number === 1 ? LONGEST_HEAD : LONGEST)) throw new Wrong(number, 'is longer than any line of an export');
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    if (number === 1) {
      checkHead(line);
      continue;
    }
    if (ended) {
      if (line !== '') throw new Wrong(number, 'comes after the end of the export');
      continue;
    }
    const end = line.startsWith('{"askback":') ? parsed(line) : undefined;
    if (end?.askback === 'end') {
      if (end.events !== events) throw new Wrong(number, `says that there are ${end.events} events, but there are ${events}`);
      ended = true;
      continue;
    }
    events += 1;
    lines.push(line);
    if (lines.length === most) {
      yield { first: number - lines.length + 1, lines };
      lines = [];
    }
  }
  if (number === 0) checkHead(undefined);
  if (!ended) throw new Wrong(number, 'is not the last one of an export: the file was cut off');
  if (lines.length > 0) yield { first: events - lines.length + 2, lines };
}
