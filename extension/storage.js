// Where the worker keeps things, behind one shape: `get`, `range`, `set`. The ledger is in IndexedDB,
// what is known of open tabs in `chrome.storage.session`. Here is no judgement: keys and values.
// It is JavaScript so that the database opens while the core is still being compiled.

import { Sealed } from './lock/sealed.js';

const api = globalThis.browser ?? globalThis.chrome;

/** @typedef {Record<string, any>} Items */

const NAME = 'askback';
/** While the lock is turned on: the ledger as it will be. It has a lock once it is whole. */
const BESIDE = 'askback-sealed';
/** The form of the database: which object stores there are. What is in them has a version of its own. */
const FORM = 1;
const LEDGER = 'ledger';
/**
 * Beside the ledger: `moved` says how far the move out of `chrome.storage.local` has come, `lock` how
 * the ledger is encrypted.
 */
const ABOUT = 'about';
const PATIENCE_MS = 5000;
/** In the session's store: a write was broken off. */
const TORN = 'torn';
/** So much makes Chromium's database begin a new log: it does at 4 MB. Larger pieces go elsewhere. */
const [PIECE, PIECES] = [50_000, 120];
/** So many times of that: see `wear`. */
const WEAR = 6;
/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
function result(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/**
 * @param {IDBTransaction} transaction
 * @returns {Promise<void>} all of it is written; else none is
 */
function written(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('the browser broke the writing off'));
  });
}

/** @param {string} name @returns {Promise<IDBDatabase>} */
function opened(name) {
  // Without a form, a database of a newer Askback is opened too, to be read.
  const request = indexedDB.open(name);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(LEDGER);
    request.result.createObjectStore(ABOUT);
  };
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error('the database does not open')), PATIENCE_MS));
  return Promise.race([result(request), /** @type {Promise<never>} */ (late)]);
}

/**
 * Moves a ledger out of `chrome.storage.local`, where it was kept first: copied in one transaction,
 * then removed there. Wherever it is broken off, the next start goes on.
 * @param {IDBDatabase} database @param {unknown} moved how far it has come
 */
async function moveIn(database, moved) {
  if (database.version > FORM || moved === 'done') return;
  const old = await api.storage.local.get(null);
  if (moved !== 'copied') {
    const all = database.transaction([LEDGER, ABOUT], 'readwrite', { durability: 'strict' });
    for (const [key, value] of Object.entries(old)) all.objectStore(LEDGER).put(value, key);
    all.objectStore(ABOUT).put('copied', 'moved');
    await written(all);
  }
  await api.storage.local.remove(Object.keys(old));
  const last = database.transaction(ABOUT, 'readwrite', { durability: 'strict' });
  last.objectStore(ABOUT).put('done', 'moved');
  await written(last);
}

/** The ledger's database. It is opened anew when the browser closed it or it was deleted. */
class Database {
  /** @param {() => void} onGone what was read from it is no longer so @param {string} [name] */
  constructor(onGone, name = NAME) {
    this.onGone = onGone;
    this.name = name;
    /** @type {Promise<IDBDatabase> | null} */
    this.opening = null;
    /** @type {boolean | undefined} whether a write was broken off since the last new log */
    this.torn = undefined;
    /** @type {import('./lock/sealed.js').Record_ | undefined} how the ledger is encrypted; known once it is open */
    this.lock = undefined;
    /** Told how far the ledger is back in its place. @type {(share: number) => void} */
    this.progress = () => undefined;
    this.open().catch(() => undefined);
  }

  /** @returns {Promise<IDBDatabase>} */
  open() {
    const opening = (this.opening ??= this.ready());
    opening.catch(() => this.gone(opening));
    return opening;
  }

  async ready() {
    const database = await opened(this.name);
    // Closed at once, or a deletion or a newer Askback would have to wait for this worker's end.
    database.onversionchange = () => {
      database.close();
      this.gone();
    };
    database.onclose = () => this.gone();
    const about = database.transaction(ABOUT).objectStore(ABOUT);
    const [moved, lock] = await Promise.all([result(about.get('moved')), result(about.get('lock'))]);
    // Until the ledger is back in its place, what was known of the lock stands.
    const isNew = this.name === NAME && moved === undefined && database.version <= FORM;
    this.lock = isNew ? await this.takeBack(database) : lock;
    if (this.name !== NAME) return database;
    if (!this.lock) await moveIn(database, moved);
    // Left there when it was broken off at the very end.
    else if (!this.lock.turning) indexedDB.deleteDatabase(BESIDE);
    return database;
  }

  /** The same ledger with every value sealed, to be filled and then put in this one's place. */
  async beside() {
    const beside = new Database(() => undefined, BESIDE);
    await beside.remove();
    return beside;
  }

  /** Deletes the database, and its file: what is only replaced stays in it for a while. */
  async remove() {
    (await this.open()).close();
    await result(indexedDB.deleteDatabase(this.name));
    this.gone();
  }

