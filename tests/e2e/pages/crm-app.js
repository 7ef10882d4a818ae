// The stand-in for a CRM's own application: its address, and what its Send buttons do. Like the
// real ones it listens on the elements themselves, so an event that was stopped on its way down
// does nothing here.
(() => {
  const world = /** @type {any} */ (window);
  world.__sent = [];
  const { path, title } = document.documentElement.dataset;
  if (path) history.replaceState(null, '', path);
  if (title) document.title = title;

  /** @param {Event} event @param {string} via */
  function send(event, via) {
    const control = /** @type {Element} */ (event.currentTarget);
    const composer = control.closest('[data-app="composer"]');
    if (event.defaultPrevented || !composer) return;
    event.preventDefault();
    world.__sent.push({ via, trusted: event.isTrusted, at: Date.now() });
    composer.remove();
  }
  for (const button of document.querySelectorAll('[data-app="send"]')) button.addEventListener('click', (event) => send(event, 'click'));
  for (const button of document.querySelectorAll('[data-app="schedule"]')) button.addEventListener('click', (event) => send(event, 'schedule'));
  for (const editor of document.querySelectorAll('[data-app="composer"][data-shortcut]')) {
    editor.addEventListener('keydown', (event) => {
      const { key, ctrlKey, metaKey } = /** @type {KeyboardEvent} */ (event);
      if (key === 'Enter' && (ctrlKey || metaKey)) send(event, 'shortcut');
    });
  }
  for (const form of document.querySelectorAll('form')) form.addEventListener('submit', (event) => event.preventDefault());
  world.__settled = true;
})();
