// The real Roundcube of the shared test material: started for a test, worked as a person does.
import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { until } from './browser.mjs';
import { mailsIn } from './imap.mjs';

const run = promisify(execFile);

/** @typedef {import('puppeteer-core').Page} Page */

/** @returns {Promise<number>} a port that nobody uses */
export function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/**
 * Starts Roundcube with its mail servers, on ports of its own. `up.sh` reads a file that one of
 * them is still about to write when the machine is busy, so a start that fails is made again.
 * @param {string} folder where `up.sh` lies
 */
export async function startRoundcube(folder) {
  for (let left = 3; ; left -= 1) {
    try {
      return await startOnce(folder);
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}

/** @param {string} folder */
async function startOnce(folder) {
  const RUN = mkdtempSync(join(tmpdir(), 'askback-roundcube-'));
  const [web, imap, smtp] = [await freePort(), await freePort(), await freePort()];
  const env = { ...process.env, RUN, WEB_PORT: String(web), IMAP_PORT: String(imap), SMTP_PORT: String(smtp), FRESH: '1', PASSWORD: 'test-only' };
  const stop = async () => {
    await run('bash', [join(folder, 'down.sh')], { env });
    rmSync(RUN, { recursive: true, force: true });
  };
  try {
    await run('bash', [join(folder, 'up.sh')], { env, timeout: 300_000 });
  } catch (error) {
    // `down.sh` knows a server by a file that a start which broke off did not yet write.
    const started = join(RUN, 'dovecot/base/master.pid');
    await until('the mail server to say who it is', () => existsSync(started), 5000).then(
      () => copyFileSync(started, join(RUN, 'dovecot.pid')),
      () => {},
    );
    await stop();
    throw error;
  }
  return {
    url: `http://127.0.0.1:${web}/`,
    smtp,
    /** @param {string} user @param {string} [folder] */
    mails: (user, folder) => mailsIn({ port: imap, user, password: 'test-only', folder }),
    stop,
  };
}

/** @param {Page} page @param {string} url */
export async function logIn(page, url) {
  await page.goto(url);
  await page.type('#rcmloginuser', 'rep@acme-sales.test');
  await page.type('#rcmloginpwd', 'test-only');
  await page.click('#rcmloginsubmit');
  await page.waitForSelector('#messagelist tr.message');
}

/**
 * The list's rows and the mail that each stands for.
 * @param {Page} page
 * @returns {Promise<{ uid: string, subject: string, from: string }[]>}
 */
export const mailList = (page) =>
  page.$$eval('#messagelist tr.message', (rows) =>
    rows.map((row) => ({
      uid: new URLSearchParams(row.querySelector('a')?.getAttribute('href') ?? '').get('_uid') ?? '',
      subject: row.querySelector('.subject a')?.textContent ?? '',
      from: row.querySelector('.fromto')?.textContent ?? '',
    })),
  );

/**
 * Opens the answer to a mail and waits until its editor can be written in.
 * @param {Page} page @param {string} url @param {string} uid
 * @returns {Promise<'plain' | 'rich'>}
 */
export async function reply(page, url, uid) {
  await page.goto(`${url}?_task=mail&_action=compose&_reply_uid=${uid}&_mbox=INBOX`);
  return editor(page);
}

/** Waits for the draft that opens. @param {Page} page @returns {Promise<'plain' | 'rich'>} its editor */
export async function editor(page) {
  await page.waitForSelector('#composebody');
  await until('the editor', () =>
    page.evaluate(() => {
      const rich = /** @type {any} */ (window).tinymce?.get('composebody');
      return rich ? rich.initialized : document.querySelector('#composebody')?.checkVisibility();
    }),
  );
  return (await page.$('#composebody_ifr')) ? 'rich' : 'plain';
}

/**
 * Puts the keyboard at the start of the draft.
 * @param {Page} page @param {'plain' | 'rich'} editor
 */
export async function focusDraft(page, editor) {
  if (editor === 'plain') {
    await page.focus('#composebody');
    await page.evaluate(() => /** @type {HTMLTextAreaElement} */ (document.querySelector('#composebody')).setSelectionRange(0, 0));
    return;
  }
  const frame = await (await page.waitForSelector('#composebody_ifr'))?.contentFrame();
  await frame?.focus('body');
  await page.evaluate(() => {
    const { tinymce } = /** @type {any} */ (window);
    const editor = tinymce.get('composebody');
    editor.focus();
    editor.selection.setCursorLocation(editor.getBody(), 0);
  });
}
