// The real Tryton end to end: the open opportunity is read from its fields, a request is recorded
// beside it, and what its own composer sends is held, and found in the prospect's mailbox over
// IMAP only once it was let go.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { until } from './lib/browser.mjs';
import { shared, skipWithout } from './lib/find.mjs';
import { startRoundcube } from './lib/roundcube.mjs';
import { control, press, says } from './lib/stage.mjs';
import { oneSession } from './lib/suite.mjs';
import { compose, logIn, openRecord, showTab, startTryton } from './lib/tryton.mjs';

const APP = 'apps/tryton';
const MAIL = 'apps/roundcube';
const DANA = 'dana@prospect.test';
const skip = skipWithout(APP) || skipWithout(MAIL);

describe('Tryton', { skip }, () => {
  const all = oneSession({}, ['http://127.0.0.1/*']);
  /** @type {Awaited<ReturnType<typeof startRoundcube>>} */
  let mail;
  /** @type {Awaited<ReturnType<typeof startTryton>>} */
  let crm;
  /** @type {import('puppeteer-core').Page} */
  let page;
  before(async () => {
    mail = await startRoundcube(shared(MAIL) ?? '');
    crm = await startTryton(shared(APP) ?? '', mail.smtp);
    page = await all.session.page();
    await page.setViewport({ width: 1400, height: 900 });
    await ask({ panel: { save_settings: { own_emails: [], own_domains: [], badge: true, mode: 'strict' } } });
    await logIn(page, crm.url);
    await openRecord(page, 'sale.opportunity/1');
  });
  after(async () => {
    await crm?.stop();
    await mail?.stop();
  });

  const card = () => until('the card', () => all.session.card(page));

  /** How many of Dana's mails hold a word, in the subject: Tryton codes the text. @param {string} word */
  const arrived = async (word) => (await mail.mails(DANA)).filter((source) => source.includes(word)).length;

  /** What the reader in the page reads now. */
  const read = () =>
    all.own.evaluate(async () => {
      const [tab] = await chrome.tabs.query({ url: 'http://127.0.0.1/*' });
      return chrome.tabs.sendMessage(tab?.id ?? -1, { tab: 'read_now' });
    });

  const ask = (/** @type {object} */ request) => all.session.ask(all.own, request);

  /** Writes a mail that gives what was asked for a reason that nobody knows. @param {string} word that tells this mail from others */
  async function give(word) {
    await ask({ panel: { forget: { prospect: 'prospect.test' } } });
    const fields = { kind: 'security_review', words: 'Please send me the security questionnaire for Jonas' };
    await ask({ panel: { change: { record: { prospect: DANA, name: 'Prospect Foods GmbH', asked_by: DANA, asked_on: null, thread: '', fields } } } });
    await compose(page, { to: DANA, subject: `Questionnaire ${word}`, body: `Hello Dana, attached is the filled-in security questionnaire.` });
  }

  /** @param {string} word */
  async function held(word) {
    await says(await card(), /Before you send this/);
    assert.equal(await arrived(word), 0, 'a held mail stays');
  }

  /** @param {string} word */
  async function left(word) {
    await until('the mail in the mailbox', async () => (await arrived(word)) > 0);
    // Until it is gone for good, the next one would be taken for it.
    await page.waitForFunction(() => !document.querySelector('.modal.email'));
    assert.equal(await arrived(word), 1, 'it arrives once');
  }

  test('the open opportunity is read from its fields', async () => {
    const { record, thread_id, view } = await until('the reading', async () => {
      const seen = await read();
      return seen?.record?.people.length && seen.record.stage === 'Opportunity' ? seen : null;
    });
    assert.deepEqual(record, {
      kind: 'opportunity',
      title: 'Prospect Foods: planning board, 55 seats',
      company: 'Prospect Foods GmbH',
      website: null,
      people: [{ name: 'Dana Whitfield', email: DANA }],
      stage: 'Opportunity',
      amount: '25,080.00',
      close_date: '11/30/2026',
    });
    assert.deepEqual([thread_id, view], ['sale.opportunity/1', 'record']);
  });

  test('beside it the card shows the prospect, and a request is recorded', async () => {
    await says(await card(), /Prospect Foods GmbH/);
    await says(await card(), /25,080\.00/);
    // Each browser calls the role of a fold by another name.
    await (await (await card()).waitForSelector('::-p-text(Record a request yourself)'))?.click();
    const who = await control(await card(), "Who asks? A mail address, or the company's domain", 'textbox');
    await who.click({ count: 3 });
    await page.keyboard.type(DANA);
    const kind = await control(await card(), 'What do they ask for?', 'combobox');
    await kind.select('security_review');
    await press(await card(), 'Save request');
    await says(await card(), /Open requests/);
    await says(await card(), /Security review/);
    // It stands over the button that opens the composer.
    await press(await card(), 'Close (Esc)');
  });

  test('its composer is held at Send, and the mail leaves once when it is let go', async () => {
    const word = `click-${Date.now()}`;
    await give(word);
    await page.click('.modal.email button[type=submit]');
    await held(word);
    await press(await card(), 'Send anyway');
    await left(word);
  });

  test('it is held at Enter in a field too, which submits the form', async () => {
    const word = `enter-${Date.now()}`;
    await give(word);
    await page.focus('#email-subject');
    await page.keyboard.press('Enter');
    await held(word);
    await press(await card(), 'Send anyway');
    await left(word);
  });

  test('a held mail leaves once its request is completed in the checklist', async () => {
    const word = `completed-${Date.now()}`;
    await give(word);
    await page.click('.modal.email button[type=submit]');
    await held(word);
    await (await control(await card(), 'Why do they ask?', 'textbox')).focus();
    await page.keyboard.type('Jonas needs it before they can sign');
    await (await control(await card(), 'What happens once they have it?', 'textbox')).focus();
    await page.keyboard.type('Petra Lang signs this month');
    await press(await card(), 'Save');
    await press(await card(), 'Send now');
    await left(word);
  });

  test('of two open opportunities the one in front is read', async () => {
    await openRecord(page, 'sale.opportunity/2');
    const title = (/** @type {RegExp} */ words) => until(`the reading of ${words}`, async () => words.test((await read()).record?.title ?? ''));
    await title(/Harbour Tools: renewal/);
    assert.equal((await read()).record.company, 'Harbour Tools Ltd');
    assert.deepEqual((await read()).record.people, [], "the hidden tab's people are not this one's");
    await showTab(page, 0);
    await title(/planning board/);
    await says(await card(), /Prospect Foods GmbH/);
    await showTab(page, 1);
    await title(/Harbour/);
  });

  test('a party is read with its addresses', async () => {
    await openRecord(page, 'party.party/5');
    const { record } = await until('the reading', async () => {
      const seen = await read();
      return seen?.record?.people.length ? seen : null;
    });
    assert.equal(record.kind, 'contact');
    assert.equal(record.title, 'Harbour Tools Ltd');
    assert.deepEqual(record.people.map((/** @type {any} */ one) => one.email), ['amy@harbour.test']);
    await says(await card(), /Harbour/);
  });
});
