// Runs in a plain page: makes a recipe from what a fixture points at, reads by it, and changes the
// page as its makers might.
import { composeRoots } from '../../../extension/reader/composes.js';
import { readConversation } from '../../../extension/reader/conversation.js';
import { sendButton } from '../../../extension/reader/controls.js';
import { find, lookForShadows } from '../../../extension/reader/dom.js';
import { expanded } from '../../../extension/reader/own.js';
import { wholePerson, wholeText } from '../../../extension/reader/point/around.js';
import { candidatesIn } from '../../../extension/reader/point/picker.js';
import { recipeOf } from '../../../extension/reader/point/recipe.js';
import { MessageCache } from '../../../extension/reader/thread.js';

/** @type {any} */
let recipe = null;
/** What is written in a mail or on a button is no change of the page around. @type {Element[]} */
let content = [];

/** Points at everything the fixture names, and keeps the recipe. */
function point() {
  /** @type {Record<string, Element>} */
  const picks = {};
  lookForShadows(document);
  for (const element of find(document, '[data-pick]', '')) picks[element.getAttribute('data-pick') ?? ''] = element;
  for (const frame of document.querySelectorAll('[data-pick-in]')) {
    const inner = /** @type {HTMLIFrameElement} */ (frame).contentDocument;
    if (inner?.body) picks[frame.getAttribute('data-pick-in') ?? ''] = inner.body.firstElementChild ?? inner.body;
  }
  for (const frame of document.querySelectorAll('[data-pick-parts]')) {
    const parts = JSON.parse(frame.getAttribute('data-pick-parts') ?? '{}');
    for (const [part, select] of Object.entries(parts)) {
      const element = /** @type {HTMLIFrameElement} */ (frame).contentDocument?.querySelector(String(select));
      if (element) picks[part] = element;
    }
    frame.removeAttribute('data-pick-parts');
  }
  for (const element of find(document, '[data-pick], [data-pick-in]', '')) {
    element.removeAttribute('data-pick');
    element.removeAttribute('data-pick-in');
  }
  const others = Object.entries(picks);
  if (picks.body && !picks.body.matches('textarea')) picks.body = wholeText(picks.body, others.filter(([part]) => part !== 'body').map(([, element]) => element));
  if (picks.from) picks.from = wholePerson(picks.from, others.filter(([part]) => part !== 'from').map(([, element]) => element));
  content = Object.values(picks);
  recipe = recipeOf(picks, document, '2026-11-22');
  return recipe;
}

function read() {
  const whole = expanded(recipe);
  if (whole.shadow) lookForShadows(document);
  const { conversation } = readConversation(whole, document, new MessageCache());
  const draft = conversation.composes[0];
  const root = composeRoots(whole, document)[0];
  const send = root ? sendButton(whole, root) : null;
  const { messages } = conversation;
  return {
    subject: conversation.subject,
    from: messages.map(({ from }) => from.email),
    to: messages.map(({ to }) => to?.map(({ email }) => email).join(',') ?? null)[0] ?? null,
    date: messages.map((message) => message.date_ms ?? message.date_text),
    body: messages.map(({ body }) => body?.map(({ text }) => text).join('\n') ?? null),
    draft: draft ? draft.body.map(({ text }) => text).join('\n') : null,
    draftTo: draft?.to?.map(({ email }) => email).join(',') ?? null,
    send: send ? (/** @type {HTMLInputElement} */ (send).value || send.textContent?.trim())?.replace(/^Øs/, 'S') : null,
    foundBy: conversation.found_by,
    missing: conversation.missing,
  };
}

/** A small generator, so that each run changes the same. @param {number} seed */
function dice(seed) {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
}

const all = () => {
  lookForShadows(document);
  return find(document.body, '*', '', 1000);
};

/** @type {Record<string, (seed: number) => void>} */
const CHANGES = {
  'class names renamed': () => {
    for (const element of all()) if (element.className) element.className = [...element.classList].map((name) => `z${name.length}-${[...name].reverse().join('')}`).join(' ');
  },
  'class names dealt anew': (seed) => {
    const roll = dice(seed);
    const bearers = all().filter((element) => element.className);
    const names = bearers.map((element) => element.className);
    for (const element of bearers) element.className = names[Math.floor(roll() * names.length)] ?? '';
  },
  'class names gone': () => {
    for (const element of all()) element.removeAttribute('class');
  },
  'elements put in': (seed) => {
    const roll = dice(seed);
    const inside = (/** @type {Element} */ element) => content.some((one) => one !== element && one.contains(element)) || element.closest('p, button, [data-testid=message-body], .css-body');
    const places = all().filter((element) => !element.matches('option, tr, td, th, tbody, li') && !inside(element));
    for (let count = 0; count < 3; count += 1) {
      const place = places[Math.floor(roll() * places.length)];
      if (!place) continue;
      const banner = document.createElement(roll() < 0.5 ? 'div' : place.localName === 'div' ? 'section' : 'div');
      banner.textContent = 'New: try our app';
      place.before(banner);
    }
  },
  'another language': () => {
    const labels = ['From', 'To', 'Date', 'Subject', 'Send', 'Opportunity', 'Stage', 'Contact e-mail', 'Amount', 'Send to', 'Send mail', 'Cancel', 'Discard', 'Last message', 'Reply'];
    for (const node of all().flatMap((element) => [...element.childNodes]).filter(({ nodeType }) => nodeType === 3)) {
      const text = node.nodeValue ?? '';
      const label = labels.find((each) => text.trim().replace(/:$/, '') === each);
      if (label) node.nodeValue = text.replace(label, `Ø${label.toLowerCase()}`);
    }
    for (const element of all()) for (const name of ['aria-label', 'placeholder', 'title']) {
      const words = element.getAttribute(name);
      if (words && !words.includes('@')) element.setAttribute(name, `Ø${words}`);
    }
  },
  'marks gone': () => {
    for (const element of all()) for (const { name } of [...element.attributes]) if (/^(?:data-(?!email)|id$|name$)/.test(name)) element.removeAttribute(name);
  },
};

/** @param {string[]} names @param {number} seed */
function change(names, seed) {
  for (const name of names) CHANGES[name]?.(seed);
}

/** @type {any} */ (globalThis).pointing = { point, read, change, candidatesIn, changes: Object.keys(CHANGES) };
