// Where a story is played: finds things as a person does, by their words, and takes pictures.
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from './browser.mjs';

/**
 * @typedef {import('puppeteer-core').Page} Page
 * @typedef {import('puppeteer-core').Frame} Frame
 * @typedef {import('./browser.mjs').Session} Session
 */

/**
 * The control that a person would call by this name.
 * @param {Page | Frame} place
 * @param {string} name
 * @param {string} [role]
 */
export async function control(place, name, role = 'button') {
  const selector = `::-p-aria([name="${name}"][role="${role}"])`;
  const found = await until(`${role} "${name}"`, async () => {
    for (const one of await place.$$(selector)) if (await one.isVisible()) return one;
    return null;
  });
  return /** @type {import('puppeteer-core').ElementHandle<HTMLElement>} */ (found);
}

/**
 * Presses a control that is called by its name.
 * @param {Page | Frame} place @param {string} name @param {string} [role]
 */
export async function press(place, name, role) {
  const found = await control(place, name, role);
  // A press on what stands under something else would not reach it, a rep's no more than ours.
  const over = () =>
    found.evaluate((element) => {
      element.scrollIntoView({ block: 'nearest' });
      const { x, y, width, height } = element.getBoundingClientRect();
      const hit = document.elementFromPoint(x + width / 2, y + height / 2);
      return element.contains(hit) ? '' : `under ${hit?.outerHTML.slice(0, 200) ?? 'nothing: out of sight'}`;
    });
  let above = '';
  const free = async () => (above = await over()) === '';
  await until(`${name} in reach`, free).catch((problem) => Promise.reject(new Error(`${problem.message}, ${above}`)));
  await found.click();
}

/**
 * Waits until a place says some words.
 * @param {Page | Frame} place @param {RegExp} words @param {number} [milliseconds]
 */
export async function says(place, words, milliseconds) {
  return until(`the words ${words}`, async () => {
    const text = await place.evaluate(() => document.body.innerText);
    return words.test(text);
  }, milliseconds);
}

/** Pictures of a story in light and dark, and a page that shows them. */
export class Stage {
  /** @param {string} folder @param {boolean} [small] whether the files are kept, and so made small, which takes longer */
  constructor(folder, small = false) {
    this.folder = folder;
    this.small = small;
    /** @type {{ file: string, caption: string }[]} */
    this.shots = [];
    this.start = Date.now();
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }

  /**
   * Takes the picture of a step, light and dark.
   * @param {Page} page @param {string} name @param {string} caption
   */
  async shot(page, name, caption) {
    const number = String(this.shots.length + 1).padStart(2, '0');
    await page.bringToFront();
    for (const scheme of ['light', 'dark']) {
      await colours(page, scheme);
      const file = `${number}-${name}${scheme === 'dark' ? '-dark' : ''}.png`;
      await page.screenshot({ path: join(this.folder, file), optimizeForSpeed: !this.small });
    }
    await colours(page, 'light', false);
    this.shots.push({ file: `${number}-${name}`, caption });
    console.log(`  ${number} ${caption} (${((Date.now() - this.start) / 1000).toFixed(1)} s)`);
  }

  /**
   * Keeps the pictures of some steps, light and dark, under names of their own.
   * @param {Record<string, string>} names step to name @param {string} folder
   */
  keep(names, folder) {
    mkdirSync(folder, { recursive: true });
    for (const { file } of this.shots) {
      const name = names[file.slice(3)];
      if (!name) continue;
      for (const end of ['.png', '-dark.png']) copyFileSync(join(this.folder, file + end), join(folder, name + end));
    }
  }

  /** Writes the page that shows all pictures. Returns its path. */
  finish() {
    const steps = this.shots.map(({ file, caption }, index) => [
      `<section><h2>${index + 1}. ${escape(caption)}</h2>`,
      `<a href="${file}.png"><img src="${file}.png" alt="${escape(caption)}"></a>`,
      `<a href="${file}-dark.png"><img src="${file}-dark.png" alt="${escape(caption)}, dark"></a></section>`,
    ].join('\n'));
    const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Askback: the story in pictures</title>
<style>body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:80rem;padding:0 1rem}
section{margin:0 0 3rem}img{width:49%;border:1px solid #8884;border-radius:6px}h2{font-size:1.1rem}</style>
<h1>Askback: the story in pictures</h1>
${steps.join('\n')}</html>\n`;
    const file = join(this.folder, 'index.html');
    writeFileSync(file, html);
    return file;
  }
}

/** @param {string} text */
const escape = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/**
 * Light or dark in the page and in the frames that have a process of their own, such as the card.
 * @param {Page} page @param {string} scheme @param {boolean} [wait] whether a picture is taken of it
 */
async function colours(page, scheme, wait = true) {
  // Colours that do not glide are there at once.
  const features = [{ name: 'prefers-color-scheme', value: scheme }, { name: 'prefers-reduced-motion', value: 'reduce' }];
  await page.emulateMediaFeatures(features);
  for (const frame of page.frames()) {
    const client = /** @type {any} */ (frame).client;
    await client?.send('Emulation.setEmulatedMedia', { features });
  }
  if (!wait) return;
  // A colour that is still on its way to another is nobody's design; the strip in a page turns a moment later.
  await Promise.all(page.frames().map((frame) => frame.evaluate(settled).catch(() => undefined)));
}

/** In a frame: once nothing moves any more. */
async function settled() {
  const frames = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  await frames();
  // Some go on for as long as they are seen, as a notice's time does.
  await Promise.race([Promise.allSettled(document.getAnimations().map((one) => one.finished)), new Promise((done) => setTimeout(done, 250))]);
  await frames();
}
