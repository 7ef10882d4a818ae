// The side panel: the whole record of the prospect in the tab, edited in place. In a driver it is
// opened as a page of its own that is told which tab it stands beside.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from './lib/browser.mjs';
import { control, press, says } from './lib/stage.mjs';
import { KIND, oneSession } from './lib/suite.mjs';

/** @typedef {import('puppeteer-core').Page} Page */

const all = oneSession();
const PROSPECT = 'prospect.test';

/** @param {object} command */
async function change(command) {
  const reply = await all.session.ask(all.own, { panel: { change: command } });
  assert.ok(reply.done, JSON.stringify(reply));
  return reply.done.event;
}

/** @returns {Promise<any>} the record as it is stored */
const record = async () => (await all.session.ask(all.own, { panel: { prospect: { prospect: PROSPECT } } })).prospect;

/** Whether the keyboard is on something. @param {Page} page */
const hasFocus = (page) => page.evaluate(() => document.activeElement !== null && document.activeElement !== document.body);

/** @type {string} */
let demo = '';
/** @type {Page} */
let panel;

// A test, and no hook: hooks of one file do not wait for each other.
test('the panel shows the record of a prospect', async () => {
  demo = await change({
    record: {
      prospect: PROSPECT, name: 'Prospect Foods', asked_by: `dana@${PROSPECT}`, asked_on: null, thread: '',
      fields: { kind: 'demo', purpose: 'see the shift plan', outcome: 'the CFO signs', date: '2027-01-15' },
    },
  });
  await change({ record: { prospect: PROSPECT, name: 'Prospect Foods', asked_by: '', asked_on: null, thread: '', fields: { kind: 'quote' } } });
  panel = await all.session.open(`panel.html?prospect=${PROSPECT}`);
  await says(panel, /Open now/);
});

/** The row of a request or commitment. @param {string} id */
const row = (id) => `[data-row="${id}"]`;

/** @param {string} id opens its row, where it is folded */
async function unfold(id) {
  const head = await until('the row', () => panel.$(`${row(id)} > [aria-expanded]`));
  if ((await head.evaluate((one) => one.getAttribute('aria-expanded'))) === 'false') await head.click();
}

/** @param {string} id @param {string} name a field by its label, within a row */
async function field(id, name) {
  const found = await until(name, async () => {
    for (const label of await panel.$$(`${row(id)} label`)) {
      if ((await label.evaluate((one) => one.textContent ?? '')).startsWith(name)) return label.$('input, textarea, select');
    }
    return null;
  });
  return /** @type {import('puppeteer-core').ElementHandle<HTMLInputElement>} */ (found);
}

/** @param {string} id @param {string} name presses a button within a row */
async function pressIn(id, name) {
  const found = await until(name, async () => {
    for (const button of await panel.$$(`${row(id)} button`)) {
      if ((await button.evaluate((one) => (one.textContent ?? '').trim())) === name && (await button.isVisible())) return button;
    }
    return null;
  });
  await found.evaluate((one) => one.scrollIntoView({ block: 'center' }));
  await found.click();
}

test('half-typed words stay while something else of the record changes', async () => {
  await unfold(demo);
  await panel.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  const reason = await field(demo, 'Why?');
  await reason.focus();
  await panel.keyboard.type('They have not the ti');
  await change({ tick: { prospect: PROSPECT, request: demo, item: 'deciders', known: true } });
  await change({ commit: { prospect: PROSPECT, commitment: null, owner: 'theirs', what: 'send the plan', due: '2027-01-10', request: demo } });
  await says(panel, /They committed to: send the plan/);
  await panel.keyboard.type('me');
  assert.equal(await reason.evaluate((one) => one.value), 'They have not the time');
  assert.ok(await reason.evaluate((one) => document.activeElement === one), 'the cursor stays in it');
});

