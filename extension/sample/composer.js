// @ts-check
/**
 * The reply composer. Every listener sits on the element itself and in the bubble phase, so an
 * event that Askback stops on its way never becomes a sent mail, and a click made by a script
 * counts like a person's.
 */
import { el, find } from "./dom.js";
import { FILES } from "./mails.js";

/** @typedef {import("./store.js").Draft} Draft */

let names = 0;

/**
 * A file on the draft. Its text is the name alone; the button's sign is drawn by the stylesheet.
 * @param {string} name
 * @param {() => void} remove
 */
const fileItem = (name, remove) => {
  const button = el("button", { class: "file-remove", type: "button", "aria-label": `Remove ${name}` });
  button.addEventListener("click", remove);
  return el("li", {}, name, button);
};

/**
 * @param {object} options
 * @param {string} options.id names the composer within the page
 * @param {Draft} options.draft what it starts with
 * @param {(draft: Draft) => void} options.changed
 * @param {(draft: Draft) => void} options.send
 * @param {() => void} options.discard
 */
export const composer = ({ id, draft, changed, send, discard }) => {
  names += 1;
  const prefix = `compose-${names}`;
  let files = [...draft.files];

  const to = el("input", {
    id: `${prefix}-to`,
    name: "to",
    type: "text",
    autocomplete: "off",
    spellcheck: "false",
    "aria-describedby": `${prefix}-problem`,
  });
  to.value = draft.to;
  const subject = el("input", { id: `${prefix}-subject`, name: "subject", type: "text", autocomplete: "off" });
  subject.value = draft.subject;
  const editor = el("div", {
    class: "editor",
    contenteditable: "true",
    role: "textbox",
    "aria-multiline": "true",
    "aria-label": "Message",
    "data-editor": true,
    "data-empty": "Write your reply",
  });
  editor.textContent = draft.body;
  const fileItems = el("ul", { class: "mail-files", "aria-label": "Attached files" });
  const problem = el("p", { class: "field-error", id: `${prefix}-problem`, role: "alert", hidden: true });
  const strip = el("div", { "data-strip": true });
  const sendButton = el(
    "button",
    { class: "button button-primary", type: "button", "data-send": true, "aria-keyshortcuts": "Control+Enter Meta+Enter" },
    "Send",
  );
  const discardButton = el("button", { class: "button button-quiet", type: "button" }, "Discard");
  const choices = el("ul", { class: "file-choices" });
  const attach = el("details", { class: "attach" }, el("summary", { class: "button" }, "Attach a file"), choices);

  const form = el(
    "form",
    { class: "card composer", "data-compose": id, "aria-label": "Reply", novalidate: true, autocomplete: "off" },
    el("div", { class: "composer-line" }, el("label", { class: "label", for: to.id }, "To"), to),
    problem,
    el("div", { class: "composer-line" }, el("label", { class: "label", for: subject.id }, "Subject"), subject),
    editor,
    fileItems,
    strip,
    el(
      "div",
      { class: "composer-foot" },
      sendButton,
      attach,
      el(
        "span",
        { class: "muted small composer-keys" },
        el("kbd", { class: "kbd" }, "Ctrl"),
        " ",
        el("kbd", { class: "kbd" }, "Enter"),
        " sends",
      ),
      discardButton,
    ),
  );

  /** @returns {Draft} */
  const read = () => ({
    to: to.value.trim(),
    subject: subject.value.trim(),
    // What is seen, with its line breaks; editors pad with non-breaking spaces.
    // An empty line reads as two or three line ends, depending on how it was typed.
    body: editor.innerText
      .replaceAll("\u00a0", " ")
      .replace(/\n{3,}/g, "\n\n")
      .trim(),
    files: [...files],
  });
  const tell = () => changed(read());

  /** @param {string[]} next */
  const setFiles = (next) => {
    files = next;
    fileItems.replaceChildren(
      ...files.map((name) =>
        fileItem(name, () => {
          setFiles(files.filter((other) => other !== name));
          tell();
          find("summary", attach).focus();
        }),
      ),
    );
    fileItems.hidden = files.length === 0;
  };

  const trySend = () => {
    const missing = !/[^\s@]@[^\s@]/.test(to.value);
    problem.textContent = missing ? "Add the address of the person this goes to." : "";
    problem.hidden = !missing;
    to.setAttribute("aria-invalid", String(missing));
    if (missing) to.focus();
    else send(read());
  };

  choices.append(
    ...FILES.map((name) => {
      const choice = el("button", { class: "list-row", type: "button" }, name);
      choice.addEventListener("click", () => {
        setFiles(files.includes(name) ? files : [...files, name]);
        tell();
        attach.open = false;
        find("summary", attach).focus();
      });
      return el("li", {}, choice);
    }),
  );
  attach.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !attach.open) return;
    attach.open = false;
    find("summary", attach).focus();
  });
  attach.addEventListener("focusout", (event) => {
    if (event.relatedTarget instanceof Node && !attach.contains(event.relatedTarget)) attach.open = false;
  });

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", tell);
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    event.preventDefault();
    trySend();
  });
  // Pasted and dropped text comes in plain: styles from elsewhere would break the page's policy.
  /** @param {Event} event @param {DataTransfer | null} data */
  const plain = (event, data) => {
    event.preventDefault();
    document.execCommand("insertText", false, data?.getData("text/plain") ?? "");
  };
  editor.addEventListener("paste", (event) => plain(event, event.clipboardData));
  editor.addEventListener("drop", (event) => {
    editor.focus();
    plain(event, event.dataTransfer);
  });
  sendButton.addEventListener("click", trySend);
  discardButton.addEventListener("click", discard);

  setFiles(files);
  return { form, focus: () => editor.focus() };
};
