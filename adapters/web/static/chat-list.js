import { assign, fill, h, moveWithArrows, renderKeyed } from "./dom.js";
import { excerptOf } from "./excerpt.js";
import { locale, pick, text } from "./locale.js";
import { avatar, groupAvatar, nameOf } from "./people.js";
import { briefTime } from "./time.js";

/** @typedef {import("./client.js").Client} Client */
/** @typedef {import("./api.js").ChatView} ChatView */

/** The member's chats. @param {() => Client} client @param {(space: string) => void} open */
export function createChatList(client, open) {
  const list = h("ul", { role: "list", onkeydown });
  const element = h("nav", { class: "chats" }, list);

  /** @param {KeyboardEvent} event */
  function onkeydown(event) {
    moveWithArrows(event, [...list.querySelectorAll("button")]);
  }

  /** @type {import("./dom.js").Keyed<ChatView>} */
  const how = {
    key: ({ id }) => `${client().member.id} ${id}`,
    signature: (chat) => JSON.stringify([chat, locale(), chat.id === client().openSpace]),
    create: ({ id }) =>
      h("li", {}, h("button", { class: "chat-item", type: "button", onclick: () => open(id) })),
    update(node, chat) {
      const button = node.firstElementChild;
      if (!button) return;
      assign(button, { "aria-current": chat.id === client().openSpace && "true" });
      fill(button, ...partsOf(chat, client().member.id));
    },
  };

  function draw() {
    assign(element, { "aria-label": text("chats") });
    renderKeyed(list, client().chats, how);
  }

  return { element, draw };
}

/** @param {ChatView} chat @param {string} me */
function partsOf(chat, me) {
  const { last, unread } = chat;
  return [
    chat.kind === "direct" ? avatar("bot") : groupAvatar(chat.id),
    h(
      "span",
      { class: "chat-words" },
      h("span", { class: "chat-title" }, pick(chat.title)),
      h("span", { class: "chat-last" }, last ? lastLine(chat, last, me) : text("noMessages")),
    ),
    h(
      "span",
      { class: "chat-marks" },
      last && h("span", { class: "chat-time" }, briefTime(last.at)),
      unread > 0 && unreadMark(unread),
    ),
  ];
}

/** @param {ChatView} chat @param {import("./api.js").MessageView} last @param {string} me */
function lastLine(chat, last, me) {
  if (chat.kind === "direct" && last.author !== me) return excerptOf(last);
  const name = last.author === me ? text("you") : nameOf(last.author);
  return `${name}: ${excerptOf(last)}`;
}

/** @param {number} count */
function unreadMark(count) {
  return h(
    "span",
    { class: "unread" },
    h("span", { "aria-hidden": "true" }, count > 49 ? "49+" : String(count)),
    h("span", { class: "for-readers" }, text("unread", { count })),
  );
}
