// The lock of the ledger, in the worker: set, opened with the passphrase, changed, taken off, and
// closed again when nobody has used Askback for a while. The secret is in the session's store alone.
import { coded, isWrapped, random, unwrap, wrap } from './crypto.js';

/** @typedef {import('./sealed.js').Record_} Record_ */
/** @typedef {{ get: (keys: string[]) => Promise<Record<string, any>>, set: (items: Record<string, any>, gone: string[]) => Promise<void> }} Kept */
/**
 * For files, secrets in base64: our own, if the lock is on; whether the file in the folder is locked by it;
 * and of other computers' files, by how they stand in them.
 * @typedef {{ own: { secret: string, wrapped: import('./crypto.js').Wrapped } | null, folder: boolean, others: Record<string, string> }} Files
 */
/**
 * What pages show: `off`, `open` or `locked`; which way it is being converted, and how far that is;
 * after how many minutes it locks, and the most that the company allows (0: it says nothing).
 * @typedef {{ state: 'off' | 'open' | 'locked', turning: '' | 'on' | 'off', share: number, minutes: number, most: number, files: boolean, trouble: string }} State
 */
/**
 * What the worker does: `settle` ends what is under way and shows the badge, `forget` drops what was
 * read, `shut` has the pages of ours show nothing, at once; `told` says to all that it is open now, or
 * no more; `changed`, that files are to be written anew.
 * @typedef {{ settle: () => Promise<unknown>, forget: () => Promise<unknown>, shut: () => void, told: (open: boolean) => void, changed: () => Promise<unknown> }} Hooks
 */

const api = globalThis.browser ?? globalThis.chrome;

/** What every request is answered with meanwhile (`src/protocol/card.rs`). */
export const LOCKED = 'Askback is locked.';
/** What the rep is told when a mail goes meanwhile. */
const UNSEEN = 'Askback is locked, so this mail was not looked at.';
export const ALARM = 'askback-lock';
/** Characters at least (NIST SP 800-63B, 5.1.1.1). */
const SHORTEST = 8;
const MINUTES = 15;
const MINUTE_MS = 60_000;
const BROKEN = { on: 'The lock was being put on when the browser ended. Type the passphrase to go on; nothing is lost.', off: 'The lock was being taken off when the browser ended. Type the passphrase to go on; nothing is lost.' };
/** Use is noted no more often. */
const NOTED_MS = 10_000;
/** In the session's store: the secret, when Askback was last used, what each tab showed last. */
const [SECRET, USED, SHOWN] = ['lock', 'lockUsed', 'lockShown'];
/** In the browser's managed storage: after so many minutes without use it locks, at the latest. */
const MOST = 'lock.minutes';
/** In the ledger: the secrets of other computers' files. */
const OTHERS = 'folder';
/** What shows that the rep is at work: of a reader's words, and of our own pages'. */
const [DRAFTS, CHANGES] = [['draft', 'judge', 'released'], ['change', 'together']];

export class Lock {
  /** @param {Kept} ledger what it locks @param {import('./sealed.js').Sealed} sealed @param {Hooks} hooks */
  constructor(ledger, sealed, hooks) {
    this.ledger = ledger;
    this.sealed = sealed;
    this.database = /** @type {import('./sealed.js').Database} */ (sealed.database);
    this.hooks = hooks;
    /** When Askback was last used; 0 while it is locked, `undefined` before it was looked. @type {number | undefined} */
    this.used = undefined;
    this.noted = 0;
    /** Minutes that the company allows at most; 0 while it says nothing. */
    this.most = 0;
    this.share = 0;
    this.trouble = '';
    /** @type {'on' | 'off'} which way it is being converted, while it is */
    this.turning = 'on';
    /** @type {Promise<void> | null} */
    this.converting = null;
    /** One passphrase is tried at a time. @type {Promise<unknown>} */
    this.queue = Promise.resolve();
  }

  /** @returns {Promise<Record_ | undefined>} */
  async record() {
    await this.database.open();
    return this.database.lock;
  }

  /** @returns {Promise<boolean>} whether nothing of the ledger may be told now */
  async isClosed() {
    // The database itself may not be open for a while.
    if (this.converting) return true;
    const lock = await this.record().catch(() => undefined);
    if (!lock) return false;
    if (lock.turning) return true;
    if (this.used === undefined) await this.look();
    if (this.used && this.isIdle(lock)) await this.close();
    return !this.used;
  }

  /** Reads when it was last used: a worker that was ended knows nothing of it. */
  async look() {
    await this.policy();
    const { [SECRET]: secret, [USED]: used } = await api.storage.session.get([SECRET, USED]);
    this.used = secret ? Number(used) || 1 : 0;
  }

  /** Asks what the company set; Firefox has none of it where nothing is set. */
  async policy() {
    this.limit(await api.storage.managed.get(MOST).catch(() => ({})));
  }

  /** @param {Record<string, any>} policy what the company set */
  limit({ [MOST]: most }) {
    this.most = whole(most);
  }

