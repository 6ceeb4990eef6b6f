import { fill, h, moveWithArrows } from "./dom.js";
import { icon } from "./icons.js";
import { pick, text } from "./locale.js";
import { avatar, members, nameOf } from "./people.js";

/** @typedef {import("./api.js").Member} Member */

/** Who the visitor speaks as, and how to be someone else. @param {() => Member} current @param {(id: string) => void} choose */
export function createMemberMenu(current, choose) {
  const button = h("button", { class: "me", type: "button", "aria-controls": "members" });
  const panel = h("div", { class: "members", id: "members", hidden: true });
  const element = h("div", { class: "member-menu" }, button, panel);
  const rows = () => [...panel.querySelectorAll("button")];

  /** @param {boolean} open */
  function toggle(open) {
    panel.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    if (open)
      rows()
        .find((row) => row.getAttribute("aria-current") === "true")
        ?.focus();
  }

  /** @param {string} id */
  function switchTo(id) {
    toggle(false);
    button.focus();
    choose(id);
  }

  /** @param {KeyboardEvent} event */
  function onkeydown(event) {
    if (event.key === "Escape") {
      toggle(false);
      button.focus();
    } else moveWithArrows(event, rows());
  }

  /** Whatever happens elsewhere closes it. @param {EventTarget | null} target */
  function closeUnless(target) {
    if (target instanceof Node && !element.contains(target)) toggle(false);
  }

  button.addEventListener("click", () => toggle(panel.hidden === true));
  panel.addEventListener("keydown", onkeydown);
  document.addEventListener("click", ({ target }) => closeUnless(target));
  element.addEventListener("focusout", ({ relatedTarget }) => closeUnless(relatedTarget));
  toggle(false);

  function draw() {
    const me = current();
    fill(
      button,
      forReaders(text("speakingAs")),
      avatar(me.id),
      names(me),
      forReaders(text("switchMember")),
      icon("chevron"),
    );
    const listed = (/** @type {boolean} */ staff) =>
      members()
        .filter((member) => member.staff === staff)
        .map((member) => row(member, member.id === me.id, switchTo));
    fill(panel, section(text("creators"), listed(false)), section(text("staff"), listed(true)));
  }

  return { element, draw };
}

/** @param {string} title @param {HTMLElement[]} rows */
function section(title, rows) {
  return h("section", {}, h("h2", {}, title), h("ul", { role: "list" }, ...rows));
}

/** @param {Member} member @param {boolean} isCurrent @param {(id: string) => void} choose */
function row(member, isCurrent, choose) {
  const label = text("newWindow", { name: nameOf(member.id) });
  const link = {
    class: "round small",
    href: `/?as=${encodeURIComponent(member.id)}`,
    target: "_blank",
    rel: "noopener",
    title: label,
    "aria-label": label,
  };
  const button = {
    class: "member",
    type: "button",
    "aria-current": isCurrent && "true",
    onclick: () => choose(member.id),
  };
  return h(
    "li",
    {},
    h("button", button, avatar(member.id), names(member), isCurrent && icon("check")),
    h("a", link, icon("link")),
  );
}

/** Words that are heard, not seen. @param {string} said */
const forReaders = (said) => h("span", { class: "for-readers" }, said);

/** @param {Member} member */
function names(member) {
  return h(
    "span",
    { class: "member-name" },
    nameOf(member.id),
    " ",
    h("small", {}, pick(member.about)),
  );
}
