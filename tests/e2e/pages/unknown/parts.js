// A workspace of web components that nobody prepared: mails, answer and Send stand in open shadow trees,
// one within the other. Another release has other class names, another box around the mails, and
// components without a box of their own.
const release = new URLSearchParams(location.search).get('release') ?? '1';

const MAILS = [
  ['Yara Boone <yara@ferrylines.test>', '18 Nov 2026 07:55', ['Hello Ola,', 'could you send us two sensors as a sample? Our workshop tests them in December.', 'Yara']],
  ['Ola Rep <ola@ourside.test>', '18 Nov 2026 09:20', ['Hello Yara, what would you test?']],
];

/** @param {string} name @param {Record<string, string>} attributes @param {(Node | string)[]} inside */
function make(name, attributes, ...inside) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, key === 'class' ? `${value}-${release}` : value);
  element.append(...inside);
  return element;
}

/** An element whose parts stand in its shadow tree. @param {string} name @param {(Node | string)[]} inside */
function part(name, ...inside) {
  const host = document.createElement(name);
  const root = host.attachShadow({ mode: 'open' });
  root.append(make('style', {}, `:host{display:${release === '1' ? 'block' : 'contents'}}header,section,form{padding:8px 16px}textarea{inline-size:30rem;block-size:6rem}`), ...inside);
  return host;
}

const mails = MAILS.map(([from = '', when = '', text]) =>
  part('case-mail', make('div', { class: 'head' }, make('span', { class: 'who' }, String(from)), ' ', make('span', { class: 'when' }, String(when))), make('div', { class: 'text' }, .../** @type {string[]} */ (text).map((line) => make('p', {}, line)))),
);

function answer() {
  const to = /** @type {HTMLInputElement} */ (make('input', { id: 'to', type: 'email', value: 'yara@ferrylines.test' }));
  const text = /** @type {HTMLTextAreaElement} */ (make('textarea', { 'aria-label': 'Your answer' }));
  const send = part('ui-button', make('button', { class: 'go' }, make('span', {}, 'Send')));
  const form = make('div', { class: 'form' }, make('label', { for: 'to' }, 'To'), ' ', to, make('br', {}), text, send, part('ui-button', make('button', { class: 'quiet' }, 'Discard')));
  const host = part('case-answer', form);
  send.addEventListener('click', () => {
    fetch('/sent', { method: 'POST', body: JSON.stringify({ to: to.value, text: text.value }) });
    host.replaceWith(make('p', {}, 'Sent.'));
  });
  return host;
}

const listed = make('section', { class: 'items' }, ...mails);
const view = part('case-view', make('header', {}, make('h2', { class: 'title' }, 'Sensor samples for the ferry')), release === '1' ? listed : make('div', { class: 'wide' }, listed), answer());
document.querySelector('app-shell')?.attachShadow({ mode: 'open' }).append(make('nav', {}, make('a', { href: '#' }, 'Queue')), make('main', {}, view));