  /**
   * What stands whole beside a new and empty database is the ledger, now in its place.
   * @param {IDBDatabase} database
   */
  async takeBack(database) {
    if (!(await indexedDB.databases()).some(({ name }) => name === BESIDE)) return undefined;
    const beside = new Database(() => undefined, BESIDE);
    const all = await beside.count('');
    const { lock } = beside;
    for (let [after, done] = [/** @type {string | undefined} */ (''), 0]; lock && after !== undefined; ) {
      const items = Object.entries(await beside.range('', after, MOST_KEPT));
      after = items.map(([key]) => key).sort().at(-1);
      const some = database.transaction([LEDGER, ABOUT], 'readwrite', { durability: 'strict' });
      for (const [key, value] of items) some.objectStore(LEDGER).put(value, key);
      if (after === undefined) some.objectStore(ABOUT).put('done', 'moved');
      if (after === undefined) some.objectStore(ABOUT).put(lock, 'lock');
      await written(some);
      this.progress((done += items.length) / Math.max(all, 1));
    }
    await beside.remove();
    return lock;
  }

  /** @param {import('./lock/sealed.js').Record_ | undefined} lock how the ledger is encrypted from now on */
  async noteLock(lock) {
    const database = await this.open();
    const about = database.transaction(ABOUT, 'readwrite', { durability: 'strict' });
    if (lock) about.objectStore(ABOUT).put(lock, 'lock');
    else about.objectStore(ABOUT).delete('lock');
    await written(about);
    this.lock = lock;
  }

  /** @param {Promise<IDBDatabase>} [which] only if it is still this one */
  gone(which) {
    if (which && which !== this.opening) return;
    this.opening = null;
    this.onGone();
  }

  /**
   * @param {IDBTransactionMode} mode
   * @returns {Promise<IDBObjectStore>} to be used at once: a transaction ends when nothing is asked of it
   */
  async store(mode) {
    const begin = async () => {
      const database = await this.open();
      if (mode === 'readwrite' && database.version > FORM) throw Object.assign(new Error('a newer form'), { form: database.version });
      // Strict: a change that was confirmed is on the disk, whatever ends the browser or the machine.
      return database.transaction(LEDGER, mode, { durability: 'strict' }).objectStore(LEDGER);
    };
    try {
      return await begin();
    } catch (error) {
      // It is being closed, and nobody told us yet.
      if (!(error instanceof DOMException) || error.name !== 'InvalidStateError') throw error;
      this.gone();
      return begin();
    }
  }

  /** @param {string[]} keys @returns {Promise<Items>} */
  async get(keys) {
    const store = await this.store('readonly');
    const values = await Promise.all(keys.map((key) => result(store.get(key))));
    return Object.fromEntries(keys.map((key, index) => [key, values[index]]).filter(([, value]) => value !== undefined));
  }

  /** @param {string} prefix @param {string} after @param {number} most @returns {Promise<Items>} */
  async range(prefix, after, most) {
    const store = await this.store('readonly');
    const range = IDBKeyRange.bound(after || prefix, `${prefix}\uffff`, after !== '', true);
    const [keys, values] = await Promise.all([result(store.getAllKeys(range, most)), result(store.getAll(range, most))]);
    return Object.fromEntries(keys.map((key, index) => [String(key), values[index]]));
  }

  /** @param {string} prefix @returns {Promise<number>} */
  async count(prefix) {
    const store = await this.store('readonly');
    return result(store.count(IDBKeyRange.bound(prefix, `${prefix}\uffff`, false, true)));
  }

