// Every screen in its main states: axe finds nothing, in light and dark; nothing scrolls sideways
// or is cut off at 320 px and at 200 % zoom.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faults, faultsOfReader, misfits } from './lib/axe.mjs';
import { MAIL_HOST, mailHandlers } from './lib/bench-subject.mjs';
import { thread } from './lib/bench-text.mjs';
import { until } from './lib/browser.mjs';
import * as ledger from './lib/ledger.mjs';
import { control, press, says } from './lib/stage.mjs';
import { KIND, oneSession } from './lib/suite.mjs';

/**
 * @typedef {import('puppeteer-core').Page} Page
 * @typedef {import('puppeteer-core').Frame} Frame
 */

const all = oneSession(mailHandlers());
const PROSPECT = 'harbourline-logistics-and-warehousing.test';

/** @param {object} command */
const change = async (command) => {
  const reply = await all.session.ask(all.own, { panel: { change: command } });
  assert.ok(reply.done, JSON.stringify(reply));
  return reply.done.event;
};

/** @param {number} days from today */
const day = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** A prospect with something in every state. */
async function fill() {
  const prospect = PROSPECT;
  /** @param {string} kind @param {object} [fields] */
  const record = (kind, fields = {}) => change({
    record: { prospect, name: 'Harbourline Logistics and Warehousing', asked_by: `dana@${prospect}`, asked_on: day(-9), thread: '', fields: { kind, words: 'Could you set up a demo of the planning board for our team?', ...fields } },
  });
  const demo = await record('demo', { purpose: 'See whether the board ends the re-planning on Fridays', outcome: 'The CFO signs for 40 seats', date: day(20) });
  await change({ deliver: { prospect, request: demo, on: day(-5), what: 'walk-through of the board', cost: { minutes: 90, cents: 12050 } } });
  const quote = await record('quote');
  await change({ end: { prospect, request: quote, how: 'withdrawn', reason: 'They took the list price' } });
  await record('security_review');
  for (const [owner, what, due] of [['theirs', 'send the shift plan of the whole warehouse', -2], ['ours', 'call the CFO', 5]]) {
    await change({ commit: { prospect, commitment: null, owner, what, due: day(Number(due)), request: demo } });
  }
  const kept = await change({ commit: { prospect, commitment: null, owner: 'theirs', what: 'name who decides', due: day(-4), request: null } });
  await change({ resolve: { prospect, commitment: kept, how: 'kept', words: 'Dana and the CFO' } });
}

// A test, and no hook: hooks of one file do not wait for each other.
test('prospects with something in every state', async () => {
  await fill();
  await fillOther();
  await fillDeal(PROSPECT);
  await fillWon();
});

/** A deal half way: a job shown, a plan at risk, a proof of concept with its criteria. @param {string} prospect */
async function fillDeal(prospect) {
  /** @param {object} what */
  const deal = (what) => change({ deal: { prospect, change: what } });
  await deal({ job: { job: 'problem_named', evidence: 'written', words: 'We re-plan every Friday by hand' } });
  await deal({ job: { job: 'solutions_explored', evidence: 'assumed', words: '' } });
  await deal({ value_on: day(60) });
  await deal({ step: { step: 'legal', by: null, their_owner: 'Dana', our_owner: 'Robin', done: false, skipped: true } });
  const proof = await change({ record: { prospect, name: '', asked_by: '', asked_on: day(-1), thread: '', fields: { kind: 'proof_of_concept', purpose: 'Know that it holds' } } });
  const criterion = { text: 'The export takes less than a minute', met: true, words: '' };
  await change({ set_proof: { prospect, request: proof, proof: { criteria: [criterion, { ...criterion, text: 'It works offline', met: null }], their_people: '', our_people: '', starts: day(1), ends: day(70), homework: '', addenda: [['The second plant', day(90)]] } } });
  await deal({ hard_question: {} });
}

/** A prospect who bought, and waits for what was promised. */
async function fillWon() {
  const prospect = 'won.test';
  await change({ record: { prospect, name: 'Norrland Saw', asked_by: '', asked_on: null, thread: '', fields: { kind: 'demo', purpose: 'See the board' } } });
  await change({ deal: { prospect, change: { end: { how: 'won', words: 'Let us start', until: null } } } });
  await change({ deal: { prospect, change: { promise: [null, { measure: 'overtime', baseline: '60 hours', target: '30', by: day(90) }] } } });
}

/** A prospect who let the day of a commitment pass, and nothing else. */
async function fillOther() {
  await change({ commit: { prospect: 'other.test', commitment: null, owner: 'theirs', what: 'send the plan', due: day(-3), request: null } });
}

