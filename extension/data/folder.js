// A folder on the disk with a file of events for each device (docs/ledger-file.md): this one's is
// written, the others' are read in. Whoever keeps the folder in step between computers keeps their
// ledgers the same, and a ledger that was lost comes back from it.
import { folderStore } from '../storage.js';
import { decoded } from '../lock/crypto.js';
import { NeedsPassphrase, PLAIN, headOf, locking, sealedLength } from '../lock/file.js';
import { Wrong, head, marksOf, portions, tail } from './file.js';
import { piecesOf } from './pieces.js';

/** @typedef {import('./old.js').Ask} Ask */
/** @typedef {{ size: number, modified: number }} Stamp */
/** @typedef {import('../lock/lock.js').Files} Files */
/** @typedef {import('../lock/crypto.js').Wrapped} Wrapped */
/**
 * `after`: the key of the last event; of a locked file its first line, and how many lines it has.
 * @typedef {Stamp & { after: string, count: number, head?: string, lines?: number }} Written
 */
/**
 * What is known of the folder. `own`: the file of this device as it was left; `read`: the others' as
 * they were read; `rewrite`: something was taken out of the ledger, or came in by hand.
 * @typedef {{ handle: FileSystemDirectoryHandle, device?: string, own?: Written, read: Record<string, Stamp>, rewrite?: boolean, at?: number, trouble?: string }} Folder
 */
/** @typedef {{ taken: number, erased: number, written: number, wrong: string[], count: number, locked: Wrapped[] }} Done `locked`: the files of which the passphrase is not known */

const PORTION = 200;
const OURS = /^askback-.*\.jsonl$/;

/** @returns {Promise<Folder | undefined>} */
export const known = () => folderStore('readonly', (store) => store.get('folder'));

/** @param {Folder} folder */
const keep = (folder) => folderStore('readwrite', (store) => store.put(folder, 'folder'));

/** @param {FileSystemDirectoryHandle} handle the folder that the rep chose */
export const choose = (handle) => keep({ handle, read: {} });

/** The folder is no longer written to; its files stay. */
export const leave = () => folderStore('readwrite', (store) => store.delete('folder'));

/** What was taken out of the ledger must go from our file too, and what came in by hand into it. */
export async function rewriteNext() {
  const folder = await known();
  if (folder && !folder.rewrite) await keep({ ...folder, rewrite: true });
}

/**
 * Whether the browser lets us into the folder: `granted`, `prompt` (a press may ask), `denied`.
 * @param {FileSystemDirectoryHandle} handle @param {boolean} [ask] only in a press
 * @returns {Promise<string>}
 */
export async function leaveFor(handle, ask = false) {
  const own = /** @type {any} */ (handle);
  const options = { mode: 'readwrite' };
  // A folder of the browser's own, and Firefox, know no such question.
  if (!own.queryPermission) return 'granted';
  const now = await own.queryPermission(options);
  return ask && now === 'prompt' ? own.requestPermission(options) : now;
}

/**
 * Reads the others' files in and writes this device's. One at a time, of all pages and the worker.
 * @param {Ask} ask @param {Files} files what opens and locks them
 * @returns {Promise<Done | null>} `null` when there is no folder, or no leave
 */
export function sync(ask, files) {
  return navigator.locks.request('askback-folder', async () => {
    const folder = await known();
    if (!folder || (await leaveFor(folder.handle)) !== 'granted') return null;
    try {
      const done = await step(folder, ask, files);
      await keep({ ...folder, rewrite: false, at: Date.now(), trouble: done.wrong.join(' ') });
      return done;
    } catch (error) {
      await keep({ ...folder, trouble: String(error instanceof Error ? error.message : error) });
      throw error;
    }
  });
}

/** @param {Folder} folder is brought up to date @param {Ask} ask @param {Files} secrets @returns {Promise<Done>} */
async function step(folder, ask, secrets) {
  const device = (await ask({ export: { after: '' } })).exported.device;
  if (folder.device !== device) Object.assign(folder, { device, own: undefined });
  const name = `askback-${device}.jsonl`;
  const files = await filesOf(folder.handle);
  const [own, others] = [files.get(name), [...files].filter(([other]) => other !== name)];
  const asLeft = own && same(folder.own, own);
  /** @type {Done} */
  const done = { taken: 0, erased: 0, written: 0, wrong: [], count: others.length, locked: [] };
  // Ours as somebody else left it: a profile that was copied, or a copy that came back.
  for (const [other, file] of own && !asLeft ? [[name, own], ...others] : others) {
    if (same(folder.read[/** @type {string} */ (other)], /** @type {File} */ (file))) continue;
    await takeIn(/** @type {string} */ (other), /** @type {File} */ (file), folder, ask, secrets, done);
  }
  const gone = Object.keys(folder.read).filter((other) => other !== name && !files.has(other));
  for (const other of gone) delete folder.read[other];
  const covered = new Set(others.map(([other]) => /^askback-([a-z0-9]{8})\.jsonl$/i.exec(other)?.[1]));
  const ours = secrets.folder ? secrets.own : null;
  const lock = ours && { secret: decoded(ours.secret), wrapped: ours.wrapped };
  const whole = !asLeft || folder.rewrite || gone.length > 0 || Boolean(lock) !== Boolean(folder.own?.head);
  await write(folder, name, device, whole ? covered : null, ask, lock, done);
  return done;
}

/** @param {Stamp | undefined} stamp @param {File} file */
const same = (stamp, file) => stamp?.size === file.size && stamp.modified === file.lastModified;

