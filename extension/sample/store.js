// @ts-check
/** What the sample remembers: in this tab's session storage, and nowhere else. */
import { READ } from "./mails.js";

/** @typedef {import("./answers.js").Sent} Sent */
/** @typedef {{ to: string, subject: string, body: string, files: string[] }} Draft */
/**
 * @typedef {object} State
 * @property {Sent[]} sent
 * @property {string[]} read ids of mails that were opened
 * @property {Record<string, Draft>} drafts by thread
 */

const KEY = "askback.sample";

/** @returns {State} */
const load = () => {
  /** @type {State} */
  const empty = { sent: [], read: READ, drafts: {} };
  try {
    return { ...empty, ...JSON.parse(sessionStorage.getItem(KEY) ?? "{}") };
  } catch {
    return empty; // no storage, or not ours: the sample starts afresh
  }
};

export const state = load();

export const save = () => {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(state));
  } catch {
    // The sample goes on without a memory.
  }
};
