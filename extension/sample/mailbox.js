// @ts-check
/** The sample mailbox: which mails are there, which is open, and what happens when one is sent. */
import { arrivals } from "./answers.js";
import { iso, longDay, plusDays } from "./clock.js";
import { composer } from "./composer.js";
import { el, find } from "./dom.js";
import { mails, ROBIN, THREADS } from "./mails.js";
import { daysAhead, skipAhead } from "./skip.js";
import { save, state } from "./store.js";
import { article, list, nothingOpen } from "./view.js";

/** @typedef {import("./mails.js").Mail} Mail */
/** @typedef {import("./mails.js").Person} Person */
/** @typedef {import("./store.js").Draft} Draft */

const SAID_MS = 6000;

/** The real day on which the page was opened: what the mails are dated from. */
const today = new Date();
const fromStart = mails(today);
let days = 0;

/** For tests: what was sent while this page was open. @type {Draft[]} */
const sentHere = [];
Object.assign(window, { __sent: sentHere });

const reading = find("main");
const rows = find("[data-list]");

const now = () => plusDays(new Date(), days).getTime();

/**
 * `Marta Lindqvist <marta@norrland.example>, ...` as people.
 * @param {string} text
 * @returns {Person[]}
 */
const people = (text) =>
  text
    .split(/[,;]/)
    .filter((part) => part.includes("@"))
    .map((part) => {
      const email = (/<([^>]*)>/.exec(part)?.[1] ?? part).trim();
      const name = part.replace(/<[^>]*>/, "").trim();
      const known = fromStart.find((mail) => mail.from.email === email);
      return { name: known?.from.name ?? (name || email), email };
    });

/** @returns {Mail[]} all mails there are by now, oldest first */
const allMails = () => {
  const sent = state.sent.map((mail, index) => ({
    id: `sent-${index + 1}`,
    thread: mail.thread,
    from: ROBIN,
    to: people(mail.to),
    at: mail.at,
    body: mail.body.split(/\n{2,}/),
    files: mail.files,
  }));
  return [...fromStart, ...sent, ...arrivals(today, days, state.sent)].sort((one, other) => one.at - other.at);
};

const openThread = () => THREADS.find(({ id }) => `#${id}` === location.hash) ?? null;

/** @param {string} thread */
const mailsOf = (thread) => allMails().filter((mail) => mail.thread === thread);

/**
 * Whom a thread is with: the last who wrote and is not the rep.
 * @param {string} thread
 */
const otherSide = (thread) => mailsOf(thread).findLast((mail) => mail.from.email !== ROBIN.email)?.from ?? ROBIN;

/** @param {string} text */
const say = (text) => {
  const toast = el("div", { class: "toast" }, el("span", {}, text));
  find("[data-said]").replaceChildren(toast);
  setTimeout(() => toast.remove(), SAID_MS);
};

const showList = () => {
  const open = openThread()?.id;
  const everything = allMails();
  const focused = document.activeElement?.getAttribute("data-thread-row");
  rows.replaceChildren(
    list(
      THREADS.flatMap((thread) => {
        const mine = everything.filter((mail) => mail.thread === thread.id);
        const last = mine.at(-1);
        const unread = mine.some((mail) => mail.from.email !== ROBIN.email && !state.read.includes(mail.id));
        return last ? [{ thread, last, person: otherSide(thread.id), unread, open: thread.id === open, now: now() }] : [];
      }),
    ),
  );
  if (focused) find(`[data-thread-row="${focused}"]`, rows).focus();
};

const showToday = () => {
  const time = find("[data-today]");
  time.setAttribute("datetime", iso(now()).slice(0, 10));
  time.textContent = longDay(now());
};

/** @param {string} text empty: all is well */
const showProblem = (text) => {
  find("[data-problem]").replaceChildren(...(text ? [el("div", { class: "notice notice-error" }, el("p", {}, text))] : []));
};

/**
 * Puts the mails of the open thread in their place. Those that are painted already stay as they
 * are, and so does an open composer.
 * @param {HTMLElement} into
 * @param {string} thread
 */
const showMails = (into, thread) => {
  for (const mail of mailsOf(thread)) {
    if (!into.querySelector(`[data-message="${mail.id}"]`)) into.append(article(mail));
    if (!state.read.includes(mail.id)) state.read.push(mail.id);
  }
  save();
};

/**
 * Scrolls to the newest mail, where the pane scrolls in itself.
 * @param {HTMLElement} list
 */
const showNewest = (list) => {
  const newest = list.lastElementChild;
  if (newest) reading.scrollTop += newest.getBoundingClientRect().top - reading.getBoundingClientRect().top - 16;
};

