// @ts-check
/**
 * Makes an element. Text goes in as text; nothing here parses markup.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | boolean>} [attributes] true: present, false: left out
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export const el = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
};

/**
 * The one element that a selector finds; the page's own markup promises that it is there.
 * @param {string} selector
 * @param {ParentNode} [within]
 * @returns {HTMLElement}
 */
export const find = (selector, within = document) => {
  const found = within.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new Error(`The sample mailbox lacks ${selector}.`);
  return found;
};
