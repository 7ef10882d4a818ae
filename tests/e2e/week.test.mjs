// The weeks of tests/scenarios/weeks.rs in the real browser: the same eight deals by the worker's own
// requests, looked at in the popup, the side panel and the page of all prospects. Days pass as in the
// sample mailbox, whose prospects have a clock that can be set ahead.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from './lib/browser.mjs';
import { press, says } from './lib/stage.mjs';
import { KIND, oneSession } from './lib/suite.mjs';

/** @typedef {import('puppeteer-core').Page} Page */

const all = oneSession();
const REP = 'robin@acme-sales.example';

/** The page that speaks as a reader does. @type {Page} */
let mailbox;
/** Days that the clock is ahead. */
let ahead = 0;
let ticket = '';

/** @type {Record<string, object[]>} what was written with each prospect */
const mails = {};

/** @param {string} who */
const domain = (who) => `${who.toLowerCase()}.example`;
/** @param {string} who */
const dana = (who) => ({ name: 'Dana', email: `dana@${domain(who)}` });
/** @param {string} words */
const text = (words) => [{ kind: 'text', text: words }];

/** A day of the story. @param {number} days from the day that it is now in it */
const day = (days) => new Date(Date.now() + (ahead + days) * 86_400_000).toISOString().slice(0, 10);

/** @param {object} request as the reader asks @returns {Promise<any>} */
const page = (request) => mailbox.evaluate((request) => chrome.runtime.sendMessage({ page: request }), request);
/** @param {object} request as a page of ours asks @returns {Promise<any>} */
const panel = (request) => mailbox.evaluate((request) => chrome.runtime.sendMessage({ panel: request }), request);

/** @param {object} command @returns {Promise<string>} the event */
async function change(command) {
  const reply = await panel({ change: command });
  assert.ok(reply.done, JSON.stringify(reply));
  return reply.done.event;
}

/** @param {string} who @param {object} what */
const deal = (who, what) => change({ deal: { prospect: domain(who), change: what } });
/** @param {string} who @param {string} how @param {string} words @param {string | null} [until] */
const end = (who, how, words, until = null) => deal(who, { end: { how, words, until } });
/** @param {string} who @returns {Promise<any>} */
const record = async (who) => (await panel({ prospect: { prospect: domain(who) } })).prospect;

/** @param {number} days pass */
async function pass(days) {
  const reply = await panel({ skip_ahead: { days } });
  assert.equal(reply.skipped.days_ahead, ahead + days);
  ahead += days;
}

/** @param {string} who opens what was written with them @returns {Promise<any>} the card */
async function look(who) {
  const conversation = {
    site: 'sample', view: 'thread', thread_id: who, subject: null, own_email: REP, record: null, own_name: null,
    messages: mails[who] ?? [], older_hidden: 0, composes: [], rows: null, ui_lang: null, missing: [], found_by: {},
  };
  const read = await page({ read: conversation });
  assert.ok(read.read, JSON.stringify(read));
  return (await panel({ card: { ticket } })).card;
}

/** @param {string} who @param {object} from @param {string} words */
function mail(who, from, words) {
  const to = [/** @type {any} */ (from).email === REP ? dana(who) : { name: null, email: REP }];
  const arrived = Date.now() + ahead * 86_400_000;
  (mails[who] ??= []).push({
    id: null, open: true, from, to, to_complete: true, date_ms: arrived, date_text: null, complete: true, body: text(words), attachments: [], note: false,
  });
}

/** A mail of theirs arrives, and the rep opens it. @param {string} who @param {string} words */
async function hears(who, words) {
  mail(who, dana(who), words);
  return look(who);
}

/** @param {string} who @param {string} purpose @param {string} outcome records what their mail asks for */
async function records(who, purpose, outcome) {
  const [proposal] = (await look(who)).proposals;
  assert.ok(proposal, `${who} asks for something`);
  const { asked_by, asked_on, thread, fields } = proposal;
  return change({ record: { prospect: domain(who), name: who, asked_by, asked_on, thread, fields: { ...fields, purpose, outcome, evidence: 'said' } } });
}

/** @param {string} who @param {string} words */
const draft = (who, words) => ({
  id: 'c1', kind: 'inline', to: [dana(who)], cc: [], bcc: [], subject: null, body: text(words), attachments: [], links: [], from: REP, reply_to_message: null, minimized: false,
});

/** What the rules say of a draft: the verdict, and the rule of a hold. @param {string} who @param {string} words */
async function tries(who, words) {
  await look(who);
  const { verdict } = await page({ judge: { compose: draft(who, words), thread_id: who, way: 'click' } });
  const { gate } = verdict.verdict === 'hold' ? await panel({ gate: { ticket, compose_id: 'c1' } }) : { gate: null };
  return [verdict.verdict, gate?.reasons[0]?.rule ?? ''];
}

