// A CRM in one page that nobody prepared: its class names are made by a tool and change with each
// release (`?release=2`), its views are swapped without navigation.
const release = new URLSearchParams(location.search).get('release') ?? '1';
/** @param {string} name */
const css = (name) => `k${release}_${[...`${release}${name}`].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 99991, 7).toString(36)}`;

const DEALS = [
  { title: 'Crane controls, phase 2', stage: 'Proposal', amount: '84,000', person: 'Wanda Ruiz', email: 'wanda@ruizcranes.test', mails: [['Wanda Ruiz', 'wanda@ruizcranes.test', '16 Nov 2026, 09:20', ['Hello Ola,', 'could you show us a demo of the controls next week? Our plant manager decides after that.', 'Wanda']], ['Ola Rep', 'ola@ourside.test', '16 Nov 2026, 11:05', ['Hello Wanda, who will be there?']]] },
  { title: 'Spare parts contract', stage: 'New', amount: '9,500', person: 'Theo Lang', email: 'theo@langmarine.test', mails: [['Theo Lang', 'theo@langmarine.test', '17 Nov 2026, 14:40', ['Please send us a quote for the spare parts by Friday.']]] },
];

/** @param {string} name @param {string} className @param {Record<string, string>} attributes @param {(Node | string)[]} inside */
function make(name, className, attributes, ...inside) {
  const element = document.createElement(name);
  if (className) element.className = css(className);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...inside);
  return element;
}

/** @param {string} label @param {HTMLInputElement | Element} field */
function cell(label, field) {
  return make('div', 'cell', {}, make('label', 'label', {}, `${label}:`), make('div', 'value', {}, field));
}

/** @param {string} value @param {string} type */
function input(value, type = 'text') {
  const field = /** @type {HTMLInputElement} */ (make('input', 'input', { type }));
  field.value = value;
  return field;
}

const view = make('main', 'view', {});

/** @param {typeof DEALS[0]} deal */
function open(deal) {
  const line = deal.mails.map(([name = '', email = '', when = '', text]) =>
    make('div', 'event', {}, make('div', 'eventhead', {}, make('span', 'who', { title: String(email) }, String(name)), ' ', make('span', 'when', {}, String(when))), make('div', 'eventtext', {}, .../** @type {string[]} */ (text).map((each) => make('p', '', {}, each)))),
  );
  const write = make('button', 'ghost', { type: 'button' }, 'Write a mail');
  const place = make('section', 'place', {});
  write.addEventListener('click', () => place.replaceChildren(composer(deal)));
  view.replaceChildren(
    make('div', 'grid', {}, cell('Deal', input(deal.title)), cell('Stage', input(deal.stage)), cell('Amount', input(deal.amount)), cell('Contact', input(deal.person))),
    make('h3', 'headline', {}, 'Time line'), make('section', 'timeline', {}, ...line), write, place,
  );
}

/** @param {typeof DEALS[0]} deal */
function composer(deal) {
  const to = input(deal.email, 'email');
  const text = /** @type {HTMLTextAreaElement} */ (make('textarea', 'text', {}));
  const send = make('div', 'primary', { role: 'button', tabindex: '0' }, 'Send mail');
  const box = make('div', 'box', {}, make('div', 'line', {}, make('span', 'label', {}, 'To: '), to), text, make('div', 'acts', {}, send, make('div', 'ghost', { role: 'button', tabindex: '0' }, 'Discard')));
  const go = () => {
    fetch('/sent', { method: 'POST', body: JSON.stringify({ to: to.value, text: text.value }) });
    box.replaceWith(make('p', 'done', {}, 'Mail sent.'));
  };
  // Some libraries act when the pointer goes up, before any click.
  let pressed = false;
  send.addEventListener('pointerdown', () => (pressed = true));
  send.addEventListener('pointerup', () => pressed && go());
  send.addEventListener('keydown', (event) => event.key === 'Enter' && go());
  return box;
}

const list = make('nav', 'list', {}, make('h2', 'brand', {}, 'Deals'), ...DEALS.map((deal) => {
  const row = make('a', 'row', { tabindex: '0' }, make('span', 'rowtitle', {}, deal.title));
  row.addEventListener('click', () => open(deal));
  return row;
}));
const app = make('div', 'app', {}, list, view);
app.classList.add('app');
document.getElementById('mount')?.append(app);
