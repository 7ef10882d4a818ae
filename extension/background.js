// The background worker: registers every listener at once, and hands each message to the core
// with the trust that its sender has. No judgement here.
//
// Why the listeners stand at the top level and wait inside: a worker is woken for an event, and
// an event whose listener is not there yet is lost. A top-level `await` would keep the worker
// from starting at all.
import { rewriteNext, sync } from './data/folder.js';
import { daysSet, forget, oldOnes } from './data/old.js';
import { ALARM, LOCKED, Lock, toReader } from './lock/lock.js';
import { openLedger, openSession } from './storage.js';
import texts from './wasm/texts.js';
import init, * as core from './wasm/worker.js';

const api = globalThis.browser ?? globalThis.chrome;

/** Pages of ours that carry the reader as a web page does, and are trusted no more than one. */
const READER_PAGES = ['/sample/mailbox.html'];

const { ledger, sealed } = openLedger();
const session = openSession();
const lock = new Lock(ledger, sealed, { settle: () => run(() => core.wake()), forget: forgetRead, shut: () => locks.postMessage(false), told: toldLock, changed: () => follow({ forget: {} }) });

/** @type {Promise<void> | null} */
let starting = null;

async function start() {
  await init({ module_or_path: new URL('./wasm/worker_bg.wasm', import.meta.url) });
  core.start(ledger, session, texts);
}

/** The core, started. After a trap the next call makes a new instance. */
function ready() {
  starting ??= start().catch((error) => {
    starting = null;
    throw error;
  });
  return starting;
}

/**
 * How to end the calls that are under way. A trap happens in a task of its own and would leave
 * their promises waiting for ever.
 * @type {Set<(error: unknown) => void>}
 */
const underWay = new Set();

/** @param {unknown} error what was thrown where nobody caught it */
function uncaught(error) {
  if (!(error instanceof WebAssembly.RuntimeError)) return;
  console.error('Askback: the core stopped and is started anew.', error);
  starting = null;
  for (const end of underWay) end(error);
}
self.addEventListener('error', (event) => uncaught(event.error));
self.addEventListener('unhandledrejection', (event) => uncaught(event.reason));

/**
 * One call of the core, which ends with the core.
 * @template T
 * @param {() => Promise<T>} call
 * @returns {Promise<T>}
 */
async function once(call) {
  await ready();
  return new Promise((resolve, reject) => {
    underWay.add(reject);
    const done = () => underWay.delete(reject);
    call().then(resolve, reject).then(done, done);
  });
}

/**
 * Runs a call of the core. When the core traps, a call that may be repeated is tried once more on
 * a new instance; a change is not, for it may have been written before the trap.
 * @template T
 * @param {() => Promise<T>} call
 * @param {boolean} [repeatable]
 * @returns {Promise<T>}
 */
async function run(call, repeatable = true) {
  try {
    return await once(call);
  } catch (error) {
    if (!repeatable || !(error instanceof WebAssembly.RuntimeError)) throw error;
    return once(call);
  }
}

/**
 * Who sent a message: the reader in a web page, one of our own pages, or nobody we know.
 * @param {chrome.runtime.MessageSender} sender
 * @returns {'page' | 'panel' | null}
 */
function tier(sender) {
  if (sender.id !== api.runtime.id) return null;
  const own = api.runtime.getURL('/');
  const url = sender.url ?? '';
  if (!url.startsWith(own) && !isDynamic(sender)) return sender.tab && sender.frameId === 0 ? 'page' : null;
  return 'panel';
}

/**
 * Chrome gives a card under `use_dynamic_url` another host than the extension's own; its origin
 * is ours all the same.
 * @param {chrome.runtime.MessageSender} sender
 */
function isDynamic(sender) {
  const origin = sender.origin ?? '';
  return origin !== '' && origin === new URL(api.runtime.getURL('/')).origin;
}

/**
 * Our reader pages send what a reader sends as well as what a page of ours does.
 * @param {chrome.runtime.MessageSender} sender
 */
