import { fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { locale, pick, text } from "./locale.js";
import { recall, remember } from "./storage.js";
import { EXAMPLES } from "./texts.js";

/** Things to try, for whoever has not sent anything from this browser yet. @param {() => import("./client.js").Client} client */
export function createWelcome(client) {
  const element = h("section", { class: "welcome", "aria-labelledby": "welcome-title" });

  function draw() {
    const { openSpace } = client();
    element.hidden = recall("welcomed") === "yes" || openSpace === "staff";
    const signature = `${locale()} ${openSpace}`;
    if (element.hidden || element.dataset["drawn"] === signature) return;
    element.dataset["drawn"] = signature;
    const direct = openSpace.startsWith("direct:");
    fill(
      element,
      h("h2", { id: "welcome-title" }, text("welcomeTitle")),
      h("p", {}, text("welcomeText")),
      h("ul", { role: "list" }, ...EXAMPLES.map((example) => h("li", {}, chip(example, direct)))),
      h(
        "button",
        { class: "round small", type: "button", "aria-label": text("dismiss"), onclick: dismiss },
        icon("close"),
      ),
    );
  }

  /** @param {typeof EXAMPLES[number]} example @param {boolean} direct */
  function chip({ label, sends }, direct) {
    const said = direct ? pick(sends) : `@小V ${pick(sends)}`;
    const send = () => {
      void client().sending.send(client().openSpace, said);
      dismiss();
    };
    return h("button", { class: "chip", type: "button", title: said, onclick: send }, pick(label));
  }

  /** Not shown again on this device. */
  function dismiss() {
    remember("welcomed", "yes");
    if (element.hidden) return;
    element.hidden = true;
    // Where there is a keyboard, the focus goes on to where one writes; on a phone that would cover the chat.
    if (!matchMedia("(hover: none)").matches) document.getElementById("composer")?.focus();
  }

  return { element, draw, dismiss };
}
