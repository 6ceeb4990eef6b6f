import { fill, h } from "./dom.js";
import { locale } from "./locale.js";
import { drawMessage } from "./message-view.js";
import { dayName, dayOf } from "./time.js";

/** @typedef {import("./client.js").Client} Client */
/** @typedef {import("./api.js").MessageView} MessageView */
/** @typedef {import("./sending.js").Outgoing} Outgoing */
/** @typedef {import("./message-view.js").DrawnMessage} DrawnMessage */
/** @typedef {import("./message-view.js").MessageActions} MessageActions */
/** A line of the log: a date, or a message. @typedef {{ kind: "day", at: number } | ({ kind: "message", key: string } & DrawnMessage)} Line */

const GOES_ON_MS = 5 * 60 * 1000;

/** How a line becomes a node. @param {MessageActions} actions @returns {import("./dom.js").Keyed<Line>} */
export const lineKind = (actions) => ({
  key: (line) => (line.kind === "day" ? `day ${dayOf(line.at)}` : line.key),
  signature: (line) =>
    line.kind === "day"
      ? dayName(line.at)
      : JSON.stringify([line, locale(), tapStates(line, actions)]),
  create: (line) => (line.kind === "day" ? h("p", { class: "day" }) : h("article", {})),
  update(node, line) {
    if (line.kind === "day") fill(node, dayName(line.at));
    else drawMessage(node, line, actions);
  },
});

/** @param {DrawnMessage} message @param {MessageActions} actions */
function tapStates({ view }, actions) {
  if (view.body.kind === "text" || view.body.kind === "file") return [];
  return [...view.body.options, ...view.body.buttons].map((button) =>
    "token" in button ? actions.tapOf(view.id, button.token)?.state : undefined,
  );
}

/** The lines of the open chat: its messages, what is on its way, and the dates between them. @param {Client} client @returns {Line[]} */
export function linesOf(client) {
  const { openSpace: space, member, sending, feed } = client;
  const { messages } = feed.timelineOf(space);
  const onTheWay = sending.outgoing().filter((outgoing) => outgoing.space === space);
  const ids = new Set(messages.map(({ id }) => id));
  const waiting = onTheWay.filter(({ keptAs }) => keptAs === undefined || !ids.has(keptAs));
  const drawn = [
    ...messages.map((view) => ({ view, outgoing: onTheWay.find((one) => one.keptAs === view.id) })),
    ...waiting.map((outgoing) => ({ view: viewOf(outgoing, member.id), outgoing })),
  ];
  return drawn.flatMap(({ view, outgoing }, index) => {
    const before = drawn[index - 1]?.view;
    const sameDay = before !== undefined && dayOf(before.at) === dayOf(view.at);
    /** @type {Line} */
    const line = {
      kind: "message",
      key: outgoing?.key ?? sending.keyOf(view.id) ?? view.id,
      view,
      outgoing: outgoing?.state === "sent" ? undefined : outgoing,
      own: view.author === member.id,
      continues: sameDay && goesOn(before, view),
      quoted: view.replyTo === undefined ? undefined : feed.find(space, view.replyTo),
    };
    return sameDay ? [line] : [/** @type {Line} */ ({ kind: "day", at: view.at }), line];
  });
}

/** Whether a message simply goes on from the one before. @param {MessageView} before @param {MessageView} view */
function goesOn(before, view) {
  const isNotice = (/** @type {MessageView} */ { body }) => body.kind === "notice";
  const alike = before.onlyYou === view.onlyYou && isNotice(before) === isNotice(view);
  return alike && before.author === view.author && view.at - before.at < GOES_ON_MS;
}

/** A message on its way, as if it were there. @param {Outgoing} outgoing @param {string} author @returns {MessageView} */
const viewOf = ({ key, space, text, file, replyTo, at }, author) => ({
  id: key,
  space,
  author,
  replyTo,
  at,
  onlyYou: false,
  body: file ? { kind: "file", text, size: file.size } : { kind: "text", text },
});