  /** @returns {Promise<Record<string, [number, number]>>} by the kinds of keys: how many, and how much as JSON */
  async sizes() {
    const store = await this.store('readonly');
    /** @type {Record<string, [number, number]>} */
    const sizes = {};
    const request = store.openCursor();
    return new Promise((resolve, reject) => {
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        const cursor = request.result;
        if (!cursor) return resolve(sizes);
        const kind = String(cursor.key).split('/')[0] ?? '';
        const size = (sizes[kind] ??= [0, 0]);
        size[0] += 1;
        // Sealed ones are octets.
        size[1] += String(cursor.key).length + (cursor.value.byteLength ?? JSON.stringify(cursor.value).length);
        cursor.continue();
      };
    });
  }

  /** @param {Items} items @param {string[]} gone */
  async set(items, gone) {
    const store = await this.store('readwrite');
    const end = written(store.transaction);
    try {
      for (const [key, value] of Object.entries(items)) store.put(value, key);
      for (const key of gone) store.delete(key);
      store.transaction.commit();
    } catch {
      // What cannot be stored: without this, what came before it would be.
      store.transaction.abort();
    }
    await this.unlessTorn(end);
    this.torn ??= TORN in (await api.storage.session.get(TORN));
    if (this.torn) await this.renew().catch(() => undefined);
  }

  /** Notes when a write is broken off. @param {Promise<void>} end */
  async unlessTorn(end) {
    try {
      await end;
    } catch (error) {
      this.torn = true;
      await api.storage.session.set({ [TORN]: true });
      throw error;
    }
  }

  /**
   * Has Chromium begin a new log for the database. It writes into a log in order, and when a write is
   * broken off (by a full disk, by a pulled plug) it goes on behind the torn piece; the next start
   * finds the piece, and throws ALL of the database away. A log is left behind for a new one, and
   * what it held written elsewhere, once some megabytes were written; no call does it.
   */
  async renew(times = 1, piece = /** @returns {unknown} */ () => 'x'.repeat(PIECE)) {
    // Firefox keeps its databases in another way, which forgives it.
    if (api.runtime.getURL('').startsWith('moz-')) return;
    const database = await this.open();
    for (let time = 0; time <= times; time += 1) {
      const all = database.transaction(ABOUT, 'readwrite', { durability: 'strict' });
      if (time === times) all.objectStore(ABOUT).delete(IDBKeyRange.bound('ballast/', 'ballast/\uffff'));
      else for (let number = 0; number < PIECES; number += 1) all.objectStore(ABOUT).put(piece(), `ballast/${time}/${number}`);
      await this.unlessTorn(written(all));
    }
    this.torn = false;
    await api.storage.session.remove(TORN);
  }

  /**
   * Has Chromium merge its tables, so that what was deleted goes from its files. It merges those of a
   * level once they have 10 MB; what can be made small does not count.
   */
  wear() {
    return this.renew(WEAR, () => crypto.getRandomValues(new Uint8Array(PIECE)));
  }
}

/** `chrome.storage.session`, in the same shape. */
const session = {
  get: (/** @type {string[]} */ keys) => api.storage.session.get(keys),
  range: () => Promise.reject(new Error('the session is never read as a whole')),
  count: () => Promise.reject(new Error('the session is never counted')),
  async set(/** @type {Items} */ items, /** @type {string[]} */ gone) {
    if (Object.keys(items).length) await api.storage.session.set(items);
    if (gone.length) await api.storage.session.remove(gone);
  },
};

const MOST_KEPT = 1000;

/** @typedef {Pick<Database, 'get' | 'range' | 'count' | 'set'> & Partial<Pick<Database, 'renew' | 'sizes'>>} Area */

/**
 * What was read or written is kept in memory: the worker is the one writer, and asking the browser
 * takes a millisecond each time. What a worker had is gone with it, and the next one reads again.
 */
class Kept {
  /** @param {Area} area */
  constructor(area) {
    /** @type {Map<string, any>} a key that is not there is kept as undefined */
    this.known = new Map();
    this.area = area;
  }

  /** All is read anew. */
  forget() {
    this.known.clear();
  }

  /** @param {string[]} keys @returns {Promise<Items>} */
  async get(keys) {
    const unknown = keys.filter((key) => !this.known.has(key));
    const read = unknown.length ? await this.area.get(unknown) : {};
    const all = keys.map((key) => [key, this.known.has(key) ? this.known.get(key) : read[key]]);
    if (this.known.size > MOST_KEPT) this.known.clear();
    for (const key of unknown) this.known.set(key, read[key]);
    return Object.fromEntries(all.filter(([, value]) => value !== undefined));
  }

  /** @param {string} prefix @param {string} after @param {number} most @returns {Promise<Items>} */
  range(prefix, after, most) {
    return this.area.range(prefix, after, most);
  }

  /** @param {string} prefix @returns {Promise<number>} */
  count(prefix) {
    return this.area.count(prefix);
  }

  renew() {
    return this.area.renew?.();
  }

  async sizes() {
    return (await this.area.sizes?.()) ?? {};
  }

  /** @param {Items} items @param {string[]} gone */
  async set(items, gone) {
    try {
      await this.area.set(items, gone);
    } catch (error) {
      // Nothing was written, as far as one can know.
      this.known.clear();
      throw error;
    }
    for (const [key, value] of Object.entries(items)) this.known.set(key, value);
    for (const key of gone) this.known.set(key, undefined);
  }
}

/**
 * One request of the small database in which it is noted where the backup folder is. It is apart from
 * the ledger's, so that its pages may use it beside the worker.
 * @template T
 * @param {IDBTransactionMode} mode @param {(store: IDBObjectStore) => IDBRequest<T>} ask
 * @returns {Promise<T>}
 */
export async function folderStore(mode, ask) {
  const opening = indexedDB.open(`${NAME}-folder`, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore('folder');
  const database = await result(opening);
  try {
    return await result(ask(database.transaction('folder', mode).objectStore('folder')));
  } finally {
    database.close();
  }
}

/** The ledger's store, opening, and what encrypts it. */
export function openLedger() {
  const sealed = new Sealed(new Database(() => {
    sealed.forget();
    ledger.forget();
  }));
  const ledger = new Kept(sealed);
  return { ledger, sealed };
}

/** The store that lasts as long as the browser runs. */
export const openSession = () => new Kept(session);