  /** After how many minutes without use it locks. @param {{ minutes: number }} lock */
  minutesOf({ minutes }) {
    return this.most && (!minutes || minutes > this.most) ? this.most : minutes;
  }

  /** A clock that was set back says nothing of how long it is. @param {Record_} lock */
  isIdle(lock) {
    const minutes = this.minutesOf(lock);
    const idle = Date.now() - (this.used ?? 0);
    return minutes > 0 && (idle >= minutes * MINUTE_MS || idle < -MINUTE_MS);
  }

  /** At the alarm, and when the worker starts. */
  async wake() {
    const lock = await this.record();
    if (!lock) return;
    await this.look();
    if (lock.turning) this.goOn(lock.turning);
    else if (!(await this.isClosed())) this.arm(lock);
  }

  /** @param {Record_} lock */
  arm(lock) {
    const minutes = this.minutesOf(lock);
    if (minutes > 0) api.alarms.create(ALARM, { when: Math.max(Date.now(), this.used ?? 0) + minutes * MINUTE_MS });
  }

  /** The rep is at work. */
  async use() {
    const now = Date.now();
    if (!this.used || (await this.isClosed())) return;
    this.used = now;
    if (now - this.noted < NOTED_MS) return;
    this.noted = now;
    await api.storage.session.set({ [USED]: now });
  }

  /**
   * What a reader says tells that the rep is at work when they write, or open something else: a list
   * that changes by itself does not.
   * @param {any} page @param {number} tab
   */
  async seen(page, tab) {
    if (!this.used) return;
    if (DRAFTS.some((kind) => page?.[kind])) return this.use();
    if (!page?.read) return;
    const { view, thread_id, subject } = page.read;
    const { [SHOWN]: shown = {} } = /** @type {Record<string, any>} */ (await api.storage.session.get(SHOWN));
    const now = JSON.stringify([view, thread_id, subject]);
    if (shown[tab] === now) return;
    await api.storage.session.set({ [SHOWN]: { ...shown, [tab]: now } });
    await this.use();
  }

  /** What a page of ours, or a card, asks: a change is the rep's. @param {any} panel */
  async did(panel) {
    if (this.used && CHANGES.some((kind) => panel?.[kind])) await this.use();
  }

  /** @returns {Promise<State>} */
  async state() {
    const closed = await this.isClosed();
    const lock = this.converting ? this.database.lock : await this.record();
    const about = { share: this.share, minutes: this.minutesOf(lock ?? { minutes: MINUTES }), most: this.most, files: lock?.files ?? false, trouble: this.trouble || (lock?.turning && !this.converting ? BROKEN[lock.turning] : '') };
    return { state: lock ? (closed ? 'locked' : 'open') : 'off', turning: this.converting ? this.turning : '', ...about };
  }

  /**
   * What a page of ours wants of the lock.
   * @param {any} wish
   * @returns {Promise<{ lock: State } | { files: Files } | { failed: { error: string } }>}
   */
  async asked(wish) {
    const [kind] = Object.keys(wish);
    const does = /** @type {Record<string, (wish: any) => Promise<void>>} */ ({
      unlock: ({ passphrase }) => this.unlock(passphrase),
      set: ({ passphrase, minutes }) => this.set(passphrase, minutes),
      change: ({ passphrase, next }) => this.change(passphrase, next),
      off: ({ passphrase }) => this.off(passphrase),
      keep: ({ minutes, files }) => this.keep(minutes, files),
      learn: ({ wrapped, passphrase }) => this.learn(wrapped, passphrase),
      close: () => this.close(),
    })[kind ?? ''];
    try {
      await this.policy();
      if (kind === 'state') return { lock: await this.state() };
      if (kind === 'files') return { files: await this.files() };
      if (!does) throw new Error('The lock does not know this.');
      const done = this.queue.then(() => does(wish[kind ?? '']));
      this.queue = done.catch(() => undefined);
      await done;
      return { lock: await this.state() };
    } catch (error) {
      return { failed: { error: error instanceof Error ? error.message : String(error) } };
    }
  }

  /** @param {string} passphrase @returns {Promise<{ lock: Record_, secret: import('./crypto.js').Bytes }>} */
  async given(passphrase) {
    const lock = await this.record();
    if (!lock) throw new Error('There is no lock.');
    return { lock, secret: await unwrap(lock, String(passphrase)) };
  }

  /** @param {string} passphrase */
  async unlock(passphrase) {
    const { lock, secret } = await this.given(passphrase);
    await this.hold(secret);
    if (lock.turning) this.goOn(lock.turning);
    else await this.opened();
  }

  /** @param {import('./crypto.js').Bytes} secret */
  async hold(secret) {
    this.noted = Date.now();
    await api.storage.session.set({ [SECRET]: coded(secret), [USED]: this.noted });
    this.sealed.forget();
    this.used = this.noted;
  }

  async opened() {
    const lock = await this.record();
    if (lock) this.arm(lock);
    // At once: a page that is opened after somebody heard that it is open need not be loaded twice.
    this.hooks.told(true);
    // A badge that is not shown keeps nobody out.
    await this.hooks.settle().catch(() => undefined);
  }

