import { loadChats, sendFrame } from "./api.js";
import { keepConnected } from "./connection.js";
import { createFeed } from "./feed.js";
import { createSending } from "./sending.js";
import { createTaps } from "./taps.js";
import { compareIds } from "./timeline.js";

/** @typedef {import("./api.js").MessageView} MessageView */
/** @typedef {import("./api.js").ChatView} ChatView */
/** @typedef {import("./api.js").Member} Member */

/**
 * Everything one member sees and can do.
 * @typedef {object} Client
 * @property {Member} member
 * @property {ChatView[]} chats
 * @property {string} openSpace
 * @property {import("./connection.js").ConnectionState} connection
 * @property {ReturnType<typeof createFeed>} feed
 * @property {import("./sending.js").Sending} sending
 * @property {import("./taps.js").Taps} taps
 * @property {() => () => void} connect
 * @property {(space: string) => Promise<void>} open
 * @property {() => void} markRead
 */

/**
 * A client that calls `changed` after every change; `watching` says whether the open chat is in front of the member's eyes.
 * @param {Member} member
 * @param {() => void} changed
 * @param {() => boolean} watching
 * @returns {Client}
 */
export function createClient(member, changed, watching) {
  const feed = createFeed(member.id, changed);
  /** @type {Client} */
  const client = {
    member,
    chats: [],
    openSpace: "group",
    connection: "connecting",
    feed,
    sending: createSending(member.id, changed),
    taps: createTaps(member.id, changed),

    connect: () =>
      keepConnected(member.id, {
        onState(state) {
          client.connection = state;
          changed();
        },
        onEvent(event) {
          if (event.type === "ready") void refresh(client).then(changed, reportError);
          else take(client, event.message);
          changed();
        },
      }),

    async open(space) {
      client.openSpace = space;
      changed();
      await feed.loadNewest(space).catch(reportError);
      client.markRead();
    },

    markRead() {
      const newest = feed.timelineOf(client.openSpace).messages.at(-1);
      const chat = client.chats.find(({ id }) => id === client.openSpace);
      if (!chat || !newest || chat.unread === 0 || !watching()) return;
      replaceChat(client, { ...chat, unread: 0 });
      changed();
      sendFrame(member.id, { type: "read", space: chat.id, message: newest.id }).catch(reportError);
    },
  };
  return client;
}

/** Brings in what was missed while the connection was down, and sends what could not be sent. @param {Client} client */
async function refresh(client) {
  const [{ chats }] = await Promise.all([
    loadChats(client.member.id),
    client.feed.loadNewest(client.openSpace),
  ]);
  client.chats = chats;
  client.markRead();
  client.sending.retryLost();
}

/** Takes in a message, added or edited. @param {Client} client @param {MessageView} view */
function take(client, view) {
  const own = view.author === client.member.id;
  if (own) client.sending.heard(view);
  const isNew = client.feed.add(view);
  const chat = client.chats.find(({ id }) => id === view.space);
  const later = chat?.last === undefined ? 1 : compareIds(view.id, chat.last.id);
  if (!chat || later < 0) return;
  const counts = isNew && later > 0 && !own;
  replaceChat(client, { ...chat, last: view, unread: chat.unread + (counts ? 1 : 0) });
  client.markRead();
}

/** @param {Client} client @param {ChatView} chat */
function replaceChat(client, chat) {
  client.chats = client.chats.map((other) => (other.id === chat.id ? chat : other));
}
