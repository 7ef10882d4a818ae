// `cargo xtask demo [--watch] [--pictures]`: plays the story of a rep's main job in the sample mailbox that is
// shipped inside the extension, in a real Chromium, and leaves pictures in target/demo/.
import { join } from 'node:path';
import { theTeam } from './demo-team.mjs';
import { unknownSite } from './demo-unknown.mjs';
import { launch, until } from './lib/browser.mjs';
import { ROOT, TARGET } from './lib/find.mjs';
import { PASSPHRASE, settled, wish } from './lib/lock.mjs';
import { Stage, control, press, says } from './lib/stage.mjs';

const watch = process.argv.includes('--watch');
const started = Date.now();
const session = await launch({ kind: 'chromium', visible: watch && Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY) });
const pictures = process.argv.includes('--pictures');
const stage = new Stage(join(TARGET, 'demo'), pictures);
const mailbox = await session.open('sample/mailbox.html');
const popup = await session.open('popup.html');
await popup.setViewport({ width: 400, height: 600 });
const panel = await session.open('panel.html');
await panel.setViewport({ width: 400, height: 900 });

/** The card as it is now: its frame is new after a reload. */
const card = () => until('the card', () => session.card(mailbox));

/** @param {string} thread opens a thread of the sample and waits for what the card says of it */
async function openThread(thread) {
  await mailbox.bringToFront();
  await (await until(thread, () => mailbox.$(`[data-thread-row="${thread}"]`))).click();
}

/** Types as a person does where somebody watches; else all at once. @param {string} words */
const type = (words) => (watch ? mailbox.keyboard.type(words) : mailbox.keyboard.sendCharacter(words));

/** @param {string} words types a reply */
async function write(words) {
  const editor = await until('the editor', () => mailbox.$('[role="textbox"][contenteditable="true"]'));
  await editor.focus();
  await type(words);
}

/** @param {string} name attaches one of the sample's files */
async function attach(name) {
  await mailbox.click('summary ::-p-text(Attach a file)');
  await press(mailbox, name);
}

/** @param {string} button */
async function skip(button) {
  await press(mailbox, button);
  await mailbox.bringToFront();
}

/** How many mails have left the sample mailbox. */
const sent = () => mailbox.evaluate(() => /** @type {any} */ (window).__sent.length);

/** @param {number} number */
const untilSent = (number) => until(`mail ${number} to leave`, async () => (await sent()) === number);

/** Looks at the popup anew, as a rep who opens it over the mailbox. */
async function lookAtPopup() {
  await popup.bringToFront();
  const tab = await mailbox.evaluate(async () => (await chrome.tabs.getCurrent())?.id);
  await popup.goto(`${popup.url().split('?')[0]}?tab=${tab}`);
  await until('the popup', () => popup.evaluate(() => document.body.innerText.trim().length > 20));
}

/** Looks at the side panel beside the mailbox. */
async function lookAtPanel() {
  await panel.bringToFront();
  const tab = await mailbox.evaluate(async () => (await chrome.tabs.getCurrent())?.id);
  await panel.goto(`${panel.url().split('?')[0]}?tab=${tab}`);
  await says(panel, /Open in this tab/);
}

/** Fills the field that the keyboard is in, and goes on to the next. @param {string} words */
async function fill(words) {
  await type(words);
  await mailbox.keyboard.press('Tab');
}

/** Puts the keyboard into a field of the card. @param {string} label */
async function focusField(label) {
  await (await control(await card(), label, 'textbox')).focus();
}

/** The rep chooses how strongly the rules speak up. @param {'coach' | 'strict'} mode */
async function choose(mode) {
  const { settings } = await session.ask(popup, { panel: { settings: {} } });
  const { own_emails, own_domains, badge } = settings;
  await session.ask(popup, { panel: { save_settings: { own_emails, own_domains, mode, badge } } });
}