/** The rep sends it: nothing holds it. @param {string} who @param {string} words */
async function sends(who, words) {
  assert.notEqual((await tries(who, words))[0], 'hold', `${who}: ${words}`);
  await page({ released: { compose: draft(who, words), thread_id: who } });
  mail(who, { name: null, email: REP }, words);
}

/** Looks into the popup: it names them, and says why. @param {string} who @param {RegExp} [why] */
async function waits(who, why = /./) {
  const popup = await all.session.open('popup.html');
  await says(popup, new RegExp(`${who}[\\s\\S]*${why.source}`));
  await popup.close();
}

/** Nothing is to be decided about them now. @param {string} who */
async function rests(who) {
  const { popup } = await panel({ popup: { tab: null, url: '', prospect: null } });
  assert.deepEqual(popup.decisions.filter((/** @type {any} */ one) => one.prospect.id === domain(who)), []);
}

/** Looks at a prospect in the side panel. @param {string} who @param {RegExp} words */
async function sees(who, words) {
  const side = await all.session.open(`panel.html?prospect=${domain(who)}`);
  await until('all of it', async () => {
    await side.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
      for (const row of document.querySelectorAll('[data-row] > [aria-expanded="false"], [data-row] > div > [aria-expanded="false"]')) /** @type {HTMLElement} */ (row).click();
    });
    return words.test(await side.evaluate(() => document.body.innerText));
  });
  await side.close();
}

test('Monday: what they ask for has a reason', async () => {
  mailbox = await all.session.open('sample/mailbox.html');
  ticket = (await page({ hello: {} })).welcome.ticket;
  await hears('Norrland', 'Hi Robin, could you set up a demo of the board for our team? Dana');
  assert.deepEqual(await tries('Norrland', 'Hi Dana, here is the invitation to the demo for tomorrow.'), ['remind', '']);
  await records('Norrland', 'end the Friday re-planning', 'they start with the saw line');
  await hears('Harbour', 'Hi Robin, can we see a demo of the planning board? Dana');
  await records('Harbour', 'see the shift plan', 'they order 40 seats');
  await sends('Harbour', 'Hi Dana, here is the invitation to the demo for today. What would you need to see?');
  await hears('Eastgate', 'Hi Robin, please send us a quote for 20 seats. Dana');
  await records('Eastgate', 'compare two suppliers', 'the board decides in December');
  await sends('Eastgate', 'Hi Dana, the quote is attached. Who will see it on your side?');
  await waits('Norrland');
});

test('Tuesday: what was given is asked about, and a second thing is held', async () => {
  await pass(1);
  await waits('Harbour', /looking for/);
  const { answers } = await hears('Harbour', 'Hi Robin, yes, that was exactly what we needed to see. Dana');
  assert.equal(answers[0]?.answer, 'yes');
  await change({ answer: { prospect: domain('Harbour'), ...answers[0] } });
  await rests('Harbour');
  await hears('Eastgate', 'Hi Robin, could you also give us a demo on Thursday? Dana');
  assert.deepEqual(await tries('Eastgate', 'Hi Dana, here is the invitation to the demo for Thursday.'), ['hold', 'second_request']);
});

test('Wednesday: a yes ends the proving; a pilot that passed asks for the order', async () => {
  await pass(1);
  const { said } = await hears('Harbour', 'Hi Robin, we talked it over and would like to go ahead with the order. Dana');
  const yes = said.find((/** @type {any} */ one) => one.what === 'agrees');
  await deal('Harbour', { agree: yes.words });
  assert.deepEqual(await tries('Harbour', 'Hi Dana, great! Is there anything else you would like to see before that?'), ['hold', 'past_the_close']);
  await sees('Harbour', /They agreed: ask for the order[\s\S]*they order 40 seats/);
  await end('Harbour', 'won', '');
  await hears('Delta', 'Hi Robin, we would like to run a pilot in one plant. Dana');
  const request = await records('Delta', 'know that it holds', 'they roll it out in three plants');
  const criteria = ['export under a minute', 'works offline', 'two planners at once'].map((text) => ({ text, met: null, words: '' }));
  const proof = { criteria, their_people: '', our_people: '', starts: day(0), ends: day(14), homework: 'last month\u2019s shifts', addenda: [] };
  await change({ set_proof: { prospect: domain('Delta'), request, proof } });
  const longer = 'Hi Dana, shall we run the pilot for two more weeks, to be sure?';
  assert.notEqual((await tries('Delta', longer))[1], 'past_the_close');
  await pass(14);
  await change({ set_proof: { prospect: domain('Delta'), request, proof: { ...proof, criteria: criteria.map((one) => ({ ...one, met: true })) } } });
  assert.deepEqual(await tries('Delta', longer), ['hold', 'past_the_close']);
  await sees('Delta', /3 of 3 criteria met/);
});