/** Opens everything that folds, and what folds within it. @param {Page | Frame} place */
const unfold = (place) => until('all of it to be open', () => place.evaluate(() => {
  const folded = [...document.querySelectorAll('[aria-expanded="false"]')];
  for (const button of folded) /** @type {HTMLElement} */ (button).click();
  const closed = [...document.querySelectorAll('details:not([open])')];
  for (const details of closed) /** @type {HTMLDetailsElement} */ (details).open = true;
  return folded.length + closed.length === 0;
}));

/** @param {Page} page @param {'light' | 'dark'} scheme */
async function colours(page, scheme) {
  const features = [{ name: 'prefers-color-scheme', value: scheme }];
  if (KIND === 'chromium') {
    await page.emulateMediaFeatures(features);
    for (const frame of page.frames()) await /** @type {any} */ (frame).client?.send('Emulation.setEmulatedMedia', { features });
  }
}

/**
 * @param {Page} page @param {() => Promise<Page | Frame>} place what of it is looked at
 */
async function isSound(page, place = async () => page) {
  for (const scheme of SCHEMES) {
    await colours(page, scheme);
    assert.deepEqual(await faults(await place()), [], scheme);
  }
  await colours(page, 'light');
}

/** @type {('light' | 'dark')[]} */
const SCHEMES = KIND === 'chromium' ? ['light', 'dark'] : ['light'];

/** The widths of 320 px, and of a window of 1280 px at 200 %. @param {Page} page */
async function fits(page) {
  // A window of Firefox's is never narrower than 500 px, and its driver scales none.
  if (KIND === 'firefox') return;
  for (const viewport of [{ width: 320, height: 640 }, { width: 640, height: 450, deviceScaleFactor: 2 }]) {
    await page.setViewport(viewport);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    assert.deepEqual(await misfits(page), [], `${viewport.width} px`);
  }
  await page.setViewport({ width: 1280, height: 900 });
}

/** @param {string} path @param {RegExp} words */
async function opened(path, words) {
  const page = await all.session.open(path);
  await says(page, words);
  return page;
}

test('the popup, with decisions', async () => {
  const page = await opened('popup.html', /Waiting for your decision/);
  await isSound(page);
  await unfold(page);
  await says(page, /They committed/);
  await isSound(page);
  await fits(page);
  await page.close();
});

test('the popup, with damaged storage', async () => {
  const { summary } = await ledger.stored(all.own);
  await ledger.store(all.own, { summary: 'damaged' });
  const page = await opened('popup.html', /Repair/);
  await isSound(page);
  await ledger.store(all.own, { summary });
  await page.close();
});

test('the panel, with nobody to show', async () => {
  const page = await opened('panel.html', /No prospect is open in this tab/);
  await isSound(page);
  await fits(page);
  await (await control(page, 'Find a prospect by name', 'searchbox')).type('harbour ware');
  await says(page, /Harbourline Logistics/);
  await isSound(page);
  await fits(page);
  await page.close();
});

test('the panel, with a customer, and their hand-over page', async () => {
  const page = await opened('panel.html?prospect=won.test', /The next check-in/);
  await unfold(page);
  await isSound(page);
  await fits(page);
  await page.close();
  const paper = await opened('handover.html?prospect=won.test', /Hand-over: Norrland Saw/);
  await isSound(paper);
  await fits(paper);
  await paper.close();
});

test('the panel, with a whole record', async () => {
  const page = await opened(`panel.html?prospect=${PROSPECT}`, /Open now/);
  await isSound(page);
  await fits(page);
  await unfold(page);
  await isSound(page);
  await fits(page);
  await page.close();
});

test('the welcome page, with a site that was taken away', async () => {
  await all.session.grant('https://mail.google.com/*');
  const page = await opened('welcome.html', /Where it reads/);
  await isSound(page);
  await page.evaluate(() => chrome.permissions.remove({ origins: ['https://mail.google.com/*'] }));
  await says(page, /has taken that back/);
  await isSound(page);
  await fits(page);
  await press(page, 'Leave it off');
  await until('the notice to go', () => page.evaluate(() => !document.body.innerText.includes('has taken that back')));
  await page.close();
});

