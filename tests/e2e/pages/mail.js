// A small mail site of our own for the benchmarks, made of the nodes that Gmail's recipe names. It
// opens and closes threads, sends drafts, and never stops changing beside them. Times are
// milliseconds since 1970 as this page's clock tells them, to be compared with another frame's.
const now = () => performance.timeOrigin + performance.now();

/** After the frame that shows what the page is made of now. */
const painted = () =>
  new Promise((done) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => done(now());
      port2.postMessage(null);
    });
  });

/** @param {string} name @param {Record<string, string>} attributes @param {(Node | string)[]} inside */
function make(name, attributes, ...inside) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...inside);
  return element;
}

const $ = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (document.querySelector(selector));

/** @param {{ id: string, name: string, email: string, paragraphs: string[], quote: string[], to?: number, dir?: string }} mail `to`: how many people it went to */
function messageNode({ id, name, email, paragraphs, quote, to: people = 1, dir = 'ltr' }) {
  const body = make('div', { class: 'a3s', dir }, ...paragraphs.map((text) => make('p', {}, text)));
  if (quote.length) {
    const lines = quote.map((text) => make('p', {}, text));
    body.append(make('div', { class: 'gmail_quote' }, make('div', { class: 'gmail_attr' }, 'On Tue, Sep 2, 2025 at 9:14 AM Rep wrote:'), make('blockquote', { class: 'gmail_quote' }, ...lines)));
  }
  const sender = make('table', {}, make('tbody', {}, make('tr', {}, make('td', { class: 'gF' }, make('h3', { class: 'iw' }, make('span', { class: 'gD', email, name }, name))))));
  const others = Array.from({ length: people - 1 }, (_, at) => make('span', { class: 'g2', email: `reader${at}@list.test`, name: `Reader ${at}` }, `Reader ${at}`));
  const to = make('div', { class: 'hb' }, 'to ', make('span', { class: 'g2', email: 'rep@acme-sales.test', name: 'Rep' }, 'me'), ...others);
  const node = make('div', { class: 'adn ads', 'data-legacy-message-id': id }, sender, to, make('span', { class: 'g3', title: 'Tue, Sep 2, 2025, 9:14 AM' }, '9:14 AM'), make('div', { class: 'ii gt' }, body));
  return make('div', { role: 'listitem' }, node);
}

/** Opens a thread. @param {{ id: string, subject: string, messages: any[] }} thread */
async function openThread({ id, subject, messages }) {
  const list = make('div', { role: 'list' }, ...messages.map(messageNode));
  const thread = make('div', {}, make('div', { class: 'ha' }, make('h2', { class: 'hP', 'data-legacy-thread-id': id }, subject)), list);
  const inserted = now();
  $('[role=main]').replaceChildren(thread);
  return { inserted, painted: await painted() };
}

function closeThread() {
  $('[role=main]').replaceChildren();
}

/** Opens a draft. @param {{ id: string, to: string, text: string }} draft */
function compose({ id, to, text }) {
  const option = make('div', { role: 'option', 'data-hovercard-id': to, 'data-name': to });
  const send = make('div', { role: 'button', class: 'aoO', tabindex: '0' }, 'Send');
  const root = make(
    'div',
    { class: 'M9' },
    make('input', { type: 'hidden', name: 'composeid', value: id }),
    make('div', { name: 'to' }, make('div', { role: 'listbox' }, option), make('input', {})),
    make('input', { name: 'subjectbox', value: 'Re: Planning' }),
    make('div', { class: 'Ap' }, make('div', { g_editable: 'true', role: 'textbox', contenteditable: 'true' }, text)),
    make('div', { class: 'aDh' }, make('div', { class: 'IZ' }, send)),
  );
  send.addEventListener('click', (event) => {
    sent = { pressed, at: now(), trusted: event.isTrusted };
    root.remove();
  });
  $('.dw').replaceChildren(make('div', { role: 'dialog' }, root));
}

let pressed = 0;
/** @type {object | null} */
let sent = null;
// The click follows the mouse going up at once, and is what a site sends on. A replayed press is
// not the person's.
addEventListener('mouseup', (event) => event.isTrusted && (pressed = now()), true);

/** What was sent since the last call. */
function takeSent() {
  const last = sent;
  sent = null;
  return last;
}

/**
 * Changes nodes beside the thread, in batches, for some time.
 * @param {{ perSecond: number, batches: number, milliseconds: number }} how
 */
async function churn({ perSecond, batches, milliseconds }) {
  const end = performance.now() + milliseconds;
  const side = $('.side');
  let number = 0;
  while (performance.now() < end) {
    performance.mark('churn');
    const nodes = Array.from({ length: perSecond / batches }, () => make('div', {}, `item ${(number += 1)}`));
    for (const old of [...side.children]) old.remove();
    for (const node of nodes) side.append(node);
    await new Promise((done) => setTimeout(done, 1000 / batches));
  }
  performance.mark('churn');
  return number;
}

Object.assign(window, { mail: { openThread, closeThread, compose, takeSent, churn } });