function carriesReader(sender) {
  const path = READER_PAGES.map((page) => api.runtime.getURL(page));
  return sender.frameId === 0 && path.some((page) => (sender.url ?? '').split(/[?#]/)[0] === page);
}

/** @param {chrome.runtime.MessageSender} sender */
function hostOf(sender) {
  return URL.parse(sender.url ?? '')?.hostname ?? '';
}

/**
 * A message is `{ page: PageRequest }` from a reader, `{ panel: PanelRequest }` from our own pages.
 * @param {any} message
 * @param {chrome.runtime.MessageSender} sender
 */
async function answer(message, sender) {
  const trust = tier(sender);
  if (!trust) return { failed: { error: 'Askback does not know who asks.' } };
  const asPage = trust === 'page' || (carriesReader(sender) && message?.page !== undefined);
  const tab = sender.tab?.id ?? -1;
  // A card stands in a page of somebody else's, where no passphrase is typed.
  if (!asPage && message?.lock && !sender.frameId) return lock.asked(message.lock);
  if (!asPage && message?.used) return lock.use();
  if (!(await lock.isClosed())) quietly('noting that it is used', () => (asPage ? lock.seen(message.page, tab) : lock.did(message.panel)));
  else if (!asPage) return { failed: { error: LOCKED } };
  else if (!message.page?.hello) return toReader(message.page);
  if (!asPage && message?.point) return pointIn(message.point);
  if (asPage) return told(run(() => core.page(message?.page, tab, hostOf(sender))), TELLING.some((kind) => message?.page?.[kind]));
  const asked = message?.panel ?? {};
  if (asked.sizes) return sizes();
  const granted = ASKING.some((kind) => asked[kind]) ? ((await api.permissions.getAll()).origins ?? []) : [];
  const changes = asked.change ?? asked.together;
  // Before it is done: whatever ends the worker between, our file does not keep what was taken out.
  if (rewrites(asked)) await rewriteNext().catch(() => undefined);
  // What was read badly is kept in memory like what was read well: a repair goes by what is stored.
  if (asked.rebuild) ledger.forget();
  const reply = run(() => core.panel(message?.panel, tab, granted), !changes);
  if (!message.inStep) reply.then(() => quietly('bringing the folder in step', () => follow(asked)), () => undefined);
  if (LISTING.some((kind) => asked[kind])) reply.then(tellList, () => undefined);
  if (changes) reply.then(() => quietly('telling the cards', () => tellTabs({ tab: 'changed' })), () => undefined);
  return told(reply, changes ?? asked.keep_rule ?? asked.forget);
}

/** What was read goes from memory, and of what tabs showed all but their tickets. */
async function forgetRead() {
  ledger.forget();
  session.forget();
  const items = /** @type {Record<string, any>} */ (await api.storage.session.get(null));
  const tabs = Object.entries(items).filter(([key]) => key.startsWith('tab/'));
  const bare = tabs.map(([key, tab]) => [key, { ticket: tab.ticket, turn: tab.turn, seen: null, held: {}, released: {} }]);
  await session.set(Object.fromEntries(bare), ['own', 'people']);
}

/** The ledger is open now, or no more. @param {boolean} open */
function toldLock(open) {
  locks.postMessage(open);
  news.postMessage('news');
  const { default_title: title } = api.runtime.getManifest().action ?? {};
  quietly('naming the button', () => api.action.setTitle({ title: open ? (title ?? '') : `${title}: locked` }));
  if (!open) quietly('telling the readers', () => tellTabs({ tab: 'never_look', never: null }));
  else {
    // What could not be taken over meanwhile.
    quietly('going on', async () => {
      await takePolicy();
      await run(async () => core.panel({ switched_on: {} }, -1, (await api.permissions.getAll()).origins ?? []));
      await forgetOld();
      await inStep();
    });
  }
  quietly('telling the cards', () => tellTabs({ tab: 'changed' }));
}

/** What of a reader's words is news for our own pages. */
const TELLING = ['read', 'released', 'not_sent'];
/** What of our own pages' words is about the sites that the rep switched on. */
const ASKING = ['popup', 'settings', 'save_settings', 'switched_on', 'switched_off'];

/** What may change the never-look list. */
const LISTING = ['save_practice', 'read_settings', 'policy'];

/** What takes something out of the ledger, or brings in what no file of the folder may hold. */
const REWRITING = ['erase', 'forget', 'import', 'rebuild'];
/** What changes the ledger. */
const CHANGING = [...REWRITING, 'change', 'together'];
/** Changes that come together are written to the folder together. */
const TOGETHER_MS = 2000;

/** @type {import('./data/old.js').Ask} the core, asked by the worker itself */
const askCore = (request) => run(() => core.panel(request, -1, []), false);

/** @type {ReturnType<typeof setTimeout> | undefined} */
let following;

/** Whether it is only looked. @param {any} asked */
const looks = (asked) => asked.erase?.write === false || asked.import?.write === false;

/** @param {any} asked */
const rewrites = (asked) => REWRITING.some((kind) => asked[kind]) && !looks(asked);

/** The folder of backups follows a change. @param {any} asked */
async function follow(asked) {
  if (!CHANGING.some((kind) => asked[kind]) || looks(asked)) return;
  clearTimeout(following);
  following = setTimeout(() => quietly('bringing the folder in step', inStep), TOGETHER_MS);
}

async function inStep() {
  if (await lock.isClosed()) return;
  const done = await sync(askCore, await lock.files());
  if (done?.taken || done?.erased) news.postMessage('news');
}

/** How much is kept, by kinds. */
async function sizes() {
  const session = Object.entries(await api.storage.session.get(null));
  return { sizes: await ledger.sizes(), session: [session.length, JSON.stringify(session).length] };
}

/** Once a day: whoever has had nothing open for as many days as the rep set is forgotten. */
async function forgetOld() {
  if (await lock.isClosed()) return;
  const today = new Date().toDateString();
  const { kept } = await api.storage.session.get('kept');
  if (kept === today) return;
  const days = await daysSet(askCore);
  const old = await oldOnes(askCore, days);
  if (old.length > 0) await rewriteNext();
  await forget(askCore, old);
  if (old.length > 0) await follow({ forget: {} });
  await api.storage.session.set({ kept: today });
}

/** Where our own pages hear that there is something new to fetch. */
const news = new BroadcastChannel('askback');
/** Where they hear that the ledger was locked or unlocked. */
const locks = new BroadcastChannel('askback-lock');

/**
 * A reply, of which our own pages hear once it is there.
 * @template T
 * @param {Promise<T>} reply
 * @param {unknown} isNews
 */
async function told(reply, isNews) {
  const said = await reply;
  if (isNews) news.postMessage('news');
  return said;
}

/** Readers are told of the never-look list as it is. @param {any} reply */
function tellList(reply) {
  const never = reply.practice?.never;
  if (never) quietly('telling the readers', () => tellTabs({ tab: 'never_look', never }));
}

/** The cards show what was changed elsewhere, as in the side panel. @param {object} message */
async function tellTabs(message) {
  for (const tab of await api.tabs.query({ discarded: false })) {
    if (tab.id !== undefined) api.tabs.sendMessage(tab.id, message).catch(() => undefined);
  }
}

api.runtime.onMessage.addListener((message, sender, reply) => {
  answer(message, sender).then(reply, (error) => {
    const said = 'Askback\'s background part stopped and was started anew. Look whether your change is there, and try again.';
    const other = `Askback's background part failed (${error}). Reload the tab.`;
    reply({ failed: { error: error instanceof WebAssembly.RuntimeError ? said : other } });
  });
  return true;
});

/** A wish to point that the browser's question has not been answered to in that time is over. */
const WISH_MS = 120_000;

/**
 * The rep wants to point in a tab. The browser may still have to ask for leave, and its question
 * closes the popup, so the wish is kept here until the leave is there.
 * @param {{tab: number, origin: string}} wish
 */
async function pointIn(wish) {
  await api.storage.session.set({ pointing: { ...wish, at: Date.now() } });
  await startPointing();
  return { done: {} };
}

/** Puts the pointing into the tab that it was wished for, once we may. */
async function startPointing() {
  const { pointing } = /** @type {any} */ (await api.storage.session.get('pointing'));
  if (!pointing || Date.now() - pointing.at > WISH_MS || !(await api.permissions.contains({ origins: [pointing.origin] }))) return;
  await api.storage.session.remove('pointing');
  // Both do nothing where they run already.
  await api.scripting.executeScript({ target: { tabId: pointing.tab }, files: ['reader/reader.js', 'reader/point.js'] });
}

/**
 * What the company set by the browser's managed storage; Firefox has none of it where nothing is set.
 */
async function takePolicy() {
  const policy = await api.storage.managed.get(null).catch(() => ({}));
  lock.limit(policy);
  tellList(await run(() => core.panel({ policy: { text: JSON.stringify(policy) } }, -1, [])));
}

/** @param {string} what @param {() => Promise<unknown>} task */
function quietly(what, task) {
  task().catch((error) => console.error(`Askback: ${what} failed.`, error));
}

api.storage.onChanged.addListener((_, area) => {
  // It may come in after our pages have asked: Chromium reads it some seconds after its start.
  if (area === 'managed') quietly('taking the policy over', () => told(takePolicy(), true));
});
api.alarms.onAlarm.addListener(({ name }) => {
  quietly('looking whether to lock', () => lock.wake());
  if (name === ALARM) return;
  quietly('waking', () => run(() => core.wake()));
  quietly('forgetting the old', forgetOld);
  quietly('bringing the folder in step', inStep);
});
api.runtime.onStartup.addListener(() => quietly('starting', begin));
api.runtime.onInstalled.addListener((details) => {
  quietly('installing', begin);
  if (details.reason === 'update') quietly('telling open tabs', tellUpdated);
  if (details.reason === 'install') {
    quietly('welcoming', () => api.tabs.create({ url: api.runtime.getURL('welcome.html') }));
  }
});
api.permissions.onAdded.addListener(() => quietly('switching on a site', async () => {
  await switchReaders();
  await startPointing();
}));
api.permissions.onRemoved.addListener(() => quietly('switching off a site', stopReaders));
api.tabs.onRemoved.addListener((tab) => quietly('closing a tab', () => run(() => core.tab_closed(tab))));
api.commands.onCommand.addListener((command, tab) => {
  if (command === 'show_card' && tab?.id !== undefined) {
    const id = tab.id;
    quietly('showing the card', () => api.tabs.sendMessage(id, { tab: 'show_card' }));
  }
  // At once: a browser opens it only while it still counts the key as the reason.
  if (command === 'open_panel') quietly('opening the panel', () => openPanel(tab?.windowId));
});

/** Everything that has to hold after a start. Each part may be repeated at will. */
async function begin() {
  // Firefox keeps the ledger when room runs short; with `unlimitedStorage` it asks nobody.
  // Nothing else waits for the answer.
  quietly('asking for room that stays', async () => globalThis.navigator?.storage?.persist?.());
  // Whatever ended the browser last time may have torn the last piece that it wrote.
  quietly('renewing the database', async () => ledger.renew());
  await api.storage.local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
  await registerReader();
  await takePolicy();
  await run(() => core.wake());
  quietly('forgetting the old', forgetOld);
  quietly('bringing the folder in step', inStep);
}

/**
 * Opens the side panel (Chrome, Edge) or the sidebar (Firefox).
 * @param {number | undefined} windowId
 */
function openPanel(windowId) {
  const own = /** @type {any} */ (api);
  if (own.sidePanel && windowId !== undefined) return own.sidePanel.open({ windowId });
  return own.sidebarAction ? own.sidebarAction.open() : api.tabs.create({ url: api.runtime.getURL('panel.html') });
}

/** Registers the reader for just the sites that the rep switched on. */
async function registerReader() {
  const origins = (await api.permissions.getAll()).origins ?? [];
  const known = await api.scripting.getRegisteredContentScripts({ ids: ['reader'] });
  if (known.length > 0) await api.scripting.unregisterContentScripts({ ids: ['reader'] });
  if (origins.length === 0) return [];
  await api.scripting.registerContentScripts([
    { id: 'reader', js: ['reader/reader.js'], matches: origins, runAt: 'document_start', persistAcrossSessions: true },
  ]);
  return origins;
}

/** A new version has come: the tabs that are open have the reader of the one before. */
async function tellUpdated() {
  await runInTabs((await api.permissions.getAll()).origins ?? [], 'reader/updated.js');
}

/** A site was switched on: its open tabs get the reader too, so nobody has to reload. */
async function switchReaders() {
  const origins = await registerReader();
  await run(() => core.panel({ switched_on: {} }, -1, origins));
  news.postMessage('news');
  await runInTabs(origins, 'reader/reader.js');
}

/** A permission is gone: no new tab gets the reader, and the readers of open ones stop. */
async function stopReaders() {
  await registerReader();
  for (const tab of await api.tabs.query({})) {
    if (tab.id === undefined) continue;
    const reply = await api.tabs.sendMessage(tab.id, { tab: 'where' }).catch(() => undefined);
    if (!reply?.where || (await api.permissions.contains({ origins: [reply.where] }))) continue;
    await api.tabs.sendMessage(tab.id, { tab: 'stop' }).catch(() => undefined);
  }
  news.postMessage('news');
}

/** @param {string[]} origins whose open tabs @param {string} file of ours */
async function runInTabs(origins, file) {
  if (origins.length === 0) return;
  for (const tab of await api.tabs.query({ url: origins })) {
    if (tab.id === undefined) continue;
    const target = { tabId: tab.id };
    quietly('reading an open tab', () => api.scripting.executeScript({ target, files: [file] }));
  }
}

quietly('waking', () => run(() => core.wake()));
quietly('looking whether to lock', () => lock.wake());
