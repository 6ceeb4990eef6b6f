import { fill, h, renderKeyed } from "./dom.js";
import { lineKind, linesOf } from "./lines.js";
import { locale, pick, text } from "./locale.js";
import { createScroller } from "./scroller.js";
import { compareIds } from "./timeline.js";

/** @typedef {import("./client.js").Client} Client */
/** @typedef {import("./api.js").MessageView} MessageView */

/** The messages of the open chat. @param {() => Client} client @param {(view: MessageView) => void} reply */
export function createMessageList(client, reply) {
  const lines = h("div", { class: "lines" });
  const top = h("div", { class: "log-top" });
  const log = h("div", { class: "log", role: "log", tabindex: "0" }, top, lines);
  const scroller = createScroller(log, loadEarlier);
  const how = lineKind({
    reply,
    show: (id) => show(lines, id),
    retry: (key) => void client().sending.retry(key),
    discard: (key) => client().sending.discard(key),
    tapOf: (id, token) => client().taps.find(id, token),
    tap: (id, token) => void client().taps.tap(id, token),
  });
  let drawn = { place: "", newest: "", oldest: "", own: 0 };

  function loadEarlier() {
    client().feed.loadEarlier(client().openSpace).catch(reportError);
  }

  function draw() {
    const { member, chats, openSpace, feed, sending } = client();
    const chat = chats.find(({ id }) => id === openSpace);
    log.setAttribute("aria-label", text("messagesOf", { title: chat ? pick(chat.title) : "" }));
    const timeline = feed.timelineOf(openSpace);
    const own = sending.outgoing().filter(({ space }) => space === openSpace).length;
    const [place, before] = [`${member.id} ${openSpace}`, drawn];
    const isFirst = place !== before.place || before.newest === "";
    // What was there when the chat was opened is not read out; what comes later is.
    log.setAttribute("aria-live", isFirst ? "off" : "polite");
    log.setAttribute("aria-busy", String(!timeline.loaded));
    drawn = {
      place,
      own,
      newest: timeline.messages.at(-1)?.id ?? "",
      oldest: timeline.messages[0]?.id ?? "",
    };
    scroller.around(() => {
      drawTop(top, timeline, loadEarlier);
      renderKeyed(lines, linesOf(client()), how);
      return {
        added: timeline.messages.filter(({ id }) => compareIds(id, before.newest) > 0).length,
        prepended: !isFirst && drawn.oldest !== before.oldest,
        toEnd: isFirst || own > before.own,
      };
    });
  }

  return { log, jump: scroller.jump, draw };
}

/** Brings a message into view and points it out. @param {HTMLElement} lines @param {string} id */
function show(lines, id) {
  const node = lines.querySelector(`[data-id="${CSS.escape(id)}"]`);
  if (!(node instanceof HTMLElement)) return;
  node.scrollIntoView({ block: "center" });
  node.classList.remove("shown");
  requestAnimationFrame(() => node.classList.add("shown"));
}

/** What stands above the first line. @param {HTMLElement} top @param {import("./timeline.js").Timeline} timeline @param {() => void} loadEarlier */
function drawTop(top, { loaded, hasEarlier, loadingEarlier }, loadEarlier) {
  const signature = JSON.stringify([locale(), loaded, hasEarlier, loadingEarlier]);
  if (top.dataset["drawn"] === signature) return;
  top.dataset["drawn"] = signature;
  const label = text(loadingEarlier ? "loadingEarlier" : "earlier");
  const earlier = () =>
    h("button", { class: "text-button", type: "button", onclick: loadEarlier }, label);
  fill(top, loaded && (hasEarlier ? earlier() : h("p", {}, text("beginning"))));
}
