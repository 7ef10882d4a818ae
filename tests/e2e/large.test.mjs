// Mails that are larger than anything, or have nothing in them: each is read as far as it goes, says
// so, and Send works beside it. How long it takes is measured by `cargo xtask bench`.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MAIL_HOST, mailHandlers } from './lib/bench-subject.mjs';
import { paragraphs, thread } from './lib/bench-text.mjs';
import { until } from './lib/browser.mjs';
import { says } from './lib/stage.mjs';
import { oneSession } from './lib/suite.mjs';

const all = oneSession(mailHandlers(), [`https://${MAIL_HOST}/*`]);

/** @typedef {import('puppeteer-core').Page} Page */

/** A thread with one mail of theirs. @param {object} mail what differs from a usual one */
const one = (mail) => {
  const usual = thread({ number: 1, messages: 1, asks: true });
  return { ...usual, messages: usual.messages.map((message) => ({ ...message, ...mail })) };
};

/** Opens the mail, and asks its reader for what it read. @param {object} mail @returns {Promise<{ page: Page, message: any }>} */
async function read(mail) {
  const page = await all.session.page(`https://${MAIL_HOST}/mail/u/0/?${encodeURIComponent(String(Math.random()))}`);
  await page.bringToFront();
  await page.evaluate((thread) => /** @type {any} */ (window).mail.openThread(thread), one(mail));
  const message = await until('the reading', async () => {
    const conversation = await all.own.evaluate(async (url) => {
      const [tab] = await chrome.tabs.query({ url: `${url}*` });
      return tab?.id === undefined ? null : chrome.tabs.sendMessage(tab.id, { tab: 'read_now' });
    }, page.url());
    return conversation?.messages[0];
  });
  return { page, message };
}

/** A draft is sent: the reader lets it go. @param {Page} page */
async function sends(page) {
  await page.evaluate(() => /** @type {any} */ (window).mail.compose({ id: 'draft', to: 'someone@elsewhere.test', text: 'Hello, see you on Monday.' }));
  await page.click('.aoO');
  const sent = await until('the mail to go', () => page.evaluate(() => /** @type {any} */ (window).mail.takeSent()));
  assert.ok(sent.at >= sent.pressed);
  await page.close();
}

/** @param {any} message */
const textOf = (message) => message.body.map((/** @type {any} */ { text }) => text).join('\n');

test('a mail of 5 MB is read from its beginning, and said to go on', async () => {
  const long = paragraphs(5_000_000);
  const { page, message } = await read({ paragraphs: long });
  const text = textOf(message);
  assert.ok(text.startsWith(long[0] ?? '-'), text.slice(0, 80));
  assert.ok(text.length > 75_000 && text.length <= 90_000, `${text.length} characters`);
  assert.equal(message.complete, false);
  await sends(page);
});

test('a mail of one text of 5 MB is read from its beginning', async () => {
  const words = 'words without end '.repeat(280_000);
  const { page, message } = await read({ paragraphs: [words] });
  const text = textOf(message);
  assert.ok(words.startsWith(text.slice(0, 75_000)), text.slice(0, 80));
  assert.ok(text.length > 75_000 && text.length <= 90_000, `${text.length} characters`);
  assert.equal(message.complete, false);
  await sends(page);
});

test('of 10,000 people the first are read, and the list is said to go on', async () => {
  const { page, message } = await read({ to: 10_000 });
  assert.equal(message.to[0].email, 'rep@acme-sales.test');
  assert.equal(message.to[1].email, 'reader0@list.test');
  assert.ok(message.to.length >= 50 && message.to.length <= 500, `${message.to.length} people`);
  assert.equal(message.to_complete, false);
  const card = await until('the card', () => all.session.card(page));
  await says(card, /demo/i);
  await sends(page);
});

test('a long quote is told by its beginning, and what follows is read', async () => {
  const { page, message } = await read({ quote: paragraphs(300_000) });
  assert.deepEqual(message.body.map((/** @type {any} */ { kind }) => kind), ['text', 'quote']);
  assert.ok(message.body[1].text.length < 5000, `${message.body[1].text.length} characters of the quote`);
  assert.equal(message.complete, true);
  await sends(page);
});

test('text from right to left is read in the order of its words', async () => {
  const said = 'שלום דנה, אפשר לראות הדגמה של המוצר (Demo 2.0) בשבוע הבא?';
  const { page, message } = await read({ paragraphs: [said], dir: 'rtl' });
  assert.equal(textOf(message), said);
  await sends(page);
});

test('a mail with no text at all has none', async () => {
  const { page, message } = await read({ paragraphs: [], quote: [] });
  assert.deepEqual(message.body, []);
  assert.equal(message.complete, true);
  await sends(page);
});
