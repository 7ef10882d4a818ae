// The build starts in a real browser: worker, pages, sample mailbox.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from './lib/browser.mjs';
import { says } from './lib/stage.mjs';
import { oneSession } from './lib/suite.mjs';

const all = oneSession();

test('the worker answers our own pages', async () => {
  const reply = await all.session.ask(all.own, { panel: { settings: {} } });
  assert.equal(reply.settings.trouble, '');
});

test('the worker answers even what it does not understand', async () => {
  const reply = await all.session.ask(all.own, { panel: 'no such thing' });
  assert.match(reply.failed.error, /Not a message/);
});

for (const path of ['popup.html', 'welcome.html', 'inspect.html']) {
  test(`${path} shows something`, async () => {
    const page = await all.session.open(path);
    await until('words', () => page.evaluate(() => document.body.innerText.trim().length > 20));
    await page.close();
  });
}

test('the sample mailbox opens, and the card beside its first request', async () => {
  const page = await all.session.open('sample/mailbox.html');
  await until('the list', () => page.$('[data-thread-row="norrland-demo"]'));
  await page.bringToFront();
  await page.click('[data-thread-row="norrland-demo"]');
  const card = await until('the card', () => all.session.card(page));
  await says(card, /Could you set up a demo/);
  await page.close();
});

test('no site is switched on by itself', async () => {
  const granted = await all.own.evaluate(async () => {
    const { origins } = await chrome.permissions.getAll();
    return { origins, scripts: await chrome.scripting.getRegisteredContentScripts() };
  });
  assert.deepEqual(granted, { origins: [], scripts: [] });
});
