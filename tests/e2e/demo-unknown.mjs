// The part of `cargo xtask demo --pictures` that shows a site which nobody prepared: the rep points
// at its parts, and the self-test says what is read there.
import { until } from './lib/browser.mjs';
import { press, says } from './lib/stage.mjs';
import { serveUnknown } from './lib/unknown.mjs';

/**
 * @param {import('./lib/browser.mjs').Session} session
 * @param {import('./lib/stage.mjs').Stage} stage
 */
export async function unknownSite(session, stage) {
  const sites = await serveUnknown();
  try {
    await session.grant('http://127.0.0.1/*');
    const page = await session.page(`${sites.url}/mail`);
    const own = await session.open('inspect.html');
    const tab = await until('the tab', () => own.evaluate(async (url) => (await chrome.tabs.query({})).find((each) => each.url?.startsWith(url))?.id, sites.url));
    const popup = await session.open(`popup.html?tab=${tab}`);
    // The press may close the popup under the driver's feet.
    await press(popup, 'Read this page').catch(() => undefined);
    if (!popup.isClosed()) await popup.close().catch(() => undefined);
    await page.bringToFront();
    await until('the pointing', () => page.evaluate(() => document.querySelector('html > div[popover]') !== null));
    await page.hover('tr:nth-child(1) > td:nth-child(2)');
    await stage.shot(page, 'pointing', 'A site that Askback does not know: point once at its parts');
    await page.click('tr:nth-child(1) > td:nth-child(2)');
    await page.click('tr:nth-child(2) > td:nth-child(2)');
    const inner = await until('the frame', () => page.frames().find((frame) => frame.url().endsWith('/mail/text')));
    await (await inner.waitForSelector('p:nth-child(2)'))?.click();
    await page.click('tr:nth-child(3) > td:nth-child(2)');
    await page.click('tr:nth-child(4) > td:nth-child(2)');
    await page.keyboard.press('w');
    await stage.shot(page, 'pointed', 'What is read by that, each part by several ways; then it is kept');
    await page.keyboard.press('Enter');
    await until('the card', () => session.card(page));
    await own.goto(`${own.url().split('?')[0]}?tab=${tab}`);
    await own.setViewport({ width: 900, height: 900 });
    await says(own, /subject/i);
    await stage.shot(own, 'self-test', 'The self-test: each field, found by which rule or not');
    await own.close();
    await page.close();
  } finally {
    await sites.stop();
  }
}
