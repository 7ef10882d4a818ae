// Starts the page named on <html data-page>. The card's ticket may come before the program is
// ready, so it is caught here: the first one, from the frame's own parent, and no other.
import init, { hand_over, start } from './wasm/pages.js';

const page = document.documentElement.dataset.page ?? '';

/** @type {Promise<{ ticket: string, port: MessagePort }>} */
const handedOver = new Promise((resolve) => {
  if (page !== 'card' || window.parent === window) return;
  /** @param {MessageEvent} event */
  const hear = ({ data, ports, source }) => {
    const [port] = ports;
    if (source !== window.parent || data?.askback !== 'ticket' || typeof data.ticket !== 'string' || !port) return;
    window.removeEventListener('message', hear);
    resolve({ ticket: data.ticket, port });
  };
  window.addEventListener('message', hear);
});

await init({ module_or_path: new URL('wasm/pages_bg.wasm', import.meta.url) });
start(page);
const { ticket, port } = await handedOver;
hand_over(ticket, port);
