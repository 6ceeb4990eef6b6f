import { attachments } from "./attachments.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { text } from "./locale.js";

/** @typedef {import("../encode.ts").IntentView} IntentView */
/** @typedef {import("../encode.ts").ButtonView} ButtonView */
/** @typedef {import("./taps.js").Tap} Tap */

/**
 * What buttons do.
 * @typedef {object} Taps
 * @property {(token: string) => Tap | undefined} stateOf
 * @property {(token: string) => void} tap
 */

/** What the bot says, in full. @param {IntentView} view @param {Taps} taps */
export function cardView(view, taps) {
  const marked = { lang: view.locale };
  return h(
    "div",
    { class: `said said-${view.kind}`, ...marked },
    view.kind === "review" && h("p", { class: "said-kind" }, icon("check"), text("review")),
    view.title !== undefined && h("h3", { class: "said-title" }, view.title),
    view.text !== "" && h("p", { class: "said-text" }, view.text),
    view.rows.length > 0 && rows(view),
    view.hint !== undefined && h("p", { class: "said-hint" }, view.hint),
    view.attachments.length > 0 && attachments(view),
    view.options.length > 0 && options(view, taps),
    view.footnote !== undefined && h("p", { class: "said-footnote" }, view.footnote),
    view.buttons.length > 0 && buttons(view, taps),
    ...failures(view, taps),
  );
}

/** @param {IntentView} view */
function rows(view) {
  const lines = view.rows.map(({ label, value }) =>
    h("div", { class: "row" }, h("dt", {}, label), h("dd", {}, value)),
  );
  return h("dl", { class: "rows" }, ...lines);
}

/** @param {IntentView} view @param {Taps} taps */
function options(view, taps) {
  const lines = view.options.map(({ number, label, token }) =>
    h(
      "li",
      {},
      h(
        "button",
        {
          class: "option",
          type: "button",
          ...busy(taps, token),
          onclick: () => taps.tap(token),
        },
        h("span", { class: "option-number" }, String(number)),
        h("span", { class: "option-label" }, label),
      ),
    ),
  );
  // Safari takes the meaning away from a list without marks; the role gives it back.
  return h("ul", { class: "options", role: "list", "aria-label": text("options") }, ...lines);
}

/** @param {IntentView} view @param {Taps} taps */
function buttons(view, taps) {
  return h("div", { class: "buttons" }, ...view.buttons.map((button) => buttonView(button, taps)));
}

/** @param {ButtonView} button @param {Taps} taps */
function buttonView(button, taps) {
  const classes = `button button-${button.style}`;
  if (button.kind === "link") {
    return h(
      "a",
      {
        class: classes,
        href: button.url,
        target: "_blank",
        rel: "noopener noreferrer",
        "aria-label": text("opensNewTab", { label: button.label }),
      },
      button.label,
      icon("link"),
    );
  }
  const { token, label } = button;
  return h(
    "button",
    { class: classes, type: "button", ...busy(taps, token), onclick: () => taps.tap(token) },
    label,
  );
}

/** @param {Taps} taps @param {string} token */
const busy = (taps, token) => ({
  "aria-busy": taps.stateOf(token)?.state === "sending" ? "true" : undefined,
});

/** @param {IntentView} view @param {Taps} taps */
function failures(view, taps) {
  const tappable = [
    ...view.options,
    ...view.buttons.flatMap((button) => (button.kind === "tap" ? [button] : [])),
  ];
  return tappable
    .filter(({ token }) => taps.stateOf(token)?.state === "failed")
    .map(({ token, label }) =>
      h(
        "button",
        { class: "retry", type: "button", onclick: () => taps.tap(token) },
        icon("alert"),
        text("retryOf", { label }),
      ),
    );
}
