// @ts-check
/** How far the sample's clock is ahead. The extension's worker keeps it; alone, the page counts. */

const PATIENCE_MS = 3000;

let alone = 0;

const hasWorker = () => typeof chrome !== "undefined" && Boolean(chrome.runtime?.id);

/**
 * @param {import('../protocol.js').PanelRequest} request
 * @returns {Promise<number>} days ahead in all
 */
const ask = async (request) => {
  /** @type {Promise<never>} */
  const late = new Promise((_, reject) => {
    setTimeout(() => reject(new Error("Askback did not answer in time.")), PATIENCE_MS);
  });
  const reply = await Promise.race([chrome.runtime.sendMessage({ panel: request }), late]);
  if (Number.isInteger(reply?.skipped?.days_ahead)) return reply.skipped.days_ahead;
  throw new Error(reply?.failed?.error ?? "Askback gave no answer.");
};

/** Days ahead now. Fails with words for a person. */
export const daysAhead = async () => (hasWorker() ? ask({ sample_days: {} }) : alone);

/**
 * Runs the clock ahead. Fails with words for a person.
 * @param {number} days
 */
export const skipAhead = async (days) => {
  if (hasWorker()) return ask({ skip_ahead: { days } });
  alone += days;
  return alone;
};