test('a field is changed in place, Escape leaves it as it was, and a date can be taken away', async () => {
  await pressIn(demo, 'Change');
  await (await field(demo, 'Why do they ask?')).focus();
  await panel.keyboard.type(' and more');
  await panel.keyboard.press('Escape');
  await says(panel, /see the shift plan/);
  assert.equal((await record()).requests.find((/** @type {any} */ one) => one.id === demo).fields.purpose, 'see the shift plan');
  await until('the keyboard in the row', () => panel.evaluate((row) => document.activeElement?.closest(row) !== null, row(demo)));
  await pressIn(demo, 'Change');
  const date = await field(demo, 'By when?');
  await date.evaluate((one) => {
    one.value = '';
    one.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
  await pressIn(demo, 'Save');
  await until('no date', async () => (await record()).requests.find((/** @type {any} */ one) => one.id === demo).fields.date === null);
  await until('the keyboard somewhere', () => hasFocus(panel));
});

test('a line of the checklist is ticked and keeps the keyboard', async () => {
  const box = await until('a box', async () => {
    for (const label of await panel.$$(`${row(demo)} .checks label`)) {
      if ((await label.evaluate((one) => one.textContent ?? '')).startsWith('Who attends')) return label.$('input');
    }
    return null;
  });
  await box.focus();
  await panel.keyboard.press(' ');
  await until('it is known', async () => (await record()).requests.find((/** @type {any} */ one) => one.id === demo).checklist.some((/** @type {any} */ line) => line.code === 'attendees' && line.known));
  await until('the tick', () => box.evaluate((one) => /** @type {HTMLInputElement} */ (one).checked));
  assert.ok(await box.evaluate((one) => document.activeElement === one));
});

test('it is given on a chosen day with what it cost, and answered', async () => {
  const on = await field(demo, 'on');
  await on.evaluate((one) => {
    one.value = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10);
    one.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
  await (await field(demo, 'Hours')).type('1:30');
  await (await field(demo, 'Money')).type('40');
  await pressIn(demo, 'I gave it');
  await says(panel, /given · 1\.5 h, 40\.00/);
  await until('the keyboard somewhere', () => hasFocus(panel));
  await press(panel, 'Yes', 'radio');
  await pressIn(demo, 'Save answer');
  await says(panel, /they said yes/i);
  assert.equal((await record()).requests.find((/** @type {any} */ one) => one.id === demo).state, 'confirmed');
});

test('a commitment is noted, kept, and taken back from the line of time', async () => {
  const [known] = (await record()).commitments;
  await unfold(known.id);
  await pressIn(known.id, 'Kept');
  await says(panel, /1 of 1/);
  const undo = await until('its undo', () => panel.$('button[aria-label^="Undo: Commitment kept"]'));
  await undo.focus();
  await panel.keyboard.press('Enter');
  await until('open again', async () => (await record()).commitments[0].state === 'open');
  await says(panel, /Taken back/);
  await until('the keyboard somewhere', () => hasFocus(panel));
});

test('another prospect is found by its name', async () => {
  await change({ record: { prospect: 'harbour.test', name: 'Harbour Group', asked_by: '', asked_on: null, thread: '', fields: { kind: 'call' } } });
  const field = await control(panel, 'Find a prospect by name', 'searchbox');
  await field.type('harb');
  await press(panel, 'Harbour Group harbour.test');
  await until('its name on top', () => panel.evaluate(() => document.querySelector('h1')?.textContent === 'Harbour Group'));
});

test('it follows the tab, and says so when no prospect is open there', async () => {
  const mailbox = await all.session.open('sample/mailbox.html');
  await until('the list', () => mailbox.$('[data-thread-row="norrland-demo"]'));
  const tab = await mailbox.evaluate(async () => (await chrome.tabs.getCurrent())?.id);
  const beside = await all.session.open(`panel.html?tab=${tab}`);
  await says(beside, /No prospect is open in this tab/);
  for (const [thread, name] of [['norrland-demo', /Norrland/], ['harbourline-quote', /Harbourline/]]) {
    await mailbox.bringToFront();
    await mailbox.click(`[data-thread-row="${thread}"]`);
    await says(beside, /** @type {RegExp} */ (name));
    await says(beside, /Open in this tab/);
  }
  // What the mail asks for is recorded here, and the card beside the mail hears of it.
  await beside.bringToFront();
  await press(beside, 'Save request');
  await says(beside, /Open now/);
  await mailbox.bringToFront();
  const card = await until('the card', () => all.session.card(mailbox));
  await says(card, /Open requests/);
  await mailbox.close();
  await beside.close();
});

test('half-typed words in the popup stay while a decision changes', async () => {
  const popup = await all.session.open('popup.html');
  const who = await control(popup, "Who asks? A mail address, or the company's domain", 'textbox');
  await who.type('jo@half');
  await change({ record: { prospect: 'third.test', name: 'Third', asked_by: '', asked_on: null, thread: '', fields: { kind: 'call' } } });
  await (await until('the decision', () => popup.$('[data-row="third.test"] > button'))).click();
  await press(popup, '3 days');
  await until('the decision to go', () => popup.evaluate(() => !/Third/.test(document.querySelector('main')?.textContent ?? '')));
  assert.equal(await who.evaluate((one) => /** @type {HTMLInputElement} */ (one).value), 'jo@half');
  await popup.close();
});

test('a whole prospect is forgotten at the end of its record, and nothing of it is left', async () => {
  const known = async () => JSON.stringify((await all.session.ask(all.own, { panel: { export: { after: '' } } })).exported.lines);
  assert.match(await known(), /third\.test/);
  const own = await all.session.open('panel.html?prospect=third.test');
  await (await until('the part', () => own.$('::-p-text(Forget them)')))?.click();
  await press(own, 'Forget them for good');
  await says(own, /Forgotten/);
  await says(own, /Nothing is recorded of them yet/);
  assert.equal((await all.session.ask(all.own, { panel: { prospect: { prospect: 'third.test' } } })).prospect ?? null, null);
  assert.doesNotMatch(await known(), /third\.test/);
  await own.close();
});

test('a press in the popup opens the browser\'s own side panel, with the record', async () => {
  const popup = await all.session.open('popup.html');
  await popup.bringToFront();
  await (await until('a decision', () => popup.$('.list .list-row'))).click();
  await press(popup, 'Open the whole record');
  if (KIND === 'chromium') {
    await until('the side panel', () => popup.evaluate(async () => (await /** @type {any} */ (chrome.runtime).getContexts({ contextTypes: ['SIDE_PANEL'] })).length === 1));
  } else {
    // Firefox's driver does not list its sidebar; the extension's own pages can look into each other.
    const shown = () => popup.evaluate(() => {
      const views = /** @type {Window[]} */ (/** @type {any} */ (chrome.extension).getViews({ type: 'sidebar' }));
      return views.map((view) => `${view.location.pathname} ${view.document.body.textContent}`).join();
    });
    assert.equal(await popup.evaluate(() => /** @type {any} */ (globalThis).browser.sidebarAction.isOpen({})), true);
    await until('the record in the sidebar', async () => /^\/panel\.html .*Harbourline.*Note a commitment/s.test(await shown()));
  }
  await popup.close();
});
