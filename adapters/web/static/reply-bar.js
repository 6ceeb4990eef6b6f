import { fill, h } from "./dom.js";
import { excerptOf } from "./excerpt.js";
import { icon } from "./icons.js";
import { text } from "./locale.js";
import { nameOf } from "./people.js";

/** @typedef {import("./api.js").MessageView} MessageView */

/** Says what is being replied to. @param {() => void} cancel */
export function createReplyBar(cancel) {
  const element = h("div", { class: "reply-bar", hidden: true });

  /** @param {MessageView | undefined} view @param {string} me the member who replies */
  function draw(view, me) {
    element.hidden = view === undefined;
    if (!view) return fill(element);
    const name = view.author === me ? text("you") : nameOf(view.author);
    fill(
      element,
      h("p", {}, h("strong", {}, text("replyingTo", { name })), " ", excerptOf(view)),
      h(
        "button",
        {
          class: "round small",
          type: "button",
          "aria-label": text("cancelReply"),
          onclick: cancel,
        },
        icon("close"),
      ),
    );
  }

  return { element, draw };
}