test('Thursday: what they owe, and what is put off', async () => {
  await pass(1);
  await hears('Gable', 'Hi Robin, please send us a case study. Dana');
  await records('Gable', 'show the CFO', 'a budget for next year');
  await end('Gable', 'not_now', 'the budget is gone', day(53));
  await rests('Gable');
  assert.deepEqual(await tries('Gable', 'Hi Dana, the case study is attached.'), ['hold', 'walked_away_from']);
  await hears('Juno', 'Hi Robin, could you send us a sample of the terminal? Dana');
  await records('Juno', 'test it in the cold store', 'they order 12');
  for (const [what, due] of [['name who tests', 1], ['send the floor plan', 4]]) {
    await change({ commit: { prospect: domain('Juno'), commitment: null, owner: 'theirs', what, due: day(Number(due)), request: null } });
  }
  await hears('Ivy', 'Hi Robin, we need more time to think it over. Dana');
  await records('Ivy', 'ask the works council', '');
  await pass(5);
  const second = await hears('Ivy', 'Hi Robin, can you give us another two weeks? Dana');
  assert.match(second.proposals[0].held_by, /What has changed since\?/);
  await records('Ivy', 'ask the works council', '');
  await pass(2);
  const third = await hears('Ivy', 'Hi Robin, we need a bit more time, please extend the offer. Dana');
  assert.match(third.proposals[0].held_by, /walk away/);
  await records('Ivy', 'ask the works council', '');
  await sees('Ivy', /third/);
  await sees('Juno', /2 times/);
  await end('Juno', 'lost_to', 'Bergmann, on price');
});

test('weeks later: the hard question, walking away, and a walked-away prospect who writes again', async () => {
  await hears('Fjord', 'Hi Robin, please send us the data sheet. Dana');
  const request = await records('Fjord', 'check the interfaces', 'a call with their IT');
  await sends('Fjord', 'Hi Dana, the data sheet is attached. When shall we talk with your IT?');
  await change({ deliver: { prospect: domain('Fjord'), request, on: null, what: '', cost: { minutes: 120, cents: 0 } } });
  await pass(15);
  await waits('Fjord');
  const { hard_question } = (await record('Fjord')).deal;
  assert.equal(hard_question.length, 3, 'three tones to choose from');
  await sends('Fjord', `Hi Dana, ${hard_question[1][1]}`);
  await deal('Fjord', { hard_question: {} });
  // Two business days, whichever weekday it is.
  await pass(5);
  await sees('Fjord', /hard question/);
  await end('Fjord', 'walked_away', 'no answer to anything');
  await sees('Fjord', /It took 2 h so far, and takes no more/);
  const { hint } = await hears('Fjord', 'Hi Robin, could we see a demo? Dana');
  assert.match(hint.text, /walked away/);
  assert.deepEqual(await tries('Fjord', 'Hi Dana, here is the invitation to the demo.'), ['hold', 'walked_away_from']);
  await deal('Fjord', { reopen: 'a new head of IT' });
  await pass(31);
  await waits('Gable', /the budget is gone/);
});

test('next year: the promise is kept in the customer\u2019s words, and a repeat sale opens', async () => {
  const harbour = (await record('Harbour')).deal;
  assert.equal(harbour.promises.length, 1);
  assert.match(harbour.hand_over, /see the shift plan/);
  const [code] = harbour.check_in;
  await deal('Harbour', { check_in: { of: code, words: '' } });
  await deal('Harbour', { reached: { of: harbour.promises[0].id, words: 'we plan in an hour what took a day' } });
  await rests('Harbour');
  await deal('Harbour', { open: 'The second warehouse' });
  assert.equal((await record('Harbour')).deal.state, 'open');
});

test('the page of all of them shows how the eight stand, and undoes for several at once', async () => {
  const ledger = await all.session.open('ledger.html');
  await says(ledger, /8 prospects/);
  const rows = await ledger.$$eval('tbody tr', (rows) => rows.map((row) => row.innerText.replace(/\s+/g, ' ')));
  /** @param {string} who @param {RegExp} words */
  const stands = (who, words) => assert.match(rows.find((row) => row.includes(who)) ?? '', words);
  stands('Harbour', /Open: The second warehouse/);
  stands('Gable', /Put off .*Its day has come/);
  stands('Juno', /Lost/);
  stands('Fjord', /Open .*2\.0/);
  for (const name of ['Ivy', 'Gable']) {
    await (await until(name, () => ledger.$(`input[aria-label="Choose ${name}"]`))).click();
  }
  await press(ledger, 'They answered');
  await says(ledger, /they answered: 2 prospects/i);
  await press(ledger, 'Undo');
  await says(ledger, /Taken back: 2 prospects/);
  if (KIND === 'chromium') assert.match(await all.own.evaluate(() => chrome.action.getBadgeText({})), /^\d+$/);
  await ledger.close();
});