test('the data page, with a file that is looked through and one that is refused', async () => {
  const page = await opened('data.html', /\d+ prospects and \d+ events/);
  await isSound(page);
  const choose = (/** @type {string} */ text) => page.evaluate((text) => {
    const field = /** @type {HTMLInputElement} */ (document.getElementById('file'));
    const chosen = new DataTransfer();
    chosen.items.add(new File([text], 'ledger.jsonl'));
    field.files = chosen.files;
    field.dispatchEvent(new Event('change'));
  }, text);
  const event = { id: '1790000000000-abcdefgh-000001', prospect: 'a-prospect-with-a-long-name-indeed.test', deal: 1, at_ms: 1_790_000_000_000, day: '2026-09-21', what: 'they_answered' };
  await choose(`{"askback":"ledger","version":1}\n${JSON.stringify(event)}\n{"askback":"end","events":1}\n`);
  await says(page, /would add 1 event about 1 prospect/);
  await isSound(page);
  await fits(page);
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'preview', 'the keyboard is where the news is');
  await choose('hello');
  await says(page, /Line 1 does not begin/);
  await isSound(page);
  await fits(page);
  await page.close();
});

test('the self-test page', async () => {
  const page = await opened('inspect.html', /What was read in this tab/);
  await isSound(page);
  await fits(page);
  await page.close();
});

/** What the reader has put into the page itself; only Chromium's driver reaches it. @param {Page} page @param {RegExp} words */
async function readerIsSound(page, words) {
  if (KIND === 'firefox') return;
  for (const scheme of SCHEMES) {
    await colours(page, scheme);
    const found = await until('the words', async () => {
      const now = await faultsOfReader(page);
      return words.test(now.words) ? now : null;
    });
    assert.deepEqual(found.faults, [], scheme);
  }
  await colours(page, 'light');
}

/** A page of mail on a site that is switched on. */
async function mailPage() {
  await all.session.grant(`https://${MAIL_HOST}/*`);
  const page = await all.session.page(`https://${MAIL_HOST}/mail/u/0/`);
  await page.bringToFront();
  return page;
}

test('the card, the strip and the dialog over a held draft, in a web page', async () => {
  const page = await mailPage();
  await page.evaluate((thread) => /** @type {any} */ (window).mail.openThread(thread), thread({ number: 1, messages: 3, asks: true }));
  const card = () => until('the card', () => all.session.card(page));
  await says(await card(), /Could you set up a demo/);
  await isSound(page, card);
  await (await control(await card(), 'Save request')).click();
  await says(await card(), /find out/i);
  await unfold(await card());
  await isSound(page, card);
  const { settings } = await all.session.ask(all.own, { panel: { settings: {} } });
  await all.session.ask(all.own, { panel: { save_settings: { ...settings, mode: 'strict' } } });
  const draft = { id: 'd1', to: 'mara.lind@northmill.test', text: 'Hello Mara, here is the invitation to the demo for Tuesday.' };
  await page.evaluate((draft) => /** @type {any} */ (window).mail.compose(draft), draft);
  await readerIsSound(page, /What is missing/);
  await page.click('.aoO');
  await says(await card(), /Before you send this/);
  await isSound(page, card);
  await all.session.ask(all.own, { panel: { save_settings: settings } });
  await page.close();
});

// WebDriver is told nothing of a frame within a page of the extension, and in Firefox its calls into
// this one run out of time now and then: there the card in a web page stands for it.
if (KIND === 'chromium') {
  test('the sample mailbox, its card and the dialog over a held draft', async () => {
    const page = await all.session.open('sample/mailbox.html');
    await until('the list', () => page.$('[data-thread-row="norrland-demo"]'));
    await page.bringToFront();
    await isSound(page);
    await page.click('[data-thread-row="norrland-demo"]');
    const card = () => until('the card', () => all.session.card(page));
    await says(await card(), /Could you set up a demo/);
    await isSound(page);
    await isSound(page, card);
    await (await control(await card(), 'Save request')).click();
    await says(await card(), /find out/i);
    await unfold(await card());
    await isSound(page, card);
    const settings = (await all.session.ask(page, { panel: { settings: {} } })).settings;
    await all.session.ask(page, { panel: { save_settings: { own_emails: settings.own_emails, own_domains: settings.own_domains, mode: 'strict', badge: true } } });
    await press(page, 'Reply');
    const editor = await until('the editor', () => page.$('[role="textbox"][contenteditable="true"]'));
    await editor.focus();
    await page.keyboard.type('Hello Marta, here is the invitation to the demo for Tuesday.');
    await until('the strip', () => page.evaluate(() => document.querySelector('[data-strip]')?.childElementCount));
    await fits(page);
    await press(page, 'Send');
    await says(await card(), /Before you send this/);
    await isSound(page, card);
    await page.close();
  });

  test('the popup as the browser itself opens it', async () => {
    const coming = all.session.browser.waitForTarget((target) => target.url().endsWith('/popup.html'));
    await all.own.bringToFront();
    await all.own.evaluate(() => chrome.action.openPopup());
    const popup = await (await coming).asPage();
    await says(popup, /Waiting for your decision/);
    assert.deepEqual(await misfits(popup), []);
    assert.deepEqual(await faults(popup), []);
  });
}
