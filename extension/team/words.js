// What a team's prospects are called, as on the page of all prospects (`src/ui/ledger`).

/** How a deal stands: code and words. @type {Record<string, string>} */
export const STATES = {
  open: 'Open',
  agreed: 'Agreed',
  won: 'Won',
  no: 'Said no',
  not_now: 'Put off',
  walked_away: 'Walked away',
  lost_to: 'Lost',
  no_decision: 'No decision',
};

/** The states in which a deal has ended without an order. */
export const NOT_WON = new Set(['no', 'walked_away', 'lost_to', 'no_decision']);

/** Why a decision is needed: code and words, the most pressing first. @type {Record<string, string>} */
export const WAITS = {
  unanswered: 'They wait for the rep',
  we_owe: 'The rep is late',
  unconfirmed: 'Ask back',
  they_owe: 'They are late',
  check_in: 'Check in',
  parked: 'Its day has come',
  dark: 'Gone dark',
};

const ORDER = Object.keys(WAITS);
/** The most pressing first. @param {string} waits */
export const rank = (waits) => (waits === '' ? ORDER.length : ORDER.indexOf(waits));

/** @param {string | null} day such as `2026-11-22`, or a moment */
export const dayWords = (day) => (day ? new Date(day.length > 10 ? day : `${day}T00:00`).toLocaleDateString('en-GB', { dateStyle: 'medium' }) : '');

/**
 * @param {string} name @param {string} text @param {Record<string, string>} [attributes]
 * @returns {HTMLElement}
 */
export function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
