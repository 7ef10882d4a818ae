// The real Roundcube end to end: the request is recorded beside the mail, the answer that gives
// is held, and the mail is found in the prospect's mailbox over IMAP only once it was let go.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { until } from './lib/browser.mjs';
import { shared, skipWithout } from './lib/find.mjs';
import { editor, focusDraft, logIn, mailList, reply, startRoundcube } from './lib/roundcube.mjs';
import { control, press, says } from './lib/stage.mjs';
import { oneSession } from './lib/suite.mjs';

const APP = 'apps/roundcube';
const DANA = 'dana@prospect.test';
const skip = skipWithout(APP);

describe('Roundcube', { skip }, () => {
  const all = oneSession({}, ['http://127.0.0.1/*']);
  /** @type {Awaited<ReturnType<typeof startRoundcube>>} */
  let mail;
  /** @type {import('puppeteer-core').Page} */
  let page;
  before(async () => {
    mail = await startRoundcube(shared(APP) ?? '');
    page = await all.session.page();
    // Leaving a draft asks whether to; a person who goes on says yes.
    page.on('dialog', (dialog) => dialog.accept());
    await logIn(page, mail.url);
  });
  after(() => mail?.stop());

  const card = () => until('the card', () => all.session.card(page));

  /** How many mails of a folder of Dana's hold a word. @param {string} word */
  const arrived = async (word) => (await mail.mails(DANA)).filter((source) => source.includes(word)).length;

  /** The mails of Dana's, oldest first: the first is plain text, the last is HTML. */
  async function danas() {
    await page.goto(`${mail.url}?_task=mail&_mbox=INBOX`);
    await page.waitForSelector('#messagelist tr.message');
    const rows = (await mailList(page)).filter(({ from }) => /Dana/.test(from));
    assert.ok(rows.length > 1, 'mails of Dana are in the list');
    return rows.map(({ uid }) => uid).sort((one, other) => Number(one) - Number(other));
  }

  /** Opens the newest of them in the list's preview pane. */
  async function preview() {
    const uid = (await danas()).at(-1) ?? '';
    await page.click(`#messagelist a[href*="_uid=${uid}"]`);
    return uid;
  }

  /**
   * Writes an answer that gives. Roundcube answers a mail in the editor that suits it.
   * @param {'rich' | 'plain'} editor @param {string} word that tells this mail from others
   */
  async function giveTooEarly(editor, word) {
    const uids = await danas();
    const opened = await reply(page, mail.url, (editor === 'rich' ? uids.at(-1) : uids[0]) ?? '');
    assert.equal(opened, editor);
    await focusDraft(page, editor);
    await page.keyboard.type(`Hello Dana, attached is the filled-in security questionnaire. ${word}`);
  }

  /** Waits for the held draft's checklist, makes sure that nothing left, and lets it go. @param {string} word */
  async function releaseHeld(word) {
    await says(await card(), /Before you send this/);
    assert.equal(await arrived(word), 0, 'a held mail stays');
    await press(await card(), 'Send anyway');
    await until('the mail in the mailbox', async () => (await arrived(word)) > 0);
    await page.waitForFunction(() => !location.search.includes('_action=compose'));
    assert.equal(await arrived(word), 1, 'it arrives once');
  }

  test('preview pane: the card shows what is asked, and the request is saved', async () => {
    await preview();
    await says(await card(), /prospect/i);
    await (await control(await card(), 'Save request')).focus();
    await page.keyboard.press('Enter');
    await says(await card(), /saved/i);
  });

  test('full page: the card is there too', async () => {
    const uid = await preview();
    await page.goto(`${mail.url}?_task=mail&_mbox=INBOX&_uid=${uid}&_action=show`);
    await says(await card(), /prospect/i);
  });

  test('a folder on the never-look list: nothing in it is looked at, in the list or by itself', async () => {
    const set = (/** @type {string} */ names) => all.session.ask(all.own, { panel: { save_practice: { values: [['never.labels', names]] } } });
    const uid = await preview();
    await says(await card(), /prospect/i);
    await all.own.evaluate(() => {
      const world = /** @type {any} */ (window);
      world.heard = [];
      chrome.runtime.onMessage.addListener((message) => void (message?.page?.read && world.heard.push(message)));
    });
    const isNotLookedAt = () => until('the page to be told of', () => all.own.evaluate(() => /** @type {any} */ (window).heard.splice(0).at(-1)?.page.read.never));
    assert.ok((await set('receipts, INBOX')).practice);
    await isNotLookedAt();
    await page.goto(`${mail.url}?_task=mail&_mbox=INBOX&_uid=${uid}&_action=show`);
    await isNotLookedAt();
    // An answer quotes what it answers.
    const word = `unseen-${Date.now()}`;
    await page.locator('a.reply[title]').click();
    await focusDraft(page, await editor(page));
    await page.keyboard.type(`Hello Dana, attached is the filled-in security questionnaire. ${word}`);
    await isNotLookedAt();
    await page.click('button.send');
    await until('the mail in the mailbox', async () => (await arrived(word)) > 0);
    // Coming from such a folder puts nothing else on the list.
    await set('sent');
    await page.goto(`${mail.url}?_task=mail&_mbox=Sent`);
    await isNotLookedAt();
    await Promise.all([page.waitForNavigation(), page.evaluate((uid) => location.assign(`?_task=mail&_mbox=INBOX&_uid=${uid}&_action=show`), uid)]);
    assert.match(await page.evaluate(() => document.referrer), /_mbox=Sent/);
    await says(await card(), /prospect/i);
    await set('');
    await preview();
    await says(await card(), /prospect/i);
  });

  for (const kind of /** @type {const} */ (['rich', 'plain'])) {
    test(`${kind} editor: held at the button, and leaves once when it is let go`, async () => {
      const word = `button-${kind}-${Date.now()}`;
      await giveTooEarly(kind, word);
      await page.click('button.send');
      await releaseHeld(word);
    });

    test(`${kind} editor: held at Enter on the button, and leaves once when it is let go`, async () => {
      const word = `key-${kind}-${Date.now()}`;
      await giveTooEarly(kind, word);
      await page.focus('button.send');
      await page.keyboard.press('Enter');
      await releaseHeld(word);
    });
  }

  test('a held draft leaves once its request is completed in the checklist', async () => {
    const word = `completed-${Date.now()}`;
    const ask = (/** @type {object} */ request) => all.session.ask(all.own, request);
    await ask({ panel: { forget: { prospect: 'prospect.test' } } });
    const { settings } = await ask({ panel: { settings: {} } });
    const { own_emails, own_domains, badge } = settings;
    await ask({ panel: { save_settings: { own_emails, own_domains, badge, mode: 'strict' } } });
    const fields = { kind: 'security_review', words: 'Please send me the security questionnaire for Jonas' };
    await ask({ panel: { change: { record: { prospect: DANA, name: '', asked_by: DANA, asked_on: null, thread: '', fields } } } });
    await giveTooEarly('rich', word);
    await page.click('button.send');
    await says(await card(), /Before you send this/);
    await (await control(await card(), 'Why do they ask?', 'textbox')).focus();
    await page.keyboard.type('Jonas needs it before they can sign');
    await (await control(await card(), 'What happens once they have it?', 'textbox')).focus();
    await page.keyboard.type('Petra Lang signs this month');
    assert.equal(await arrived(word), 0, 'a held mail stays');
    await press(await card(), 'Save');
    await press(await card(), 'Send now');
    await until('the mail in the mailbox', async () => (await arrived(word)) === 1);
  });
});