async function record() {
  // In the strict manner every rule holds a draft; coach, the default, holds a second request only.
  await choose('strict');
  await openThread('norrland-demo');
  await says(await card(), /Could you set up a demo/);
  await stage.shot(mailbox, 'card', 'A prospect asks for a demo: the card says what, in their words');
  await (await control(await card(), 'Save request')).focus();
  await mailbox.keyboard.press('Enter');
  await says(await card(), /find out/i);
  await stage.shot(mailbox, 'recorded', 'Recorded with one key; what is still unknown, with a ready question');
}

async function holdBack() {
  await press(mailbox, 'Reply');
  await write('Hello Marta, here is the invitation to the demo for Tuesday.');
  await attach('Planboard-demo-invitation.ics');
  await until('the strip', () => mailbox.evaluate(() => /find out|know|missing|why/i.test(document.querySelector('[data-strip]')?.textContent ?? '') || document.querySelector('[data-strip]')?.childElementCount));
  await stage.shot(mailbox, 'strip', 'The draft gives the demo away: a strip says what is missing before Send');
  await press(mailbox, 'Send');
  await says(await card(), /Before you send this/);
  if ((await sent()) !== 0) throw new Error('the mail left while it was held');
  await stage.shot(mailbox, 'held', 'Send is held: the checklist, and what the buyer agreed to');
  await press(await card(), 'Keep writing');
}

