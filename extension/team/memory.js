// A ledger's store in memory alone, in the shape of the one in `storage.js`: the files of a team are
// folded over it, and it is gone with the worker that holds it.

/** @typedef {Record<string, any>} Items */

/** Up to the first `/`, by which the core's ranges begin. @param {string} key */
const shelfOf = (key) => key.slice(0, key.indexOf('/') + 1);

export class Memory {
  constructor() {
    /** The values by their keys' first part, so that a range sorts no others. @type {Map<string, Map<string, any>>} */
    this.shelves = new Map();
    /** @type {Map<string, string[]>} keys in order; of a shelf that a new key came into there are none */
    this.sorted = new Map();
  }

  /** @param {string[]} keys @returns {Promise<Items>} */
  async get(keys) {
    const found = keys.map((key) => [key, this.shelves.get(shelfOf(key))?.get(key)]);
    return Object.fromEntries(found.filter(([, value]) => value !== undefined));
  }

  /** @param {string} prefix @param {string} after @param {number} most @returns {Promise<Items>} */
  async range(prefix, after, most) {
    const shelf = shelfOf(prefix);
    const keys = this.sorted.get(shelf) ?? [...(this.shelves.get(shelf)?.keys() ?? [])].sort();
    this.sorted.set(shelf, keys);
    const from = after === '' ? prefix : after;
    const wanted = [];
    for (let at = firstFrom(keys, from); at < keys.length && wanted.length < most; at += 1) {
      const key = keys[at] ?? '';
      if (!key.startsWith(prefix)) break;
      if (key !== after) wanted.push(key);
    }
    return this.get(wanted);
  }

  /** @param {string} prefix @returns {Promise<number>} */
  async count(prefix) {
    const keys = [...(this.shelves.get(shelfOf(prefix))?.keys() ?? [])];
    return keys.filter((key) => key.startsWith(prefix)).length;
  }

  /** @param {Items} items @param {string[]} gone */
  async set(items, gone) {
    for (const [key, value] of Object.entries(items)) {
      const shelf = shelfOf(key);
      const values = this.shelves.get(shelf) ?? new Map();
      this.shelves.set(shelf, values);
      if (!values.has(key)) this.sorted.delete(shelf);
      values.set(key, value);
    }
    for (const key of gone) {
      if (this.shelves.get(shelfOf(key))?.delete(key)) this.sorted.delete(shelfOf(key));
    }
  }
}

/** Where the first key stands that does not come before `from`. @param {string[]} keys @param {string} from */
function firstFrom(keys, from) {
  let [low, high] = [0, keys.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keys[middle] ?? '') < from) low = middle + 1;
    else high = middle;
  }
  return low;
}
