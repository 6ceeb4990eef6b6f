import { decodeUpdate } from "../../../adapters/telegram/decode.ts";

const SERVICES = {
  installation: "inst0",
  bot: { id: 7, username: "juchang_bot", readsAll: false, joinsGroups: true },
  now: 1_795_744_801_000,
};
export const decode = (update: unknown) => decodeUpdate(update, SERVICES);
export const eventOf = (update: unknown) => {
  const decoded = decode(update);
  if (decoded.kind !== "event") throw new Error(decoded.why);
  return decoded.event;
};

export const GROUP = { id: -100, type: "supergroup", title: "群" };
export const LIN = { id: 42, is_bot: false, first_name: "小满" };
export const message = (more: object, chat: object = GROUP) => ({
  update_id: 1,
  message: { message_id: 5, from: LIN, date: 100, chat, ...more },
});
export const bodyOf = (more: object, chat?: object) => eventOf(message(more, chat)).body;
export const mention = (text: string, name = "@juchang_bot") => ({
  text,
  entities: [{ type: "mention", offset: text.indexOf(name), length: name.length }],
});