async function askWhy() {
  await mailbox.evaluate(() => {
    const editor = document.querySelector('[role="textbox"][contenteditable="true"]');
    if (editor) editor.textContent = '';
    editor?.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
  await press(mailbox, 'Remove Planboard-demo-invitation.ics');
  await (await until('the editor', () => mailbox.$('[role="textbox"][contenteditable="true"]'))).focus();
  await (await (await card()).waitForSelector('::-p-text(Insert)'))?.click();
  await until('the question in the draft', () => mailbox.evaluate(() => (document.querySelector('[role="textbox"][contenteditable="true"]')?.textContent ?? '').includes('?')));
  await stage.shot(mailbox, 'question', 'The question goes into the reply at the cursor');
  await press(mailbox, 'Send');
  await untilSent(1);
}

async function complete() {
  await skip('1 day');
  await mailbox.waitForSelector('::-p-text(Every Friday two of us)');
  await stage.shot(mailbox, 'answered', 'The next day they say why they ask, and what happens then');
  const frame = await card();
  const change = await frame.$$('::-p-aria([name="Change"][role="button"])');
  if (change[0]) await change[0].click();
  await focusField('Why do they ask?');
  await fill('See whether the board ends the Friday re-planning by hand, and exports to payroll');
  await fill('Start with the saw line, 40 people');
  await mailbox.keyboard.type('12042026');
  await stage.shot(mailbox, 'complete', 'Purpose and agreed outcome, in their words');
  await mailbox.keyboard.down('Control');
  await mailbox.keyboard.press('Enter');
  await mailbox.keyboard.up('Control');
  await stage.shot(mailbox, 'ready', 'All that must be known before a demo is known');
}

async function give() {
  await press(mailbox, 'Reply');
  await write('Hello Marta, here is the invitation to the demo for Tuesday.');
  await attach('Planboard-demo-invitation.ics');
  await press(mailbox, 'Send');
  await untilSent(2);
  await stage.shot(mailbox, 'sent', 'Now it goes, and Askback notes that the demo was given');
}

async function secondThing() {
  await choose('coach');
  await press(mailbox, 'Reply');
  await write('Hello Marta, the quote for 40 people is attached as well.');
  await press(mailbox, 'Send');
  await says(await card(), /Before you send this/);
  if ((await sent()) !== 2) throw new Error('the mail left while it was held');
  await stage.shot(mailbox, 'second', 'A second thing while the first is open: held, with what the buyer agreed to');
  await press(await card(), 'Keep writing');
  await press(mailbox, 'Discard');
}

async function askBack() {
  await skip('1 week');
  await lookAtPopup();
  await stage.shot(popup, 'popup', 'A week later the popup lists who needs a decision');
  await mailbox.bringToFront();
  await says(await card(), /Did they get what they were looking for/);
  await stage.shot(mailbox, 'due', 'The question is due: did they get what they were looking for?');
  await press(await card(), 'Partly', 'radio');
  await stage.shot(mailbox, 'partly', 'Partly: what is missing is kept in their words');
  await press(await card(), 'Save answer');
  await stage.shot(mailbox, 'partly-kept', 'The request stays open until it is a yes');
}

async function confirmed() {
  await press(mailbox, 'Reply');
  await write('Hello Marta, here is the recording of the export to payroll.');
  await press(mailbox, 'Send');
  await untilSent(3);
  await skip('1 week');
  await says(await card(), /Did they get what they were looking for/);
  await stage.shot(mailbox, 'yes', 'What was missing is given; their mail reads like a yes');
  await press(await card(), 'Yes', 'radio');
  await press(await card(), 'Save answer');
  await press(mailbox, 'Reply');
  await write('Hello Marta, the quote for 40 people is attached.');
  await press(mailbox, 'Send');
  await untilSent(4);
  await stage.shot(mailbox, 'free', 'Confirmed: the next request opens without a hold');
}

async function wholeRecord() {
  await openThread('norrland-demo');
  await lookAtPanel();
  await (await until('the commitments', () => panel.$('::-p-text(Note a commitment)'))).click();
  await (await control(panel, 'What?', 'textbox')).type('send the working times of the saw line');
  await panel.evaluate(() => {
    const form = [...document.querySelectorAll('form')].find((one) => one.textContent?.includes('Who commits?'));
    const date = /** @type {HTMLInputElement} */ (form?.querySelector('input[type="date"]'));
    date.value = new Date(Date.now() + 25 * 86_400_000).toISOString().slice(0, 10);
    date.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
  await stage.shot(panel, 'commitment', 'In the side panel: what they commit to in return, by a date');
  await press(panel, 'Save commitment');
  await says(panel, /They committed to: send the working times/);
  await (await until('the commitments', () => panel.$('::-p-text(Note a commitment)'))).click();
  await panel.evaluate(() => window.scrollTo(0, 0));
  await stage.shot(panel, 'panel', 'The whole record as one line of time, everything changed in place');
}

/** How far the sample's clock is ahead: one day and two weeks are skipped before this is asked. */
const AHEAD = 15;

/** @param {number} days from the sample's today */
const day = (days) => new Date(Date.now() + (AHEAD + days) * 86_400_000).toISOString().slice(0, 10);

/** A change that is no step of the story, only what it begins with. @param {object} command @returns {Promise<string>} the event */
async function change(command) {
  const { done, failed } = await session.ask(popup, { panel: { change: command } });
  if (!done) throw new Error(failed?.error);
  return done.event;
}

/** @param {string} prospect @param {object} what */
const deal = (prospect, what) => change({ deal: { prospect, change: what } });

/** @param {string} prospect @param {string} name @param {object} fields something that they asked for 20 days ago */
const asked = (prospect, name, fields) =>
  change({ record: { prospect, name, asked_by: '', asked_on: day(-20), thread: '', fields: { evidence: 'said', ...fields } } });

/** Opens the record of a prospect in the side panel. @param {string} prospect @param {RegExp} words that it then says */
async function openRecord(prospect, words) {
  await panel.goto(`${session.base}/panel.html?prospect=${prospect}`);
  await says(panel, words);
}

/** Opens what is folded under these words, and brings it to the top. @param {RegExp} words */
async function unfold(words) {
  await until(`${words}`, () => panel.evaluate((source) => {
    const words = new RegExp(source);
    const heads = [...document.querySelectorAll('summary, button[aria-expanded]')];
    const head = heads.find((one) => words.test(one.textContent ?? '') && one.checkVisibility());
    if (!(head instanceof HTMLElement)) return false;
    const isOpen = head.parentElement instanceof HTMLDetailsElement ? head.parentElement.open : head.ariaExpanded === 'true';
    if (!isOpen) head.click();
    head.scrollIntoView({ block: 'start' });
    return isOpen;
  }, words.source));
}

/** Brings what says these words into sight. @param {string} words */
const bring = (words) => until(words, () => panel.evaluate((words) => {
  const all = [...document.querySelectorAll('p, h2, h3, summary, label, strong, .strong')];
  const found = all.find((one) => (one.textContent ?? '').includes(words) && one.checkVisibility());
  found?.scrollIntoView({ block: 'start' });
  return Boolean(found);
}, words));

const NORRLAND = 'norrland-timber.example';
const ALDERWOOD = 'alderwood-rail.example';
const CASTELLAN = 'castellan-bakeries.example';
const KESTREL = 'kestrel-coatings.example';

async function thePlan() {
  await deal(NORRLAND, { job: { job: 'problem_named', evidence: 'written', words: 'Every Friday two of us re-plan by hand' } });
  await deal(NORRLAND, { job: { job: 'solutions_explored', evidence: 'said', words: 'a board, or a larger spreadsheet' } });
  await deal(NORRLAND, { value_on: day(170) });
  await openRecord(NORRLAND, /Norrland/);
  await unfold(/^The buyer's plan: value by/);
  await says(panel, /Technical validation/);
  await stage.shot(panel, 'plan', 'The buyer\u2019s plan, counted backward from the date of value');
}

async function theProof() {
  const request = await asked(ALDERWOOD, 'Alderwood Rail', { kind: 'proof_of_concept', purpose: 'know that crews can be planned offline', outcome: 'they roll it out in three depots' });
  const criteria = [['Works in a tunnel for an hour', true], ['Two planners at once', true], ['Export in under a minute', null]];
  const proof = { their_people: 'Priya Raman, two planners', our_people: 'Robin Price', starts: day(-10), ends: day(4), homework: 'last month\u2019s crews', addenda: [] };
  await change({ set_proof: { prospect: ALDERWOOD, request, proof: { ...proof, criteria: criteria.map(([text, met]) => ({ text, met, words: '' })) } } });
  await openRecord(ALDERWOOD, /Alderwood/);
  await unfold(/^Proof of concept/);
  await unfold(/^What it passes or fails by/);
  await stage.shot(panel, 'proof', 'A proof of concept passes or fails by criteria in the buyer\u2019s words, with dates and their homework');
}

async function toNo() {
  const request = await asked(CASTELLAN, 'Castellan Bakeries', { kind: 'demo', purpose: 'plan the night shift', outcome: 'a start in the Dunmore plant' });
  await change({ deliver: { prospect: CASTELLAN, request, on: day(-18), what: 'the board', cost: { minutes: 150, cents: 0 } } });
  await openThread('castellan-start');
  await says(await card(), /Castellan/);
  await openRecord(CASTELLAN, /Time for the hard question/);
  await bring('Time for the hard question');
  await stage.shot(panel, 'hard-question', 'Silent for weeks: the hard question, once, in the tone that fits');
  await deal(CASTELLAN, { hard_question: {} });
  await session.ask(popup, { panel: { skip_ahead: { days: 4 } } });
  await openRecord(CASTELLAN, /Consider walking away/);
  await unfold(/^How it ends/);
  await panel.evaluate(() => {
    const how = [...document.querySelectorAll('select')].find((one) => [...one.options].some((option) => option.value === 'walked_away'));
    if (how) how.value = 'walked_away';
    how?.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await bring('Consider walking away');
  await stage.shot(panel, 'walking-away', 'No answer to it: walking away is proposed, with what speaks for it');
  await deal(CASTELLAN, { end: { how: 'walked_away', words: 'no answer to the hard question', until: null } });
  await says(panel, /takes no more/);
  await panel.evaluate(() => window.scrollTo(0, 0));
  await stage.shot(panel, 'walked-away', 'A no is a good result: hours that are no longer spent');
}

async function afterClose() {
  const request = await asked(KESTREL, 'Kestrel Coatings', { kind: 'sample', purpose: 'Batches logged without paper', outcome: 'They order 12 terminals', date: day(-2) });
  await change({ deliver: { prospect: KESTREL, request, on: day(-12), what: 'a terminal', cost: { minutes: 60, cents: 0 } } });
  await change({ answer: { prospect: KESTREL, request, answer: 'yes', words: 'it passed on Monday' } });
  await deal(KESTREL, { agree: 'let us order the twelve' });
  await deal(KESTREL, { end: { how: 'won', words: '', until: null } });
  const { prospect } = await session.ask(popup, { panel: { prospect: { prospect: KESTREL } } });
  const [{ id, fields }] = prospect.deal.promises;
  await deal(KESTREL, { promise: [id, { ...fields, baseline: '40 sheets a day', target: 'none in the mixing hall', by: day(60) }] });
  await openRecord(KESTREL, /What was promised/);
  await unfold(/^What was promised/);
  await panel.evaluate(() => document.querySelector('section.deal')?.scrollIntoView());
  await stage.shot(panel, 'after-close', 'The close is not the end: what they were looking for is promised and followed');
  const page = await session.open(`handover.html?prospect=${KESTREL}`);
  await page.setViewport({ width: 800, height: 900 });
  await says(page, /Batches logged without paper/);
  await stage.shot(page, 'hand-over', 'The hand-over page, to print or to paste');
  await page.close();
}

async function allOfThem() {
  const ledger = await session.open('ledger.html');
  await ledger.setViewport({ width: 1000, height: 900 });
  await says(ledger, /prospects/);
  await until('the charts', () => ledger.evaluate(() => {
    const charts = [...document.querySelectorAll('details')].find((one) => /^What there is to learn/.test(one.textContent ?? ''));
    if (charts) charts.open = true;
    return Boolean(charts);
  }));
  await until('a drawing', () => ledger.$('svg.chart'));
  await stage.shot(ledger, 'ledger', 'All prospects and deals, and what there is to learn from them');
  for (const name of ['Harbourline', 'Norrland']) {
    await (await until(name, () => ledger.$(`input[aria-label^="Choose ${name}"]`))).click();
  }
  await press(ledger, 'Snooze');
  await until('the field', () => ledger.$('.bulk form'));
  await stage.shot(ledger, 'bulk', 'Several at once: snoozed, answered or ended with one reason, and one undo for all');
  await ledger.close();
  const settings = await session.open('settings.html');
  await settings.setViewport({ width: 900, height: 1300 });
  await says(settings, /Quiet after so many/);
  await stage.shot(settings, 'settings', 'Every rule and number is the rep\u2019s, or the company\u2019s, to set');
  await settings.close();
}

async function firstHour() {
  const welcome = await session.open('welcome.html');
  await welcome.setViewport({ width: 800, height: 1300 });
  await says(welcome, /Where it reads/);
  await stage.shot(welcome, 'welcome', 'The first hour: what it does, what it never does, one switch a site');
  await welcome.close();
}

async function theData() {
  const data = await session.open('data.html');
  await data.setViewport({ width: 900, height: 1300 });
  await says(data, /Your data/);
  await stage.shot(data, 'data', 'Your data: out, in, erased, and what is kept where');
  await data.close();
}

/** Last of all: behind it nothing is shown any more. */
async function theLock() {
  const page = await session.open('lock.html');
  await page.setViewport({ width: 800, height: 900 });
  await says(page, /There is no way back/);
  await stage.shot(page, 'lock', 'The lock: a passphrase for what Askback keeps');
  await wish(session, page, { set: { passphrase: PASSPHRASE, minutes: 15 } });
  await settled(session, page, 'open');
  await wish(session, page, { close: {} });
  const locked = await session.open('popup.html');
  await locked.setViewport({ width: 420, height: 420 });
  await says(locked, /Askback is locked/);
  await stage.shot(locked, 'locked', 'The popup while Askback is locked');
}

/** What the toolbar's badge says. */
const badge = () => popup.evaluate(() => chrome.action.getBadgeText({}));

async function wholeDay() {
  await openThread('harbourline-quote');
  await says(await card(), /Harbourline/i);
  await (await control(await card(), 'Save request')).focus();
  await mailbox.keyboard.press('Enter');
  await says(await card(), /find out/i);
  await until('a number on the badge', async () => Number(await badge()) > 0);
  await lookAtPopup();
  await stage.shot(popup, 'waiting', `The badge says ${await badge()}: who waits, most pressing first`);
  await (await until('the prospect', () => popup.$('::-p-text(Harbourline)')))?.click();
  await says(popup, /Snooze/);
  await stage.shot(popup, 'record', 'One press further: the request, and what to do about it');
  await press(popup, '3 days');
  await stage.shot(popup, 'snoozed', 'Snoozed: asked again in some days');
  await press(popup, 'Undo');
  await stage.shot(popup, 'undone', 'Undo takes it back');
}

/** The pictures of the README, by the names of their steps. */
const PICTURES = { card: 'card', strip: 'strip', second: 'held', due: 'due', waiting: 'waiting', panel: 'panel', welcome: 'welcome', pointing: 'pointing', pointed: 'pointed', 'self-test': 'self-test', popup: 'popup', plan: 'plan', proof: 'proof', 'hard-question': 'hard-question', 'after-close': 'after-close', bulk: 'bulk', ledger: 'ledger', loosening: 'loosening', settings: 'settings', 'hand-over': 'hand-over', data: 'data', team: 'team', lock: 'lock', locked: 'locked' };

/** @type {[string, () => Promise<void>][]} */
const STORY = [
  ['record the request', record],
  ['hold a draft', holdBack],
  ['ask why', askWhy],
  ['complete the request', complete],
  ['give the demo', give],
  ['a second thing', secondThing],
  ['ask back', askBack],
  ['confirmed', confirmed],
  ['the whole record', wholeRecord],
  ['badge, popup, snooze, undo', wholeDay],
  ['the plan', thePlan],
  ['a proof of concept', theProof],
  ['getting to no', toNo],
  ['after the close', afterClose],
  ['all of them', allOfThem],
  ['the first hour', firstHour],
];

// It takes long, and is no part of a rep's first look.
if (pictures) STORY.push(['a site that nobody prepared', () => unknownSite(session, stage)], ['the rep\u2019s data', theData], ['a team', () => theTeam(session, stage)], ['the lock', theLock]);

let failed = 0;
try {
  await mailbox.bringToFront();
  await mailbox.waitForSelector('[data-thread-row]');
  await stage.shot(mailbox, 'mailbox', 'The sample mailbox: no account, no server');
  for (const [name, play] of STORY) {
    try {
      await play();
    } catch (error) {
      failed += 1;
      console.error(`  the part "${name}" went wrong: ${error instanceof Error ? error.message : error}`);
      await stage.shot(mailbox, 'wrong', `Went wrong: ${name}`);
      break;
    }
  }
  const file = stage.finish();
  if (pictures && !failed) stage.keep(PICTURES, join(ROOT, 'docs/pictures'));
  console.log(`  ${stage.shots.length} steps in ${((Date.now() - started) / 1000).toFixed(1)} s; the pictures: ${file}`);
  if (watch && !failed) {
    await mailbox.setViewport(null);
    await mailbox.bringToFront();
    console.log('  the browser stays open; close it to end.');
    await new Promise((done) => session.browser.once('disconnected', done));
  }
} finally {
  if (session.browser.connected) await session.close();
}
process.exitCode = failed ? 1 : 0;
