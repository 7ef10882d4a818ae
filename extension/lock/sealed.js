// The ledger's store, encrypted: what lies between the plain keys and values of the core and those of
// the database. With the lock off it hands everything through.
//
// A value is sealed with the key under which it lies, so that no two can be exchanged, and holds its
// plain key beside it. Of a key the part that says whom it is about is a mark (HMAC); what orders the
// ledger stays: the kind, the day of the agenda, and the time in an event's identity.
import { bytesOf, decoded, ledgerKeys, markOf, seal, textOf, unseal } from './crypto.js';

/** @typedef {Record<string, any>} Items */
/** @typedef {import('./crypto.js').Wrapped & { minutes: number, files: boolean, turning?: 'on' | 'off' }} Record_ the lock as it lies beside the ledger */
/** @typedef {{ values: CryptoKey, marks: CryptoKey }} Keys */
/**
 * What of `extension/storage.js` is needed.
 * @typedef {{
 *   lock: Record_ | undefined, open: () => Promise<unknown>, noteLock: (lock: Record_ | undefined) => Promise<void>,
 *   get: (keys: string[]) => Promise<Items>, range: (prefix: string, after: string, most: number) => Promise<Items>, count: (prefix: string) => Promise<number>,
 *   set: (items: Items, gone: string[]) => Promise<void>, remove: () => Promise<void>, beside: () => Promise<Database>, progress: (share: number) => void,
 *   renew: () => Promise<void>, wear: () => Promise<void>, sizes: () => Promise<Record<string, [number, number]>>,
 * }} Database
 */

/** Under this name the session's store holds the secret, as long as it is unlocked. */
const SECRET = 'lock';
/** Keys whose place in the order matters, as far as their first group goes. */
const ORDERED = /^(a\/\d{4}-\d\d-\d\d\/)(.*)$/su;
const OTHER = /^([a-z]+\/)(.*)$/su;
const EVENTS = 'e/';
/** So many of the agenda are wanted as they lie, the oldest days first, in whatever order within one. */
const FEW = 500;
/** How many values are read or converted together. */
const PIECE = 1000;

const api = globalThis.browser ?? globalThis.chrome;

const locked = () => Object.assign(new Error('Askback is locked.'), { locked: true });

export class Sealed {
  /** @param {Database} database */
  constructor(database) {
    this.database = database;
    /** @type {Promise<Keys | null> | null} */
    this.opening = null;
    /** The plain keys of a kind. @type {Map<string, Set<string>>} */
    this.lists = new Map();
  }

  /** @returns {Promise<Keys | null>} `null` when the lock is off; rejects while it is locked */
  async keys() {
    await this.database.open();
    const { lock } = this.database;
    if (!lock) return null;
    if (lock.turning) throw locked();
    return this.unlocked();
  }

  /** @returns {Promise<Keys>} */
  async unlocked() {
    this.opening ??= this.secret().then((secret) => secret && ledgerKeys(secret));
    const keys = await this.opening;
    if (keys) return keys;
    this.opening = null;
    throw locked();
  }

  async secret() {
    const { [SECRET]: text } = await api.storage.session.get(SECRET);
    return typeof text === 'string' ? decoded(text) : null;
  }

  /** Nothing is read or written any more before the secret is there again. */
  forget() {
    this.opening = null;
    this.lists.clear();
  }

  /** @param {Keys} keys @param {string} key @returns {Promise<string>} the key under which it lies */
  async hidden({ marks }, key) {
    const parts = key.startsWith(EVENTS) ? null : (ORDERED.exec(key) ?? OTHER.exec(key));
    return parts ? parts[1] + (await markOf(marks, key)) : key;
  }

  /** @param {Keys} keys @param {string} key @param {any} value @returns {Promise<[string, Uint8Array]>} */
  async sealed(keys, key, value) {
    const at = await this.hidden(keys, key);
    return [at, await seal(keys.values, bytesOf(JSON.stringify([key, value])), at)];
  }

  /**
   * @param {Keys} keys @param {string} at @param {any} value
   * @returns {Promise<[string, any] | null>} key and value; `null` as the value of an event that is damaged, nothing for another
   */
  async plain(keys, at, value) {
    try {
      return JSON.parse(textOf(await unseal(keys.values, value, at)));
    } catch {
      return at.startsWith(EVENTS) || !at.includes('/') ? [at, null] : null;
    }
  }

  /** @param {Keys} keys @param {Items} items as they lie @returns {Promise<[string, any][]>} */
  async opened(keys, items) {
    const all = await Promise.all(Object.entries(items).map(([at, value]) => this.plain(keys, at, value)));
    return all.filter((one) => one !== null);
  }

