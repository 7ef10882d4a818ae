// The real Tryton of the shared test material: started for a test, worked as a person does.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { until } from './browser.mjs';
import { TARGET } from './find.mjs';
import { freePort } from './roundcube.mjs';

const run = promisify(execFile);
const PASSWORD = 'Test-only-1';

/** @typedef {import('puppeteer-core').Page} Page */

/**
 * Starts Tryton on a port of its own. Its database takes a minute to make, so it is kept in the
 * target folder and used again; the tests leave its records as they are.
 * @param {string} folder where `up.sh` lies
 * @param {number} smtp the port of the mail server that it sends by
 */
export async function startTryton(folder, smtp) {
  const web = await freePort();
  const env = { ...process.env, RUN: join(TARGET, 'tryton'), WEB_PORT: String(web), SMTP_PORT: String(smtp), PASSWORD };
  const stop = async () => void (await run('bash', [join(folder, 'down.sh')], { env }));
  try {
    await run('bash', [join(folder, 'up.sh')], { env, timeout: 600_000 });
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `http://127.0.0.1:${web}/#crm`, stop };
}

/** @param {Page} page @param {string} url */
export async function logIn(page, url) {
  await page.goto(url);
  const asked = '.modal.in input[type=password]';
  // A server that has just started takes its time over the first question, and an Enter that comes before
  // its list of databases has gone nowhere.
  await until('Tryton to ask for the password', async () => {
    if ((await page.$(asked)) === null) {
      await (await page.waitForSelector('#login', { visible: true }))?.click({ count: 3 });
      await page.keyboard.type('rep');
      await page.keyboard.press('Enter');
    }
    return page.waitForSelector(asked, { visible: true, timeout: 5_000 }).catch(() => null);
  }, 90_000);
  const password = await page.$(asked);
  await password?.type(PASSWORD);
  await page.keyboard.press('Enter');
  // Its menu comes last; before, it does not listen to its address.
  await page.waitForSelector('#menu tbody tr', { visible: true });
}

/**
 * Opens a record in a tab of its own within the page.
 * @param {Page} page @param {string} record such as `sale.opportunity/1`
 */
export async function openRecord(page, record) {
  const before = await page.$$eval('#tablist > li', (tabs) => tabs.length);
  await page.evaluate((hash) => (location.hash = hash), `#crm/model/${record}`);
  await page.waitForFunction((before) => document.querySelectorAll('#tablist > li').length > before, {}, before);
  await page.waitForFunction(() =>
    [...document.querySelectorAll('#tabcontent > .tab-pane.active .form input')].some((field) => /** @type {HTMLInputElement} */ (field).value !== ''),
  );
}

/** @param {Page} page @param {number} index counted from the first tab that is open */
export async function showTab(page, index) {
  await (await page.$$('#tablist > li > a'))[index]?.click();
}

/**
 * Opens the record's own mail composer and writes in it.
 * @param {Page} page @param {{ to: string, subject: string, body: string }} draft
 */
export async function compose(page, { to, subject, body }) {
  // By script: the card may come to stand over that button, and it is not what is tested.
  await page.$eval('#tabcontent > .tab-pane.active button#email', (button) => /** @type {HTMLElement} */ (button).click());
  await page.waitForSelector('.modal.in #email-body', { visible: true });
  // Its template fills the fields a little later, over what was typed.
  await page.waitForFunction(() => /** @type {HTMLInputElement | null} */ (document.querySelector('.modal.in #email-subject'))?.value);
  const fields = [['#email-to', to], ['#email-subject', subject], ['#email-body', body]];
  // Its completion of addresses may take the keyboard back while the next field is being typed in.
  await until('the mail to be written', async () => {
    for (const [field = '', text = ''] of fields) {
      await page.click(field, { count: 3 });
      await page.keyboard.type(text);
    }
    const written = await page.evaluate((fields) => fields.map(([field]) => {
      const element = /** @type {HTMLInputElement} */ (document.querySelector(field ?? ''));
      return (element.value ?? element.innerText).trim();
    }), fields);
    return written.every((text, number) => text === fields[number]?.[1]);
  });
}