/** @param {FileSystemDirectoryHandle} handle @returns {Promise<Map<string, File>>} */
async function filesOf(handle) {
  const files = new Map();
  for await (const [name, entry] of /** @type {any} */ (handle).entries()) {
    if (entry.kind === 'file' && OURS.test(name)) files.set(name, await entry.getFile());
  }
  return files;
}

/**
 * Looks through a file, and then takes it in: one that is not whole, or not ours, changes nothing and
 * is read again when it changes.
 * @param {string} name @param {File} file @param {Folder} folder @param {Ask} ask @param {Files} secrets @param {Done} done
 */
async function takeIn(name, file, folder, ask, { own, others }, done) {
  const { signal } = new AbortController();
  const secretOf = async (/** @type {Wrapped} */ { key }) => {
    const text = own?.wrapped.key === key ? own.secret : others[key];
    return text ? decoded(text) : null;
  };
  try {
    // As a whole first: one that is cut off erases nobody.
    for await (const portion of portions(file, PORTION, signal, () => undefined, secretOf)) void portion;
    done.erased += await respect(await marksOf(file, secretOf), folder, ask);
    let fresh = 0;
    for (const write of [false, true]) {
      if (write && fresh === 0) break;
      for await (const { first, lines } of portions(file, PORTION, signal, () => undefined, secretOf)) {
        const { imported, failed } = await ask({ import: { lines, write } });
        if (failed) throw new Error(failed.error);
        if (imported.wrong) throw new Wrong(first + imported.wrong[0], imported.wrong[1]);
        if (write) done.taken += imported.fresh;
        else fresh += imported.fresh;
      }
    }
    folder.read[name] = { size: file.size, modified: file.lastModified };
  } catch (error) {
    if (error instanceof NeedsPassphrase) done.locked.push(error.wrapped);
    else if (!(error instanceof Wrong)) throw error;
    done.wrong.push(`${name}: ${/** @type {Error} */ (error).message}`);
  }
}

/**
 * Erases here whom another device's marks tell of. It is noted before that our file must be written
 * anew: it holds the words as well.
 * @param {import('./file.js').Marks} theirs @param {Folder} folder @param {Ask} ask
 * @returns {Promise<number>} the events that were changed or removed
 */
async function respect(theirs, folder, ask) {
  const here = new Map((await marksHere(ask)).map((mark) => /** @type {[string, string]} */ (mark.split(' '))));
  const fresh = theirs.filter((mark) => {
    const [checksum = '', until] = mark.split(' ');
    return Number(until) > Number(here.get(checksum) ?? 0);
  });
  if (fresh.length === 0) return 0;
  folder.rewrite = true;
  await keep(folder);
  const { erased, failed } = await ask({ marks: { marks: fresh } });
  if (failed) throw new Error(failed.error);
  return erased.events;
}

/** @param {Ask} ask @returns {Promise<import('./file.js').Marks>} */
async function marksHere(ask) {
  const { erased, failed } = await ask({ marks: { marks: [] } });
  if (failed) throw new Error(failed.error);
  return erased.marks;
}

/**
 * Writes this device's file: new events at its end, or all of it anew with the events of devices that
 * have no file of their own. The browser puts what was written in the file's place as a whole.
 * @param {Folder} folder @param {string} name @param {string} device
 * @param {Set<string | undefined> | null} covered the devices with a file, for all of it anew
 * @param {Ask} ask @param {import('../lock/file.js').Given | null} lock @param {Done} done
 */
async function write(folder, name, device, covered, ask, lock, done) {
  const isOurs = (/** @type {string} */ line) => {
    const of = String(JSON.parse(line).id).split('-')[1];
    return of === device || (covered !== null && !covered.has(of));
  };
  const now = new Date();
  /** @type {Written} */
  const fresh = { after: '', count: 0, size: 0, modified: 0, head: lock ? headOf(lock, now) : undefined };
  const left = covered ? fresh : (folder.own ?? fresh);
  let { after, count } = left;
  // The last line makes room for what comes.
  const writer = lock ? await locking(lock, left.head ?? '', covered ? 1 : (left.lines ?? 1) - 1) : PLAIN;
  /** @type {FileSystemWritableFileStream | null} */
  let file = null;
  const open = async () => {
    const handle = await folder.handle.getFileHandle(name, { create: true });
    const opened = await handle.createWritable({ keepExistingData: covered === null });
    if (covered) await opened.write(writer.first + (await writer.part(head(now, await marksHere(ask)))));
    else await opened.seek(left.size - (lock ? sealedLength(tail(count)) : tail(count).length));
    return opened;
  };
  if (covered) file = await open();
  let next = after;
  do {
    const { exported, failed } = await ask({ export: { after: next } });
    if (failed) throw new Error(failed.error);
    const lines = exported.lines.filter(isOurs);
    if (lines.length > 0) {
      file ??= await open();
      for (const text of piecesOf(lines)) await file.write(await writer.part(text));
      count += lines.length;
      done.written += lines.length;
    }
    const last = exported.lines.at(-1);
    if (last) after = `e/${JSON.parse(last).id}`;
    next = exported.after;
  } while (next !== '');
  if (!file) return;
  await file.write(await writer.part(tail(count)));
  await file.close();
  const written = await (await folder.handle.getFileHandle(name)).getFile();
  folder.own = { size: written.size, modified: written.lastModified, after, count, head: lock ? left.head : undefined, lines: writer.lines() };
}
