// `cargo xtask demo [--watch] [--pictures]`: plays the story of a rep's main job in the sample mailbox that is
// shipped inside the extension, in a real Chromium, and leaves pictures in target/demo/.
import { join } from 'node:path';
import { unknownSite } from './demo-unknown.mjs';
import { launch, until } from './lib/browser.mjs';
import { ROOT, TARGET } from './lib/find.mjs';
import { Stage, control, press, says } from './lib/stage.mjs';

const watch = process.argv.includes('--watch');
const started = Date.now();
const session = await launch({ kind: 'chromium', visible: watch && Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY) });
const stage = new Stage(join(TARGET, 'demo'));
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

/** @param {string} words types a reply, as a person does */
async function write(words) {
  const editor = await until('the editor', () => mailbox.$('[role="textbox"][contenteditable="true"]'));
  await editor.focus();
  await mailbox.keyboard.type(words);
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
  await mailbox.keyboard.type(words);
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

/** @param {number} days from today */
const day = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

async function theDeal() {
  await openThread('norrland-demo');
  await lookAtPanel();
  const tab = await mailbox.evaluate(async () => (await chrome.tabs.getCurrent())?.id);
  const reply = await session.ask(popup, { panel: { popup: { tab, url: '', prospect: null } } });
  const prospect = reply.popup.tab_prospect.id;
  /** @param {object} change */
  const deal = async (change) => {
    const changed = await session.ask(popup, { panel: { change: { deal: { prospect, change } } } });
    if (!changed.done) throw new Error(JSON.stringify(changed));
  };
  await deal({ job: { job: 'problem_named', evidence: 'written', words: 'Every Friday two of us re-plan by hand' } });
  await deal({ job: { job: 'solutions_explored', evidence: 'said', words: 'a board, or a larger spreadsheet' } });
  await deal({ value_on: day(170) });
  await until('the plan', () => panel.evaluate(() => {
    const plan = [...document.querySelectorAll('details')].find((one) => /^The buyer's plan: value by/.test(one.textContent ?? ''));
    if (plan) plan.open = true;
    return Boolean(plan);
  }));
  await panel.evaluate(() => document.querySelector('section.deal')?.scrollIntoView());
  await says(panel, /Technical validation/);
  await stage.shot(panel, 'plan', 'Where the buyer is, and their plan counted backward from the date of value');
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
const PICTURES = { card: 'card', strip: 'strip', second: 'held', due: 'due', waiting: 'waiting', panel: 'panel', welcome: 'welcome', pointing: 'pointing', pointed: 'pointed', 'self-test': 'self-test', popup: 'popup', plan: 'plan', ledger: 'ledger', settings: 'settings' };

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
  ['the deal', theDeal],
  ['all of them', allOfThem],
  ['the first hour', firstHour],
];

const pictures = process.argv.includes('--pictures');
// It takes long, and is no part of a rep's first look.
if (pictures) STORY.push(['a site that nobody prepared', () => unknownSite(session, stage)]);

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
