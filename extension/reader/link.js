// The one way to the background worker, and whether it is still ours.

/** @typedef {import('../protocol.js').PageRequest} PageRequest */
/** @typedef {import('../protocol.js').PageReply} PageReply */

/**
 * The extension's own interface, under the name that the browser has for it.
 * @returns {any}
 */
export function extensionApi() {
  const world = /** @type {any} */ (globalThis);
  return world.browser?.runtime ? world.browser : world.chrome;
}

/**
 * Whether this script still belongs to a running extension. After an update or a reload it does
 * not: the tab keeps the old script, whose `runtime.id` is gone.
 */
export function isAlive() {
  try {
    return Boolean(extensionApi()?.runtime?.id);
  } catch {
    return false;
  }
}

export class WorkerLink {
  /** @param {() => void} onGone told once the extension is gone */
  constructor(onGone) {
    this.onGone = onGone;
    this.lastAsked = -Infinity;
  }

  /** Whether the worker may have gone to sleep: browsers end it after 30 seconds without work. */
  mayBeAsleep() {
    return performance.now() - this.lastAsked > 25_000;
  }

  /**
   * Asks the worker. Rejects when the extension is gone, the worker fails, or time is up.
   * @param {PageRequest} request
   * @param {number} [timeoutMs]
   * @returns {Promise<PageReply>}
   */
  async ask(request, timeoutMs = 10_000) {
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error('no answer in time')), timeoutMs);
    });
    try {
      return await Promise.race([this.send(request), late]);
    } catch (problem) {
      if (!isAlive() || /context invalidated/i.test(String(problem))) this.onGone();
      throw problem;
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * @param {PageRequest} request
   * @returns {Promise<any>}
   */
  async send(request) {
    if (!isAlive()) throw new Error('the extension is gone');
    this.lastAsked = performance.now();
    const reply = await extensionApi().runtime.sendMessage({ page: request });
    if (!reply || reply.failed) throw new Error(reply?.failed?.error ?? 'no answer');
    return reply;
  }
}
