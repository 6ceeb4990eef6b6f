import { Refused, sendFile, sendFrame } from "./api.js";
import { newKey } from "./keys.js";

/** @typedef {import("./api.js").MessageView} MessageView */
/** @typedef {import("./locale.js").Localized} Localized */

/**
 * A message on its way. The key stays the same however often it is tried.
 * @typedef {object} Outgoing
 * @property {string} key
 * @property {string} space
 * @property {string} text what it says; a file's name
 * @property {File | undefined} file
 * @property {string | undefined} replyTo
 * @property {number} at ms UTC
 * @property {"sending" | "sent" | "failed"} state
 * @property {string | undefined} keptAs the message it became; it may be kept and yet not have reached the bot
 * @property {Localized | undefined} reason why it failed, in the service's words
 * @property {boolean} final trying again cannot help
 */

/** What a member sends, and what became of it. @param {string} member @param {() => void} changed */
export function createSending(member, changed) {
  /** @type {Outgoing[]} */
  let outgoing = [];
  /** Keys of messages sent from this page, by the id each was kept as. @type {Map<string, string>} */
  const keys = new Map();
  /** Ids of own messages that came over the live connection. @type {Set<string>} */
  const heardOf = new Set();

  const forget = (/** @type {Outgoing} */ message) => {
    outgoing = outgoing.filter((other) => other !== message);
  };

  /** @param {Outgoing} message */
  const attempt = async (message) => {
    Object.assign(message, { state: "sending", reason: undefined });
    changed();
    await trySending(member, message);
    const id = message.keptAs;
    if (id !== undefined) keys.set(id, message.key);
    if (message.state === "sent" && id !== undefined && heardOf.has(id)) forget(message);
    changed();
  };

  return {
    outgoing: () => outgoing,
    /** The key a message was sent under from this page. @param {string} id */
    keyOf: (id) => keys.get(id),

    /** @param {string} space @param {string} text @param {string} [replyTo] */
    send(space, text, replyTo) {
      const message = newOutgoing(space, text, replyTo);
      outgoing = [...outgoing, message];
      return attempt(message);
    },

    /** @param {string} space @param {File} file */
    sendFile(space, file) {
      const message = { ...newOutgoing(space, file.name, undefined), file };
      outgoing = [...outgoing, message];
      return attempt(message);
    },

    /** @param {string} key */
    retry(key) {
      const message = outgoing.find((other) => other.key === key && other.state === "failed");
      return message ? attempt(message) : undefined;
    },

    /** Gives up on a message that never will be delivered. @param {string} key */
    discard(key) {
      outgoing = outgoing.filter((other) => other.key !== key);
      changed();
    },

    /** Everything that failed for want of a connection. */
    retryLost() {
      for (const message of outgoing) {
        if (message.state === "failed" && !message.final) void attempt(message);
      }
    },

    /** An own message came over the live connection, often before the answer to its sending. @param {MessageView} view */
    heard(view) {
      heardOf.add(view.id);
      const same = outgoing.find((message) => isSame(message, view));
      if (!same) return;
      same.keptAs = view.id;
      keys.set(view.id, same.key);
      if (same.state === "sent") forget(same);
    },
  };
}

/** @param {string} space @param {string} text @param {string | undefined} replyTo @returns {Outgoing} */
const newOutgoing = (space, text, replyTo) => ({
  key: newKey(),
  space,
  text,
  file: undefined,
  replyTo,
  at: Date.now(),
  state: "sending",
  keptAs: undefined,
  reason: undefined,
  final: false,
});

/** Tries once, and notes on the message what became of it. @param {string} member @param {Outgoing} message */
async function trySending(member, message) {
  const { key, space, text, replyTo, file } = message;
  try {
    const { messageId } = file
      ? await sendFile(member, { key, space, file })
      : await sendFrame(member, { type: "send", key, space, text, replyTo });
    message.keptAs = messageId ?? message.keptAs;
    message.state = "sent";
  } catch (error) {
    const refused = error instanceof Refused ? error : undefined;
    message.keptAs = refused?.messageId ?? message.keptAs;
    message.reason = refused?.reason;
    message.final = refused !== undefined && refused.status < 429;
    message.state = "failed";
  }
}

/** Whether a message in the chat is the one on its way: by its id, or while that isn't known by its words. @param {Outgoing} message @param {MessageView} view */
function isSame({ state, keptAs, space, text, file }, { id, space: place, body }) {
  if (keptAs !== undefined) return keptAs === id;
  const kind = file ? "file" : "text";
  return state === "sending" && space === place && body.kind === kind && body.text === text;
}

/** @typedef {ReturnType<typeof createSending>} Sending */
