import { fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { locale, pick, text } from "./locale.js";
import { avatar, botName, groupAvatar, members } from "./people.js";

/** @typedef {import("./client.js").Client} Client */

/** As long as an answer may take before the bot no longer counts as typing. */
const TYPING_MS = 6000;

/** The head of the open chat. @param {() => Client} client @param {() => void} back */
export function createChatHead(client, back) {
  const backButton = h("button", { class: "round back", type: "button", onclick: back });
  const picture = h("span", { class: "head-picture" });
  const title = h("h2", { id: "chat-title" });
  const subtitle = h("p", { class: "subtitle" });
  const element = h(
    "header",
    { class: "chat-head" },
    backButton,
    picture,
    h("div", { class: "head-words" }, title, subtitle),
  );

  let timer = 0;

  function draw() {
    const { chats, openSpace } = client();
    const chat = chats.find(({ id }) => id === openSpace);
    const elsewhere = chats.reduce(
      (sum, { id, unread }) => (id === openSpace ? sum : sum + unread),
      0,
    );
    const typing = isBotTyping(client());
    const signature = JSON.stringify([
      locale(),
      chat?.title,
      elsewhere,
      typing,
      client().member.id,
    ]);
    if (element.dataset["drawn"] === signature) return;
    element.dataset["drawn"] = signature;
    clearTimeout(timer);
    if (typing) timer = setTimeout(draw, TYPING_MS);
    const label = elsewhere > 0 ? text("backUnread", { count: elsewhere }) : text("back");
    backButton.setAttribute("aria-label", label);
    fill(
      backButton,
      icon("back"),
      elsewhere > 0 && h("span", { class: "unread", "aria-hidden": "true" }, String(elsewhere)),
    );
    fill(picture, openSpace.startsWith("direct:") ? avatar("bot") : groupAvatar(openSpace));
    title.textContent = chat ? pick(chat.title) : "";
    fill(subtitle, ...subtitleParts(openSpace, typing));
    document.title = `${elsewhere > 0 ? `(${elsewhere}) ` : ""}${title.textContent || "V聚场"} · ${botName()}`;
  }

  return { element, draw };
}

/** @param {string} space @param {boolean} typing */
function subtitleParts(space, typing) {
  if (typing) {
    const dots = h(
      "span",
      { class: "dots", "aria-hidden": "true" },
      h("i", {}),
      h("i", {}),
      h("i", {}),
    );
    return [text("botTyping", { name: botName() }), dots];
  }
  if (space.startsWith("direct:")) return [text("directWithBot")];
  const count =
    space === "staff" ? members().filter(({ staff }) => staff).length : members().length;
  return [text("groupOf", { count: count + 1 })];
}

/** A question to the bot is under way, or was just taken and not answered yet. @param {Client} client */
function isBotTyping({ openSpace, feed, sending, member }) {
  const isToBot = (/** @type {string} */ said) =>
    openSpace.startsWith("direct:") || /小V|聚场助手|juchang/i.test(said);
  const outgoing = sending.outgoing().filter(({ space }) => space === openSpace);
  if (outgoing.some(({ state, text: said }) => state === "sending" && isToBot(said))) return true;
  const last = feed.timelineOf(openSpace).messages.at(-1);
  if (last?.author !== member.id || last.body.kind !== "text") return false;
  const failed = outgoing.some(({ state }) => state === "failed");
  return !failed && isToBot(last.body.text) && Date.now() - last.at < TYPING_MS;
}
