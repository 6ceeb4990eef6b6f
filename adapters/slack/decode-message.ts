import type { EventBody } from "../../src/engine/event.ts";
import { readText } from "./markup.ts";
import type { SlackMessage } from "./payloads.ts";

const SLACKBOT = "USLACKBOT";

/** Whether a message is the bot's own or another program's: never answered, so that two bots never talk on. */
export function isOfProgram(message: SlackMessage, botUser: string | undefined): boolean {
  const { bot_id, user } = message;
  const hasBot = bot_id !== undefined && bot_id !== null;
  return hasBot || user === undefined || user === SLACKBOT || user === botUser;
}

/** Where a message stands: in a channel each message begins a thread, and what is said about it stays there. */
export function threadOf(message: SlackMessage, isDirect: boolean): string | undefined {
  return message.thread_ts ?? (isDirect ? undefined : message.ts);
}

/**
 * What a message says. Words beside a file count as the message; a file alone is a file. `mentioned` when the
 * platform itself says so.
 */
export function messageBody(
  message: SlackMessage,
  place: {
    readonly isDirect: boolean;
    readonly botUser: string | undefined;
    readonly mentioned: boolean;
  },
): EventBody {
  const { isDirect, botUser, mentioned } = place;
  const { text, mentionsBot } = readText(message.text ?? "", botUser);
  const inBotsThread = botUser !== undefined && message.parent_user_id === botUser;
  const addressed = isDirect || mentioned || mentionsBot || inBotsThread;
  const messageId = message.ts;
  const files = (message.files ?? []).map(({ id, name, mimetype, size }) => ({
    reference: id,
    name: name ?? undefined,
    size: size ?? undefined,
    type: mimetype ?? undefined,
  }));
  if (files.length > 0 && text.trim() === "") return { kind: "file", messageId, addressed, files };
  const repliesToBot = inBotsThread ? message.thread_ts : undefined;
  const along = files.length > 0 ? { files } : {};
  return { kind: "text", text, messageId, addressed, repliesToBot, ...along };
}
