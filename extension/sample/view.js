// @ts-check
/** How mails look: the list at the left, and the mails of the open thread. */
import { dayAndTime, dayOrTime, iso } from "./clock.js";
import { el } from "./dom.js";
import { ROBIN } from "./mails.js";

/** @typedef {import("./mails.js").Mail} Mail */
/** @typedef {import("./mails.js").Person} Person */
/** @typedef {import("./mails.js").Block} Block */
/** @typedef {import("./mails.js").Thread} Thread */

/**
 * A paragraph; its line breaks are kept.
 * @param {string} text
 */
const paragraph = (text) => el("p", {}, ...text.split("\n").flatMap((line, index) => (index > 0 ? [el("br"), line] : [line])));

/** @param {Block} block */
const bodyBlock = (block) => (typeof block === "string" ? paragraph(block) : el("blockquote", {}, ...block.quote.map(paragraph)));

/**
 * The files on a mail; nothing when there are none.
 * @param {string[]} files
 */
const fileList = (files) =>
  files.length === 0
    ? []
    : [el("ul", { class: "mail-files", "aria-label": "Files" }, ...files.map((name) => el("li", {}, name)))];

/**
 * Initials in a circle.
 * @param {string} name
 */
const avatar = (name) => {
  const words = name.replace(/^The /, "").split(" ");
  return el("span", { class: "avatar", "aria-hidden": "true" }, words.map((word) => word.charAt(0)).join(""));
};

/** @param {Mail} mail */
export const article = (mail) =>
  el(
    "article",
    {
      class: mail.from.email === ROBIN.email ? "card mail mail-own" : "card mail",
      "data-message": mail.id,
      tabindex: "-1",
      "aria-label": `Mail from ${mail.from.name}`,
    },
    el(
      "header",
      { class: "mail-head" },
      avatar(mail.from.name),
      el(
        "div",
        { class: "mail-people" },
        el(
          "p",
          {},
          el("span", { class: "strong", "data-from": true, "data-email": mail.from.email }, mail.from.name),
          " ",
          el("span", { class: "muted small" }, mail.from.email),
        ),
        el(
          "p",
          { class: "muted small" },
          "to ",
          ...mail.to.flatMap(({ name, email }, index) => [
            ...(index > 0 ? [", "] : []),
            el("span", { "data-to": true, "data-email": email }, name),
          ]),
        ),
      ),
      el("time", { class: "muted small number", datetime: iso(mail.at) }, dayAndTime(mail.at)),
    ),
    el("div", { class: "mail-body" }, ...mail.body.map(bodyBlock)),
    ...fileList(mail.files),
  );

/**
 * The first words of a mail, on one line.
 * @param {Mail} mail
 */
const snippet = ({ body }) => {
  const [first = "", second = ""] = body.filter((block) => typeof block === "string");
  return (first.length < 24 ? `${first} ${second}` : first).replaceAll("\n", " ");
};

/**
 * One line of the list.
 * @param {{ thread: Thread, last: Mail, person: Person, unread: boolean, open: boolean, now: number }} row
 */
const row = ({ thread, last, person, unread, open, now }) =>
  el(
    "li",
    {},
    el(
      "a",
      {
        class: "mail-row",
        href: `#${thread.id}`,
        "data-thread-row": thread.id,
        "data-unread": unread,
        ...(open ? { "aria-current": "true" } : {}),
      },
      el(
        "span",
        { class: "mail-row-top" },
        ...(unread ? [el("span", { class: "visually-hidden" }, "Unread. ")] : []),
        el("span", { class: "mail-row-from clip", "data-row-from": true, "data-email": person.email }, person.name),
        el("time", { class: "muted small number", datetime: iso(last.at) }, dayOrTime(last.at, now)),
      ),
      el("span", { class: "mail-row-subject clip", "data-row-subject": true }, thread.subject),
      el("span", { class: "muted small clip" }, last.from.email === ROBIN.email ? `You: ${snippet(last)}` : snippet(last)),
    ),
  );

/**
 * The list, newest first.
 * @param {Parameters<typeof row>[0][]} rows
 */
export const list = (rows) =>
  el("ul", { class: "mail-rows" }, ...rows.toSorted((one, other) => other.last.at - one.last.at).map(row));

/** What is shown while no mail is open: what there is to try. */
export const nothingOpen = () => {
  /** @param {string} thread @param {string} name @param {string} text */
  const tip = (thread, name, text) => el("li", {}, el("a", { href: `#${thread}` }, name), ` ${text}`);
  return el(
    "section",
    { class: "start stack" },
    el("h1", { class: "title" }, "A first try"),
    el(
      "p",
      { class: "muted" },
      "Open a mail at the left, or start with one of these. What you write and send stays in this tab.",
    ),
    el(
      "ol",
      { class: "stack" },
      tip(
        "norrland-demo",
        "Marta asks for a demo",
        "and does not say why. Ask her, or offer a date without asking, and see what Askback says before the mail goes.",
      ),
      tip(
        "kestrel-terminal",
        "Amina asks for a test unit",
        "and says what for and what happens next. One look, and it is recorded.",
      ),
      tip(
        "harbourline-quote",
        "Joanna asks for a case study",
        "while nobody knows yet whether the quote told her what she needed.",
      ),
      tip(
        "castellan-start",
        "Theo has been silent",
        "for twelve working days. Ask him the hard question, then skip ahead a week.",
      ),
    ),
    el("p", { class: "muted small" }, "Answers arrive when you skip ahead, with the buttons at the top."),
  );
};
