// A stand-in for the mail application of these pages: it sends, opens previews, and moves a
// composer into a shadow tree where a page asks for that. What it sent is in `__sent`.
window.__sent = [];

const hosts = [...document.querySelectorAll('template[data-shadow]')];
for (const template of hosts) {
  const host = document.createElement('div');
  host.attachShadow({ mode: 'open' }).append(template.content);
  template.replaceWith(host);
}
const trees = [document, ...[...document.querySelectorAll('div')].flatMap((host) => host.shadowRoot ?? [])];

/** @param {Element} composer @param {Event} event @param {string} via */
function send(composer, event, via) {
  const editor = composer.querySelector('[contenteditable="true"][aria-multiline="true"]');
  window.__sent.push({ via, body: editor.innerText, trusted: event.isTrusted });
  composer.remove();
}

for (const button of trees.flatMap((tree) => [...tree.querySelectorAll('[data-testid="ComposeSendButton"] button')])) {
  const composer = button.closest('[data-composer]');
  if (!composer) continue;
  const menu = document.querySelector('[data-layer] [role="menu"]') ?? composer.querySelector('[role="menu"]');
  button.addEventListener('click', (event) => {
    if (button.getAttribute('aria-haspopup') !== 'menu') return send(composer, event, 'click');
    menu.hidden = !menu.hidden;
    button.setAttribute('aria-expanded', String(!menu.hidden));
  });
  if (button.getAttribute('aria-haspopup') !== 'menu') continue;
  for (const item of menu?.querySelectorAll('[role="menuitem"]') ?? []) item.addEventListener('click', (event) => send(composer, event, 'menu'));
}
for (const composer of trees.flatMap((tree) => [...tree.querySelectorAll('[data-composer]')])) {
  composer.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    send(composer, event, 'shortcut');
  });
}

for (const item of document.querySelectorAll('[data-item][aria-expanded="false"]')) {
  item.addEventListener('click', () => {
    const whole = document.querySelector(`template[data-open="${item.dataset.item}"]`);
    if (!whole || item.getAttribute('aria-expanded') === 'true') return;
    item.setAttribute('aria-expanded', 'true');
    item.replaceChildren(whole.content.cloneNode(true));
  });
}
window.__settled = true;
