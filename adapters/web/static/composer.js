import { assign, h } from "./dom.js";
import { icon } from "./icons.js";
import { text } from "./locale.js";
import { createReplyBar } from "./reply-bar.js";

/** @typedef {import("./client.js").Client} Client */
/** @typedef {import("./api.js").MessageView} MessageView */
/** @typedef {{ text: string, reply: MessageView | undefined }} Draft */

const MAX_CHARS = 20_000;
const MAX_FILE_BYTES = 20 * 1024 * 1024;
const ACCEPTED = ".pdf,.jpg,.jpeg,.png,.docx,.xlsx";
const MENTION = "@小V";

/** Where a member writes; every chat keeps its own draft. @param {() => Client} client @param {() => void} sent */
export function createComposer(client, sent) {
  /** @type {Map<string, Draft>} */
  const drafts = new Map();
  let place = "";
  /** @type {MessageView | undefined} */
  let reply;
  const parts = createParts({ onsubmit, oninput: drawInput, onkeydown, onmention, onfile });
  const { form, input } = parts;
  const replyBar = createReplyBar(() => answer(undefined));
  form.prepend(replyBar.element);

  /** @param {Event} event */
  function onsubmit(event) {
    event.preventDefault();
    const said = input.value.trim();
    if (said === "" || said.length > MAX_CHARS) return;
    void client().sending.send(client().openSpace, said, reply?.id);
    input.value = "";
    answer(undefined);
    sent();
  }

  /** @param {KeyboardEvent} event */
  function onkeydown(event) {
    // While an input method is composing, Enter picks a word and Escape drops it.
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      form.requestSubmit();
    } else if (event.key === "Escape" && reply) answer(undefined);
  }

  function onmention() {
    if (!input.value.includes(MENTION)) {
      input.setRangeText(`${MENTION} `, input.selectionStart, input.selectionEnd, "end");
    }
    input.focus();
    drawInput();
  }

  /** @param {File} file */
  function onfile(file) {
    if (file.size > MAX_FILE_BYTES) return setText(parts.problem, text("fileTooLarge"));
    void client().sending.sendFile(client().openSpace, file);
    return sent();
  }

  /** Replies to a message from now on, or to none. @param {MessageView | undefined} view */
  function answer(view) {
    reply = view;
    draw();
    input.focus({ preventScroll: true });
  }

  function moveTo() {
    const now = `${client().member.id} ${client().openSpace}`;
    if (now === place) return;
    drafts.set(place, { text: input.value, reply });
    place = now;
    input.value = drafts.get(now)?.text ?? "";
    reply = drafts.get(now)?.reply;
  }

  function drawInput() {
    drawParts(parts, client().openSpace.startsWith("direct:"));
  }

  function draw() {
    moveTo();
    replyBar.draw(reply, client().member.id);
    drawInput();
  }

  return { form, draw, answer, focus: () => input.focus({ preventScroll: true }) };
}

/** @typedef {ReturnType<typeof createParts>} Parts */

/** @param {{ onsubmit: (event: Event) => void, oninput: () => void, onkeydown: (event: KeyboardEvent) => void, onmention: () => void, onfile: (file: File) => void }} listeners */
function createParts({ onsubmit, oninput, onkeydown, onmention, onfile }) {
  const described = { "aria-describedby": "composer-keys", enterkeyhint: "send" };
  const input = h("textarea", { id: "composer", rows: "1", ...described, oninput, onkeydown });
  const mention = h("button", { class: "round mention", type: "button", onclick: onmention }, "@");
  const chosen = h("input", { type: "file", hidden: true, accept: ACCEPTED });
  chosen.addEventListener("change", () => {
    for (const file of chosen.files ?? []) onfile(file);
    // The same file may be chosen again.
    chosen.value = "";
  });
  const open = () => chosen.click();
  const attach = h(
    "button",
    { class: "round attach", type: "button", onclick: open },
    icon("attach"),
  );
  const submit = h("button", { class: "round send", type: "submit" }, icon("send"));
  const problem = h("p", { class: "composer-problem", role: "alert" });
  const keys = h("p", { class: "keys", id: "composer-keys" });
  const line = h("div", { class: "composer-line" }, mention, attach, chosen, input, submit);
  const form = h("form", { class: "composer", onsubmit }, problem, line, keys);
  return { form, input, mention, attach, submit, problem, keys };
}

/** Words, size and what can be pressed, for what is written now. @param {Parts} parts @param {boolean} direct */
function drawParts({ input, mention, attach, submit, problem, keys }, direct) {
  const length = input.value.trim().length;
  const count = length.toLocaleString("en");
  setText(problem, length > MAX_CHARS ? text("tooLong", { count }) : "");
  setText(keys, text("keys"));
  assign(mention, { hidden: direct, title: text("mention"), "aria-label": text("mention") });
  assign(attach, { title: text("attach"), "aria-label": text("attach") });
  assign(submit, { "aria-label": text("send"), title: text("send") });
  submit.disabled = length === 0 || length > MAX_CHARS;
  input.setAttribute("aria-label", text("compose"));
  input.placeholder = text(direct ? "composeDirect" : "composeInGroup");
  input.style.height = "auto";
  input.style.height = `${input.scrollHeight + 2}px`;
}

/** Changes a text only when it is another one: what is read out would be read out again. @param {HTMLElement} element @param {string} said */
function setText(element, said) {
  if (element.textContent !== said) element.textContent = said;
}