  /** @param {string[]} wanted @returns {Promise<Items>} */
  async get(wanted) {
    const keys = await this.keys();
    if (!keys) return this.database.get(wanted);
    const places = await Promise.all(wanted.map((key) => this.hidden(keys, key)));
    const items = await this.database.get(places);
    const found = await Promise.all(
      wanted.map(async (key, index) => {
        const at = places[index] ?? '';
        if (!(at in items)) return null;
        const one = await this.plain(keys, at, items[at]);
        // What is damaged is there, and cannot be read.
        return [key, one?.[0] === key ? one[1] : null];
      }),
    );
    return Object.fromEntries(found.filter((one) => one !== null));
  }

  /** @param {string} prefix @param {string} after @param {number} most @returns {Promise<Items>} */
  async range(prefix, after, most) {
    const keys = await this.keys();
    if (!keys) return this.database.range(prefix, after, most);
    if (prefix.startsWith(EVENTS)) return Object.fromEntries(await this.opened(keys, await this.database.range(prefix, after, most)));
    if (after === '') {
      const items = await this.database.range(prefix, '', most);
      if (Object.keys(items).length < most || (prefix === 'a/' && most <= FEW)) return Object.fromEntries(await this.opened(keys, items));
    }
    const list = await this.list(keys, prefix);
    const next = [...list].filter((key) => key > after).sort().slice(0, most);
    return this.get(next);
  }

  /**
   * The plain keys that begin so. The order in which they lie is another, so all of them are read
   * once; later ones are known by what is written.
   * @param {Keys} keys @param {string} prefix
   */
  async list(keys, prefix) {
    const known = this.lists.get(prefix);
    if (known) return known;
    /** @type {Set<string>} */
    const list = new Set();
    let after = '';
    for (;;) {
      const items = await this.database.range(prefix, after, PIECE);
      const places = Object.keys(items).sort();
      if (places.length === 0) break;
      after = places.at(-1) ?? '';
      for (const [key] of await this.opened(keys, items)) list.add(key);
    }
    this.lists.set(prefix, list);
    return list;
  }

  /** @param {string} prefix @returns {Promise<number>} */
  async count(prefix) {
    await this.keys();
    return this.database.count(prefix);
  }

  async sizes() {
    await this.keys();
    return this.database.sizes();
  }

  renew() {
    return this.database.renew();
  }

  /** @param {Items} items @param {string[]} gone */
  async set(items, gone) {
    const keys = await this.keys();
    if (!keys) return this.database.set(items, gone);
    const sealed = await Promise.all(Object.entries(items).map(([key, value]) => this.sealed(keys, key, value)));
    await this.database.set(Object.fromEntries(sealed), await Promise.all(gone.map((key) => this.hidden(keys, key))));
    for (const [prefix, list] of this.lists) {
      for (const key of Object.keys(items)) if (key.startsWith(prefix)) list.add(key);
      for (const key of gone) list.delete(key);
    }
  }

  /**
   * Seals the ledger into a database beside it, and puts that in its place as a whole: so no value
   * that was plain is left in a file. Broken off before it is whole, it is begun anew.
   * @param {Record_} lock as it is to be then @param {(share: number) => void} progress from 0 to 1
   */
  async sealAll(lock, progress) {
    const keys = await this.unlocked();
    const beside = await this.database.beside();
    await this.each(this.database, async (items) => {
      const all = await Promise.all(items.map(([key, value]) => this.sealed(keys, key, value)));
      await beside.set(Object.fromEntries(all), []);
    }, (share) => progress(share / 2));
    await beside.noteLock(lock);
    this.database.progress = (share) => progress(0.5 + share / 2);
    await this.database.remove();
    await this.database.open();
    // A disk that is full must lock nobody out.
    await this.database.wear().catch(() => undefined);
  }

  /**
   * Makes the ledger plain where it lies, piece by piece, each of them one transaction. A value says
   * by its form what it is, so this goes on wherever it was broken off.
   * @param {(share: number) => void} progress from 0 to 1
   */
  async openAll(progress) {
    const keys = await this.unlocked();
    await this.each(this.database, async (items) => {
      /** @type {Items} */
      const plain = {};
      const gone = [];
      for (const [at, value] of items.filter(([, value]) => value instanceof Uint8Array)) {
        const one = await this.plain(keys, at, value);
        // An index that is damaged is made anew from the events; an event stays, and is said as before.
        if (one && one[1] === null) continue;
        if (one) plain[one[0]] = one[1];
        if (one?.[0] !== at) gone.push(at);
      }
      await this.database.set(plain, gone);
    }, progress);
  }

  /**
   * @param {Database} database @param {(items: [string, any][]) => Promise<void>} then with each piece of it
   * @param {(share: number) => void} progress
   */
  async each(database, then, progress) {
    const all = await database.count('');
    for (let [after, done] = ['', 0]; ; ) {
      const items = Object.entries(await database.range('', after, PIECE));
      if (items.length === 0) return;
      after = items.map(([key]) => key).sort().at(-1) ?? '';
      await then(items);
      progress(Math.min(1, (done += items.length) / Math.max(all, 1)));
    }
  }
}