/**
 * Opens the composer of a thread, or closes it.
 * @param {string} thread
 * @param {boolean} open
 * @param {boolean} focus
 */
const showComposer = (thread, open, focus) => {
  const place = find("[data-reply]", reading);
  if (!open) {
    const reply = el("button", { class: "button", type: "button", "data-reply-button": true }, "Reply");
    reply.addEventListener("click", () => showComposer(thread, true, true));
    place.replaceChildren(reply);
    if (focus) reply.focus();
    return;
  }
  const subject = THREADS.find(({ id }) => id === thread)?.subject ?? "";
  const { name, email } = otherSide(thread);
  const draft = state.drafts[thread] ?? { to: `${name} <${email}>`, subject: `Re: ${subject}`, body: "", files: [] };
  const shown = composer({
    id: `${thread}-${state.sent.length + 1}`,
    draft,
    changed: (next) => {
      state.drafts[thread] = next;
      save();
    },
    send: (next) => send(thread, next),
    discard: () => {
      delete state.drafts[thread];
      save();
      showComposer(thread, false, true);
    },
  });
  place.replaceChildren(shown.form);
  state.drafts[thread] = draft;
  save();
  if (focus) {
    shown.focus();
    shown.form.scrollIntoView({ block: "nearest" });
  }
};

/**
 * @param {string} thread
 * @param {Draft} draft
 */
const send = (thread, draft) => {
  state.sent.push({ ...draft, thread, at: now(), day: days });
  sentHere.push(draft);
  delete state.drafts[thread];
  save();
  showMails(find("[data-mails]", reading), thread);
  showComposer(thread, false, false);
  showList();
  find("article:last-of-type", reading).focus();
  say("Sent, within the sample.");
};

/** @param {boolean} focus whether the reader's place moves to what is opened */
const showThread = (focus) => {
  const thread = openThread();
  document.body.toggleAttribute("data-reading", thread !== null);
  reading.scrollTop = 0;
  if (!thread) {
    reading.removeAttribute("data-thread");
    reading.replaceChildren(nothingOpen());
    document.title = "Sample mailbox – Askback";
    if (focus) reading.focus();
    return;
  }
  const title = el("h1", { class: "title", "data-subject": true, tabindex: "-1" }, thread.subject);
  const list = el("div", { class: "stack", "data-mails": true });
  reading.setAttribute("data-thread", thread.id);
  reading.replaceChildren(
    el("p", { class: "mailbox-back" }, el("a", { href: "#" }, "All mails")),
    title,
    list,
    el("div", { "data-reply": true }),
  );
  document.title = `${thread.subject} – Sample mailbox`;
  showMails(list, thread.id);
  showComposer(thread.id, thread.id in state.drafts, false);
  if (focus) title.focus();
  if (list.childElementCount > 1) showNewest(list);
};

/** @param {number} count */
const skip = async (count) => {
  const known = allMails().length;
  try {
    days = await skipAhead(count);
    showProblem("");
  } catch (error) {
    showProblem(
      `The sample could not skip ahead. ${error instanceof Error ? error.message : ""} Reload this page and try again.`,
    );
    return;
  }
  const arrived = allMails().length - known;
  const thread = openThread();
  if (thread) {
    const list = find("[data-mails]", reading);
    const painted = list.childElementCount;
    showMails(list, thread.id);
    if (list.childElementCount > painted) showNewest(list);
  }
  showToday();
  showList();
  say(arrived === 0 ? "No new mail." : arrived === 1 ? "1 new mail." : `${arrived} new mails.`);
};

for (const button of document.querySelectorAll("[data-skip]")) {
  button.addEventListener("click", () => void skip(Number(button.getAttribute("data-skip"))));
}
rows.addEventListener("keydown", (event) => {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  const links = [...rows.querySelectorAll("a")];
  const at = links.findIndex((link) => link === document.activeElement);
  if (step === 0 || at < 0) return;
  event.preventDefault();
  links[Math.min(Math.max(at + step, 0), links.length - 1)]?.focus();
});
// The addresses behind "#" name threads, so the skip link moves the focus by itself.
find("[data-skip-link]").addEventListener("click", (event) => {
  event.preventDefault();
  reading.focus();
});
window.addEventListener("hashchange", () => {
  showThread(true);
  showList();
});

try {
  days = await daysAhead();
} catch (error) {
  showProblem(`The sample starts at today. ${error instanceof Error ? error.message : ""}`);
}
showToday();
showThread(false);
showList();
