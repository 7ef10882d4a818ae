// The stored ledger, looked at and damaged from a page of the extension, beside the worker.

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {Record<string, any>} Items */

/**
 * Everything that is stored of the ledger.
 * @param {Page} own a page of the extension
 * @returns {Promise<Items>}
 */
export function stored(own) {
  return own.evaluate(async () => {
    const done = (/** @type {IDBRequest} */ request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await done(indexedDB.open('askback'));
    const ledger = database.transaction('ledger').objectStore('ledger');
    const [keys, values] = await Promise.all([done(ledger.getAllKeys()), done(ledger.getAll())]);
    database.close();
    return Object.fromEntries(keys.map((/** @type {string} */ key, /** @type {number} */ index) => [key, values[index]]));
  });
}

/**
 * Puts another ledger in the place of the stored one. The database is deleted first, of which the
 * worker hears: it then reads anew.
 * @param {Page} own
 * @param {Items} items
 * @param {'done' | 'copied' | null} [moved] how far the move out of `chrome.storage.local` has come
 */
export async function replace(own, items, moved = 'done') {
  await own.evaluate(
    (moved) =>
      new Promise((resolve, reject) => {
        const gone = indexedDB.deleteDatabase('askback');
        gone.onerror = () => reject(gone.error);
        gone.onsuccess = () => {
          const request = indexedDB.open('askback', 1);
          request.onupgradeneeded = () => {
            request.result.createObjectStore('ledger');
            const about = request.result.createObjectStore('about');
            if (moved) about.put(moved, 'moved');
          };
          request.onerror = () => reject(request.error);
          request.onsuccess = () => resolve(request.result.close());
        };
      }),
    moved,
  );
  const entries = Object.entries(items);
  for (let at = 0; at < entries.length || at === 0; at += 20_000) await add(own, Object.fromEntries(entries.slice(at, at + 20_000)));
}

/**
 * Writes beside the worker, which does not hear of it: only before it has started, or of keys that
 * it has not read.
 * @param {Page} own @param {Items} items
 */
export function add(own, items) {
  return own.evaluate(
    (items) =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open('askback');
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const database = request.result;
          const all = database.transaction('ledger', 'readwrite', { durability: 'relaxed' });
          for (const [key, value] of Object.entries(items)) all.objectStore('ledger').put(value, key);
          all.onabort = () => reject(all.error);
          all.oncomplete = () => resolve(database.close());
        };
      }),
    items,
  );
}

/**
 * Changes some values of the stored ledger.
 * @param {Page} own @param {Items} items
 */
export async function store(own, items) {
  await replace(own, { ...(await stored(own)), ...items });
}
