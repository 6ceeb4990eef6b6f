import { loadMembers } from "./api.js";
import { createChatHead } from "./chat-head.js";
import { createChatList } from "./chat-list.js";
import { createClient } from "./client.js";
import { createComposer } from "./composer.js";
import { fill, h } from "./dom.js";
import { locale, text } from "./locale.js";
import { createMemberMenu } from "./member-menu.js";
import { createMessageList } from "./message-list.js";
import { memberOf, members, setPeople } from "./people.js";
import { createSettings } from "./settings.js";
import { recallInTab, rememberInTab } from "./storage.js";
import { createWelcome } from "./welcome.js";

/** @typedef {import("./client.js").Client} Client */

const phone = matchMedia("(max-width: 760px)");
const root = /** @type {HTMLElement} */ (document.getElementById("app"));

/** Who this tab speaks as: named in the address, chosen before, or someone of the reader's own language. */
function firstMember() {
  const asked = new URLSearchParams(location.search).get("as") ?? recallInTab("member");
  const known = asked === undefined ? undefined : memberOf(asked);
  const likely = members().find((member) => member.locale === locale());
  const first = known ?? likely ?? members()[0];
  if (!first) throw new Error("The playground has no members");
  return first;
}

/** Draws once for any number of changes at a time. @param {() => void} draw */
function batched(draw) {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    queueMicrotask(() => {
      waiting = false;
      draw();
    });
  };
}

/** The clients of this tab, one per member it has spoken as, and the one it speaks as now. @param {() => void} redraw */
function createClients(redraw) {
  /** @type {Map<string, Client>} */
  const clients = new Map();
  /** @param {import("./api.js").Member} member */
  const clientOf = (member) => {
    const changed = () => current === clients.get(member.id) && redraw();
    const client = clients.get(member.id) ?? createClient(member, changed, isWatching);
    clients.set(member.id, client);
    return client;
  };
  let current = clientOf(firstMember());
  let disconnect = current.connect();
  return {
    current: () => current,
    /** @param {string} id */
    speakAs(id) {
      const member = memberOf(id);
      if (!member || member === current.member) return;
      disconnect();
      current = clientOf(member);
      disconnect = current.connect();
      rememberInTab("member", id);
    },
  };
}

/** Whether the open chat is in front of the reader's eyes. */
function isWatching() {
  const shown = !phone.matches || root.dataset["view"] === "chat";
  return shown && document.visibilityState === "visible";
}

function start() {
  const { current, speakAs } = createClients(() => redraw());
  const list = createMessageList(current, (view) => composer.answer(view));
  const welcome = createWelcome(current);
  const composer = createComposer(current, welcome.dismiss);
  const chatList = createChatList(current, open);
  const head = createChatHead(current, () => show("list"));
  const settings = createSettings(redrawAll);
  const menu = createMemberMenu(
    () => current().member,
    (id) => {
      speakAs(id);
      redrawAll();
    },
  );
  const connection = h("p", { class: "connection", role: "status" });
  const footer = h("footer", { class: "footer" });
  const skip = h("a", { class: "skip", href: "#composer" });
  const heading = h("h1", { class: "for-readers" });

  const redraw = batched(() => {
    for (const part of [chatList, head, list, welcome, composer]) part.draw();
    const state = current().connection === "lost" ? text("lost") : "";
    if (connection.textContent !== state) connection.textContent = state;
  });

  function redrawAll() {
    menu.draw();
    settings.draw();
    footer.textContent = text("disclaimer");
    skip.textContent = text("skip");
    heading.textContent = text("brand");
    redraw();
  }

  /** @param {string} space */
  function open(space) {
    show("chat");
    void current().open(space);
    if (!phone.matches) composer.focus();
  }

  /** On a phone either the list is shown or the chat. @param {"list" | "chat"} view */
  function show(view) {
    root.dataset["view"] = view;
    current().markRead();
    redraw();
  }

  const logFrame = h("div", { class: "log-frame" }, list.log, list.jump);
  const chat = [head.element, connection, logFrame, welcome.element, composer.form];
  const main = h(
    "main",
    { class: "frame" },
    heading,
    h("div", { class: "sidebar" }, menu.element, chatList.element, settings.element),
    h("section", { class: "chat", "aria-labelledby": "chat-title" }, ...chat),
  );
  fill(root, skip, main, footer);
  document.addEventListener("visibilitychange", () => current().markRead());
  redrawAll();
}

/** What is left when the service cannot be reached. */
function showFailure() {
  const again = h("button", { class: "button", type: "button" }, text("retry"));
  again.addEventListener("click", () => location.reload());
  fill(root, h("p", { class: "broken", role: "alert" }, text("failed"), " ", again));
}

try {
  setPeople(await loadMembers());
  start();
} catch (error) {
  showFailure();
  reportError(error);
}
