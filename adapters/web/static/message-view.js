import { cardView } from "./card-view.js";
import { assign, fill, h } from "./dom.js";
import { excerptOf } from "./excerpt.js";
import { icon } from "./icons.js";
import { pick, text } from "./locale.js";
import { avatar, isBot, memberOf, nameOf, toneOf } from "./people.js";
import { fullTime, timeOf } from "./time.js";

/** @typedef {import("./api.js").MessageView} MessageView */
/** @typedef {import("./sending.js").Outgoing} Outgoing */

/**
 * A message as it is drawn: with what came before it, and what it answers.
 * @typedef {object} DrawnMessage
 * @property {MessageView} view
 * @property {boolean} own
 * @property {boolean} continues the author of the message before goes on
 * @property {MessageView | undefined} quoted
 * @property {Outgoing | undefined} outgoing set while it is on its way
 */

/**
 * @typedef {object} MessageActions
 * @property {(view: MessageView) => void} reply
 * @property {(id: string) => void} show
 * @property {(key: string) => void} retry
 * @property {(key: string) => void} discard
 * @property {(id: string, token: string) => import("./taps.js").Tap | undefined} tapOf
 * @property {(id: string, token: string) => void} tap
 */

/** Draws a message into its node. @param {HTMLElement} node @param {DrawnMessage} message @param {MessageActions} actions */
export function drawMessage(node, message, actions) {
  const { view, own, continues } = message;
  const notice = view.body.kind === "notice";
  const classes = [
    "message",
    own && "own",
    isBot(view.author) && "from-bot",
    continues && "continues",
    view.onlyYou && "only-you",
    notice && "notice",
    (view.body.kind === "text" || view.body.kind === "file") && "plain",
    message.outgoing?.state === "failed" && "failed",
  ];
  assign(node, {
    class: classes.filter(Boolean).join(" "),
    "data-id": view.id,
    "aria-label": labelOf(message),
  });
  fill(
    node,
    !own && !notice && avatar(view.author),
    h(
      "div",
      { class: "message-main" },
      !own && !continues && !notice && byline(view.author),
      view.onlyYou && h("p", { class: "only-you-mark" }, icon("lock"), text("onlyYou")),
      h(
        "div",
        { class: "bubble" },
        view.replyTo !== undefined && quote(message.quoted, actions),
        bodyOf(view, actions),
        stamp(view, message.outgoing),
      ),
      message.outgoing?.state === "failed" && failure(message.outgoing, actions),
    ),
    message.outgoing === undefined && !notice && replyButton(view, actions),
  );
}

/** @param {DrawnMessage} message */
function labelOf({ view, own }) {
  const author = own ? text("you") : nameOf(view.author);
  return `${author}, ${timeOf(view.at)}`;
}

/** @param {string} author */
function byline(author) {
  const member = memberOf(author);
  return h(
    "p",
    { class: "byline" },
    h("span", { class: "byline-name", "data-tone": toneOf(author) }, nameOf(author)),
    isBot(author) && h("span", { class: "tag tag-bot" }, text("bot")),
    member && h("span", { class: member.staff ? "tag tag-staff" : "tag" }, pick(member.about)),
  );
}

/** @param {MessageView} view @param {MessageActions} actions */
function bodyOf(view, actions) {
  if (view.body.kind === "text") return h("p", { class: "said-text", dir: "auto" }, view.body.text);
  if (view.body.kind === "file") {
    return h("p", { class: "said-text", dir: "auto" }, icon("attach"), ` ${view.body.text}`);
  }
  return cardView(view.body, {
    stateOf: (token) => actions.tapOf(view.id, token),
    tap: (token) => actions.tap(view.id, token),
  });
}

/** @param {MessageView} view @param {Outgoing | undefined} outgoing */
function stamp(view, outgoing) {
  const { at, editedAt } = view;
  const shown = editedAt === undefined ? timeOf(at) : text("edited", { time: timeOf(editedAt) });
  return h(
    "p",
    { class: "stamp" },
    h("time", { datetime: new Date(editedAt ?? at).toISOString(), title: fullTime(at) }, shown),
    outgoing?.state === "sending" &&
      h("span", { class: "sending", role: "img", "aria-label": text("sending") }),
  );
}

/** @param {MessageView | undefined} quoted @param {MessageActions} actions */
function quote(quoted, actions) {
  if (!quoted) return h("p", { class: "quote quote-gone" }, text("quoteGone"));
  const [name, excerpt] = [nameOf(quoted.author), excerptOf(quoted)];
  return h(
    "button",
    {
      class: "quote",
      type: "button",
      "data-tone": toneOf(quoted.author),
      "aria-label": text("quoteOf", { name, excerpt }),
      onclick: () => actions.show(quoted.id),
    },
    h("span", { class: "quote-name" }, name),
    h("span", { class: "quote-text" }, excerpt),
  );
}

/** @param {Outgoing} outgoing @param {MessageActions} actions */
function failure(outgoing, actions) {
  const why = outgoing.reason ? pick(outgoing.reason) : text("notDelivered");
  const act = outgoing.final
    ? { label: text("discard"), run: () => actions.discard(outgoing.key) }
    : { label: text("retry"), run: () => actions.retry(outgoing.key) };
  return h(
    "p",
    { class: "failure", role: "alert" },
    icon("alert"),
    h("span", {}, why),
    h("button", { class: "text-button", type: "button", onclick: act.run }, act.label),
  );
}

/** @param {MessageView} view @param {MessageActions} actions */
function replyButton(view, actions) {
  const label = text("replyTo", { name: nameOf(view.author) });
  return h(
    "button",
    {
      class: "reply-button",
      type: "button",
      title: text("reply"),
      "aria-label": label,
      onclick: () => actions.reply(view),
    },
    icon("reply"),
  );
}