  /** @param {string} passphrase @param {number} minutes */
  async set(passphrase, minutes) {
    if (await this.record()) throw new Error('There is a lock already.');
    const secret = random(32);
    const lock = { ...(await wrap(secret, checked(passphrase))), minutes: whole(minutes), files: false, turning: /** @type {const} */ ('on') };
    // The key first: a worker that ends behind the note goes on by itself.
    await this.hold(secret);
    await this.database.noteLock(lock);
    this.goOn('on');
  }

  /** @param {string} passphrase */
  async off(passphrase) {
    const { lock, secret } = await this.given(passphrase);
    await this.hold(secret);
    await this.database.noteLock({ ...lock, turning: 'off' });
    this.goOn('off');
  }

  /** The secret stays, so nothing is encrypted anew. @param {string} passphrase @param {string} next */
  async change(passphrase, next) {
    const { lock, secret } = await this.given(passphrase);
    await this.database.noteLock({ ...lock, ...(await wrap(secret, checked(next))) });
    await this.hooks.changed();
  }

  /** @param {number} minutes @param {boolean} files */
  async keep(minutes, files) {
    const lock = await this.record();
    if (!lock || (await this.isClosed())) throw new Error(LOCKED);
    const next = { ...lock, minutes: whole(minutes), files: Boolean(files) };
    await this.database.noteLock(next);
    await this.use();
    this.arm(next);
    if (next.files !== lock.files) await this.hooks.changed();
  }

  /** @returns {Promise<Files>} */
  async files() {
    const lock = await this.record();
    if (await this.isClosed()) throw new Error(LOCKED);
    const { [SECRET]: secret } = await api.storage.session.get(SECRET);
    const { [OTHERS]: others = {} } = await this.ledger.get([OTHERS]);
    if (!lock || typeof secret !== 'string') return { own: null, folder: false, others };
    const { kdf, rounds, salt, key } = lock;
    return { own: { secret, wrapped: { kdf, rounds, salt, key } }, folder: lock.files, others };
  }

  /** The passphrase of another computer's file is given, once. @param {any} wrapped @param {string} passphrase */
  async learn(wrapped, passphrase) {
    const { others } = await this.files();
    if (!isWrapped(wrapped)) throw new Error('This is no file of ours.');
    await this.ledger.set({ [OTHERS]: { ...others, [wrapped.key]: coded(await unwrap(wrapped, String(passphrase))) } }, []);
  }

  /** Nothing is read or told any more before the passphrase is given. */
  async close() {
    if (!(await this.record())) return;
    this.used = 0;
    // The rep who pressed is leaving the desk: nobody waits for what is under way.
    this.hooks.shut();
    await api.storage.session.remove([SECRET, USED, SHOWN]);
    this.sealed.forget();
    await this.hooks.forget();
    // Whatever was under way ends, and what it leaves behind goes too.
    await this.hooks.settle().catch(() => undefined);
    this.sealed.forget();
    await this.hooks.forget();
    this.hooks.told(false);
  }

  /** Converts the ledger from where it is, without anybody waiting for it. @param {'on' | 'off'} turning */
  goOn(turning) {
    if (!this.used) return;
    this.share = 0;
    this.trouble = '';
    this.turning = turning;
    this.converting ??= this.convert(turning).then(
      () => {
        this.converting = null;
        return this.opened();
      },
      (error) => {
        this.converting = null;
        this.trouble = `This was broken off: ${error instanceof Error ? error.message : error}. Nothing is lost. Type the passphrase to go on.`;
      },
    );
  }

  /** @param {'on' | 'off'} turning */
  async convert(turning) {
    // From here on all is answered with "locked"; what began before ends first.
    await this.hooks.settle().catch(() => undefined);
    const lock = await this.record();
    const progress = (/** @type {number} */ share) => {
      this.share = share;
      // A call of an extension keeps its worker awake (Chrome 110 and later), also when nobody looks on.
      void api.runtime.getPlatformInfo();
    };
    if (turning === 'off') {
      await this.sealed.openAll(progress);
      await this.database.noteLock(undefined);
      await api.storage.session.remove([SECRET, USED, SHOWN]);
      this.used = undefined;
    } else if (lock) {
      const { turning: _, ...on } = lock;
      await this.sealed.sealAll(on, progress);
    }
    this.sealed.forget();
  }
}

/** What a reader is told meanwhile: the mail goes, and that it was not looked at. @param {any} page */
export const toReader = (page) => (page?.judge ? { verdict: { verdict: 'remind', text: UNSEEN } } : { failed: { error: LOCKED } });

/** @param {unknown} passphrase @returns {string} */
function checked(passphrase) {
  const text = String(passphrase ?? '');
  if ([...text].length < SHORTEST) throw new Error(`A passphrase has at least ${SHORTEST} characters. Better are 15 or more: a few words that nobody would guess.`);
  return text;
}

/** @param {unknown} minutes @returns {number} 0: only when the browser ends */
const whole = (minutes) => Math.min(Math.max(Math.trunc(Number(minutes)) || 0, 0), 1440);
